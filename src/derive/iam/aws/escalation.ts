import type { IamEscalationStep } from '../../../model/generated/model.ts';
import type { Actor, ActorIndex } from './actors.ts';
import { fullRights, type Reach } from './full-rights.ts';
import { selfEscalation } from './self-escalation.ts';
import type { Step } from './step.ts';
import { fillAndAssume, type HolderOf, type Reacher, reacher, takeOver, worthAsking } from './take-over.ts';

/** How one actor stands to full rights. */
export type Standing =
  | { readonly privilege: 'admin' | 'admin-conditional'; readonly path: readonly IamEscalationStep[] }
  | { readonly privilege: 'escalation'; readonly path: readonly IamEscalationStep[] }
  | { readonly privilege: 'standard'; readonly path: readonly IamEscalationStep[] }
  | { readonly privilege: 'unknown'; readonly reason: string; readonly path: readonly IamEscalationStep[] };

/** Where every actor stands, and what it may do by itself. */
export interface Escalation {
  readonly standing: ReadonlyMap<string, Standing>;
  readonly full: ReadonlyMap<string, Reach>;
  readonly reachers: ReadonlyMap<string, Reacher>;
}

/**
 * Walks backwards from those who have full rights to those who can become one of them, nearest first: each pair is asked
 * once, so that the cost grows with actors times those who reach full rights.
 */
export function escalation(index: ActorIndex, holderOf: HolderOf): Escalation {
  const full = new Map(index.actors.map((actor) => [actor.principal.id, fullRights(actor.set, index.scope)]));
  const reachers = new Map(index.actors.map((actor) => [actor.principal.id, reacher(actor)]));
  const steps = new Map<string, Step>();
  const seeds: Actor[] = [];
  const rest: Actor[] = [];
  for (const actor of index.actors) {
    const level = full.get(actor.principal.id)?.level;
    (level === 'yes' || level === 'conditional' ? seeds : rest).push(actor);
  }
  let open = rest.filter((actor) => {
    const found = selfEscalation(actor, index) ?? fillSomeRole(actor, index, reachers);
    if (found === undefined) return true;
    steps.set(actor.principal.id, found);
    return false;
  });
  let selves: readonly Actor[] = rest.filter((actor) => steps.has(actor.principal.id));
  const final = new Set(selves.map((actor) => actor.principal.id));
  let frontier: readonly Actor[] = seeds;
  do {
    const reached = spread(frontier, open, steps, reachers, index, holderOf);
    open = open.filter((actor) => !steps.has(actor.principal.id));
    frontier = [...selves, ...reached];
    selves = [];
  } while (frontier.length > 0 && open.length > 0);
  return { standing: standings(index, full, pathFinder(steps, final), reachers, holderOf), full, reachers };
}

function fillSomeRole(actor: Actor, index: ActorIndex, reachers: ReadonlyMap<string, Reacher>): Step | undefined {
  const from = reachers.get(actor.principal.id);
  if (from?.fills !== true) return undefined;
  for (const target of index.actors) {
    const found = target.principal.kind === 'role' ? fillAndAssume(from, target, index) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** One wave: who of `open` reaches someone of the frontier. */
function spread(
  frontier: readonly Actor[],
  open: readonly Actor[],
  steps: Map<string, Step>,
  reachers: ReadonlyMap<string, Reacher>,
  index: ActorIndex,
  holderOf: HolderOf,
): Actor[] {
  const reached: Actor[] = [];
  for (const actor of open) {
    const from = reachers.get(actor.principal.id);
    if (from === undefined) continue;
    for (const target of frontier) {
      if (!worthAsking(from, target, index.scope.account)) continue;
      const found = takeOver(from, target, index, holderOf);
      if (found === undefined) continue;
      steps.set(actor.principal.id, found);
      reached.push(actor);
      break;
    }
  }
  return reached;
}

function standings(
  index: ActorIndex,
  full: ReadonlyMap<string, Reach>,
  pathOf: (id: string) => readonly IamEscalationStep[],
  reachers: ReadonlyMap<string, Reacher>,
  holderOf: HolderOf,
): Map<string, Standing> {
  const standing = new Map<string, Standing>();
  const undecided: Actor[] = [];
  for (const actor of index.actors) {
    const { id } = actor.principal;
    const reach = full.get(id);
    if (reach?.level === 'yes') standing.set(id, { privilege: 'admin', path: [] });
    else if (reach?.level === 'conditional') standing.set(id, { privilege: 'admin-conditional', path: [] });
    else if (pathOf(id).length > 0) standing.set(id, { privilege: 'escalation', path: pathOf(id) });
    else {
      const reason = reach?.level === 'unknown' ? reach.reason : missingReason(actor);
      if (reason === undefined) undecided.push(actor);
      else standing.set(id, { privilege: 'unknown', reason, path: [] });
    }
  }
  spreadDoubt(undecided, standing, reachers, index, holderOf);
  for (const actor of undecided) {
    if (!standing.has(actor.principal.id)) standing.set(actor.principal.id, { privilege: 'standard', path: [] });
  }
  return standing;
}

function missingReason(actor: Actor): string | undefined {
  return actor.set.identity.find((policy) => policy.missing !== undefined)?.missing?.reason;
}

/** Who can take on somebody whose rights are not known is not known either. */
function spreadDoubt(
  undecided: readonly Actor[],
  standing: Map<string, Standing>,
  reachers: ReadonlyMap<string, Reacher>,
  index: ActorIndex,
  holderOf: HolderOf,
): void {
  const doubtful = index.actors.filter((actor) => standing.get(actor.principal.id)?.privilege === 'unknown');
  const steps = new Map<string, Step>();
  let frontier = doubtful;
  let open = undecided;
  while (frontier.length > 0 && open.length > 0) {
    const reached = spread(frontier, open, steps, reachers, index, holderOf);
    open = open.filter((actor) => !steps.has(actor.principal.id));
    frontier = reached;
  }
  for (const [id, { to }] of steps) {
    const cause = standing.get(to);
    const why =
      cause?.privilege === 'unknown' ? `, whose rights are not known: ${cause.reason}` : ', whose rights are not known';
    standing.set(id, { privilege: 'unknown', reason: `it can take on ${to}${why}`, path: [] });
  }
}

/** The way of an actor, step by step; a step with which it changes its own rights, or fills a role, is the last. */
function pathFinder(
  steps: ReadonlyMap<string, Step>,
  final: ReadonlySet<string>,
): (start: string) => readonly IamEscalationStep[] {
  return (start) => {
    const path: IamEscalationStep[] = [];
    let from = start;
    for (let next = steps.get(from); next !== undefined; next = steps.get(from)) {
      path.push({ from, to: next.to, method: next.method, certainty: next.certainty });
      if (final.has(from)) break;
      from = next.to;
    }
    return path;
  };
}
