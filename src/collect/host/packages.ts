import { captureFile, captureFolder } from '../capture-file.ts';
import type { HostSource } from './source.ts';

const DATABASE_LIMIT_BYTES = 64 * 1024 * 1024;

/** Installed packages. The other databases are only looked up, so that their absence is known. */
export const packagesSource: HostSource = {
  id: 'packages',
  title: 'Installed packages: the databases of dpkg and apk',
  collect: (access, context) => [
    captureFile(access, '/var/lib/dpkg/status', context, { limitBytes: DATABASE_LIMIT_BYTES }),
    // Images without a package manager keep one file a package here.
    ...captureFolder(access, '/var/lib/dpkg/status.d', context, (name) => !name.endsWith('.md5sums')),
    captureFile(access, '/lib/apk/db/installed', context, { limitBytes: DATABASE_LIMIT_BYTES }),
  ],
};
