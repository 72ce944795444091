import { describe, expect, it } from 'vitest';
import type { FirewallRuleset } from '../../../../src/model/generated/model.ts';
import { nft } from '../../../../src/normalize/firewall/nft/format.ts';
import { meaningOf } from './nft-meaning.ts';
import { chain, normalize, rulesetOf, rulesIn, said } from './nft-read.ts';

describe('files', () => {
  it('reads variables, includes, flat statements and flushes', () => {
    const main = [
      '#!/usr/sbin/nft -f',
      'table ip gone {',
      '}',
      'flush ruleset',
      'define web = { 80, 443 }',
      'define ports = { 22, $web }',
      'add table inet t',
      'add chain inet t c { type filter hook input priority 0; policy drop; }',
      'add rule inet t c tcp dport $ports accept',
      'include "extra/*.nft"',
      'insert rule inet t c iif lo accept; add rule inet t c tcp dport 25 \\',
      '  drop',
    ].join('\n');
    const extra = 'add rule inet t c udp dport 53 accept\n';
    const contributions = normalize(['conf/nftables.conf', main], ['conf/extra/a.nft', extra]);
    expect(contributions.map((one) => one.target)).toEqual([{ kind: 'firewall', name: 'nftables' }]);
    const section = contributions[0]?.sections['ruleset'] as { flag: string; data: FirewallRuleset }; // opaque by type
    expect(section.flag).toBe('complete');
    expect(section.data.filters[0]?.chains[0]?.rules.map((rule) => [said(rule), rule.at.file, rule.at.line])).toEqual([
      ['allow; in lo', 'conf/nftables.conf', 11],
      ['allow; protocol 6, dport 22 80 443', 'conf/nftables.conf', 9],
      ['allow; protocol 17, dport 53', 'conf/extra/a.nft', 1],
      ['deny; protocol 6, dport 25', 'conf/nftables.conf', 11],
    ]);
  });

  it('is incomplete without a file that is included', () => {
    const [contribution] = normalize(['x.nft', `include "missing.nft"\n${chain('accept')}`]);
    expect(contribution?.sections['ruleset']).toMatchObject({ flag: 'incomplete' });
    expect(contribution?.diagnostics).toMatchObject([{ code: 'parse-error', at: { file: 'x.nft', line: 1 } }]);
  });

  it('doubts a rule whose place is not told, and a variable that is not defined', () => {
    expect(rulesIn(`${chain('accept')}insert rule inet t c position 7 drop\n`).map(said)).toEqual([
      'deny; uncertain',
      'allow',
    ]);
    expect(rulesIn(chain('tcp dport $secret accept')).map(said)).toEqual(['allow; protocol 6; uncertain']);
  });

  it('keeps ids when lines move and counters run', () => {
    const ids = (text: string) => rulesIn(text).map((rule) => rule.id);
    const one = chain('tcp dport 22 counter packets 1 bytes 60 accept');
    const other = `# moved\n\n${chain('tcp dport 22 counter packets 9 bytes 999 accept')}`;
    expect(ids(one)).toEqual(ids(other));
    expect(ids(chain('accept\naccept'))[1]).toMatch(/\(2\)$/);
  });

  const JSON_TEXT = JSON.stringify({
    nftables: [
      { metainfo: { version: '1.0.6', json_schema_version: 1 } },
      { table: { family: 'inet', name: 't', handle: 1 } },
      { chain: { family: 'inet', table: 't', name: 'other', handle: 2 } },
      {
        chain: {
          family: 'inet',
          table: 't',
          name: 'c',
          handle: 3,
          type: 'filter',
          hook: 'input',
          prio: 0,
          policy: 'drop',
        },
      },
      {
        rule: {
          family: 'inet',
          table: 't',
          chain: 'c',
          handle: 4,
          expr: [
            {
              match: {
                op: '==',
                left: { payload: { protocol: 'tcp', field: 'dport' } },
                right: { set: [22, { range: [80, 90] }] },
              },
            },
            { accept: null },
          ],
        },
      },
    ],
  });

  it('takes text and JSON of one ruleset as one, and its lines from the text', () => {
    const text = chain('tcp dport { 22, 80-90 } accept');
    const contributions = normalize(['a.nft', text], ['b.json', JSON_TEXT]);
    expect(contributions).toHaveLength(1);
    expect(contributions[0]?.diagnostics).toEqual([]);
    expect(rulesetOf(['a.nft', text], ['b.json', JSON_TEXT]).filters[0]?.chains[1]?.rules[0]?.at.line).toBe(7);
    expect(meaningOf(rulesetOf(['b.json', JSON_TEXT]))).toEqual(meaningOf(rulesetOf(['a.nft', text])));
    expect(rulesetOf(['b.json', JSON_TEXT]).filters[0]?.chains[1]?.rules[0]?.at.pointer).toBe('/nftables/4');
  });

  it('says when text and JSON differ', () => {
    const [contribution] = normalize(['a.nft', chain('accept\naccept')], ['b.json', JSON_TEXT]);
    expect(contribution?.diagnostics).toMatchObject([{ code: 'readings-differ' }]);
  });

  it.each<readonly [string, string, unknown, boolean]>([
    ['a dump', 'table inet filter {\n\tchain x {\n', undefined, true],
    ['a script', '#!/usr/sbin/nft -f\n\ninclude "x"\n', undefined, true],
    ['flat statements', 'add rule inet filter input tcp dport 22 accept\n', undefined, true],
    ['JSON', '{"nftables": []}', { nftables: [] }, true],
    ['other JSON', '{"tables": []}', { tables: [] }, false],
    ['iptables-save', '*filter\n:INPUT ACCEPT [0:0]\nCOMMIT\n', undefined, false],
    ['SQL', 'CREATE TABLE ip (\n', undefined, false],
    ['YAML', 'table: inet\n', undefined, false],
  ])('recognizes %s', (_, head, json, yes) => {
    expect(nft.recognizes({ origin: 'x', head, json })).toBe(yes);
  });
});
