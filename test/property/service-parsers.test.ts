import fc from 'fast-check';
import { expect, it } from 'vitest';
import { reduceText } from '../../src/collect/host/unit-text.ts';
import type { Capture } from '../../src/core/capture.ts';
import { captureId } from '../../src/core/ids.ts';
import { validateSnapshot } from '../../src/model/generated/validators.js';
import { captureSet } from '../../src/normalize/capture-set.ts';
import { desktopNormalizer } from '../../src/normalize/host/desktop/desktop.ts';
import { firewallToolsNormalizer } from '../../src/normalize/host/firewall-tools/firewall-tools.ts';
import { readNftText } from '../../src/normalize/host/firewall-tools/nft-text.ts';
import { mailTransferNormalizer } from '../../src/normalize/host/mail-transfer/mail-transfer.ts';
import { servicesNormalizer } from '../../src/normalize/host/services/services.ts';
import { parseUnitText } from '../../src/normalize/host/services/unit-file.ts';
import { snmpNormalizer } from '../../src/normalize/host/snmp/snmp.ts';
import { wirelessNormalizer } from '../../src/normalize/host/wireless/wireless.ts';

const PIECES = [
  '[Unit]',
  '[Install]',
  '[Serv',
  'Wants=a.service b@.service %i.service',
  'Requires=\\',
  'Conflicts=a.service',
  'Alias=a.service',
  '# comment \\',
  'ConditionPathExists=|!/x',
  'ExecStart=/bin/x SECRET \\',
  'Environment="A=SECRET',
  'chain input { type filter hook input priority 0; policy drop;',
  'table inet filter {',
  '}}',
  'inet_interfaces = a, \\',
  "dc_local_interfaces='127.0.0.1 ; ::1",
  'local_interfaces = <; :::',
  'rocommunity SECRET',
  'system-db:local',
  '*filter',
  '-A INPUT -j ACCEPT',
];
const line = fc.oneof(
  fc.constantFrom(...PIECES),
  fc.string({ maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const text = fc.array(line, { maxLength: 20 }).map((lines) => lines.join('\n'));

it('every line of a unit file is an assignment, a header, a comment, blank, continued or told as ignored', () => {
  fc.assert(
    fc.property(text, (content) => {
      const { assignments, ignored, broken } = parseUnitText(content);
      const told = new Set([
        ...assignments.map((one) => one.line),
        ...ignored,
        ...(broken === undefined ? [] : [broken]),
      ]);
      const lines = content.replace(/^\uFEFF/, '').split('\n');
      let continued = false;
      for (const [index, raw] of lines.entries()) {
        if (broken !== undefined && index + 1 > broken) break;
        const row = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
        if (/^[ \t]*[#;]/.test(row)) continue;
        const quiet = row.trim() === '' || row.trim().startsWith('[');
        const open = (/\\*$/.exec(row)?.[0] ?? '').length % 2 === 1;
        if (!continued && !open && !quiet) expect([index + 1, told.has(index + 1)]).toEqual([index + 1, true]);
        continued = open;
      }
    }),
  );
});

it('what is kept of a unit file has the same lines and says the same', () => {
  const keys = ['Wants', 'Requires'];
  fc.assert(
    fc.property(text, (content) => {
      const kept = reduceText(Buffer.from(content), keys);
      const before = parseUnitText(Buffer.from(content).toString('utf8'));
      const after = parseUnitText(kept);
      if (before.broken !== undefined || after.broken !== undefined || content.startsWith('\uFEFF')) return;
      const wanted = before.assignments.filter(({ key }) => keys.includes(key));
      const found = after.assignments.filter(({ key }) => keys.includes(key));
      // A header of other letters than systemd has is not kept, nor is what stands below it told apart.
      if (/^\s*\[(?![A-Za-z -]+\]\s*$)/m.test(content)) return;
      expect(found.map(({ key, value, line: at }) => [key, value, at])).toEqual(
        wanted.map(({ key, value, line: at }) => [key, value.trimEnd(), at]),
      );
    }),
  );
});

it('nft files of any kind are read to their end', () => {
  fc.assert(
    fc.property(text, (content) => {
      for (const { hook, line: at } of readNftText(content).chains)
        expect([hook === '', at > 0]).toEqual([false, true]);
    }),
  );
});

const ORIGINS = [
  'systemd units',
  'dbus system services',
  'runlevels',
  'init system',
  'systemctl show',
  '/etc/snmp/snmpd.conf',
  '/etc/postfix/main.cf',
  '/etc/postfix/master.cf',
  '/etc/exim4/update-exim4.conf.conf',
  '/etc/exim4/exim4.conf',
  '/etc/mail/sendmail.cf',
  '/etc/smtpd.conf',
  '/etc/nftables.conf',
  'nft list ruleset',
  'iptables-save',
  '/etc/iptables/rules.v4',
  '/etc/ufw/ufw.conf',
  '/etc/dconf/profile/user',
  '/etc/dconf/db/local.d/00',
  '/var/lib/dpkg/status',
  'wireless drivers',
  'wireless interfaces',
];
const GDM = 'Package: gdm3\nStatus: install ok installed\nVersion: 1\nArchitecture: all\n';
const unitPath = fc.constantFrom(
  '/etc/systemd/system/a.service',
  '/usr/lib/systemd/system/a.service',
  '/usr/lib/systemd/system/b@.service',
  '/usr/lib/systemd/system/a.socket',
  '/etc/systemd/system/default.target',
  '/etc/systemd/system/default.target.wants/a.service',
  '/etc/systemd/system/a.service.d/x.conf',
);
const entry = fc.record({
  path: unitPath,
  kind: fc.constantFrom('file', 'link', 'folder', 'unread', 'other'),
  size: fc.nat(2),
  target: fc.oneof(unitPath, fc.constant('/dev/null')),
  text,
});
const tree = fc.array(entry, { maxLength: 12 }).map((entries) =>
  JSON.stringify({
    folders: ['/etc/systemd/system', '/usr/lib/systemd/system'].map((path) => ({ path, outcome: 'read' })),
    entries: entries.map(({ text: content, ...one }) =>
      one.kind === 'file' || one.size === 2 ? { ...one, text: content } : one,
    ),
    conditions: [{ path: '/x', there: true }],
  }),
);
const content = fc.oneof(text, tree, fc.json(), fc.constant(GDM));
const NORMALIZERS = [
  servicesNormalizer,
  snmpNormalizer,
  mailTransferNormalizer,
  firewallToolsNormalizer,
  desktopNormalizer,
  wirelessNormalizer,
];

it('normalizers give sections of the schema, whatever was captured', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...ORIGINS), content), { maxLength: 10 }), tree, (files, units) => {
      const captures = [['systemd units', units] as const, ...files].map(
        ([origin, body]): Capture => ({
          id: captureId('x'),
          origin,
          collectedAt: '2026-01-01T00:00:00Z',
          outcome: { kind: 'read', bytes: Buffer.from(body) },
        }),
      );
      const set = captureSet(captures);
      const host = Object.fromEntries(NORMALIZERS.map((one) => [one.section, one.normalize(set).section]));
      const snapshot = {
        schemaVersion: '1',
        target: { id: 'host:x', kind: 'host', name: 'x' },
        collectedAt: '2026-01-01T00:00:00Z',
        captures: [],
        diagnostics: [],
        host,
      };
      expect(validateSnapshot(snapshot) ? [] : validateSnapshot.errors).toEqual([]);
    }),
  );
});
