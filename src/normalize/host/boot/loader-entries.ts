import type { CaptureSet } from '../../capture-set.ts';
import { globOf } from '../look-ups.ts';
import { captureText, sourceText, unknownReason } from '../source-text.ts';
import { type KernelWord, kernelWords } from './arguments.ts';
import { defaultEntry, type GrubConfig, matchesEntry, parseGrubConfig } from './grub-config.ts';

/** Where the next boot takes its kernel arguments from. */
export interface NextBoot {
  readonly loader: string;
  readonly file: string;
  /** The title of the entry; the reason when its arguments could not be read. */
  readonly line: { readonly title: string; readonly words: readonly KernelWord[] } | { readonly unread: string };
  /** Where GRUB is the loader. */
  readonly grub?: { readonly config: GrubConfig; readonly folder: string };
}

const ENTRY_FOLDERS = ['/boot/loader', '/boot/efi/loader', '/efi/loader'] as const;

/** The default entry of the loader that is installed; undefined when none is. A menu that may not be read is not absent. */
export function nextBoot(captures: CaptureSet): NextBoot | undefined {
  return (
    fromGrub(captures) ??
    fromEntries(captures) ??
    fromImages(captures) ??
    fromExtlinux(captures) ??
    fromFirmware(captures)
  );
}

function fromGrub(captures: CaptureSet): NextBoot | undefined {
  for (const folder of ['/boot/grub', '/boot/grub2']) {
    const file = `${folder}/grub.cfg`;
    const source = sourceText(captures, file);
    if (source.kind === 'absent') continue;
    if (source.kind === 'unreadable') {
      if (captures.get(file) === undefined) continue;
      return { loader: 'grub', file, line: { unread: unknownReason(source) } };
    }
    const config = parseGrubConfig(source.lines);
    const grub = { config, folder };
    const environment = environmentOf(captures, folder);
    if (config.blscfg) {
      const kernelopts = environment.get('kernelopts') ?? config.kernelopts;
      const entry = entryOf(captures, environment.get('saved_entry'), kernelopts);
      return {
        loader: 'grub',
        file,
        grub,
        line: entry?.line ?? {
          unread: `${file} takes its entries from /boot/loader/entries, and none was read. Run the scan as root.`,
        },
      };
    }
    const entry = defaultEntry(config, environment.get('saved_entry'));
    if (entry?.kernel === undefined) {
      return {
        loader: 'grub',
        file,
        grub,
        line: { unread: `no Linux entry was found in ${file}. Run update-grub and look at its menu.` },
      };
    }
    const words = kernelWords(entry.kernel.text, { file, line: entry.kernel.line });
    return { loader: 'grub', file, grub, line: { title: entry.title, words } };
  }
  return undefined;
}

function environmentOf(captures: CaptureSet, folder: string): ReadonlyMap<string, string> {
  const source = sourceText(captures, `${folder}/grubenv`);
  if (source.kind !== 'text') return new Map();
  return new Map(
    source.lines.flatMap((line): (readonly [string, string])[] => {
      const found = /^(\w+)=(.*)$/.exec(line);
      return found === null ? [] : [[found[1] ?? '', found[2] ?? '']];
    }),
  );
}

/** Entries of the Boot Loader Specification, read by systemd-boot and by GRUB's blscfg. */
function fromEntries(captures: CaptureSet): NextBoot | undefined {
  for (const folder of ENTRY_FOLDERS) {
    const conf = sourceText(captures, `${folder}/loader.conf`);
    const wanted = conf.kind === 'text' ? lastValue(conf.lines, 'default')?.value : undefined;
    const entry = entryOf(captures, wanted, undefined);
    if (entry !== undefined) return { loader: 'systemd-boot', ...entry };
  }
  return undefined;
}

function entryOf(
  captures: CaptureSet,
  wanted: string | undefined,
  kernelopts: string | undefined,
): Pick<NextBoot, 'file' | 'line'> | undefined {
  for (const folder of ENTRY_FOLDERS) {
    const itself = captures.get(`${folder}/entries`);
    if (itself !== undefined && itself.outcome.kind !== 'absent') {
      const closed = captureText(itself);
      if (closed.kind === 'unreadable') return { file: closed.origin, line: { unread: unknownReason(closed) } };
    }
    const entries = captures
      .under(`${folder}/entries`)
      .map((capture) => ({ id: idOf(capture.origin), source: captureText(capture) }))
      .sort((a, b) => compareEntryNames(a.id, b.id));
    const chosen = entries.findLast(({ id }) => wanted !== undefined && matchesEntry(wanted, id)) ?? entries.at(-1);
    if (chosen === undefined) continue;
    const { source } = chosen;
    if (source.kind !== 'text') {
      const reason = source.kind === 'unreadable' ? unknownReason(source) : `${source.origin} is gone`;
      return { file: source.origin, line: { unread: reason } };
    }
    const options = source.lines.flatMap((line, index) => {
      const text = /^\s*options\s+(.*)$/.exec(line)?.[1];
      return text === undefined
        ? []
        : [{ text: text.replaceAll(/\$\{?kernelopts\}?/g, kernelopts ?? ''), line: index + 1 }];
    });
    const words = options.flatMap(({ text, line }) => kernelWords(text, { file: source.origin, line }));
    return { file: source.origin, line: { title: lastValue(source.lines, 'title')?.value ?? chosen.id, words } };
  }
  return undefined;
}

/** A unified kernel image carries its command line in a section of the program file. */
function fromImages(captures: CaptureSet): NextBoot | undefined {
  for (const folder of ['/boot/efi/EFI/Linux', '/efi/EFI/Linux', '/boot/EFI/Linux']) {
    const images = globOf(captures, `${folder}/*.efi`);
    const [image] = 'unread' in images ? [] : images;
    if (image === undefined) continue;
    return {
      loader: 'unified-image',
      file: image.path,
      line: {
        unread: `${image.path} is a unified kernel image, and its arguments inside were not read. Look at them with ukify inspect.`,
      },
    };
  }
  return undefined;
}

function fromExtlinux(captures: CaptureSet): NextBoot | undefined {
  for (const file of ['/boot/extlinux/extlinux.conf', '/boot/extlinux.conf']) {
    const source = sourceText(captures, file);
    if (source.kind === 'absent' || captures.get(file) === undefined) continue;
    if (source.kind === 'unreadable') return { loader: 'extlinux', file, line: { unread: unknownReason(source) } };
    const wanted = lastValue(source.lines, 'default')?.value;
    let label = '';
    const labels: { label: string; text: string; line: number }[] = [];
    for (const [index, line] of source.lines.entries()) {
      label = /^\s*label\s+(\S+)/i.exec(line)?.[1] ?? label;
      const text = /^\s*append\s+(.*)$/i.exec(line)?.[1];
      if (text !== undefined) labels.push({ label, text, line: index + 1 });
    }
    const chosen = labels.find((one) => one.label === wanted) ?? labels[0];
    if (chosen === undefined) continue;
    const words = kernelWords(chosen.text, { file, line: chosen.line });
    return { loader: 'extlinux', file, line: { title: chosen.label, words } };
  }
  return undefined;
}

/** The firmware of small boards reads the arguments from one line. */
function fromFirmware(captures: CaptureSet): NextBoot | undefined {
  for (const file of ['/boot/firmware/cmdline.txt', '/boot/cmdline.txt']) {
    const source = sourceText(captures, file);
    if (source.kind !== 'text') continue;
    return {
      loader: 'firmware',
      file,
      line: { title: file, words: kernelWords(source.lines[0] ?? '', { file, line: 1 }) },
    };
  }
  return undefined;
}

function lastValue(lines: readonly string[], key: string): { readonly value: string } | undefined {
  const pattern = new RegExp(`^\\s*${key}\\s+(.*?)\\s*$`, 'i');
  const value = lines.map((line) => pattern.exec(line)?.[1]).findLast((found) => found !== undefined);
  return value === undefined ? undefined : { value };
}

function idOf(origin: string): string {
  return origin.slice(origin.lastIndexOf('/') + 1).replace(/\.conf$/, '');
}

/** Compares two names of entries number by number, then as text. */
function compareEntryNames(a: string, b: string): number {
  const left = a.split(/[.-]/);
  const right = b.split(/[.-]/);
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const one = left[index] ?? '';
    const other = right[index] ?? '';
    if (one === other) continue;
    if (/^\d+$/.test(one) && /^\d+$/.test(other)) return Number(one) - Number(other);
    return one < other ? -1 : 1;
  }
  return 0;
}
