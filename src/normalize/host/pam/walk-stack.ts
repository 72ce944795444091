import { PAM_IGNORE, PAM_NEW_AUTHTOK_REQD, PAM_SUCCESS, type PamAction, type PamControl } from './control.ts';

/** One entry of a flattened stack, as libpam keeps it in its list of handlers. */
export interface StackEntry {
  /** Depth of substacks. */
  readonly level: number;
  /** The entry that stands for a `substack` line itself: it is never run, but a jump counts it with its content as one. */
  readonly marker: boolean;
  readonly control: PamControl;
  /** Return codes that the module can give. */
  readonly codes: readonly number[];
}

/** What a module that is looked at did on one way through the stack. */
export type ModuleResult = 'not-run' | 'agreed' | 'ignored' | 'refused';

/** One way through a stack: whether the stack succeeded, and what the modules looked at did. */
export interface StackOutcome {
  readonly success: boolean;
  /** No module's agreement holds; neither this nor `success` where the stack asks for a new password first. */
  readonly refused: boolean;
  readonly results: readonly ModuleResult[];
}

/**
 * What libpam has concluded so far (its impression with its status): nothing, a success, an agreement whose status is
 * no success (a new password is due), or a refusal.
 */
type Verdict = 'nothing' | 'success' | 'due' | 'refusal';

interface State {
  readonly index: number;
  readonly previousLevel: number;
  readonly verdict: Verdict;
  /** The verdict at the entry of each substack, by level; `reset` goes back to it. */
  readonly saved: readonly Verdict[];
  readonly results: readonly ModuleResult[];
}

const START: Verdict = 'nothing';

/** More states than this are not looked at: the answer is then undefined. Real stacks have some hundreds. */
const MAX_STATES = 20_000;

/**
 * Every way through a stack for all return values that its modules can give (_pam_dispatch_aux of libpam), seen by
 * what the modules at `watched` did. Undefined when there are too many.
 */
export function stackOutcomes(
  stack: readonly StackEntry[],
  watched: readonly number[],
): readonly StackOutcome[] | undefined {
  const outcomes = new Map<string, StackOutcome>();
  const all = walk(stack, watched, (state) => {
    if (state.index < stack.length) return;
    const { verdict, results } = state;
    const outcome = {
      success: verdict === 'success',
      refused: verdict === 'nothing' || verdict === 'refusal',
      results,
    };
    outcomes.set([verdict, ...results].join(), outcome);
  });
  return all ? [...outcomes.values()] : undefined;
}

/** Indexes of the entries that are run on some way; undefined when there are too many. */
export function reachedEntries(stack: readonly StackEntry[]): ReadonlySet<number> | undefined {
  const reached = new Set<number>();
  const all = walk(stack, [], ({ index }) => {
    if (stack[index]?.marker === false) reached.add(index);
  });
  return all ? reached : undefined;
}

/** Visits every state that some return values lead to; false when there are too many. */
function walk(stack: readonly StackEntry[], watched: readonly number[], visit: (state: State) => void): boolean {
  const places = new Map(watched.map((index, place) => [index, place]));
  const seen = new Set<string>();
  const queue: State[] = [
    { index: 0, previousLevel: 0, verdict: START, saved: [START], results: watched.map(() => 'not-run') },
  ];
  for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
    const key = [state.index, state.previousLevel, state.verdict, ...state.saved, '|', ...state.results].join();
    if (seen.has(key)) continue;
    seen.add(key);
    if (seen.size > MAX_STATES) return false;
    visit(state);
    const entry = stack[state.index];
    if (entry === undefined) continue;
    // Entering a substack keeps the verdict so far, for `reset` in it.
    const entered =
      state.previousLevel < entry.level
        ? { ...state, saved: [...state.saved.slice(0, entry.level), state.verdict] }
        : { ...state, saved: state.saved.slice(0, entry.level + 1) };
    if (entry.marker) queue.push({ ...entered, index: state.index + 1, previousLevel: entry.level });
    else for (const step of stepsOf(entry)) queue.push(advance(stack, entered, entry, step, places.get(state.index)));
  }
  return true;
}

/** A return value as far as it makes a difference. */
interface Step {
  readonly action: PamAction;
  readonly clean: boolean;
  readonly result: ModuleResult;
}

function stepsOf(entry: StackEntry): readonly Step[] {
  const steps = new Map<string, Step>();
  for (const code of entry.codes) {
    const step: Step = {
      action: entry.control[code] ?? 'bad',
      clean: code === PAM_SUCCESS,
      result:
        code === PAM_SUCCESS || code === PAM_NEW_AUTHTOK_REQD ? 'agreed' : code === PAM_IGNORE ? 'ignored' : 'refused',
    };
    steps.set(JSON.stringify(step), step);
  }
  return [...steps.values()];
}

function advance(
  stack: readonly StackEntry[],
  state: State,
  entry: StackEntry,
  step: Step,
  watchedAt: number | undefined,
): State {
  const results =
    watchedAt === undefined ? state.results : state.results.map((one, at) => (at === watchedAt ? step.result : one));
  const go = (index: number, verdict: Verdict): State => ({
    index,
    previousLevel: entry.level,
    verdict,
    saved: state.saved,
    results,
  });
  const verdict = judged(state.verdict, step, state.saved[entry.level] ?? START);
  if (typeof step.action === 'number') {
    const target = jump(stack, state.index, entry.level, step.action);
    return go(target.at + 1, target.short ? 'refusal' : state.verdict);
  }
  if ((step.action === 'done' && (verdict === 'success' || verdict === 'due')) || step.action === 'die') {
    let at = state.index;
    while ((stack[at + 1]?.level ?? -1) >= entry.level) at += 1;
    return go(at + 1, verdict);
  }
  return go(state.index + 1, verdict);
}

function judged(verdict: Verdict, step: Step, saved: Verdict): Verdict {
  switch (step.action) {
    case 'reset':
      return saved;
    case 'ok':
    case 'done':
      if (verdict !== 'nothing' && verdict !== 'success') return verdict;
      return step.clean ? 'success' : 'due';
    case 'bad':
    case 'die':
      return 'refusal';
    default:
      return verdict;
  }
}

/** Jumps over modules of this level, a substack with its content counting as one; `short` when there are too few. */
function jump(stack: readonly StackEntry[], from: number, level: number, count: number) {
  let at = from;
  let left = count;
  while (left > 0 && (stack[at + 1]?.level ?? -1) >= level) {
    do {
      at += 1;
    } while ((stack[at + 1]?.level ?? -1) > level);
    left -= 1;
  }
  return { at, short: left > 0 };
}
