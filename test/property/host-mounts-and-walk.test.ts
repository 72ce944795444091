import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { captureId } from '../../src/core/ids.ts';
import { parseMountinfo, visibleMounts } from '../../src/core/mountinfo.ts';
import { validateInput } from '../../src/model/generated/input-validator.js';
import { captureSet } from '../../src/normalize/capture-set.ts';
import { commandsNormalizer } from '../../src/normalize/host/commands/commands.ts';
import { filesNormalizer } from '../../src/normalize/host/files/files.ts';
import { parseFstab } from '../../src/normalize/host/mounts/fstab.ts';
import { mountsNormalizer } from '../../src/normalize/host/mounts/mounts.ts';
import { walkNormalizer } from '../../src/normalize/host/walk/walk.ts';

const PIECES = [
  'tmpfs /tmp tmpfs nodev,nosuid 0 0',
  '/tmp /var/tmp none bind',
  '/var/tmp /tmp none bind 0 0',
  'UUID=1 / ext4 defaults',
  '[Mount]',
  'Where=/tmp',
  'Options=nodev',
  '1 0 8:1 / / rw - ext4 /dev/sda1 rw',
  '2 1 8:1 / /tmp rw,nodev shared:1 - tmpfs tmpfs rw',
  '2 2 8:1 / /tmp rw - tmpfs tmpfs rw',
  '{"files":["/etc/systemd/system/tmp.mount"],"masked":[],"wanted":[{"unit":"tmp.mount","path":"/x"}],"unread":[]}',
  '{"seen":1,"cut":false,"skipped":[],"entries":[["/a","file",2541,9,9],["/a","link",511,9,9]]}',
  '[{"path":"/bin","outcome":"read","status":{"kind":"directory","mode":493,"uid":0,"gid":0},"listed":"read","seen":1,"loose":[]}]',
  'passwd\tread\tfile\t0644\t0\t0\t"/etc/passwd"',
  'root root 4755 /a',
  'a:1:5',
  'P:a\nF:b\nR:c\na:0:0:4755',
  '\\040',
  '"',
];
const ORIGINS = [
  '/etc/fstab',
  '/proc/self/mountinfo',
  'mount units',
  '/etc/systemd/system/tmp.mount',
  'stat /usr/lib/systemd/systemd',
  'walk over the local file systems',
  'owners of SUID and SGID files',
  'getent of unknown ids',
  '/var/lib/dpkg/statoverride',
  '/etc/subuid',
  '/lib/apk/db/installed',
  'stat(2) of commands',
  'stat(2) of critical files',
];
const line = fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 20 }));
const text = fc.oneof(
  fc.constantFrom(...PIECES),
  fc.array(line, { maxLength: 8 }).map((lines) => lines.join('\n')),
);

describe('whatever the files hold', () => {
  it('fstab accounts for every line', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 10 }), (lines) => {
        const flat = lines.flatMap((one) => one.split('\n'));
        const { entries, diagnostics } = parseFstab('/etc/fstab', flat);
        const told = new Set([...entries, ...diagnostics].map((one) => one.at?.line));
        flat.forEach((written, index) => {
          const point = written.trim().split(/[ \t]+/)[1];
          const silent =
            written.trim() === '' || written.trim().startsWith('#') || (point !== undefined && !/^[/\\]/.test(point));
          if (!silent && point?.startsWith('\\') !== true) expect(told.has(index + 1)).toBe(true);
        });
      }),
    );
  });

  it('mountinfo accounts for every line, and finding a mount ends', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 10 }), fc.string(), (lines, path) => {
        const written = lines.join('\n');
        const { mounts, unread } = parseMountinfo(written);
        expect(mounts.length + unread.length).toBe(written.split('\n').filter((one) => one.trim() !== '').length);
        visibleMounts(mounts)(`/${path}`);
      }),
    );
  });

  it('the sections meet their schemas', () => {
    fc.assert(
      fc.property(fc.tuple(...ORIGINS.map(() => fc.option(text))), (contents) => {
        const captures = captureSet(
          contents.flatMap((content, index) => {
            const origin = ORIGINS[index];
            if (content === null || origin === undefined) return [];
            const outcome = { kind: 'read', bytes: Buffer.from(content) } as const;
            return [{ id: captureId(origin), origin, collectedAt: '2026-01-01T00:00:00Z', outcome }];
          }),
        );
        const host = {
          mounts: mountsNormalizer.normalize(captures).section,
          walk: walkNormalizer.normalize(captures).section,
          commands: commandsNormalizer.normalize(captures).section,
          files: filesNormalizer.normalize(captures).section,
        };
        expect(validateInput({ host }) ? [] : validateInput.errors).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
