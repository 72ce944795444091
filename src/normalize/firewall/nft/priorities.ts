import type { TableFamily } from './syntax.ts';

/** Named priorities (nft(8), table "Standard priority names"). */
const STANDARD: Readonly<Record<string, number>> = {
  raw: -300,
  mangle: -150,
  dstnat: -100,
  filter: 0,
  security: 50,
  srcnat: 100,
};
const BRIDGE: Readonly<Record<string, number>> = { dstnat: -300, filter: -200, out: 100, srcnat: 300 };

/** `filter`, `-150`, `mangle + 5`, `dstnat-10`. Undefined when it is none of these. */
export function priorityOf(text: string, family: TableFamily): number | undefined {
  const clean = text.replace(/\s+/g, '');
  if (/^[+-]?\d+$/.test(clean)) return Number(clean);
  const named = /^([a-z]+)(?:([+-])(\d+))?$/.exec(clean);
  if (named === null) return undefined;
  const base = (family === 'bridge' ? BRIDGE : STANDARD)[named[1] ?? ''];
  if (base === undefined) return undefined;
  const offset = Number(named[3] ?? 0);
  return named[2] === '-' ? base - offset : base + offset;
}
