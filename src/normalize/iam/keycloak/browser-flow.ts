import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import type { AccessPolicy } from '../../../model/generated/model.ts';
import { distinct, type ExportRecord, own, recordsAt, textIn } from '../export-record.ts';

/** What the flow of sign-ins in a browser demands. */
export interface BrowserFlow {
  readonly name: string;
  readonly at: Place;
  /** `always`, `when-configured` (only of users who have a second factor), `sometimes` (another condition), `never`. */
  readonly mfa: Fact<'always' | 'when-configured' | 'sometimes' | 'never'>;
  /** Second factors that it takes. */
  readonly factors: Fact<readonly string[]>;
  readonly conditions: readonly string[];
}

interface Step {
  readonly authenticator: string;
  readonly requirement: string;
  readonly flow: string | undefined;
}

/** Authenticators that are a second factor, in the words of the model. */
const FACTORS: ReadonlyMap<string, string> = new Map([
  ['auth-otp-form', 'totp'],
  ['webauthn-authenticator', 'fido2'],
  ['webauthn-authenticator-passwordless', 'passkey'],
  ['auth-x509-client-username-form', 'certificate'],
  ['auth-recovery-authn-code-form', 'other:recovery-codes'],
]);
/** One factor alone: a password, or the sign-in of the workstation (Kerberos). */
const PASSWORDS = new Set(['auth-username-password-form', 'auth-password-form', 'auth-spnego']);
const REQUIREMENTS = new Set(['REQUIRED', 'ALTERNATIVE', 'CONDITIONAL', 'OPTIONAL', 'DISABLED']);
const NO_FACTORS = new Set([
  ...PASSWORDS,
  'auth-cookie',
  'auth-username-form',
  'identity-provider-redirector',
  'organization',
  'conditional-user-configured',
  'conditional-user-role',
  'conditional-user-attribute',
  'conditional-level-of-authentication',
  'conditional-credential',
  'conditional-client-scope',
  'conditional-sub-flow-executed',
  'allow-access-authenticator',
  'deny-access-authenticator',
  'user-session-limits',
  'auth-select-organization',
]);

/** The words of the model for an authenticator that is a second factor. */
function factorOf(authenticator: string): string | undefined {
  const known = FACTORS.get(authenticator);
  if (known !== undefined) return known;
  if (authenticator === '' || NO_FACTORS.has(authenticator) || authenticator.startsWith('conditional-'))
    return undefined;
  if (/sms|phone/i.test(authenticator)) return 'sms';
  return /e?mail/i.test(authenticator) ? 'email' : `other:${authenticator}`;
}

/** Reads the flow that the realm uses in a browser (Server Administration Guide, "Authentication flows"). */
export function readBrowserFlow(realm: ExportRecord): BrowserFlow {
  const name = textIn(realm, 'browserFlow') ?? 'browser';
  const flows = recordsAt(realm, 'authenticationFlows');
  const record = flows?.records.find((flow) => textIn(flow, 'alias') === name);
  if (flows === undefined || record === undefined) {
    const untold = unknown(`the steps of the flow ${name} are not in the export; export the whole realm`, realm.at);
    return { name, at: realm.at, mfa: untold, factors: untold, conditions: [] };
  }
  const steps = new Map(flows.records.map((flow) => [textIn(flow, 'alias') ?? '', stepsOf(flow)]));
  const root = steps.get(name);
  const { at } = record;
  if (root === undefined || [...steps.values()].includes(undefined)) {
    const untold = unknown('the steps of a flow cannot be read; export the realm again', at);
    return { name, at, mfa: untold, factors: untold, conditions: [] };
  }
  const found: Found = { factors: new Set(), conditions: new Set(), seen: new Set() };
  const demand = demandOf(name, steps, found);
  return {
    name,
    at,
    mfa: known(demand ?? 'never', at),
    factors: known(distinct(found.factors), at),
    conditions: demand === 'when-configured' || demand === 'sometimes' ? distinct(found.conditions) : [],
  };
}

interface Found {
  readonly factors: Set<string>;
  readonly conditions: Set<string>;
  readonly seen: Set<string>;
}

type Demand = 'always' | 'when-configured' | 'sometimes' | 'never';

/** Undefined when the flow asks for neither a password nor a factor: then it decides nothing. */
function demandOf(
  flow: string,
  steps: ReadonlyMap<string, readonly Step[] | undefined>,
  found: Found,
): Demand | undefined {
  if (found.seen.has(flow)) return undefined;
  found.seen.add(flow);
  const list = (steps.get(flow) ?? []).filter(({ requirement }) => requirement !== 'DISABLED');
  const inner = list.flatMap((step) => {
    const factor = factorOf(step.authenticator);
    if (factor !== undefined) found.factors.add(factor);
    const demand: Demand | undefined =
      step.flow !== undefined
        ? demandOf(step.flow, steps, found)
        : factor !== undefined
          ? 'always'
          : PASSWORDS.has(step.authenticator)
            ? 'never'
            : undefined;
    if (demand === undefined) return [];
    const subConditions = step.flow === undefined ? [] : conditionsIn(step.flow, steps);
    if (step.requirement !== 'CONDITIONAL' || subConditions.length === 0) return [{ demand, step }];
    for (const condition of subConditions) found.conditions.add(condition);
    const isConfigured = subConditions.every((one) => one === 'user-configured');
    return [
      {
        demand: demand === 'never' ? demand : isConfigured ? ('when-configured' as const) : ('sometimes' as const),
        step,
      },
    ];
  });
  if (inner.length === 0) return undefined;
  const required = inner.filter(({ step }) => step.requirement !== 'ALTERNATIVE');
  // With a required step, alternatives beside it are not run; without one, the weakest of the alternatives is enough.
  return required.length > 0 ? strongest(required) : weakest(inner);
}

const ORDER: readonly Demand[] = ['never', 'sometimes', 'when-configured', 'always'];

function strongest(list: readonly { readonly demand: Demand }[]): Demand {
  return ORDER.findLast((demand) => list.some((one) => one.demand === demand)) ?? 'never';
}

function weakest(list: readonly { readonly demand: Demand }[]): Demand {
  return ORDER.find((demand) => list.some((one) => one.demand === demand)) ?? 'never';
}

function conditionsIn(flow: string, steps: ReadonlyMap<string, readonly Step[] | undefined>): readonly string[] {
  return (steps.get(flow) ?? [])
    .filter(({ requirement, authenticator }) => requirement !== 'DISABLED' && authenticator.startsWith('conditional-'))
    .map(({ authenticator }) => authenticator.slice('conditional-'.length));
}

function stepsOf(flow: ExportRecord): readonly Step[] | undefined {
  const list = recordsAt(flow, 'authenticationExecutions');
  if (list === undefined || list.odd > 0) return undefined;
  const steps = list.records.map((record): Step | undefined => {
    const requirement = textIn(record, 'requirement');
    if (requirement === undefined || !REQUIREMENTS.has(requirement)) return undefined;
    return {
      authenticator: textIn(record, 'authenticator') ?? '',
      requirement,
      flow: own(record.value, 'flowAlias') === undefined ? undefined : textIn(record, 'flowAlias'),
    };
  });
  const read = steps.filter((step) => step !== undefined);
  return read.length === steps.length ? read : undefined;
}

/** The flow as a rule that decides at sign-in. */
export function flowPolicy(flow: BrowserFlow, overriding: readonly string[]): AccessPolicy {
  const { at, mfa } = flow;
  const none = known([], at);
  const doubt = 'value' in mfa ? undefined : mfa;
  return {
    id: `flow:${flow.name}`,
    name: flow.name,
    at,
    state: known('on', at),
    users: known(['all'], at),
    excluded: none,
    apps: known(['all'], at),
    // Clients that bring a flow of their own.
    excluded_apps: known(overriding, at),
    clients: known(['browser'], at),
    conditions: known(flow.conditions, at),
    flows: none,
    user_risk: none,
    sign_in_risk: none,
    grants: doubt ?? known('value' in mfa && mfa.value !== 'never' ? ['mfa'] : [], at),
    operator: known('and', at),
    sign_in_hours: known(0, at),
    persistent: known('', at),
  };
}
