import { describe, expect, it } from 'vitest';
import { exposure, reachFromInternet } from '../../../../src/derive/firewall/exposure.ts';
import { chain, normalize } from './nft-read.ts';

const BASE = { family: 'inet', table: 't', name: 'c', type: 'filter', hook: 'input', prio: 0, policy: 'drop' };
const dport = (right: unknown) => ({
  match: { op: '==', left: { payload: { protocol: 'tcp', field: 'dport' } }, right },
});
const RULE = { family: 'inet', table: 't', chain: 'c', expr: [dport(22), { accept: null }] };

/** How far ports 22 and 80 are open to the internet. */
function reach(file: string, text: string): readonly (string | undefined)[] {
  const ruleset = normalize([file, text])[0]?.sections['ruleset'];
  const derived = exposure.derive({ firewall: { ruleset } } as Parameters<typeof exposure.derive>[0], { nowMs: 0 });
  const data = derived.firewall?.exposure?.data;
  return [22, 80].map((port) => (data === undefined ? undefined : reachFromInternet(data, 'tcp', port).ipv4));
}

const json = (...items: readonly unknown[]): string => JSON.stringify({ nftables: items });

describe('a damaged ruleset of nft', () => {
  it('is read as written where nothing is damaged', () => {
    expect(reach('x.json', json({ chain: BASE }, { rule: RULE }))).toEqual(['must', 'no']);
    expect(reach('x.nft', chain('tcp dport 22 accept'))).toEqual(['must', 'no']);
  });

  it.each([
    ['no object', [{ chain: BASE }, 'x']],
    ['an object of nothing', [{ chain: BASE }, {}]],
    ['a rule without its table', [{ chain: BASE }, { rule: { ...RULE, table: 7 } }]],
    ['a rule without its chain', [{ chain: BASE }, { rule: { ...RULE, chain: {} } }]],
    ['a rule without its family', [{ chain: BASE }, { rule: { ...RULE, family: null } }]],
    ['a rule without expressions', [{ chain: BASE }, { rule: { ...RULE, expr: 'x' } }]],
    ['a chain', [{ chain: 'x' }, { rule: RULE }]],
    ['a hook', [{ chain: { ...BASE, hook: {} } }, { rule: RULE }]],
    ['a type', [{ chain: { ...BASE, type: 7 } }]],
    ['a policy', [{ chain: { ...BASE, policy: {} } }]],
  ])('is neither open nor closed by what cannot be read: %s', (_, items) => {
    expect(reach('x.json', json(...items))).toEqual(['may', 'may']);
  });

  it.each([7.5, [[]], []])('does not take %j for a value', (right) => {
    expect(
      reach('x.json', json({ chain: BASE }, { rule: { ...RULE, expr: [dport(right), { accept: null }] } })),
    ).toEqual(['may', 'may']);
  });

  it.each([
    ['the family of a table', chain('').replace('table inet', 'table ?!')],
    ['a chain', chain('').replace('chain c', '?! c')],
    ['a hook', chain('', 'type filter ?! input priority 0; policy drop;')],
    ['a type', chain('', '?! filter hook input priority 0; policy drop;')],
  ])('is neither open nor closed by text that cannot be read: %s', (_, text) => {
    expect(reach('x.nft', text)).toEqual(['may', 'may']);
  });

  it('does not take a broken priority for a device', () => {
    const text = `table netdev t {\nchain c {\ntype filter hook ingress device "a" ?! 0; policy accept;\ntcp dport 22 drop\n}\n}\n`;
    expect(reach('x.nft', text)).toEqual(['may', 'must']);
  });

  it('still says what is missing of it', () => {
    const [contribution] = normalize(['x.json', json({ chain: BASE }, 'x')]);
    expect(contribution?.sections['ruleset']?.flag).toBe('incomplete');
    expect(contribution?.diagnostics.map(({ code, at }) => [code, at?.pointer])).toContainEqual([
      'parse-error',
      '/nftables/1',
    ]);
  });
});
