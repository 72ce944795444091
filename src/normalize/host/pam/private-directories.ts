import { compareCodePoints, sortedBy } from '../../../core/order.ts';
import type { HostPamPrivateDirectory } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { firstBlocked, folderCaptures } from '../look-ups.ts';
import { captureText, sourceText } from '../source-text.ts';

const FILE = '/etc/security/namespace.conf';
const FOLDER = '/etc/security/namespace.d';

/** Why the directories are not all known. */
export function privateDirectoriesUnread(captures: CaptureSet): string | undefined {
  return firstBlocked([captures.get(FILE), ...folderCaptures(captures, FOLDER)]);
}

/** namespace.conf(5) and namespace.d: the directories that pam_namespace gives each user; a later line adds nothing. */
export function privateDirectories(captures: CaptureSet): readonly HostPamPrivateDirectory[] {
  const sources = [
    sourceText(captures, FILE),
    ...[...captures.under(FOLDER)]
      .filter(({ origin }) => origin.endsWith('.conf'))
      .sort((a, b) => compareCodePoints(a.origin, b.origin))
      .map(captureText),
  ];
  const found = new Map<string, HostPamPrivateDirectory>();
  for (const source of sources) {
    if (source.kind !== 'text') continue;
    for (const [index, raw] of source.lines.entries()) {
      const words = (raw.split('#')[0] ?? '').split(/\s+/).filter((word) => word !== '');
      const [directory, prefix, method, exempt = ''] = words.map((word) => word.replace(/^"(.*)"$/, '$1'));
      if (directory === undefined || prefix === undefined || method === undefined || found.has(directory)) continue;
      found.set(directory, {
        id: directory,
        method: method.split(':')[0] ?? method,
        exempt: exempt.split(',').filter((name) => name !== ''),
        at: { file: source.origin, line: index + 1 },
      });
    }
  }
  return sortedBy(found.values(), ({ id }) => id);
}
