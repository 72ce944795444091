import { createHash } from 'node:crypto';
import type { Client, SearchOptions } from 'ldapts';
import type { Capture } from '../../core/capture.ts';
import { BINARY_ATTRIBUTES, DIRECTORY_ATTRIBUTES } from '../../core/directory-attributes.ts';
import { SourceError } from '../../core/errors.ts';
import { captureId } from '../../core/ids.ts';
import type { LdapAddress } from './ldap-address.ts';
import { closeLdap, type LdapCredentials, messageOf, openLdap, resultCode } from './ldap-client.ts';
import { commentOf, type LdapEntry, ldifOf } from './ldif-text.ts';

/** What a directory is asked. */
export interface LdapRequest {
  readonly address: LdapAddress;
  readonly credentials: LdapCredentials;
  /** Entries of one page (RFC 2696). */
  readonly pageSize?: number;
}

/** Classes that are read: accounts, groups, policies, and what holds them. */
const CLASSES = [
  'person',
  'account',
  'posixAccount',
  'shadowAccount',
  'simpleSecurityObject',
  'applicationProcess',
  'user',
  'computer',
  'group',
  'groupOfNames',
  'groupOfUniqueNames',
  'groupOfMembers',
  'groupOfURLs',
  'posixGroup',
  'organizationalRole',
  'pwdPolicy',
  'domainDNS',
  'msDS-PasswordSettings',
  'organization',
  'organizationalUnit',
  'dcObject',
  'container',
  'builtinDomain',
] as const;
const FILTER = `(|${CLASSES.map((name) => `(objectClass=${name})`).join('')})`;
const HOLDERS = /^(?:organization|organizationalunit|dcobject|container|builtindomain|domaindns)$/i;
const BINARY = DIRECTORY_ATTRIBUTES.filter((name) => BINARY_ATTRIBUTES.has(name.toLowerCase()));
const ROOT_ATTRIBUTES = ['namingContexts', 'defaultNamingContext', 'configContext', 'supportedCapabilities'];
/** Capability of Active Directory (MS-ADTS 3.1.1.3.4.3). */
const ACTIVE_DIRECTORY = '1.2.840.113556.1.4.800';
/** Text of one directory; more is not held in memory. */
const MOST_TEXT = 256 * 1_048_576;
/** Result codes (RFC 4511, 4.1.9). */
const SIZE_LIMIT = 4;
const INSUFFICIENT_ACCESS = 50;

/**
 * Reads a directory into a capture in the form of ldapsearch: nothing is written there, no secret is asked for. What a search
 * ended with, stands behind it. A server that cannot be reached is a SourceError.
 */
export async function collectLdap(
  { address, credentials, pageSize = 500 }: LdapRequest,
  collectedAt: string,
  progress: (step: string) => void,
): Promise<readonly Capture[]> {
  progress(`reading ${address.label}`);
  const client = await openLdap(address, credentials);
  const text: string[] = ['# extended LDIF\n#\n# LDAPv3\n\n'];
  try {
    if (await bind(client, address, credentials, text)) await searches(client, address, pageSize, text, progress);
  } finally {
    await closeLdap(client);
  }
  const bytes = new TextEncoder().encode(text.join(''));
  const origin = address.label;
  return [
    {
      id: captureId(origin),
      origin,
      collectedAt,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      outcome: { kind: 'read', bytes },
    },
  ];
}

/** True when the server took the name and password. */
async function bind(
  client: Client,
  { label, base }: LdapAddress,
  { bindDn, password }: LdapCredentials,
  text: string[],
): Promise<boolean> {
  try {
    if (bindDn !== '') await client.bind(bindDn, password);
    return true;
  } catch (error) {
    const code = resultCode(error);
    if (code === undefined) throw unreachable(label, error);
    // The base names the account in the report.
    text.push(commentOf(`base <${base}> with scope subtree`), commentOf(`bind as <${bindDn}>`), ended(code, error));
    return false;
  }
}

async function searches(
  client: Client,
  address: LdapAddress,
  pageSize: number,
  text: string[],
  progress: (step: string) => void,
): Promise<void> {
  const root = await rootOf(client, address.label);
  const isActiveDirectory = valuesOf(root, 'supportedCapabilities').includes(ACTIVE_DIRECTORY);
  const own = valuesOf(root, 'defaultNamingContext');
  const bases = address.base !== '' ? [address.base] : own.length > 0 ? own : valuesOf(root, 'namingContexts');
  if (bases.length === 0)
    throw new SourceError(`${address.label} names no tree that it holds`, {
      hint: 'Write the base behind the address: ldaps://host/dc=example,dc=com.',
    });
  const parents = new Set<string>();
  const holders: string[] = [];
  let size = 0;
  const add = (entry: LdapEntry): void => {
    const ldif = ldifOf(entry);
    size += ldif.length;
    if (size > MOST_TEXT) throw new TooMuch('more than this program holds');
    text.push(ldif);
    parents.add(parentOf(entry.dn));
    const isHolder = valuesOf(entry, 'objectClass').some((name) => HOLDERS.test(name));
    if (isHolder && valuesOf(entry, 'hasSubordinates')[0] !== 'FALSE') holders.push(entry.dn);
  };
  for (const base of bases) {
    let count = 0;
    const options: SearchOptions = { scope: 'sub', filter: FILTER, attributes: [...DIRECTORY_ATTRIBUTES] };
    await search(client, address.label, base, options, pageSize, text, async (entry) => {
      add(isActiveDirectory ? await withWholeRanges(client, entry) : entry);
      count += 1;
      if (count % 1000 === 0) progress(`reading ${address.label}, ${count} entries`);
    });
  }
  // What holds entries and shows none hides them: an LDAP server leaves out what it denies without a word.
  for (const dn of holders.filter((one) => !parents.has(keyOf(one)))) await probe(client, address.label, dn, text);
  const [config] = valuesOf(root, 'configContext');
  if (isActiveDirectory || config === undefined) return;
  const options: SearchOptions = {
    scope: 'sub',
    filter: '(|(objectClass=olcDatabaseConfig)(objectClass=olcPPolicyConfig))',
    attributes: ['objectClass', 'olcDatabase', 'olcSuffix', 'olcRootDN', 'olcAccess', 'olcPPolicyDefault'],
  };
  const found: string[] = [];
  await search(client, address.label, config, options, pageSize, found, async (entry) => {
    found.push(ldifOf(entry));
  });
  // Most may not read the configuration: its sections say themselves that it was not given.
  if (found.some((line) => line.startsWith('dn:'))) text.push(...found);
}

class TooMuch extends Error {}

async function search(
  client: Client,
  label: string,
  base: string,
  options: SearchOptions,
  pageSize: number,
  text: string[],
  take: (entry: LdapEntry) => Promise<void>,
): Promise<void> {
  const head = `${commentOf(`base <${base}> with scope subtree`)}${commentOf(`filter: ${String(options.filter)}`)}\n`;
  text.push(head);
  try {
    const pages = client.searchPaginated(base, { ...options, explicitBufferAttributes: BINARY, paged: { pageSize } });
    for await (const { searchEntries } of pages) for (const entry of searchEntries) await take(entry);
    text.push(`${commentOf('result: 0 Success')}\n`);
  } catch (error) {
    const code = error instanceof TooMuch ? SIZE_LIMIT : resultCode(error);
    if (code === undefined) throw unreachable(label, error);
    text.push(head, ended(code, error));
  }
}

/** One entry below is asked for; a server that tells of entries there and shows none denies them. */
async function probe(client: Client, label: string, dn: string, text: string[]): Promise<void> {
  const head = `${commentOf(`base <${dn}> with scope one`)}${commentOf('filter: (objectClass=*)')}`;
  try {
    const { searchEntries } = await client.search(dn, { scope: 'one', attributes: ['1.1'], sizeLimit: 2 });
    if (searchEntries.length === 0)
      text.push(head, `${commentOf(`result: ${INSUFFICIENT_ACCESS} it holds entries and shows none`)}\n`);
  } catch (error) {
    const code = resultCode(error);
    if (code === undefined) throw unreachable(label, error);
    text.push(head, ended(code, error));
  }
}

async function rootOf(client: Client, label: string): Promise<LdapEntry> {
  try {
    const { searchEntries } = await client.search('', { scope: 'base', attributes: [...ROOT_ATTRIBUTES] });
    return searchEntries[0] ?? { dn: '' };
  } catch (error) {
    if (resultCode(error) === undefined) throw unreachable(label, error);
    return { dn: '' };
  }
}

/** Long lists of members come in pieces: `member;range=0-1499` (MS-ADTS 3.1.1.3.1.3.3). */
async function withWholeRanges(client: Client, entry: LdapEntry): Promise<LdapEntry> {
  const whole: Record<string, unknown> & { dn: string } = { ...entry };
  for (const key of Object.keys(entry)) {
    const [, name, last] = /^([\w-]+);range=\d+-(\d+)$/i.exec(key) ?? [];
    if (name === undefined || last === undefined) continue;
    const values = [...valuesOf(entry, key)];
    let next: number | undefined = Number(last) + 1;
    while (next !== undefined) {
      const asked: string = `${name};range=${next}-*`;
      const { searchEntries } = await client.search(entry.dn, { scope: 'base', attributes: [asked] });
      const piece: LdapEntry = searchEntries[0] ?? { dn: entry.dn };
      const got = Object.keys(piece).find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()};range=`));
      const more = got === undefined ? [] : valuesOf(piece, got);
      // A piece that is not there leaves the list cut, which its name says.
      if (got === undefined || more.length === 0) break;
      values.push(...more);
      const end = /-(\d+)$/.exec(got)?.[1];
      next = end === undefined ? undefined : Number(end) + 1;
    }
    if (next !== undefined) continue;
    delete whole[key];
    whole[name] = values;
  }
  return whole;
}

function ended(code: number, error: unknown): string {
  const words = messageOf(error).replace(/\s*Code: 0x[0-9a-f]+$/i, '');
  return `${commentOf(`result: ${code} ${words}`)}\n`;
}

function unreachable(label: string, cause: unknown): SourceError {
  return new SourceError(`${label} cannot be read: ${messageOf(cause)}`, {
    hint: 'See that the server runs and is reached from here, and that its certificate is trusted (VAUBAN_LDAP_CA_FILE).',
    cause,
  });
}

function valuesOf(entry: LdapEntry, name: string): readonly string[] {
  const value = entry[name];
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((one): one is string => typeof one === 'string');
}

function keyOf(dn: string): string {
  return dn.toLowerCase().replaceAll(/\s*([,=])\s*/g, '$1');
}

function parentOf(dn: string): string {
  const comma = /(?<!\\),/.exec(dn);
  return comma === null ? '' : keyOf(dn.slice(comma.index + 1));
}
