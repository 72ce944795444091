import type { Diagnostic } from '../../../core/diagnostic.ts';
import { type Fact, isKnown, known, mapFact, unknown } from '../../../core/fact.ts';
import type { OrganizationDevice, OrganizationDevices } from '../../../model/generated/model.ts';
import type { Format } from '../../format.ts';
import type { Cell } from '../cell.ts';
import { type Column, isTable, type Row, rowError } from '../read-table.ts';
import { tableContribution } from '../register-section.ts';
import { type ScalarReader, scalarReader } from '../scalars.ts';
import { settingsOf } from '../settings.ts';

/** Canonical names, then those of the Intune portal and Graph export, then Jamf. */
const COLUMNS: readonly Column[] = [
  { key: 'device_id', aliases: ['deviceid', 'id', 'serialnumber', 'udid', 'azureaddeviceid'], required: true },
  { key: 'name', aliases: ['devicename', 'displayname'] },
  {
    key: 'owner_email',
    aliases: ['primaryuserupn', 'userprincipalname', 'emailaddress', 'primaryuseremailaddress', 'useremail', 'owner'],
  },
  { key: 'ownership', aliases: ['manageddeviceownertype', 'ownertype'] },
  { key: 'platform', aliases: ['os', 'operatingsystem'] },
  { key: 'os_version', aliases: ['osversion'] },
  { key: 'patch_level', aliases: ['securitypatchlevel', 'androidsecuritypatchlevel', 'patchlevel'] },
  { key: 'encrypted', aliases: ['isencrypted', 'dataprotection', 'hardwareencryption', 'encryption'] },
  { key: 'passcode_compliant', aliases: ['passcodestatus', 'passcodecompliant'] },
  { key: 'jailbroken', aliases: ['jailbreakdetected', 'rooted'] },
  { key: 'compliant', aliases: ['compliance', 'compliancestate'] },
  {
    key: 'last_checkin',
    aliases: ['lastsyncdatetime', 'lastinventoryupdate', 'lastsync', 'lastcontact'],
    required: true,
  },
  { key: 'management_state', aliases: ['deviceregistrationstate', 'managed', 'lifecyclestate'] },
  { key: 'supervised', aliases: ['issupervised'] },
];

/** Words of consoles for the state of management. */
const STATES: ReadonlyMap<string, string> = new Map([
  ...['managed', 'registered', 'yes', 'true', 'enrolled', 'active', 'compliant'].map(
    (word) => [word, 'managed'] as const,
  ),
  ...['wiped', 'wipeissued', 'factoryreset', 'deleted'].map(
    (word) => [word, word === 'wipeissued' ? 'managed' : 'wiped'] as const,
  ),
  ...['retired', 'decommissioned', 'unenrolled', 'disposed'].map((word) => [word, 'retired'] as const),
  ...['returned', 'instock'].map((word) => [word, 'returned'] as const),
  ...['lost', 'stolen', 'lostmode'].map((word) => [word, 'lost'] as const),
]);

/** Laptops and phones, devices.csv or the export of a device management. */
export const deviceInventoryFormat: Format = {
  id: 'device-inventory',
  title: 'devices (devices.csv, Intune or Jamf export)',
  domain: 'organization',
  recognizes: ({ head }) => isTable(head, COLUMNS, ['os_version']),
  normalize: (captures, context) => [
    tableContribution('devices', captures, COLUMNS, (rows, diagnostics): OrganizationDevices => {
      const read = scalarReader(settingsOf(context), diagnostics);
      const seen = new Set<string>();
      return { devices: rows.flatMap((row) => toDevice(row, read, seen, diagnostics)) };
    }),
  ],
};

function toDevice(
  row: Row,
  read: ScalarReader,
  seen: Set<string>,
  diagnostics: Diagnostic[],
): readonly OrganizationDevice[] {
  const id = row.cell('device_id').text;
  if (id === '' || seen.has(id)) {
    diagnostics.push(rowError(row.at, id === '' ? 'the device has no id' : `the device ${id} is there twice`));
    return [];
  }
  seen.add(id);
  const lower = (fact: Fact<string>) => mapFact(fact, (value) => value.toLowerCase());
  return [
    {
      at: row.at,
      id,
      name: read.text(row.cell('name')),
      owner_email: lower(read.text(row.cell('owner_email'))),
      ownership: lower(read.text(row.cell('ownership'))),
      platform: read.text(row.cell('platform')),
      os_version: read.text(row.cell('os_version')),
      patch_level: read.date(row.cell('patch_level')),
      encrypted: read.boolean(row.cell('encrypted')),
      passcode_compliant: read.boolean(row.cell('passcode_compliant')),
      jailbroken: read.boolean(row.cell('jailbroken')),
      compliant: compliance(row.cell('compliant'), read),
      last_checkin: read.instant(row.cell('last_checkin')),
      management_state: stateOf(row.cell('management_state'), read, diagnostics),
      supervised: read.boolean(row.cell('supervised')),
    },
  ];
}

/** Intune has states between yes and no (`inGracePeriod`, `configManager`, `error`): those tell neither. */
function compliance(cell: Cell, read: ScalarReader): Fact<boolean> {
  if (/^(in ?grace ?period|config ?manager|error|conflict|not evaluated)$/i.test(cell.text)) {
    return unknown(`the export says "${cell.text}": neither compliant nor not`, cell.at);
  }
  return read.boolean(cell);
}

function stateOf(cell: Cell, read: ScalarReader, diagnostics: Diagnostic[]): Fact<string> {
  const fact = read.text(cell);
  if (!isKnown(fact)) return fact;
  const state = STATES.get(fact.value.toLowerCase().replace(/[^a-z]/g, ''));
  if (state !== undefined) return known(state, cell.at);
  const hint = 'Write managed, lost, retired, wiped or returned.';
  diagnostics.push({
    level: 'warning',
    code: 'invalid-value',
    message: `${cell.at.file}:${cell.at.line ?? 1}: ${cell.name} "${cell.text}" is not one of the known words`,
    at: cell.at,
    hint,
  });
  return unknown(
    `${cell.name} "${cell.text}" is not one of the known words: write managed, lost, retired, wiped or returned`,
    cell.at,
  );
}
