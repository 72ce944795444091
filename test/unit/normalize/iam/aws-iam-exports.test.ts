import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { awsIamExports as format } from '../../../../src/normalize/iam/aws-iam-exports/format.ts';
import { deviceKind } from '../../../../src/normalize/iam/aws-iam-exports/mfa-devices.ts';
import { recognize } from '../../../../src/normalize/recognize.ts';
import { FORMATS } from '../../../../src/normalize/registry.ts';
import { captureOf, capturesOf, fixture, NO_CONTEXT } from './captures.ts';

const claims = (text: string) => recognize([captureOf('x', text)], FORMATS).claimed.map((claim) => claim.format);

describe('recognition', () => {
  it.each(
    ['whole', 'refused', 'gaps'].flatMap((name) =>
      capturesOf(fixture('sources', format.id, name), 'input').map(
        (capture) => [`${name}/${capture.origin}`, capture] as const,
      ),
    ),
  )('%s is claimed by this format alone', (_name, capture) => {
    const { claimed, diagnostics } = recognize([capture], FORMATS);
    expect(claimed.map((claim) => claim.format)).toEqual([format.id]);
    expect(diagnostics).toEqual([]);
  });

  it.each([
    ['instances of EC2', '{"Instances":[{"InstanceId":"i-1"}]}'],
    ['some account', '{"Account":"x"}'],
    [
      'a refused call of another service',
      'An error occurred (AccessDenied) when calling the DescribeInstances operation: no',
    ],
    ['a list', '[]'],
  ])('%s is not claimed', (_name, text) => {
    expect(claims(text)).not.toContain(format.id);
  });
});

describe('kinds of devices', () => {
  it.each([
    ['arn:aws:iam::111122223333:mfa/ann', 'totp'],
    ['arn:aws:iam::111122223333:mfa/root-account-mfa-device', 'totp'],
    ['arn:aws:iam::111122223333:u2f/user/ann/key-ABC', 'fido2'],
    ['arn:aws-us-gov:iam::111122223333:u2f/root-account/key-ABC', 'fido2'],
    ['arn:aws:iam::111122223333:sms-mfa/ann', 'sms'],
    ['GAHT12345678', 'hardware-otp'],
  ])('%s is %s', (serial, kind) => {
    expect(deviceKind(serial)).toBe(kind);
  });
});

describe('several accounts', () => {
  it('stay apart, and what names none joins neither', () => {
    const list = (account: string) =>
      captureOf(
        `${account}.json`,
        JSON.stringify({ SAMLProviderList: [{ Arn: `arn:aws:iam::${account}:saml-provider/x` }] }),
      );
    const summary = captureOf('summary.json', JSON.stringify({ SummaryMap: { AccountMFAEnabled: 1 } }));
    const found = format.normalize([list('111122223333'), list('444455556666'), summary], NO_CONTEXT);
    expect(found.map(({ target }) => target.name)).toEqual([undefined, 'aws:111122223333', 'aws:444455556666']);
  });
});

describe('bad input', () => {
  it('never throws, whatever the JSON', () => {
    const keys = [
      'VirtualMFADevices',
      'MFADevices',
      'PasswordPolicy',
      'SummaryMap',
      'ServicesLastAccessed',
      'analyzers',
      'SAMLProviderList',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.jsonValue({ maxDepth: 4 }), (key, value) => {
        const captures = [captureOf('x.json', JSON.stringify({ [key]: value, JobStatus: 'COMPLETED' }))];
        recognize(captures, [format]);
        format.normalize(captures, NO_CONTEXT);
      }),
      { numRuns: 300 },
    );
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const captures = [
          captureOf('x.json', text),
          captureOf('y.json', `An error occurred (${text}) when calling the ListMFADevices operation: ${text}`),
        ];
        recognize(captures, [format]);
        format.normalize(captures, NO_CONTEXT);
      }),
    );
  });

  it.each([null, 42, ['x'], {}])('a device whose user or number is %j is no missing device', (value) => {
    for (const key of ['SerialNumber', 'User']) {
      const whole = {
        SerialNumber: 'arn:aws:iam::111122223333:mfa/ann-phone',
        User: { UserName: 'ann', Arn: 'arn:aws:iam::111122223333:user/ann' },
        EnableDate: '2024-01-02T00:00:00Z',
      };
      const text = JSON.stringify({ VirtualMFADevices: [{ ...whole, [key]: value }] });
      const [found] = format.normalize([captureOf('x.json', text)], NO_CONTEXT);
      expect(found?.sections['mfa_devices']).toMatchObject({
        flag: 'incomplete',
        data: { virtual_listed: { unknown: expect.any(String) } },
      });
    }
  });

  it('keeps no seed and nothing of the messages', () => {
    for (const name of ['whole', 'refused'])
      expect(
        JSON.stringify(format.normalize(capturesOf(fixture('sources', format.id, name), 'input'), NO_CONTEXT)),
      ).not.toMatch(/Q0FOQVJZ|not authorized|Base32/);
  });
});
