import { known } from '../../../core/fact.ts';
import { complete, notCollected } from '../../../core/section.ts';
import type { HostNormalizer } from '../section.ts';
import { sourceText } from '../source-text.ts';

const FILE = '/etc/shells';
/** What getusershell(3) gives without the file. */
const DEFAULTS = ['/bin/sh', '/bin/csh'] as const;

/** shells(5): one path a line, comments from `#` on. */
export const loginShellsNormalizer: HostNormalizer<'login_shells'> = {
  section: 'login_shells',
  normalize: (captures) => {
    const source = sourceText(captures, FILE);
    if (source.kind === 'unreadable') return { section: notCollected(source.reason, source.hint), diagnostics: [] };
    const written =
      source.kind === 'absent'
        ? DEFAULTS.map((path) => ({ path, at: { file: FILE } }))
        : source.lines.flatMap((text, index) => {
            // The C library takes the first word that begins with a slash.
            const path = /^[^#/]*(\/[^\s#]*)/.exec(text)?.[1];
            return path === undefined ? [] : [{ path, at: { file: FILE, line: index + 1 } }];
          });
    const first = new Map(written.toReversed().map((one) => [one.path, one]));
    const shells = written
      .filter((one) => first.get(one.path) === one)
      .map(({ path, at }) => ({ id: path, nologin: /\/(?:nologin|false)$/.test(path), at }));
    return {
      section: complete({ present: known(source.kind === 'text', { file: FILE }), shells }),
      diagnostics: [],
    };
  },
};
