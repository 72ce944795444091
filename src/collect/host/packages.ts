import type { Capture } from '../../core/capture.ts';
import type { Access } from '../access/access.ts';
import { captureFile, captureFolder, captureLines, makeCapture } from '../capture-file.ts';
import { readRpmDatabase } from '../rpmdb/rpm-database.ts';
import { type RpmHeader, TAG } from '../rpmdb/rpm-header.ts';
import type { CollectContext, HostSource } from './source.ts';

const DATABASE_LIMIT_BYTES = 64 * 1024 * 1024;

/** Installed packages of dpkg, apk and rpm, and the keys that rpm trusts. */
export const packagesSource: HostSource = {
  id: 'packages',
  title: 'Installed packages: the databases of dpkg, apk and rpm, read without these programs',
  collect: (access, context) => [
    captureFile(access, '/var/lib/dpkg/status', context, { limitBytes: DATABASE_LIMIT_BYTES }),
    // Images without a package manager keep one file a package here.
    ...captureFolder(access, '/var/lib/dpkg/status.d', context, (name) => !name.endsWith('.md5sums')),
    captureFile(access, '/lib/apk/db/installed', context, { limitBytes: DATABASE_LIMIT_BYTES }),
    captureRpm(access, context),
  ],
};

/**
 * The database of rpm cut down to a line for each package, under the name `rpm database`: its first line is the file,
 * the others are name, epoch, version, release, architecture, source package, what it provides; parted by tabs.
 */
function captureRpm(access: Access, context: CollectContext): Capture {
  const database = readRpmDatabase(access);
  if (database.kind !== 'read') return makeCapture('rpm database', database, context);
  const { file, headers } = database.value;
  return captureLines('rpm database', [file, ...headers.map(lineOf)], context);
}

function lineOf(header: RpmHeader): string {
  const name = header.text(TAG.name) ?? '';
  const epoch = header.numbers(TAG.epoch)[0];
  const version = header.text(TAG.version) ?? '';
  const release = header.text(TAG.release) ?? '';
  // A key tells its owner where a package tells what it is made from.
  const source = header.text(name === 'gpg-pubkey' ? TAG.summary : TAG.sourcePackage) ?? '';
  // Names of libraries, `libc.so.6(GLIBC_2.34)(64bit)`, are many and no package that a rule asks for.
  const provides = [...new Set(header.texts(TAG.provides))].filter((item) => item !== name && !/[(\s]/.test(item));
  const fields = [
    name,
    epoch === undefined ? '' : String(epoch),
    version,
    release,
    header.text(TAG.architecture) ?? '',
  ];
  return [...fields, source, provides.join(' ')].map((field) => field.replace(/[\t\r\n]/g, ' ')).join('\t');
}
