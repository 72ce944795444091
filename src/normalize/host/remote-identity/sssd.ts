import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import { compareCodePoints } from '../../../core/order.ts';
import type { HostRemoteLink } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { captureText, type SourceText, sourceText, unknownReason } from '../source-text.ts';

const FILE = '/etc/sssd/sssd.conf';
const FOLDER = '/etc/sssd/conf.d';

interface Value {
  readonly value: string;
  readonly at: Place;
}

/** sssd.conf with its drop-ins. */
export interface SssdConfig {
  readonly main: SourceText;
  readonly links: readonly HostRemoteLink[];
}

/** sssd.conf(5), then conf.d sorted: a later file wins. Undefined when it was not collected. */
export function readSssd(captures: CaptureSet): SssdConfig | undefined {
  if (captures.get(FILE) === undefined) return undefined;
  const main = sourceText(captures, FILE);
  const folder = captures.get(FOLDER);
  const sources = [
    main,
    ...(folder === undefined ? [] : [captureText(folder)]),
    ...[...captures.under(FOLDER)].sort((a, b) => compareCodePoints(a.origin, b.origin)).map(captureText),
  ];
  const blind = sources.find((source) => source.kind === 'unreadable');
  if (blind !== undefined) {
    const at = { file: blind.origin };
    const fact = unknown(unknownReason(blind), at);
    return { main, links: [{ id: 'sssd', at, encrypted: fact, certificate_checked: fact }] };
  }
  const sections = new Map<string, Map<string, Value>>();
  for (const source of sources) {
    if (source.kind !== 'text') continue;
    let section = '';
    for (const [index, line] of source.lines.entries()) {
      const head = /^\s*\[([^\]]+)\]/.exec(line)?.[1];
      if (head !== undefined) section = head.trim().toLowerCase();
      const [, key = '', value = ''] = /^\s*([\w.]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
      if (key === '' || head !== undefined) continue;
      const values = sections.get(section) ?? new Map<string, Value>();
      sections.set(section, values.set(key.toLowerCase(), { value, at: { file: source.origin, line: index + 1 } }));
    }
  }
  return { main, links: [...sections].flatMap(([name, values]) => linkOf(name, values)) };
}

function linkOf(section: string, values: ReadonlyMap<string, Value>): readonly HostRemoteLink[] {
  const domain = /^domain\/(.+)$/.exec(section)?.[1];
  // Kerberos, AD and IPA sign and seal their links themselves; only plain LDAP depends on these settings.
  const ldap = ['id_provider', 'auth_provider'].find((key) => values.get(key)?.value.toLowerCase() === 'ldap');
  const at = ldap === undefined ? undefined : values.get(ldap)?.at;
  if (domain === undefined || at === undefined) return [];
  return [
    { id: `sssd ${domain}`, at, encrypted: encrypted(values, at), certificate_checked: certificateChecked(values, at) },
  ];
}

/** ldaps or ldapi for every server, or StartTLS also for what is no password (sssd refuses to send passwords plainly). */
function encrypted(values: ReadonlyMap<string, Value>, at: Place): Fact<boolean> {
  const start = values.get('ldap_id_use_start_tls');
  if (start?.value.toLowerCase() === 'true') return known(true, start.at);
  const uris = [values.get('ldap_uri'), values.get('ldap_backup_uri')].filter((value) => value !== undefined);
  const plain = uris.find(({ value }) => value.split(/[\s,]+/).some((uri) => !/^(ldaps|ldapi):/i.test(uri)));
  // Without a URI sssd looks up the servers of the domain and asks them by plain ldap.
  return known(uris.length > 0 && plain === undefined, plain?.at ?? uris[0]?.at ?? at);
}

function certificateChecked(values: ReadonlyMap<string, Value>, at: Place): Fact<boolean> {
  const required = values.get('ldap_tls_reqcert');
  // The default is hard (sssd-ldap(5)).
  if (required === undefined) return known(true, at);
  return known(['hard', 'demand', 'try'].includes(required.value.toLowerCase()), required.at);
}
