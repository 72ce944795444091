import type { Capture } from '../../core/capture.ts';
import type { Access } from '../access/access.ts';
import { captureFile, captureLines } from '../capture-file.ts';
import { packageOwners } from './package-owners.ts';
import type { CollectContext, HostSource } from './source.ts';

const PRELOAD = '/etc/ld.so.preload';

/** Libraries loaded into every program, and the packages that own them. */
export const preloadSource: HostSource = {
  id: 'preload',
  title: 'Libraries that ld.so(8) loads into every program, with the packages that own them',
  collect: (access, context) => {
    const file = captureFile(access, PRELOAD, context);
    return file.outcome.kind === 'read' ? [file, owners(access, context, file.outcome.bytes)] : [file];
  },
};

/** Lines `package TAB path` of the file lists of packages that hold a preloaded path. */
function owners(access: Access, context: CollectContext, bytes: Uint8Array): Capture {
  const asked = Buffer.from(bytes)
    .toString('utf8')
    .split(/[\s:]+/)
    .filter((path) => path.startsWith('/'));
  const found = packageOwners(access, asked);
  return captureLines(
    'owners of preloaded libraries',
    [found.kind, ...(found.kind === 'read' ? found.value : [])],
    context,
  );
}
