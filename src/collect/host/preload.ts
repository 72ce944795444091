import type { Capture } from '../../core/capture.ts';
import type { Access } from '../access/access.ts';
import { captureFile, captureLines } from '../capture-file.ts';
import type { CollectContext, HostSource } from './source.ts';

const PRELOAD = '/etc/ld.so.preload';
const DPKG_INFO = '/var/lib/dpkg/info';

/** Libraries loaded into every program, and the packages that own them. */
export const preloadSource: HostSource = {
  id: 'preload',
  title: 'Libraries that ld.so(8) loads into every program, with the packages that own them',
  collect: (access, context) => {
    const file = captureFile(access, PRELOAD, context);
    return file.outcome.kind === 'read' ? [file, owners(access, context, file.outcome.bytes)] : [file];
  },
};

/** Lines `package TAB path` of the file lists of dpkg that hold a preloaded path. */
function owners(access: Access, context: CollectContext, bytes: Uint8Array): Capture {
  const asked = new Set(
    Buffer.from(bytes)
      .toString('utf8')
      .split(/[\s:]+/)
      .filter((path) => path.startsWith('/')),
  );
  // With a merged /usr the list may name the file below /usr or not.
  const spellings = new Map(
    [...asked].flatMap(
      (path) =>
        [
          [path, path],
          [`/usr${path}`, path],
          [path.replace(/^\/usr\//, '/'), path],
        ] as const,
    ),
  );
  const lists = access.list(DPKG_INFO);
  const found = (lists.kind === 'read' ? lists.value : [])
    .filter((name) => name.endsWith('.list'))
    .flatMap((name) => {
      const list = access.readFile(`${DPKG_INFO}/${name}`);
      if (list.kind !== 'read') return [];
      return Buffer.from(list.bytes)
        .toString('utf8')
        .split('\n')
        .flatMap((path) =>
          spellings.has(path) ? [`${name.replace(/(:[^:]*)?\.list$/, '')}\t${spellings.get(path) ?? path}`] : [],
        );
    });
  return captureLines('owners of preloaded libraries', [lists.kind, ...found], context);
}
