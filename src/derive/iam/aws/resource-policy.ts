import type { IamPolicyPrincipal, IamStatement } from '../../../model/generated/model.ts';
import type { Truth } from './truth.ts';
import { anyOf } from './truth.ts';

/** Who asks, as the statements of a resource policy name principals. */
export interface Asker {
  readonly arn: string;
  readonly account: string;
}

/**
 * How a statement names an asker: by everybody, itself, a session of the role that it is, its account (whose own
 * policies then decide), or not at all.
 */
export type Naming = 'everybody' | 'itself' | 'session' | 'account' | 'no';

/** How the Principal or NotPrincipal of a statement names an asker; a statement without either is about everybody. */
export function namedBy(statement: IamStatement, asker: Asker): Naming {
  if (statement.not_principals !== undefined) {
    return statement.not_principals.some((principal) => names(principal, asker) !== 'no') ? 'no' : 'everybody';
  }
  if (statement.principals === undefined) return 'everybody';
  const answers = statement.principals.map((principal) => names(principal, asker));
  return (['everybody', 'itself', 'account', 'session'] as const).find((one) => answers.includes(one)) ?? 'no';
}

/** Under the holding of a statement, how sure it is that the asker is the one it names. */
export function surely(naming: Naming, holds: Truth): Truth {
  return naming === 'session' && holds === 'always' ? 'sometimes' : holds;
}

function names(principal: IamPolicyPrincipal, { arn, account }: Asker): Naming {
  if (principal.kind === '*') return 'everybody';
  if (principal.kind.toLowerCase() !== 'aws') return 'no';
  const { value } = principal;
  if (value === '*') return 'everybody';
  if (value === arn) return 'itself';
  if (value === account || /^arn:aws[a-z-]*:iam::(\d{12}):root$/.exec(value)?.[1] === account) return 'account';
  const [, of, role] = /^arn:aws[a-z-]*:sts::(\d{12}):assumed-role\/([^/]+)\//.exec(value) ?? [];
  return of === account && role !== undefined && /:role\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1] === role ? 'session' : 'no';
}

/** What the allow statements of a resource policy give an asker, and what its deny statements take. */
export interface ResourceAnswer {
  /** By naming the principal itself. */
  readonly direct: Truth;
  /** By naming a session of it, or everybody: no boundary limits that (user guide, "IAM role principals"). */
  readonly session: Truth;
  /** By naming the account. */
  readonly viaAccount: Truth;
  readonly denied: Truth;
}

const SIDES = { everybody: 'session', itself: 'direct', session: 'session', account: 'viaAccount' } as const;

/** Asks a resource policy; `holds` tells whether a statement is about the request and its conditions are met. */
export function answerOf(
  statements: readonly { readonly statement: IamStatement; readonly holds: () => Truth }[],
  asker: Asker,
  heard: (statement: IamStatement, truth: Truth) => void = () => undefined,
): ResourceAnswer {
  const answer: Record<keyof ResourceAnswer, Truth> = {
    direct: 'never',
    session: 'never',
    viaAccount: 'never',
    denied: 'never',
  };
  for (const { statement, holds } of statements) {
    const naming = namedBy(statement, asker);
    if (naming === 'no') continue;
    const truth = surely(naming, holds());
    if (truth === 'never') continue;
    heard(statement, truth);
    const side = statement.effect === 'deny' ? 'denied' : SIDES[naming];
    answer[side] = anyOf(answer[side], truth);
  }
  return answer;
}
