import type { FirewallRuleNotes, FirewallRuleset } from '../../model/generated/model.ts';
import { holdsPorts, peersAsAddresses } from './declared-services.ts';
import type { ScopeOpenings } from './declared-uses.ts';
import { ofMachine } from './family-view.ts';
import { UNTOLD_PERMISSIONS } from './lost-values.ts';
import { subtractAddresses, uniteAddresses } from './sources-intervals.ts';
import { segmentsOf } from './sources-openings.ts';

type RuleNote = FirewallRuleNotes['rules'][number];

const DAY_MS = 86_400_000;
/** Words that make the date after them a last day. */
const UNTIL =
  '(?:until|till|expires?(?: on| at)?|expiry|expiration|valid (?:to|until|till)|ends?(?: on)?|remove (?:on|after|by)|delete (?:on|after|by)|jusqu.?au|expire le)';
const DATE = String.raw`(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{1,2})\.(\d{1,2})\.(\d{4})|(\d{4})(\d{2})(\d{2})(?!\d)`;
const EXPIRY = new RegExp(String.raw`\b${UNTIL}\b\s*[:=]?\s*(?:the\s+)?(?:${DATE})`, 'gi');

/** Rules with a comment, and rules that let in new connections from elsewhere. */
export function ruleNotes(
  ruleset: FirewallRuleset,
  scopes: readonly OpeningRules[],
  nowMs: number,
): FirewallRuleNotes['rules'] {
  const opening = new Set(scopes.flatMap((scope) => [...scope.opening]));
  const forgotten = new Set(scopes.flatMap((scope) => [...scope.forgotten]));
  const machine = new Set(ofMachine(ruleset).filters);
  return ruleset.filters.flatMap((filter) =>
    filter.chains.flatMap((chain) =>
      chain.rules.flatMap((rule): readonly RuleNote[] => {
        const comment = rule.comment?.trim() ?? '';
        const opens = opening.has(rule.id);
        if (comment === '' && !opens) return [];
        const { id, text, at } = rule;
        return [
          {
            id,
            text,
            scope: machine.has(filter) ? 'machine' : 'point',
            chain: chain.id,
            chain_name: chain.name,
            engine: filter.engine,
            comment,
            opens,
            declared: opens && !forgotten.has(rule.id),
            ...lastDay(comment, nowMs),
            at,
          },
        ];
      }),
    ),
  );
}

/** Chains with a rule that stands for all that was not read: it lets in whatever it may, and has no words beside it. */
export function untoldNotes(
  { filters }: FirewallRuleset,
  scopes: readonly OpeningRules[],
): Pick<FirewallRuleNotes, 'undecided'> {
  const opening = new Set(scopes.flatMap((scope) => [...scope.opening]));
  const undecided = filters.flatMap(({ chains }) =>
    chains.flatMap(({ id, rules }) => {
      const rule = rules.find(
        (one) =>
          opening.has(one.id) &&
          one.conditions.length === 0 &&
          one.uncertain.length > 0 &&
          one.text === UNTOLD_PERMISSIONS,
      );
      if (rule === undefined) return [];
      return [{ id, unknown: `Which rules let something in was not read: ${rule.uncertain.join('; ')}.`, at: rule.at }];
    }),
  );
  return undecided.length === 0 ? {} : { undecided };
}

/** The last day that a comment names: past, to come, or none. The latest of several counts. */
export function lastDay(comment: string, nowMs: number): Pick<RuleNote, 'expired' | 'dated'> {
  const days = [...comment.matchAll(EXPIRY)]
    .map(([, y1, m1, d1, d2, m2, y2, y3, m3, d3]) => dayOf(y1 ?? y2 ?? y3, m1 ?? m2 ?? m3, d1 ?? d2 ?? d3))
    .filter((day) => day !== undefined)
    .sort();
  const last = days.at(-1);
  if (last === undefined) return { expired: '', dated: false };
  const past = Date.parse(`${last}T00:00:00Z`) + DAY_MS <= nowMs;
  return { expired: past ? last : '', dated: !past };
}

function dayOf(year = '', month = '', day = ''): string | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(text) ? undefined : text;
}

/** Ids of rules that let something in, and of those of them that let in what no service with an owner or a ticket declares. */
export interface OpeningRules {
  readonly opening: ReadonlySet<string>;
  readonly forgotten: ReadonlySet<string>;
}

/** The rules that let something into one scope. */
export function openingRules({ context, families }: ScopeOpenings): OpeningRules {
  const opening = new Set<string>();
  const forgotten = new Set<string>();
  const owned = context.current.filter(({ owner, ticket }) => owner !== '' || ticket !== '');
  for (const { view, byProtocol } of families) {
    for (const protocol of ['tcp', 'udp'] as const) {
      const cuts = owned.flatMap(({ ports }) => ports).filter((range) => range.protocol === protocol);
      for (const { from, to, openings } of segmentsOf(byProtocol[protocol], cuts)) {
        const here = owned.filter(({ ports }) => holdsPorts(ports, protocol, from, to));
        const covered = uniteAddresses(
          here.map((service) => peersAsAddresses(service.from, context.declared.zones, view.rules.family)),
        );
        for (const { verdict, sources } of openings) {
          const id = verdict.byPolicy ? undefined : verdict.path.at(-1)?.rule.id;
          if (id === undefined) continue;
          opening.add(id);
          if (forgotten.has(id)) continue;
          if (here.length === 0 || subtractAddresses(sources, covered).length > 0) forgotten.add(id);
        }
      }
    }
  }
  return { opening, forgotten };
}
