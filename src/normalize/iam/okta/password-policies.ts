import { type Fact, isKnown, known, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import type { AuthPolicy } from '../../../model/generated/model.ts';
import {
  asCount,
  booleanFact,
  countFact,
  distinct,
  type ExportRecord,
  own,
  recordAt,
  recordsAt,
  textIn,
} from '../export-record.ts';
import { OKTA_COMMANDS } from './commands.ts';
import type { OktaExport } from './documents.ts';
import { groupsOf, type OktaNames } from './policy-people.ts';

/** Reads the password policies, the one for everybody first. */
export function readPasswordPolicies(data: OktaExport, names: OktaNames): readonly AuthPolicy[] {
  const policies = (data.lists.get('policy') ?? []).filter(
    (policy) => textIn(policy, 'type') === 'PASSWORD' && textIn(policy, 'status') !== 'INACTIVE',
  );
  const factors = enrollable(data);
  return sortedBy(policies, (policy) =>
    own(policy.value, 'system') === true
      ? ''
      : `p${String(asCount(own(policy.value, 'priority')) ?? 999).padStart(6, '0')}`,
  ).map((policy): AuthPolicy => {
    const { at } = policy;
    const settings = recordAt(policy, 'settings');
    const password = settings === undefined ? undefined : recordAt(settings, 'password');
    const untold = unknown('the policy has no settings of passwords; export the policies again', at);
    const block = (name: string): ExportRecord | undefined =>
      password === undefined ? undefined : recordAt(password, name);
    const number = (name: string, key: string): Fact<number> => {
      const group = block(name);
      return group === undefined ? untold : countFact(group, key, { untold: `the policy does not tell ${key}` });
    };
    const atLeastOne = (key: string): Fact<boolean> => {
      const least = number('complexity', key);
      return isKnown(least) ? known(least.value > 0, least.at) : least;
    };
    const complexity = block('complexity');
    const dictionary = complexity === undefined ? undefined : recordAt(complexity, 'dictionary');
    const common = dictionary === undefined ? undefined : recordAt(dictionary, 'common');
    return {
      id: `policy:${textIn(policy, 'name') ?? textIn(policy, 'id') ?? ''}`,
      at,
      applies_to: groupsOf(policy, names),
      min_length: number('complexity', 'minLength'),
      history: number('age', 'historyCount'),
      lower: atLeastOne('minLowerCase'),
      upper: atLeastOne('minUpperCase'),
      number: atLeastOne('minNumber'),
      symbol: atLeastOne('minSymbol'),
      max_age_days: number('age', 'maxAgeDays'),
      banned_list:
        common === undefined
          ? complexity === undefined
            ? untold
            : known(false, at)
          : booleanFact(common, 'exclude', { means: false }),
      lockout_attempts: number('lockout', 'maxAttempts'),
      lockout_minutes: number('lockout', 'autoUnlockMinutes'),
      second_factors: factors,
      local_recovery: recovery(data, policy),
    };
  });
}

/** Users can set a new password by themselves where a rule of the policy allows it. */
function recovery(data: OktaExport, policy: ExportRecord): Fact<boolean> {
  const rules = data.attached.rules.get(textIn(policy, 'id') ?? '');
  if (rules === undefined || rules.unread || rules.records.length === 0)
    return unknown('the rules of the policy were not given: list the policies with expand=rules', policy.at);
  const on = rules.records.filter((rule) => textIn(rule, 'status') !== 'INACTIVE');
  const access = on.map((rule) => {
    const actions = recordAt(rule, 'actions');
    return textIn(actions === undefined ? undefined : recordAt(actions, 'selfServicePasswordReset'), 'access');
  });
  if (access.includes('ALLOW')) return known(true, policy.at);
  return access.every((one) => one === 'DENY')
    ? known(false, policy.at)
    : unknown('a rule of the policy does not tell whether passwords can be reset', policy.at);
}

/** The words of the model for the authenticators of enrollment policies. */
const ENROLLED: ReadonlyMap<string, readonly string[]> = new Map([
  ['okta_verify', ['push', 'totp']],
  ['okta_otp', ['totp']],
  ['okta_push', ['push']],
  ['okta_sms', ['sms']],
  ['okta_call', ['voice']],
  ['okta_email', ['email']],
  ['okta_question', ['question']],
  ['okta_password', []],
  ['phone_number', ['sms', 'voice']],
  ['security_question', ['question']],
  ['google_otp', ['totp']],
  ['webauthn', ['fido2']],
  ['fido_webauthn', ['fido2']],
  ['fido_u2f', ['fido2']],
  ['smart_card_idp', ['certificate']],
  ['yubikey_token', ['hardware-otp']],
  ['rsa_token', ['hardware-otp']],
  ['symantec_vip', ['hardware-otp']],
  ['symantec_hotp', ['hardware-otp']],
  ['onprem_mfa', ['hardware-otp']],
]);

/** Factors that an active policy of enrollment lets users have. */
function enrollable(data: OktaExport): Fact<readonly string[]> {
  const policies = (data.lists.get('policy') ?? []).filter(
    (policy) => textIn(policy, 'type') === 'MFA_ENROLL' && textIn(policy, 'status') !== 'INACTIVE',
  );
  const [first] = policies;
  if (first === undefined)
    return unknown(`the policies of type MFA_ENROLL were not given: \`${OKTA_COMMANDS.policies}\``, {
      file: data.lists.get('policy')?.[0]?.at.file ?? '',
    });
  const allowed: string[] = [];
  for (const policy of policies) {
    const settings = recordAt(policy, 'settings');
    const listed = settings === undefined ? undefined : recordsAt(settings, 'authenticators');
    const named = settings === undefined ? undefined : recordAt(settings, 'factors');
    const entries: readonly (readonly [string | undefined, ExportRecord | undefined])[] =
      listed !== undefined
        ? listed.records.map((one) => [textIn(one, 'key'), recordAt(one, 'enroll')])
        : named !== undefined
          ? Object.keys(named.value).map((key) => {
              const one = recordAt(named, key);
              return [key, one === undefined ? undefined : recordAt(one, 'enroll')];
            })
          : [];
    const states = entries.map(([key, enroll]) => ({ key, self: textIn(enroll, 'self') }));
    if (
      (listed === undefined && named === undefined) ||
      (listed?.odd ?? 0) > 0 ||
      states.some(({ key, self }) => key === undefined || self === undefined)
    )
      return unknown('a policy of enrollment does not tell its factors; export the policies again', policy.at);
    for (const { key, self } of states)
      if (self !== 'NOT_ALLOWED') allowed.push(...(ENROLLED.get(key ?? '') ?? [`other:${key ?? ''}`]));
  }
  return known(distinct(allowed), first.at);
}
