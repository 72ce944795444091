import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import { compareCodePoints, sortedBy } from '../../../core/order.ts';
import type { AuthPolicy, RoleAssignment, RoleDefinition } from '../../../model/generated/model.ts';
import {
  booleanFact,
  countFact,
  distinct,
  type ExportRecord,
  own,
  recordAt,
  recordsAt,
  textIn,
} from '../export-record.ts';
import { WORKSPACE_COMMANDS } from './commands.ts';

/** Reads the administrative roles. */
export function readRoles(roles: readonly ExportRecord[]): readonly RoleDefinition[] {
  const read = roles.flatMap((role): readonly RoleDefinition[] => {
    const name = textIn(role, 'roleName');
    if (name === undefined) return [];
    const { at } = role;
    const none: Fact<readonly string[]> = known([], at);
    const privileges = recordsAt(role, 'rolePrivileges');
    const actions = (privileges?.records ?? []).flatMap((one) => textIn(one, 'privilegeName') ?? []);
    const grant = { at, not_actions: none, groups: none, resources: none, names: none, urls: none };
    return [
      {
        id: roleId(role),
        name: roleLabel(role),
        at,
        custom: own(role.value, 'isSystemRole') !== true,
        scopes: known(['/'], at),
        grants: [{ ...grant, actions: known(distinct(actions), at) }],
      },
    ];
  });
  return sortedBy(new Map(read.map((one) => [one.id, one])).values(), ({ id }) => id);
}

function roleId(role: ExportRecord): string {
  const id = own(role.value, 'roleId');
  return typeof id === 'string' || typeof id === 'number' ? String(id) : (textIn(role, 'roleName') ?? '');
}

function isSuper(role: ExportRecord): boolean {
  return own(role.value, 'isSuperAdminRole') === true || textIn(role, 'roleName') === '_SEED_ADMIN_ROLE';
}

function roleLabel(role: ExportRecord): string {
  return isSuper(role) ? SUPER_ADMIN : (textIn(role, 'roleName') ?? '');
}

/** How the role of super admins is called in the console. */
export const SUPER_ADMIN = 'Super Admin';

/** Who holds which role; without the lists of roles, what the users themselves tell. */
export function readAssignments(
  assignments: readonly ExportRecord[] | undefined,
  roles: readonly ExportRecord[] | undefined,
  users: readonly ExportRecord[],
  principalOf: (id: string) => { readonly id: string; readonly kind: RoleAssignment['principal_kind'] } | undefined,
  userId: (user: ExportRecord) => string,
): readonly RoleAssignment[] {
  if (assignments === undefined) {
    return users.flatMap((user) => [
      ...(isTrue(user, 'isAdmin') ? [assign(SUPER_ADMIN, '', userId(user), 'human', '/', 'admin', user.at)] : []),
      ...(isTrue(user, 'isDelegatedAdmin')
        ? [assign('Delegated Admin', '', userId(user), 'human', '/', 'privileged', user.at)]
        : []),
    ]);
  }
  const byId = new Map((roles ?? []).map((role) => [roleId(role), role]));
  return assignments.map((record) => {
    const id = roleId(record);
    const role = byId.get(id);
    const to = textIn(record, 'assignedTo') ?? '';
    const principal = principalOf(to) ?? { id: `unknown:${to}`, kind: 'unknown' as const };
    const unit = textIn(record, 'scopeType') === 'ORG_UNIT' ? `/orgUnits/${textIn(record, 'orgUnitId') ?? ''}` : '/';
    const power = role === undefined ? undefined : isSuper(role) ? 'admin' : 'privileged';
    return assign(
      role === undefined ? `role ${id}` : roleLabel(role),
      id,
      principal.id,
      principal.kind,
      unit,
      power,
      record.at,
    );
  });
}

function isTrue(user: ExportRecord, key: string): boolean {
  const told = booleanFact(user, key, { means: false });
  return 'value' in told && told.value;
}

function assign(
  role: string,
  id: string,
  principal: string,
  kind: RoleAssignment['principal_kind'],
  scope: string,
  power: string | undefined,
  at: Place,
): RoleAssignment {
  return {
    id: `${role} @ ${scope} = ${principal}`,
    at,
    principal,
    principal_kind: kind,
    role,
    role_id: id,
    scope,
    scope_kind: scope === '/' ? 'directory' : 'resource-group',
    kind: known('permanent', at),
    approval: known(false, at),
    expires_at: known('never', at),
    power:
      power === undefined ? unknown(`the roles were not given: \`${WORKSPACE_COMMANDS.roles}\``, at) : known(power, at),
  };
}

const SETTINGS = {
  password: 'settings/security.password',
  recovery: 'settings/security.super_admin_account_recovery',
  factors: 'settings/security.two_step_verification_enforcement_factor',
} as const;

/** The factors of 2-step verification by the set that is allowed. */
const FACTOR_SETS: ReadonlyMap<string, readonly string[]> = new Map([
  ['ALL', ['fido2', 'passkey', 'push', 'totp', 'sms', 'voice', 'other:backup-codes']],
  ['NO_TELEPHONY', ['fido2', 'passkey', 'push', 'totp', 'other:backup-codes']],
  ['PASSKEY_ONLY', ['fido2', 'passkey']],
  ['PASSKEY_PLUS_SECURITY_CODE', ['fido2', 'passkey', 'other:security-code']],
  ['PASSKEY_PLUS_IP_BOUND_SECURITY_CODE', ['fido2', 'passkey', 'other:security-code']],
]);

/** Reads the settings of the Cloud Identity Policy API, one policy for each organizational unit or group. */
export function readAuthPolicies(policies: readonly ExportRecord[]): readonly AuthPolicy[] {
  const values = policies.flatMap((policy) => {
    const setting = recordAt(policy, 'setting');
    const type = textIn(setting, 'type') ?? '';
    const value = setting === undefined ? undefined : recordAt(setting, 'value');
    const query = recordAt(policy, 'policyQuery');
    const scope = textIn(query, 'group') ?? textIn(query, 'orgUnit') ?? '';
    const isDefault = textIn(policy, 'type') === 'SYSTEM';
    const known: readonly string[] = Object.values(SETTINGS);
    return known.includes(type) ? [{ type, value, scope, isDefault, at: policy.at }] : [];
  });
  const scopes = [...new Set(values.filter(({ isDefault }) => !isDefault).map(({ scope }) => scope))].sort(
    compareCodePoints,
  );
  return (scopes.length === 0 && values.length > 0 ? [''] : scopes).map((scope): AuthPolicy => {
    const of = (type: string) => {
      const own = values.find((one) => one.type === type && one.scope === scope && !one.isDefault);
      const others = values.some((one) => one.type === type && !one.isDefault && one.scope !== scope);
      return own ?? (others ? undefined : values.find((one) => one.type === type && one.isDefault));
    };
    const at = values.find((one) => one.scope === scope)?.at ?? values[0]?.at ?? { file: '' };
    const above = unknown(
      'it is set for another unit, from which this one may have it, or was not given; see the console',
      at,
    );
    const password = of(SETTINGS.password)?.value;
    const recovery = of(SETTINGS.recovery)?.value;
    const factors = of(SETTINGS.factors)?.value;
    const reuse =
      password === undefined ? above : booleanFact(password, 'allowReuse', { untold: 'the setting does not tell it' });
    const seconds =
      password === undefined ? undefined : /^(\d{1,12})s$/.exec(textIn(password, 'expirationDuration') ?? '0s')?.[1];
    const strength = textIn(password, 'allowedStrength');
    const lockout = unknown('Google slows guessing down by itself and lets nobody set or see how', at);
    const composition: Fact<boolean> = password === undefined ? above : known(false, at);
    const set = FACTOR_SETS.get(textIn(factors, 'allowedSignInFactorSet') ?? '');
    return {
      id: scope === '' ? 'all' : scope,
      at,
      applies_to: known([scope === '' ? 'all' : scope], at),
      min_length:
        password === undefined
          ? above
          : countFact(password, 'minimumLength', { untold: 'the setting does not tell it' }),
      history:
        'value' in reuse
          ? reuse.value
            ? known(0, at)
            : unknown('earlier passwords are refused, and Google does not tell how many', at)
          : reuse,
      lower: composition,
      upper: composition,
      number: composition,
      symbol: composition,
      max_age_days: seconds === undefined ? above : known(Math.ceil(Number(seconds) / 86_400), at),
      banned_list: strength === undefined ? above : known(strength === 'STRONG', at),
      lockout_attempts: lockout,
      lockout_minutes: lockout,
      second_factors: set === undefined ? above : known(distinct(set), at),
      local_recovery:
        recovery === undefined
          ? above
          : booleanFact(recovery, 'enableAccountRecovery', { untold: 'the setting does not tell it' }),
    };
  });
}
