import { compareCodePoints } from '../../../core/order.ts';
import type { HostAuditdField } from '../../../model/generated/model.ts';
import { hasSyscall, type SyscallTable, syscallName } from './syscall-names.ts';

/** The condition of a rule, with the name of the list and what it does. */
export interface RuleBody {
  readonly list: string;
  readonly action: 'always' | 'never';
  readonly syscalls: readonly string[];
  readonly fields: readonly HostAuditdField[];
  readonly keys: readonly string[];
}

/** One line of auditctl(8). */
export type AuditLine =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'add'; readonly prepend: boolean; readonly body: RuleBody }
  | { readonly kind: 'delete'; readonly body: RuleBody }
  | { readonly kind: 'delete-all'; readonly key: string | undefined }
  | { readonly kind: 'enable'; readonly value: string }
  | { readonly kind: 'go-on' }
  | { readonly kind: 'error'; readonly why: string };

/** What the path of a watch is on the tree. */
export type PathKind = (path: string) => 'directory' | 'other';

const FIELDS = new Set(
  (
    'a0 a1 a2 a3 arch auid devmajor devminor dir egid euid exe exit fsgid fsuid filetype fstype gid inode key msgtype ' +
    'obj_uid obj_gid obj_user obj_role obj_type obj_lev_low obj_lev_high path perm pers pid ppid saddr_fam sessionid ' +
    'subj_user subj_role subj_type subj_sen subj_clr sgid success suid uid loginuid uringop'
  ).split(' '),
);
const LISTS = new Set(['task', 'exit', 'user', 'exclude', 'filesystem', 'io_uring', 'entry']);
/** Options with a value that change settings, not rules. */
const SETTINGS = new Set(['-b', '-f', '-r', '-m', '-q', '-t', '--backlog_wait_time', '--loop', '--signal']);
const SETTINGS_ALONE = new Set([
  '--loginuid-immutable',
  '--reset-lost',
  '--reset_backlog_wait_time_actual',
  '-s',
  '-l',
]);
const ERRNO: ReadonlyMap<string, string> = new Map([
  ['EPERM', '1'],
  ['ENOENT', '2'],
  ['EIO', '5'],
  ['ENOEXEC', '8'],
  ['EACCES', '13'],
  ['EBUSY', '16'],
  ['EEXIST', '17'],
  ['ENOTDIR', '20'],
  ['EISDIR', '21'],
  ['EINVAL', '22'],
  ['EROFS', '30'],
]);
const IDS = /^(?:auid|loginuid|uid|euid|suid|fsuid|gid|egid|sgid|fsgid|obj_uid|obj_gid)$/;

/** Reads one line as `auditctl -R` does; `table` is that of the machine's own word size. */
export function readAuditLine(raw: string, table: SyscallTable, kindOf: PathKind): AuditLine {
  const line = raw.replace(/^ +| +$/g, '');
  if (line === '' || line.startsWith('#')) return { kind: 'nothing' };
  // It splits at blanks only: a tab, a quote or a comment behind a rule is part of a word, and then wrong.
  const words = splitJoined(line.split(' ').filter((word) => word !== ''));
  if (words.some((word) => word.includes('\t')))
    return error('a tab stands in it; auditctl splits words at blanks only');
  const [first = '', second] = words;
  if (first === '-D') return { kind: 'delete-all', key: words[1] === '-k' ? words[2] : undefined };
  if (first === '-e') return second === undefined ? error('-e has no value') : { kind: 'enable', value: second };
  if (first === '-i' || first === '-c') return { kind: 'go-on' };
  if (SETTINGS.has(first) || SETTINGS_ALONE.has(first)) return { kind: 'nothing' };
  return readRule(words, table, kindOf);
}

interface Draft {
  list: string;
  action: string;
  how: 'append' | 'prepend' | 'delete' | undefined;
  watch: string | undefined;
  perm: string | undefined;
  named: boolean;
  bits: '' | 'b32' | 'b64';
  readonly syscalls: Set<string>;
  readonly fields: HostAuditdField[];
  readonly keys: string[];
}

function readRule(words: readonly string[], table: SyscallTable, kindOf: PathKind): AuditLine {
  const draft: Draft = {
    list: 'exit',
    action: 'always',
    how: undefined,
    watch: undefined,
    perm: undefined,
    named: false,
    bits: '',
    syscalls: new Set(),
    fields: [],
    keys: [],
  };
  for (let i = 0; i < words.length; i += 2) {
    const option = words[i] ?? '';
    const value = words[i + 1];
    if (!/^-[aAdwWpkFCS]$/.test(option)) return error(`${option} is no option of a rule`);
    if (value === undefined) return error(`${option} has no value`);
    const wrong = take(draft, option, value, table);
    if (wrong !== undefined) return error(wrong);
  }
  return finish(draft, kindOf);
}

/** Takes one option; gives what is wrong with it. */
function take(draft: Draft, option: string, value: string, table: SyscallTable): string | undefined {
  switch (option) {
    case '-a':
    case '-A':
    case '-d':
      return takeList(draft, option, value);
    case '-w':
    case '-W':
      if (!value.startsWith('/')) return `the path ${value} is not absolute`;
      draft.watch = value.length > 1 ? value.replace(/\/+$/, '') : value;
      draft.how = option === '-W' ? 'delete' : 'append';
      return undefined;
    case '-p':
      draft.perm = value;
      return /^[rwxa]{1,4}$/.test(value) ? undefined : `-p ${value} is not made of r, w, x, a`;
    case '-k':
      draft.keys.push(value);
      return undefined;
    case '-F':
      return takeField(draft, value);
    case '-C':
      return takeComparison(draft, value);
    default:
      return takeSyscalls(draft, value, table);
  }
}

function takeList(draft: Draft, option: string, value: string): string | undefined {
  const parts = value.split(',');
  const list = parts.find((part) => LISTS.has(part));
  const action = parts.find((part) => part === 'always' || part === 'never');
  if (parts.length !== 2 || list === undefined || action === undefined) return `${value} is no list and action`;
  if (list === 'entry') return 'the list entry is no longer supported';
  draft.list = list;
  // The action of the exclude list is always never (auditctl(8)).
  draft.action = list === 'exclude' ? 'never' : action;
  draft.how = option === '-a' ? 'append' : option === '-A' ? 'prepend' : 'delete';
  return undefined;
}

function takeField(draft: Draft, text: string): string | undefined {
  const [, name = '', operator = '', given = ''] = /^([a-z0-9_]+)(!=|<=|>=|&=|=|<|>|&)(.*)$/.exec(text) ?? [];
  if (!FIELDS.has(name)) return `-F ${text} is no field of auditctl(8)`;
  if (given === '') return `-F ${text} has no value`;
  if (name === 'key') {
    draft.keys.push(given);
    return undefined;
  }
  if (name === 'arch') {
    if (draft.named) return 'arch must stand before -S';
    const bits = wordSize(given);
    draft.bits = operator === '=' ? bits : '';
    draft.fields.push({ name, operator: operator === '!=' ? '!=' : '=', value: bits === '' ? given : bits });
    return undefined;
  }
  if (name === 'success' && !/^\d+$/.test(given)) return `-F ${text}: the value of success is a number`;
  if ((name === 'path' || name === 'dir') && !given.startsWith('/')) return `-F ${text}: the path is not absolute`;
  if (name === 'path' && given.length > 1 && given.endsWith('/')) return `-F ${text}: a path may not end with a slash`;
  if (name === 'perm' && !/^[rwxa]{1,4}$/.test(given)) return `-F ${text}: perm is not made of r, w, x, a`;
  draft.fields.push({
    name: name === 'loginuid' ? 'auid' : name,
    operator: asOperator(operator),
    value: canonical(name, given),
  });
  return undefined;
}

function asOperator(text: string): HostAuditdField['operator'] {
  return OPERATORS.find((operator) => operator === text) ?? '=';
}
const OPERATORS: readonly HostAuditdField['operator'][] = ['=', '!=', '<', '<=', '>', '>=', '&', '&='];

function canonical(name: string, value: string): string {
  if (IDS.test(name) || name === 'loginuid')
    return value === 'unset' || value === '4294967295' ? '-1' : value === 'root' ? '0' : value;
  if (name === 'perm') return sortPermissions(value);
  if (name === 'dir') return value.length > 1 ? value.replace(/\/+$/, '') : value;
  if (name === 'exit') {
    const [, sign = '', word = ''] = /^(-?)(\w+)$/.exec(value) ?? [];
    return `${sign}${ERRNO.get(word) ?? word}`;
  }
  if (/^a[0-3]$/.test(name) && /^(0x[0-9a-f]+|0[0-7]*|[1-9]\d*)$/i.test(value)) {
    return String(/^0[0-7]+$/.test(value) ? Number.parseInt(value, 8) : Number(value));
  }
  if (name === 'msgtype') return value.toUpperCase() === 'SYSCALL' ? '1300' : value.toUpperCase();
  return value;
}

/** The permissions in the order in which auditctl lists them. */
export function sortPermissions(text: string): string {
  return [...'rwxa'].filter((letter) => text.includes(letter)).join('');
}

function wordSize(arch: string): Draft['bits'] {
  if (arch === 'b64' || arch === 'b32') return arch;
  if (/^(x86_64|aarch64|ppc64|ppc64le|s390x|riscv64|c000003e|c00000b7)$/i.test(arch)) return 'b64';
  return /^(i[3-6]86|armv?\w*|40000003|40000028|ppc|s390)$/i.test(arch) ? 'b32' : '';
}

function takeComparison(draft: Draft, text: string): string | undefined {
  const [, one = '', operator = '', two = ''] = /^([a-z_]+)(!=|=)([a-z_]+)$/.exec(text) ?? [];
  if (!IDS.test(one) || !IDS.test(two)) return `-C ${text} compares no two ids`;
  const [name = '', value = ''] = [one, two].sort(compareCodePoints);
  draft.fields.push({ name, operator: operator === '=' ? '-C=' : '-C!=', value });
  return undefined;
}

function takeSyscalls(draft: Draft, text: string, native: SyscallTable): string | undefined {
  draft.named = true;
  // Without arch the names are looked up in the machine's own table.
  const table = draft.bits === 'b32' ? COMPAT[native] : native;
  for (const part of text.split(',')) {
    const name = syscallName(table, part);
    if (!/^[a-z0-9_]+$/.test(name)) return `-S ${text} is no name of a system call`;
    if ((table === 'x86_64' || table === 'i386') && hasSyscall(table, name) === false) {
      return `the system call ${name} is unknown on ${table}`;
    }
    draft.syscalls.add(name);
  }
  return undefined;
}

/** The table of the 32-bit programs that run on a machine. */
const COMPAT: Readonly<Record<SyscallTable, SyscallTable>> = {
  x86_64: 'i386',
  i386: 'i386',
  generic: 'arm',
  arm: 'arm',
};

function finish(draft: Draft, kindOf: PathKind): AuditLine {
  const { watch } = draft;
  if (draft.how === undefined) return error('it is neither a watch nor a rule (-w, -a, -A)');
  if (draft.list === 'exit' && watch === undefined && draft.fields.length === 0 && draft.syscalls.size === 0) {
    return error('it has neither a field nor a system call');
  }
  const fields = [...draft.fields];
  if (watch !== undefined) {
    fields.unshift({ name: kindOf(watch) === 'directory' ? 'dir' : 'path', operator: '=', value: watch });
    // Without -p a watch records all four (auditctl(8)).
    fields.splice(1, 0, { name: 'perm', operator: '=', value: sortPermissions(draft.perm ?? 'rwxa') });
  } else if (draft.perm !== undefined) {
    fields.push({ name: 'perm', operator: '=', value: sortPermissions(draft.perm) });
  }
  const all = draft.syscalls.size === 0 || draft.syscalls.has('all');
  const body: RuleBody = {
    list: draft.list,
    action: draft.action === 'never' ? 'never' : 'always',
    syscalls: all ? ['all'] : [...draft.syscalls].sort(compareCodePoints),
    fields,
    keys: [...draft.keys].sort(compareCodePoints),
  };
  return draft.how === 'delete' ? { kind: 'delete', body } : { kind: 'add', prepend: draft.how === 'prepend', body };
}

/** `-Farch=b64` is `-F arch=b64` (getopt(3)). */
function splitJoined(words: readonly string[]): readonly string[] {
  return words.flatMap((word) =>
    /^-[aAdwWpkFCS]./.test(word) && !word.startsWith('--') ? [word.slice(0, 2), word.slice(2)] : [word],
  );
}

function error(why: string): AuditLine {
  return { kind: 'error', why };
}
