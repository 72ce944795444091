import { parse } from 'csv-parse/sync';

/** One line of an expected.csv: a row of the catalogue on one subject. */
export interface Expected {
  readonly row: string;
  readonly subject: string;
  readonly status: string;
}

/** What a rule said, under the id of the row that it implements. */
export interface Said {
  readonly row: string;
  readonly subject: string;
  readonly status: string;
  readonly message: string;
}

/** How far what was said agrees with what was expected, over the rows that are implemented. */
export interface Agreement {
  readonly compared: number;
  readonly differences: readonly string[];
}

/** Reads the table of expectations. */
export function readExpected(text: string): readonly Expected[] {
  return parse<Expected>(text, { columns: true });
}

/**
 * Compares. Subjects that the table does not name are allowed: it leaves open, on purpose, what nobody decided.
 * `organization` in the table is the whole target: a rule without the facts speaks of the target itself.
 */
export function compareWithExpected(
  said: readonly Said[],
  expected: readonly Expected[],
  implemented: ReadonlySet<string>,
): Agreement {
  const statuses = new Map(said.map((item) => [`${item.row} ${item.subject}`, item]));
  const wanted = expected.filter(({ row }) => implemented.has(row));
  const differences = wanted.flatMap(({ row, subject, status }) => {
    const found = statuses.get(`${row} ${subject}`);
    if (found?.status === status) return [];
    return [
      `${row} ${subject}: ${status} expected, ${found === undefined ? 'nothing said' : `${found.status} (${found.message})`}`,
    ];
  });
  return { compared: wanted.length, differences };
}
