import { type Fact, isKnown, known, mapFact, type Place, unknown } from '../../../core/fact.ts';
import type { AuthPolicy } from '../../../model/generated/model.ts';
import { distinct } from '../export-record.ts';
import { nameKey } from './distinguished-name.ts';
import { asBoolean, asInteger, asSpan, attributeFact, type Entry, textOf, textsOf } from './entry.ts';
import { idOfName, type Tree } from './tree.ts';

/** What the directory demands of passwords; the policy of everybody stands first. */
export function passwordPolicies(tree: Tree): readonly AuthPolicy[] {
  if (!tree.isActiveDirectory) return openPolicies(tree);
  // Children of the domain (DNS zones) are of the class domainDNS too, and have no policy.
  const domains = tree.entries.filter(
    (entry) =>
      entry.classes.has('domaindns') && textOf(entry, 'minPwdLength', 'lockoutThreshold', 'maxPwdAge') !== undefined,
  );
  const fine = tree.entries.filter(({ classes }) => classes.has('msds-passwordsettings'));
  return [...domains.map((entry) => domainPolicy(entry)), ...fine.map((entry) => finePolicy(entry, tree))];
}

const NOT_IN_EXPORT = 'the export leaves this setting out; export all attributes of the entry';

function count(entry: Entry, name: string): Fact<number> {
  return attributeFact(entry, name, { untold: NOT_IN_EXPORT }, (text) => natural(asInteger(text)), 'a whole number');
}

function natural(value: number | undefined): number | undefined {
  return value !== undefined && value >= 0 ? value : undefined;
}

function span(entry: Entry, name: string, unit: 'days' | 'minutes'): Fact<number> {
  return attributeFact(entry, name, { untold: NOT_IN_EXPORT }, (text) => asSpan(text, unit), 'a span of time');
}

/** DOMAIN_PASSWORD_COMPLEX (MS-SAMR 2.2.3.5): three of five classes of characters, none of them by itself. */
function domainPolicy(entry: Entry): AuthPolicy {
  return {
    id: 'domain',
    at: entry.at,
    applies_to: known(['all'], entry.at),
    min_length: count(entry, 'minPwdLength'),
    history: count(entry, 'pwdHistoryLength'),
    max_age_days: span(entry, 'maxPwdAge', 'days'),
    lockout_attempts: count(entry, 'lockoutThreshold'),
    lockout_minutes: span(entry, 'lockoutDuration', 'minutes'),
    ...classes(entry.at),
    ...untoldByDirectory(entry.at),
  };
}

function finePolicy(entry: Entry, tree: Tree): AuthPolicy {
  return {
    id: `fine-grained:${textOf(entry, 'cn') ?? entry.dn}`,
    at: entry.at,
    applies_to: known(distinct(textsOf(entry, 'msDS-PSOAppliesTo').map((dn) => idOfName(dn, tree) ?? dn)), entry.at),
    min_length: count(entry, 'msDS-MinimumPasswordLength'),
    history: count(entry, 'msDS-PasswordHistoryLength'),
    max_age_days: span(entry, 'msDS-MaximumPasswordAge', 'days'),
    lockout_attempts: count(entry, 'msDS-LockoutThreshold'),
    lockout_minutes: span(entry, 'msDS-LockoutDuration', 'minutes'),
    ...classes(entry.at),
    ...untoldByDirectory(entry.at),
  };
}

function classes(at: Place): Pick<AuthPolicy, 'lower' | 'upper' | 'number' | 'symbol'> {
  return { lower: known(false, at), upper: known(false, at), number: known(false, at), symbol: known(false, at) };
}

function untoldByDirectory(at: Place): Pick<AuthPolicy, 'banned_list' | 'second_factors' | 'local_recovery'> {
  return {
    banned_list: unknown(
      'a directory does not tell whether known passwords are refused (a password filter on its servers)',
      at,
    ),
    second_factors: unknown('a directory does not tell second factors; give the export of what signs people in', at),
    local_recovery: unknown('a directory does not tell who can recover an account by himself', at),
  };
}

/** Entries of pwdPolicy (draft-behera-ldap-password-policy). */
function openPolicies(tree: Tree): readonly AuthPolicy[] {
  const policies = tree.entries.filter(({ classes: names }) => names.has('pwdpolicy'));
  const standard = tree.entries.flatMap((entry) => textsOf(entry, 'olcPPolicyDefault')).map(nameKey);
  const isForAll = (entry: Entry): boolean =>
    standard.length > 0
      ? standard.includes(entry.key)
      : policies.length === 1 || textOf(entry, 'cn')?.toLowerCase() === 'default';
  return [...policies]
    .sort((a, b) => Number(isForAll(b)) - Number(isForAll(a)))
    .map((entry) => openPolicy(entry, isForAll(entry), tree));
}

function openPolicy(entry: Entry, isForAll: boolean, tree: Tree): AuthPolicy {
  const { at } = entry;
  const number = (name: string): Fact<number> =>
    attributeFact(entry, name, { means: 0 }, (text) => natural(asInteger(text)), 'a whole number');
  // A length is checked only where passwords are (pwdCheckQuality 1 or 2).
  const checks = number('pwdCheckQuality');
  const isLocking = attributeFact(entry, 'pwdLockout', { means: false }, asBoolean, 'TRUE or FALSE');
  const own = tree.accounts.filter((one) =>
    textsOf(one.entry, 'pwdPolicySubentry').some((dn) => nameKey(dn) === entry.key),
  );
  return {
    id: textOf(entry, 'cn') ?? entry.dn,
    at,
    applies_to: known(isForAll ? ['all'] : distinct(own.map(({ id }) => id)), at),
    min_length: gated(
      mapFact(checks, (value) => value > 0),
      number('pwdMinLength'),
    ),
    history: number('pwdInHistory'),
    max_age_days: mapFact(number('pwdMaxAge'), (seconds) => Math.ceil(seconds / 86_400)),
    lockout_attempts: gated(isLocking, number('pwdMaxFailure')),
    lockout_minutes: mapFact(number('pwdLockoutDuration'), (seconds) => Math.ceil(seconds / 60)),
    ...classes(at),
    ...untoldByDirectory(at),
  };
}

/** A number that counts only where something is on; 0 else. */
function gated(on: Fact<boolean>, value: Fact<number>): Fact<number> {
  if (!isKnown(on)) return on;
  return on.value ? value : known(0, on.at);
}
