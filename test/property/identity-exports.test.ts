import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Capture } from '../../src/core/capture.ts';
import { captureId } from '../../src/core/ids.ts';
import type {
  ApiKey,
  AuthPolicy,
  DirIdentity,
  IamApiKeys,
  IamAuthenticationPolicy,
  IamDirectory,
  IamOrgConstraints,
  IamRoleAssignments,
} from '../../src/model/generated/model.ts';
import type { Contribution, Format } from '../../src/normalize/format.ts';
import { recognize } from '../../src/normalize/recognize.ts';
import { leavesOf, withValue } from '../contract/firewall-damage.ts';
import { captureOf, capturesOf, fixture, NO_CONTEXT } from '../unit/normalize/iam/captures.ts';
import { IDENTITY_FORMATS } from '../unit/normalize/iam/identity-exports.ts';

const bytesOf = (origin: string, bytes: Uint8Array): Capture => ({
  id: captureId(origin),
  origin,
  collectedAt: '2026-11-22T18:00:00Z',
  outcome: { kind: 'read', bytes },
});

describe.each(IDENTITY_FORMATS.map((format) => ({ id: format.id, format })))('$id', ({ format }) => {
  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const captures = [bytesOf('x.json', bytes)];
        recognize(captures, [format]);
        format.normalize(captures, NO_CONTEXT);
      }),
    );
  });

  it('never throws, whatever the JSON', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        recognize([captureOf('x.json', text)], [format]);
        format.normalize([captureOf('x.json', text)], NO_CONTEXT);
      }),
    );
  });

  it('never takes a damaged value for a better one', () => {
    const found: string[] = [];
    // The other exports of Keycloak hold the same values in other files.
    for (const name of readdirSync(fixture('sources', format.id)).filter(
      (one) => !/^(?:directory|partial)$/.test(one),
    )) {
      const captures = capturesOf(fixture('sources', format.id, name), 'input');
      const before = claims(format, captures);
      for (const [index, capture] of captures.entries()) {
        const documents = documentsOf(capture);
        documents.forEach((document, at) => {
          for (const { path, value } of leavesOf(document)) {
            if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) continue;
            for (const damage of [null, 42, ['x']]) {
              if (typeof damage === typeof value && Array.isArray(damage) === Array.isArray(value)) continue;
              const damaged = documents.map((one, i) => (i === at ? withValue(one, path, damage) : one));
              const text = damaged.map((one) => JSON.stringify(one)).join('\n');
              const after = claims(
                format,
                captures.map((one, i) => (i === index ? captureOf(one.origin, text) : one)),
              );
              const better = betterClaims(before, after);
              if (better.length > 0)
                found.push(
                  `${name}/${capture.origin} ${path.join('.')} = ${JSON.stringify(damage)}: ${better.join('; ')}`,
                );
            }
          }
        });
      }
    }
    expect(found).toEqual([]);
  }, 60_000);
});

/** The JSON values of a file; none of a table. */
function documentsOf(capture: Capture): readonly unknown[] {
  if (capture.outcome.kind !== 'read') return [];
  const text = new TextDecoder().decode(capture.outcome.bytes);
  if (capture.origin.endsWith('.csv')) return [];
  const pieces = capture.origin.endsWith('.jsonl') ? text.trim().split('\n') : text.split(/(?<=[\]}])(?=[[{])/);
  return pieces.map((piece) => JSON.parse(piece) as unknown);
}

/** What is claimed of each subject: the greater, the better it looks. */
interface Claims {
  readonly values: ReadonlyMap<string, number>;
  /** What was told beside: warnings, reasons of sections that are not whole, files that are of no format. */
  readonly doubts: ReadonlySet<string>;
}

const SCORES: Readonly<Record<string, number>> = { admin: 0, privileged: 1, standard: 2 };

function claims(format: Format, captures: readonly Capture[]): Claims {
  const values = new Map<string, number>();
  const { claimed, documents } = recognize(captures, [format]);
  const contributions = format.normalize(
    claimed.map(({ capture }) => capture),
    NO_CONTEXT,
  );
  const set = (id: string, fact: { value?: unknown; unknown?: string }, score: (value: never) => number): void => {
    values.set(id, fact.unknown === undefined ? score(fact.value as never) : Number.NaN);
  };
  for (const { sections } of contributions) {
    const data = <T>(name: string) => sections[name]?.data as T | undefined;
    for (const one of data<IamDirectory>('directory')?.identities ?? []) identityClaims(one, set);
    for (const one of data<IamRoleAssignments>('role_assignments')?.assignments ?? []) {
      set(`${one.id} power`, one.power, (power: string) => SCORES[power] ?? 0);
    }
    for (const one of data<IamAuthenticationPolicy>('authentication_policy')?.policies ?? []) policyClaims(one, set);
    for (const one of data<IamApiKeys>('api_keys')?.keys ?? []) keyClaims(one, set);
    for (const one of data<IamOrgConstraints>('org_constraints')?.constraints ?? [])
      set(`${one.id} enforced`, one.enforced, Number);
  }
  return { values, doubts: new Set([...documents.map(({ origin }) => origin), ...doubtsOf(contributions)]) };
}

type SetClaim = (id: string, fact: { value?: unknown; unknown?: string }, score: (value: never) => number) => void;

function identityClaims(one: DirIdentity, set: SetClaim): void {
  set(`${one.id} disabled`, one.enabled, (value: boolean) => Number(!value));
  set(`${one.id} second factor`, one.mfa.registered, Number);
  set(`${one.id} no weak factor`, one.mfa.methods, (methods: readonly string[]) =>
    Number(!methods.some((method) => ['sms', 'voice', 'email', 'question'].includes(method))),
  );
  for (const key of one.keys) set(`${key.id} disabled`, key.active, (value: boolean) => Number(!value));
}

function policyClaims(one: AuthPolicy, set: SetClaim): void {
  set(`${one.id} length`, one.min_length, Number);
  set(`${one.id} history`, one.history, Number);
  for (const kind of ['lower', 'upper', 'number', 'symbol', 'banned_list'] as const)
    set(`${one.id} ${kind}`, one[kind], Number);
  set(`${one.id} recovery`, one.local_recovery, (value: boolean) => Number(!value));
  set(`${one.id} lockout`, one.lockout_attempts, (value: number) => Number(value > 0));
  set(`${one.id} strong only`, one.second_factors, (list: readonly string[]) => Number(!list.includes('sms')));
}

function keyClaims(one: ApiKey, set: SetClaim): void {
  set(`${one.id} apis`, one.apis, (list: readonly string[]) => Number(list.length > 0));
  set(`${one.id} callers`, one.callers, (list: readonly string[]) => Number(list.length > 0));
}

function doubtsOf(contributions: readonly Contribution[]): readonly string[] {
  return contributions.flatMap(({ diagnostics, sections }) => [
    ...diagnostics.filter(({ level }) => level !== 'note').map(({ message }) => message),
    ...Object.values(sections).flatMap(({ reason }) => reason ?? []),
  ]);
}

/** Claims that look better, or are gone without a word. */
function betterClaims(before: Claims, after: Claims): readonly string[] {
  const isTold = [...after.doubts].some((doubt) => !before.doubts.has(doubt));
  return [...before.values].flatMap(([id, score]) => {
    const now = after.values.get(id);
    // Another name makes another subject: what counts is that none is lost.
    if (now === undefined) return isTold || after.values.size >= before.values.size ? [] : [`${id} is gone`];
    return now > score ? [`${id} looks better`] : [];
  });
}
