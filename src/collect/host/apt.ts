import { gunzipSync } from 'node:zlib';
import type { Capture } from '../../core/capture.ts';
import type { Access } from '../access/access.ts';
import { captureFile, captureFolder, makeCapture, redactLines } from '../capture-file.ts';
import { captureNames, captureStat } from '../look-ups.ts';
import { unpackLz4 } from '../lz4.ts';
import type { CollectContext, HostSource } from './source.ts';

const LISTS = '/var/lib/apt/lists';
const PACKED_LIMIT = 64 * 1024 * 1024;
const LIMIT = 256 * 1024 * 1024;
/** apt takes files without an extension or with `.conf` (apt.conf(5)). */
const CONF_NAME = /^[A-Za-z0-9_-][A-Za-z0-9_.-]*$/;

/** Package sources, package lists, automatic updates and a pending restart. */
export const aptSource: HostSource = {
  id: 'apt',
  title:
    'Package sources and lists (apt, dnf, zypper, apk), automatic updates, pending restart; passwords in addresses cut',
  collect: (access, context) => {
    const options = { redact: redactLines(cutCredentials) };
    return [
      captureFile(access, '/var/lib/dpkg/status', context, { limitBytes: LIMIT }),
      captureFile(access, '/etc/os-release', context),
      captureFile(access, '/etc/apt/sources.list', context, options),
      ...captureFolder(access, '/etc/apt/sources.list.d', context, (name) => /\.(list|sources)$/.test(name), options),
      ...captureFolder(access, '/etc/apt/apt.conf.d', context, isConfName, options),
      captureFile(access, '/etc/apt/apt.conf', context, options),
      ...captureFolder(access, '/etc/yum.repos.d', context, (name) => name.endsWith('.repo'), options),
      ...captureFolder(access, '/etc/distro.repos.d', context, (name) => name.endsWith('.repo'), options),
      ...captureFolder(access, '/etc/zypp/repos.d', context, (name) => name.endsWith('.repo'), options),
      captureFile(access, '/etc/zypp/zypp.conf', context, options),
      captureFile(access, '/etc/yum.conf', context, options),
      captureFile(access, '/etc/dnf/dnf.conf', context, options),
      captureFile(access, '/etc/dnf/automatic.conf', context, options),
      captureStat(access, '/var/lib/rpm', context),
      captureStat(access, '/usr/lib/sysimage/rpm', context),
      captureStat(access, '/lib/apk/db/installed', context),
      captureStat(access, '/usr/bin/unattended-upgrade', context),
      captureStat(access, '/usr/bin/dnf-automatic', context),
      captureStat(access, '/var/lib/apt/periodic/update-success-stamp', context),
      captureStat(access, '/var/lib/apt/periodic/unattended-upgrades-stamp', context),
      captureFile(access, '/run/reboot-required', context),
      captureFile(access, '/run/reboot-required.pkgs', context),
      captureNames(access, '/boot', context),
      captureFile(access, '/etc/apk/repositories', context, options),
      ...(access.live ? [captureFile(access, '/proc/sys/kernel/osrelease', context)] : []),
      captureNames(access, LISTS, context),
      ...captureFolder(access, LISTS, context, (name) => /_(In)?Release$/.test(name), { redact: keepReleaseHead }),
      ...captureLists(access, context),
    ];
  },
};

function isConfName(name: string): boolean {
  return CONF_NAME.test(name) && (!name.includes('.') || name.endsWith('.conf'));
}

/** Cuts user and password out of addresses, and passwords of proxies and repositories. */
export function cutCredentials(line: string): string {
  return line
    .replace(/(:\/\/)[^/\s"'@]+@/g, '$1<cut>@')
    .replace(/^(\s*(?:proxy_)?(?:password|username)\s*=).*$/i, '$1 <cut>');
}

/** The fields that tell whose archive it is; the hashes after them are many and of no use here. */
function keepReleaseHead(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  const end = text.search(/^(MD5Sum|SHA1|SHA256|SHA512):/m);
  return Buffer.from(end === -1 ? text : text.slice(0, end), 'latin1');
}

function captureLists(access: Access, context: CollectContext): readonly Capture[] {
  const names = access.list(LISTS);
  if (names.kind !== 'read') return [];
  // One after the other: only one list stands in memory whole.
  return names.value
    .filter((name) => /_Packages(\.lz4|\.gz)?$/.test(name))
    .map((name) => captureList(access, `${LISTS}/${name}`, context));
}

function captureList(access: Access, path: string, context: CollectContext): Capture {
  const list = access.readFile(path, PACKED_LIMIT);
  const info = access.stat(path);
  const modifiedMs = info.kind === 'read' ? info.value.modifiedMs : undefined;
  if (list.kind !== 'read') return makeCapture(path, list, context, modifiedMs);
  try {
    return makeCapture(path, { kind: 'read', bytes: keepVersions(unpack(path, list.bytes)) }, context, modifiedMs);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown fault';
    return makeCapture(path, { kind: 'failed', reason: `${path} cannot be unpacked: ${why}` }, context);
  }
}

function unpack(origin: string, bytes: Uint8Array): Uint8Array {
  if (origin.endsWith('.lz4')) return unpackLz4(bytes, LIMIT);
  if (origin.endsWith('.gz')) return gunzipSync(bytes, { maxOutputLength: LIMIT });
  return bytes;
}

const KEPT_FIELDS = ['Package: ', 'Version: ', 'Architecture: '].map((field) => Buffer.from(field, 'latin1'));
const LINE_END = 10;

/** Of each package of a list its name, version and architecture: a twentieth of the whole, copied without a text between. */
function keepVersions(bytes: Uint8Array): Uint8Array {
  const list = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let kept = Buffer.allocUnsafe(Math.ceil(list.length / 16) + 1024);
  let length = 0;
  for (let start = 0; start < list.length; ) {
    const end = list.indexOf(LINE_END, start);
    const stop = end === -1 ? list.length : end;
    if (stop === start || KEPT_FIELDS.some((field) => startsAt(list, start, field))) {
      const size = stop - start + 1;
      if (length + size > kept.length) kept = Buffer.concat([kept], (length + size) * 2);
      list.copy(kept, length, start, stop);
      kept[length + size - 1] = LINE_END;
      length += size;
    }
    start = stop + 1;
  }
  return kept.subarray(0, length);
}

function startsAt(list: Buffer, start: number, field: Buffer): boolean {
  return list[start] === field[0] && field.compare(list, start, start + field.length) === 0;
}
