import type { Diagnostic } from '../../core/diagnostic.ts';
import { UsageError } from '../../core/errors.ts';
import { type Answer, answer, parseQuery, type Query } from '../../derive/firewall/query.ts';
import { type ExposureSources, readRules } from './exposure.ts';
import type { GuardedPlace } from './guarded-places.ts';

export type { Answer } from '../../derive/firewall/query.ts';

/** What becomes of the packets of one question at one place, for each family that it may mean. */
export interface PlaceAnswer extends Pick<GuardedPlace, 'id' | 'kind' | 'members' | 'isPrivate'> {
  readonly target: string;
  readonly answers: readonly Answer[];
}

/** The answers to one question. */
export interface Answered {
  readonly query: string;
  readonly places: readonly PlaceAnswer[];
}

/** All answers, and what to know of the input. */
export interface QueryResult {
  readonly queries: readonly Answered[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Asks every place what becomes of the packets of each question. A question that is not understood is a UsageError. */
export async function answersOf(sources: ExposureSources, texts: readonly string[]): Promise<QueryResult> {
  const queries = texts.map(readQuery);
  const { guarded, diagnostics } = await readRules(sources);
  sources.progress('following the rules');
  const answered = queries.map(
    (query): Answered => ({
      query: query.text,
      places: guarded.flatMap(({ snapshot, places }) =>
        places.map(
          ({ ruleset, at: _, ...place }): PlaceAnswer => ({
            ...place,
            target: snapshot.target.id,
            answers: answer(ruleset, query),
          }),
        ),
      ),
    }),
  );
  return { queries: answered, diagnostics };
}

function readQuery(text: string): Query {
  const query = parseQuery(text);
  if ('problem' in query) throw new UsageError(`--query '${text}': ${query.problem}`, { hint: `Write ${query.hint}` });
  return query;
}
