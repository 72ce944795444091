import { isKnown } from '../../../core/fact.ts';
import type { AccessPolicy } from '../../../model/generated/model.ts';
import { asked, both, negated, type Tri } from './tri.ts';

/** Something that the rules at sign-in should do, and what a rule must be to do it. */
export interface Question {
  readonly id: string;
  /** Kinds of client or levels of risk; one empty part where there is nothing to tell apart. */
  readonly parts: readonly string[];
  /** Asked of administrators only: a role counts when it is active. */
  readonly ofAdmins: boolean;
  /** Applications that it is asked of: every one, or a user action. */
  readonly action: string | undefined;
  /** Does the rule, when it is on, do it for whom and what it covers? */
  does(policy: AccessPolicy): Tri;
  /** The parts that it covers. */
  partsOf(policy: AccessPolicy): { readonly parts: readonly string[]; readonly certain: boolean };
  /** It looks as if it did: worth a word when it does not. */
  resembles(policy: AccessPolicy): boolean;
}

const SECOND_FACTOR = ['mfa', 'phishing-resistant', 'passwordless'];
const STRONG: ReadonlySet<string> = new Set([...SECOND_FACTOR, 'block']);
const DEVICE: ReadonlySet<string> = new Set(['compliant-device', 'joined-device', 'block']);
const BLOCK: ReadonlySet<string> = new Set(['block']);
const CHANGE: ReadonlySet<string> = new Set([...STRONG, 'password-change']);
/** What a client of an old protocol cannot give, so that demanding it shuts the client out. */
const MODERN_ONLY: ReadonlySet<string> = new Set([...STRONG, 'compliant-device', 'joined-device']);

/** Every way through the demands passes one that is accepted: of alternatives the weakest counts. */
function demands({ grants, operator }: AccessPolicy, accepted: ReadonlySet<string>): Tri {
  if (!isKnown(grants)) return 'maybe';
  const list = grants.value;
  const good = list.filter((grant) => accepted.has(grant)).length;
  if (good === 0) return 'no';
  if (good === list.length) return 'yes';
  return asked(operator, (word) => word === 'and');
}

const NO_CONDITIONS: ReadonlySet<string> = new Set();
const TRUSTED_OUTSIDE: ReadonlySet<string> = new Set(['trusted-locations-excluded']);

interface Narrowing {
  readonly conditions?: ReadonlySet<string> | 'any';
  readonly flows?: boolean;
  readonly userRisk?: boolean;
  readonly signInRisk?: boolean;
}

/** No condition leaves sign-ins out, but for those that the question is about. */
function unnarrowed(policy: AccessPolicy, allowed: Narrowing): Tri {
  const { conditions = NO_CONDITIONS } = allowed;
  const isEmpty = (list: readonly string[]): boolean => list.length === 0;
  return both(
    conditions === 'any' ? 'yes' : asked(policy.conditions, (list) => list.every((word) => conditions.has(word))),
    allowed.flows === true ? 'yes' : asked(policy.flows, isEmpty),
    allowed.userRisk === true ? 'yes' : asked(policy.user_risk, isEmpty),
    allowed.signInRisk === true ? 'yes' : asked(policy.sign_in_risk, isEmpty),
  );
}

const MODERN_CLIENTS = ['browser', 'modern'] as const;
const LEGACY_CLIENTS = ['exchange-active-sync', 'other-clients'] as const;

function clientParts(policy: AccessPolicy, parts: readonly string[]) {
  if (!isKnown(policy.clients)) return { parts, certain: false };
  const told = new Set(policy.clients.value);
  const covered = parts.filter(
    (part) => told.has('all') || told.has(part) || (told.has('legacy') && LEGACY_CLIENTS.some((one) => one === part)),
  );
  return { parts: covered, certain: true };
}

/** Both kinds of modern clients. */
function allClients(policy: AccessPolicy): Tri {
  return asked(policy.clients, (list) => list.includes('all') || MODERN_CLIENTS.every((one) => list.includes(one)));
}

function grantsSome(policy: AccessPolicy, words: readonly string[]): boolean {
  return isKnown(policy.grants) && policy.grants.value.some((grant) => words.includes(grant));
}

function holds(fact: AccessPolicy['flows'], word: string): boolean {
  return isKnown(fact) && fact.value.includes(word);
}

function factorQuestion(id: string, conditions: ReadonlySet<string>): Question {
  return {
    id,
    parts: MODERN_CLIENTS,
    ofAdmins: false,
    action: undefined,
    does: (policy) => both(demands(policy, STRONG), unnarrowed(policy, { conditions })),
    partsOf: (policy) => clientParts(policy, MODERN_CLIENTS),
    resembles: (policy) => grantsSome(policy, SECOND_FACTOR),
  };
}

function flowQuestion(flow: string): Question {
  return {
    id: `flow:${flow}`,
    parts: [''],
    ofAdmins: false,
    action: undefined,
    does: (policy) =>
      both(
        demands(policy, BLOCK),
        unnarrowed(policy, { flows: true }),
        asked(policy.flows, (list) => list.length === 0 || list.includes(flow)),
        allClients(policy),
      ),
    partsOf: () => ({ parts: [''], certain: true }),
    resembles: (policy) => holds(policy.flows, flow),
  };
}

const LEVELS = ['high', 'medium', 'low'];

function riskQuestion(id: 'risk:sign-in' | 'risk:user'): Question {
  const isUser = id === 'risk:user';
  const levels = (policy: AccessPolicy): AccessPolicy['flows'] => (isUser ? policy.user_risk : policy.sign_in_risk);
  return {
    id,
    parts: LEVELS,
    ofAdmins: false,
    action: undefined,
    does: (policy) =>
      both(
        demands(policy, isUser ? CHANGE : STRONG),
        unnarrowed(policy, isUser ? { userRisk: true } : { signInRisk: true }),
        asked(levels(policy), (list) => list.length > 0),
        allClients(policy),
      ),
    partsOf: (policy) => {
      const fact = levels(policy);
      return isKnown(fact)
        ? { parts: LEVELS.filter((level) => fact.value.includes(level)), certain: true }
        : { parts: LEVELS, certain: false };
    },
    resembles: (policy) => {
      const fact = levels(policy);
      return isKnown(fact) && fact.value.length > 0;
    },
  };
}

/** The user action of registering factors. */
const REGISTRATION = 'action:register-security-information';

/** Everything that is asked of the rules at sign-in. */
export const QUESTIONS: readonly Question[] = [
  factorQuestion('mfa', NO_CONDITIONS),
  factorQuestion('mfa-outside', TRUSTED_OUTSIDE),
  {
    id: 'legacy',
    parts: LEGACY_CLIENTS,
    ofAdmins: false,
    action: undefined,
    does: (policy) => both(demands(policy, MODERN_ONLY), unnarrowed(policy, {})),
    partsOf: (policy) => clientParts(policy, LEGACY_CLIENTS),
    resembles: (policy) =>
      grantsSome(policy, ['block']) &&
      isKnown(policy.clients) &&
      policy.clients.value.some((client) => client === 'legacy' || LEGACY_CLIENTS.some((one) => one === client)),
  },
  flowQuestion('device-code'),
  flowQuestion('transfer'),
  riskQuestion('risk:sign-in'),
  riskQuestion('risk:user'),
  {
    id: 'device',
    parts: MODERN_CLIENTS,
    ofAdmins: true,
    action: undefined,
    does: (policy) => both(demands(policy, DEVICE), unnarrowed(policy, {})),
    partsOf: (policy) => clientParts(policy, MODERN_CLIENTS),
    resembles: (policy) => grantsSome(policy, ['compliant-device', 'joined-device']),
  },
  {
    id: 'registration',
    parts: [''],
    ofAdmins: false,
    action: REGISTRATION,
    does: (policy) => both(demands(policy, new Set([...STRONG, ...DEVICE])), unnarrowed(policy, { conditions: 'any' })),
    partsOf: () => ({ parts: [''], certain: true }),
    resembles: (policy) => holds(policy.apps, REGISTRATION),
  },
];

/** Why a rule that looks alike does not count, in words; its grants, or what narrows it. */
export function whyNot(policy: AccessPolicy): string {
  const reasons: string[] = [];
  if (
    isKnown(policy.grants) &&
    policy.grants.value.length > 1 &&
    isKnown(policy.operator) &&
    policy.operator.value === 'or'
  )
    reasons.push(`one of ${policy.grants.value.join(', ')} is enough`);
  else if (isKnown(policy.grants)) reasons.push(`it demands ${policy.grants.value.join(' and ') || 'nothing'}`);
  if (isKnown(policy.conditions) && policy.conditions.value.length > 0)
    reasons.push(`only under conditions (${policy.conditions.value.join(', ')})`);
  for (const [fact, what] of [
    [policy.flows, 'flows'],
    [policy.user_risk, 'user risk'],
    [policy.sign_in_risk, 'sign-in risk'],
  ] as const)
    if (isKnown(fact) && fact.value.length > 0) reasons.push(`only for ${what} ${fact.value.join(', ')}`);
  return `${policy.name}: ${reasons.join('; ')}`;
}

/** Whether a rule covers an application: `all` stands for every one that no rule names. */
export function coversApp(policy: AccessPolicy, app: string, isAction: boolean): Tri {
  const included: Tri = !isKnown(policy.apps)
    ? 'maybe'
    : policy.apps.value.includes(app) || (!isAction && policy.apps.value.includes('all'))
      ? 'yes'
      : !isAction && policy.apps.value.includes('filter')
        ? 'maybe'
        : 'no';
  const excluded: Tri = !isKnown(policy.excluded_apps)
    ? 'maybe'
    : policy.excluded_apps.value.includes(app)
      ? 'yes'
      : policy.excluded_apps.value.includes('filter')
        ? 'maybe'
        : 'no';
  return both(included, negated(excluded));
}

/** Applications that some rule names. */
export function namedApps(policies: readonly AccessPolicy[]): readonly string[] {
  const found = new Set<string>();
  for (const { apps, excluded_apps } of policies)
    for (const fact of [apps, excluded_apps])
      for (const app of isKnown(fact) ? fact.value : [])
        if (app !== 'all' && app !== 'filter' && !/^(?:action|context):/.test(app)) found.add(app);
  return [...found].sort();
}
