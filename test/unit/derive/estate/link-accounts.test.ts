import { describe, expect, it } from 'vitest';
import { type AccountName, makeLinker } from '../../../../src/derive/estate/link-accounts.ts';
import { at, identity, known, leaver, person } from './made.ts';

const people = [
  person({ email: 'thomas.girard@x.example', employee_id: 'E010' }),
  person({ email: 'mila.novak@x.example', employee_id: 'E009' }),
  person({ email: 'marie.novak@x.example', employee_id: 'E011' }),
  person({ email: 'sam@x.example', employee_id: 'E012' }),
];
const identities = [
  identity('E009', 'linux-user', 'novak'),
  identity('E011', 'linux-user', 'db01/novak'),
  identity('E777', 'linux-user', 'ghost'),
  identity('e010', 'aws-user', 'TG'),
];
const account = (over: Partial<AccountName>): AccountName => ({
  at,
  kinds: ['linux-user'],
  name: 'nobody-we-know',
  target: 'web01',
  hints: [],
  guessable: true,
  ...over,
});

describe('linking accounts to people', () => {
  const link = makeLinker(people, identities, true);
  it.each<[string, Partial<AccountName>, string, string]>([
    ['the alias table', { name: 'novak' }, 'mila.novak@x.example', 'declared'],
    ['the alias table, any case', { kinds: ['aws-user'], name: 'tg' }, 'thomas.girard@x.example', 'declared'],
    ['an employee id the system tells', { name: 'u4711', hints: ['E010'] }, 'thomas.girard@x.example', 'declared'],
    ['an e-mail address the system tells', { name: 'u1', hints: [' Sam@x.example '] }, 'sam@x.example', 'declared'],
    ['a login that is the e-mail address', { name: 'Thomas.Girard@x.example' }, 'thomas.girard@x.example', 'exact'],
    ['first letter and name', { name: 'tgirard' }, 'thomas.girard@x.example', 'heuristic'],
    ['first.last', { name: 'thomas.girard' }, 'thomas.girard@x.example', 'heuristic'],
    ['an administrator account by its prefix', { name: 'adm-tgirard' }, 'thomas.girard@x.example', 'heuristic'],
    ['nobody', { name: 'deploy' }, '', 'none'],
    ['a first name alone is nobody', { name: 'thomas' }, '', 'none'],
    ['an alias of somebody who is not in the roster', { name: 'ghost' }, '', 'declared'],
    ['a system account is not guessed', { name: 'sam', guessable: false }, '', 'none'],
  ])('%s', (_, over, who, confidence) => {
    const found = link(account(over));
    expect(found.person).toMatchObject({ value: who });
    expect(found.confidence).toBe(confidence);
  });

  it.each<[string, Partial<AccountName>]>([
    ['two people with the same first letter and name', { name: 'mnovak' }],
    ['two declarations for one host', { name: 'novak', target: 'db01' }],
  ])('%s make it unknown', (_, over) => {
    expect(link(account(over)).person).toMatchObject({
      unknown: expect.stringContaining('marie.novak@x.example or mila.novak@x.example'),
    });
  });

  it('tells nobody only when the whole roster was read', () => {
    expect(makeLinker(people, identities, false)(account({ name: 'deploy' })).person).toHaveProperty('unknown');
    expect(makeLinker(people, identities, false)(account({ name: 'ghost' })).person).toHaveProperty('unknown');
  });

  it('finds whoever was hired again by the former employee id', () => {
    const rows = [
      leaver('sam@x.example', { employee_id: 'E001' }),
      person({ email: 'sam@x.example', employee_id: 'E050', state: known('active') }),
    ];
    const found = makeLinker(rows, [identity('E001', 'linux-user', 'sam')], true)(account({ name: 'sam' }));
    expect(found.person).toMatchObject({ value: 'sam@x.example' });
  });

  it('finds whoever was hired again under a new address by the number', () => {
    const rows = [
      person({ email: 'sam.new@x.example', employee_id: 'E001' }),
      leaver('sam.old@x.example', { employee_id: 'E001' }),
    ];
    const found = makeLinker(rows, [identity('E001', 'linux-user', 'sam')], true);
    expect(found(account({ name: 'sam' })).person).toMatchObject({ value: 'sam.new@x.example' });
    expect(found(account({ name: 'sam.old@x.example' })).person).toMatchObject({ value: 'sam.new@x.example' });
  });
});
