import { isKnown } from '../../../core/fact.ts';
import type { IamPolicy, IamPolicyPrincipal, IamStatement } from '../../../model/generated/model.ts';
import { conditionsHold } from './conditions.ts';
import { openContext, type RequestContext, withKeys } from './context.ts';
import { globMatcher } from './glob.ts';
import { allOf, anyOf, type Truth } from './truth.ts';

/** A trust policy ready to be asked; undefined statements when its document is not known. */
export interface CompiledTrust {
  /** Statements about sts:AssumeRole. */
  readonly allows: readonly IamStatement[];
  readonly denies: readonly IamStatement[];
  /** Some allow statement admits everyone, or everyone but a few. */
  readonly everyone: boolean;
  /** What allow statements name under `AWS`: ARNs and account ids. */
  readonly named: ReadonlySet<string>;
  /** First labels of the services that allow statements name: `lambda` of `lambda.amazonaws.com`. */
  readonly services: ReadonlySet<string>;
}

/** How a trust policy answers one principal of the account. */
export interface TrustAnswer {
  /** Names the principal itself (or everyone): it needs no policy of its own. */
  readonly direct: Truth;
  /** Admits the account: the principal's own policies decide. */
  readonly viaAccount: Truth;
}

/** Compiles the trust policy of a role; one whose document is not known admits nobody that can be told. */
export function compileTrust(policy: IamPolicy | undefined): CompiledTrust {
  const statements = policy !== undefined && isKnown(policy.statements) ? policy.statements.value : [];
  const relevant = statements.filter((statement) => about(statement, 'sts:assumerole'));
  const allows = relevant.filter(({ effect }) => effect === 'allow');
  const principals = allows.flatMap((statement) => statement.principals ?? []);
  const named = new Set(principals.filter(({ kind }) => kind.toLowerCase() === 'aws').map(({ value }) => value));
  return {
    allows,
    denies: relevant.filter(({ effect }) => effect === 'deny'),
    everyone:
      allows.some((statement) => statement.not_principals !== undefined) ||
      principals.some(({ kind }) => kind === '*') ||
      named.has('*'),
    named,
    services: new Set(
      principals.flatMap(({ kind, value }) => (kind.toLowerCase() === 'service' ? [value.split('.')[0] ?? ''] : [])),
    ),
  };
}

/** A cheap bound of what `trustOf` can say: whether the policy names the principal, or its account. */
export function couldAdmit(trust: CompiledTrust, arn: string, account: string): 'itself' | 'account' | 'no' {
  if (trust.everyone || trust.named.has(arn)) return 'itself';
  if (trust.named.has(account)) return 'account';
  for (const value of trust.named) if (value.endsWith(`:${account}:root`)) return 'account';
  return 'no';
}

/** What a trust policy says of a principal of the same account. */
export function trustOf(trust: CompiledTrust, arn: string, account: string, context: RequestContext): TrustAnswer {
  let denied: Truth = 'never';
  for (const statement of trust.denies) {
    const named = namedBy(statement, arn, account);
    if (named !== 'no') denied = anyOf(denied, conditionsHold(statement.conditions, context));
  }
  let direct: Truth = 'never';
  let viaAccount: Truth = 'never';
  for (const statement of trust.allows) {
    const named = namedBy(statement, arn, account);
    if (named === 'no') continue;
    const holds = conditionsHold(statement.conditions, context);
    if (named === 'itself') direct = anyOf(direct, holds);
    else viaAccount = anyOf(viaAccount, holds);
  }
  const open: Truth = denied === 'always' ? 'never' : denied === 'sometimes' ? 'sometimes' : 'always';
  return { direct: allOf(direct, open), viaAccount: allOf(viaAccount, open) };
}

/** Whether a service may take the role on, as PassRole needs. */
export function trustsService(trust: CompiledTrust, service: string, account: string): Truth {
  if (!trust.everyone && !trust.services.has(service.split('.')[0] ?? '')) return 'never';
  const context = withKeys({ 'aws:SourceAccount': account }, openContext);
  let truth: Truth = 'never';
  for (const statement of trust.allows) {
    const named = (statement.principals ?? []).some(
      ({ kind, value }) => kind === '*' || (kind.toLowerCase() === 'service' && serviceMatches(value, service)),
    );
    if (named && about(statement, 'sts:assumerole'))
      truth = anyOf(truth, conditionsHold(statement.conditions, context));
  }
  return truth;
}

/** Regional spellings (`lambda.eu-west-3.amazonaws.com`, `.com.cn`) mean the same service. */
function serviceMatches(value: string, service: string): boolean {
  return value === service || (value.split('.')[0] === service.split('.')[0] && value.includes('.amazonaws.com'));
}

function about(statement: IamStatement, action: string): boolean {
  const patterns = statement.actions ?? statement.not_actions ?? [];
  const matched = patterns.some((pattern) => globMatcher(pattern.toLowerCase())(action));
  return matched === (statement.actions !== undefined);
}

function namedBy(statement: IamStatement, arn: string, account: string): 'itself' | 'account' | 'no' {
  if (statement.not_principals !== undefined) {
    return statement.not_principals.some((principal) => names(principal, arn, account) !== 'no') ? 'no' : 'itself';
  }
  const answers = (statement.principals ?? []).map((principal) => names(principal, arn, account));
  return answers.includes('itself') ? 'itself' : answers.includes('account') ? 'account' : 'no';
}

function names(principal: IamPolicyPrincipal, arn: string, account: string): 'itself' | 'account' | 'no' {
  if (principal.kind === '*') return 'itself';
  if (principal.kind.toLowerCase() !== 'aws') return 'no';
  const { value } = principal;
  if (value === '*' || value === arn) return 'itself';
  return value === account || /^arn:aws[a-z-]*:iam::(\d{12}):root$/.exec(value)?.[1] === account ? 'account' : 'no';
}
