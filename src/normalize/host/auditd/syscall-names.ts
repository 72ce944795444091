/** The tables of system calls that matter here. 64-bit ones of newer machines (aarch64, riscv64) share one. */
export type SyscallTable = 'x86_64' | 'i386' | 'generic' | 'arm';

/** Numbers by name in the order of x86_64, i386, aarch64, arm; `-` where the machine has no such call (ausyscall(8)). */
const NUMBERS = `
adjtimex 159 124 171 124
chmod 90 15 - 15
chown 92 182 - 182
clock_settime 227 264 112 262
creat 85 8 - 8
create_module 174 127 - -
delete_module 176 129 106 129
execve 59 11 221 11
execveat 322 358 281 387
fchmod 91 94 52 94
fchmodat 268 306 53 333
fchmodat2 452 452 452 452
fchown 93 95 55 95
fchownat 260 298 54 325
finit_module 313 350 273 379
fremovexattr 199 237 16 237
fsetxattr 190 228 7 228
ftruncate 77 93 46 93
init_module 175 128 105 128
lchown 94 16 - 16
lremovexattr 198 236 15 236
lsetxattr 189 227 6 227
mount 165 21 40 21
open 2 5 - 5
openat 257 295 56 322
query_module 178 167 - -
removexattr 197 235 14 235
rename 82 38 - 38
renameat 264 302 38 329
renameat2 316 353 276 382
rmdir 84 40 - 40
setdomainname 171 121 162 121
sethostname 170 74 161 74
settimeofday 164 79 170 79
setxattr 188 226 5 226
stime - 25 - -
truncate 76 92 45 92
umount2 166 52 39 52
unlink 87 10 - 10
unlinkat 263 301 35 328
`;

const COLUMNS: readonly SyscallTable[] = ['x86_64', 'i386', 'generic', 'arm'];

const BY_TABLE: ReadonlyMap<SyscallTable, ReadonlyMap<string, string>> = new Map(
  COLUMNS.map((table, column) => [
    table,
    new Map(
      NUMBERS.trim()
        .split('\n')
        .flatMap((line): readonly (readonly [string, string])[] => {
          const [name = '', ...numbers] = line.split(' ');
          const number = numbers[column] ?? '-';
          return number === '-' ? [] : [[name, number]];
        }),
    ),
  ]),
);

const KNOWN = new Set([...BY_TABLE.values()].flatMap((names) => [...names.keys()]));

/** True when the machine has the call; undefined for calls that are not listed here. */
export function hasSyscall(table: SyscallTable, name: string): boolean | undefined {
  return KNOWN.has(name) ? (BY_TABLE.get(table)?.has(name) ?? false) : undefined;
}

/** The name of a call given by number, where it is listed; else the text as it is. */
export function syscallName(table: SyscallTable, text: string): string {
  if (!/^\d+$/.test(text)) return text;
  for (const [name, number] of BY_TABLE.get(table) ?? []) if (number === text) return name;
  return text;
}
