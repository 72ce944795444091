import { runSimulation, runUnsafeSimulation, type Simulation } from '@cloud-copilot/iam-simulate';
import { describe, expect, it } from 'vitest';
import { type ActorIndex, actorIndex } from '../../src/derive/iam/aws/actors.ts';
import type { KeyState } from '../../src/derive/iam/aws/context.ts';
import { compilePolicy } from '../../src/derive/iam/aws/policy.ts';
import { ask } from '../../src/derive/iam/aws/question.ts';
import type { IamOrganizationPolicies } from '../../src/model/generated/model.ts';
import { parsePolicyDocument } from '../../src/normalize/iam/aws-policy-document.ts';
import { type Account, type Statement, sectionsOf } from '../unit/derive/iam/account.ts';
import {
  ACCOUNT,
  ACTIONS,
  type Chance,
  chanceOf,
  contextOf,
  documentOf,
  KEY_NAMES,
  principalsOf,
  RESOURCES,
  resourceFor,
  tagOf,
} from './iam-accounts.ts';

// The evaluator beside this one is AGPL: a test may ask it, the product never holds it.
const SEED = Number(process.env['VAUBAN_SEED'] ?? 20261123);
const ACCOUNTS = Number(process.env['VAUBAN_ROUNDS'] ?? 250);
const QUESTIONS = 12;
const AT = { file: 'test' };

const document = (statements: readonly Statement[]) => ({ Version: '2012-10-17', Statement: statements });
const factOf = (statements: readonly Statement[]) =>
  parsePolicyDocument(document(statements), { at: AT, inside: undefined });

interface World {
  readonly name: string;
  readonly kind: 'user' | 'role';
  readonly identity: readonly (readonly Statement[])[];
  readonly boundary: readonly Statement[] | undefined;
  readonly service: readonly (readonly (readonly Statement[])[])[];
  readonly resourceControl: readonly (readonly Statement[])[];
  readonly session: readonly Statement[] | undefined;
  readonly tag: string | undefined;
}

function worldOf(chance: Chance): World {
  const kind = chance.odds(60) ? 'user' : 'role';
  const list = (count: number, wide = false) => Array.from({ length: count }, () => documentOf(chance, wide));
  return {
    name: 'ann',
    kind,
    identity: list(1 + chance.below(4)),
    boundary: chance.odds(35) ? documentOf(chance, true) : undefined,
    service: chance.odds(40) ? Array.from({ length: 1 + chance.below(3) }, () => list(1 + chance.below(2), true)) : [],
    resourceControl: chance.odds(20)
      ? documentOf(chance, true).map((statement) => [{ ...statement, Effect: 'Deny', Principal: '*' }])
      : [],
    session: kind === 'role' && chance.odds(25) ? documentOf(chance, true) : undefined,
    tag: tagOf(chance),
  };
}

/** The world as an account: the first document inline, the second attached, the others of groups (of a user). */
function accountOf(world: World): Account {
  const { identity, kind } = world;
  const [inline, attached, ...rest] = identity;
  const policies: Record<string, readonly (readonly Statement[])[]> = {};
  if (attached !== undefined) policies['attached'] = [attached];
  if (world.boundary !== undefined) policies['boundary'] = [world.boundary];
  for (const [index, one] of rest.entries()) policies[`rest-${index}`] = [one];
  const names = rest.map((_one, index) => `rest-${index}`);
  const made = {
    ...(inline === undefined ? {} : { inline }),
    attached: [...(attached === undefined ? [] : ['attached']), ...(kind === 'role' ? names : [])],
    ...(world.boundary === undefined ? {} : { boundary: 'boundary' }),
    ...(world.tag === undefined ? {} : { tags: { team: world.tag } }),
  };
  return {
    ...(kind === 'user'
      ? {
          users: { ann: { ...made, groups: names } },
          groups: Object.fromEntries(names.map((one) => [one, { attached: [one] }])),
        }
      : { roles: { ann: made } }),
    policies,
  };
}

function organizationOf({ service, resourceControl }: World): IamOrganizationPolicies {
  const everything = [{ Effect: 'Allow', Action: '*', Resource: '*' }];
  const levels = [
    ...service.map((documents) => ({ kind: 'service-control' as const, documents })),
    ...(resourceControl.length === 0
      ? []
      : [{ kind: 'resource-control' as const, documents: [...resourceControl, everything] }]),
  ];
  return {
    layers: levels.map(({ kind, documents }, level) => ({
      id: `level-${level}`,
      kind,
      policies: documents.map((_one, index) => `${level}-${index}`),
      at: AT,
    })),
    policies: levels.flatMap(({ documents }, level) =>
      documents.map((one, index) => ({ id: `${level}-${index}`, name: 'n', statements: factOf(one), at: AT })),
    ),
  };
}

interface Asked {
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  readonly resourcePolicy: readonly Statement[] | undefined;
}

const indexes = new WeakMap<World, ActorIndex>();

function indexOf(world: World): ActorIndex {
  const known = indexes.get(world);
  if (known !== undefined) return known;
  const { iam } = sectionsOf(accountOf(world));
  const [principals, policies] = [iam?.principals?.data, iam?.policies?.data];
  if (principals === undefined || policies === undefined) throw new Error('the made-up account was not read');
  const index = actorIndex(principals, policies, organizationOf(world));
  indexes.set(world, index);
  return index;
}

function ours(world: World, asked: Asked, open: readonly string[] = []): string {
  const index = indexOf(world);
  const actor = index.actors.find(({ principal }) => principal.name === world.name);
  if (actor === undefined) throw new Error('the made-up account has no ann');
  const states = new Map<string, KeyState>(
    KEY_NAMES.filter((name) => !name.startsWith('aws:PrincipalTag') && !open.includes(name)).map((name) => {
      const value = asked.context[name];
      return [
        name.toLowerCase(),
        value === undefined ? 'absent' : { values: typeof value === 'string' ? [value] : value },
      ];
    }),
  );
  if (world.kind === 'role' && world.tag === undefined) states.set('aws:principaltag/team', 'absent');
  const compiled = (name: string, statements: readonly Statement[]) =>
    compilePolicy({ id: name, name, statements: factOf(statements) });
  const { decision } = ask(
    actor,
    {
      action: asked.action,
      resource: asked.resource,
      context: states,
      ...(asked.resourcePolicy === undefined ? {} : { resourcePolicy: compiled('resource', asked.resourcePolicy) }),
      ...(world.session === undefined ? {} : { sessionPolicies: [compiled('session', world.session)] }),
    },
    index,
  );
  return decision.verdict === 'deny' ? (decision.explicit ? 'ExplicitlyDenied' : 'ImplicitlyDenied') : decision.verdict;
}

/** Their answer, and what of the context they hold possible for the action; undefined where they refuse the question. */
async function theirs(
  world: World,
  asked: Asked,
): Promise<{ readonly verdict: string; readonly ignored: readonly string[] } | undefined> {
  const named = (documents: readonly (readonly Statement[])[]) =>
    documents.map((one, index) => ({ name: String(index), policy: document(one) }));
  const user = world.kind === 'user';
  const arn = `arn:aws:iam::${ACCOUNT}:${world.kind}/${world.name}`;
  const simulation: Simulation = {
    request: {
      // Session policies limit sessions only.
      principal: world.session === undefined ? arn : `arn:aws:sts::${ACCOUNT}:assumed-role/${world.name}/session`,
      action: asked.action,
      resource: { resource: asked.resource, accountId: ACCOUNT },
      contextVariables: {
        ...Object.fromEntries(
          Object.entries(asked.context).map(([key, value]) => [key, typeof value === 'string' ? value : [...value]]),
        ),
        ...(user ? { 'aws:username': world.name } : {}),
        'aws:PrincipalArn': arn,
        'aws:PrincipalAccount': ACCOUNT,
        'aws:PrincipalType': user ? 'User' : 'AssumedRole',
        ...(world.tag === undefined ? {} : { 'aws:PrincipalTag/team': world.tag }),
      },
    },
    identityPolicies: named(world.identity),
    serviceControlPolicies: world.service.map((documents, index) => ({
      orgIdentifier: String(index),
      policies: named(documents),
    })),
    resourceControlPolicies:
      // They apply them to every service; they are about some (docs/iam/aws-evaluation.md).
      world.resourceControl.length === 0 || asked.action.startsWith('ec2:')
        ? []
        : [
            {
              orgIdentifier: 'r',
              policies: named([
                ...world.resourceControl,
                [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
              ]),
            },
          ],
    ...(world.boundary === undefined ? {} : { permissionBoundaryPolicies: named([world.boundary]) }),
    ...(world.session === undefined ? {} : { sessionPolicy: document(world.session) }),
    ...(asked.resourcePolicy === undefined ? {} : { resourcePolicy: document(asked.resourcePolicy) }),
  };
  // Only with validation do they take resource and session policies.
  if (asked.resourcePolicy === undefined && world.session === undefined)
    return { verdict: runUnsafeSimulation(simulation, { simulationMode: 'Strict' }), ignored: [] };
  const result = await runSimulation(simulation, { simulationMode: 'Strict' });
  if (result.resultType !== 'single') return undefined;
  return { verdict: result.overallResult, ignored: result.result.ignoredContextKeys ?? [] };
}

function askedOf(chance: Chance, world: World): Asked {
  const arn = `arn:aws:iam::${ACCOUNT}:${world.kind}/${world.name}`;
  const action = chance.pick(ACTIONS);
  return {
    action,
    resource: chance.odds(75) ? resourceFor(action, chance) : chance.pick(RESOURCES),
    context: contextOf(chance),
    resourcePolicy: chance.odds(25)
      ? documentOf(chance, true).map((statement) => ({
          ...statement,
          ...principalsOf(chance, arn, world.session !== undefined),
        }))
      : undefined,
  };
}

function without(context: Asked['context'], ignored: readonly string[]): Asked['context'] {
  const names = new Set(ignored.map((name) => name.toLowerCase()));
  return Object.fromEntries(Object.entries(context).filter(([name]) => !names.has(name.toLowerCase())));
}

/** The ways to leave one thing out of a question. */
function smaller(world: World, asked: Asked): readonly (readonly [World, Asked])[] {
  const drop = <T>(list: readonly T[]): readonly (readonly T[])[] =>
    list.map((_one, index) => list.filter((_other, at) => at !== index));
  const documents = (list: readonly (readonly Statement[])[]) => [
    ...drop(list),
    ...list.flatMap((one, index) => drop(one).map((less) => list.map((other, at) => (at === index ? less : other)))),
  ];
  const { boundary, session, tag, ...rest } = world;
  const { resourcePolicy, ...question } = asked;
  return [
    ...documents(world.identity).map((identity) => [{ ...world, identity }, asked] as const),
    ...drop(world.service).map((service) => [{ ...world, service }, asked] as const),
    ...documents(world.resourceControl).map((resourceControl) => [{ ...world, resourceControl }, asked] as const),
    ...(boundary === undefined ? [] : [[{ ...rest, session, tag, boundary: undefined }, asked] as const]),
    ...(boundary === undefined
      ? []
      : drop(boundary)
          .filter((less) => less.length > 0)
          .map((less) => [{ ...world, boundary: less }, asked] as const)),
    ...(session === undefined ? [] : [[{ ...rest, boundary, tag, session: undefined }, asked] as const]),
    ...(session === undefined
      ? []
      : drop(session)
          .filter((less) => less.length > 0)
          .map((less) => [{ ...world, session: less }, asked] as const)),
    ...(resourcePolicy === undefined ? [] : [[world, { ...question, resourcePolicy: undefined }] as const]),
    ...drop(resourcePolicy ?? []).map((less) => [world, { ...asked, resourcePolicy: less }] as const),
    ...drop(Object.entries(asked.context)).map(
      (entries) => [world, { ...asked, context: Object.fromEntries(entries) }] as const,
    ),
  ];
}

/** What differs, told by the smallest question that still does. */
async function difference(world: World, asked: Asked): Promise<string | undefined> {
  const told = await compared(world, asked);
  if (told === undefined || told.same) return undefined;
  for (const [less, question] of smaller(world, asked)) {
    const found = await difference(less, question);
    if (found !== undefined) return found;
  }
  return `${told.left} here, ${told.right} there: ${JSON.stringify({ world, asked })}`;
}

/** Both answers; undefined where they refuse the question. */
async function compared(
  world: World,
  asked: Asked,
): Promise<{ readonly left: string; readonly right: string; readonly same: boolean } | undefined> {
  const answer = await theirs(world, asked);
  if (answer === undefined) return undefined;
  const right = answer.verdict;
  const left = ours(world, { ...asked, context: without(asked.context, answer.ignored) });
  const same =
    outcome(left) === outcome(right) &&
    // A deny of a session policy is no explicit one there.
    (world.session !== undefined || (left === 'ExplicitlyDenied') === (right === 'ExplicitlyDenied'));
  return { left, right, same };
}

const outcome = (verdict: string): string => (verdict === 'allow' || verdict === 'Allowed' ? 'allowed' : 'denied');

describe('the decision beside iam-simulate', () => {
  it(`is the same for every settled request (seed ${SEED})`, async () => {
    const chance = chanceOf(SEED);
    const differences: string[] = [];
    let refused = 0;
    const counts: Record<string, number> = {};
    for (let account = 0; account < ACCOUNTS; account++) {
      const world = worldOf(chance);
      for (let question = 0; question < QUESTIONS; question++) {
        const asked = askedOf(chance, world);
        const told = await compared(world, asked);
        if (told === undefined) refused++;
        else if (told.same) counts[told.left] = (counts[told.left] ?? 0) + 1;
        else if (differences.length < 10) differences.push((await difference(world, asked)) ?? 'it went away');
        else differences.push('and more');
      }
    }
    expect([...new Set(differences)]).toEqual([]);
    expect(refused).toBeLessThan(ACCOUNTS * QUESTIONS * 0.25);
    // A test that never allows anything would prove nothing.
    expect(
      Math.min(...['allow', 'ExplicitlyDenied', 'ImplicitlyDenied'].map((verdict) => counts[verdict] ?? 0)),
    ).toBeGreaterThan((ACCOUNTS * QUESTIONS) / 20);
  });

  it(`holds for whatever an open request may bring (seed ${SEED})`, async () => {
    const chance = chanceOf(SEED + 1);
    const differences: string[] = [];
    for (let account = 0; account < ACCOUNTS / 5; account++) {
      const world = worldOf(chance);
      const asked = askedOf(chance, world);
      const open = KEY_NAMES.filter((name) => !name.startsWith('aws:PrincipalTag') && chance.odds(60));
      const verdict = ours(world, asked, open);
      if (verdict === 'conditional') continue;
      for (let completion = 0; completion < 8; completion++) {
        const other = contextOf(chance);
        const context = Object.fromEntries(
          KEY_NAMES.flatMap((name) => {
            const value = (open.includes(name) ? other : asked.context)[name];
            return value === undefined ? [] : [[name, value]];
          }),
        );
        const answer = await theirs(world, { ...asked, context });
        if (answer === undefined || answer.ignored.length > 0) continue;
        const right = answer.verdict;
        if (outcome(verdict) !== outcome(right))
          differences.push(`${verdict} here, ${right} there: ${JSON.stringify({ world, asked, open, context })}`);
      }
    }
    expect(differences.slice(0, 3)).toEqual([]);
  });
});
