import { type Fact, isKnown, known, type Place, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import type { DirApplication, DirKey, RoleAssignment } from '../../../model/generated/model.ts';
import { distinctIds, greatest, POWERS, type Power } from '../directory-parts.ts';
import { distinct, own, recordAt, recordsAt, textIn } from '../export-record.ts';
import { permissionPower } from './app-permissions.ts';
import { readPermissions } from './app-role-assignments.ts';
import { GRAPH_COMMANDS } from './commands.ts';
import type { GraphExports } from './graph-exports.ts';
import { asBoolean, asInstant } from './graph-facts.ts';
import type { GraphRecord } from './graph-record.ts';
import { related } from './groups.ts';
import { applicationIds, type Names } from './names.ts';

/** Tenants that Microsoft's own applications are registered in. */
const MICROSOFT: ReadonlySet<string> = new Set([
  'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
  '72f988bf-86f1-41af-91ab-2d7cd011db47',
]);

interface Parts {
  readonly id: string;
  readonly appId: string;
  readonly records: readonly GraphRecord[];
  readonly principal: GraphRecord | undefined;
  readonly registration: GraphRecord | undefined;
}

/**
 * Applications: a registration and its service principal are one. Those of Microsoft itself, which every tenant has,
 * are left out unless somebody gave them a key, a permission or a role here.
 */
export function readApplications(
  exports: GraphExports,
  names: Names,
  assignments: readonly RoleAssignment[] | undefined,
  tenant: string | undefined,
): readonly DirApplication[] {
  const ids = applicationIds(exports);
  const permissions = readPermissions(exports);
  const roles = new Map<string, RoleAssignment[]>();
  for (const one of assignments ?? []) roles.set(one.principal, [...(roles.get(one.principal) ?? []), one]);
  const uses = lastUses(exports);
  const apps = [...ids].flatMap(([appId, id]) => {
    const of = (kind: 'applications' | 'service-principals') =>
      exports.list(kind).records.find((record) => keyOf(record) === appId);
    const [registration, principal] = [of('applications'), of('service-principals')];
    const records = [registration, principal].filter((record) => record !== undefined);
    const [first] = records;
    if (first === undefined) return [];
    const parts: Parts = { id, appId, records, principal, registration };
    const principals = exports.list('service-principals');
    const granted =
      principal === undefined && principals.given && principals.gaps.length === 0
        ? known([], first.at)
        : permissions.of(textIn(principal, 'id')?.toLowerCase(), first.at);
    const keys = records.flatMap((record) => keysOf(record, parts, exports, uses.keys));
    const held = roles.get(id) ?? [];
    const owner = textIn(principal, 'appOwnerOrganizationId')?.toLowerCase();
    const isIdle = keys.length === 0 && held.length === 0 && isKnown(granted) && granted.value.length === 0;
    if (
      owner !== undefined &&
      MICROSOFT.has(owner) &&
      (isIdle || (keys.length === 0 && held.length === 0 && !permissions.given))
    )
      return [];
    return [
      {
        id,
        name: id.replace(/^app:/, ''),
        external_id: appId,
        at: first.at,
        enabled: enabledOf(parts),
        owners: ownersOf(parts, names),
        keys: distinctKeys(keys),
        permissions: granted,
        power: powerOf(granted, assignments === undefined ? undefined : held, first.at),
        external: externalOf(parts, owner, tenant),
        last_activity: uses.principals(appId, first.at),
      },
    ];
  });
  return sortedBy(apps, ({ id }) => id);
}

function keyOf(record: GraphRecord): string {
  return (textIn(record, 'appId') ?? textIn(record, 'id') ?? '').toLowerCase();
}

function enabledOf({ principal, registration, records }: Parts): Fact<boolean> {
  const at = records[0]?.at ?? { file: '' };
  const told = principal === undefined ? undefined : own(principal.value, 'accountEnabled');
  const enabled = asBoolean(told);
  if (enabled !== undefined) return known(enabled, principal?.at ?? at);
  const why = principal === undefined && registration !== undefined ? 'its service principal' : 'accountEnabled';
  return unknown(`${why} is not told; give the output of \`${GRAPH_COMMANDS.principals}\``, at);
}

/** Owners of the registration and of the service principal may both add keys. */
function ownersOf({ records }: Parts, names: Names): Fact<readonly string[]> {
  const lists = records.map((record) =>
    related(
      record,
      'owners',
      undefined,
      names,
      Object.hasOwn(record.value, 'servicePrincipalType') ? GRAPH_COMMANDS.principals : GRAPH_COMMANDS.applications,
    ),
  );
  const unread = lists.find((list) => !isKnown(list));
  if (unread !== undefined) return unread;
  return known(distinct(lists.flatMap((list) => (isKnown(list) ? list.value : []))), records[0]?.at ?? { file: '' });
}

function externalOf(
  { registration, records }: Parts,
  owner: string | undefined,
  tenant: string | undefined,
): Fact<boolean> {
  const at = records[0]?.at ?? { file: '' };
  if (registration !== undefined) return known(false, at);
  if (owner === undefined) return known(false, at);
  if (tenant !== undefined) return known(owner !== tenant, at);
  return unknown(
    'the tenant is not told; give the output of `az rest --url https://graph.microsoft.com/v1.0/organization > organization.json`',
    at,
  );
}

function powerOf(
  permissions: Fact<readonly string[]>,
  roles: readonly RoleAssignment[] | undefined,
  at: Place,
): Fact<string> {
  const powers: Power[] = isKnown(permissions) ? permissions.value.map(permissionPower) : [];
  const untold: string[] = isKnown(permissions) ? [] : [permissions.unknown];
  if (roles === undefined) untold.push(`its roles are not told; give the output of \`${GRAPH_COMMANDS.assignments}\``);
  for (const { power } of roles ?? []) {
    const told = isKnown(power) ? POWERS.find((one) => one === power.value) : undefined;
    if (told === undefined) untold.push(isKnown(power) ? `${power.value} is no power` : power.unknown);
    else powers.push(told);
  }
  const most = greatest(powers);
  return most === 'admin' || untold.length === 0 ? known(most, at) : unknown(untold.join('; '), at);
}

interface KeyDraft extends DirKey {
  readonly keyId: string;
}

/** One key for each key id, whichever of the two objects holds it; short names that meet are told apart. */
function distinctKeys(drafts: readonly KeyDraft[]): readonly DirKey[] {
  const unique = [...new Map(drafts.map((draft) => [draft.keyId, draft])).values()];
  const ids = distinctIds(
    unique,
    (draft) => draft.id,
    (draft) => draft.keyId,
  );
  return sortedBy(
    unique.map((draft) => {
      const { keyId: _, ...key } = draft;
      return { ...key, id: ids.get(draft) ?? draft.id };
    }),
    ({ id }) => id,
  );
}

function keysOf(
  record: GraphRecord,
  parts: Parts,
  exports: GraphExports,
  uses: ReadonlyMap<string, Fact<string>>,
): readonly KeyDraft[] {
  const keys: KeyDraft[] = [];
  for (const [list, kind, word] of [
    ['passwordCredentials', 'client-secret', 'secret'],
    ['keyCredentials', 'certificate', 'certificate'],
  ] as const) {
    for (const [index, key] of (recordsAt(record, list)?.records ?? []).entries()) {
      // A certificate that signs has a twin that verifies; the one that signs is no way in.
      if (textIn(key, 'usage')?.toLowerCase() === 'sign') continue;
      const keyId = textIn(key, 'keyId')?.toLowerCase();
      keys.push({
        keyId: keyId ?? `${record.pointer}#${index + 1}`,
        id: `${parts.id}/${word}-${keyId?.slice(0, 8) ?? index + 1}`,
        kind,
        active: activeOf(parts, key.at),
        created_at: instantOf(key.value, 'startDateTime', 'startDate', key.at),
        last_used_at: usedOf(keyId, exports, uses, key.at),
        expires_at: instantOf(key.value, 'endDateTime', 'endDate', key.at),
        at: key.at.line === undefined ? record.at : key.at,
      });
    }
  }
  return keys;
}

/** Whether it is still valid is told by its end; a disabled principal accepts none of its keys. */
function activeOf({ principal }: Parts, at: Place): Fact<boolean> {
  const enabled = principal === undefined ? undefined : asBoolean(own(principal.value, 'accountEnabled'));
  return known(enabled !== false, at);
}

function instantOf(value: GraphRecord['value'], key: string, other: string, at: Place): Fact<string> {
  const told = own(value, key) ?? own(value, other);
  const instant = asInstant(told);
  return instant === undefined
    ? unknown(`${key} is ${told === undefined ? 'not told' : 'not an instant'}; export the application again`, at)
    : known(instant, at);
}

function usedOf(
  keyId: string | undefined,
  exports: GraphExports,
  uses: ReadonlyMap<string, Fact<string>>,
  at: Place,
): Fact<string> {
  const found = keyId === undefined ? undefined : uses.get(keyId);
  if (found !== undefined) return found;
  const { given, gaps } = exports.list('key-activity');
  if (given && gaps.length === 0 && keyId !== undefined) return known('never', at);
  return unknown(`when it was used is not told; give the output of \`${GRAPH_COMMANDS.keyActivity}\``, at);
}

function lastUses(exports: GraphExports): {
  readonly keys: ReadonlyMap<string, Fact<string>>;
  principals(appId: string, at: Place): Fact<string>;
} {
  const keys = new Map<string, Fact<string>>();
  for (const record of exports.list('key-activity').records) {
    const keyId = textIn(record, 'keyId')?.toLowerCase();
    if (keyId !== undefined) keys.set(keyId, latest(keys.get(keyId), usedAt(record, 'signInActivity')));
  }
  const list = exports.list('principal-activity');
  const principals = new Map<string, Fact<string>>();
  for (const record of list.records) {
    const appId = textIn(record, 'appId')?.toLowerCase();
    if (appId !== undefined) principals.set(appId, usedAt(record, 'lastSignInActivity'));
  }
  return {
    keys,
    principals: (appId, at) =>
      principals.get(appId) ??
      (list.given && list.gaps.length === 0
        ? known('never', at)
        : unknown(`when it was used is not told; give the output of \`${GRAPH_COMMANDS.principalActivity}\``, at)),
  };
}

function usedAt(record: GraphRecord, key: string): Fact<string> {
  const activity = recordAt(record, key);
  const told = activity === undefined ? undefined : own(activity.value, 'lastSignInDateTime');
  if (told === undefined) return known('never', record.at);
  const instant = asInstant(told);
  return instant === undefined
    ? unknown('lastSignInDateTime is not an instant; export it again', record.at)
    : known(instant, record.at);
}

/** A key has a row for each resource it was used on. */
function latest(before: Fact<string> | undefined, now: Fact<string>): Fact<string> {
  if (before === undefined || !isKnown(now)) return now;
  if (!isKnown(before) || now.value === 'never') return before;
  return before.value === 'never' || before.value < now.value ? now : before;
}
