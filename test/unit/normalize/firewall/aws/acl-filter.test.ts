import { describe, expect, it } from 'vitest';
import { known } from '../../../../../src/core/fact.ts';
import { withinFilter } from '../../../../../src/normalize/firewall/aws/acl-filter.ts';

const at = { file: 'network-acls.json', line: 1 };
const acl = {
  id: 'acl-1',
  name: '',

  subnets: known(['subnet-1'], at),
  entries: [],
  untold: [],
  isDefault: known(false, at),
  at,
};

describe('withinFilter', () => {
  const ruleOf = (subnet: Parameters<typeof withinFilter>[0][number]) =>
    withinFilter([subnet], acl, ['10.0.0.0/8']).chains[0]?.rules[0];

  it('takes a subnet at its addresses', () => {
    expect(ruleOf({ id: 'subnet-1', cidrs: known(['10.20.1.0/24'], at) })).toMatchObject({
      conditions: [{ on: 'src', values: ['10.20.1.0/24'] }],
      uncertain: [],
    });
  });

  it('does not take a subnet that was not given for an empty one', () => {
    expect(ruleOf({ id: 'subnet-1' })).toMatchObject({
      conditions: [{ on: 'src', values: ['10.0.0.0/8'] }],
      uncertain: [expect.stringContaining('aws ec2 describe-subnets')],
    });
  });
});
