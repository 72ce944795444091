import { describe, expect, it } from 'vitest';
import { deriveSnapshot } from '../../../../src/app/derive-inputs.ts';
import { makeSnapshots } from '../../../../src/app/make-snapshots.ts';
import { validateInput } from '../../../../src/model/generated/input-validator.js';
import { SECTIONS } from '../../../../src/model/generated/sections.ts';
import { capturesOf, fixture } from '../../normalize/iam/captures.ts';

describe('an account through the program', async () => {
  const captures = capturesOf(fixture('accounts', 'brumaire-aws'));
  const gathered = { hosts: [], groups: [{ label: 'account', captures, named: false }], diagnostics: [] };
  const { snapshots, diagnostics } = await makeSnapshots(gathered, '2026-11-22T18:00:00Z', () => undefined);
  const [snapshot] = snapshots;

  it('is one target, made of both files', () => {
    expect(snapshots.map(({ target }) => target.id)).toEqual(['account:aws:111122223333']);
    expect(snapshot?.captures.map(({ origin }) => origin)).toEqual([
      'account-authorization-details.json',
      'credential-report.csv',
    ]);
    expect(diagnostics).toEqual([]);
  });

  it('keeps what was collected beside what is derived, all of it complete', () => {
    const derived = snapshot && deriveSnapshot(snapshot, { nowMs: Date.parse('2026-11-22T18:00:00Z') });
    const own = [
      'accounts',
      'credential_ages',
      'credentials',
      'effective',
      'policies',
      'policy_grants',
      'principals',
      'roles',
    ];
    expect(own.filter((name) => !SECTIONS.iam.some((section) => section === name))).toEqual([]);
    expect(
      Object.entries(derived?.iam ?? {})
        .filter(([name]) => own.includes(name))
        .map(([name, section]) => [name, section.flag])
        .sort(),
    ).toEqual(own.map((name) => [name, 'complete']));
    expect(validateInput({ iam: derived?.iam }) ? [] : validateInput.errors).toEqual([]);
  });
});
