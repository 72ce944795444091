import type { Diagnostic } from '../../../core/diagnostic.ts';
import { type Fact, known, unknown } from '../../../core/fact.ts';
import type { OrganizationTrainingCatalogue, OrganizationTrainingModule } from '../../../model/generated/model.ts';
import type { Format } from '../../format.ts';
import type { Cell } from '../cell.ts';
import { rowError } from '../read-table.ts';
import { cellOf, mapsOf, textsOf, topLevelKeys, type YamlMap } from '../read-yaml.ts';
import { yamlContribution } from '../register-section.ts';
import { type ScalarReader, scalarReader } from '../scalars.ts';
import { settingsOf } from '../settings.ts';

/** The catalogue of training modules, training-catalogue.yaml. */
export const trainingCatalogueFormat: Format = {
  id: 'training-catalogue',
  title: 'catalogue of training (training-catalogue.yaml)',
  domain: 'organization',
  recognizes: ({ head }) =>
    topLevelKeys(head).has('modules') && /\b(?:mandatory_for|topics|nominal_minutes)\b/.test(head),
  normalize: (captures, context) => [
    yamlContribution('training_catalogue', captures, (roots, diagnostics): OrganizationTrainingCatalogue => {
      const read = scalarReader(settingsOf(context), diagnostics);
      const first = roots[0];
      const at = first?.at ?? { file: captures[0]?.origin ?? 'training-catalogue.yaml' };
      const modules = roots.flatMap((root) =>
        mapsOf(root, 'modules', (node) => diagnostics.push(rowError(node.at, 'a module is not a mapping'))).flatMap(
          (map) => toModule(map, read, diagnostics),
        ),
      );
      return {
        at,
        reviewed_on:
          first === undefined ? unknown('no catalogue was read', at) : read.date(cellOf(first, 'reviewed_on')),
        modules,
      };
    }),
  ],
};

function toModule(map: YamlMap, read: ScalarReader, diagnostics: Diagnostic[]): readonly OrganizationTrainingModule[] {
  const id = cellOf(map, 'id').text;
  const match = textsOf(map, 'match');
  if (id === '' || match.length === 0) {
    diagnostics.push(
      rowError(map.at, `the module ${id} has no ${id === '' ? 'id' : 'match (patterns of the names in the records)'}`),
    );
    return [];
  }
  return [
    {
      at: map.at,
      id,
      match,
      topics: textsOf(map, 'topics'),
      mandatory_for: read.text(cellOf(map, 'mandatory_for')),
      interval_days: durationDays(cellOf(map, 'interval'), diagnostics),
      onboarding_days: read.integer(cellOf(map, 'onboarding_days')),
      nominal_minutes: read.number(cellOf(map, 'nominal_minutes')),
    },
  ];
}

/** ISO 8601 durations of years, months, weeks and days; twelve months are 365 days. */
function durationDays(cell: Cell, diagnostics: Diagnostic[]): Fact<number> {
  if (cell.text === '') return unknown('interval is empty: write how long a completion counts, as P12M', cell.at);
  const match = /^P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(cell.text);
  if (match !== null) {
    const [years = 0, months = 0, weeks = 0, days = 0] = match.slice(1).map((part) => Number(part ?? '0'));
    return known(Math.ceil(((years * 12 + months) * 365) / 12) + weeks * 7 + days, cell.at);
  }
  const why = `interval "${cell.text}" is not a duration; write it as P12M`;
  diagnostics.push({
    level: 'error',
    code: 'invalid-value',
    message: `${cell.at.file}:${cell.at.line ?? 1}: ${why}`,
    at: cell.at,
    hint: 'Write P12M for twelve months.',
  });
  return unknown(why, cell.at);
}
