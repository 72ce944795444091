import type { Diagnostic } from '../../../core/diagnostic.ts';
import { type Fact, known, unknown } from '../../../core/fact.ts';
import { complete, incomplete, notCollected, type Section } from '../../../core/section.ts';
import type { HostModule, HostModules } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { commandLines } from '../boot/boot.ts';
import { chosenConfig, type KernelConfig } from '../kernel-config/chosen-config.ts';
import { type KernelPresence, kernelPresence } from '../kernel-presence.ts';
import { firstBlocked } from '../look-ups.ts';
import type { HostNormalizer, NormalizedSection } from '../section.ts';
import { sourceText, unknownReason } from '../source-text.ts';
import { configuredSysctl } from '../sysctl/configured.ts';
import { doesNothing, installCommand, type ModprobeConfig, modprobeConfig } from './modprobe-config.ts';

/** The modules that rules name, with the build option that makes each. */
const JUDGED: ReadonlyMap<string, string> = new Map([
  ['cramfs', 'CONFIG_CRAMFS'],
  ['dccp', 'CONFIG_IP_DCCP'],
  ['freevxfs', 'CONFIG_VXFS_FS'],
  ['hfs', 'CONFIG_HFS_FS'],
  ['hfsplus', 'CONFIG_HFSPLUS_FS'],
  ['jffs2', 'CONFIG_JFFS2_FS'],
  ['overlay', 'CONFIG_OVERLAY_FS'],
  ['rds', 'CONFIG_RDS'],
  ['sctp', 'CONFIG_IP_SCTP'],
  ['squashfs', 'CONFIG_SQUASHFS'],
  ['tipc', 'CONFIG_TIPC'],
  ['udf', 'CONFIG_UDF_FS'],
  ['usb_storage', 'CONFIG_USB_STORAGE'],
]);
const PROC_MODULES = '/proc/modules';

type Kernels = Extract<KernelPresence, { kind: 'kernels' }>;

/** Which modules can get into the kernel. */
export const modulesNormalizer: HostNormalizer<'modules'> = {
  section: 'modules',
  normalize: (captures): NormalizedSection<'modules'> => {
    const presence = kernelPresence(captures);
    if (presence.kind === 'none')
      return { section: { flag: 'not-applicable', reason: presence.reason }, diagnostics: [] };
    if (presence.kind === 'unread')
      return { section: notCollected(presence.reason, 'Run the scan as root.'), diagnostics: [] };
    const config = modprobeConfig(captures);
    const diagnostics = config.strange.map(
      ({ text, at }): Diagnostic => ({
        level: 'note',
        code: 'unknown-command',
        message: `modprobe passes over this line: ${text.split(/\s/)[0] ?? ''}`,
        at,
      }),
    );
    return { section: modulesSection(captures, presence, config), diagnostics };
  },
};

function modulesSection(captures: CaptureSet, presence: Kernels, config: ModprobeConfig): Section<HostModules> {
  const lines = commandLines(captures);
  const words = (lines.find(({ id }) => id === 'next') ?? lines.find(({ id }) => id === 'running'))?.words ?? [];
  const refused = namedBy(words, 'module_blacklist');
  const hidden = namedBy(words, 'modprobe.blacklist');
  const options = chosenConfig(captures, presence);
  const loaded = loadedModules(captures);
  const modules = [...JUDGED].map(([id, option]): HostModule => {
    const install = installCommand(config, id);
    const blacklist = config.commands.find((one) => one.command === 'blacklist' && one.module === id);
    const at = install?.command.at ?? { file: '/etc/modprobe.d' };
    const kernelRefuses = refused.get(id);
    const closed = config.missing[0];
    // A file that was not read may block the module, or be read before the line that does.
    const certain = <T>(fact: Fact<T>): Fact<T> =>
      closed === undefined ? fact : unknown(`${closed}, and it may say more on ${id}. Run the scan as root.`, at);
    return {
      id,
      ...shipped(captures, presence, options, id, option),
      install: certain(known(install?.command.rest ?? '', at, install?.overridden)),
      blocked:
        kernelRefuses === undefined
          ? certain(known(install !== undefined && doesNothing(install.command.rest), at, install?.overridden))
          : known(true, kernelRefuses),
      blacklisted: certain(
        known(
          blacklist !== undefined || hidden.has(id),
          blacklist?.at ?? hidden.get(id) ?? { file: '/etc/modprobe.d' },
        ),
      ),
      loaded: loadedFact(loaded, id),
    };
  });
  const disabled = configuredSysctl(captures).find('kernel.modules_disabled');
  const data: HostModules = {
    live: presence.running !== undefined,
    loading_disabled: known(disabled?.value === '1', disabled?.at ?? { file: '/etc/sysctl.d' }, disabled?.overridden),
    modules,
  };
  const [first] = config.missing;
  return first === undefined ? complete(data) : incomplete(data, first, 'Run the scan as root.');
}

/** Modules that an argument of the kernel lists, parted by commas. */
function namedBy(
  words: ReturnType<typeof commandLines>[number]['words'],
  name: string,
): ReadonlyMap<string, { readonly file: string; readonly line?: number }> {
  return new Map(
    words
      .filter((word) => word.name === name)
      .flatMap((word) => word.value.split(',').map((module) => [module.trim().replaceAll('-', '_'), word.at] as const)),
  );
}

/** Which kernels have the module as a file, and which have it inside. */
function shipped(
  captures: CaptureSet,
  presence: Kernels,
  options: KernelConfig | undefined,
  id: string,
  option: string,
): Pick<HostModule, 'shipped_by' | 'built_into'> {
  const loadable: string[] = [];
  const inside: string[] = [];
  const untold: string[] = [];
  let closed: string | undefined;
  for (const release of new Set([
    ...presence.releases,
    ...(presence.running === undefined ? [] : [presence.running]),
  ])) {
    const files =
      has(captures, `/lib/modules/${release}/modules.dep`, id) ??
      has(captures, `/lib/modules/${release}/modules.order`, id);
    const builtin = has(captures, `/lib/modules/${release}/modules.builtin`, id);
    const configured = options?.release === release ? (options.values.get(option)?.value ?? 'n') : undefined;
    if (files === true) loadable.push(release);
    // A module that the kernel was not built with may come from elsewhere.
    if (files === undefined) {
      closed ??= firstBlocked(
        ['modules.dep', 'modules.order'].map((name) => captures.get(`/lib/modules/${release}/${name}`)),
      );
    }
    if (builtin === true || (builtin === undefined && configured === 'y')) inside.push(release);
    if (builtin === undefined && configured === undefined) untold.push(release);
  }
  const at = { file: '/lib/modules' };
  const [first] = untold;
  return {
    shipped_by: loadable.length === 0 && closed !== undefined ? unknown(closed, at) : known(loadable, at),
    built_into:
      first !== undefined && inside.length === 0
        ? unknown(
            `/lib/modules/${first}/modules.builtin was not found, so what is built into ${first} cannot be told. Install the modules of that kernel.`,
            at,
          )
        : known(inside, at),
  };
}

/** Undefined when the list was not found or may not be read. */
function has(captures: CaptureSet, file: string, id: string): boolean | undefined {
  const source = sourceText(captures, file);
  if (source.kind !== 'text') return undefined;
  return source.lines.some((line) => {
    const path = line.split(':')[0] ?? '';
    const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.ko(?:\.\w+)?$/, '');
    return name.replaceAll('-', '_') === id;
  });
}

function loadedModules(captures: CaptureSet): ReadonlySet<string> | { readonly unread: string } {
  const source = sourceText(captures, PROC_MODULES);
  if (source.kind === 'text') return new Set(source.lines.map((line) => line.split(' ')[0] ?? ''));
  // A kernel without loadable modules has no such file.
  if (source.kind === 'absent') return new Set();
  if (captures.get(PROC_MODULES) === undefined) {
    return { unread: 'The running kernel is not part of an offline tree. Scan the machine itself.' };
  }
  return { unread: unknownReason(source) };
}

function loadedFact(loaded: ReturnType<typeof loadedModules>, id: string): Fact<boolean> {
  const at = { file: PROC_MODULES };
  return 'unread' in loaded ? unknown(loaded.unread, at) : known(loaded.has(id), at);
}
