import { type Fact, isKnown, known, unknown } from '../../core/fact.ts';
import type {
  IamPolicies,
  IamPolicy,
  IamPolicyPrincipal,
  IamPrincipals,
  IamRoles,
  IamStatement,
} from '../../model/generated/model.ts';
import { daysSince, idleDays, wasUsed } from './credential-ages.ts';

type Role = IamRoles['roles'][number];
type TrustGrant = Extract<Role['trust'], { readonly value: unknown }>['value'][number];
type Restriction = TrustGrant['restrictions'][number];

/** Whom each role admits and for how long nobody used it. */
export function rolesOf(identities: IamPrincipals, documents: IamPolicies, nowMs: number): IamRoles {
  const policies = new Map(documents.policies.map((policy) => [policy.id, policy]));
  return {
    roles: identities.principals
      .filter(({ kind }) => kind === 'role')
      .map((role): Role => {
        const lastUsed = role.last_used_at ?? unknown('the export has no RoleLastUsed for this role', role.at);
        return {
          id: role.id,
          name: role.name,
          arn: role.arn,
          service_linked: role.service_linked === true,
          trust: trustFact(policies.get(role.trust ?? ''), role.at, identities.account),
          used: wasUsed(lastUsed),
          idle_days: idleDays(lastUsed, role.created_at, nowMs),
          age_days: daysSince(role.created_at, nowMs),
          at: role.at,
        };
      }),
  };
}

function trustFact(policy: IamPolicy | undefined, at: Role['at'], account: string): Fact<readonly TrustGrant[]> {
  if (policy === undefined) return unknown('the export has no trust policy for this role', at);
  const { statements } = policy;
  if (!isKnown(statements)) return statements;
  const allows = statements.value.filter(({ effect }) => effect === 'allow');
  return known(
    allows.flatMap((statement) => grants(statement, account)),
    statements.at,
  );
}

/** NotPrincipal with Allow admits everyone but those it names. */
function grants(statement: IamStatement, account: string): readonly TrustGrant[] {
  const named: readonly IamPolicyPrincipal[] =
    statement.not_principals === undefined ? (statement.principals ?? []) : [{ kind: '*', value: '*' }];
  const restrictions = [...new Set(statement.conditions.flatMap(restrictionOf))].sort();
  const subjects = statement.conditions
    .filter(({ key, operator }) => /:sub$/i.test(key) && positive(operator))
    .flatMap(({ values }) => values);
  return named.map((principal) => ({
    statement: statement.id,
    ...classify(principal, account),
    value: principal.value,
    conditions: [...new Set(statement.conditions.map(({ key }) => key.toLowerCase()))].sort(),
    restrictions,
    ...(subjects.length === 0 ? {} : { subjects }),
    at: statement.at,
  }));
}

function classify({ kind, value }: IamPolicyPrincipal, own: string): Pick<TrustGrant, 'kind' | 'account'> {
  if (kind === '*' || value === '*') return { kind: 'anyone' };
  if (kind === 'Service') return { kind: 'service' };
  if (kind === 'Federated') return { kind: 'federated' };
  if (kind !== 'AWS') return { kind: 'other' };
  const account = /^\d{12}$/.test(value) ? value : /^arn:aws[a-z-]*:(?:iam|sts)::(\d{12}):/.exec(value)?.[1];
  // A principal that was deleted shows as its unique id (AIDA…, AROA…) and matches nobody.
  if (account === undefined) return { kind: 'other' };
  if (account !== own) return { kind: 'foreign-account', account };
  return { kind: /^\d{12}$|:root$/.test(value) ? 'own-account' : 'own-principal', account };
}

const RESTRICTIONS: readonly (readonly [RegExp, Restriction])[] = [
  [/^sts:externalid$/, 'external-id'],
  [/^aws:(principalorgid|principalorgpaths|sourceorgid|sourceorgpaths)$/, 'organization'],
  [/^aws:(principalaccount|sourceaccount)$/, 'account'],
  [/^aws:(principalarn|sourcearn|userid)$/, 'principal'],
  [/^aws:(sourceip|sourcevpc|sourcevpce|vpcsourceip)$/, 'network'],
  [/:sub$/, 'subject'],
  [/:aud$/, 'audience'],
  [/^aws:multifactorauth(present|age)$/, 'mfa'],
];

/** Wildcards alone, every address, an ARN of any account, an organization of any name. */
const OPEN_VALUE = /^[*?]*$|^(?:0\.0\.0\.0|::)\/0$|^arn:[^:]*:[^:]*:[^:]*:[^:]*[*?]|^o-[*?]+(?:\/|$)/;

/** A condition restricts when it needs the key to be there and to have a value that is not a bare wildcard. */
function restrictionOf({ key, operator, values }: IamStatement['conditions'][number]): readonly Restriction[] {
  const name = key.toLowerCase();
  const found = RESTRICTIONS.find(([pattern]) => pattern.test(name))?.[1];
  if (found === undefined || !positive(operator) || values.length === 0) return [];
  const open = values.some((value) => OPEN_VALUE.test(value));
  if (open || (found === 'mfa' && values.some((value) => value.toLowerCase() === 'false'))) return [];
  return [found];
}

/** Negated, `…IfExists`, `Null` and `ForAllValues:` operators also hold for requests without the key. */
function positive(operator: string): boolean {
  return !/not|ifexists$|^null$|^forallvalues:/i.test(operator);
}
