import { type Fact, isKnown, known, type Place, unknown } from '../../../core/fact.ts';
import { compareCodePoints, sortedBy } from '../../../core/order.ts';
import type {
  AccessCell,
  AccessExclusion,
  AccessGap,
  AccessPolicy,
  AccessQuestion,
  AccessSession,
  IamDirectorySettings,
} from '../../../model/generated/model.ts';
import { coversApp, namedApps, QUESTIONS, type Question, whyNot } from './questions.ts';
import { any, asked, both, type Tri } from './tri.ts';
import { isFor, isIn, type Somebody } from './who.ts';

interface Counting {
  readonly policy: AccessPolicy;
  readonly verdict: Tri;
}

interface Answer {
  readonly gaps: readonly AccessCell[];
  readonly doubts: readonly AccessCell[];
}

/** Answers one question over everybody; people whom the same rules are for share their answer. */
export function answer(
  question: Question,
  policies: readonly AccessPolicy[],
  everybody: readonly Somebody[],
  settings: IamDirectorySettings | undefined,
  at: Place,
): AccessQuestion {
  const isOn = (policy: AccessPolicy): Tri => asked(policy.state, (state) => state === 'on');
  const judged = policies
    .map((policy): Counting => ({ policy, verdict: both(isOn(policy), question.does(policy)) }))
    .filter(({ verdict }) => verdict !== 'no');
  const isAction = question.action !== undefined;
  const apps = isAction ? [question.action ?? ''] : ['all', ...namedApps(judged.map(({ policy }) => policy))];
  const touches = (policy: AccessPolicy): boolean =>
    question.partsOf(policy).parts.length > 0 && apps.some((app) => coversApp(policy, app, isAction) !== 'no');
  const counting = judged.filter(({ policy }) => touches(policy));
  const answers = new Map<string, Answer>();
  const gaps: AccessGap[] = [];
  const doubts: AccessGap[] = [];
  for (const who of everybody) {
    if (who.enabled === 'no' || (question.ofAdmins && who.admin === 'no')) continue;
    const matches = counting.map(({ policy, verdict }) => both(verdict, isFor(policy, who, question.ofAdmins)));
    const key = matches.join('');
    const found = answers.get(key) ?? cellsOf(question, counting, matches, apps);
    answers.set(key, found);
    const sure = who.enabled === 'yes' && (!question.ofAdmins || who.admin === 'yes');
    const open = sure ? found.doubts : [...found.gaps, ...found.doubts];
    const entry = { id: who.id, name: who.name, admin: who.admin === 'yes' };
    if (sure && found.gaps.length > 0) gaps.push({ ...entry, cells: found.gaps });
    if (open.length > 0) doubts.push({ ...entry, cells: open });
  }
  const unread = counting.filter(({ verdict }) => verdict === 'maybe').map(({ policy }) => policy);
  return {
    id: question.id,
    at,
    by_default: byDefault(question, policies, settings, at),
    policies: names(counting.filter(({ verdict }) => verdict === 'yes').map(({ policy }) => policy)),
    dormant: names(
      policies.filter((policy) => isOn(policy) === 'no' && question.does(policy) === 'yes' && touches(policy)),
    ),
    weaker: policies
      .filter((policy) => isOn(policy) === 'yes' && question.resembles(policy) && question.does(policy) === 'no')
      .map(whyNot)
      .sort(compareCodePoints),
    gaps,
    doubts,
    settled: doubts.length === 0 ? known(true, at) : unknown(whyOpen(unread, doubts), at),
  };
}

function names(policies: readonly AccessPolicy[]): readonly string[] {
  return policies.map(({ name }) => name).sort(compareCodePoints);
}

function whyOpen(unread: readonly AccessPolicy[], doubts: readonly AccessGap[]): string {
  const first = doubts
    .slice(0, 3)
    .map(({ id }) => id)
    .join(', ');
  const more = doubts.length > 3 ? ` and ${doubts.length - 3} more` : '';
  if (unread.length > 0)
    return `what these policies do is not told as a whole: ${names(unread).join(', ')}; ${first}${more} depend on them`;
  return `whether the policies are for ${first}${more} is not told: their state, groups or roles are missing; give the users with accountEnabled, the members of groups and the role assignments`;
}

function cellsOf(
  question: Question,
  counting: readonly Counting[],
  matches: readonly Tri[],
  apps: readonly string[],
): Answer {
  const gaps: AccessCell[] = [];
  const doubts: AccessCell[] = [];
  for (const app of apps)
    for (const part of question.parts) {
      const covered = any(
        counting.map(({ policy }, index) => {
          const { parts, certain } = question.partsOf(policy);
          const ofPart: Tri = parts.includes(part) ? (certain ? 'yes' : 'maybe') : 'no';
          return both(matches[index] ?? 'no', ofPart, coversApp(policy, app, question.action !== undefined));
        }),
      );
      if (covered === 'no') gaps.push({ app, part });
      if (covered === 'maybe') doubts.push({ app, part });
    }
  return { gaps, doubts };
}

/** Security defaults and rules of one's own exclude each other: the service lets only one of them be on. */
function byDefault(
  { id }: Question,
  policies: readonly AccessPolicy[],
  settings: IamDirectorySettings | undefined,
  at: Place,
): Fact<boolean> {
  const isFactor = id === 'mfa' || id === 'mfa-outside';
  if (!isFactor && id !== 'legacy') return known(false, at);
  if (policies.some(({ state }) => isKnown(state) && state.value === 'on')) return known(false, at);
  if (settings === undefined)
    return unknown(
      'whether the defaults of the directory do it is not told; give its settings (security defaults)',
      at,
    );
  return isFactor ? settings.mfa_by_default : settings.legacy_protocols_blocked;
}

/** Whom each rule leaves out of a second factor or a block, and who of them is caught by another rule. */
export function exclusions(
  policies: readonly AccessPolicy[],
  everybody: readonly Somebody[] | undefined,
  answers: readonly AccessQuestion[],
): readonly AccessExclusion[] {
  const found = policies.flatMap((policy) => {
    if (!isKnown(policy.state) || policy.state.value !== 'on' || !isKnown(policy.excluded)) return [];
    const question = ['mfa', 'mfa-outside', 'legacy', 'flow:device-code', 'flow:transfer'].find((id) => {
      const one = QUESTIONS.find((candidate) => candidate.id === id);
      return one !== undefined && one.does(policy) === 'yes' && one.partsOf(policy).parts.length > 0 && ofApps(policy);
    });
    const told = answers.find(({ id }) => id === question);
    if (question === undefined || told === undefined) return [];
    return policy.excluded.value.map((term) => ({
      id: `${policy.name} excludes ${term}`,
      at: policy.at,
      policy: policy.name,
      term,
      question,
      ...membersOf(term, policy.at, everybody, told),
    }));
  });
  return sortedBy(new Map(found.map((one) => [one.id, one])).values(), ({ id }) => id);
}

/** It is for applications, not for user actions alone. */
function ofApps({ apps }: AccessPolicy): boolean {
  return isKnown(apps) && apps.value.some((app) => !/^(?:action|context):/.test(app));
}

function membersOf(
  term: string,
  at: Place,
  everybody: readonly Somebody[] | undefined,
  told: AccessQuestion,
): Pick<AccessExclusion, 'members' | 'uncovered'> {
  if (everybody === undefined) {
    const why = unknown('who that is is not told; give the users, the groups with their members, and the roles', at);
    return { members: why, uncovered: why };
  }
  const matched = everybody.filter(({ enabled }) => enabled !== 'no').map((who) => ({ who, match: isIn(term, who) }));
  const members = matched.filter(({ match }) => match === 'yes').map(({ who }) => who.id);
  if (matched.some(({ match, who }) => match === 'maybe' || (match === 'yes' && who.enabled === 'maybe'))) {
    const why = unknown('who that is is told in part; give the members of groups and the role assignments', at);
    return { members: why, uncovered: why };
  }
  const isOf = new Set(members);
  const gaps = told.gaps.filter(({ id, cells }) => isOf.has(id) && cells.some(({ app }) => app === 'all'));
  const open = told.doubts.some(({ id }) => isOf.has(id));
  return {
    members: known(members, at),
    uncovered:
      gaps.length === 0 && open && !isKnown(told.settled)
        ? unknown(told.settled.unknown, at)
        : known(
            gaps.map(({ id }) => id),
            at,
          ),
  };
}

/** How long the sessions of administrators last. */
export function sessions(policies: readonly AccessPolicy[], everybody: readonly Somebody[]): readonly AccessSession[] {
  const on = policies
    .map((policy) => ({ policy, isOn: asked(policy.state, (state) => state === 'on') }))
    .filter(({ isOn }) => isOn !== 'no');
  const plain = (policy: AccessPolicy): Tri =>
    both(
      ...[policy.conditions, policy.flows, policy.user_risk, policy.sign_in_risk].map((fact) =>
        asked(fact, (list) => list.length === 0),
      ),
    );
  const limits = on.filter(({ policy }) => asked(policy.sign_in_hours, (hours) => hours > 0) !== 'no');
  const closing = on.filter(({ policy }) => asked(policy.persistent, (word) => word === 'never') !== 'no');
  const apps = ['all', ...namedApps(limits.map(({ policy }) => policy))];
  return everybody
    .filter(({ admin, enabled }) => admin === 'yes' && enabled === 'yes')
    .map((who) => {
      let longest = 0;
      let state: Tri = 'yes';
      for (const app of apps) {
        let shortest: number | undefined;
        for (const { policy, isOn } of limits) {
          const covered = both(
            isOn,
            plain(policy),
            isFor(policy, who, true),
            coversApp(policy, app, false),
            allKinds(policy),
          );
          if (covered === 'no') continue;
          if (covered === 'maybe' || !isKnown(policy.sign_in_hours)) state = both(state, 'maybe');
          else shortest = Math.min(shortest ?? policy.sign_in_hours.value, policy.sign_in_hours.value);
        }
        if (shortest === undefined) longest = Number.POSITIVE_INFINITY;
        else longest = Math.max(longest, shortest);
      }
      const never = any(
        closing.map(({ policy, isOn }) =>
          both(
            isOn,
            plain(policy),
            isFor(policy, who, true),
            asked(policy.persistent, (word) => word === 'never'),
            coversApp(policy, 'all', false),
          ),
        ),
      );
      const why = unknown(
        'what the policies on sessions do is told in part; give the policies as a whole, and who they are for',
        who.at,
      );
      return {
        id: who.id,
        name: who.name,
        at: who.at,
        hours: state === 'maybe' ? why : known(Number.isFinite(longest) ? longest : 0, who.at),
        persistent: never === 'maybe' ? why : known(never === 'yes' ? 'never' : 'allowed', who.at),
      };
    });
}

/** A limit for browsers alone leaves the other clients signed in. */
function allKinds(policy: AccessPolicy): Tri {
  return asked(policy.clients, (list) => list.includes('all') || (list.includes('browser') && list.includes('modern')));
}
