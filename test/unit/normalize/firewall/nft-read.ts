import type { Capture } from '../../../../src/core/capture.ts';
import { captureId } from '../../../../src/core/ids.ts';
import type { FirewallRule, FirewallRuleset } from '../../../../src/model/generated/model.ts';
import { nft } from '../../../../src/normalize/firewall/nft/format.ts';

/** A capture of a text. */
export function capture(origin: string, text: string): Capture {
  return {
    id: captureId(origin),
    origin,
    collectedAt: '2026-11-02T10:00:00Z',
    outcome: { kind: 'read', bytes: new TextEncoder().encode(text) },
  };
}

/** What the format makes of files. */
export function normalize(...files: readonly (readonly [string, string])[]) {
  return nft.normalize(
    files.map(([origin, text]) => capture(origin, text)),
    { claimed: [], documents: [] },
  );
}

/** The rules of files. */
export function rulesetOf(...files: readonly (readonly [string, string])[]): FirewallRuleset {
  const section = normalize(...files)[0]?.sections['ruleset'];
  return (section as { data: FirewallRuleset }).data; // the section of a contribution is opaque by type
}

/** A table with a chain `c` of the rules, and an empty one. */
export const chain = (rules: string, head = 'type filter hook input priority 0; policy drop;', before = '') =>
  `table inet t {\n${before}\nchain other {\n}\nchain c {\n${head}\n${rules}\n}\n}\n`;

/** The rules of one chain of a text. */
export function rulesIn(text: string, family: 'ipv4' | 'ipv6' = 'ipv4', name = 'c'): readonly FirewallRule[] {
  return rulesetOf(['x.nft', text])
    .filters.filter((filter) => filter.family === family)
    .flatMap((filter) => filter.chains.filter((one) => one.name === name).flatMap((one) => one.rules));
}

/** A rule in one line. */
export function said(rule: FirewallRule): string {
  const list = (conditions: FirewallRule['conditions']) =>
    conditions.map((one) => `${one.negated === true ? '!' : ''}${one.on} ${one.values.join(' ')}`).join(', ');
  const parts = [
    rule.action,
    list(rule.conditions),
    rule.any_of === undefined ? '' : `any of ${rule.any_of.map(list).join(' | ')}`,
    rule.none_of === undefined ? '' : `none of ${rule.none_of.map(list).join(' | ')}`,
    rule.uncertain.length === 0 ? '' : 'uncertain',
  ];
  return parts.filter((part) => part !== '').join('; ');
}
