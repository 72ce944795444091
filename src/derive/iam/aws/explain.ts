import type { IamCondition, IamStatement } from '../../../model/generated/model.ts';
import { type Candidates, candidatesOf } from './candidates.ts';
import { type KeyState, type RequestContext, variablesOf, withStates } from './context.ts';
import { type Decision, decide, type PolicyKind, type PolicySet, type Request } from './decide.ts';
import type { CompiledPolicy } from './policy.ts';
import type { Truth } from './truth.ts';

/** A statement that took part in a decision. */
export interface Heard {
  readonly kind: PolicyKind;
  readonly policy: CompiledPolicy;
  readonly statement: IamStatement;
  readonly truth: Truth;
}

/** A decision with its grounds. */
export interface Explained {
  readonly decision: Decision;
  readonly statements: readonly Heard[];
  /** Parties that must allow and do not: a boundary, a layer of the organization, a trust policy. */
  readonly refusing: readonly { readonly kind: PolicyKind; readonly id: string }[];
  /** Keys of the request on which a conditional decision hangs, as the policies write them. */
  readonly keys: readonly string[];
  /** One request that is allowed, by those keys. */
  readonly example: ReadonlyMap<string, KeyState> | undefined;
}

/** So many requests are tried at most before a conditional decision is left as it is. */
const TRIED = 4096;

/**
 * Decides, and where the request leaves it open tries the requests that the conditions can tell apart: conditions on one
 * key hang together, so that an allow and a deny under the same condition are no doubt.
 */
export function explain(set: PolicySet, request: Request): Explained {
  const statements = new Map<IamStatement, Heard>();
  const refusing: { kind: PolicyKind; id: string }[] = [];
  const decision = decide(set, request, {
    statement: (kind, policy, statement, truth) => void statements.set(statement, { kind, policy, statement, truth }),
    party: (kind, id, allowed) => {
      if (allowed === 'never') refusing.push({ kind, id });
    },
  });
  const heard = [...statements.values()];
  const context = request.context ?? set.context;
  const open = decision.verdict === 'conditional' ? openKeys(heard, context) : [];
  const tried = open.length === 0 ? undefined : tryAll(set, request, context, open);
  return {
    decision: tried?.decision ?? decision,
    statements: heard,
    refusing,
    keys: decision.verdict === 'conditional' ? (tried?.keys ?? open.map(({ name }) => name)) : [],
    example: tried?.example,
  };
}

interface OpenKey {
  /** Lower case. */
  readonly key: string;
  /** As written. */
  readonly name: string;
  readonly candidates: Candidates;
}

function openKeys(heard: readonly Heard[], context: RequestContext): readonly OpenKey[] {
  const names = new Map<string, string>();
  const conditions = new Map<string, IamCondition[]>();
  const inVariables = new Set<string>();
  for (const { statement, truth } of heard) {
    if (truth !== 'sometimes') continue;
    const texts = [...(statement.resources ?? []), ...(statement.not_resources ?? [])];
    for (const condition of statement.conditions) {
      const key = condition.key.toLowerCase();
      texts.push(...condition.values);
      if (context(key) !== undefined) continue;
      if (!names.has(key)) names.set(key, condition.key);
      conditions.set(key, [...(conditions.get(key) ?? []), condition]);
    }
    for (const key of texts.flatMap(variablesOf)) {
      if (context(key) !== undefined) continue;
      if (!names.has(key)) names.set(key, key);
      inVariables.add(key);
    }
  }
  return [...names].map(([key, name]) => {
    const candidates = candidatesOf(key, conditions.get(key) ?? []);
    return { key, name, candidates: inVariables.has(key) ? { ...candidates, complete: false } : candidates };
  });
}

interface Tried {
  readonly decision: Decision;
  readonly keys: readonly string[];
  readonly example: ReadonlyMap<string, KeyState> | undefined;
}

function tryAll(
  set: PolicySet,
  request: Request,
  context: RequestContext,
  open: readonly OpenKey[],
): Tried | undefined {
  const total = open.reduce((product, { candidates }) => product * candidates.states.length, 1);
  if (total > TRIED) return undefined;
  const verdicts: Decision[] = [];
  const statesOf = (index: number): ReadonlyMap<string, KeyState> => {
    const states = new Map<string, KeyState>();
    let rest = index;
    for (const { key, candidates } of open) {
      states.set(key, candidates.states[rest % candidates.states.length]);
      rest = Math.floor(rest / candidates.states.length);
    }
    return states;
  };
  for (let index = 0; index < total; index++) {
    verdicts.push(decide(set, { ...request, context: withStates(statesOf(index), context) }));
  }
  const allowed = verdicts.findIndex(({ verdict }) => verdict === 'allow');
  const same = verdicts.every(({ verdict }) => verdict === verdicts[0]?.verdict);
  const [first] = verdicts;
  if (same && first !== undefined) {
    return open.every(({ candidates }) => candidates.complete) && first.verdict !== 'conditional'
      ? { decision: first, keys: [], example: undefined }
      : undefined;
  }
  const keys: OpenKey[] = [];
  let stride = 1;
  for (const one of open) {
    const size = one.candidates.states.length;
    const current = stride;
    const matters = verdicts.some(({ verdict }, index) => {
      const digit = Math.floor(index / current) % size;
      return verdict !== verdicts[index - digit * current]?.verdict;
    });
    if (matters) keys.push(one);
    stride *= size;
  }
  const states = allowed === -1 ? undefined : statesOf(allowed);
  return {
    decision: { verdict: 'conditional' },
    keys: keys.map(({ name }) => name),
    example: states === undefined ? undefined : new Map(keys.map(({ key, name }) => [name, states.get(key)])),
  };
}
