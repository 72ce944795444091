import { describe, expect, it } from 'vitest';
import { kernelConfigNormalizer } from '../../../../src/normalize/host/kernel-config/kernel-config.ts';
import { capturesOf } from './host-tree.ts';
import { KERNEL_TREE, RUNNING } from './kernel-tree.ts';

type Files = Parameters<typeof capturesOf>[0];
const section = (files: Files) => kernelConfigNormalizer.normalize(capturesOf({ ...KERNEL_TREE, ...files })).section;
const option = (files: Files, id: string) => section(files).data?.options.find((one) => one.id === id);

describe('build options', () => {
  it.each<readonly [string, string, string]>([
    ['CONFIG_SECCOMP', 'y', ''],
    ['CONFIG_DEBUG_SG', 'n', ''],
    ['CONFIG_MODULE_SIG_HASH', 'sha256', ''],
    ['CONFIG_KEXEC', 'n', ''],
    ['CONFIG_DEVKMEM', 'n', 'kernels from 5.13 on have no such option'],
    ['CONFIG_KSTACK_ERASE', 'n', 'kernels before 6.17 have no such option'],
    ['CONFIG_UNMAP_KERNEL_AT_EL0', 'n', 'kernels for x86_64 have no such option'],
  ])('%s is %s', (id, value, gone) => {
    expect(option({}, id)).toMatchObject({ value: { value }, gone });
  });

  it('leaves the plugins of GCC to kernels built with it', () => {
    const clang = { '/boot/config-6.1.0-9-amd64': 'CONFIG_X86_64=y\nCONFIG_CC_IS_CLANG=y\n' };
    expect(option(clang, 'CONFIG_GCC_PLUGIN_LATENT_ENTROPY')?.gone).toBe('the kernel was not built with GCC');
  });

  it('is of the newest kernel offline and of the running one live', () => {
    const two = {
      'ls /boot': '["config-6.1.0-9-amd64","config-6.1.0-10-amd64"]',
      '/boot/config-6.1.0-10-amd64': 'CONFIG_ARM64=y\n',
    };
    expect(section(two).data).toMatchObject({ release: { value: '6.1.0-10-amd64' }, machine: { value: 'aarch64' } });
    expect(section({ ...two, ...RUNNING }).data).toMatchObject({ release: { value: '6.1.0-9-amd64' } });
    const own = { ...two, ...RUNNING, '/proc/config.gz': 'CONFIG_X86_32=y\n' };
    expect(section(own).data).toMatchObject({
      release: { value: '6.1.0-9-amd64', at: { file: '/proc/config.gz' } },
      machine: { value: 'i686' },
    });
  });

  it('is not collected where no file tells them', () => {
    expect(section({ '/boot/config-6.1.0-9-amd64': { kind: 'absent' } })).toMatchObject({ flag: 'not-collected' });
    expect(section({ '/boot/config-6.1.0-9-amd64': { kind: 'denied' } })).toMatchObject({
      flag: 'not-collected',
      hint: 'Run the scan as root.',
    });
    expect(section({ '/boot/config-6.1.0-9-amd64': 'nothing\n' }).flag).toBe('error');
  });
});
