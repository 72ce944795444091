import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import { distinct, type ExportRecord, own, textsIn } from '../export-record.ts';

/** What to do when a part of a policy is missing or was cut off. */
export const NO_AND_CUT_OFF =
  'export the policies again (`az rest`, or in PowerShell `ConvertTo-Json -Depth 10`: less cuts them off)';

/** The texts of a list; empty where there is none; undefined when it is no list of texts. */
export function listFact(record: ExportRecord, key: string): readonly string[] | undefined {
  return own(record.value, key) === undefined ? [] : textsIn(record, key);
}

/** Words of a list in lower case, as a fact. */
export function wordsFact(record: ExportRecord | undefined, key: string, at: Place): Fact<readonly string[]> {
  const words = record === undefined ? undefined : listFact(record, key);
  return words === undefined
    ? unknown(`${key} is not a list; ${NO_AND_CUT_OFF}`, at)
    : known(distinct(words.map((word) => word.toLowerCase())), at);
}
