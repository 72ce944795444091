import type { HostRemoteSource } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { sourceText } from '../source-text.ts';

/** Services of nsswitch.conf(5) that know no account beyond the files of this host. */
const LOCAL_SERVICES = new Set([
  'files',
  'compat',
  'systemd',
  'db',
  'altfiles',
  'extrausers',
  'mymachines',
  'myhostname',
]);

/** Services of nsswitch.conf(5) that know accounts beyond the files of this host. */
export function remoteSources(captures: CaptureSet): readonly HostRemoteSource[] {
  const file = '/etc/nsswitch.conf';
  const source = sourceText(captures, file);
  if (source.kind !== 'text') return [];
  return source.lines.flatMap((text, index) => {
    const match = /^\s*(passwd|group|shadow)\s*:([^#]*)/.exec(text);
    const [, database, services] = match ?? [];
    if (database === undefined || services === undefined) return [];
    return services
      .replaceAll(/\[[^\]]*\]/g, ' ')
      .split(/\s+/)
      .filter((service) => service !== '' && !LOCAL_SERVICES.has(service))
      .map((service) => ({ id: `${database}:${service}`, database, service, at: { file, line: index + 1 } }));
  });
}
