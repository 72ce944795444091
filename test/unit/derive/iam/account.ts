import type { SnapshotSections } from '../../../../src/derive/derivation.ts';
import { permissions } from '../../../../src/derive/iam/permissions.ts';
import type { IamEffective } from '../../../../src/model/generated/model.ts';
import { awsAccountAuthorizationDetails } from '../../../../src/normalize/iam/aws-account-authorization-details/format.ts';
import { captureOf, NO_CONTEXT } from '../../normalize/iam/captures.ts';

/** A statement as users write it. */
export type Statement = Readonly<Record<string, unknown>>;

/** A principal of a made-up account. */
export interface MadeUp {
  readonly inline?: readonly Statement[];
  readonly attached?: readonly string[];
  readonly groups?: readonly string[];
  readonly boundary?: string;
  readonly trust?: readonly Statement[];
  readonly tags?: Readonly<Record<string, string>>;
}

/** A made-up account: principals by name, and customer policies by name (the first version is in force). */
export interface Account {
  readonly users?: Readonly<Record<string, MadeUp>>;
  readonly groups?: Readonly<Record<string, MadeUp>>;
  readonly roles?: Readonly<Record<string, MadeUp>>;
  readonly policies?: Readonly<Record<string, readonly (readonly Statement[])[]>>;
}

/** The account that everything of the tests lies in. */
export const ACCOUNT = '111122223333';
/** An ARN of it. */
export const arn = (resource: string): string => `arn:aws:iam::${ACCOUNT}:${resource}`;
/** An allow statement. */
export const allow = (Action: unknown, Resource: unknown = '*', Condition?: unknown): Statement => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition === undefined ? {} : { Condition }),
});
/** A deny statement. */
export const deny = (Action: unknown, Resource: unknown = '*', Condition?: unknown): Statement => ({
  ...allow(Action, Resource, Condition),
  Effect: 'Deny',
});
/** A statement of a trust policy. */
export const trusts = (Principal: unknown, Condition?: unknown): Statement => ({
  Effect: 'Allow',
  Principal,
  Action: 'sts:AssumeRole',
  ...(Condition === undefined ? {} : { Condition }),
});

const document = (statements: readonly Statement[]) => ({ Version: '2012-10-17', Statement: statements });
const policyArn = (name: string): string => (name.startsWith('arn:') ? name : arn(`policy/${name}`));

function record(kind: 'User' | 'Group' | 'Role', name: string, made: MadeUp): Statement {
  return {
    [`${kind}Name`]: name,
    Arn: arn(`${kind.toLowerCase()}/${name}`),
    CreateDate: '2024-01-02T00:00:00Z',
    [`${kind}PolicyList`]:
      made.inline === undefined ? [] : [{ PolicyName: 'inline', PolicyDocument: document(made.inline) }],
    AttachedManagedPolicies: (made.attached ?? []).map((one) => ({
      PolicyName: one.slice(one.lastIndexOf('/') + 1),
      PolicyArn: policyArn(one),
    })),
    ...(made.boundary === undefined
      ? {}
      : { PermissionsBoundary: { PermissionsBoundaryArn: policyArn(made.boundary) } }),
    ...(made.tags === undefined ? {} : { Tags: Object.entries(made.tags).map(([Key, Value]) => ({ Key, Value })) }),
    ...(kind === 'User' ? { GroupList: made.groups ?? [] } : {}),
    ...(kind === 'Role'
      ? {
          AssumeRolePolicyDocument: document(made.trust ?? [trusts({ Service: 'ec2.amazonaws.com' })]),
          RoleLastUsed: {},
        }
      : {}),
  };
}

/** The export of a made-up account. */
export function exportOf(account: Account): string {
  const list = (kind: 'User' | 'Group' | 'Role', made: Readonly<Record<string, MadeUp>> = {}) =>
    Object.entries(made).map(([name, one]) => record(kind, name, one));
  return JSON.stringify({
    UserDetailList: list('User', account.users),
    GroupDetailList: list('Group', account.groups),
    RoleDetailList: list('Role', account.roles),
    Policies: Object.entries(account.policies ?? {}).map(([name, versions]) => ({
      PolicyName: name,
      Arn: arn(`policy/${name}`),
      DefaultVersionId: 'v1',
      PolicyVersionList: versions.map((statements, index) => ({
        VersionId: `v${index + 1}`,
        IsDefaultVersion: index === 0,
        Document: document(statements),
      })),
    })),
  });
}

/** The sections that the export of an account gives. */
export function sectionsOf(account: Account): SnapshotSections {
  const [contribution] = awsAccountAuthorizationDetails.normalize(
    [captureOf('account.json', exportOf(account))],
    NO_CONTEXT,
  );
  return { iam: contribution?.sections ?? {} };
}

/** The effective rights of one principal of an account. */
export function effectiveOf(account: Account, id: string): IamEffective['principals'][number] {
  const { iam } = permissions.derive(sectionsOf(account), { nowMs: Date.parse('2026-11-22T18:00:00Z') });
  const found = iam?.effective?.data?.principals.find((principal) => principal.id === id);
  if (found === undefined) throw new Error(`no ${id} in the made-up account`);
  return found;
}

/** The privilege of one principal, or `unknown`. */
export function privilegeOf(account: Account, id: string): string {
  const { privilege } = effectiveOf(account, id);
  return 'value' in privilege ? privilege.value : 'unknown';
}
