import { mapFact } from '../../core/fact.ts';
import { compareCodePoints } from '../../core/order.ts';
import { deriveSection } from '../../core/section.ts';
import type { IamOpenGrant, IamOpenGrants, IamPolicies, IamStatement } from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { type ActionCatalogue, type CatalogueAction, openCatalogue } from './aws/catalogue/catalogue.ts';
import { globMatcher } from './aws/glob.ts';

/** What policies allow on anything, by the catalogue of actions. */
export const openGrants: Derivation = {
  id: 'open-grants',
  domain: 'iam',
  derive({ iam = {} }) {
    // Directories have no policy documents.
    if (iam.principals === undefined && iam.policies === undefined && iam.credentials === undefined) return {};
    const open_grants = deriveSection([iam.policies] as const, (policies: IamPolicies) => grantsOf(policies));
    return { iam: { ...iam, open_grants } };
  },
};

function grantsOf({ policies }: IamPolicies): IamOpenGrants {
  const catalogue = openCatalogue();
  const expanded = new Map<string, readonly CatalogueAction[]>();
  return {
    policies: policies.flatMap((policy) => {
      const { id, kind, name, owner, attached_to, at } = policy;
      if (kind === 'trust') return [];
      const grants = mapFact(policy.statements, (statements) =>
        statements.flatMap((statement) => statementGrants(statement, catalogue, expanded)),
      );
      return [{ id, kind, name, owner, attached_to, grants, at }];
    }),
  };
}

/** Actions whose answer is a secret with which somebody else is signed in as. */
const CREDENTIALS = new Set(
  [
    'chime:CreateApiKey',
    'codepipeline:PollForJobs',
    'connect:GetFederationToken',
    'ec2:GetPasswordData',
    'gamelift:RequestUploadCredentials',
    'iam:CreateAccessKey',
    'iam:CreateLoginProfile',
    'iam:CreateServiceSpecificCredential',
    'iam:ResetServiceSpecificCredential',
    'iam:UpdateLoginProfile',
    'lightsail:DownloadDefaultKeyPair',
    'lightsail:GetInstanceAccessDetails',
    'lightsail:GetRelationalDatabaseMasterUserPassword',
    'mediapackage:RotateChannelCredentials',
    'mediapackage:RotateIngestEndpointCredentials',
    'rds-db:connect',
    'redshift:GetClusterCredentials',
    'redshift:GetClusterCredentialsWithIAM',
    'redshift-serverless:GetCredentials',
    'sso:GetRoleCredentials',
  ].map((name) => name.toLowerCase()),
);

/** Actions that read what is stored: objects, secrets, parameters, rows, snapshots. */
const DATA = new Set(
  [
    's3:GetObject',
    's3:GetObjectVersion',
    'secretsmanager:GetSecretValue',
    'secretsmanager:BatchGetSecretValue',
    'ssm:GetParameter',
    'ssm:GetParameters',
    'ssm:GetParametersByPath',
    'ssm:GetParameterHistory',
    'dynamodb:ExportTableToPointInTime',
    'rds:CopyDBSnapshot',
    'rds:CreateDBSnapshot',
    'ebs:GetSnapshotBlock',
  ].map((name) => name.toLowerCase()),
);

type Kind = IamOpenGrant['kind'];

/** An action may belong to several kinds; each kind tells its own. */
function kindsOf({ name, level }: CatalogueAction, star: boolean): readonly Kind[] {
  const lower = name.toLowerCase();
  return [
    ...(CREDENTIALS.has(lower) ? (['credentials'] as const) : []),
    ...(DATA.has(lower) ? (['data'] as const) : []),
    ...(level === 'permissions' ? (['permissions'] as const) : []),
    ...(level === 'write' || level === 'tagging' || level === 'permissions' ? (['write'] as const) : []),
    ...(star ? (['star-resource'] as const) : []),
  ];
}

/** So many actions are named of each kind. */
const NAMED = 8;

function statementGrants(
  statement: IamStatement,
  catalogue: ActionCatalogue,
  expanded: Map<string, readonly CatalogueAction[]>,
): readonly IamOpenGrant[] {
  const { actions, resources, conditions } = statement;
  // What is granted by a bare star, by NotAction or by NotResource is told by rules of their own.
  if (statement.effect !== 'allow' || actions === undefined || resources === undefined || conditions.length > 0)
    return [];
  const patterns = resources.filter((pattern) => !pattern.includes('${') && /[*?]/.test(pattern));
  if (patterns.length === 0) return [];
  const key = JSON.stringify(actions);
  const covered = expanded.get(key) ?? expand(actions, catalogue);
  expanded.set(key, covered);
  const found = new Map<Kind, { readonly names: Set<string>; readonly resource: string }>();
  for (const action of covered) {
    if (!action.scopable) continue;
    const resource = patterns.find((pattern) => isOpen(pattern, action, catalogue));
    if (resource === undefined) continue;
    for (const kind of kindsOf(action, /^\*+$/.test(resource))) {
      const entry = found.get(kind) ?? { names: new Set(), resource };
      entry.names.add(action.name);
      found.set(kind, entry);
    }
  }
  return [...found]
    .sort(([left], [right]) => compareCodePoints(left, right))
    .map(([kind, { names, resource }]) => ({
      kind,
      statement: statement.id,
      actions: [...names].sort(compareCodePoints).slice(0, NAMED),
      count: names.size,
      resource,
      at: statement.at,
    }));
}

function expand(actions: readonly string[], catalogue: ActionCatalogue): readonly CatalogueAction[] {
  const found = new Map<string, CatalogueAction>();
  for (const pattern of actions) for (const action of catalogue.matching(pattern)) found.set(action.name, action);
  return [...found.values()];
}

/** Whether a pattern covers every resource of a kind: nothing but wildcards stands where a name could. */
function isOpen(pattern: string, { name }: CatalogueAction, catalogue: ActionCatalogue): boolean {
  if (/^\*+$/.test(pattern)) return true;
  const parts = pattern.split(':');
  const [arn, , service = '', , , ...rest] = parts;
  const own = name.slice(0, name.indexOf(':'));
  if (arn !== 'arn' || !globMatcher(service)(own)) return false;
  const resource = rest.join(':');
  if (/^[*:/]+$/.test(resource)) return resource.includes('*');
  return catalogue
    .prefixesOf(own)
    .some((prefix) => resource.startsWith(prefix) && /^[*:/]+$/.test(resource.slice(prefix.length)));
}
