import type { Access } from '../access/access.ts';
import { captureJson } from '../capture-file.ts';
import type { HostSource } from './source.ts';

/** Wireless interfaces of a running machine, and whether any kernel in the tree has wireless drivers. */
export const wirelessSource: HostSource = {
  id: 'wireless',
  title: 'Wireless: interfaces of the running machine, rfkill switches, drivers in the installed kernels',
  collect: (access, context) => [
    captureJson('wireless drivers', drivers(access), context),
    ...(access.live ? [captureJson('wireless interfaces', interfaces(access), context)] : []),
  ],
};

/** Kernels with the wireless stack: without cfg80211 no wireless interface can be made. */
function drivers(access: Access) {
  const roots = ['/usr/lib/modules', '/lib/modules'];
  const merged = access.readLink('/lib').kind === 'read';
  const kernels: { path: string; wireless: boolean | null }[] = [];
  const unread: string[] = [];
  for (const root of merged ? roots.slice(0, 1) : roots) {
    const names = access.list(root);
    if (names.kind !== 'read') {
      if (names.kind !== 'absent') unread.push(root);
      continue;
    }
    for (const name of names.value) {
      const stack = access.list(`${root}/${name}/kernel/net/wireless`);
      const builtin = access.readFile(`${root}/${name}/modules.builtin`);
      const inside = builtin.kind === 'read' && Buffer.from(builtin.bytes).toString('latin1').includes('/cfg80211.ko');
      const wireless = stack.kind === 'read' || inside ? true : stack.kind === 'absent' ? false : null;
      kernels.push({ path: `${root}/${name}`, wireless });
    }
  }
  return { kernels, unread };
}

function interfaces(access: Access) {
  const names = access.list('/sys/class/net');
  if (names.kind !== 'read') return { unread: names.kind === 'absent' ? '/sys is not mounted' : names.reason };
  const text = (path: string) => {
    const file = access.readFile(path, 4096);
    return file.kind === 'read' ? Buffer.from(file.bytes).toString('utf8').trim() : null;
  };
  const found = names.value.flatMap((name) => {
    const path = `/sys/class/net/${name}`;
    const wireless = access.stat(`${path}/wireless`).kind === 'read' || access.stat(`${path}/phy80211`).kind === 'read';
    if (!wireless) return [];
    const driver = access.readLink(`${path}/device/driver/module`);
    return [
      {
        name,
        flags: text(`${path}/flags`),
        module: driver.kind === 'read' ? driver.value.slice(driver.value.lastIndexOf('/') + 1) : null,
      },
    ];
  });
  const switches = access.list('/sys/class/rfkill');
  const rfkill = (switches.kind === 'read' ? switches.value : []).flatMap((name) => {
    const path = `/sys/class/rfkill/${name}`;
    return text(`${path}/type`) === 'wlan' ? [{ name, soft: text(`${path}/soft`), hard: text(`${path}/hard`) }] : [];
  });
  return { interfaces: found, rfkill };
}
