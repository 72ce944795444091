import { TCP_FLAGS } from '../../../core/packet-words.ts';

/** The names of TCP flags, in the order of their bits. */
export function flagNames(bits: number): string {
  return TCP_FLAGS.filter((_, index) => (bits & (1 << index)) !== 0).join(',');
}
