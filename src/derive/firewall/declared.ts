import { known, unknown } from '../../core/fact.ts';
import type { IpFamily } from '../../core/ip-range.ts';
import { deriveSection, notCollected, type Section } from '../../core/section.ts';
import type {
  FirewallBypass,
  FirewallDeclared,
  FirewallDeclaredReach,
  FirewallDeclaredState,
  FirewallEgress,
  FirewallFinalDrop,
  FirewallIcmp,
  FirewallRuleNotes,
  FirewallRuleset,
  FirewallSpoofing,
} from '../../model/generated/model.ts';
import type { Derivation, SnapshotSections } from '../derivation.ts';
import { bypassFacts } from './bypass.ts';
import { declaredOpenings } from './declared-openings.ts';
import { type DeclaredScope, declaredFor } from './declared-services.ts';
import { declaredReach, declaredUses, type ScopeOpenings, usesIn } from './declared-uses.ts';
import { type FamilyOpenings, zonePairs } from './declared-zones.ts';
import { egressOf } from './egress.ts';
import { familiesOf, viewFamily } from './family-view.ts';
import { icmpFacts } from './icmp.ts';
import { finalDropFacts } from './logging.ts';
import { openingRules, ruleNotes, untoldNotes } from './rule-notes.ts';
import { openingsOf } from './sources-openings.ts';
import { type Scope, scopesOf } from './sources-scopes.ts';
import { SPENT } from './sources-verdicts.ts';
import { spoofingFacts } from './spoofing.ts';

/** Why nothing is told of what is meant to be reachable. */
export const NOT_DECLARED = 'No exposure.yaml was given, so what is meant to be reachable is not known';
const HOW_TO_DECLARE =
  'Write an exposure.yaml that says what is meant to be reachable and give it beside the target; `vauban exposure FILE --declare > exposure.yaml` makes a first one.';

/** Nothing is declared. */
const NOTHING: FirewallDeclared = {
  target: '',
  services: [],
  zones: [],
  matrix: false,
  flows: [],
  bastions: [],
  routers: [],
  egress: [],
  at: { file: 'exposure.yaml' },
};

/** Reach against exposure.yaml, ways out, and what the rules of a machine do with forged, misleading and dropped packets. */
export const declaredDerivation: Derivation = {
  id: 'declared',
  domain: 'firewall',
  derive: (sections, { nowMs }) => {
    const ruleset = sections.firewall?.ruleset;
    const given: Section<FirewallDeclared> = sections.firewall?.declared ?? notCollected(NOT_DECLARED, HOW_TO_DECLARE);
    const facts = ruleset?.data === undefined ? undefined : look(ruleset.data, given.data, sections.host, nowMs);
    const from = <T>(pick: (found: Facts) => T) =>
      deriveSection<readonly [FirewallRuleset], T>([ruleset], (data) =>
        pick(facts ?? look(data, given.data, sections.host, nowMs)),
      );
    return {
      firewall: {
        declared_state: deriveSection<readonly [FirewallRuleset, FirewallDeclared], FirewallDeclaredState>(
          [ruleset, given],
          (data, declared) => (facts ?? look(data, declared, sections.host, nowMs)).state,
        ),
        declared_reach: from(({ reach }): FirewallDeclaredReach => ({ given: givenFact(given), points: reach })),
        egress: from(({ egress }): FirewallEgress => ({ scopes: egress })),
        spoofing: from(({ spoofing }): FirewallSpoofing => ({ interfaces: spoofing })),
        final_drop: from(({ finalDrop }): FirewallFinalDrop => ({ chains: finalDrop })),
        icmp: from(({ icmp }): FirewallIcmp => ({ families: icmp })),
        bypass: from(({ bypass }): FirewallBypass => ({ ports: bypass })),
        rule_notes: from(({ notes }): FirewallRuleNotes => notes),
      },
    };
  },
};

function givenFact(given: Section<FirewallDeclared>): FirewallDeclaredReach['given'] {
  if (given.data !== undefined) return known(true, given.data.at);
  const hint = given.hint === undefined ? '' : `: ${given.hint}`;
  return unknown(`${given.reason ?? NOT_DECLARED}${hint}`, { file: 'exposure.yaml' });
}

interface Facts {
  readonly state: FirewallDeclaredState;
  readonly reach: FirewallDeclaredReach['points'];
  readonly egress: FirewallEgress['scopes'];
  readonly spoofing: FirewallSpoofing['interfaces'];
  readonly finalDrop: FirewallFinalDrop['chains'];
  readonly icmp: FirewallIcmp['families'];
  readonly bypass: FirewallBypass['ports'];
  readonly notes: FirewallRuleNotes;
}

/** Walks each scope once and asks everything of it; what was walked is let go before the next. */
function look(
  ruleset: FirewallRuleset,
  given: FirewallDeclared | undefined,
  host: SnapshotSections['host'],
  nowMs: number,
): Facts {
  const declared = given ?? NOTHING;
  const points = ruleset.points ?? [];
  const scopes = scopesOf(ruleset).map((scope) => {
    const context = declaredFor(declared, scope, points, nowMs);
    const own = scope.ruleset();
    const families = familiesOf(own).map((family) => openingsOfFamily(own, family, scope));
    const together: ScopeOpenings = { context, families };
    const compared = given === undefined ? [] : families.map((one) => compareFamily(context, one));
    const machine = scope.point === undefined ? families.map(({ view }) => view) : [];
    return {
      families: compared.map(({ state }) => state),
      openings: compared.flatMap(({ openings }) => openings),
      zones: zonePairs(context, families),
      uses: usesIn(together),
      reach: declaredReach(context),
      notes: openingRules(together),
      egress: families.map(({ view }) => egressOf(view, scope, given, nowMs)),
      spoofing: machine.flatMap((view) => spoofingFacts(own, view, host?.sysctl)),
      finalDrop: machine.flatMap((view) => finalDropFacts(own, view)),
      icmp: machine.map((view) => icmpFacts(own, view, host?.sysctl)),
      bypass: machine.flatMap((view) => bypassFacts(own, view, given === undefined ? undefined : context)),
    };
  });
  const opening = scopes.map((scope) => scope.notes);
  return {
    state: {
      families: scopes.flatMap((scope) => scope.families),
      openings: scopes.flatMap((scope) => scope.openings),
      services: declaredUses(
        declared,
        scopes.map((scope) => scope.uses),
        nowMs,
      ),
      zones: scopes.flatMap((scope) => scope.zones),
    },
    reach: scopes.map((scope) => scope.reach),
    egress: scopes.flatMap((scope) => scope.egress),
    spoofing: scopes.flatMap((scope) => scope.spoofing),
    finalDrop: scopes.flatMap((scope) => scope.finalDrop),
    icmp: scopes.flatMap((scope) => scope.icmp),
    bypass: scopes.flatMap((scope) => scope.bypass),
    notes: { rules: ruleNotes(ruleset, opening, nowMs), ...untoldNotes(ruleset, opening) },
  };
}

function openingsOfFamily(ruleset: FirewallRuleset, family: IpFamily, scope: Scope): FamilyOpenings {
  const view = viewFamily(ruleset, family);
  return { view, byProtocol: { tcp: openingsOf(view, 'tcp', scope), udp: openingsOf(view, 'udp', scope) } };
}

/** The openings of one family against the declarations, and whether there is any from either side. */
function compareFamily(
  context: DeclaredScope,
  { view, byProtocol }: FamilyOpenings,
): {
  readonly state: FirewallDeclaredState['families'][number];
  readonly openings: FirewallDeclaredState['openings'];
} {
  const id = `${context.scope.prefix}${view.rules.family}`;
  const at = view.input?.primary?.chain.at ?? view.rules.chains[0]?.chain.at ?? { file: 'the packet filter' };
  if (view.input === undefined)
    return { state: { id, public: unknown(SPENT, at), private: unknown(SPENT, at) }, openings: [] };
  const openings = (['tcp', 'udp'] as const).flatMap((protocol) =>
    declaredOpenings(view, context, protocol, byProtocol[protocol]),
  );
  const reached = (side: 'from_public' | 'from_private') =>
    known(
      openings.some((one) => one[side]),
      at,
    );
  return { state: { id, public: reached('from_public'), private: reached('from_private') }, openings };
}
