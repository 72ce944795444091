import { type Fact, known, unknown } from '../../../core/fact.ts';
import { complete, doesNotExist, notCollected } from '../../../core/section.ts';
import type { HostNormalizer } from '../section.ts';
import { sourceText, unknownReason } from '../source-text.ts';
import { parseShellAssignments } from './shell-assignments.ts';

const FILES = ['/etc/os-release', '/usr/lib/os-release'] as const;

/** os-release(5): /etc first, /usr/lib when it is missing. */
export const osNormalizer: HostNormalizer<'os'> = {
  section: 'os',
  normalize: (captures) => {
    for (const file of FILES) {
      const source = sourceText(captures, file);
      if (source.kind === 'absent') continue;
      if (source.kind === 'unreadable') return { section: notCollected(source.reason, source.hint), diagnostics: [] };
      const found = new Map(parseShellAssignments(source.lines).map((assignment) => [assignment.name, assignment]));
      const text = (name: string, fallback?: string): Fact<string> => {
        const assignment = found.get(name);
        if (assignment !== undefined) return known(assignment.value, { file, line: assignment.line });
        if (fallback !== undefined) return known(fallback, { file });
        return unknown(`${file} has no ${name}. ${unversioned(name)}`, { file });
      };
      const idLike = found.get('ID_LIKE');
      const data = {
        // The defaults are those of os-release(5).
        id: text('ID', 'linux'),
        version_id: text('VERSION_ID'),
        name: text('PRETTY_NAME', found.get('NAME')?.value ?? 'Linux'),
        id_like: known(idLike === undefined ? [] : idLike.value.split(/\s+/).filter((id) => id !== ''), {
          file,
          ...(idLike === undefined ? {} : { line: idLike.line }),
        }),
      };
      return { section: complete(data), diagnostics: [] };
    }
    const hosts = sourceText(captures, '/etc/hostname');
    return {
      section:
        hosts.kind === 'unreadable'
          ? notCollected(unknownReason(hosts))
          : doesNotExist('neither /etc/os-release nor /usr/lib/os-release exists'),
      diagnostics: [],
    };
  },
};

function unversioned(name: string): string {
  return name === 'VERSION_ID'
    ? 'Rolling releases (Debian testing and sid) have none; name the release in the configuration.'
    : 'Look at the file on the host.';
}
