import { captureId } from '../../../../src/core/ids.ts';
import type { SnapshotSections } from '../../../../src/derive/derivation.ts';
import { declaredDerivation } from '../../../../src/derive/firewall/declared.ts';
import type { Firewall, FirewallDeclaredSection, FirewallRuleset } from '../../../../src/model/generated/model.ts';
import { declaredServicesFormat } from '../../../../src/normalize/firewall/declared-services/format.ts';
import { readDump, rulesetSection } from '../../../../src/normalize/firewall/iptables-save/reading.ts';

/** A capture of a text. */
export function captureOf(origin: string, text: string) {
  return {
    id: captureId('c'),
    origin,
    collectedAt: '2026-11-22T00:00:00Z',
    outcome: { kind: 'read' as const, bytes: new TextEncoder().encode(text) },
  };
}

/** The section of an exposure.yaml for one target. */
export function declaredSection(text: string, target = 'web-1'): FirewallDeclaredSection | undefined {
  const [contribution] = declaredServicesFormat.normalize([captureOf('exposure.yaml', text)], {
    claimed: [],
    documents: [],
  });
  const sections: Readonly<Record<string, FirewallDeclaredSection>> = {
    ...(contribution?.shared?.({ kind: 'host', name: target }) as Record<string, FirewallDeclaredSection>), // what the format makes
  };
  return sections['declared'];
}

/** A filter table with a policy of INPUT, as iptables-save writes it. */
export function filterTable(
  rules: readonly string[],
  { policy = 'DROP', output = 'ACCEPT', chains = [] as readonly string[], before = '' } = {},
): string {
  const lines = rules.map((rule) => (rule.startsWith('-A') ? rule : `-A INPUT ${rule}`));
  return `${before}*filter\n:INPUT ${policy} [0:0]\n:FORWARD DROP [0:0]\n:OUTPUT ${output} [0:0]\n${chains.map((name) => `:${name} - [0:0]\n`).join('')}${lines.map((line) => `${line}\n`).join('')}COMMIT\n`;
}

/** The ruleset of iptables-save texts. */
export function rulesetOf(v4: string, v6?: string): FirewallRuleset {
  const dumps = [
    readDump(captureOf('rules.v4', v4), 'configured', 'ipv4'),
    ...(v6 === undefined ? [] : [readDump(captureOf('rules.v6', v6), 'configured', 'ipv6')]),
  ];
  const data = rulesetSection(dumps).data;
  if (data === undefined) throw new Error('the dump was not read');
  return data;
}

/** Everything derived from a ruleset and an exposure.yaml. */
export function deriveDeclared(
  ruleset: FirewallRuleset,
  {
    yaml,
    target = 'web-1',
    host,
    now = '2026-11-22T00:00:00Z',
  }: { yaml?: string; target?: string; host?: SnapshotSections['host']; now?: string } = {},
): Firewall {
  const declared = yaml === undefined ? undefined : declaredSection(yaml, target);
  const sections: SnapshotSections = {
    firewall: { ruleset: { flag: 'complete', data: ruleset }, ...(declared === undefined ? {} : { declared }) },
    ...(host === undefined ? {} : { host }),
  };
  return declaredDerivation.derive(sections, { nowMs: Date.parse(now) }).firewall ?? {};
}
