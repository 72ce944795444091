import { type Fact, isKnown, known, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import type { AccessPolicy } from '../../../model/generated/model.ts';
import { asCount, distinct, type ExportRecord, own, recordAt, recordsAt, textIn } from '../export-record.ts';
import { OKTA_COMMANDS } from './commands.ts';
import type { OktaExport } from './documents.ts';
import { groupsOf, type OktaNames, part, peopleOf } from './policy-people.ts';

/** Reads the rules of sign-on and access policies, each as a policy of its own. */
export function readAccessPolicies(data: OktaExport, names: OktaNames): readonly AccessPolicy[] {
  const policies = (data.lists.get('policy') ?? []).filter((policy) =>
    ['OKTA_SIGN_ON', 'ACCESS_POLICY'].includes(textIn(policy, 'type') ?? ''),
  );
  const read = policies.flatMap((policy) =>
    (data.attached.rules.get(textIn(policy, 'id') ?? '')?.records ?? []).map((rule) => readRule(policy, rule, names)),
  );
  return sortedBy(new Map(read.map((one) => [one.id, one])).values(), ({ id }) => id);
}

function readRule(policy: ExportRecord, rule: ExportRecord, names: OktaNames): AccessPolicy {
  const { at } = rule;
  const conditions = recordAt(rule, 'conditions');
  const actions = recordAt(rule, 'actions');
  const global = actions === undefined ? undefined : recordAt(actions, 'signon');
  const action = global ?? (actions === undefined ? undefined : recordAt(actions, 'appSignOn'));
  const session = action === undefined ? undefined : recordAt(action, 'session');
  const minutes = session === undefined ? undefined : asCount(own(session.value, 'maxSessionLifetimeMinutes'));
  const states = [textIn(policy, 'status'), textIn(rule, 'status')];
  const policyName = textIn(policy, 'name') ?? textIn(policy, 'id') ?? '';
  const none: Fact<readonly string[]> = known([], at);
  return {
    id: `policy:${policyName}/${textIn(rule, 'name') ?? textIn(rule, 'id') ?? ''}`,
    name: `${policyName}: ${textIn(rule, 'name') ?? ''}`,
    at,
    state: states.includes('INACTIVE')
      ? known('off', at)
      : states.every((one) => one === 'ACTIVE')
        ? known('on', at)
        : unknown('the export does not tell whether the rule is active', at),
    users: includedUsers(policy, rule, names),
    excluded: peopleOf(rule, 'exclude', names),
    apps: global === undefined ? appsOf(policy, names) : known(['all'], at),
    excluded_apps: none,
    clients: known(['all'], at),
    conditions: known(narrowing(rule), at),
    flows: none,
    user_risk: none,
    sign_in_risk: riskOf(conditions, at),
    grants:
      action === undefined ? unknown('the rule does not tell what it demands; export it again', at) : grantsOf(action),
    operator: known('and', at),
    sign_in_hours:
      session === undefined || own(session.value, 'maxSessionLifetimeMinutes') === undefined
        ? known(0, at)
        : minutes === undefined
          ? unknown('maxSessionLifetimeMinutes is not a whole number', at)
          : known(minutes / 60, at),
    persistent:
      session === undefined || own(session.value, 'usePersistentCookie') === undefined
        ? known('', at)
        : known(own(session.value, 'usePersistentCookie') === false ? 'never' : 'always', at),
  };
}

function grantsOf(action: ExportRecord): Fact<readonly string[]> {
  const { at } = action;
  const access = textIn(action, 'access');
  if (access === 'DENY') return known(['block'], at);
  if (access !== 'ALLOW' && access !== 'CHALLENGE')
    return unknown('the rule does not tell whether it allows or denies', at);
  const method = recordAt(action, 'verificationMethod');
  if (method === undefined) {
    const required = own(action.value, 'requireFactor');
    if (required !== undefined && typeof required !== 'boolean') return unknown('requireFactor is not a yes or no', at);
    return known(required === true || access === 'CHALLENGE' ? ['mfa'] : [], at);
  }
  const mode = textIn(method, 'factorMode');
  const constraints = recordsAt(method, 'constraints');
  const resists =
    constraints !== undefined &&
    constraints.odd === 0 &&
    constraints.records.length > 0 &&
    constraints.records.every((one) => textIn(recordAt(one, 'possession'), 'phishingResistant') === 'REQUIRED');
  if (mode === '2FA') return known(resists ? ['mfa', 'phishing-resistant'] : ['mfa'], at);
  return mode === '1FA'
    ? known(resists ? ['phishing-resistant'] : [], at)
    : unknown('the rule demands factors by a chain that is not understood', at);
}

function includedUsers(policy: ExportRecord, rule: ExportRecord, names: OktaNames): Fact<readonly string[]> {
  const named = peopleOf(rule, 'include', names);
  if (!isKnown(named) || named.value.length > 0) return named;
  return groupsOf(policy, names);
}

function appsOf(policy: ExportRecord, names: OktaNames): Fact<readonly string[]> {
  if (names.apps === undefined) return unknown(`the apps were not given: \`${OKTA_COMMANDS.apps}\``, policy.at);
  const id = textIn(policy, 'id') ?? '';
  const apps = names.apps.filter((app) => {
    const links = recordAt(app, '_links');
    const link = links === undefined ? undefined : recordAt(links, 'accessPolicy');
    return id !== '' && (textIn(link, 'href') ?? '').endsWith(`/policies/${id}`);
  });
  return known(distinct(apps.map((app) => `app:${textIn(app, 'label') ?? ''}`)), policy.at);
}

/** What narrows a rule beside its people; what cannot be read narrows it. */
function narrowing(rule: ExportRecord): readonly string[] {
  const { inner: conditions, odd } = part(rule, 'conditions');
  if (odd) return ['unreadable'];
  if (conditions === undefined) return [];
  const found: string[] = [];
  const has = (key: string): boolean => own(conditions.value, key) !== undefined;
  if (has('network') && textIn(recordAt(conditions, 'network'), 'connection') !== 'ANYWHERE') found.push('locations');
  const platforms = part(conditions, 'platform');
  const included = platforms.inner === undefined ? undefined : own(platforms.inner.value, 'include');
  if (platforms.odd || (included !== undefined && !(Array.isArray(included) && included.length === 0)))
    found.push('platforms');
  if (has('device')) found.push('devices');
  for (const key of ['risk', 'riskScore', 'behaviors'])
    if (has(key) && textIn(recordAt(conditions, key), 'level') !== 'ANY') found.push('risk');
  if (has('elCondition')) found.push('expression');
  if (has('authContext') && textIn(recordAt(conditions, 'authContext'), 'authType') !== 'ANY') found.push('protocol');
  return distinct(found);
}

function riskOf(conditions: ExportRecord | undefined, at: ExportRecord['at']): Fact<readonly string[]> {
  const risk =
    conditions === undefined ? undefined : (recordAt(conditions, 'riskScore') ?? recordAt(conditions, 'risk'));
  const level = textIn(risk, 'level');
  return known(level === undefined || level === 'ANY' ? [] : [level.toLowerCase()], at);
}
