import type { Capture } from '../../../core/capture.ts';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import { type Fact, isKnown, known, unknown } from '../../../core/fact.ts';
import { failedSection } from '../../../core/section.ts';
import type { OrganizationPhishingCampaign } from '../../../model/generated/model.ts';
import { textOf } from '../../capture-set.ts';
import type { Format } from '../../format.ts';
import { readTable } from '../read-table.ts';
import { topLevelKeys } from '../read-yaml.ts';
import { contribution, sectionFrom } from '../register-section.ts';
import { type ScalarReader, scalarReader } from '../scalars.ts';
import { settingsOf } from '../settings.ts';
import { type IndexedCampaign, readIndex } from './campaign-index.ts';
import { grouped, LAYOUTS, layoutOf, type PhishingRow } from './layouts.ts';

/** Results of simulated phishing: gophish results or events, KnowBe4 tests, the canonical table; and phishing/index.yaml. */
export const phishingResultsFormat: Format = {
  id: 'phishing-results',
  title: 'simulated phishing (gophish results CSV, phishing/index.yaml)',
  domain: 'organization',
  recognizes: ({ head }) => layoutOf(head) !== undefined || isIndex(head),
  normalize: (captures, context) => {
    const diagnostics: Diagnostic[] = [];
    const read = scalarReader(settingsOf(context), diagnostics);
    const index = captures
      .filter((capture) => isIndex(textOf(capture) ?? ''))
      .flatMap((capture) => readIndex(capture, diagnostics));
    const campaigns: OrganizationPhishingCampaign[] = [];
    for (const capture of captures) {
      const text = textOf(capture);
      if (text === undefined) {
        return [contribution('phishing', failedSection(`${capture.origin} could not be read`), diagnostics)];
      }
      if (isIndex(text)) continue;
      const layout = layoutOf(text);
      const table = readTable(capture, (layout ?? LAYOUTS[0]).columns);
      diagnostics.push(...table.diagnostics);
      if (!table.ok || layout === undefined) {
        const reason = table.ok ? `${capture.origin} is no table of phishing results` : table.reason;
        return [contribution('phishing', failedSection(reason), diagnostics)];
      }
      const rows = layout.read(table.rows, read, diagnostics);
      const byCampaign = grouped(rows, (row) => row.campaign ?? '');
      for (const [name, results] of byCampaign) campaigns.push(toCampaign(capture, name, results, index, read));
    }
    for (const entry of index) {
      if (
        entry.file === undefined ||
        captures.some((capture) => baseName(capture.origin) === baseName(entry.file ?? ''))
      )
        continue;
      const message = `${entry.at.file}:${entry.at.line ?? 1}: the campaign ${entry.id} names the file "${entry.file}", which is not there; the entry is left out`;
      diagnostics.push({
        level: 'error',
        code: 'row-error',
        message,
        at: entry.at,
        hint: 'Supply the file of results or correct its name.',
      });
    }
    return [contribution('phishing', sectionFrom({ campaigns }, diagnostics), diagnostics)];
  },
};

function toCampaign(
  capture: Capture,
  name: string,
  rows: readonly PhishingRow[],
  index: readonly IndexedCampaign[],
  read: ScalarReader,
): OrganizationPhishingCampaign {
  const file = baseName(capture.origin);
  const title = name === '' ? file.replace(/\.csv$/i, '').replace(/ - (?:Results|Events|Raw Events)$/i, '') : name;
  const entry = index.find((item) => (item.file !== undefined && baseName(item.file) === file) || item.id === title);
  const at = { file: capture.origin };
  const results = rows.map(({ campaign: _campaign, launched: _launched, ...result }) => result);
  return { at, id: entry?.id ?? slug(title), launched_on: launchDay(rows, entry, read, at), results };
}

function launchDay(
  rows: readonly PhishingRow[],
  entry: IndexedCampaign | undefined,
  read: ScalarReader,
  at: { file: string },
): Fact<string> {
  if (entry !== undefined && entry.launchedOn.text !== '') return read.date(entry.launchedOn);
  const declared = rows.map((row) => row.launched).find((fact) => fact !== undefined && isKnown(fact));
  if (declared !== undefined) return declared;
  const days = rows.flatMap((row) => (isKnown(row.sent_at) ? [row.sent_at.value.slice(0, 10)] : [])).sort();
  const first = days[0];
  return first === undefined
    ? unknown('when the campaign was launched is not written: name it in phishing/index.yaml', at)
    : known(first, at);
}

function isIndex(text: string): boolean {
  return topLevelKeys(text).has('campaigns') && /\blaunched_on\s*:/.test(text);
}

function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

function slug(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
