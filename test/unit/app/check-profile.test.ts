import { describe, expect, it } from 'vitest';
import { checkParameters, checkProfile } from '../../../src/app/check-profile.ts';
import { ruleId } from '../../../src/core/ids.ts';
import type { Rule } from '../../../src/core/rule.ts';
import type { Profile } from '../../../src/model/generated/model.ts';

const rule = (id: string, more: Partial<Rule> = {}): Rule => ({
  id: ruleId(id),
  domain: 'host',
  title: 't',
  description: 'd',
  severity: 'low',
  subject: 's',
  remediation: 'r',
  references: [],
  aliases: [],
  parameters: [],
  sections: [],
  file: 'f',
  origin: 'built-in',
  ...more,
});
const RULES = [
  rule('host.ssh.max_startups', {
    aliases: ['SSH-12'],
    parameters: [
      { name: 'maximum', default: 60, description: 'how many' },
      { name: 'accepted', default: [], description: 'which' },
      { name: 'any', default: null, description: 'what' },
    ],
  }),
  rule('host.pam.min_length'),
];
const profile = (more: Partial<Profile>): Profile => ({ id: 'p', title: 't', description: 'd', rules: ['*'], ...more });

describe('a profile of the user', () => {
  it.each<[string, Partial<Profile>, string, string | undefined]>([
    [
      'a rule that is not there',
      { rules: ['host.pam.*', 'host.ssh.max_startup'] },
      'p.yaml: /rules/1: there is no rule host.ssh.max_startup',
      'Did you mean host.ssh.max_startups',
    ],
    ['a former name', { rules: ['SSH-12'] }, '/rules/0', 'Did you mean host.ssh.max_startups?'],
    ['a prefix of nothing', { rules: ['nope.*'] }, 'there is no rule nope.*', '`vauban rules` lists them all.'],
    ['an exclusion of nothing', { exclude: ['host.ssh.nope'] }, '/exclude/0', undefined],
    [
      'parameters of no rule',
      { parameters: [{ rule: 'host.nope', values: {} }] },
      '/parameters/0: there is no rule host.nope',
      undefined,
    ],
    [
      'a parameter that is not there',
      { parameters: [{ rule: 'host.ssh.max_startups', values: { max: 1 } }] },
      'has no parameter max',
      'It has maximum, accepted, any',
    ],
    [
      'a text for a number',
      { parameters: [{ rule: 'host.ssh.max_startups', values: { maximum: 'many' } }] },
      'maximum of host.ssh.max_startups is a text, and must be a number',
      'The default is 60: how many',
    ],
    [
      'a text for a list',
      { parameters: [{ rule: 'host.ssh.max_startups', values: { accepted: 'x' } }] },
      'must be a list',
      undefined,
    ],
  ])('%s is refused', (_name, more, message, hint) => {
    const check = () => checkProfile(profile(more), 'p.yaml', RULES);
    expect(check).toThrow(message);
    if (hint !== undefined) expect(check).toThrow(expect.objectContaining({ hint: expect.stringContaining(hint) }));
  });

  it('is accepted where everything it names is there', () => {
    checkProfile(profile({ rules: ['*'], exclude: ['host.pam.min_length'] }), 'p.yaml', RULES);
    checkParameters([{ rule: 'host.ssh.max_startups', values: { maximum: 1, accepted: ['x'], any: 3 } }], 'v', RULES);
  });
});
