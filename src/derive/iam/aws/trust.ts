import { isKnown } from '../../../core/fact.ts';
import type { IamPolicy, IamStatement } from '../../../model/generated/model.ts';
import { conditionsHold } from './conditions.ts';
import { openContext, withKeys } from './context.ts';
import { type CompiledPolicy, compilePolicy } from './policy.ts';
import { anyOf, type Truth } from './truth.ts';

/** A trust policy ready to be asked; without statements when its document is not known. */
export interface CompiledTrust {
  readonly policy: CompiledPolicy;
  /** Statements that allow sts:AssumeRole. */
  readonly allows: readonly IamStatement[];
  /** Some allow statement admits everyone, or everyone but a few. */
  readonly everyone: boolean;
  /** What allow statements name under `AWS`: ARNs and account ids. */
  readonly named: ReadonlySet<string>;
  /** First labels of the services that allow statements name: `lambda` of `lambda.amazonaws.com`. */
  readonly services: ReadonlySet<string>;
}

/** Compiles the trust policy of a role; one whose document is not known admits nobody that can be told. */
export function compileTrust(record: IamPolicy | undefined): CompiledTrust {
  const policy: CompiledPolicy =
    record !== undefined && isKnown(record.statements)
      ? compilePolicy(record)
      : { id: record?.id ?? 'trust', name: record?.name ?? 'trust', allows: [], denies: [] };
  const allows = policy.allows
    .filter(({ matchesAction }) => matchesAction('sts:AssumeRole'))
    .map(({ statement }) => statement);
  const principals = allows.flatMap((statement) => statement.principals ?? []);
  const named = new Set(principals.filter(({ kind }) => kind.toLowerCase() === 'aws').map(({ value }) => value));
  return {
    policy,
    allows,
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

/** A cheap bound of what a trust policy can say: whether it names the principal, or its account. */
export function couldAdmit(trust: CompiledTrust, arn: string, account: string): 'itself' | 'account' | 'no' {
  if (trust.everyone || trust.named.has(arn)) return 'itself';
  if (trust.named.has(account)) return 'account';
  for (const value of trust.named) if (value.endsWith(`:${account}:root`)) return 'account';
  return 'no';
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
    if (named) truth = anyOf(truth, conditionsHold(statement.conditions, context));
  }
  return truth;
}

/** Regional spellings (`lambda.eu-west-3.amazonaws.com`, `.com.cn`) mean the same service. */
function serviceMatches(value: string, service: string): boolean {
  return value === service || (value.split('.')[0] === service.split('.')[0] && value.includes('.amazonaws.com'));
}
