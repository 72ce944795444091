import { type Fact, mapFact } from '../../core/fact.ts';
import type { IamPolicy, IamPolicyGrants, IamStatement } from '../../model/generated/model.ts';
import { WITNESS } from './aws/decide.ts';
import { globMatcher } from './aws/glob.ts';

/** One statement that grants too openly. */
export type PolicyFlaw = Extract<
  IamPolicyGrants['policies'][number]['flaws'],
  { readonly value: unknown }
>['value'][number];

/** The statements of a policy that grant too openly, whatever else the policy says. */
export function policyFlaws(policy: IamPolicy): Fact<readonly PolicyFlaw[]> {
  return mapFact(policy.statements, (statements) =>
    statements.filter(({ effect }) => effect === 'allow').flatMap((statement) => statementFlaws(statement)),
  );
}

function statementFlaws(statement: IamStatement): readonly PolicyFlaw[] {
  const flaws: PolicyFlaw[] = [];
  const add = (kind: PolicyFlaw['kind'], text: string): void => {
    flaws.push({ kind, statement: statement.id, text, at: statement.at });
  };
  if (statement.not_actions !== undefined) add('not-action', `NotAction ${statement.not_actions.join(', ')}`);
  const star = (statement.actions ?? []).find((action) => /^\*+(:\*+)?$/.test(action));
  if (star !== undefined) add('star-action', `Action ${star}`);
  // A bare star grants everything: it is told once, not once for each action that it holds.
  if (star !== undefined) return flaws;
  const passes = actionFor(statement, 'iam:passrole');
  if (passes !== undefined) {
    const open = openRole(statement) ?? (pinsService(statement) ? undefined : partlyOpen(statement));
    if (open !== undefined) add('pass-role-open', `${passes} on ${open}`);
  }
  const assumes = actionFor(statement, 'sts:assumerole');
  const anyRole = openRole(statement);
  if (assumes !== undefined && anyRole !== undefined && statement.conditions.length === 0) {
    add('assume-role-open', `${assumes} on ${anyRole}`);
  }
  return flaws;
}

function actionFor(statement: IamStatement, action: string): string | undefined {
  return statement.actions?.find((pattern) => globMatcher(pattern.toLowerCase())(action));
}

/** The pattern that covers a role nobody named, in whatever account. */
function openRole(statement: IamStatement): string | undefined {
  if (statement.not_resources !== undefined) return `NotResource ${statement.not_resources.join(', ')}`;
  return statement.resources?.find((pattern) => {
    if (pattern.includes('${')) return false;
    const account = /^arn:aws[a-z-]*:iam::(\d{12}):/.exec(pattern)?.[1] ?? WITNESS;
    const partition = /^arn:(aws[a-z-]*):/.exec(pattern)?.[1] ?? 'aws';
    return globMatcher(pattern)(`arn:${partition}:iam::${account}:role/${WITNESS}`);
  });
}

function partlyOpen(statement: IamStatement): string | undefined {
  return statement.resources?.find((pattern) => /[*?]/.test(pattern.replaceAll(/\$\{[^}]*\}/g, '')));
}

function pinsService(statement: IamStatement): boolean {
  return statement.conditions.some(
    ({ operator, key, values }) =>
      key.toLowerCase() === 'iam:passedtoservice' &&
      !/not|ifexists$|^null$/i.test(operator) &&
      values.every((value) => !/^[*?]+$/.test(value)),
  );
}
