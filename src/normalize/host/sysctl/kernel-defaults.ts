import { type Fact, known } from '../../../core/fact.ts';
import type { KernelConfig } from '../kernel-config/chosen-config.ts';

/**
 * What a usual kernel of a distribution has where nothing sets a key (Documentation/admin-guide/sysctl and
 * Documentation/networking/ip-sysctl of the Linux source). Keys that depend on the build are told by BUILT_DEFAULTS.
 */
export const KERNEL_DEFAULTS: ReadonlyMap<string, string> = new Map([
  ['fs.protected_fifos', '0'],
  ['fs.protected_hardlinks', '0'],
  ['fs.protected_regular', '0'],
  ['fs.protected_symlinks', '0'],
  ['fs.suid_dumpable', '0'],
  ['kernel.kptr_restrict', '0'],
  ['kernel.modules_disabled', '0'],
  ['kernel.perf_cpu_time_max_percent', '25'],
  ['kernel.perf_event_max_sample_rate', '100000'],
  ['kernel.pid_max', '32768'],
  ['kernel.randomize_va_space', '2'],
  ['net.core.bpf_jit_harden', '0'],
  ['net.ipv4.icmp_echo_ignore_broadcasts', '1'],
  ['net.ipv4.icmp_ignore_bogus_error_responses', '1'],
  ['net.ipv4.ip_forward', '0'],
  ['net.ipv4.ip_local_port_range', '32768 60999'],
  ['net.ipv4.tcp_rfc1337', '0'],
  ['net.ipv4.tcp_syncookies', '1'],
  ['net.ipv6.conf.all.forwarding', '0'],
  ...perInterface('net.ipv4.conf', {
    accept_local: '0',
    accept_redirects: '1',
    arp_filter: '0',
    arp_ignore: '0',
    drop_gratuitous_arp: '0',
    log_martians: '0',
    route_localnet: '0',
    rp_filter: '0',
    secure_redirects: '1',
    send_redirects: '1',
    shared_media: '1',
  }),
  ['net.ipv4.conf.all.accept_source_route', '0'],
  ['net.ipv4.conf.default.accept_source_route', '1'],
  ...perInterface('net.ipv6.conf', {
    accept_ra: '1',
    accept_ra_defrtr: '1',
    accept_ra_pinfo: '1',
    accept_ra_rtr_pref: '1',
    accept_redirects: '1',
    accept_source_route: '0',
    autoconf: '1',
    disable_ipv6: '0',
    max_addresses: '16',
    router_solicitations: '-1',
  }),
]);

function perInterface(
  prefix: string,
  values: Readonly<Record<string, string>>,
): readonly (readonly [string, string])[] {
  return ['all', 'default'].flatMap((name) =>
    Object.entries(values).map(([key, value]) => [`${prefix}.${name}.${key}`, value] as const),
  );
}

/** A default that the build of the kernel decides: the option, and the value by what it is set to. */
interface BuiltDefault {
  readonly option: string;
  readonly of: (value: string) => string | undefined;
}

const BUILT_DEFAULTS: ReadonlyMap<string, BuiltDefault> = new Map([
  ['kernel.dmesg_restrict', { option: 'CONFIG_SECURITY_DMESG_RESTRICT', of: onOff }],
  ['kernel.panic_on_oops', { option: 'CONFIG_PANIC_ON_OOPS', of: onOff }],
  // Debian's kernels have an option that starts at 3; the kernel itself starts at 2.
  [
    'kernel.perf_event_paranoid',
    { option: 'CONFIG_SECURITY_PERF_EVENTS_RESTRICT', of: (value: string) => (value === 'y' ? '3' : '2') },
  ],
  ['kernel.randomize_va_space', { option: 'CONFIG_COMPAT_BRK', of: (value: string) => (value === 'y' ? '1' : '2') }],
  ['kernel.sysrq', { option: 'CONFIG_MAGIC_SYSRQ_DEFAULT_ENABLE', of: number }],
  [
    'kernel.unprivileged_bpf_disabled',
    { option: 'CONFIG_BPF_UNPRIV_DEFAULT_OFF', of: (value: string) => (value === 'y' ? '2' : '0') },
  ],
  ['vm.mmap_min_addr', { option: 'CONFIG_DEFAULT_MMAP_MIN_ADDR', of: number }],
]);

/** Keys that rules judge and whose default depends on the build of the kernel or of the distribution. */
export const JUDGED_WITHOUT_DEFAULT: readonly string[] = [...BUILT_DEFAULTS.keys(), 'kernel.yama.ptrace_scope'];

/** The default of a key where the build options of the kernel are known; undefined where they say nothing of it. */
export function builtDefault(id: string, config: KernelConfig | undefined): Fact<string> | undefined {
  if (config === undefined) return undefined;
  if (id === 'kernel.yama.ptrace_scope') {
    const modules = config.values.get('CONFIG_LSM');
    const on =
      config.values.get('CONFIG_SECURITY_YAMA')?.value === 'y' && modules?.value.split(',').includes('yama') === true;
    return on && modules !== undefined ? known('1', { file: config.file, line: modules.line }) : undefined;
  }
  const rule = BUILT_DEFAULTS.get(id);
  if (rule === undefined) return undefined;
  const found = config.values.get(rule.option);
  const value = rule.of(found?.value ?? 'n');
  return value === undefined
    ? undefined
    : known(value, { file: config.file, ...(found === undefined ? {} : { line: found.line }) });
}

function onOff(value: string): string {
  return value === 'y' ? '1' : '0';
}

function number(value: string): string | undefined {
  return /^(?:0x[0-9a-f]+|\d+)$/i.test(value) ? String(Number(value)) : undefined;
}
