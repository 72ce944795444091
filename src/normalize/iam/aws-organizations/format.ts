import type { Capture } from '../../../core/capture.ts';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import { known, type Place, unknown } from '../../../core/fact.ts';
import { compareCodePoints, sortedBy } from '../../../core/order.ts';
import { complete, incomplete } from '../../../core/section.ts';
import type {
  IamOrganizationLayer,
  IamOrganizationPolicies,
  IamOrganizationPolicy,
} from '../../../model/generated/model.ts';
import { textOf } from '../../capture-set.ts';
import type { Contribution, Format, Sample } from '../../format.ts';
import { parsePolicyDocument } from '../aws-policy-document.ts';
import { locator } from '../json-lines.ts';
import { isObject, type JsonObject, listAt, textAt } from '../json-value.ts';

const KINDS: Readonly<Record<string, IamOrganizationLayer['kind']>> = {
  SERVICE_CONTROL_POLICY: 'service-control',
  RESOURCE_CONTROL_POLICY: 'resource-control',
};

const HOW =
  'For the root, each unit above the account, and the account: `aws organizations list-policies-for-target --target-id ID --filter SERVICE_CONTROL_POLICY`; for each policy in them: `aws organizations describe-policy --policy-id ID`';

/**
 * The policies of an AWS organization over one account: `list-policies-for-target` (one file for each level),
 * `describe-policy` (one for each policy), and `describe-organization`, which tells the account that they spare.
 */
export const awsOrganizationsFormat: Format = {
  id: 'aws-organizations',
  title: 'AWS Organizations list-policies-for-target, describe-policy and describe-organization JSON',
  domain: 'iam',
  recognizes: ({ json }: Sample) => isObject(json) && partOf(json) !== undefined,
  normalize: (captures) => [contribution(captures)],
};

type Part = 'level' | 'policy' | 'organization';

function partOf(json: JsonObject): Part | undefined {
  const { Policy: policy, Policies: policies, Organization: organization } = json;
  if (isObject(policy) && isObject(policy['PolicySummary'])) return 'policy';
  if (isObject(organization) && textAt(organization, 'MasterAccountId') !== undefined) return 'organization';
  // A level at which that kind of policy is off has an empty list, which tells nothing of what it is a list of.
  if (Array.isArray(policies) && policies.length > 0) {
    return policies.every((one) => isObject(one) && textAt(one, 'Type')?.endsWith('_POLICY') === true)
      ? 'level'
      : undefined;
  }
  return undefined;
}

interface Read {
  readonly layers: IamOrganizationLayer[];
  readonly policies: Map<string, IamOrganizationPolicy>;
  manager: string | undefined;
}

function contribution(captures: readonly Capture[]): Contribution {
  const read: Read = { layers: [], policies: new Map(), manager: undefined };
  const diagnostics: Diagnostic[] = [];
  for (const capture of sortedBy(captures, ({ origin }) => origin)) readFile(capture, read, diagnostics);
  const absent = new Set<string>();
  for (const layer of read.layers) {
    for (const id of layer.policies) {
      if (read.policies.has(id)) continue;
      const policy = providedPolicy(id, layer.at);
      read.policies.set(id, policy);
      if ('unknown' in policy.statements) absent.add(id);
    }
  }
  if (read.layers.length === 0) {
    diagnostics.push({
      level: 'warning',
      code: 'incomplete-export',
      message: 'no list of the policies that are attached above the account was given: none of them was used',
      at: { file: captures[0]?.origin ?? '' },
      hint: HOW,
    });
  }
  const missing = diagnostics.map(({ message }) => message);
  if (absent.size > 0)
    missing.push(`the documents of ${[...absent].sort(compareCodePoints).join(', ')} were not given`);
  const data: IamOrganizationPolicies = {
    ...(read.manager === undefined ? {} : { management_account: read.manager }),
    layers: sortedBy(read.layers, ({ id }) => id),
    policies: sortedBy(read.policies.values(), ({ id }) => id),
  };
  return {
    target: { kind: 'account' },
    domain: 'iam',
    sections: {
      organization_policies: missing.length === 0 ? complete(data) : incomplete(data, missing.join('; '), HOW),
    },
    diagnostics,
  };
}

function readFile(capture: Capture, read: Read, diagnostics: Diagnostic[]): void {
  const file = capture.origin;
  const text = textOf(capture);
  const json = text === undefined ? undefined : parsed(text);
  const part = json === undefined ? undefined : partOf(json);
  if (text === undefined || json === undefined || part === undefined) {
    const message = `${file}: it could not be read as the output of \`aws organizations\``;
    diagnostics.push({ level: 'error', code: 'parse-error', message, at: { file }, hint: HOW });
    return;
  }
  const locate = locator(file, text);
  if (part === 'organization') {
    const { Organization: organization } = json;
    read.manager = isObject(organization) ? textAt(organization, 'MasterAccountId') : undefined;
    return;
  }
  if (part === 'policy') {
    const policy = described(json, (pointer) => locate(pointer));
    if (policy !== undefined) read.policies.set(policy.id, policy);
    return;
  }
  const list = (listAt(json, 'Policies') ?? []).filter(isObject);
  if (textAt(json, 'NextToken') !== undefined) {
    diagnostics.push({
      level: 'warning',
      code: 'incomplete-export',
      message: `${file}: the list goes on (NextToken): policies of this level are missing`,
      at: { file },
      hint: 'Export it again without --max-items.',
    });
  }
  for (const kind of new Set(list.map((one) => KINDS[textAt(one, 'Type') ?? '']))) {
    if (kind === undefined) continue;
    const own = list.filter((one) => KINDS[textAt(one, 'Type') ?? ''] === kind);
    read.layers.push({
      id: `${kind}:${file}`,
      kind,
      policies: own.map((one) => textAt(one, 'Id') ?? '').sort(compareCodePoints),
      at: locate('/Policies/0'),
    });
  }
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function described(json: JsonObject, locate: (pointer: string) => Place): IamOrganizationPolicy | undefined {
  const { Policy: policy } = json;
  if (!isObject(policy)) return undefined;
  const { PolicySummary: summary } = policy;
  if (!isObject(summary)) return undefined;
  const id = textAt(summary, 'Id') ?? textAt(summary, 'Arn') ?? '';
  const at = locate('/Policy');
  return {
    id,
    name: textAt(summary, 'Name') ?? id,
    statements: parsePolicyDocument(policy['Content'], { at, inside: undefined }),
    at,
  };
}

/** Policies that AWS itself attaches, whose whole meaning is their name. */
const PROVIDED: ReadonlyMap<string, string> = new Map([
  ['p-FullAWSAccess', 'FullAWSAccess'],
  ['p-RCPFullAWSAccess', 'RCPFullAWSAccess'],
]);

function providedPolicy(id: string, at: Place): IamOrganizationPolicy {
  const name = PROVIDED.get(id);
  if (name === undefined) {
    const reason = `the document of ${id} was not given; add the output of \`aws organizations describe-policy --policy-id ${id}\``;
    return { id, name: id, statements: unknown(reason, at), at };
  }
  return {
    id,
    name,
    statements: known([{ id: '#1', effect: 'allow', actions: ['*'], resources: ['*'], conditions: [], at }], at),
    at,
  };
}
