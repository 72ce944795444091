import { known, type Place, unknown } from '../../../core/fact.ts';
import type { IamPolicy, IamPolicyVersion, IamStatement } from '../../../model/generated/model.ts';
import { parsePolicyDocument, type StatementsFact } from '../aws-policy-document.ts';
import { isObject, listAt, textAt } from '../json-value.ts';
import type { Entry } from './page.ts';

/** A policy whose attachments are still being collected. */
export interface PolicyDraft extends Omit<IamPolicy, 'attached_to' | 'boundary_of'> {
  readonly attached_to: string[];
  readonly boundary_of: string[];
}

/** Reads an entry of `Policies`: the default version is the one in force, the others wait for SetDefaultPolicyVersion. */
export function managedPolicy(entry: Entry): PolicyDraft {
  const { item, pointer, locate } = entry;
  const arn = textAt(item, 'Arn') ?? '';
  const at = locate(pointer);
  const wanted = textAt(item, 'DefaultVersionId');
  let version: string | undefined = wanted;
  let statements: StatementsFact | undefined;
  const others: IamPolicyVersion[] = [];
  for (const [index, one] of (listAt(item, 'PolicyVersionList') ?? []).entries()) {
    if (!isObject(one)) continue;
    const id = textAt(one, 'VersionId') ?? `#${index + 1}`;
    const versionPointer = `${pointer}/PolicyVersionList/${index}`;
    const parsed = parsePolicyDocument(one['Document'], {
      at: locate(versionPointer),
      inside: (part) => locate(`${versionPointer}/Document${part}`),
    });
    const inForce = wanted === undefined ? one['IsDefaultVersion'] === true : id === wanted;
    if (inForce && statements === undefined) {
      version = id;
      statements = parsed;
    } else others.push({ version: id, statements: parsed });
  }
  return {
    id: `policy:${arn}`,
    kind: 'managed',
    name: textAt(item, 'PolicyName') ?? arn,
    arn,
    owner: arn.includes(':iam::aws:') ? 'provider' : 'customer',
    attached_to: [],
    boundary_of: [],
    ...(version === undefined ? {} : { version }),
    statements: statements ?? unknown('the export has no default version of this policy; export the account again', at),
    ...(others.length === 0 ? {} : { other_versions: others }),
    at,
  };
}

/** AWS managed policies whose whole meaning is their name, so that a filtered export still tells them. */
const FULL_RIGHTS: ReadonlyMap<string, string> = new Map([
  ['AdministratorAccess', '*'],
  ['IAMFullAccess', 'iam:*'],
]);

/** A policy that a principal names and the export leaves out. */
export function missingPolicy(arn: string, name: string, at: Place): PolicyDraft {
  const provider = arn.includes(':iam::aws:');
  const action = provider ? FULL_RIGHTS.get(name) : undefined;
  const statement: readonly IamStatement[] =
    action === undefined
      ? []
      : [{ id: '#1', effect: 'allow', actions: [action], resources: ['*'], conditions: [], at }];
  return {
    id: `policy:${arn}`,
    kind: 'managed',
    name,
    arn,
    owner: provider ? 'provider' : 'customer',
    attached_to: [],
    boundary_of: [],
    statements:
      action === undefined
        ? unknown(
            `the export holds no document of ${arn}; export without --filter, or with all kinds of policies in it`,
            at,
          )
        : known(statement, at),
    at,
  };
}

/** A principal's inline policies: `UserPolicyList` and its like. */
export function inlinePolicy(
  document: unknown,
  name: string,
  owner: string,
  entry: Entry,
  pointer: string,
): PolicyDraft {
  const at = entry.locate(pointer);
  const documentPointer = `${pointer}/PolicyDocument`;
  return {
    id: `inline:${owner}/${name}`,
    kind: 'inline',
    name,
    owner: 'customer',
    attached_to: [owner],
    boundary_of: [],
    statements:
      document === undefined
        ? unknown('the inline policy has no PolicyDocument; export the account again', at)
        : parsePolicyDocument(document, { at, inside: (part) => entry.locate(`${documentPointer}${part}`) }),
    at,
  };
}
