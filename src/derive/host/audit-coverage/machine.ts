import type { Fact } from '../../../core/fact.ts';

type Bits = 'b32' | 'b64';

/** Calls that machines with the generic table (aarch64, riscv64) do not have in 64 bit. */
const NOT_GENERIC = new Set(['chmod', 'chown', 'lchown', 'creat', 'open', 'rename', 'rmdir', 'unlink']);
/** Calls of i386 and x86_64 only. */
const INTEL = new Set(['create_module', 'query_module']);

function nameOf(machine: Fact<string>): string {
  // Most machines are of this kind, and its calls are a superset of the others'.
  return 'value' in machine ? machine.value : 'x86_64';
}

/** The word sizes that programs of a machine may have; 64-bit machines run 32-bit programs too. */
export function bitsOf(machine: Fact<string>): readonly Bits[] {
  const name = nameOf(machine);
  if (name === 'i386' || name === 'arm') return ['b32'];
  return name === 'riscv64' ? ['b64'] : ['b64', 'b32'];
}

/** The machine's own word size. */
export function nativeBits(machine: Fact<string>): Bits {
  return bitsOf(machine)[0] ?? 'b64';
}

/** Whether programs of this word size have a system call. */
export function hasCall(machine: Fact<string>, bits: Bits, name: string): boolean {
  const intel = ['x86_64', 'i386'].includes(nameOf(machine));
  if (name === 'stime') return bits === 'b32' && intel;
  if (INTEL.has(name)) return intel;
  return bits === 'b32' || intel || !NOT_GENERIC.has(name);
}
