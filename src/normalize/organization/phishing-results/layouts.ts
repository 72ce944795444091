import type { Diagnostic } from '../../../core/diagnostic.ts';
import { type Fact, isKnown, known, unknown } from '../../../core/fact.ts';
import { compareCodePoints } from '../../../core/order.ts';
import type { OrganizationPhishingResult } from '../../../model/generated/model.ts';
import type { Cell } from '../cell.ts';
import { type Column, isTable, type Row, rowError } from '../read-table.ts';
import type { ScalarReader } from '../scalars.ts';

/** A row of any layout; `campaign` and `launched` where the table itself names them. */
export interface PhishingRow extends OrganizationPhishingResult {
  readonly campaign?: string;
  readonly launched?: Fact<string>;
}

/** One shape of table that tells what people did with a simulated phishing mail. */
export interface Layout {
  readonly columns: readonly Column[];
  read(rows: readonly Row[], read: ScalarReader, diagnostics: Diagnostic[]): readonly PhishingRow[];
}

const OUTCOMES = ['not-delivered', 'none', 'opened', 'clicked', 'submitted'] as const;
/** The statuses of gophish (models.go). Mail that is on its way or failed reached nobody. */
const GOPHISH_STATUSES: ReadonlyMap<string, string> = new Map([
  ['Email Sent', 'none'],
  ['Success', 'none'],
  ['Email Reported', 'none'],
  ['Email Opened', 'opened'],
  ['Clicked Link', 'clicked'],
  ['Submitted Data', 'submitted'],
  ...['Error', 'Error Sending Email', 'Sending', 'Scheduled', 'Retrying', 'Queued', 'Campaign Created'].map(
    (word) => [word, 'not-delivered'] as const,
  ),
]);

const EMAIL: Column = { key: 'email', aliases: ['useremail', 'emailaddress'], required: true };

/** gophish: "Export CSV, Results". Address, place, name and position of the person are columns that nobody reads. */
const gophishResults: Layout = {
  columns: [
    EMAIL,
    { key: 'status', required: true },
    { key: 'reported', required: true },
    { key: 'send_date', required: true },
    { key: 'modified_date', required: true },
  ],
  read: (rows, read, diagnostics) =>
    withEmail(rows, diagnostics).map(([email, row]) => ({
      at: row.at,
      email,
      outcome: gophishOutcome(row.cell('status')),
      reported: read.boolean(row.cell('reported')),
      sent_at: read.instant(row.cell('send_date')),
      last_event_at: read.instant(row.cell('modified_date')),
    })),
};

/** gophish: "Export CSV, Raw Events". The column `details` holds what people typed and is not a column of this table. */
const gophishEvents: Layout = {
  columns: [
    { key: 'campaign_id', required: true },
    EMAIL,
    { key: 'time', required: true },
    { key: 'message', required: true },
  ],
  read: (rows, read, diagnostics) => {
    const people = grouped(
      rows.filter((row) => row.cell('email').text !== ''),
      (row) => row.cell('email').text.toLowerCase(),
    );
    return [...people].flatMap(([email, events]): PhishingRow[] => {
      const first = events[0];
      if (first === undefined) return [];
      const facts = events.map((row) => ({
        fact: gophishOutcome(row.cell('message')),
        time: read.instant(row.cell('time')),
        word: row.cell('message').text,
      }));
      const outcomes = facts.flatMap(({ fact }) => (isKnown(fact) ? [OUTCOMES.indexOf(outcomeOf(fact.value))] : []));
      const timeOf = (word: string) => facts.find((item) => item.word === word)?.time;
      const last = facts
        .map((item) => item.time)
        .filter(isKnown)
        .sort((a, b) => compareCodePoints(a.value, b.value))
        .at(-1);
      const outcome = OUTCOMES[Math.max(-1, ...outcomes)];
      const noTime = unknown('the events of this person have no such time', first.at);
      if (outcome === undefined) diagnostics.push(rowError(first.at, 'the events of a person are not known words'));
      return outcome === undefined
        ? []
        : [
            {
              at: first.at,
              email,
              outcome: known(outcome, first.at),
              reported: known(
                facts.some((item) => item.word === 'Email Reported'),
                first.at,
              ),
              sent_at: timeOf('Email Sent') ?? noTime,
              last_event_at: timeOf('Email Reported') ?? last ?? noTime,
            },
          ];
    });
  },
};

/** KnowBe4: a phishing security test, one column for each step with its time. */
const knowBe4: Layout = {
  columns: [
    EMAIL,
    { key: 'delivered_at', required: true },
    { key: 'opened_at' },
    { key: 'clicked_at', required: true },
    { key: 'data_entered_at', required: true },
    { key: 'reported_at', required: true },
  ],
  read: (rows, read, diagnostics) =>
    withEmail(rows, diagnostics).map(([email, row]) => {
      const reached = (key: string): boolean => row.cell(key).text !== '';
      const steps = ['delivered_at', 'opened_at', 'clicked_at', 'data_entered_at'].map(reached);
      const outcome = OUTCOMES[steps.lastIndexOf(true) + 1] ?? 'not-delivered';
      const reported = reached('reported_at');
      return {
        at: row.at,
        email,
        outcome: known(outcome, row.at),
        reported: known(reported, row.cell('reported_at').at),
        sent_at: read.instant(row.cell('delivered_at')),
        last_event_at: read.instant(row.cell(reported ? 'reported_at' : 'delivered_at')),
      };
    }),
};

/** The canonical table of this program. */
const canonical: Layout = {
  columns: [
    { key: 'campaign', required: true },
    { key: 'launched_on' },
    EMAIL,
    { key: 'outcome', required: true },
    { key: 'reported', required: true },
    { key: 'at' },
  ],
  read: (rows, read, diagnostics) =>
    withEmail(rows, diagnostics).map(([email, row]) => {
      const launched = read.date(row.cell('launched_on'));
      return {
        at: row.at,
        email,
        campaign: row.cell('campaign').text,
        launched,
        outcome: read.choice(row.cell('outcome'), OUTCOMES),
        reported: read.boolean(row.cell('reported')),
        sent_at: isKnown(launched) ? known(`${launched.value}T00:00:00Z`, launched.at) : launched,
        last_event_at: read.instant(row.cell('at')),
      };
    }),
};

/** All shapes that are read; the first one names the columns when none fits. */
export const LAYOUTS: readonly [Layout, ...Layout[]] = [gophishResults, gophishEvents, knowBe4, canonical];

/** The shape that the header line has. */
export function layoutOf(head: string): Layout | undefined {
  return LAYOUTS.find((layout) => isTable(head, layout.columns));
}

function outcomeOf(text: string): (typeof OUTCOMES)[number] {
  return OUTCOMES.find((item) => item === text) ?? 'not-delivered';
}

function gophishOutcome(cell: Cell): Fact<string> {
  const outcome = GOPHISH_STATUSES.get(cell.text);
  if (outcome !== undefined) return known(outcome, cell.at);
  return unknown(
    'the status of a result of simulated phishing is not one that gophish writes: export the results again',
    cell.at,
  );
}

function withEmail(rows: readonly Row[], diagnostics: Diagnostic[]): readonly (readonly [string, Row])[] {
  return rows.flatMap((row) => {
    const email = row.cell('email').text.toLowerCase();
    if (email !== '') return [[email, row] as const];
    diagnostics.push(rowError(row.at, 'the result has no address of a person'));
    return [];
  });
}

/** Items by key, in the order in which they come. */
export function grouped<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name) ?? [];
    groups.set(name, group);
    group.push(item);
  }
  return groups;
}
