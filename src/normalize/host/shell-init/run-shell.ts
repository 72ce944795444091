import type { Place } from '../../../core/fact.ts';
import { parseShell, type ShellNode } from './parse-shell.ts';
import { assignAll, declare, setUmask, withMarks } from './shell-commands.ts';
import { negate, resolvePath, type ShellContext, type Truth, testTruth, unquoted, withHome } from './shell-context.ts';
import { joinReached, joinStates, type ShellState, withTmout, withUnclear } from './shell-state.ts';

/** Where a run is: the file, the files that sourced it, the variables of its loops. */
interface Frame {
  readonly file: string;
  readonly open: readonly string[];
  readonly known: ReadonlyMap<string, string>;
  readonly inFunction: boolean;
}

/** What a piece of script leaves: the state after it (none when it never goes on), and that of the runs that returned. */
interface Outcome {
  readonly next: ShellState | undefined;
  readonly ended: ShellState | undefined;
  readonly truth: Truth;
}

interface Run {
  readonly context: ShellContext;
  /** Commands looked at so far. */
  steps: number;
}

/** Start files that source each other for ever, or are huge, end here: what follows is unclear. */
const MAX_STEPS = 20_000;
const MAX_FILES = 8;

/** Follows one start file without running it; a file that is not there changes nothing. */
export function runStartFile(path: string, state: ShellState, context: ShellContext): ShellState {
  return runFile({ context, steps: 0 }, path, state, []);
}

function runFile(run: Run, path: string, state: ShellState, open: readonly string[]): ShellState {
  const file = run.context.readFile(path);
  if (file.kind === 'absent') return state;
  if (file.kind === 'unread') return withUnclear(state, { file: path }, 'all');
  if (!/umask|TMOUT|PATH|(?:^|\s)(?:\.|source)\s/.test(file.text)) return state;
  const script = parseShell(file.text);
  if (script === undefined) return withMentions(file.text, state, path);
  const frame = { file: path, open: [...open, path], known: new Map<string, string>(), inFunction: false };
  const { next, ended } = execute(run, script, state, frame);
  return joinReached(next, ended) ?? state;
}

/** A script whose grammar is not understood: what it speaks of is unclear. */
function withMentions(text: string, state: ShellState, file: string): ShellState {
  let result = state;
  const lines = text.split('\n');
  for (const [word, what] of [
    ['umask', 'umask'],
    ['TMOUT', 'tmout'],
    ['PATH=', 'path'],
  ] as const) {
    const line = lines.findIndex((one) => one.includes(word));
    if (line !== -1) result = withUnclear(result, { file, line: line + 1 }, what);
  }
  return result;
}

function goOn(next: ShellState, truth: Truth = 'maybe'): Outcome {
  return { next, ended: undefined, truth };
}

function execute(run: Run, node: ShellNode, state: ShellState, frame: Frame): Outcome {
  switch (node.kind) {
    case 'list': {
      let current: Outcome = goOn(state, 'true');
      for (const item of node.items) {
        if (current.next === undefined) break;
        const after = execute(run, item, current.next, frame);
        current = { ...after, ended: joinReached(current.ended, after.ended) };
      }
      return current;
    }
    case 'and':
    case 'or': {
      const left = execute(run, node.left, state, frame);
      const truth = node.kind === 'and' ? left.truth : negate(left.truth);
      if (left.next === undefined || truth === 'false') return left;
      const right = execute(run, node.right, left.next, frame);
      if (truth === 'true') return { ...right, ended: joinReached(left.ended, right.ended) };
      return {
        next: joinReached(left.next, right.next),
        ended: joinReached(left.ended, right.ended),
        truth: 'maybe',
      };
    }
    case 'not': {
      const body = execute(run, node.body, state, frame);
      return { ...body, truth: negate(body.truth) };
    }
    case 'if':
      return executeIf(run, node, 0, state, frame);
    case 'for':
      return executeFor(run, node, state, frame);
    case 'while':
      return maybe(execute(run, node.body, state, frame), state);
    case 'case':
      return executeCase(run, node, state, frame);
    case 'function': {
      // Called or not, once or often: what its body sets may hold; a search path made of its arguments is not followed.
      const { next, ended } = execute(run, node.body, state, { ...frame, inFunction: true });
      return goOn(joinStates(state, joinReached(next, ended) ?? state), 'true');
    }
    case 'subshell':
      return goOn(state);
    case 'command':
      run.steps += 1;
      if (run.steps > MAX_STEPS) return goOn(withUnclear(state, { file: frame.file, line: node.line }, 'all'));
      return executeCommand(run, node.words, state, frame, { file: frame.file, line: node.line });
  }
}

function maybe(outcome: Outcome, otherwise: ShellState): Outcome {
  return { next: joinReached(outcome.next, otherwise), ended: outcome.ended, truth: 'maybe' };
}

type If = Extract<ShellNode, { kind: 'if' }>;

function executeIf(run: Run, node: If, from: number, state: ShellState, frame: Frame): Outcome {
  let current: ShellState | undefined = state;
  let reached: ShellState | undefined;
  let ended: ShellState | undefined;
  for (const branch of node.branches.slice(from)) {
    if (current === undefined) break;
    const condition: Outcome = execute(run, branch.condition, current, frame);
    ended = joinReached(ended, condition.ended);
    current = condition.next;
    if (current === undefined || condition.truth === 'false') continue;
    const body = execute(run, branch.body, current, frame);
    reached = joinReached(reached, body.next);
    ended = joinReached(ended, body.ended);
    if (condition.truth === 'true') return { next: reached, ended, truth: 'maybe' };
  }
  if (current === undefined) return { next: reached, ended, truth: 'maybe' };
  const last = execute(run, node.otherwise, current, frame);
  return { next: joinReached(reached, last.next), ended: joinReached(ended, last.ended), truth: 'maybe' };
}

function executeFor(run: Run, node: Extract<ShellNode, { kind: 'for' }>, state: ShellState, frame: Frame): Outcome {
  let current: Outcome = goOn(state);
  for (const word of node.words) {
    const path = withHome(unquoted(word), run.context.home);
    const members = path === undefined ? undefined : /[*?[]/.test(path) ? run.context.expand(path) : [path];
    if (members === undefined) {
      if (current.next !== undefined) {
        const known = new Map(frame.known);
        known.delete(node.name);
        const after = maybe(execute(run, node.body, current.next, { ...frame, known }), current.next);
        current = { ...after, ended: joinReached(current.ended, after.ended) };
      }
      continue;
    }
    for (const member of members) {
      if (current.next === undefined) return current;
      const after = execute(run, node.body, current.next, {
        ...frame,
        known: new Map(frame.known).set(node.name, member),
      });
      current = { ...after, ended: joinReached(current.ended, after.ended) };
    }
  }
  return current;
}

function executeCase(run: Run, node: Extract<ShellNode, { kind: 'case' }>, state: ShellState, frame: Frame): Outcome {
  const flags = unquoted(node.subject) === '$-';
  let next: ShellState | undefined;
  let ended: ShellState | undefined;
  for (const { patterns, body } of node.arms) {
    const bare = patterns.map(unquoted);
    const all = bare.includes('*');
    const mine = flags && bare.includes('*i*') ? run.context.interactive : undefined;
    if (mine === false && !all) continue;
    const outcome = execute(run, body, state, frame);
    next = joinReached(next, outcome.next);
    ended = joinReached(ended, outcome.ended);
    if (mine === true || all) return { next, ended, truth: 'maybe' };
  }
  return { next: joinReached(next, state), ended, truth: 'maybe' };
}

function executeCommand(run: Run, words: readonly string[], state: ShellState, frame: Frame, at: Place): Outcome {
  const first = words.findIndex((word) => !/^[A-Za-z_]\w*\+?=/.test(word));
  const scope = { home: run.context.home, inFunction: frame.inFunction };
  if (first === -1) return goOn(assignAll(words, state, scope, at), 'true');
  const [name = '', ...args] = words.slice(first);
  switch (name) {
    case 'umask':
      return goOn(setUmask(args, state, at), 'true');
    case 'export':
    case 'readonly':
    case 'typeset':
    case 'declare':
    case 'local':
      return goOn(declare(name, args, state, scope, at), 'true');
    case 'unset':
      return goOn(args.includes('TMOUT') && !args.includes('-f') ? withTmout(state, at, 'unset') : state);
    case 'return':
    case 'exit':
      return { next: undefined, ended: state, truth: 'maybe' };
    case '.':
    case 'source':
      return goOn(sourceFile(run, args[0] ?? '_', state, frame, at));
    case '[':
    case '[[':
      return goOn(
        state,
        /^\]\]?$/.test(args.at(-1) ?? '') ? testTruth(args.slice(0, -1), run.context, frame.known) : 'maybe',
      );
    case 'test':
      return goOn(state, testTruth(args, run.context, frame.known));
    case 'true':
    case ':':
      return goOn(state, 'true');
    case 'false':
      return goOn(state, 'false');
    case 'shopt':
      return goOn(state, args.join(' ') === '-q login_shell' ? (run.context.login ? 'true' : 'false') : 'maybe');
    default:
      return goOn(withMarks(words, state, at));
  }
}

function sourceFile(run: Run, word: string, state: ShellState, frame: Frame, at: Place): ShellState {
  const path = resolvePath(word, run.context, frame.known);
  // What packages source from below /usr by computed names is theirs; in the administrator's files it may be anything.
  if (path === undefined && run.context.home === undefined && /~\/|\$\{?HOME\b/.test(word)) return state;
  if (path === undefined) return /^\/(?:usr|opt)\//.test(frame.file) ? state : withUnclear(state, at, 'all');
  if (frame.open.includes(path)) return state;
  if (frame.open.length >= MAX_FILES) return withUnclear(state, at, 'all');
  return runFile(run, path, state, frame.open);
}
