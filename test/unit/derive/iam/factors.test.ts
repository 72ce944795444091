import { describe, expect, it } from 'vitest';
import { type Fact, known, unknown } from '../../../../src/core/fact.ts';
import { complete, notCollected, type Section } from '../../../../src/core/section.ts';
import { factorsOf } from '../../../../src/derive/iam/factors.ts';
import type { IamMfaDevice, IamMfaDevices } from '../../../../src/model/generated/model.ts';

const AT = { file: 'x' };
const untold = unknown('not given', AT);
const device = (kind: IamMfaDevice['kind'], holder: string): IamMfaDevice => ({
  id: `${kind}-${holder}`,
  kind,
  holder,
  at: AT,
});
const given = (changes: Partial<IamMfaDevices>): Section<IamMfaDevices> =>
  complete({
    system: 'aws',
    account: '1',
    devices: [],
    virtual_listed: untold,
    listed: [],
    root_mfa: untold,
    root_keys: untold,
    ...changes,
  });
const told = (fact: Fact<unknown>): unknown => ('value' in fact ? fact.value : 'unknown');
const yes = known(true, AT);
const no = known(false, AT);

describe('second factors of a holder', () => {
  it.each<[string, string, Fact<boolean>, Section<IamMfaDevices> | undefined, readonly unknown[]]>([
    ['no factor', 'user:ann', no, undefined, [[], false, false, 'none']],
    ['a factor of a kind that was not given', 'user:ann', yes, undefined, ['unknown', 'unknown', 'unknown', 'unknown']],
    ['refused', 'user:ann', yes, notCollected('denied'), ['unknown', 'unknown', 'unknown', 'unknown']],
    [
      'listed: a key beside an app',
      'user:ann',
      yes,
      given({ devices: [device('fido2', 'user:ann'), device('totp', 'user:ann')], listed: ['user:ann'] }),
      [['fido2', 'totp'], true, true, 'phishing-resistant'],
    ],
    [
      'listed: a token',
      'user:ann',
      yes,
      given({ devices: [device('hardware-otp', 'user:ann')], listed: ['user:ann'] }),
      [['hardware-otp'], true, false, 'strong'],
    ],
    [
      'listed: text messages',
      'user:ann',
      yes,
      given({ devices: [device('sms', 'user:ann')], listed: ['user:ann'] }),
      [['sms'], false, true, 'weak'],
    ],
    [
      'root, not among all virtual devices',
      'root',
      yes,
      given({ virtual_listed: yes, devices: [device('totp', 'user:ann')] }),
      ['unknown', true, false, 'unknown'],
    ],
    [
      'root, with a virtual device: it may have a key beside it',
      'root',
      yes,
      given({ virtual_listed: yes, devices: [device('totp', 'root')] }),
      ['unknown', 'unknown', true, 'unknown'],
    ],
    ['root, the virtual devices in part', 'root', yes, given({}), ['unknown', 'unknown', 'unknown', 'unknown']],
    [
      'nobody knows whether there is one',
      'user:ann',
      untold,
      given({ virtual_listed: yes }),
      ['unknown', 'unknown', false, 'unknown'],
    ],
  ])('%s', (_name, holder, mfa, devices, want) => {
    const { kinds, hardware, software, strength } = factorsOf(holder, mfa, devices, AT);
    expect([kinds, hardware, software, strength].map(told)).toEqual(want);
  });

  it('says why, and which command would tell', () => {
    const { kinds } = factorsOf('user:ann', yes, notCollected('iam:ListMFADevices was denied'), AT);
    expect(kinds).toMatchObject({
      unknown: expect.stringMatching(/iam:ListMFADevices was denied.*aws iam list-mfa-devices --user-name ann/),
    });
  });
});
