import { known, type Place, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import { namesSecret } from '../../../core/secrets.ts';
import type { IamAttachment, IamPrincipal, IamTag } from '../../../model/generated/model.ts';
import { parsePolicyDocument } from '../aws-policy-document.ts';
import { utcInstant } from '../instant.ts';
import { isObject, type JsonObject, listAt, textAt } from '../json-value.ts';
import type { Entry } from './page.ts';
import { inlinePolicy, type PolicyDraft } from './policies.ts';

const KEYS = {
  user: { name: 'UserName', inline: 'UserPolicyList' },
  group: { name: 'GroupName', inline: 'GroupPolicyList' },
  role: { name: 'RoleName', inline: 'RolePolicyList' },
} as const;

/** Reads one user, group or role, with its inline policies and, for a role, its trust policy. */
export function readPrincipal(
  entry: Entry,
  kind: IamPrincipal['kind'],
): { readonly principal: IamPrincipal; readonly policies: readonly PolicyDraft[] } {
  const { item, pointer, locate } = entry;
  const arn = textAt(item, 'Arn') ?? '';
  const name = textAt(item, KEYS[kind].name) ?? arn.slice(arn.lastIndexOf('/') + 1);
  const id = `${kind}:${name}`;
  const at = locate(pointer);
  const path = textAt(item, 'Path');
  const policies = (listAt(item, KEYS[kind].inline) ?? []).flatMap((one, index) => {
    if (!isObject(one)) return [];
    const at = `${pointer}/${KEYS[kind].inline}/${index}`;
    return [inlinePolicy(one['PolicyDocument'], textAt(one, 'PolicyName') ?? `#${index + 1}`, id, entry, at)];
  });
  const inline = sortedBy(policies, (policy) => policy.id).map((policy) => policy.id);
  const boundary = boundaryOf(item);
  if (kind === 'role') policies.push(trustPolicy(id, entry, at));
  return {
    principal: {
      id,
      kind,
      name,
      arn,
      ...(path === undefined ? {} : { path }),
      at,
      created_at: instantFact(item, 'CreateDate', at),
      tags: tagsOf(item),
      groups: groupsOf(item, kind, at),
      attached: attachments(item),
      inline,
      ...(boundary === undefined ? {} : { boundary }),
      ...(kind === 'role' ? { trust: `trust:${id}`, ...roleFacts(item, path, at) } : {}),
    },
    policies,
  };
}

function groupsOf(item: JsonObject, kind: IamPrincipal['kind'], at: Place): IamPrincipal['groups'] {
  if (kind !== 'user') return known([], at);
  const groups = listAt(item, 'GroupList');
  return groups === undefined
    ? unknown('the export has no GroupList for this user; export the account again without --filter', at)
    : known(groups.filter((group) => typeof group === 'string').sort(), at);
}

function tagsOf(item: JsonObject): readonly IamTag[] {
  const tags = (listAt(item, 'Tags') ?? []).flatMap((tag) => {
    if (!isObject(tag)) return [];
    const key = textAt(tag, 'Key');
    return key === undefined ? [] : [{ key, value: namesSecret(key) ? '<cut>' : (textAt(tag, 'Value') ?? '') }];
  });
  return sortedBy(tags, (tag) => tag.key);
}

function attachments(item: JsonObject): readonly IamAttachment[] {
  const list = (listAt(item, 'AttachedManagedPolicies') ?? []).flatMap((one) => {
    const arn = isObject(one) ? textAt(one, 'PolicyArn') : undefined;
    return arn === undefined || !isObject(one) ? [] : [attachment(arn, textAt(one, 'PolicyName'))];
  });
  return sortedBy(list, (one) => one.arn);
}

function attachment(arn: string, name: string | undefined): IamAttachment {
  return { name: name ?? arn.slice(arn.lastIndexOf('/') + 1), arn, policy: `policy:${arn}` };
}

function boundaryOf(item: JsonObject): IamAttachment | undefined {
  const boundary = item['PermissionsBoundary'];
  const arn = isObject(boundary) ? textAt(boundary, 'PermissionsBoundaryArn') : undefined;
  return arn === undefined ? undefined : attachment(arn, undefined);
}

function trustPolicy(owner: string, entry: Entry, at: Place): PolicyDraft {
  const pointer = `${entry.pointer}/AssumeRolePolicyDocument`;
  const document = entry.item['AssumeRolePolicyDocument'];
  return {
    id: `trust:${owner}`,
    kind: 'trust',
    name: 'AssumeRolePolicyDocument',
    owner: 'customer',
    attached_to: [owner],
    boundary_of: [],
    statements: parsePolicyDocument(document, { at, inside: (part) => entry.locate(`${pointer}${part}`) }),
    at,
  };
}

/** An empty RoleLastUsed says "not within the 400 days that AWS keeps"; without the key nothing is said. */
function roleFacts(
  item: JsonObject,
  path: string | undefined,
  at: Place,
): Pick<IamPrincipal, 'last_used_at' | 'service_linked'> {
  const lastUsed = item['RoleLastUsed'];
  return {
    last_used_at: !isObject(lastUsed)
      ? unknown('the export has no RoleLastUsed for this role; export it with a current AWS CLI', at)
      : lastUsed['LastUsedDate'] === undefined
        ? known('never', at)
        : instantFact(lastUsed, 'LastUsedDate', at),
    service_linked: path?.startsWith('/aws-service-role/') === true,
  };
}

/** A fact of an instant that the record holds, or why it is not known. */
function instantFact(item: JsonObject, key: string, at: Place): IamPrincipal['created_at'] {
  const instant = utcInstant(textAt(item, key) ?? '');
  return instant === undefined
    ? unknown(`the export has no date in ${key} for it; export the account again`, at)
    : known(instant, at);
}
