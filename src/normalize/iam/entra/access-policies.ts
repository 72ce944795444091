import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import type { AccessPolicy } from '../../../model/generated/model.ts';
import { distinctIds } from '../directory-parts.ts';
import { distinct, type ExportRecord, own, recordAt, textIn } from '../export-record.ts';
import { narrowings, trustedLocations } from './access-conditions.ts';
import { readGrants, readOperator } from './access-grants.ts';
import { listFact, NO_AND_CUT_OFF, wordsFact } from './access-lists.ts';
import type { GraphExports } from './graph-exports.ts';
import { asBoolean } from './graph-facts.ts';
import type { GraphRecord } from './graph-record.ts';
import type { Names } from './names.ts';

const STATES: ReadonlyMap<string, string> = new Map([
  ['enabled', 'on'],
  ['disabled', 'off'],
  ['enabledforreportingbutnotenforced', 'report-only'],
]);

/** The policies of conditional access. */
export function readAccessPolicies(exports: GraphExports, names: Names): readonly AccessPolicy[] {
  const { records } = exports.list('access-policies');
  const ids = distinctIds(
    records,
    (record) => `policy:${textIn(record, 'displayName') ?? textIn(record, 'id') ?? ''}`,
    (record) => (textIn(record, 'id') ?? '').slice(0, 8),
  );
  const trusted = trustedLocations(exports);
  return sortedBy(
    records.map((record) => accessPolicy(record, ids.get(record) ?? '', names, trusted)),
    ({ id }) => id,
  );
}

function accessPolicy(
  record: GraphRecord,
  id: string,
  names: Names,
  trusted: ReadonlyMap<string, boolean>,
): AccessPolicy {
  const { at } = record;
  const conditions = recordAt(record, 'conditions');
  const users = conditions === undefined ? undefined : recordAt(conditions, 'users');
  const apps = conditions === undefined ? undefined : recordAt(conditions, 'applications');
  const session = recordAt(record, 'sessionControls');
  const state = STATES.get(textIn(record, 'state')?.toLowerCase() ?? '');
  return {
    id,
    name: textIn(record, 'displayName') ?? id,
    at,
    state: state === undefined ? unknown('its state is not told; export it again', at) : known(state, at),
    users: terms(users, 'include', names, at),
    excluded: terms(users, 'exclude', names, at),
    apps: applications(apps, at),
    excluded_apps: excludedApplications(apps, at),
    clients: clients(conditions, at),
    conditions: narrowings(conditions, trusted, at),
    flows: flows(conditions, at),
    user_risk: wordsFact(conditions, 'userRiskLevels', at),
    sign_in_risk: wordsFact(conditions, 'signInRiskLevels', at),
    grants: readGrants(record, at),
    operator: readOperator(record, at),
    sign_in_hours: signInHours(session, own(record.value, 'sessionControls'), at),
    persistent: persistent(session, own(record.value, 'sessionControls'), at),
  };
}

/** Whom a policy includes or excludes: `all`, `guests`, or ids of identities, groups and roles. */
function terms(
  users: ExportRecord | undefined,
  side: 'include' | 'exclude',
  names: Names,
  at: Place,
): Fact<readonly string[]> {
  if (users === undefined) return unknown(`whom it ${side}s is not told; ${NO_AND_CUT_OFF}`, at);
  const lists = ['Users', 'Groups', 'Roles'].map((part) => listFact(users, `${side}${part}`));
  if (lists.includes(undefined)) return unknown(`whom it ${side}s is not a list; ${NO_AND_CUT_OFF}`, at);
  const [direct = [], groups = [], roles = []] = lists;
  const guests = guestTerm(users, `${side}GuestsOrExternalUsers`);
  if (guests === undefined) return unknown(`which guests it ${side}s could not be read; ${NO_AND_CUT_OFF}`, at);
  const found = [
    ...direct.flatMap((word) => {
      if (/^none$/i.test(word)) return [];
      if (/^all$/i.test(word)) return ['all'];
      if (/^guestsorexternalusers$/i.test(word)) return ['guests'];
      return [names.of(word)?.id ?? `user:${word.toLowerCase()}`];
    }),
    ...groups.map((word) => names.of(word)?.id ?? `group:${word.toLowerCase()}`),
    ...roles.map((word) => `role:${names.role(word) ?? word.toLowerCase()}`),
    ...guests,
  ];
  return known(distinct(found), at);
}

/** Kinds of guests that are users of the directory with the type Guest. */
const DIRECTORY_GUESTS = ['b2bCollaborationGuest', 'internalGuest'];

function guestTerm(users: ExportRecord, key: string): readonly string[] | undefined {
  const told = own(users.value, key);
  if (told === undefined) return [];
  const record = recordAt(users, key);
  const types = textIn(record, 'guestOrExternalUserTypes');
  // PowerShell writes an object of nulls where there is none.
  if (record !== undefined && own(record.value, 'guestOrExternalUserTypes') === undefined) return [];
  if (record === undefined || types === undefined) return undefined;
  const words = types.split(',').map((word) => word.trim());
  if (words.includes('none')) return [];
  const tenants = recordAt(record, 'externalTenants');
  const someTenants = textIn(tenants, 'membershipKind')?.toLowerCase() === 'enumerated' ? '@some-tenants' : '';
  if (someTenants === '' && DIRECTORY_GUESTS.every((word) => words.includes(word))) return ['guests'];
  return [`guests:${distinct(words).join('+')}${someTenants}`];
}

const APP_WORDS: ReadonlyMap<string, string> = new Map([
  ['all', 'all'],
  ['office365', 'office365'],
  ['microsoftadminportals', 'admin-portals'],
]);
const ACTIONS: ReadonlyMap<string, string> = new Map([
  ['urn:user:registersecurityinfo', 'action:register-security-information'],
  ['urn:user:registerdevice', 'action:register-device'],
]);

function applications(apps: ExportRecord | undefined, at: Place): Fact<readonly string[]> {
  if (apps === undefined) return unknown(`the applications are not told; ${NO_AND_CUT_OFF}`, at);
  const [listed, actions, contexts] = [
    'includeApplications',
    'includeUserActions',
    'includeAuthenticationContextClassReferences',
  ].map((key) => listFact(apps, key));
  if (listed === undefined || actions === undefined || contexts === undefined)
    return unknown(`the applications are not a list; ${NO_AND_CUT_OFF}`, at);
  const filter = filterMode(apps) === 'include' ? ['filter'] : [];
  return known(
    distinct([
      ...listed.filter((word) => !/^none$/i.test(word)).map(appWord),
      ...actions.map((word) => ACTIONS.get(word.toLowerCase()) ?? `action:${word}`),
      ...contexts.map((word) => `context:${word}`),
      ...filter,
    ]),
    at,
  );
}

function excludedApplications(apps: ExportRecord | undefined, at: Place): Fact<readonly string[]> {
  if (apps === undefined) return unknown(`the applications are not told; ${NO_AND_CUT_OFF}`, at);
  const listed = listFact(apps, 'excludeApplications');
  if (listed === undefined) return unknown(`the excluded applications are not a list; ${NO_AND_CUT_OFF}`, at);
  const filter = filterMode(apps) === 'exclude' ? ['filter'] : [];
  return known(distinct([...listed.map(appWord), ...filter]), at);
}

function filterMode(apps: ExportRecord): string | undefined {
  return textIn(recordAt(apps, 'applicationFilter'), 'mode')?.toLowerCase();
}

function appWord(word: string): string {
  return APP_WORDS.get(word.toLowerCase()) ?? word.toLowerCase();
}

function clients(conditions: ExportRecord | undefined, at: Place): Fact<readonly string[]> {
  const words = conditions === undefined ? undefined : listFact(conditions, 'clientAppTypes');
  if (words === undefined) return unknown(`the kinds of client are not told; ${NO_AND_CUT_OFF}`, at);
  const told = new Set(words.map((word) => word.toLowerCase()));
  // Not configured is every kind of client.
  if (told.size === 0 || told.has('all')) return known(['all'], at);
  const found: string[] = [];
  if (told.has('browser')) found.push('browser');
  if (told.has('mobileappsanddesktopclients')) found.push('modern');
  const sync = told.has('exchangeactivesync');
  if (sync && told.has('other')) found.push('legacy');
  else if (sync) found.push('exchange-active-sync');
  else if (told.has('other')) found.push('other-clients');
  return known(distinct(found), at);
}

function flows(conditions: ExportRecord | undefined, at: Place): Fact<readonly string[]> {
  if (conditions === undefined) return unknown(`the conditions are not told; ${NO_AND_CUT_OFF}`, at);
  const told = own(conditions.value, 'authenticationFlows');
  if (told === undefined) return known([], at);
  const methods = textIn(recordAt(conditions, 'authenticationFlows'), 'transferMethods');
  if (methods === undefined) {
    const record = recordAt(conditions, 'authenticationFlows');
    return record !== undefined && own(record.value, 'transferMethods') === undefined
      ? known([], at)
      : unknown(`authenticationFlows could not be read; ${NO_AND_CUT_OFF}`, at);
  }
  const words = methods.toLowerCase();
  return known(
    [
      ...(words.includes('devicecodeflow') ? ['device-code'] : []),
      ...(words.includes('authenticationtransfer') ? ['transfer'] : []),
    ],
    at,
  );
}

/** Every time is told as a tenth of an hour: Entra lets five minutes pass. */
const EVERY_TIME_HOURS = 0.1;

function signInHours(session: ExportRecord | undefined, told: unknown, at: Place): Fact<number> {
  if (session === undefined)
    return told === undefined ? known(0, at) : unknown(`sessionControls could not be read; ${NO_AND_CUT_OFF}`, at);
  const frequency = recordAt(session, 'signInFrequency');
  if (frequency === undefined)
    return own(session.value, 'signInFrequency') === undefined
      ? known(0, at)
      : unknown(`signInFrequency could not be read; ${NO_AND_CUT_OFF}`, at);
  if (asBoolean(own(frequency.value, 'isEnabled')) === false) return known(0, at);
  if (textIn(frequency, 'frequencyInterval')?.toLowerCase() === 'everytime') return known(EVERY_TIME_HOURS, at);
  const value = own(frequency.value, 'value');
  const unit = textIn(frequency, 'type')?.toLowerCase();
  if (typeof value !== 'number' || value <= 0 || (unit !== 'hours' && unit !== 'days'))
    return own(frequency.value, 'isEnabled') === undefined && value === undefined
      ? known(0, at)
      : unknown('signInFrequency has no number of hours or days; export it again', at);
  return known(unit === 'days' ? value * 24 : value, at);
}

function persistent(session: ExportRecord | undefined, told: unknown, at: Place): Fact<string> {
  if (session === undefined)
    return told === undefined ? known('', at) : unknown(`sessionControls could not be read; ${NO_AND_CUT_OFF}`, at);
  const browser = recordAt(session, 'persistentBrowser');
  if (browser === undefined || asBoolean(own(browser.value, 'isEnabled')) === false)
    return own(session.value, 'persistentBrowser') === undefined || browser !== undefined
      ? known('', at)
      : unknown(`persistentBrowser could not be read; ${NO_AND_CUT_OFF}`, at);
  const mode = textIn(browser, 'mode')?.toLowerCase();
  return known(mode === 'always' || mode === 'never' ? mode : '', at);
}
