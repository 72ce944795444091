import { parseInstant } from '../../../core/clock.ts';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import { type Fact, isKnown, mapFact } from '../../../core/fact.ts';
import type {
  OrganizationChange,
  OrganizationChangeWindow,
  OrganizationChangeWindows,
  OrganizationFreeze,
} from '../../../model/generated/model.ts';
import type { Format } from '../../format.ts';
import { rowError } from '../read-table.ts';
import { cellOf, mapsOf, textsOf, topLevelKeys, type YamlMap } from '../read-yaml.ts';
import { yamlContribution } from '../register-section.ts';
import { type ScalarReader, scalarReader } from '../scalars.ts';
import { settingsOf } from '../settings.ts';
import { occurrencesOf, type Span } from './recurrence.ts';

const DAY_MS = 86_400_000;
const KINDS = ['standard', 'normal', 'emergency'] as const;

/** Approved windows, declared changes and freezes, change-windows.yaml. */
export const changeWindowsFormat: Format = {
  id: 'change-windows',
  title: 'change windows (change-windows.yaml)',
  domain: 'organization',
  recognizes: ({ head }) => topLevelKeys(head).has('windows') && /\b(?:approved_by|assets|rrule)\s*:/.test(head),
  normalize: (captures, context) => [
    yamlContribution('change_windows', captures, (roots, diagnostics): OrganizationChangeWindows => {
      const read = scalarReader(settingsOf(context), diagnostics);
      const collected = parseInstant(captures[0]?.collectedAt ?? '') ?? 0;
      const horizon: Span = { fromMs: collected - 800 * DAY_MS, toMs: collected + 400 * DAY_MS };
      const maps = (key: string) =>
        roots.flatMap((root) =>
          mapsOf(root, key, (node) => diagnostics.push(rowError(node.at, `an entry of ${key} is not a mapping`))),
        );
      return {
        at: roots[0]?.at ?? { file: captures[0]?.origin ?? 'change-windows.yaml' },
        windows: maps('windows').flatMap((map) => toWindow(map, read, horizon, diagnostics)),
        changes: maps('changes').flatMap((map) => toChange(map, read, diagnostics)),
        freezes: maps('freezes').flatMap((map) => toFreeze(map, read, diagnostics)),
      };
    }),
  ],
};

function toWindow(
  map: YamlMap,
  read: ScalarReader,
  horizon: Span,
  diagnostics: Diagnostic[],
): readonly OrganizationChangeWindow[] {
  const id = cellOf(map, 'id').text;
  const from = instantOf(read.instant(cellOf(map, 'from')));
  const to = instantOf(read.instant(cellOf(map, 'to')));
  const assets = textsOf(map, 'assets');
  if (id === '' || assets.length === 0 || from === undefined || to === undefined || to <= from) {
    diagnostics.push(rowError(map.at, `the window ${id} lacks an id, assets, or a from before its to`));
    return [];
  }
  const rule = cellOf(map, 'rrule').text;
  const occurrences = occurrencesOf(rule, { fromMs: from, toMs: to }, horizon);
  if (!occurrences.ok) {
    diagnostics.push(rowError(map.at, `the window ${id}: ${occurrences.reason}`));
    return [];
  }
  return [
    {
      at: map.at,
      id,
      assets,
      occurrences: occurrences.spans,
      purpose: read.text(cellOf(map, 'purpose')),
      approved_by: lower(read.declared(cellOf(map, 'approved_by'))),
    },
  ];
}

function toChange(map: YamlMap, read: ScalarReader, diagnostics: Diagnostic[]): readonly OrganizationChange[] {
  const id = cellOf(map, 'id').text;
  if (id === '') {
    diagnostics.push(rowError(map.at, 'the change has no id'));
    return [];
  }
  return [
    {
      at: map.at,
      id,
      asset: read.text(cellOf(map, 'asset')),
      from: read.instant(cellOf(map, 'from')),
      to: read.instant(cellOf(map, 'to')),
      kind: read.choice(cellOf(map, 'kind'), KINDS),
      approved_by: lower(read.declared(cellOf(map, 'approved_by'))),
      ticket: read.text(cellOf(map, 'ticket')),
    },
  ];
}

function toFreeze(map: YamlMap, read: ScalarReader, diagnostics: Diagnostic[]): readonly OrganizationFreeze[] {
  const id = cellOf(map, 'id').text;
  if (id === '') {
    diagnostics.push(rowError(map.at, 'the freeze has no id'));
    return [];
  }
  return [
    {
      at: map.at,
      id,
      assets: textsOf(map, 'assets'),
      from: read.instant(cellOf(map, 'from')),
      to: read.instant(cellOf(map, 'to')),
      purpose: read.text(cellOf(map, 'purpose')),
      approved_by: lower(read.declared(cellOf(map, 'approved_by'))),
    },
  ];
}

function lower(fact: Fact<string>): Fact<string> {
  return mapFact(fact, (value) => value.toLowerCase());
}

function instantOf(fact: Fact<string>): number | undefined {
  return isKnown(fact) ? parseInstant(fact.value) : undefined;
}
