import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import type { AuthPolicy } from '../../../model/generated/model.ts';
import { asCount, distinct, own, recordsAt, textIn } from '../export-record.ts';
import { GRAPH_COMMANDS } from './commands.ts';
import { readDomains } from './domains.ts';
import type { GraphExports } from './graph-exports.ts';
import { graphBoolean } from './graph-facts.ts';

/** Template of `Password Rule Settings`. */
const PASSWORD_RULES = '5cf42378-d67d-4f36-ba46-e8b86229381d';

/** Any of these tells something of the section. */
export const AUTHENTICATION_LISTS = ['domains', 'settings', 'methods-policy', 'authorization-policy'] as const;

/**
 * What Entra ID demands of passwords. Length, history and the global list of banned passwords are the service's own and
 * the same in every tenant (learn.microsoft.com/entra/identity/authentication/concept-sspr-policy): 8 characters of
 * three kinds out of four, not the last password, none of the global list.
 */
export function readAuthenticationPolicy(exports: GraphExports): AuthPolicy | undefined {
  const lists = AUTHENTICATION_LISTS.map((kind) => exports.list(kind)).filter(({ given }) => given);
  const at = lists[0]?.at;
  if (at === undefined) return undefined;
  return {
    id: 'entra',
    at,
    applies_to: known(['all'], at),
    min_length: known(8, at),
    history: known(1, at),
    lower: known(false, at),
    upper: known(false, at),
    number: known(false, at),
    symbol: known(false, at),
    max_age_days: maxAge(exports, at),
    banned_list: known(true, at),
    lockout_attempts: lockout(exports, 'LockoutThreshold', 10, 1, at),
    lockout_minutes: lockout(exports, 'LockoutDurationInSeconds', 60, 60, at),
    second_factors: secondFactors(exports, at),
    local_recovery: localRecovery(exports, at),
  };
}

function maxAge(exports: GraphExports, at: Place): Fact<number> {
  const { all } = readDomains(exports);
  const managed = all.filter(({ isFederated }) => !isFederated);
  const chosen = managed.find(({ isDefault }) => isDefault) ?? managed[0];
  return chosen === undefined
    ? unknown(`how long passwords hold is not told; give the output of \`${GRAPH_COMMANDS.domains}\``, at)
    : chosen.validityDays;
}

/** Where nobody changed the settings there is no object of them, and the service's defaults hold. */
function lockout(exports: GraphExports, name: string, standard: number, divisor: number, at: Place): Fact<number> {
  const { given, gaps, records } = exports.list('settings');
  const rules = records.find((record) => textIn(record, 'templateId')?.toLowerCase() === PASSWORD_RULES);
  if (rules === undefined)
    return given && gaps.length === 0
      ? known(Math.ceil(standard / divisor), at)
      : unknown(`${name} is not told; give the output of \`${GRAPH_COMMANDS.settings}\``, at);
  const entry = recordsAt(rules, 'values')?.records.find((one) => textIn(one, 'name') === name);
  if (entry === undefined) return known(Math.ceil(standard / divisor), rules.at);
  const value = asCount(own(entry.value, 'value'));
  return value === undefined
    ? unknown(`${name} is not a number; export it again`, rules.at)
    : known(Math.ceil(value / divisor), rules.at);
}

const METHODS: ReadonlyMap<string, string> = new Map([
  ['fido2', 'fido2'],
  ['microsoftauthenticator', 'push-number'],
  ['sms', 'sms'],
  ['voice', 'voice'],
  ['softwareoath', 'totp'],
  ['hardwareoath', 'hardware-otp'],
  ['temporaryaccesspass', 'temporary-pass'],
  ['x509certificate', 'certificate'],
  ['verifiablecredentials', 'other:verifiable-credentials'],
]);

function secondFactors(exports: GraphExports, at: Place): Fact<readonly string[]> {
  const policy = exports.list('methods-policy').records[0];
  if (policy === undefined)
    return unknown(`the methods are not told; give the output of \`${GRAPH_COMMANDS.methods}\``, at);
  const configurations = recordsAt(policy, 'authenticationMethodConfigurations');
  if (configurations === undefined || configurations.odd > 0)
    return unknown('authenticationMethodConfigurations could not be read; export it again', policy.at);
  const enabled = configurations.records.flatMap((record) => {
    const id = textIn(record, 'id')?.toLowerCase() ?? '';
    // A code by e-mail resets a password or signs a guest in: no second factor.
    if (textIn(record, 'state')?.toLowerCase() !== 'enabled' || id === 'email') return [];
    return [METHODS.get(id) ?? `other:${id}`];
  });
  const migration = textIn(policy, 'policyMigrationState')?.toLowerCase();
  const isBeside = migration === 'premigration' || migration === 'migrationinprogress';
  // Until the migration ends the older settings allow methods too, which nobody can export.
  if (isBeside && !enabled.includes('sms') && !enabled.includes('voice'))
    return unknown(
      `the older settings for second factors still hold beside this policy (policyMigrationState is ${textIn(policy, 'policyMigrationState') ?? ''}) and cannot be exported; finish the migration`,
      policy.at,
    );
  return known(distinct(enabled), policy.at);
}

function localRecovery(exports: GraphExports, at: Place): Fact<boolean> {
  const policy = exports.list('authorization-policy').records[0];
  return policy === undefined
    ? unknown(
        `whether administrators reset their own passwords is not told; give the output of \`${GRAPH_COMMANDS.authorization}\``,
        at,
      )
    : graphBoolean(policy, 'allowedToUseSSPR', undefined, GRAPH_COMMANDS.authorization);
}
