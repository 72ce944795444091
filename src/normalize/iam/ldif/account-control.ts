import { type Fact, isKnown, mapFact } from '../../../core/fact.ts';
import { LDAP_COMMANDS } from './commands.ts';
import { asInteger, attributeFact, type Entry, textOf, unreadOf, valuesOf } from './entry.ts';
import type { Tree } from './tree.ts';

/** Bits of userAccountControl (MS-ADTS 2.2.16). */
export const CONTROL = {
  disabled: 0x2,
  passwordNotRequired: 0x20,
  reversiblePassword: 0x80,
  domainController: 0x2000,
  passwordNeverExpires: 0x1_0000,
  smartcardRequired: 0x4_0000,
  trustedForDelegation: 0x8_0000,
  desOnly: 0x20_0000,
  noPreauth: 0x40_0000,
  protocolTransition: 0x100_0000,
  readOnlyController: 0x400_0000,
} as const;

/** The userAccountControl of an account of Active Directory. */
export function controlOf(entry: Entry): Fact<number> {
  return attributeFact(
    entry,
    'userAccountControl',
    { untold: `the export does not hold userAccountControl; use \`${LDAP_COMMANDS.activeDirectory}\`` },
    (text) => {
      const value = asInteger(text);
      // Signed 32 bits; the bits in use are all positive.
      return value === undefined || value < 0 || value >= 2 ** 31 ? undefined : value;
    },
    'a number',
  );
}

/** One bit of it. */
export function bit(control: Fact<number>, mask: number): Fact<boolean> {
  return mapFact(control, (value) => (value & mask) !== 0);
}

const FLAGS: readonly (readonly [number, string])[] = [
  [CONTROL.passwordNotRequired, 'password-not-required'],
  [CONTROL.reversiblePassword, 'reversible-password'],
  [CONTROL.passwordNeverExpires, 'password-never-expires'],
  [CONTROL.trustedForDelegation, 'delegation-unconstrained'],
  [CONTROL.desOnly, 'des-only'],
  [CONTROL.noPreauth, 'no-preauth'],
  [CONTROL.protocolTransition, 'delegation-any-protocol'],
];

/** Weak settings of an account of Active Directory, and what it is. */
export function flagsOf(entry: Entry, control: Fact<number>, tree: Tree): readonly string[] {
  const bits = isKnown(control) ? FLAGS.flatMap(([mask, flag]) => ((control.value & mask) === 0 ? [] : [flag])) : [];
  const isController =
    isKnown(control) && (control.value & (CONTROL.domainController | CONTROL.readOnlyController)) !== 0;
  const adminCount = textOf(entry, 'adminCount');
  return [
    ...bits,
    ...(isController ? ['domain-controller'] : []),
    ...(adminCount !== undefined && adminCount !== '0' ? ['admin-count'] : []),
    ...(valuesOf(entry, 'servicePrincipalName').length > 0 ? ['spn'] : []),
    // Computers always have some: an export without any leaves the attribute out.
    ...(tree.tells('servicePrincipalName') && unreadOf(entry, 'servicePrincipalName') === undefined
      ? []
      : ['spn-untold']),
    ...(valuesOf(entry, 'msDS-AllowedToDelegateTo').length > 0 ? ['delegation-constrained'] : []),
  ].sort();
}
