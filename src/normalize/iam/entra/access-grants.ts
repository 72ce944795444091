import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import { distinct, type ExportRecord, own, recordAt, textIn, textsIn } from '../export-record.ts';
import { listFact, NO_AND_CUT_OFF } from './access-lists.ts';
import type { GraphRecord } from './graph-record.ts';

const CONTROLS: ReadonlyMap<string, string> = new Map([
  ['block', 'block'],
  ['mfa', 'mfa'],
  ['compliantdevice', 'compliant-device'],
  ['domainjoineddevice', 'joined-device'],
  ['passwordchange', 'password-change'],
]);

/** Built-in authentication strengths. */
const BUILT_IN: ReadonlyMap<string, string> = new Map([
  ['00000000-0000-0000-0000-000000000002', 'mfa'],
  ['00000000-0000-0000-0000-000000000003', 'passwordless'],
  ['00000000-0000-0000-0000-000000000004', 'phishing-resistant'],
]);

/** Modes by themselves (authenticationMethodModes). */
const PHISHING_RESISTANT: ReadonlySet<string> = new Set([
  'fido2',
  'windowshelloforbusiness',
  'x509certificatemultifactor',
]);
const PASSWORDLESS: ReadonlySet<string> = new Set([...PHISHING_RESISTANT, 'devicebasedpush']);
const MULTI_FACTOR: ReadonlySet<string> = new Set([
  ...PASSWORDLESS,
  'temporaryaccesspassonetime',
  'temporaryaccesspassmultiuse',
  'federatedmultifactor',
]);
/** Two of these, one of each, are two factors. */
const FIRST: ReadonlySet<string> = new Set(['password', 'federatedsinglefactor', 'x509certificatesinglefactor']);
const SECOND: ReadonlySet<string> = new Set([
  'microsoftauthenticatorpush',
  'softwareoath',
  'hardwareoath',
  'sms',
  'voice',
  'devicebasedpush',
]);

/** What a policy demands; the weakest way through an authentication strength counts. */
export function readGrants(record: GraphRecord, at: Place): Fact<readonly string[]> {
  const controls = recordAt(record, 'grantControls');
  if (controls === undefined)
    return own(record.value, 'grantControls') === undefined
      ? known([], at)
      : unknown(`grantControls could not be read; ${NO_AND_CUT_OFF}`, at);
  const [builtIn, custom, terms] = ['builtInControls', 'customAuthenticationFactors', 'termsOfUse'].map((key) =>
    listFact(controls, key),
  );
  if (builtIn === undefined || custom === undefined || terms === undefined)
    return unknown(`grantControls are not lists; ${NO_AND_CUT_OFF}`, at);
  const strength = strengthOf(controls);
  if (strength === undefined)
    return unknown(
      `the authentication strength is not told; ${NO_AND_CUT_OFF}, with allowedCombinations of the strength`,
      at,
    );
  return known(
    distinct([
      ...builtIn.map((word) => CONTROLS.get(word.toLowerCase()) ?? `other:${word}`),
      ...custom.map((word) => `other:${word}`),
      ...(terms.length === 0 ? [] : ['terms']),
      ...strength,
    ]),
    at,
  );
}

/** How the demands are joined; one demand alone needs no word. */
export function readOperator(record: GraphRecord, at: Place): Fact<string> {
  const controls = recordAt(record, 'grantControls');
  if (controls === undefined)
    return own(record.value, 'grantControls') === undefined
      ? known('and', at)
      : unknown(`grantControls could not be read; ${NO_AND_CUT_OFF}`, at);
  const word = textIn(controls, 'operator')?.toLowerCase();
  if (word === 'and' || word === 'or') return known(word, at);
  return unknown(`how the grants are joined is not told; ${NO_AND_CUT_OFF}`, at);
}

/** Nothing, one word, or undefined when a strength is named and not told. */
function strengthOf(controls: ExportRecord): readonly string[] | undefined {
  if (own(controls.value, 'authenticationStrength') === undefined) return [];
  const strength = recordAt(controls, 'authenticationStrength');
  if (strength === undefined) return undefined;
  const keys = Object.keys(strength.value).filter(
    (key) => !key.startsWith('@') && own(strength.value, key) !== undefined,
  );
  // PowerShell writes an empty object where there is none.
  if (keys.length === 0) return [];
  const combinations = textsIn(strength, 'allowedCombinations');
  if (combinations !== undefined && combinations.length > 0) return [weakest(combinations)];
  const builtIn = BUILT_IN.get(textIn(strength, 'id')?.toLowerCase() ?? '');
  if (builtIn !== undefined) return [builtIn];
  // A strength that PowerShell shows without an id is none.
  return textIn(strength, 'id') === undefined && combinations === undefined && keys.length <= 1 ? [] : undefined;
}

function weakest(combinations: readonly string[]): string {
  const ways = combinations.map((text) =>
    text
      .toLowerCase()
      .split(',')
      .map((mode) => mode.trim()),
  );
  if (ways.every((modes) => modes.length === 1 && modes.every((mode) => PHISHING_RESISTANT.has(mode))))
    return 'phishing-resistant';
  if (ways.every((modes) => modes.length === 1 && modes.every((mode) => PASSWORDLESS.has(mode)))) return 'passwordless';
  return ways.every(isMultiFactor) ? 'mfa' : 'other:single-factor-strength';
}

function isMultiFactor(modes: readonly string[]): boolean {
  const [first = ''] = modes;
  if (modes.length === 1) return MULTI_FACTOR.has(first);
  return modes.some((mode) => FIRST.has(mode)) && modes.some((mode) => SECOND.has(mode) || MULTI_FACTOR.has(mode));
}
