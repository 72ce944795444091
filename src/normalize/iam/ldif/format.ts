import type { Capture } from '../../../core/capture.ts';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import { type Fact, known, mapFact, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import { complete, failedSection, incomplete, notCollected, type Section } from '../../../core/section.ts';
import type { AuthPolicy, IamDirectory, RoleAssignment } from '../../../model/generated/model.ts';
import { decodeText } from '../../capture-set.ts';
import type { Contribution, Format } from '../../format.ts';
import { groupsByMember } from '../directory-parts.ts';
import { LDAP_COMMANDS } from './commands.ts';
import { domainOfName } from './distinguished-name.ts';
import { entriesOf } from './entry.ts';
import { type ReadGroups, readGroups } from './groups.ts';
import { readAccount } from './identities.ts';
import { type LdifFile, readLdif, type SearchEnd } from './ldif-records.ts';
import { passwordPolicies } from './password-policies.ts';
import { databaseAssignments, databasesOf, groupAssignments } from './roles.ts';
import { type Tree, treeOf } from './tree.ts';

/** LDIF (RFC 2849) of LDAP directories and Active Directory: ldapsearch, slapcat, ldifde, and what the collector asks. */
export const ldifFormat: Format = {
  id: 'ldif',
  title: 'LDIF of an LDAP directory or Active Directory',
  domain: 'iam',
  // ldifde writes UTF-16 with and without its mark.
  recognizes: ({ head }) =>
    /^(?:version: ?\d|dn::? ?\S|# ?extended LDIF|# ?LDAPv3)/m.test(withoutMark(head)) && isLdif(withoutMark(head)),
  normalize: (captures) => [normalize(captures)],
};

function withoutMark(head: string): string {
  return head.includes('\0') ? head.replaceAll('\0', '') : head;
}

/** `dn:` stands in YAML too; an entry begins a paragraph and has attributes behind it. */
function isLdif(head: string): boolean {
  return (
    /(?:^|\n\r?\n)(?:#[^\n]*\n|version: ?\d+\r?\n)*dn:[^\n]*(?:\r?\n [^\n]*)*\r?\n(?:#[^\n]*\n)*(?:changetype|objectClass|[A-Za-z][\w.;-]*)::? ?\S/i.test(
      head,
    ) || /^# (?:extended LDIF|LDAPv3)\s*$/m.test(head)
  );
}

function textOf(capture: Capture): string | undefined {
  if (capture.outcome.kind !== 'read') return undefined;
  const { bytes } = capture.outcome;
  // Without a mark, every second byte of plain letters is 0.
  if (bytes[0] !== 0 && bytes[1] === 0 && bytes[3] === 0) return new TextDecoder('utf-16le').decode(bytes);
  return decodeText(bytes);
}

function normalize(captures: readonly Capture[]): Contribution {
  const files: LdifFile[] = [];
  const faults: Diagnostic[] = [];
  for (const capture of sortedBy(captures, ({ origin }) => origin)) {
    const text = textOf(capture);
    if (text !== undefined) files.push(readLdif(capture.origin, text));
    else
      faults.push({
        level: 'error',
        code: 'unreadable-file',
        message: `${capture.origin} could not be read`,
        at: { file: capture.origin },
      });
  }
  const entries = entriesOf(files.flatMap(({ records }) => records));
  const searches = files.flatMap((file) => file.searches);
  const refused = searches.filter(({ code }) => code !== 0);
  const domain = accountOf([...entries.map(({ dn }) => dn), ...files.flatMap(({ bases }) => bases)]);
  const name = domain === '' ? undefined : domain;
  const diagnostics = [...faults, ...files.flatMap((file) => file.diagnostics), ...refused.map(refusal)];
  const target = { kind: 'account', ...(name === undefined ? {} : { name: `ldap:${name}` }) } as const;
  const gaps = [
    ...faults.map(({ message }) => message),
    ...files.flatMap((file) => file.gaps),
    ...refused.map(reasonOf),
  ];
  if (entries.length === 0) {
    const section =
      refused.length > 0
        ? notCollected(`${gaps.join('; ')}.`, remedyOf(refused))
        : failedSection(
            `${gaps.join('; ') || 'The export holds no entry'}.`,
            `Give the output of \`${LDAP_COMMANDS.directory}\`, or of \`${LDAP_COMMANDS.activeDirectory}\`.`,
          );
    return {
      target,
      domain: 'iam',
      sections: { directory: section, role_assignments: section, authentication_policy: section },
      diagnostics,
    };
  }
  return { target, domain: 'iam', ...sectionsOf(treeOf(entries), name ?? 'directory', gaps, diagnostics) };
}

function sectionsOf(
  tree: Tree,
  account: string,
  gaps: readonly string[],
  found: readonly Diagnostic[],
): Pick<Contribution, 'sections' | 'diagnostics'> {
  const head = { system: tree.isActiveDirectory ? 'ad' : 'ldap', account };
  const command = tree.isActiveDirectory ? LDAP_COMMANDS.activeDirectory : LDAP_COMMANDS.directory;
  const read = readGroups(tree);
  const policies = passwordPolicies(tree);
  const assignments = tree.isActiveDirectory ? groupAssignments(read.groups, tree) : databaseAssignments(tree);
  const context = {
    tree,
    groups: read.groups,
    byMember: groupsByMember(read.groups),
    passwordsExpire: expiryOf(policies, tree),
  };
  const identities = sortedBy(
    tree.accounts.map((one) => readAccount(one, context)),
    ({ id }) => id,
  );
  const rulers = new Set(assignments.map(({ principal }) => principal));
  const lost = read.absentMembers.filter(({ group, dn }) => rulers.has(group) && !isForeign(dn));
  const groupGaps = [
    ...(read.namedOnly.length > 0
      ? [`the entries of ${shown(read.namedOnly)} are not in the export: which groups hold them is not known`]
      : []),
    ...lost.map(({ group, dn }) => `${dn}, a member of ${group}, is not in the export`),
  ];
  const directory: IamDirectory = { ...head, identities, groups: [...read.groups] };
  return {
    sections: {
      directory: whole(
        directory,
        [...gaps, ...(tree.accounts.length === 0 ? ['no account is in the export'] : [])],
        command,
      ),
      role_assignments: rolesSection(tree, { ...head, assignments }, [...gaps, ...groupGaps], read, command),
      authentication_policy: policySection(tree, { ...head, policies }, gaps, command),
    },
    diagnostics: [...found, ...notesOf(tree, account)],
  };
}

type Roles = { readonly system: string; readonly account: string; readonly assignments: readonly RoleAssignment[] };
type Policies = { readonly system: string; readonly account: string; readonly policies: readonly AuthPolicy[] };

function rolesSection(
  tree: Tree,
  data: Roles,
  gaps: readonly string[],
  read: ReadGroups,
  command: string,
): Section<unknown> {
  if (tree.isActiveDirectory)
    return read.groups.length === 0
      ? notCollected('The groups of the domain were not given.', hintOf(command))
      : whole(
          data,
          [
            ...gaps,
            ...(data.assignments.length === 0 ? ['none of the groups that rule a domain is in the export'] : []),
          ],
          command,
        );
  return databasesOf(tree).length === 0
    ? notCollected(
        'Who rules an LDAP directory stands in its configuration (cn=config), which was not given.',
        hintOf(LDAP_COMMANDS.configuration),
      )
    : whole(data, gaps, LDAP_COMMANDS.configuration);
}

function policySection(tree: Tree, data: Policies, gaps: readonly string[], command: string): Section<unknown> {
  if (data.policies.length > 0) return whole(data, gaps, command);
  return tree.isActiveDirectory
    ? notCollected('The entry of the domain, which holds its password policy, was not given.', hintOf(command))
    : notCollected(
        'No entry of a password policy (pwdPolicy) was given: the directory has none, the export leaves it out, or another program checks passwords.',
        hintOf(command),
      );
}

function expiryOf(policies: readonly AuthPolicy[], tree: Tree): Fact<boolean> {
  const at = tree.entries[0]?.at ?? { file: '' };
  const [first, ...others] = policies;
  if (first === undefined) return unknown('the password policy was not given', at);
  // Which of several holds for an account would take the order of fine-grained policies into account.
  const ages = [first, ...others].map((policy) => mapFact(policy.max_age_days, (days) => days > 0));
  const open = ages.find((age) => !('value' in age));
  if (open !== undefined) return open;
  const values = new Set(ages.map((age) => ('value' in age ? age.value : undefined)));
  const [value] = values;
  return values.size === 1 && value !== undefined
    ? known(value, first.at)
    : unknown('some of the password policies let passwords expire, others do not', first.at);
}

function whole<T>(data: T, gaps: readonly string[], command: string): Section<T> {
  return gaps.length === 0 ? complete(data) : incomplete(data, `${[...new Set(gaps)].join('; ')}.`, hintOf(command));
}

function hintOf(command: string): string {
  return `Give the output of \`${command}\`.`;
}

function isForeign(dn: string): boolean {
  return /^CN=S-1-[\d-]+(?:\\0A[^,]*)?,CN=ForeignSecurityPrincipals,/i.test(dn);
}

/** The domain that the most names are in. */
function accountOf(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) {
    const domain = domainOfName(name);
    if (domain !== '') counts.set(domain, (counts.get(domain) ?? 0) + 1);
  }
  return [...counts].sort(([a, x], [b, y]) => y - x || a.length - b.length || (a < b ? -1 : 1))[0]?.[0] ?? '';
}

const REMEDY = 'Search as somebody who may read all of it, in pages, and without a limit of size or time.';

function remedyOf(ends: readonly SearchEnd[]): string {
  return ends.some(({ code }) => code === 49)
    ? 'See that VAUBAN_LDAP_BIND_DN and its password are right, and that the account is not locked.'
    : REMEDY;
}

/** Result codes (RFC 4511, 4.1.9) that searches and binds commonly end with. */
const RESULTS: Readonly<Record<number, string>> = {
  3: 'time limit exceeded',
  4: 'size limit exceeded',
  8: 'stronger authentication required',
  10: 'a referral to another server',
  11: 'administrative limit exceeded',
  13: 'confidentiality required',
  32: 'no such object, or no access to it',
  49: 'invalid credentials',
  50: 'insufficient access',
  51: 'the server is busy',
  52: 'the server is unavailable',
  53: 'the server is unwilling',
};

function reasonOf({ search, code, text }: SearchEnd): string {
  const words = [RESULTS[code], text === '' || text.toLowerCase() === RESULTS[code] ? undefined : text];
  const told = words.filter((one) => one !== undefined).join(': ');
  return `${search === '' ? 'the search' : search} ended with ${told === '' ? 'an error' : told} (${code})`;
}

function refusal(end: SearchEnd): Diagnostic {
  return {
    level: 'warning',
    code: 'incomplete-search',
    message: `${end.at.file}: ${reasonOf(end)}`,
    at: end.at,
    hint: remedyOf([end]),
  };
}

function notesOf(tree: Tree, account: string): readonly Diagnostic[] {
  if (!tree.isActiveDirectory || !tree.tells('lastLogonTimestamp')) return [];
  return [
    {
      level: 'note',
      code: 'late-logon-times',
      message: `${account}: lastLogonTimestamp is written up to 14 days late, so an account may have been used up to 14 days later than told`,
      hint: 'Before an account that is just over a limit is closed, ask every domain controller for its lastLogon.',
    },
  ];
}

function shown(names: readonly string[]): string {
  return names.length <= 3 ? names.join(' and ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
}
