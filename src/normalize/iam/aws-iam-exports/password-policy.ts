import { known, type Place, unknown } from '../../../core/fact.ts';
import { complete, type Section } from '../../../core/section.ts';
import type { AuthPolicy, IamAuthenticationPolicy } from '../../../model/generated/model.ts';
import { booleanFact, countFact, type ExportRecord, own } from '../export-record.ts';

/** The least length that IAM takes when an account has no policy of its own (IAM User Guide, "Setting an account password policy"). */
const DEFAULT_LENGTH = 8;

/** The password policy of an account, from `get-account-password-policy`. */
export function passwordPolicy(account: string, record: ExportRecord): Section<IamAuthenticationPolicy> {
  const { at } = record;
  const said = (key: string) => booleanFact(record, key, { means: false });
  const expires = own(record.value, 'ExpirePasswords');
  return whole(account, {
    ...common(at),
    min_length: countFact(record, 'MinimumPasswordLength', { untold: 'the answer has no MinimumPasswordLength' }),
    // AWS leaves the two out where nothing is demanded.
    history: countFact(record, 'PasswordReusePrevention', { means: 0 }),
    lower: said('RequireLowercaseCharacters'),
    upper: said('RequireUppercaseCharacters'),
    number: said('RequireNumbers'),
    symbol: said('RequireSymbols'),
    max_age_days: expires === false ? known(0, at) : countFact(record, 'MaxPasswordAge', { means: 0 }),
  });
}

/** What holds in an account that never set a policy: the call answers NoSuchEntity. */
export function defaultPasswordPolicy(account: string, at: Place): Section<IamAuthenticationPolicy> {
  return whole(account, {
    ...common(at),
    min_length: known(DEFAULT_LENGTH, at),
    history: known(0, at),
    // Three of the four kinds, whichever: none of them is demanded.
    lower: known(false, at),
    upper: known(false, at),
    number: known(false, at),
    symbol: known(false, at),
    max_age_days: known(0, at),
  });
}

function whole(account: string, policy: AuthPolicy): Section<IamAuthenticationPolicy> {
  return complete({ system: 'aws', account, policies: [policy] });
}

function common(
  at: Place,
): Pick<
  AuthPolicy,
  | 'id'
  | 'at'
  | 'applies_to'
  | 'banned_list'
  | 'lockout_attempts'
  | 'lockout_minutes'
  | 'second_factors'
  | 'local_recovery'
> {
  const own = (what: string) => unknown(`AWS has no setting ${what}, and does not say what it does by itself`, at);
  return {
    id: 'account',
    at,
    applies_to: known(['all'], at),
    banned_list: own('for known-breached passwords'),
    lockout_attempts: own('to lock users out after wrong passwords'),
    lockout_minutes: own('to lock users out after wrong passwords'),
    // Text messages cannot be registered any more.
    second_factors: known(['fido2', 'hardware-otp', 'totp'], at),
    // A user who forgot the password asks somebody else; root is no user of this policy.
    local_recovery: known(false, at),
  };
}
