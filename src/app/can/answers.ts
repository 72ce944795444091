import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Place } from '../../core/fact.ts';
import { openCatalogue } from '../../derive/iam/aws/catalogue/catalogue.ts';
import type { KeyState } from '../../derive/iam/aws/context.ts';
import { ask, type Question, type QuestionAnswer } from '../../derive/iam/aws/question.ts';
import { type AccountSources, type AskedAccount, readAccounts } from './accounts.ts';
import type { Asked } from './asked.ts';
import { readPolicyFile } from './policy-file.ts';
import { actorFinder, type Found, nearNames } from './who.ts';

/** A statement that decides, as a person looks it up. */
export interface DecidingStatement {
  readonly effect: 'allow' | 'deny';
  /** `identity`, `boundary`, `service-control`, … */
  readonly kind: string;
  readonly policy: string;
  /** The Sid, else `#` and the position. */
  readonly statement: string;
  /** Its conditions hang on what the request brings. */
  readonly conditional: boolean;
  readonly at: Place;
}

/** One answer. */
export interface Answer {
  readonly who: string;
  readonly arn: string;
  readonly action: string;
  /** What was asked for; absent where anything was meant. */
  readonly on?: string;
  readonly decision: 'allowed' | 'denied' | 'conditional' | 'unknown';
  /** In words, where the statements alone do not tell. */
  readonly reason?: string;
  readonly statements: readonly DecidingStatement[];
  /** Keys of the request that a conditional decision hangs on. */
  readonly keys?: readonly string[];
  /** A request, by those keys, that is allowed; `null` for a key that is not there. */
  readonly allowedWith?: Readonly<Record<string, string | readonly string[] | null>>;
}

/** Policies that the account does not hold. */
export interface MorePolicies {
  readonly resourcePolicy?: string;
  readonly sessionPolicy: readonly string[];
}

/** Answers, and what to know of the input. */
export interface Answers {
  readonly answers: readonly Answer[];
  readonly accounts: readonly AskedAccount[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Answers each question over the identity that it names. */
export async function answersTo(
  questions: readonly Asked[],
  sources: AccountSources,
  more: MorePolicies,
): Promise<Answers> {
  const policies = morePolicies(more);
  const { accounts, diagnostics } = await readAccounts(sources);
  if (accounts.length === 0) return { answers: [], accounts, diagnostics };
  sources.progress('deciding');
  const find = actorFinder(accounts);
  const answers = questions.map((asked) => answerOf(find(asked.who), asked, policies));
  return { answers, accounts, diagnostics: [...diagnostics, ...unknownActions(questions.map(({ action }) => action))] };
}

/** Actions that AWS did not have when the catalogue was made: a typo, more often than something new. */
function unknownActions(actions: readonly string[]): readonly Diagnostic[] {
  const catalogue = openCatalogue();
  return [...new Set(actions)].flatMap((action): readonly Diagnostic[] => {
    if (catalogue.has(action) === true) return [];
    const near = nearNames(action, catalogue.namesLike(action)).slice(0, 3);
    const hint = near.length === 0 ? 'Check its spelling.' : `Did you mean ${near.join(', ')}?`;
    const message = `${action} is not in the catalogue of actions; it was asked nevertheless`;
    return [{ level: 'warning', code: 'unknown-action', message, hint }];
  });
}

/** Asks one question of every user and role; who is denied is left out. */
export async function whoCan(
  asked: Omit<Asked, 'who'>,
  sources: AccountSources,
  more: MorePolicies,
): Promise<Answers & { readonly denied: number }> {
  const policies = morePolicies(more);
  const { accounts, diagnostics } = await readAccounts(sources);
  sources.progress('deciding');
  const all = accounts.flatMap((account) =>
    account.index.actors.map((actor) => answerOf({ actor, account }, asked, policies)),
  );
  const answers = all.filter(({ decision }) => decision !== 'denied');
  const told = [...diagnostics, ...unknownActions([asked.action])];
  return { answers, accounts, diagnostics: told, denied: all.length - answers.length };
}

type Policies = Pick<Question, 'resourcePolicy' | 'sessionPolicies'>;

function morePolicies({ resourcePolicy, sessionPolicy }: MorePolicies): Policies {
  return {
    ...(resourcePolicy === undefined ? {} : { resourcePolicy: readPolicyFile(resourcePolicy) }),
    ...(sessionPolicy.length === 0 ? {} : { sessionPolicies: sessionPolicy.map(readPolicyFile) }),
  };
}

const DECISIONS = { allow: 'allowed', deny: 'denied', conditional: 'conditional', unknown: 'unknown' } as const;

function answerOf({ actor, account }: Found, asked: Omit<Asked, 'who'>, policies: Policies): Answer {
  const { action, on, context } = asked;
  const resource = on === '*' ? undefined : on;
  const result = ask(
    actor,
    { action, context, ...(resource === undefined ? {} : { resource }), ...policies },
    account.index,
  );
  const { decision, keys, example } = result;
  const reason = reasonFor(result);
  return {
    who: actor.principal.id,
    arn: actor.principal.arn,
    action,
    ...(on === undefined ? {} : { on }),
    decision: DECISIONS[decision.verdict],
    ...(reason === undefined ? {} : { reason }),
    statements: deciding(result),
    ...(decision.verdict === 'conditional' ? { keys } : {}),
    ...(example === undefined
      ? {}
      : { allowedWith: Object.fromEntries([...example].map(([key, one]) => [key, plain(one)])) }),
  };
}

function plain(state: KeyState): string | readonly string[] | null {
  if (state === undefined || state === 'absent') return null;
  return state.values.length === 1 ? (state.values[0] ?? '') : state.values;
}

/** Denies decide a denial, allows an allowance; both where the request has the last word. */
function deciding({ decision, statements }: QuestionAnswer): readonly DecidingStatement[] {
  const explicit = decision.verdict === 'deny' && decision.explicit;
  return statements
    .filter(({ statement, truth }) => {
      if (decision.verdict === 'allow') return statement.effect === 'allow' && truth === 'always';
      if (explicit) return statement.effect === 'deny' && truth === 'always';
      if (decision.verdict === 'deny') return false;
      return true;
    })
    .map(({ kind, policy, statement, truth }) => ({
      effect: statement.effect,
      kind,
      policy: policy.name,
      statement: statement.id,
      conditional: truth === 'sometimes',
      at: statement.at,
    }));
}

const PARTIES: Readonly<Record<string, string>> = {
  identity: 'no policy of it allows this',
  boundary: 'its permissions boundary does not allow this',
  session: 'the session policy does not allow this',
  trust: 'the trust policy of the role does not admit it',
  resource: 'the policy of the resource does not admit it',
};

function reasonFor({ decision, refusing, statements }: QuestionAnswer): string | undefined {
  if (decision.verdict === 'unknown') return decision.reason;
  if (decision.verdict !== 'deny') return undefined;
  if (decision.explicit) return undefined;
  const told = refusing.map(
    ({ kind, id }) => PARTIES[kind] ?? `${kind} policies (${id.slice(id.indexOf(':') + 1)}) do not allow this`,
  );
  if (told.length > 0) return told.join('; ');
  return statements.length > 0
    ? 'whatever the request brings, what allows it is taken away by a deny'
    : 'nothing allows it';
}
