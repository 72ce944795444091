import { known } from '../../../core/fact.ts';
import { compareKernelReleases } from '../../../core/kernel-release.ts';
import { complete, failedSection, notCollected, type Section } from '../../../core/section.ts';
import type { HostKernelConfig, HostKernelOption } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { kernelPresence } from '../kernel-presence.ts';
import type { HostNormalizer } from '../section.ts';
import { configSource, type KernelConfig, parseKernelConfig } from './chosen-config.ts';
import { JUDGED_OPTIONS, type JudgedOption } from './judged-options.ts';

/** What the kernel was built with. */
export const kernelConfigNormalizer: HostNormalizer<'kernel_config'> = {
  section: 'kernel_config',
  normalize: (captures) => ({ section: kernelConfigSection(captures), diagnostics: [] }),
};

function kernelConfigSection(captures: CaptureSet): Section<HostKernelConfig> {
  const presence = kernelPresence(captures);
  if (presence.kind === 'none') return { flag: 'not-applicable', reason: presence.reason };
  if (presence.kind === 'unread') return notCollected(presence.reason, 'Run the scan as root.');
  const source = configSource(captures, presence);
  const release = presence.running ?? presence.releases.at(-1) ?? '';
  if (source === undefined || source.kind === 'absent') {
    return notCollected(
      `the build options of the kernel ${release} are neither in /boot, nor beside its modules, nor in /proc/config.gz`,
      `Put them into /boot/config-${release}.`,
    );
  }
  if (source.kind === 'unreadable') return notCollected(source.reason, source.hint);
  const named = /(?:config-|modules\/)([^/]+?)(?:\/config)?$/.exec(source.origin)?.[1];
  const config = parseKernelConfig(source, named ?? release);
  if (config.values.size === 0) return failedSection(`${config.file} holds no build option`, `Look at ${config.file}.`);
  return complete({
    release: known(config.release, { file: config.file }),
    machine: known(config.machine, { file: config.file }),
    options: JUDGED_OPTIONS.map((option) => judged(option, config)),
  });
}

/** An option that the file does not name is not set: its dependencies are not met, or the kernel does not know it. */
function judged(option: JudgedOption, config: KernelConfig): HostKernelOption {
  const found = config.values.get(option.id);
  const at = { file: config.file, ...(found === undefined ? {} : { line: found.line }) };
  return {
    id: option.id,
    value: known(found?.value ?? 'n', at),
    gone: found === undefined ? whyGone(option, config) : '',
  };
}

function whyGone({ since, until, machines, gcc }: JudgedOption, config: KernelConfig): string {
  const version = /^\d+(\.\d+)+/.exec(config.release)?.[0];
  if (machines !== undefined && !machines.includes(config.machine))
    return `kernels for ${config.machine} have no such option`;
  if (version !== undefined && since !== undefined && compareKernelReleases(version, since) < 0) {
    return `kernels before ${since} have no such option`;
  }
  if (version !== undefined && until !== undefined && compareKernelReleases(version, until) >= 0) {
    return `kernels from ${until} on have no such option`;
  }
  return gcc === true && config.values.get('CONFIG_CC_IS_CLANG')?.value === 'y'
    ? 'the kernel was not built with GCC'
    : '';
}
