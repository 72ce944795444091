import type { Capture } from '../../core/capture.ts';
import type { Access } from '../access/access.ts';
import { captureCommand, captureFile, captureFolder, redactLines } from '../capture-file.ts';
import { captureGlob, captureNames } from '../look-ups.ts';
import type { CollectContext, HostSource } from './source.ts';

/** Folders that hold the entries of the Boot Loader Specification. */
const LOADER_FOLDERS = ['/boot/loader', '/boot/efi/loader', '/efi/loader'] as const;

/** Arguments whose values are settings of the kernel; the values of all others are cut: they may be keys and tokens. */
const KEPT_ARGUMENT =
  /^(?:amd_iommu|apparmor|audit|audit_backlog_limit|debugfs|efi|enforcing|gather_data_sampling|init_on_alloc|init_on_free|intel_iommu|iommu(?:\.[\w-]+)?|ipv6\.[\w-]+|kpti|kvm[-_.][\w.-]+|l1tf|l1d_flush|lockdown|lsm|mce|mds|mitigations|mmio_stale_data|module\.sig_enforce|module_blacklist|modprobe\.blacklist|oops|page_alloc\.shuffle|page_poison|panic|pti|random\.[\w-]+|randomize_kstack_offset|reg_file_data_sampling|retbleed|rng_core\.default_quality|security|selinux|slab_debug|slab_nomerge|slub_debug|slub_nomerge|spec_rstack_overflow|spec_store_bypass_disable|spectre_v2|spectre_v2_user|srbds|sysctl\.[\w./*-]+|systemd\.unit|tsx|tsx_async_abort|vsyscall)$/;
const SEED = /stable_secret|fastopen_key|core_pattern/;

/** The boot loader: the arguments it gives the kernel, and whether a password protects its menu. */
export const bootSource: HostSource = {
  id: 'boot',
  title: 'Boot loader: kernel arguments of this boot and the next, superuser password yes or no (grub.cfg: root only)',
  collect: (access, context) => {
    const grub = { redact: redactLines(keepGrub) };
    const options = { redact: redactLines(keepEntry) };
    return [
      captureFile(access, '/etc/default/grub', context, { redact: redactLines(keepDefault) }),
      ...captureFolder(access, '/etc/default/grub.d', context, (name) => name.endsWith('.cfg'), {
        redact: redactLines(keepDefault),
      }),
      ...['/boot/grub', '/boot/grub2'].flatMap((folder) => [
        captureFile(access, `${folder}/grub.cfg`, context, grub),
        captureFile(access, `${folder}/grubenv`, context, { redact: redactLines(keepEnvironment) }),
        captureFile(access, `${folder}/user.cfg`, context, { redact: redactLines(keepUser) }),
      ]),
      ...LOADER_FOLDERS.flatMap((folder) => [
        captureFile(access, `${folder}/loader.conf`, context),
        ...captureFolder(access, `${folder}/entries`, context, (name) => name.endsWith('.conf'), options),
      ]),
      ...['/boot/efi/EFI/Linux', '/efi/EFI/Linux', '/boot/EFI/Linux'].map((folder) =>
        captureGlob(access, `${folder}/*.efi`, context),
      ),
      captureFile(access, '/boot/extlinux/extlinux.conf', context, options),
      captureFile(access, '/boot/extlinux.conf', context, options),
      ...['/boot/firmware/cmdline.txt', '/boot/cmdline.txt'].map((path) =>
        captureFile(access, path, context, { redact: redactLines(cutArguments) }),
      ),
      captureNames(access, '/boot/grub', context),
      ...(access.live ? live(access, context) : []),
    ];
  },
};

function live(access: Access, context: CollectContext): readonly Capture[] {
  return [
    captureFile(access, '/proc/cmdline', context, { redact: redactLines(cutArguments) }),
    captureCommand(access, ['/usr/bin/uname', '-m'], 'uname -m', context),
    captureCommand(access, ['/bin/uname', '-m'], '/bin/uname -m', context),
  ];
}

/** Cuts the value of every argument that is not known to be a setting. */
function cutArguments(text: string): string {
  return text.replace(/(^|[\s"'])([\w.-]+)=((?:\\?"[^"]*"|[^\s"'])*)/g, (whole, before: string, name: string) =>
    KEPT_ARGUMENT.test(name.toLowerCase()) && !SEED.test(name) ? whole : `${before}${name}=<cut>`,
  );
}

/** Assignments of /etc/default/grub that shape the command line; everything else is left out. */
function keepDefault(line: string): string {
  const found = /^(\s*(?:export\s+)?GRUB_(?:CMDLINE_LINUX(?:_DEFAULT|_RECOVERY)?|DEFAULT|ENABLE_BLSCFG)\+?=)(.*)$/.exec(
    line,
  );
  if (found === null) return '';
  const [, name = '', value = ''] = found;
  return `${name}${cutArguments(value)}`;
}

/** What tells entries, their kernels, the default, and whether there is a password: never the password. */
function keepGrub(line: string): string {
  const text = line.trim();
  const password = /^(password(?:_pbkdf2)?)\s+(\S+)/.exec(text);
  const source = text.includes('GRUB2_PASSWORD') ? '$GRUB2_PASSWORD' : '<cut>';
  if (password !== null) return `${password[1] ?? ''} ${password[2] ?? ''} ${source}`;
  if (/^(linux|linux16|linuxefi)\s/.test(text)) return cutArguments(line);
  return /^(menuentry|submenu)\s|^(set\s+(default|superusers|kernelopts)\s*=|if\b|elif\b|else\b|fi\b|\}|blscfg\b)/.test(
    text,
  )
    ? text.startsWith('set kernelopts')
      ? cutArguments(line)
      : line
    : '';
}

function keepEnvironment(line: string): string {
  const found = /^((?:saved_entry|next_entry)=.*)$/.exec(line);
  if (found !== null) return line;
  const options = /^(kernelopts=)(.*)$/.exec(line);
  return options === null ? '' : `${options[1] ?? ''}${cutArguments(options[2] ?? '')}`;
}

function keepUser(line: string): string {
  const found = /^(\s*GRUB2_PASSWORD=)(.*)$/.exec(line);
  if (found === null) return '';
  return (found[2] ?? '').trim() === ''
    ? line
    : `${found[1] ?? ''}${(found[2] ?? '').trim().startsWith('grub.pbkdf2') ? 'grub.pbkdf2.<cut>' : '<cut>'}`;
}

/** Lines of a loader entry or of extlinux.conf. */
function keepEntry(line: string): string {
  const found = /^(\s*(?:options|append)\s)(.*)$/i.exec(line);
  if (found !== null) return `${found[1] ?? ''}${cutArguments(found[2] ?? '')}`;
  return /^\s*(title|version|linux|efi|architecture|machine-id|sort-key|default|label|menu\s+(label|default)|kernel|timeout|ontimeout)\b/i.test(
    line,
  )
    ? line
    : '';
}
