import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ldapTargets } from '../../src/app/ldap-targets.ts';
import { collectLdap } from '../../src/collect/ldap/collect-ldap.ts';
import type { Capture } from '../../src/core/capture.ts';
import type { Section } from '../../src/core/section.ts';
import type { IamAuthenticationPolicy, IamDirectory } from '../../src/model/generated/model.ts';
import { ldifFormat } from '../../src/normalize/iam/ldif/format.ts';
import { recognize } from '../../src/normalize/recognize.ts';
import { FORMATS } from '../../src/normalize/registry.ts';
import { canServeLdap, HOW_TO_SERVE_LDAP, type LoopbackSlapd, openLoopbackSlapd } from './loopback-slapd.ts';

if (!canServeLdap) console.warn(`ldap: skipped; ${HOW_TO_SERVE_LDAP}`);

const NOW = '2026-11-22T18:00:00Z';
const LDAPSEARCH = '/usr/bin/ldapsearch';
const PEOPLE = 640;
const BASE = 'dc=mairie,dc=example';
const AUDITOR = `uid=auditor,ou=system,${BASE}`;
const LIMITED = `uid=limited,ou=system,${BASE}`;
const STRANGER = `uid=stranger,ou=system,${BASE}`;
const PASSWORD = 'CANARY-bind-password';

const CONFIG = [
  `suffix "${BASE}"`,
  `rootdn "cn=admin,${BASE}"`,
  'overlay ppolicy',
  `ppolicy_default "cn=default,ou=policies,${BASE}"`,
  `limits dn.exact="${AUDITOR}" size=unlimited`,
  `limits dn.exact="${LIMITED}" size.soft=100 size.hard=100 size.pr=50 size.prtotal=100`,
  'access to attrs=userPassword by anonymous auth by * none',
  `access to dn.children="ou=secret,${BASE}" by dn.exact="${AUDITOR}" read by * none`,
  `access to dn.subtree="ou=people,${BASE}" by dn.exact="${STRANGER}" none by * read`,
  'access to * by * read',
];

function tree(): string {
  const entry = (dn: string, ...lines: readonly string[]) => `dn: ${dn}\n${lines.join('\n')}\n`;
  const account = (dn: string) =>
    entry(
      dn,
      'objectClass: account',
      'objectClass: simpleSecurityObject',
      `uid: ${dn.slice(4, dn.indexOf(','))}`,
      `userPassword: ${PASSWORD}`,
    );
  return [
    entry(BASE, 'objectClass: dcObject', 'objectClass: organization', 'o: Mairie', 'dc: mairie'),
    ...['people', 'system', 'groups', 'policies', 'secret'].map((ou) =>
      entry(`ou=${ou},${BASE}`, 'objectClass: organizationalUnit', `ou: ${ou}`),
    ),
    ...[AUDITOR, LIMITED, STRANGER].map(account),
    ...Array.from({ length: PEOPLE }, (_, i) =>
      entry(
        `uid=user${i},ou=people,${BASE}`,
        'objectClass: inetOrgPerson',
        `uid: user${i}`,
        `cn: Personne ${i} é`,
        'sn: P',
        `employeeNumber: M${i}`,
        `mail: user${i}@mairie.example`,
        `userPassword: CANARY-password-${i}`,
      ),
    ),
    entry(`uid=ghost,ou=secret,${BASE}`, 'objectClass: inetOrgPerson', 'uid: ghost', 'cn: Ghost', 'sn: G'),
    entry(
      `cn=staff,ou=groups,${BASE}`,
      'objectClass: groupOfNames',
      'cn: staff',
      `member: uid=user1,ou=people,${BASE}`,
      `member: uid=user2,ou=people,${BASE}`,
    ),
    entry(
      `cn=default,ou=policies,${BASE}`,
      'objectClass: device',
      'objectClass: pwdPolicy',
      'cn: default',
      'pwdAttribute: userPassword',
      'pwdMinLength: 12',
      'pwdCheckQuality: 2',
      'pwdLockout: TRUE',
      'pwdMaxFailure: 5',
    ),
  ].join('\n');
}

interface Read {
  readonly text: string;
  readonly name: string | undefined;
  readonly directory: Section<IamDirectory>;
  readonly policy: Section<IamAuthenticationPolicy>;
  readonly told: string;
}

function understood(captures: readonly Capture[]): Read {
  expect(recognize(captures, FORMATS).claimed.map(({ format }) => format)).toEqual(['ldif']);
  const [contribution] = ldifFormat.normalize(captures, { claimed: [], documents: [] });
  const sections: Readonly<Record<string, Section<unknown>>> = contribution?.sections ?? {};
  const target = contribution?.target;
  return {
    text: captures
      .map(({ outcome }) => (outcome.kind === 'read' ? new TextDecoder().decode(outcome.bytes) : ''))
      .join(''),
    name: target?.name,
    directory: sections['directory'] as Section<IamDirectory>,
    policy: sections['authentication_policy'] as Section<IamAuthenticationPolicy>,
    told: JSON.stringify(contribution),
  };
}

describe.skipIf(!canServeLdap)('a directory over LDAP', () => {
  let slapd: LoopbackSlapd;
  beforeAll(async () => {
    slapd = await openLoopbackSlapd(CONFIG, tree());
    writeFileSync(path.join(slapd.folder, 'password'), `${PASSWORD}\n`);
    writeFileSync(path.join(slapd.folder, 'authority.pem'), slapd.authority);
  });
  afterAll(() => slapd?.close());

  async function read(
    bindDn: string,
    { url = `ldap://127.0.0.1:${slapd.port}`, base = BASE, password = PASSWORD, pageSize = 100, trusted = true } = {},
  ): Promise<Read> {
    const [target] = ldapTargets([`${url}/${base}`], {
      VAUBAN_LDAP_BIND_DN: bindDn,
      ...(password === PASSWORD
        ? { VAUBAN_LDAP_PASSWORD_FILE: path.join(slapd.folder, 'password') }
        : { VAUBAN_LDAP_PASSWORD: password }),
      ...(trusted ? { VAUBAN_LDAP_CA_FILE: path.join(slapd.folder, 'authority.pem') } : {}),
    });
    if (target === undefined) throw new Error('no target');
    return understood(await collectLdap({ ...target, pageSize }, NOW, () => undefined));
  }

  it('is read in pages, whole, without any secret', async () => {
    const { directory, policy, name, text, told } = await read(AUDITOR);
    expect(name).toBe('ldap:mairie.example');
    expect(directory.flag).toBe('complete');
    const identities = directory.data?.identities ?? [];
    expect(identities.filter(({ id }) => id.startsWith('user:user'))).toHaveLength(PEOPLE);
    expect(identities.map(({ id }) => id)).toContain('user:ghost');
    expect(directory.data?.groups).toMatchObject([
      { id: 'group:staff', members: { value: ['user:user1', 'user:user2'] } },
    ]);
    expect(policy.data?.policies).toMatchObject([{ min_length: { value: 12 }, lockout_attempts: { value: 5 } }]);
    expect(text + told).not.toMatch(/CANARY|userPassword:/);
  });

  it('says the same as what ldapsearch writes', async () => {
    const file = path.join(slapd.folder, 'password-of-ldapsearch');
    writeFileSync(file, PASSWORD);
    const run = spawnSync(
      LDAPSEARCH,
      [
        ...['-x', '-H', `ldap://127.0.0.1:${slapd.port}`, '-D', AUDITOR, '-y', file, '-b', BASE],
        ...['-E', 'pr=100/noprompt', '(objectClass=*)', '*', '+'],
      ],
      { encoding: 'utf8', maxBuffer: 64 * 1_048_576 },
    );
    const bytes = new TextEncoder().encode(run.stdout);
    const [first] = await collectLdap(
      {
        address: {
          label: 'x',
          url: `ldap://127.0.0.1:${slapd.port}`,
          host: '127.0.0.1',
          isTls: false,
          isLoopback: true,
          base: BASE,
        },
        credentials: { bindDn: AUDITOR, password: PASSWORD },
      },
      NOW,
      () => undefined,
    );
    if (first === undefined) throw new Error('nothing was read');
    const exported = understood([{ ...first, outcome: { kind: 'read', bytes } }]);
    const live = understood([first]);
    const plain = (section: Section<IamDirectory>) =>
      section.data?.identities.map(({ id, kind, enabled, emails, employee_id, groups, created_at, password }) =>
        JSON.stringify([id, kind, enabled, emails, employee_id, groups, created_at, password.changed_at]).replace(
          /"line":\d+/g,
          '',
        ),
      );
    expect(exported.directory.flag).toBe('complete');
    expect(plain(live.directory)).toEqual(plain(exported.directory));
  });

  it('refuses a wrong password: nothing is known, and the bind is named', async () => {
    const { directory, policy, name, text } = await read(AUDITOR, { password: 'wrong-CANARY' });
    expect([directory.flag, policy.flag]).toEqual(['not-collected', 'not-collected']);
    expect(directory.reason).toMatch(new RegExp(`the bind as ${AUDITOR} ended with .*credentials.* \\(49\\)`, 'i'));
    expect(name).toBe('ldap:mairie.example');
    expect(text).not.toContain('CANARY');
  });

  it('says what a server hides below a branch', async () => {
    const { directory } = await read(LIMITED, { base: `ou=secret,${BASE}` });
    expect(directory.flag).toBe('not-collected');
    expect(directory.reason).toContain(`the search below ou=secret,${BASE}`);
    const stranger = await read(STRANGER, { base: `ou=people,${BASE}` });
    expect(stranger.directory.flag).toBe('not-collected');
    expect(stranger.directory.reason).toContain(`ou=people,${BASE}`);
  });

  it('is incomplete where the server stops at its limit', async () => {
    const { directory } = await read(LIMITED, { pageSize: 40 });
    expect(directory.flag).toBe('incomplete');
    expect(directory.reason).toMatch(/limit.*\(4\)/i);
    expect(directory.data?.identities.length).toBeGreaterThan(0);
    expect(directory.data?.identities.length).toBeLessThanOrEqual(100);
  });

  it('is read over TLS, and not where the certificate is not trusted', async () => {
    const url = `ldaps://127.0.0.1:${slapd.tlsPort}`;
    expect((await read(AUDITOR, { url })).directory.flag).toBe('complete');
    await expect(read(AUDITOR, { url, trusted: false })).rejects.toThrow(/certificate/i);
  });

  it('asks by StartTLS where the server is another machine, and sends no password without', async () => {
    const [target] = ldapTargets([`ldap://127.0.0.1:${slapd.port}/${BASE}`], {
      VAUBAN_LDAP_BIND_DN: AUDITOR,
      VAUBAN_LDAP_PASSWORD: PASSWORD,
    });
    if (target === undefined) throw new Error('no target');
    const address = { ...target.address, isLoopback: false };
    const trusting = { ...target.credentials, authorities: slapd.authority };
    const captures = await collectLdap({ address, credentials: trusting }, NOW, () => undefined);
    expect(understood(captures).directory.flag).toBe('complete');
    await expect(collectLdap({ ...target, address }, NOW, () => undefined)).rejects.toThrow(/StartTLS/);
  });

  it('is a fault of its own where nothing answers', async () => {
    await expect(read(AUDITOR, { url: 'ldap://127.0.0.1:1' })).rejects.toThrow(/cannot be read/);
  });
});
