import { describe, expect, it } from 'vitest';
import type { FirewallRuleset } from '../../../../../src/model/generated/model.ts';
import { isStatus, readStatus } from '../../../../../src/normalize/firewall/ufw/status.ts';

const VERBOSE = `Status: active
Logging: on (low)
Default: reject (incoming), allow (outgoing), disabled (routed)
New profiles: skip

To                         Action      From
--                         ------      ----
22/tcp                     ALLOW IN    Anywhere                  
2222/tcp on eth0           LIMIT IN    10.0.0.0/8                
80,443/tcp (WWW Full)      ALLOW IN    Anywhere                  
Anywhere                   REJECT IN   192.0.2.0/24               (log-all)
10.1.2.3/gre               ALLOW IN    Anywhere/gre              
53                         DENY IN     203.0.113.9 5353/udp       # it's -j ACCEPT
22/tcp (v6)                ALLOW IN    Anywhere (v6)             

25                         DENY OUT    Anywhere on eth1          

10.2.0.0/16 80/tcp on eth1 ALLOW FWD   Anywhere on eth0           # web
`;

function rulesOf(ruleset: FirewallRuleset | undefined, family: string, chain: string) {
  const found = ruleset?.filters.find((filter) => filter.family === family)?.chains.find(({ name }) => name === chain);
  return (found?.rules ?? [])
    .filter(({ text }) => !text.startsWith('before.rules'))
    .map(({ action, conditions, uncertain }) => [
      action,
      ...conditions.map(({ on, values }) => `${on} ${values.join(',')}`),
      ...uncertain.map(() => '?'),
    ]);
}

describe('ufw status', () => {
  it('reads every form of a line', () => {
    const { section, diagnostics } = readStatus(VERBOSE, 'ufw.txt', new Map());
    expect(diagnostics).toEqual([]);
    expect(rulesOf(section.data, 'ipv4', 'INPUT')).toEqual([
      ['allow', 'protocol 6', 'dport 22'],
      ['allow', 'in eth0', 'src 10.0.0.0/8', 'protocol 6', 'dport 2222'],
      ['allow', 'protocol 6', 'dport 80,443'],
      ['reject', 'src 192.0.2.0/24'],
      ['allow', 'dst 10.1.2.3', 'protocol 47'],
      ['deny', 'src 203.0.113.9', 'protocol 17', 'dport 53', 'sport 5353'],
    ]);
    expect(rulesOf(section.data, 'ipv6', 'INPUT')).toEqual([['allow', 'protocol 6', 'dport 22']]);
    expect(rulesOf(section.data, 'ipv4', 'OUTPUT')).toEqual([
      ['deny', 'out eth1', 'protocol 6', 'dport 25'],
      ['deny', 'out eth1', 'protocol 17', 'dport 25'],
    ]);
    expect(rulesOf(section.data, 'ipv4', 'FORWARD')).toEqual([
      ['allow', 'in eth0', 'out eth1', 'dst 10.2.0.0/16', 'protocol 6', 'dport 80'],
    ]);
    expect(section.flag).toBe('incomplete');
    const policies = section.data?.filters[0]?.chains.map(({ policy }) => policy);
    expect(policies).toMatchObject([{ value: 'deny' }, { value: 'allow' }, { value: 'deny' }]);
  });

  it.each<[string, string, readonly string[][]]>([
    ['without profiles', '', [['allow', '?']]],
    [
      'with its profile',
      'found',
      [
        ['allow', 'protocol 6', 'dport 80,443'],
        ['allow', 'protocol 17', 'dport 53'],
      ],
    ],
  ])('an application %s', (_, found, rules) => {
    const text =
      'Status: active\n\nTo                         Action      From\n--                         ------      ----\nMy App                     ALLOW       Anywhere\n';
    const profiles = new Map(found === '' ? [] : [['My App', '80,443/tcp|53/udp']]);
    const { section, diagnostics } = readStatus(text, 'ufw.txt', profiles);
    expect(rulesOf(section.data, 'ipv4', 'INPUT')).toEqual(rules);
    expect(diagnostics.map(({ code }) => code)).toEqual(found === '' ? ['uncertain-rule'] : []);
    // Only `verbose` prints the policies.
    expect(section.data?.filters[0]?.chains[0]?.policy).toHaveProperty('unknown');
  });

  it('reads translated words by their places, and says so', () => {
    const text = VERBOSE.replace('Status: active', 'Status: Aktiv')
      .replace(/^Default.*$/m, 'Voreinstellung: deny (eingehend), allow (abgehend), deny (gesendet)')
      .replace('To                         Action      From', 'Zu                         Aktion      Von ')
      .replace('--                         ------      ----', '--                         ------      ---');
    expect(isStatus(text)).toBe(true);
    const { section, diagnostics } = readStatus(text, 'ufw.txt', new Map());
    expect(diagnostics.map(({ code }) => code)).toEqual(['translated-text']);
    expect(rulesOf(section.data, 'ipv4', 'INPUT')).toHaveLength(6);
    expect(section.data?.filters[0]?.chains[0]?.policy).toMatchObject({ value: 'deny' });
  });

  it('numbers and a line that is none', () => {
    const text =
      'Status: active\n\n     To                         Action      From\n     --                         ------      ----\n[ 1] 22                         ALLOW IN    Anywhere                  \nnonsense\n';
    const { section, diagnostics } = readStatus(text, 'ufw.txt', new Map());
    expect(rulesOf(section.data, 'ipv4', 'INPUT')).toHaveLength(2);
    expect(diagnostics.map(({ code, at }) => [code, at?.line])).toEqual([['parse-error', 6]]);
    expect(section.reason).toContain('could not be read');
  });

  it('an inactive ufw proves nothing', () => {
    const { section } = readStatus('Status: inactive\n', 'ufw.txt', new Map());
    expect(section.flag).toBe('incomplete');
    expect(section.data?.filters[0]?.chains[0]?.policy).toHaveProperty('unknown');
  });
});
