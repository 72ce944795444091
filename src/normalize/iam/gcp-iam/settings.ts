import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import type { ApiKey, OrgConstraint, RoleDefinition } from '../../../model/generated/model.ts';
import { distinctIds } from '../directory-parts.ts';
import {
  distinct,
  type ExportRecord,
  instantFact,
  own,
  recordAt,
  recordsAt,
  textIn,
  textsIn,
} from '../export-record.ts';
import { GCP_IAM_COMMANDS } from './commands.ts';

/** Reads roles; a list without permissions leaves open what they allow. */
export function readRoleDefinitions(roles: readonly ExportRecord[]): readonly RoleDefinition[] {
  return sortedBy(
    roles.map((role): RoleDefinition => {
      const { at } = role;
      const name = textIn(role, 'name') ?? '';
      const none: Fact<readonly string[]> = known([], at);
      const grant = { at, not_actions: none, groups: none, resources: none, names: none, urls: none };
      return {
        id: name,
        name,
        at,
        custom: !name.startsWith('roles/'),
        scopes: known(name.startsWith('roles/') ? ['/'] : [name.split('/').slice(0, 2).join('/')], at),
        grants: [{ ...grant, actions: permissionsOf(role) }],
      };
    }),
    ({ id }) => id,
  );
}

/** The permissions of roles, by name. */
export function permissionsByRole(roles: readonly ExportRecord[]): ReadonlyMap<string, Fact<readonly string[]>> {
  return new Map(roles.map((role) => [textIn(role, 'name') ?? '', permissionsOf(role)]));
}

function permissionsOf(role: ExportRecord): Fact<readonly string[]> {
  const told = textsIn(role, 'includedPermissions');
  if (own(role.value, 'deleted') === true) return known([], role.at);
  return told === undefined
    ? unknown(`the list does not tell the permissions of the role: \`${GCP_IAM_COMMANDS.roles}\``, role.at)
    : known(distinct(told), role.at);
}

/** Limits that let everybody through. */
const WIDE = new Set(['0.0.0.0/0', '::/0', '*', '*/*', 'http://*', 'https://*', '*.*', 'http://*/*', 'https://*/*']);

/** Reads API keys; the keys themselves are never looked at. */
export function readApiKeys(keys: readonly ExportRecord[]): readonly ApiKey[] {
  const live = keys.filter((key) => own(key.value, 'deleteTime') === undefined);
  const nameOf = (key: ExportRecord): string => textIn(key, 'displayName') ?? uid(key);
  const ids = distinctIds(live, (key) => `key:${nameOf(key)} @ ${projectIn(textIn(key, 'name') ?? '')}`, uid);
  return sortedBy(
    live.map((key): ApiKey => {
      const { at } = key;
      const account = textIn(key, 'serviceAccountEmail');
      return {
        id: ids.get(key) ?? '',
        kind: 'api-key',
        at,
        holder: known(account === undefined ? '' : `service:${account.toLowerCase()}`, at),
        active: known(true, at),
        created_at: instantFact(key, 'createTime', { untold: 'the list does not tell when it was made' }),
        expires_at: known('never', at),
        ...limitsOf(key, at),
      };
    }),
    ({ id }) => id,
  );
}

function uid(key: ExportRecord): string {
  return textIn(key, 'uid') ?? (textIn(key, 'name') ?? '').split('/').at(-1) ?? '';
}

/** `projects/p` of a name. */
export function projectIn(name: string): string {
  return /^projects\/[^/]+/.exec(name)?.[0] ?? '';
}

const CALLERS = [
  ['serverKeyRestrictions', 'allowedIps'],
  ['browserKeyRestrictions', 'allowedReferrers'],
  ['iosKeyRestrictions', 'allowedBundleIds'],
] as const;

function limitsOf(key: ExportRecord, at: Place): Pick<ApiKey, 'apis' | 'callers'> {
  const odd = unknown('the restrictions of the key cannot be read; list the keys again', at);
  if (own(key.value, 'restrictions') === undefined) return { apis: known([], at), callers: known([], at) };
  const limits = recordAt(key, 'restrictions');
  if (limits === undefined) return { apis: odd, callers: odd };
  const targets = recordsAt(limits, 'apiTargets');
  const services = targets?.records.map((target) => textIn(target, 'service'));
  const apis: Fact<readonly string[]> =
    own(limits.value, 'apiTargets') === undefined
      ? known([], at)
      : targets === undefined || targets.odd > 0 || services === undefined || services.includes(undefined)
        ? odd
        : known(distinct(services.flatMap((service) => service ?? [])), at);
  const callers: string[] = [];
  for (const [part, list] of CALLERS) {
    if (own(limits.value, part) === undefined) continue;
    const inner = recordAt(limits, part);
    const told = textsIn(inner, list);
    if (told === undefined) return { apis, callers: odd };
    // One entry that lets everybody through makes the others void.
    if (told.some((one) => WIDE.has(one))) return { apis, callers: known([], at) };
    callers.push(...told);
  }
  const android = recordAt(limits, 'androidKeyRestrictions');
  const apps = android === undefined ? undefined : recordsAt(android, 'allowedApplications');
  callers.push(...(apps?.records ?? []).flatMap((app) => textIn(app, 'packageName') ?? []));
  return { apis, callers: known(distinct(callers), at) };
}

/** Reads constraints of both generations of the API. */
export function readConstraints(records: readonly ExportRecord[]): readonly OrgConstraint[] {
  const read = records.map((record): OrgConstraint => {
    const { at } = record;
    const name = textIn(record, 'name') ?? '';
    const [, above = '', word = ''] = /^((?:organizations|folders|projects)\/[^/]+)\/policies\/(.+)$/.exec(name) ?? [];
    const constraint = (word === '' ? (textIn(record, 'constraint') ?? '') : word).replace(/^constraints\//, '');
    const id = above === '' ? constraint : `${constraint} @ ${above}`;
    return { id, constraint, scope: above, at, enforced: word === '' ? olderForm(record) : newerForm(record) };
  });
  return sortedBy(new Map(read.map((one) => [one.id, one])).values(), ({ id }) => id);
}

function newerForm(record: ExportRecord): Fact<boolean> {
  const { at } = record;
  const spec = recordAt(record, 'spec');
  // What is only tried (dryRunSpec) does not hold.
  if (spec === undefined)
    return own(record.value, 'spec') === undefined ? known(false, at) : unknown('the policy cannot be read', at);
  if (own(spec.value, 'reset') === true) return known(false, at);
  if (own(spec.value, 'rules') === undefined) return known(false, at);
  const rules = recordsAt(spec, 'rules');
  if (rules === undefined || rules.odd > 0) return unknown('the rules of the policy cannot be read', at);
  const plain = rules.records.filter((rule) => own(rule.value, 'condition') === undefined);
  const holds = plain.map((rule) => {
    const enforce = own(rule.value, 'enforce');
    if (enforce !== undefined) return enforce === true;
    return own(rule.value, 'denyAll') === true || recordAt(rule, 'values') !== undefined;
  });
  return known(holds.length > 0 && holds.every((one) => one), at);
}

function olderForm(record: ExportRecord): Fact<boolean> {
  const { at } = record;
  if (textIn(record, 'booleanPolicy') !== undefined || textIn(record, 'listPolicy') !== undefined)
    return unknown(`the list tells only that it is set: \`${GCP_IAM_COMMANDS.constraints}\``, at);
  const yes = recordAt(record, 'booleanPolicy');
  if (yes !== undefined) return known(own(yes.value, 'enforced') === true, at);
  const list = recordAt(record, 'listPolicy');
  if (list === undefined) return known(false, at);
  const all = textIn(list, 'allValues');
  const told = [...(textsIn(list, 'allowedValues') ?? []), ...(textsIn(list, 'deniedValues') ?? [])];
  return known(all === 'DENY' || (all !== 'ALLOW' && told.length > 0), at);
}
