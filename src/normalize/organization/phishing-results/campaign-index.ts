import type { Capture } from '../../../core/capture.ts';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { Place } from '../../../core/fact.ts';
import { textOf } from '../../capture-set.ts';
import type { Cell } from '../cell.ts';
import { rowError } from '../read-table.ts';
import { cellOf, mapsOf, readYaml } from '../read-yaml.ts';

/** A campaign as phishing/index.yaml names it. */
export interface IndexedCampaign {
  readonly at: Place;
  readonly id: string;
  /** Absent: the campaign is found by its id. */
  readonly file?: string;
  readonly launchedOn: Cell;
}

/** Reads phishing/index.yaml, which gives ids and dates to files of results. */
export function readIndex(capture: Capture, diagnostics: Diagnostic[]): readonly IndexedCampaign[] {
  const yaml = readYaml(capture.origin, textOf(capture) ?? '');
  if (!yaml.ok) {
    diagnostics.push(...yaml.diagnostics, rowError({ file: capture.origin }, 'the index of campaigns cannot be read'));
    return [];
  }
  if (yaml.root.kind !== 'map') return [];
  return mapsOf(yaml.root, 'campaigns', (node) =>
    diagnostics.push(rowError(node.at, 'a campaign is not a mapping')),
  ).flatMap((map) => {
    const id = cellOf(map, 'id').text;
    const file = cellOf(map, 'file').text;
    if (id === '') {
      diagnostics.push(rowError(map.at, 'the campaign has no id'));
      return [];
    }
    return [{ at: map.at, id, ...(file === '' ? {} : { file }), launchedOn: cellOf(map, 'launched_on') }];
  });
}
