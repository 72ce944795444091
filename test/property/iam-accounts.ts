import type { Statement } from '../unit/derive/iam/account.ts';

/** A source of chances that a seed repeats. */
export interface Chance {
  readonly below: (limit: number) => number;
  readonly pick: <T>(list: readonly [T, ...T[]]) => T;
  readonly odds: (percent: number) => boolean;
}

/** Chances of a seed (mulberry32). */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { below, pick: (list) => list[below(list.length)] ?? list[0], odds: (percent) => below(100) < percent };
}

/** The account that everything lies in, and another one. */
export const ACCOUNT = '111122223333';
const OTHER_ACCOUNT = '444455556666';

/** Actions that questions are about. */
export const ACTIONS = [
  's3:GetObject',
  's3:PutObject',
  's3:ListBucket',
  'ec2:StopInstances',
  'sqs:SendMessage',
  'dynamodb:GetItem',
] as const;
const ACTION_PATTERNS = [
  '*',
  's3:*',
  's3:Get*',
  'S3:getobject',
  's3:?utObject',
  's3:*Object',
  'ec2:*',
  'ec2:StopInstances',
  'sqs:SendMessage',
  'sqs:*',
  'dynamodb:Get*',
  'iam:*',
] as const;

/** A resource that an action is about. */
export function resourceFor(action: string, chance: Chance): string {
  const service = action.slice(0, action.indexOf(':'));
  const bucket = action === 's3:ListBucket';
  const own = RESOURCES.filter(
    (one) => one.startsWith(`arn:aws:${service}:`) && (service !== 's3' || bucket !== one.includes('/')),
  );
  return own[chance.below(own.length)] ?? chance.pick(RESOURCES);
}

/** Resources that questions are about. */
export const RESOURCES = [
  'arn:aws:s3:::shop/ann/a',
  'arn:aws:s3:::shop/team-red/a',
  'arn:aws:s3:::shop',
  'arn:aws:s3:::Shop/ann/a',
  `arn:aws:ec2:eu-west-1:${ACCOUNT}:instance/i-1`,
  `arn:aws:sqs:eu-west-1:${ACCOUNT}:jobs`,
  `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/ann/index/a`,
] as const;
const RESOURCE_PATTERNS = [
  '*',
  'arn:aws:s3:::shop/*',
  'arn:aws:s3:::shop/ann/*',
  'arn:aws:s3:::s?op/*',
  'arn:aws:s3:::*/a',
  'arn:aws:s3:::shop/${aws:username}/*',
  'arn:aws:s3:::shop/${aws:PrincipalTag/team}/a',
  "arn:aws:s3:::shop/${aws:PrincipalTag/team, 'team-red'}/*",
  'arn:aws:s3:::shop/${*}/a',
  'arn:aws:s3:::shop/${aws:RequestedRegion}/a',
  `arn:aws:ec2:*:${ACCOUNT}:instance/*`,
  `arn:aws:ec2:eu-*:*:instance/i-?`,
  `arn:aws:sqs:*:*:jobs`,
  `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/\${aws:username}/*`,
  'arn:aws:dynamodb:*:*:*',
  'arn:aws:*:*:*:*',
] as const;

/** A variable without a value is read differently by the two where it is negated (docs/iam/aws-evaluation.md). */
const VALUELESS = /\$\{aws:[^,]*\}/;
const EXCLUDED_PATTERNS: readonly [string, ...string[]] = [
  '*',
  ...RESOURCE_PATTERNS.filter((one) => !VALUELESS.test(one)),
];

/** Keys of requests, the values they may have, and what policies compare them with. */
interface Key {
  readonly name: string;
  readonly kind: 'string' | 'strings' | 'bool' | 'number' | 'date' | 'ip' | 'arn' | 'binary';
  readonly values: readonly [string, ...string[]];
  readonly wanted: readonly [string, ...string[]];
}

const VPC = `arn:aws:ec2:eu-west-1:${ACCOUNT}:vpc/vpc-1`;
const KEYS: readonly [Key, ...Key[]] = [
  {
    name: 'aws:RequestedRegion',
    kind: 'string',
    values: ['eu-west-1', 'us-east-1', 'ann', 'EU-WEST-1'],
    wanted: ['eu-west-1', 'eu-*', 'us-????-1', '${aws:username}', '*', 'Eu-West-1'],
  },
  {
    name: 'aws:PrincipalTag/team',
    kind: 'string',
    values: ['team-red', 'ann', 'b*'],
    wanted: ['team-red', 'team-*', '${aws:username}', "${aws:RequestedRegion, 'ann'}", 'b${*}'],
  },
  {
    name: 'aws:TagKeys',
    kind: 'strings',
    values: ['team', 'cost', 'owner'],
    wanted: ['team', 'cost', 'c*', '${aws:PrincipalTag/team}', 'Owner'],
  },
  { name: 'aws:MultiFactorAuthPresent', kind: 'bool', values: ['true', 'false'], wanted: ['true', 'false', 'True'] },
  { name: 'aws:SecureTransport', kind: 'bool', values: ['true', 'false'], wanted: ['true', 'false'] },
  {
    name: 'aws:MultiFactorAuthAge',
    kind: 'number',
    values: ['10', '3600', '3600.5', '0'],
    wanted: ['3600', '10', '100.5'],
  },
  {
    name: 'aws:CurrentTime',
    kind: 'date',
    values: ['2026-01-01T00:00:00Z', '2026-06-15T12:00:00Z', '2027-01-01T00:00:00Z'],
    wanted: ['2026-01-01T00:00:00Z', '2026-06-15T12:00:00Z', '2026-12-31'],
  },
  {
    name: 'aws:SourceIp',
    kind: 'ip',
    values: ['10.0.0.1', '203.0.113.9', '10.255.0.1'],
    wanted: ['10.0.0.0/8', '203.0.113.9', '203.0.113.0/24', '0.0.0.0/1', '10.0.0.1/32'],
  },
  {
    name: 'aws:SourceArn',
    kind: 'arn',
    values: [VPC, `arn:aws:ec2:eu-west-1:${OTHER_ACCOUNT}:vpc/vpc-1`, `arn:aws:sns:eu-west-1:${ACCOUNT}:a:b`],
    wanted: [
      VPC,
      `arn:aws:ec2:*:${ACCOUNT}:vpc/*`,
      'arn:aws:*:*:*:*',
      `arn:aws:sns:eu-west-1:${ACCOUNT}:*`,
      'arn:aws:ec2:*:vpc/*:*:*',
    ],
  },
  { name: 'app:digest', kind: 'binary', values: ['QmluYXJ5', 'T3RoZXI='], wanted: ['QmluYXJ5', 'T3RoZXI='] },
];

const ORDERED = ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'] as const;
const STRINGS = [
  'StringEquals',
  'StringNotEquals',
  'StringEqualsIgnoreCase',
  'StringNotEqualsIgnoreCase',
  'StringLike',
  'StringNotLike',
] as const;
const OPERATORS: Readonly<Record<Key['kind'], readonly [string, ...string[]]>> = {
  string: STRINGS,
  strings: STRINGS,
  bool: ['Bool'],
  number: ORDERED.map((name) => `Numeric${name}`) as unknown as [string, ...string[]],
  date: ORDERED.map((name) => `Date${name}`) as unknown as [string, ...string[]],
  ip: ['IpAddress', 'NotIpAddress'],
  arn: ['ArnEquals', 'ArnNotEquals', 'ArnLike', 'ArnNotLike'],
  binary: ['BinaryEquals'],
};

function conditionOf(chance: Chance): Statement {
  const key = chance.pick(KEYS);
  if (chance.odds(12)) return { Null: { [key.name]: chance.pick(['true', 'false']) } };
  const operator = chance.pick(OPERATORS[key.kind]);
  const set = key.kind === 'strings' ? chance.pick(['ForAllValues:', 'ForAnyValue:']) : '';
  // An absent key under ForAnyValue:…IfExists is read differently by the two (docs/iam/aws-evaluation.md).
  const ifExists = chance.odds(25) && set !== 'ForAnyValue:' ? 'IfExists' : '';
  const [first, ...others] = key.wanted.filter(
    (one) =>
      (operator.endsWith('Like') || !one.includes('${*}')) && (!operator.includes('Not') || !VALUELESS.test(one)),
  );
  const values: readonly [string, ...string[]] = [first ?? 'none', ...others];
  const wanted = chance.odds(30) ? [chance.pick(values), chance.pick(values)] : chance.pick(values);
  return { [`${set}${operator}${ifExists}`]: { [key.name]: wanted } };
}

function some(chance: Chance, list: readonly [string, ...string[]]): string | readonly string[] {
  return chance.odds(50) ? chance.pick(list) : [chance.pick(list), chance.pick(list)];
}

/** A statement by chance; `wide` ones allow much, as policies of organizations and boundaries do. */
export function statementOf(chance: Chance, wide: boolean): Statement {
  const deny = chance.odds(wide ? 25 : 20);
  const broad = wide && !deny && chance.odds(60);
  return {
    Effect: deny ? 'Deny' : 'Allow',
    [chance.odds(15) ? 'NotAction' : 'Action']: broad ? '*' : some(chance, ACTION_PATTERNS),
    ...(chance.odds(15) && !broad
      ? { NotResource: some(chance, EXCLUDED_PATTERNS) }
      : { Resource: broad ? '*' : some(chance, RESOURCE_PATTERNS) }),
    ...(chance.odds(broad ? 15 : 45)
      ? { Condition: chance.odds(20) ? { ...conditionOf(chance), ...conditionOf(chance) } : conditionOf(chance) }
      : {}),
  };
}

/** A document of a few statements. */
export function documentOf(chance: Chance, wide: boolean): readonly Statement[] {
  return Array.from({ length: 1 + chance.below(3) }, () => statementOf(chance, wide));
}

/** The context of one request: what is not named is not there. */
export function contextOf(chance: Chance): Readonly<Record<string, string | readonly string[]>> {
  const context: Record<string, string | readonly string[]> = {};
  for (const key of KEYS) {
    if (key.name.startsWith('aws:PrincipalTag')) continue;
    // The time is in every request.
    if (key.name !== 'aws:CurrentTime' && chance.odds(35)) continue;
    context[key.name] =
      key.kind === 'strings'
        ? [...new Set(Array.from({ length: 1 + chance.below(3) }, () => chance.pick(key.values)))]
        : chance.pick(key.values);
  }
  return context;
}

/** Every key that a request may bring. */
export const KEY_NAMES: readonly string[] = KEYS.map(({ name }) => name);

/** A tag of a principal, or none. */
export function tagOf(chance: Chance): string | undefined {
  return chance.odds(50) ? chance.pick(['team-red', 'ann', 'b*']) : undefined;
}

/** Whom the statements of a resource policy name. */
export function principalsOf(chance: Chance, arn: string, session: boolean): Statement {
  const named = chance.pick<unknown>([
    { AWS: arn },
    { AWS: arn },
    // Whether a session policy limits what is given to everybody is read differently (docs/iam/aws-evaluation.md).
    ...(session ? [] : ['*', { AWS: '*' }]),
    { AWS: ACCOUNT },
    { AWS: `arn:aws:iam::${ACCOUNT}:root` },
    { AWS: `arn:aws:iam::${OTHER_ACCOUNT}:root` },
    { Service: 'ec2.amazonaws.com' },
    { AWS: [`arn:aws:iam::${ACCOUNT}:user/nobody`, arn] },
  ]);
  return { Principal: named };
}
