import { daysBetween, parseInstant } from '../../core/clock.ts';
import { type Fact, isKnown, known, mapFact, unknown } from '../../core/fact.ts';
import { deriveSection } from '../../core/section.ts';
import type { IamCredentialAges, IamCredentialHolder, IamCredentials, IamKey } from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';

/** Ages of passwords and keys, and for how long nobody used them. */
export const credentialAges: Derivation = {
  id: 'credential-ages',
  domain: 'iam',
  derive({ iam = {} }, { nowMs }) {
    if (iam.credentials === undefined) return {};
    return {
      iam: {
        ...iam,
        credential_ages: deriveSection([iam.credentials] as const, (credentials: IamCredentials) =>
          agesOf(credentials, nowMs),
        ),
      },
    };
  },
};

function agesOf(credentials: IamCredentials, nowMs: number): IamCredentialAges {
  return {
    passwords: credentials.holders.map((holder) => passwordAge(holder, nowMs)),
    keys: credentials.holders.flatMap((holder) => holder.keys.map((key) => keyAge(holder, key, nowMs))),
  };
}

function passwordAge(holder: IamCredentialHolder, nowMs: number): IamCredentialAges['passwords'][number] {
  const { enabled, last_used_at, last_changed_at } = holder.password;
  // A password that was never used has been idle since it was set; without that date, since the user was made.
  const made = isKnown(last_changed_at) && last_changed_at.value !== 'never' ? last_changed_at : holder.created_at;
  return {
    id: `${holder.id}/password`,
    principal: holder.id,
    kind: holder.kind,
    enabled,
    used: wasUsed(last_used_at),
    idle_days: idleDays(last_used_at, made, nowMs),
    age_days: daysSince(made, nowMs),
    at: holder.at,
  };
}

const TOGETHER_MS = 60_000;

function keyAge(holder: IamCredentialHolder, key: IamKey, nowMs: number): IamCredentialAges['keys'][number] {
  const made = isKnown(key.created_at) ? parseInstant(key.created_at.value) : undefined;
  const born = isKnown(holder.created_at) ? parseInstant(holder.created_at.value) : undefined;
  return {
    id: key.id,
    principal: holder.id,
    kind: key.kind,
    active: key.active,
    used: wasUsed(key.last_used_at),
    idle_days: idleDays(key.last_used_at, key.created_at, nowMs),
    age_days: daysSince(key.created_at, nowMs),
    made_with_user:
      made === undefined || born === undefined
        ? unknown('the credential report does not tell when the key or its user was made', key.at)
        : known(Math.abs(made - born) <= TOGETHER_MS, key.at),
    at: key.at,
  };
}

/** Whether something was ever used; unknown is never "never". */
export function wasUsed(lastUsed: Fact<string>): Fact<boolean> {
  return mapFact(lastUsed, (text) => text !== 'never');
}

/** Whole days since an instant. */
export function daysSince(instant: Fact<string>, nowMs: number): Fact<number> {
  if (!isKnown(instant)) return instant;
  const ms = parseInstant(instant.value);
  return ms === undefined
    ? unknown(`${JSON.stringify(instant.value)} is not a date; export it again`, instant.at)
    : known(Math.max(0, daysBetween(ms, nowMs)), instant.at);
}

/** Whole days since the last use; since the making where there was none. */
export function idleDays(lastUsed: Fact<string>, made: Fact<string>, nowMs: number): Fact<number> {
  if (!isKnown(lastUsed)) return lastUsed;
  return daysSince(lastUsed.value === 'never' ? made : lastUsed, nowMs);
}
