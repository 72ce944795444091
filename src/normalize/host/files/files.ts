import { unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import { complete, notCollected } from '../../../core/section.ts';
import type { HostFile } from '../../../model/generated/model.ts';
import type { HostNormalizer } from '../section.ts';
import { sourceText } from '../source-text.ts';
import { allCollectedModes, type CollectedMode, MODES_ORIGIN } from './collected-modes.ts';
import { type FileNames, fileNames, statusFact } from './file-status.ts';

/** Modes and owners of critical files, owners by the names of the host's own passwd and group. */
export const filesNormalizer: HostNormalizer<'files'> = {
  section: 'files',
  normalize: (captures) => {
    const source = sourceText(captures, MODES_ORIGIN);
    if (source.kind !== 'text') {
      return {
        section: notCollected('the modes of files were not collected', 'Collect the host again with this version.'),
        diagnostics: [],
      };
    }
    const modes = allCollectedModes(captures);
    const names = fileNames(captures);
    const files = [...modes].flatMap(([path, mode]) =>
      mode.kind === 'absent' || isMask(mode) ? [] : [fileOf(path, mode, names)],
    );
    const absent = [...modes].flatMap(([path, mode]) => (mode.kind === 'absent' ? [path] : []));
    return {
      section: complete({ files: sortedBy(files, (file) => file.id), absent: sortedBy(absent, (path) => path) }),
      diagnostics: [],
    };
  },
};

/** A link to /dev/null switches a file of configuration off (sysctl.d(5), systemd.unit(5)): its mode is that of the device. */
function isMask(mode: CollectedMode): boolean {
  return mode.kind === 'read' && mode.value.kind === 'other' && mode.value.uid === 0 && mode.value.mode === 0o666;
}

function fileOf(path: string, mode: CollectedMode, names: FileNames): HostFile {
  const base = { id: path, class: mode.class };
  if (mode.kind === 'read') return { ...base, status: statusFact(path, mode.value, names) };
  const why =
    mode.kind === 'cut'
      ? `${path} holds more files than are looked at. Look at them by hand.`
      : mode.kind === 'denied'
        ? `The mode of ${path} could not be read. Run the scan as root.`
        : `The mode of ${path} could not be read. Look at it on the host.`;
  return { ...base, status: unknown(why, { file: path }) };
}
