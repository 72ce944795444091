import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Capture } from '../../../../../src/core/capture.ts';
import { captureId } from '../../../../../src/core/ids.ts';
import type {
  DirIdentity,
  IamAuthenticationPolicy,
  IamDirectory,
  IamRoleAssignments,
} from '../../../../../src/model/generated/model.ts';
import { validateSnapshot } from '../../../../../src/model/generated/validators.js';
import type { Contribution } from '../../../../../src/normalize/format.ts';
import { ldifFormat } from '../../../../../src/normalize/iam/ldif/format.ts';
import { recognize } from '../../../../../src/normalize/recognize.ts';
import { FORMATS } from '../../../../../src/normalize/registry.ts';
import { captureOf, capturesOf, fixture, NO_CONTEXT } from '../captures.ts';

const BASE = 'dc=example,dc=com';
const AD = readFileSync(fixture('sources', 'ldif', 'active-directory', 'input.ldf'), 'utf8');

function read(...captures: readonly Capture[]): Contribution {
  const [contribution] = ldifFormat.normalize(captures, NO_CONTEXT);
  if (contribution === undefined) throw new Error('no contribution');
  return contribution;
}

function ofText(text: string): Contribution {
  return read(captureOf('x.ldif', text));
}

function directory({ sections }: Contribution): IamDirectory {
  const { data } = sections['directory'] ?? {};
  return data as IamDirectory;
}

function identity(contribution: Contribution, id: string): DirIdentity {
  const found = directory(contribution).identities.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
}

const person = (...lines: readonly string[]): string =>
  [
    'dn: uid=ann,ou=people,dc=example,dc=com',
    'objectClass: inetOrgPerson',
    'uid: ann',
    'createTimestamp: 20240101000000Z',
    ...lines,
    '',
  ].join('\n');

const windows = (...lines: readonly string[]): string =>
  [
    'dn: CN=Ann,CN=Users,DC=example,DC=com',
    'objectClass: user',
    'sAMAccountName: ann',
    'objectSid:: AQUAAAAAAAUVAAAAVwQAAK4IAAAFDQAAsQQAAA==',
    ...lines,
    '',
  ].join('\n');

const bytesOf = (bytes: Uint8Array, origin = 'x.ldf'): Capture => ({
  id: captureId(origin),
  origin,
  collectedAt: '2026-11-22T18:00:00Z',
  outcome: { kind: 'read', bytes },
});

describe('ldif', () => {
  it.each([
    ['ldifde', AD],
    ['ldapsearch', '# extended LDIF\n#\n# LDAPv3\n# base <dc=x> with scope subtree\n'],
    ['slapcat', 'dn: dc=x\nobjectClass: dcObject\n'],
    ['with a version', 'version: 1\ndn: dc=x\nobjectClass: dcObject\n'],
    [
      'with base64 and a folded name',
      'dn:: ZGM9eA==\nobjectClass: dcObject\n\ndn: uid=a,dc=averylong\n name\nuid: a\n',
    ],
  ])('recognizes %s', (_, text) => {
    expect(recognize([captureOf('x.ldif', text)], FORMATS).claimed.map(({ format }) => format)).toEqual(['ldif']);
  });

  it.each([
    ['YAML', 'a:\n  dn: uid=x\n  b: c\n'],
    ['a log', 'Nov 1 host slapd: dn: uid=x\nother: line\n'],
    ['prose', 'dn: is short for distinguished name\n\nand so on\n'],
  ])('leaves %s alone', (_, text) => {
    expect(recognize([captureOf('x.txt', text)], FORMATS).claimed).toEqual([]);
  });

  it('reads UTF-16 with and without its mark as it reads UTF-8', () => {
    const marked = Buffer.from(`\ufeff${AD}`, 'utf16le');
    const plain = Buffer.from(AD, 'utf16le');
    const want = JSON.stringify(read(captureOf('x.ldf', AD)));
    for (const bytes of [marked, plain]) {
      const capture = bytesOf(new Uint8Array(bytes));
      expect(recognize([capture], FORMATS).claimed.map(({ format }) => format)).toEqual(['ldif']);
      expect(JSON.stringify(read(capture))).toBe(want);
    }
  });

  it.each(['active-directory', 'openldap'])('keeps no secret of %s', (name) => {
    const told = JSON.stringify(
      ldifFormat.normalize(capturesOf(fixture('sources', 'ldif', name), 'input'), NO_CONTEXT),
    );
    expect(told).not.toContain('CANARY');
    // Nor one that was decoded or left encoded.
    expect(told).not.toMatch(/Q0FOQVJZ|SSHA/);
  });

  it.each(['active-directory', 'openldap'])('gives sections of the model for %s', (name) => {
    const { sections } = read(...capturesOf(fixture('sources', 'ldif', name), 'input'));
    const target = { id: 'account:x', kind: 'account', name: 'x' };
    const head = { schemaVersion: '1', target, collectedAt: '2026-11-22T18:00:00Z', captures: [], diagnostics: [] };
    validateSnapshot({ ...head, iam: sections });
    expect(validateSnapshot.errors ?? []).toEqual([]);
  });

  it('shows no value of a record that it cannot read', () => {
    const contribution = ofText(`${person('userPassword CANARY-no-colon')}\n${person().replaceAll('ann', 'bo')}`);
    expect(JSON.stringify(contribution)).not.toContain('CANARY');
    expect(contribution.sections['directory']?.flag).toBe('incomplete');
    expect(directory(contribution).identities.map(({ id }) => id)).toEqual(['user:bo']);
  });

  it('says and skips changes, and reads `changetype: add` as an entry', () => {
    const contribution = ofText(
      [
        'dn: uid=ann,dc=example,dc=com',
        'changetype: modify',
        'replace: userPassword',
        'userPassword: CANARY',
        '-',
        '',
        'dn: uid=bo,dc=example,dc=com',
        'changetype: add',
        'objectClass: person',
        'uid: bo',
        '',
      ].join('\n'),
    );
    expect(directory(contribution).identities.map(({ id }) => id)).toEqual(['user:bo']);
    expect(contribution.diagnostics.map(({ message }) => message)).toEqual([
      'x.ldif:1:1: uid=ann,dc=example,dc=com is a change ("modify"), which tells not what the entry holds; it is left out',
    ]);
    expect(JSON.stringify(contribution)).not.toContain('CANARY');
  });

  it('opens no address of a value', () => {
    const contribution = ofText(person('mail:< file:///etc/passwd'));
    expect(identity(contribution, 'user:ann').emails).toHaveProperty('unknown');
    expect(contribution.diagnostics[0]?.message).toContain('x.ldif:5:1: mail of uid=ann');
  });

  it('joins nested groups, primary groups and names that are written in other ways', () => {
    const ad = read(captureOf('x.ldf', AD));
    expect(identity(ad, 'user:blind').groups).toMatchObject({
      value: ['Administrators', 'Domain Admins', 'Domain Users', 'Tier0'],
    });
    expect(identity(ad, 'user:oldadmin').groups).toMatchObject({ value: ['Administrators', 'Domain Admins'] });
    const open = ofText(
      `${person()}\ndn: cn=g,${BASE}\nobjectClass: groupOfNames\ncn: g\nmember: UID=Ann , OU=People,DC=example, dc=com\n`,
    );
    expect(identity(open, 'user:ann').groups).toMatchObject({ value: ['g'] });
  });

  it('tells whom the groups of a domain give power', () => {
    const { sections } = read(captureOf('x.ldf', AD));
    const { data } = sections['role_assignments'] ?? {};
    expect(
      (data as IamRoleAssignments).assignments.map(({ id, power }) => [id, 'value' in power && power.value]),
    ).toEqual([
      ['Account Operators @ / = group:Account Operators', 'privileged'],
      ['Administrators @ / = group:Administrators', 'admin'],
      ['Backup Operators @ / = group:Backup Operators', 'privileged'],
      ['Domain Admins @ / = group:Domain Admins', 'admin'],
      ['Enterprise Admins @ / = group:Enterprise Admins', 'admin'],
    ]);
  });

  it('says that a member of a ruling group is not in the export', () => {
    const cut = AD.replace(/dn: CN=Ann Hale[\s\S]*?\r\n\r\n/, '');
    const { sections } = read(captureOf('x.ldf', cut));
    expect(sections['role_assignments']?.flag).toBe('incomplete');
    expect(sections['role_assignments']?.reason).toContain('CN=Ann Hale');
  });

  it.each([
    ['0', 'never'],
    ['9223372036854775807', 'never'],
    ['133801632000000000', '2025-01-01T00:00:00Z'],
  ])('reads accountExpires %s as %s', (written, want) => {
    const account = identity(ofText(windows('userAccountControl: 512', `accountExpires: ${written}`)), 'user:ann');
    expect(account.expires_at).toMatchObject({ value: want });
  });

  it.each([
    ['pwdAccountLockedTime: 000001010000Z', false],
    ['pwdAccountLockedTime: 20260101000000Z', true],
    ['nsAccountLock: TRUE', false],
    ['cn: Ann', true],
  ])('reads %s as enabled %s', (line, want) => {
    expect(identity(ofText(person(line)), 'user:ann').enabled).toMatchObject({ value: want });
  });

  it('does not take the lack of operational attributes for an account that is open', () => {
    const text = person().replace(/createTimestamp.*\n/, '');
    expect(identity(ofText(text), 'user:ann').enabled).toHaveProperty('unknown');
  });

  it('tells never, unknown and a date of the last sign-in apart', () => {
    const ad = read(captureOf('x.ldf', AD));
    expect(identity(ad, 'user:fwood').last_activity).toMatchObject({ value: 'never' });
    expect(identity(ad, 'user:ahale').last_activity).toMatchObject({ value: '2026-11-20T00:00:00Z' });
    expect(identity(ofText(windows('userAccountControl: 512')), 'user:ann').last_activity).toHaveProperty('unknown');
    expect(ad.diagnostics.map(({ code }) => code)).toEqual(['late-logon-times']);
  });

  it('reads what ldapsearch ended with', () => {
    const { sections } = ofText(
      `# base <${BASE}> with scope subtree\n\n${person()}\nsearch: 2\nresult: 4 Size limit exceeded\n`,
    );
    expect(sections['directory']).toMatchObject({
      flag: 'incomplete',
      reason: 'the search below dc=example,dc=com ended with size limit exceeded (4).',
    });
  });

  it('counts a length only where passwords are checked', () => {
    const policy = (quality: string): unknown => {
      const { sections } = ofText(
        `dn: cn=default,${BASE}\nobjectClass: pwdPolicy\ncn: default\npwdMinLength: 14\n${quality}\n${person()}`,
      );
      const { data } = sections['authentication_policy'] ?? {};
      return (data as IamAuthenticationPolicy).policies[0]?.min_length;
    };
    expect(policy('pwdCheckQuality: 2\n')).toMatchObject({ value: 14 });
    expect(policy('')).toMatchObject({ value: 0 });
  });

  it('never throws, whatever the bytes or lines', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        recognize([bytesOf(bytes)], [ldifFormat]);
        ldifFormat.normalize([bytesOf(bytes)], NO_CONTEXT);
      }),
    );
    const line = fc.oneof(
      fc.constantFrom(...AD.split('\r\n')),
      fc.string(),
      fc.constantFrom('', ' ', 'dn:', 'dn: ,=', '-'),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        ldifFormat.normalize([captureOf('x.ldf', lines.join('\n'))], NO_CONTEXT);
      }),
    );
  });

  it('never takes a damaged line for a better one', () => {
    const before = claims(read(captureOf('x.ldf', AD)));
    const lines = AD.split('\r\n');
    const found: string[] = [];
    for (const [index, line] of lines.entries()) {
      const [, name] = /^([A-Za-z][\w-]*)::? /.exec(line) ?? [];
      // A name, a class or a member makes another subject; the others are claims about one.
      if (name === undefined || /^(?:dn|changetype|objectClass|cn|sAMAccountName|member|objectSid)$/.test(name))
        continue;
      for (const damage of [`${name}: ?`, `${name}:: *`, `${name}:< file:///x`, `${name} ?`]) {
        const text = lines.map((one, i) => (i === index ? damage : one)).join('\r\n');
        const after = claims(read(captureOf('x.ldf', text)));
        for (const [claim, score] of after.values)
          if (score > (before.values.get(claim) ?? Number.POSITIVE_INFINITY)) found.push(`${damage}: ${claim}`);
        for (const claim of before.values.keys())
          if (!after.values.has(claim) && after.flag === 'complete') found.push(`${damage}: ${claim} is gone`);
      }
    }
    expect(found).toEqual([]);
  }, 60_000);
});

/** What is claimed of each account: the greater, the better it looks; unknown is no claim. */
function claims(contribution: Contribution): {
  readonly values: ReadonlyMap<string, number>;
  readonly flag: string | undefined;
} {
  const values = new Map<string, number>();
  for (const { id, enabled, flags, password } of directory(contribution).identities) {
    const read = 'value' in enabled;
    values.set(`${id} enabled`, read ? Number(!enabled.value) : Number.NaN);
    values.set(`${id} expires`, 'value' in password.never_expires ? Number(!password.never_expires.value) : Number.NaN);
    for (const flag of ['no-preauth', 'password-not-required', 'delegation-unconstrained'])
      values.set(`${id} ${flag}`, read ? Number(!flags.includes(flag)) : Number.NaN);
    const spn = flags.includes('spn') || flags.includes('spn-untold');
    values.set(`${id} spn`, Number(!spn));
  }
  return { values, flag: contribution.sections['directory']?.flag };
}
