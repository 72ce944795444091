import type { Capture } from '../../../core/capture.ts';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import { type Fact, mapFact } from '../../../core/fact.ts';
import type { OrgAccessReview, OrganizationAccessReviews } from '../../../model/generated/model.ts';
import { textOf } from '../../capture-set.ts';
import type { Format, NormalizeContext } from '../../format.ts';
import type { Cell } from '../cell.ts';
import { type Column, isTable, rowError } from '../read-table.ts';
import { cellOf, mapsOf, topLevelKeys } from '../read-yaml.ts';
import { warnOfUnknownKeys } from '../register-entries.ts';
import { sectionFrom, tableContribution, yamlContribution } from '../register-section.ts';
import { scalarReader } from '../scalars.ts';
import { settingsOf } from '../settings.ts';

const COLUMNS: readonly Column[] = [
  { key: 'scope', aliases: ['reviewscope', 'accessreviewed', 'access', 'perimetre', 'portee'], required: true },
  { key: 'reviewed_on', aliases: ['reviewdate', 'reviewedat', 'datederevue', 'daterevue', 'revuele'], required: true },
  { key: 'reviewer', aliases: ['reviewedby', 'reviewerid', 'revupar', 'responsablerevue'], required: true },
  { key: 'accounts', aliases: ['accountsreviewed', 'reviewed', 'count', 'comptes', 'nombredecomptes'] },
  { key: 'removed', aliases: ['revoked', 'accountsremoved', 'retires', 'droitsretires'] },
  { key: 'evidence', aliases: ['ticket', 'record', 'proof', 'preuve', 'reference'] },
];

/** Words for the two kinds of access that are reviewed on their own. */
const SCOPES = new Map([
  ...['privileged', 'privileges', 'admin', 'admins', 'administrators', 'privilegies', 'administrateurs'].map(
    (word) => [word, 'privileged'] as const,
  ),
  ...['guest', 'guests', 'external', 'externals', 'invites', 'externes'].map((word) => [word, 'guest'] as const),
  ...['all', 'everything', 'tous'].map((word) => [word, 'all'] as const),
]);

/** access-reviews.csv or .yaml: which access was looked through, when and by whom. */
export const accessReviewsFormat: Format = {
  id: 'access-reviews',
  title: 'access-reviews.csv or .yaml (reviews of access)',
  domain: 'organization',
  recognizes: ({ head }) => topLevelKeys(head).has('access_reviews') || isTable(head, COLUMNS),
  normalize: (captures, context) => {
    const isYaml = (capture: Capture): boolean =>
      topLevelKeys(textOf(capture)?.slice(0, 65_536) ?? '').has('access_reviews');
    const [yaml, tables] = [captures.filter(isYaml), captures.filter((capture) => !isYaml(capture))];
    const lists = [
      ...(tables.length === 0 ? [] : [ofTables(tables, context)]),
      ...(yaml.length === 0 ? [] : [ofYaml(yaml, context)]),
    ];
    const [first, second] = lists;
    if (first === undefined || second === undefined) return lists;
    // Both forms beside each other: one register.
    const diagnostics = lists.flatMap((one) => one.diagnostics ?? []);
    const broken = lists.find((one) => one.sections['access_reviews']?.data === undefined);
    if (broken !== undefined) return [{ ...broken, diagnostics }];
    const reviews = lists.flatMap((one, index) => reviewsIn(one.sections['access_reviews']?.data, index));
    return [{ ...first, diagnostics, sections: { access_reviews: sectionFrom({ reviews }, diagnostics) } }];
  },
};

function reviewsIn(data: unknown, index: number): readonly OrgAccessReview[] {
  // Made by this file: the two functions below.
  const { reviews } = data as OrganizationAccessReviews;
  return reviews.map((review) => ({ ...review, id: `${index + 1}.${review.id}` }));
}

function ofTables(captures: readonly Capture[], context: NormalizeContext) {
  return tableContribution('access_reviews', captures, COLUMNS, (rows, diagnostics): OrganizationAccessReviews => {
    const record = recordReader(context, diagnostics);
    return { reviews: rows.map((row, index) => record(`${index + 1}`, row.at, (key) => row.cell(key))) };
  });
}

function ofYaml(captures: readonly Capture[], context: NormalizeContext) {
  return yamlContribution('access_reviews', captures, (roots, diagnostics): OrganizationAccessReviews => {
    const record = recordReader(context, diagnostics);
    const maps = roots.flatMap((root) =>
      mapsOf(root, 'access_reviews', (node) =>
        diagnostics.push(rowError(node.at, 'access_reviews must be a list of mappings')),
      ),
    );
    return {
      reviews: maps.map((map, index) => {
        warnOfUnknownKeys(
          map,
          COLUMNS.map(({ key }) => key),
          diagnostics,
        );
        return record(`${index + 1}`, map.at, (key) => cellOf(map, key));
      }),
    };
  });
}

function recordReader(context: NormalizeContext, diagnostics: Diagnostic[]) {
  const read = scalarReader(settingsOf(context), diagnostics);
  const scope = (cell: Cell): Fact<string> =>
    mapFact(
      read.text(cell),
      (text) => SCOPES.get(plain(text)) ?? (text.startsWith('system:') ? text : `system:${text}`),
    );
  return (id: string, at: OrgAccessReview['at'], cell: (key: string) => Cell): OrgAccessReview => ({
    id,
    at,
    scope: scope(cell('scope')),
    reviewed_on: read.date(cell('reviewed_on')),
    reviewer: read.declared(cell('reviewer')),
    accounts: read.integer(cell('accounts')),
    removed: read.integer(cell('removed')),
    evidence: read.declared(cell('evidence')),
  });
}

/** `Comptes à privilèges`, `Privileged access`: the word that counts. */
function plain(text: string): string {
  const words = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z]+/);
  return words.find((word) => SCOPES.has(word)) ?? '';
}
