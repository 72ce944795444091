import type { Capture } from '../../../core/capture.ts';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import { known } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import type { OrgSealedFile } from '../../../model/generated/model.ts';
import { textOf } from '../../capture-set.ts';
import type { Format, NormalizeContext } from '../../format.ts';
import { besideRegister, groupFiles, presentHash } from '../group-files.ts';
import { rowError } from '../read-table.ts';
import { contribution, sectionFrom } from '../register-section.ts';

/** manifest.json: the seal over the files of the folder. */
export const manifestFormat: Format = {
  id: 'manifest',
  title: 'manifest.json (seal over the evidence)',
  domain: 'organization',
  recognizes: ({ json }) => Array.isArray(json) && json.length > 0 && json.every((entry) => isSealed(entry)),
  normalize: (captures, context) => {
    const diagnostics: Diagnostic[] = [];
    const files = captures.flatMap((capture) => sealedFiles(capture, captures, context, diagnostics));
    const at = { file: captures[0]?.origin ?? 'manifest.json' };
    return [
      contribution('manifest', sectionFrom({ at, files: sortedBy(files, ({ id }) => id) }, diagnostics), diagnostics),
    ];
  },
};

interface SealedEntry {
  readonly path: string;
  readonly sha256: string;
}

function isSealed(entry: unknown): entry is SealedEntry {
  if (typeof entry !== 'object' || entry === null || !('path' in entry) || !('sha256' in entry)) return false;
  return typeof entry.path === 'string' && typeof entry.sha256 === 'string' && /^[0-9a-f]{64}$/i.test(entry.sha256);
}

function sealedFiles(
  capture: Capture,
  manifests: readonly Capture[],
  context: NormalizeContext,
  diagnostics: Diagnostic[],
): readonly OrgSealedFile[] {
  const entries: unknown = JSON.parse(textOf(capture) ?? '[]');
  const files = groupFiles(context);
  const sealed = new Map<string, OrgSealedFile>();
  for (const [index, entry] of (Array.isArray(entries) ? entries : []).entries()) {
    const at = { file: capture.origin, pointer: `/${index}` };
    if (!isSealed(entry)) {
      diagnostics.push(rowError(at, `entry ${index + 1} has no path and sha256`));
      continue;
    }
    sealed.set(besideRegister(capture.origin, entry.path).replace(/^\//, ''), {
      id: entry.path,
      at,
      sealed_sha256: known(entry.sha256.toLowerCase(), at),
      present_sha256: presentHash(files, capture.origin, entry.path, at),
    });
  }
  const folder = besideRegister(capture.origin, '').replace(/^\//, '');
  const own = new Set(manifests.map(({ origin }) => besideRegister('', origin)));
  for (const origin of files.keys()) {
    if (sealed.has(origin) || own.has(origin) || (folder !== '' && !origin.startsWith(`${folder}/`))) continue;
    const id = folder === '' ? origin : origin.slice(folder.length + 1);
    const at = { file: capture.origin };
    sealed.set(origin, {
      id,
      at,
      sealed_sha256: known('', at),
      present_sha256: presentHash(files, capture.origin, id, at),
    });
  }
  return [...sealed.values()];
}
