import { type Fact, known, unknown } from '../../../core/fact.ts';
import { complete, notCollected, type Section } from '../../../core/section.ts';
import type { HostBoot, HostBootLine } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { chosenConfig } from '../kernel-config/chosen-config.ts';
import { type KernelPresence, kernelPresence } from '../kernel-presence.ts';
import type { HostNormalizer } from '../section.ts';
import { sourceText } from '../source-text.ts';
import { bootArguments, type KernelWord, kernelWords } from './arguments.ts';
import { defaultFile } from './default-file.ts';
import { type NextBoot, nextBoot } from './loader-entries.ts';

const CMDLINE = '/proc/cmdline';

/** The arguments of the kernel now and at the next boot, and the lock on the boot menu. */
export const bootNormalizer: HostNormalizer<'boot'> = {
  section: 'boot',
  normalize: (captures) => ({ section: bootSection(captures), diagnostics: [] }),
};

function bootSection(captures: CaptureSet): Section<HostBoot> {
  const presence = kernelPresence(captures);
  if (presence.kind === 'none') return { flag: 'not-applicable', reason: presence.reason };
  if (presence.kind === 'unread') return notCollected(presence.reason, 'Run the scan as root.');
  const next = nextBoot(captures);
  const at = { file: next?.file ?? '/boot' };
  return complete({
    machine: machineOf(captures, presence),
    pae: paeOf(captures),
    loader: known(next?.loader ?? 'none', at),
    lines: bootLines(captures),
    ...menuPassword(captures, next),
  });
}

/** The words of each truth about the command line, also for other sections (sysctl., ipv6.disable, apparmor=). */
export function commandLines(
  captures: CaptureSet,
): readonly { readonly id: HostBootLine['id']; readonly read: Fact<string>; readonly words: readonly KernelWord[] }[] {
  const lines: { id: HostBootLine['id']; read: Fact<string>; words: readonly KernelWord[] }[] = [];
  const running = sourceText(captures, CMDLINE);
  if (running.kind === 'text') {
    const words = kernelWords(running.lines.join(' '), { file: CMDLINE, line: 1 });
    lines.push({ id: 'running', read: known(CMDLINE, { file: CMDLINE }), words });
  } else if (running.kind === 'unreadable' && captures.get(CMDLINE) !== undefined) {
    lines.push({ id: 'running', read: unknown(`${running.reason}. ${running.hint}`, { file: CMDLINE }), words: [] });
  }
  const next = nextBoot(captures);
  const file = defaultFile(captures);
  if (next !== undefined) {
    const at = { file: next.file };
    if ('unread' in next.line) lines.push({ id: 'next', read: unknown(next.line.unread, at), words: [] });
    else lines.push({ id: 'next', read: known(next.line.title, at), words: next.line.words });
  } else if (file.kind === 'read') {
    // No menu was made yet: what the default file asks for is what the first update-grub writes.
    lines.push({ id: 'next', read: known(file.file, { file: file.file }), words: file.words });
  }
  if (next?.loader === 'grub' && file.kind !== 'absent') {
    const at = { file: file.file };
    if (file.kind === 'read') lines.push({ id: 'default-file', read: known(file.file, at), words: file.words });
    else lines.push({ id: 'default-file', read: unknown(file.reason, at), words: [] });
  }
  return lines;
}

function bootLines(captures: CaptureSet): readonly HostBootLine[] {
  return commandLines(captures).map(({ id, read, words }) => ({ id, read, arguments: bootArguments(words) }));
}

function machineOf(captures: CaptureSet, presence: Extract<KernelPresence, { kind: 'kernels' }>): Fact<string> {
  for (const origin of ['uname -m', '/bin/uname -m']) {
    const source = sourceText(captures, origin);
    const name = source.kind === 'text' ? source.lines[0]?.trim() : undefined;
    if (name !== undefined && name !== '') return known(name, { file: origin });
  }
  const config = chosenConfig(captures, presence);
  if (config !== undefined && config.machine !== 'other') return known(config.machine, { file: config.file });
  const release = presence.running ?? presence.releases.at(-1) ?? '';
  const named =
    /-(amd64|arm64|686(?:-pae)?|x86_64|aarch64|ppc64el|s390x|riscv64)$|\.(x86_64|aarch64|i686|s390x|ppc64le)$/.exec(
      release,
    );
  const word = named?.[1] ?? named?.[2];
  if (word === undefined) {
    return unknown(
      `the release ${release} names no architecture and its build options were not read. Scan the machine itself.`,
      { file: '/boot' },
    );
  }
  return known({ amd64: 'x86_64', arm64: 'aarch64', '686': 'i686', '686-pae': 'i686' }[word] ?? word, {
    file: `/lib/modules/${release}`,
  });
}

function paeOf(captures: CaptureSet): Fact<boolean> {
  const presence = kernelPresence(captures);
  const config = presence.kind === 'kernels' ? chosenConfig(captures, presence) : undefined;
  if (config === undefined)
    return unknown('the build options of the kernel were not found. Install them under /boot.', { file: '/boot' });
  return known(config.values.get('CONFIG_X86_PAE')?.value === 'y', { file: config.file });
}

/** A superuser with a password guards the menu; without superusers anybody at the console edits an entry. */
function menuPassword(
  captures: CaptureSet,
  next: NextBoot | undefined,
): Pick<HostBoot, 'menu_password' | 'superusers'> {
  const at = { file: next?.file ?? '/boot' };
  if (next?.grub === undefined) {
    const why =
      next === undefined ? 'no boot loader is installed' : 'unread' in next.line ? next.line.unread : undefined;
    const reason =
      next?.loader === 'grub' && why !== undefined
        ? why
        : `${next?.loader ?? 'a machine without boot loader'} has no password that this program reads`;
    return { menu_password: unknown(reason, at), superusers: unknown(reason, at) };
  }
  const { config, folder } = next.grub;
  // grub2-setpassword keeps the hash in user.cfg, and grub.cfg makes root the superuser by it.
  const user = sourceText(captures, `${folder}/user.cfg`);
  const set = user.kind === 'text' ? user.lines.findIndex((line) => /^\s*GRUB2_PASSWORD=\s*\S/.test(line)) : -1;
  if (user.kind === 'unreadable' && captures.get(`${folder}/user.cfg`) !== undefined) {
    const closed = unknown(`${user.reason}. ${user.hint}`, { file: user.origin });
    return { menu_password: closed, superusers: closed };
  }
  if (set >= 0 && user.kind === 'text') {
    const place = { file: user.origin, line: set + 1 };
    const hashed = /grub\.pbkdf2/.test(user.lines[set] ?? '');
    return { menu_password: known(hashed ? 'hashed' : 'plain', place), superusers: known(['root'], place) };
  }
  const names = config.superusers?.value ?? [];
  // The block of 01_users does nothing where user.cfg sets no variable.
  const own = config.passwords.filter((one) => names.includes(one.user) && !one.fromUserFile);
  const first = own.find((one) => !one.hashed) ?? own[0];
  const place = { file: next.file, ...(first === undefined ? {} : { line: first.line }) };
  const state = first === undefined ? 'none' : first.hashed ? 'hashed' : 'plain';
  return { menu_password: known(state, place), superusers: known(names, at) };
}
