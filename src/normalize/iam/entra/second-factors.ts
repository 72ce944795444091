import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import type { DirMfa } from '../../../model/generated/model.ts';
import { distinct, own, textIn, textsIn } from '../export-record.ts';
import { GRAPH_COMMANDS } from './commands.ts';
import type { GraphExports } from './graph-exports.ts';
import { graphBoolean } from './graph-facts.ts';
import type { GraphRecord } from './graph-record.ts';

/** What resets a password and is no second factor: the report lists it beside the others. */
const RECOVERY: ReadonlySet<string> = new Set(['email', 'securityquestion']);

/** Words of the registration report. */
const REGISTERED: ReadonlyMap<string, string> = new Map([
  ['mobilephone', 'sms'],
  ['alternatemobilephone', 'voice'],
  ['officephone', 'voice'],
  ['microsoftauthenticatorpush', 'push-number'],
  ['microsoftauthenticatorpasswordless', 'push-number'],
  ['softwareonetimepasscode', 'totp'],
  ['hardwareonetimepasscode', 'hardware-otp'],
  ['windowshelloforbusiness', 'windows-hello'],
  ['fido2securitykey', 'fido2'],
  ['fido2', 'fido2'],
  ['passkeydevicebound', 'passkey'],
  ['passkeydeviceboundauthenticator', 'passkey'],
  ['passkeydeviceboundwindowshello', 'passkey'],
  ['passkeysynced', 'passkey'],
  ['macossecureenclavekey', 'passkey'],
  ['temporaryaccesspass', 'temporary-pass'],
  ['x509certificate', 'certificate'],
]);

/** Types of methods of one user; what only recovers a password or is the password is left out. */
const METHODS: ReadonlyMap<string, readonly string[]> = new Map([
  ['fido2', ['fido2']],
  ['microsoftauthenticator', ['push-number']],
  ['passwordlessmicrosoftauthenticator', ['push-number']],
  ['windowshelloforbusiness', ['windows-hello']],
  ['softwareoath', ['totp']],
  ['hardwareoath', ['hardware-otp']],
  ['email', []],
  ['temporaryaccesspass', ['temporary-pass']],
  ['platformcredential', ['passkey']],
  ['x509certificate', ['certificate']],
  ['password', []],
]);

/** What the exports tell of the factors of users, by object id. */
export interface Factors {
  of(objectId: string, at: Place): DirMfa;
}

/** Reads the registration report, methods of single users, and the older setting per user. */
export function readFactors(exports: GraphExports): Factors {
  const reported = new Map<string, GraphRecord>();
  for (const record of exports.list('registration').records) put(reported, textIn(record, 'id'), record);
  const methods = new Map<string, GraphRecord[]>();
  const methodsList = exports.list('methods');
  for (const holder of methodsList.holders) methods.set(holder, []);
  for (const record of methodsList.records)
    if (record.holder !== undefined) methods.set(record.holder, [...(methods.get(record.holder) ?? []), record]);
  const required = new Map<string, GraphRecord>();
  for (const record of exports.list('requirements').records) put(required, record.holder, record);
  const report = exports.list('registration');
  return {
    of(objectId, at) {
      const own = methods.get(objectId);
      const row = reported.get(objectId);
      const enforced = enforcedOf(required.get(objectId), at);
      if (own?.every((record) => methodsOf(record) !== undefined) === true) {
        const list = distinct(own.flatMap((record) => methodsOf(record) ?? []));
        return { registered: known(list.length > 0, at), methods: known(list, at), enforced };
      }
      if (row !== undefined) return ofReport(row, enforced);
      const why = report.given
        ? unknown('the registration report does not hold this user; get it again on the day of the list of users', at)
        : unknown(`its factors are not told; give the output of \`${GRAPH_COMMANDS.registration}\``, at);
      return { registered: why, methods: why, enforced };
    },
  };
}

function put(map: Map<string, GraphRecord>, id: string | undefined, record: GraphRecord): void {
  if (id !== undefined) map.set(id.toLowerCase(), record);
}

function ofReport(row: GraphRecord, enforced: Fact<boolean>): DirMfa {
  const words = textsIn(row, 'methodsRegistered');
  const methods: Fact<readonly string[]> =
    words === undefined
      ? unknown(
          `the report does not tell methodsRegistered; give the output of \`${GRAPH_COMMANDS.registration}\``,
          row.at,
        )
      : known(
          distinct(
            words.flatMap((word) =>
              RECOVERY.has(word.toLowerCase()) ? [] : [REGISTERED.get(word.toLowerCase()) ?? `other:${word}`],
            ),
          ),
          row.at,
        );
  return {
    registered: graphBoolean(row, 'isMfaRegistered', undefined, GRAPH_COMMANDS.registration),
    methods,
    enforced,
  };
}

/** Undefined for a type that is not known. */
function methodsOf(record: GraphRecord): readonly string[] | undefined {
  const type = /^#?microsoft\.graph\.(\w+?)AuthenticationMethod$/i.exec(textIn(record, '@odata.type') ?? '')?.[1];
  if (type === undefined) return undefined;
  if (type.toLowerCase() === 'phone') {
    const kind = own(record.value, 'phoneType');
    return kind === 'mobile' || kind === undefined ? ['sms', 'voice'] : ['voice'];
  }
  return METHODS.get(type.toLowerCase()) ?? [`other:${type}`];
}

function enforcedOf(record: GraphRecord | undefined, at: Place): Fact<boolean> {
  const state = textIn(record, 'perUserMfaState');
  if (record !== undefined && state !== undefined) return known(state.toLowerCase() === 'enforced', record.at);
  return unknown(
    `whether the directory demands a second factor of this user whatever the policies say is not told; give the output of \`${GRAPH_COMMANDS.requirements}\``,
    at,
  );
}
