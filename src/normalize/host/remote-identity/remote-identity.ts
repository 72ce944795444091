import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import { complete, notCollected } from '../../../core/section.ts';
import type { HostRemoteLink } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { readServices } from '../pam/read-services.ts';
import type { HostNormalizer } from '../section.ts';
import { captureText, type SourceText, sourceText, unknownReason } from '../source-text.ts';
import { unitEnabled } from '../unit-state.ts';
import { readSssd } from './sssd.ts';

const REMOTE_MODULES = new Set(['pam_sss', 'pam_ldap', 'pam_krb5', 'pam_winbind']);
const NSLCD = '/etc/nslcd.conf';
/** Debian's place, then that of others, of the defaults of the LDAP library. */
const LIBRARY = ['/etc/ldap/ldap.conf', '/etc/openldap/ldap.conf'] as const;

/** host.remote_identity: sssd and nslcd, and whether their links to LDAP servers are TLS with a checked certificate. */
export const remoteIdentityNormalizer: HostNormalizer<'remote_identity'> = {
  section: 'remote_identity',
  normalize: (captures) => {
    const sssd = readSssd(captures);
    const nslcd = sourceText(captures, NSLCD);
    const used = usedBy(captures);
    if (sssd === undefined && captures.get(NSLCD) === undefined) {
      return { section: notCollected('sssd.conf was not collected', 'Collect the host again.'), diagnostics: [] };
    }
    const clients = [
      ...(sssd === undefined || sssd.main.kind === 'absent' ? [] : [client(captures, 'sssd', sssd.main.origin)]),
      ...(nslcd.kind === 'absent' || captures.get(NSLCD) === undefined ? [] : [client(captures, 'nslcd', NSLCD)]),
    ];
    const links = [...(sssd?.links ?? []), ...(captures.get(NSLCD) === undefined ? [] : nslcdLinks(captures, nslcd))];
    return {
      section: complete({ used, clients, links: sortedBy(links, ({ id }) => id) }),
      diagnostics: [],
    };
  },
};

function client(captures: CaptureSet, name: string, file: string) {
  const units = name === 'sssd' ? ['sssd.service', 'sssd-pam.socket'] : ['nslcd.service'];
  return { id: name, at: { file }, enabled: unitEnabled(captures, units) };
}

/** A line of PAM that asks a directory server, or a name service that does. */
function usedBy(captures: CaptureSet): Fact<boolean> {
  const { services, unread } = readServices(captures);
  for (const { stacks } of services) {
    const line = stacks.auth.find(({ module }) => REMOTE_MODULES.has(module));
    if (line !== undefined) return known(true, line.at);
  }
  const names = sourceText(captures, '/etc/nsswitch.conf');
  if (names.kind === 'text') {
    const index = names.lines.findIndex((line) => /^\s*passwd:.*\b(sss|ldap|winbind)\b/.test(line));
    if (index !== -1) return known(true, { file: names.origin, line: index + 1 });
  } else if (names.kind === 'unreadable') return unknown(unknownReason(names), { file: names.origin });
  return unread === undefined ? known(false, { file: '/etc/pam.d' }) : unknown(unread.reason, { file: '/etc/pam.d' });
}

/** nslcd.conf(5): one value for each key, the last one counts. */
function nslcdLinks(captures: CaptureSet, source: SourceText): readonly HostRemoteLink[] {
  if (source.kind === 'absent') return [];
  const id = 'nslcd';
  const at: Place = { file: NSLCD };
  if (source.kind === 'unreadable') {
    const blind = unknown(unknownReason(source), at);
    return [{ id, at, encrypted: blind, certificate_checked: blind }];
  }
  const values = new Map<string, { readonly value: string; readonly at: Place }>();
  const uris: { readonly value: string; readonly at: Place }[] = [];
  for (const [index, line] of source.lines.entries()) {
    const [, key = '', value = ''] = /^\s*(\w+)\s+(.*\S)\s*$/.exec(line) ?? [];
    const place = { file: NSLCD, line: index + 1 };
    if (key.toLowerCase() === 'uri') uris.push({ value: value.toLowerCase(), at: place });
    else if (key !== '') values.set(key.toLowerCase(), { value: value.toLowerCase(), at: place });
  }
  const ssl = values.get('ssl');
  const tls = ssl !== undefined && ['on', 'yes', 'true', 'start_tls'].includes(ssl.value);
  const plain = uris.find(({ value }) => value.split(/\s+/).some((uri) => !/^(ldaps|ldapi):/.test(uri)));
  const required = values.get('tls_reqcert') ?? libraryCheck(captures);
  return [
    {
      id,
      at,
      encrypted: tls
        ? known(true, ssl.at)
        : known(uris.length > 0 && plain === undefined, plain?.at ?? uris[0]?.at ?? at),
      certificate_checked:
        required === undefined
          ? known(true, at)
          : known(['demand', 'hard', 'try'].includes(required.value), required.at),
    },
  ];
}

/** TLS_REQCERT of ldap.conf(5), the default of programs that set none. */
function libraryCheck(captures: CaptureSet): { readonly value: string; readonly at: Place } | undefined {
  for (const file of LIBRARY) {
    const capture = captures.get(file);
    const source = capture === undefined ? undefined : captureText(capture);
    if (source?.kind !== 'text') continue;
    const index = source.lines.findLastIndex((line) => /^\s*tls_reqcert\s/i.test(line));
    const value = source.lines[index]?.trim().split(/\s+/)[1];
    if (value !== undefined) return { value: value.toLowerCase(), at: { file, line: index + 1 } };
  }
  return undefined;
}
