import { describe, expect, it } from 'vitest';
import type { Capture } from '../../../../../src/core/capture.ts';
import { captureId } from '../../../../../src/core/ids.ts';
import type { Section } from '../../../../../src/core/section.ts';
import { exposure, reachFromInternet } from '../../../../../src/derive/firewall/exposure.ts';
import type { FirewallRuleset } from '../../../../../src/model/generated/model.ts';
import { iptablesSave } from '../../../../../src/normalize/firewall/iptables-save/format.ts';
import { ufwFormat } from '../../../../../src/normalize/firewall/ufw/format.ts';

const beforeRules = (prefix: string) => `*filter
:${prefix}-before-input - [0:0]
:${prefix}-before-output - [0:0]
:${prefix}-before-forward - [0:0]
-A ${prefix}-before-input -i lo -j ACCEPT
-A ${prefix}-before-output -o lo -j ACCEPT
-A ${prefix}-before-input -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A ${prefix}-before-input -m conntrack --ctstate INVALID -j DROP
COMMIT
`;
const afterRules = (prefix: string) =>
  `*filter\n:${prefix}-after-input - [0:0]\n:${prefix}-after-output - [0:0]\n:${prefix}-after-forward - [0:0]\nCOMMIT\n`;
const userRules = (prefix: string, rules: string) => `*filter
:${prefix}-user-input - [0:0]
:${prefix}-user-output - [0:0]
:${prefix}-user-forward - [0:0]
:${prefix}-before-logging-input - [0:0]
### RULES ###

${rules}
### END RULES ###
COMMIT
`;
const SSH =
  '### tuple ### allow tcp 22 0.0.0.0/0 any 0.0.0.0/0 in comment=73736820\n-A ufw-user-input -p tcp --dport 22 -j ACCEPT\n';
const DEFAULTS =
  'IPV6=yes\nDEFAULT_INPUT_POLICY="DROP"\nDEFAULT_OUTPUT_POLICY="ACCEPT"\nDEFAULT_FORWARD_POLICY="DROP"\nMANAGE_BUILTINS=no\n';

type Tree = Readonly<Record<string, string>>;
const WHOLE: Tree = {
  'etc/default/ufw': DEFAULTS,
  'etc/ufw/ufw.conf': 'ENABLED=yes\nLOGLEVEL=low\n',
  'etc/ufw/before.rules': beforeRules('ufw'),
  'etc/ufw/before6.rules': beforeRules('ufw6'),
  'etc/ufw/after.rules': afterRules('ufw'),
  'etc/ufw/after6.rules': afterRules('ufw6'),
  'etc/ufw/user.rules': userRules('ufw', SSH),
  'etc/ufw/user6.rules': userRules('ufw6', ''),
};

function capture(origin: string, text: string): Capture {
  return {
    id: captureId(origin),
    origin,
    collectedAt: '2026-11-02T10:00:00Z',
    outcome: { kind: 'read', bytes: Buffer.from(text) },
  };
}

function rulesetOf(tree: Tree): Section<FirewallRuleset> {
  const captures = Object.entries(tree).map(([origin, text]) => capture(origin, text));
  for (const one of captures) {
    const head = Buffer.from(one.outcome.kind === 'read' ? one.outcome.bytes : []).toString();
    expect([one.origin, ufwFormat.recognizes({ origin: one.origin, head, json: undefined })]).toEqual([
      one.origin,
      true,
    ]);
    expect(iptablesSave.recognizes({ origin: one.origin, head, json: undefined })).toBe(false);
  }
  const [contribution] = ufwFormat.normalize(captures, { claimed: [], documents: [] });
  return contribution?.sections['ruleset'] as Section<FirewallRuleset>; // the format gives that section
}

function reach(section: Section<FirewallRuleset>, port: number) {
  const data = exposure.derive({ firewall: { ruleset: section } }, { nowMs: 0 }).firewall?.exposure?.data;
  return data === undefined ? undefined : reachFromInternet(data, 'tcp', port);
}

describe('the files of ufw', () => {
  it('are the ruleset that ufw loads, each rule at its own place', () => {
    const section = rulesetOf(WHOLE);
    expect(section.flag).toBe('complete');
    expect(reach(section, 22)).toEqual({ ipv4: 'must', ipv6: 'no' });
    expect(reach(section, 23)).toEqual({ ipv4: 'no', ipv6: 'no' });
    const chains = section.data?.filters.find(({ id }) => id === 'ufw:ipv4')?.chains ?? [];
    expect(chains.find(({ name }) => name === 'ufw-user-input')?.rules[0]?.at).toEqual({
      file: 'etc/ufw/user.rules',
      line: 9,
    });
    expect(chains.find(({ name }) => name === 'INPUT')?.policy).toEqual({
      value: 'deny',
      at: { file: 'etc/default/ufw', line: 2 },
    });
  });

  it.each<[string, Tree, object]>([
    [
      'IPV6=no closes IPv6 but the loopback',
      {
        'etc/default/ufw': DEFAULTS.replace('IPV6=yes', 'IPV6=no'),
        'etc/ufw/user6.rules': userRules('ufw6', '-A ufw6-user-input -j ACCEPT'),
      },
      { ipv4: 'must', ipv6: 'no' },
    ],
    [
      'ufw limit lets everybody in, at their first packets',
      {
        'etc/ufw/user.rules': userRules(
          'ufw',
          [
            '-A ufw-user-input -p tcp --dport 22 -m conntrack --ctstate NEW -m recent --set',
            '-A ufw-user-input -p tcp --dport 22 -m conntrack --ctstate NEW -m recent --update --seconds 30 --hitcount 6 -j ufw-user-limit',
            '-A ufw-user-input -p tcp --dport 22 -j ufw-user-limit-accept',
            '-A ufw-user-limit -j REJECT',
            '-A ufw-user-limit-accept -j ACCEPT',
          ].join('\n'),
        ),
      },
      { ipv4: 'must', ipv6: 'no' },
    ],
    [
      'an accepting default',
      {
        'etc/default/ufw': DEFAULTS.replace('INPUT_POLICY="DROP"', 'INPUT_POLICY="ACCEPT"'),
        'etc/ufw/user.rules': userRules('ufw', ''),
      },
      { ipv4: 'must', ipv6: 'must' },
    ],
    [
      'a rejecting default',
      {
        'etc/default/ufw': DEFAULTS.replace('INPUT_POLICY="DROP"', 'INPUT_POLICY="REJECT"'),
        'etc/ufw/user.rules': userRules('ufw', ''),
      },
      { ipv4: 'no', ipv6: 'no' },
    ],
    [
      'a default that a shell computes',
      {
        'etc/default/ufw': DEFAULTS.replace('INPUT_POLICY="DROP"', 'INPUT_POLICY="$(policy)"'),
        'etc/ufw/user.rules': userRules('ufw', ''),
      },
      { ipv4: 'may', ipv6: 'may' },
    ],
    [
      'ufw.conf over the defaults',
      {
        'etc/ufw/ufw.conf': 'ENABLED=yes\nLOGLEVEL=low\nDEFAULT_INPUT_POLICY=ACCEPT\n',
        'etc/ufw/user.rules': userRules('ufw', ''),
      },
      { ipv4: 'must', ipv6: 'must' },
    ],
    [
      'a chain that a later file declares once more is emptied',
      {
        'etc/ufw/after.rules': `${afterRules('ufw')}*filter\n:ufw-before-input - [0:0]\nCOMMIT\n`,
        'etc/ufw/before.rules': beforeRules('ufw').replace(
          'COMMIT',
          '-A ufw-before-input -p tcp --dport 22 -j DROP\nCOMMIT',
        ),
      },
      { ipv4: 'must', ipv6: 'no' },
    ],
    [
      'a drop in before.rules comes first',
      {
        'etc/ufw/before.rules': beforeRules('ufw').replace(
          'COMMIT',
          '-I ufw-before-input -p tcp --dport 22 -j DROP\nCOMMIT',
        ),
      },
      { ipv4: 'no', ipv6: 'no' },
    ],
    ['without before.rules', { 'etc/ufw/before.rules': '' }, { ipv4: 'must', ipv6: 'no' }],
  ])('%s', (_, change, expected) => {
    const tree = Object.fromEntries(Object.entries({ ...WHOLE, ...change }).filter(([, text]) => text !== ''));
    expect(reach(rulesetOf(tree), 22)).toEqual(expected);
  });

  it('say what is missing', () => {
    const section = rulesetOf({ 'user.rules': userRules('ufw', SSH) });
    expect(section.flag).toBe('incomplete');
    expect(section.reason).toContain('before.rules');
    expect(section.hint).toContain('/etc/ufw');
  });

  it('load nothing where ufw is off', () => {
    const section = rulesetOf({ ...WHOLE, 'etc/ufw/ufw.conf': 'ENABLED=no\nLOGLEVEL=low\n' });
    expect(section.flag).toBe('incomplete');
    expect(section.reason).toContain('ENABLED=no');
    expect(section.data?.filters.flatMap(({ chains }) => chains.flatMap(({ rules }) => rules))).toEqual([]);
  });

  it('a quote that is left open is told at its line', () => {
    const captures = [
      capture('etc/ufw/user.rules', userRules('ufw', '-A ufw-user-input -m comment --comment "x -j ACCEPT')),
    ];
    const [contribution] = ufwFormat.normalize(captures, { claimed: [], documents: [] });
    const errors = contribution?.diagnostics.filter(({ code }) => code === 'parse-error');
    expect(errors).toMatchObject([
      { at: { file: 'etc/ufw/user.rules', line: 8 }, message: expect.stringContaining('etc/ufw/user.rules:8:') },
    ]);
  });

  it('a dump of the running ufw is a dump', () => {
    const dump =
      '*filter\n:INPUT DROP [0:0]\n:ufw-before-input - [0:0]\n:ufw-user-input - [0:0]\n-A INPUT -j ufw-before-input\nCOMMIT\n';
    expect(ufwFormat.recognizes({ origin: 'x', head: dump, json: undefined })).toBe(false);
    expect(iptablesSave.recognizes({ origin: 'x', head: dump, json: undefined })).toBe(true);
  });
});
