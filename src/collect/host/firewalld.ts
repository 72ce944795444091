import type { Capture } from '../../core/capture.ts';
import type { Access } from '../access/access.ts';
import { captureCommand, captureFile, captureFolder, makeCapture } from '../capture-file.ts';
import type { CollectContext, HostSource } from './source.ts';

const ROOTS = ['/usr/lib/firewalld', '/etc/firewalld'] as const;
/** Services include services; a longer chain is a mistake. */
const MAX_SERVICES = 500;

/** firewalld: the permanent configuration, and which zones its interfaces are in now. */
export const firewalldSource: HostSource = {
  id: 'firewalld',
  title:
    'firewalld: zones, policies, ipsets, direct rules and the services they name, of /etc/firewalld (root) over /usr/lib/firewalld; firewall-cmd --get-active-zones (root)',
  collect: (access, context) => {
    const conf = captureFile(access, '/etc/firewalld/firewalld.conf', context);
    const objects = ROOTS.flatMap((root) =>
      ['zones', 'policies', 'ipsets'].flatMap((kind) => documents(access, `${root}/${kind}`, context)),
    );
    const direct = captureFile(access, '/etc/firewalld/direct.xml', context);
    if (objects.length === 0 && conf.outcome.kind === 'absent') return [conf];
    return [
      conf,
      direct,
      ...objects,
      ...services(access, objects, context),
      ...(access.live
        ? [
            captureCommand(
              access,
              ['/usr/bin/firewall-cmd', '--get-active-zones'],
              'firewall-cmd --get-active-zones',
              context,
            ),
          ]
        : []),
    ];
  },
};

/** The files of a folder and of its folders: parts of one zone may lie in a folder of its name. */
function documents(access: Access, folder: string, context: CollectContext): readonly Capture[] {
  const names = access.list(folder);
  const inner = names.kind !== 'read' ? [] : names.value.filter((name) => !name.includes('.'));
  return [folder, ...inner.map((name) => `${folder}/${name}`)].flatMap((path) =>
    captureFolder(access, path, context, (name) => name.endsWith('.xml')),
  );
}

/** The services that zones and policies name, with what they include. */
function services(access: Access, objects: readonly Capture[], context: CollectContext): readonly Capture[] {
  const wanted: string[] = [];
  const captures: Capture[] = [];
  const want = (capture: Capture, pattern: RegExp): void => {
    if (capture.outcome.kind !== 'read') return;
    const text = Buffer.from(capture.outcome.bytes).toString('utf8');
    for (const [, name = ''] of text.matchAll(pattern))
      if (!wanted.includes(name) && /^[\w.-]+$/.test(name)) wanted.push(name);
  };
  for (const object of objects) want(object, /<service\s[^>]*name=["']([^"']+)["']/g);
  for (let i = 0; i < wanted.length && i < MAX_SERVICES; i++) {
    for (const root of ROOTS) {
      const path = `${root}/services/${wanted[i]}.xml`;
      const capture = captureFile(access, path, context);
      captures.push(capture);
      want(capture, /<include\s[^>]*service=["']([^"']+)["']/g);
    }
  }
  if (wanted.length > MAX_SERVICES)
    captures.push(
      makeCapture(
        '/etc/firewalld/services',
        { kind: 'failed', reason: `more than ${MAX_SERVICES} services are named` },
        context,
      ),
    );
  return captures;
}
