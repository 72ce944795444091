/**
 * What a usual kernel of a distribution has where nothing sets a key (Documentation/admin-guide/sysctl and
 * Documentation/networking/ip-sysctl of the Linux source). Keys that depend on the build are left out.
 */
export const KERNEL_DEFAULTS: ReadonlyMap<string, string> = new Map([
  ['fs.protected_fifos', '0'],
  ['fs.protected_hardlinks', '0'],
  ['fs.protected_regular', '0'],
  ['fs.protected_symlinks', '0'],
  ['fs.suid_dumpable', '0'],
  ['kernel.kptr_restrict', '0'],
  ['kernel.randomize_va_space', '2'],
  ['net.core.bpf_jit_harden', '0'],
  ['net.ipv4.conf.all.accept_redirects', '1'],
  ['net.ipv4.conf.all.accept_source_route', '0'],
  ['net.ipv4.conf.all.log_martians', '0'],
  ['net.ipv4.conf.all.rp_filter', '0'],
  ['net.ipv4.conf.all.secure_redirects', '1'],
  ['net.ipv4.conf.all.send_redirects', '1'],
  ['net.ipv4.conf.default.accept_redirects', '1'],
  ['net.ipv4.conf.default.accept_source_route', '1'],
  ['net.ipv4.conf.default.log_martians', '0'],
  ['net.ipv4.conf.default.rp_filter', '0'],
  ['net.ipv4.conf.default.secure_redirects', '1'],
  ['net.ipv4.conf.default.send_redirects', '1'],
  ['net.ipv4.icmp_echo_ignore_broadcasts', '1'],
  ['net.ipv4.icmp_ignore_bogus_error_responses', '1'],
  ['net.ipv4.ip_forward', '0'],
  ['net.ipv4.tcp_syncookies', '1'],
  ['net.ipv6.conf.all.accept_ra', '1'],
  ['net.ipv6.conf.all.accept_redirects', '1'],
  ['net.ipv6.conf.all.accept_source_route', '0'],
  ['net.ipv6.conf.all.disable_ipv6', '0'],
  ['net.ipv6.conf.all.forwarding', '0'],
  ['net.ipv6.conf.default.accept_ra', '1'],
  ['net.ipv6.conf.default.accept_redirects', '1'],
  ['net.ipv6.conf.default.accept_source_route', '0'],
  ['net.ipv6.conf.default.disable_ipv6', '0'],
]);

/** Keys that rules judge and whose default depends on the build of the kernel or of the distribution. */
export const JUDGED_WITHOUT_DEFAULT: readonly string[] = [
  'kernel.dmesg_restrict',
  'kernel.perf_event_paranoid',
  'kernel.sysrq',
  'kernel.unprivileged_bpf_disabled',
  'kernel.yama.ptrace_scope',
  'vm.mmap_min_addr',
];
