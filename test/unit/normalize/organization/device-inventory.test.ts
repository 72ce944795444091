import { describe, expect, it } from 'vitest';
import { deviceInventoryFormat } from '../../../../src/normalize/organization/device-inventory/format.ts';
import { fileOf, sectionOf } from './register.ts';

const INTUNE =
  'Device ID,Device name,Managed by,Ownership,Compliance,OS,OS version,Last check-in,Primary user UPN,Encrypted,Jail broken,Security patch level';
const intune = (encrypted: string, jailbroken: string) =>
  `\uFEFF${INTUNE}\ndev-1,LT-1,Intune,Company,Compliant,Windows,10.0,2026-11-19T14:11:00Z,A@X.example,${encrypted},${jailbroken},2026-10-28\n`;

describe('devices', () => {
  it.each([
    ['Yes', { value: true }],
    ['No', { value: false }],
    ['', { unknown: expect.any(String) }],
    ['Unknown', { unknown: expect.any(String) }],
    ['perhaps', { unknown: expect.stringContaining('perhaps') }],
  ])('encrypted %j is not guessed', (cell, fact) => {
    expect(sectionOf(deviceInventoryFormat, [fileOf('d.csv', intune(cell, 'False'))]).section.data).toMatchObject({
      devices: [{ encrypted: fact, jailbroken: { value: false } }],
    });
  });

  it('reads the portal of Intune; a column that is not there is unknown', () => {
    const { section } = sectionOf(deviceInventoryFormat, [fileOf('d.csv', intune('Yes', 'Unknown'))]);
    expect(section).toMatchObject({
      flag: 'complete',
      data: {
        devices: [
          {
            id: 'dev-1',
            owner_email: { value: 'a@x.example' },
            jailbroken: { unknown: expect.any(String) },
            patch_level: { value: '2026-10-28' },
            passcode_compliant: { unknown: expect.stringContaining('no column') },
            management_state: { unknown: expect.stringContaining('no column') },
          },
        ],
      },
    });
  });

  it('reads Jamf', () => {
    const text =
      'Display Name,Serial Number,Email Address,OS Version,Last Inventory Update,Managed,Supervised,Passcode Compliant,Data Protection,Jailbreak Detected\n' +
      'iPad,C02X,a@x.example,26.1,2026-11-18T07:20:00Z,Yes,No,Yes,Enabled,No\n';
    const { section } = sectionOf(deviceInventoryFormat, [fileOf('d.csv', text)]);
    expect(section.data).toMatchObject({
      devices: [
        {
          id: 'C02X',
          encrypted: { value: true },
          passcode_compliant: { value: true },
          jailbroken: { value: false },
          management_state: { value: 'managed' },
        },
      ],
    });
  });

  it.each([
    ['wiped', { value: 'wiped' }],
    ['Wipe issued', { value: 'managed' }],
    ['Retired', { value: 'retired' }],
    ['stolen', { value: 'lost' }],
    ['beamed up', { unknown: expect.any(String) }],
  ])('the state %s', (state, fact) => {
    const text = `device_id,name,os_version,last_checkin,management_state\nd,n,1,2026-11-18T07:20:00Z,${state}\n`;
    expect(sectionOf(deviceInventoryFormat, [fileOf('d.csv', text)]).section.data).toMatchObject({
      devices: [{ management_state: fact }],
    });
  });

  it('a device that is there twice is told', () => {
    const text = 'device_id,name,os_version,last_checkin\nd,n,1,2026-11-18T07:20:00Z\nd,n,1,2026-11-18T07:20:00Z\n';
    expect(sectionOf(deviceInventoryFormat, [fileOf('d.csv', text)]).section).toMatchObject({
      flag: 'incomplete',
      reason: expect.stringContaining('twice'),
    });
  });
});
