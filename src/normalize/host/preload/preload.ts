import { known, unknown } from '../../../core/fact.ts';
import { complete, notCollected } from '../../../core/section.ts';
import type { HostPreloadedLibrary } from '../../../model/generated/model.ts';
import type { HostNormalizer } from '../section.ts';
import { sourceText } from '../source-text.ts';

const PRELOAD = '/etc/ld.so.preload';

/** ld.so.preload: paths parted by blanks or colons, `#` comments (ld.so(8)). */
export const preloadNormalizer: HostNormalizer<'preload'> = {
  section: 'preload',
  normalize: (captures) => {
    const source = sourceText(captures, PRELOAD);
    if (source.kind === 'unreadable') return { section: notCollected(source.reason, source.hint), diagnostics: [] };
    const owned = sourceText(captures, 'owners of preloaded libraries');
    const [listing, ...lines] = owned.kind === 'text' ? owned.lines : [];
    const owners = new Map(
      lines.map((line) => [line.slice(line.indexOf('\t') + 1), line.slice(0, line.indexOf('\t'))] as const),
    );
    const libraries = new Map<string, HostPreloadedLibrary>();
    (source.kind === 'text' ? source.lines : []).forEach((text, index) => {
      const at = { file: PRELOAD, line: index + 1 };
      for (const path of (text.split('#')[0] ?? '').split(/[\s:]+/).filter((word) => word !== '')) {
        const owner = owners.get(path);
        const owning =
          listing === 'read' || owner !== undefined
            ? known(owner ?? '', at)
            : unknown(
                `Which package owns ${path} cannot be told without the file lists of packages. Ask the package manager.`,
                at,
              );
        libraries.set(path, { id: path, package: owning, at });
      }
    });
    return { section: complete({ at: { file: PRELOAD }, libraries: [...libraries.values()] }), diagnostics: [] };
  },
};
