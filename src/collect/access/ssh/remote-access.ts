import type { CaptureOutcome } from '../../../core/capture.ts';
import type { CommandOutput, FileInfo, Outcome, PendingAccess, Walk, WalkRequest } from '../access.ts';
import type { AskLimits } from './channel.ts';
import { type End, openConversation, type RemoteShell, type Traffic } from './conversation.ts';
import { plainPath } from './path-words.ts';
import {
  contentQuestion,
  isNothing,
  nothingWanted,
  pathQuestion,
  type Question,
  section,
  textWord,
  type Wanted,
} from './questions.ts';
import { isNeverRead } from './redactions.ts';
import { nothingTold, takeAnswers } from './remote-answers.ts';
import { walkOf, walkWords } from './remote-walk.ts';

const DEFAULT_LIMIT_BYTES = 16 * 1024 * 1024;
const ROUND: AskLimits = { silenceMs: 90_000 };
/** find(1) is silent until it has something to tell; each of the two is ended after 300 s. */
const WALK: AskLimits = { silenceMs: 700_000 };
const MOUNTINFO = '/proc/self/mountinfo';

/** Below these nothing appears that a listing of the folder does not show (an automounter shows less in /home or /net). */
const LISTED_WHOLE = /^\/(?:etc|usr|lib|lib64|bin|sbin|boot|var\/lib|run\/systemd)(?:\/|$)/;

/** A remote machine, with what became of the connection. */
export interface RemoteAccess extends PendingAccess {
  /** Why the connection ended early; undefined while it is well. */
  ended(): End | undefined;
  /** True once the probe has answered. */
  connected(): boolean;
  /** True when the machine is read as root. */
  asRoot(): boolean;
  /** How much was exchanged. */
  traffic(): Traffic;
}

type Missing = Exclude<Outcome<never>, { kind: 'read' }>;
const PENDING: Missing = { kind: 'failed', reason: 'it is not read yet' };

/** Reads a machine through a shell on it: one program, kept until `close`, asked in rounds. */
export function openRemote(shell: RemoteShell): RemoteAccess {
  const talk = openConversation(shell);
  const told = nothingTold();
  /** What stands in for answers that did not come. */
  const given = new Map<string, Missing>();
  let wanted = nothingWanted();
  let walked: Outcome<Walk> | undefined;

  const unanswered = (key: string): Missing =>
    talk.end() === undefined
      ? (given.get(key) ?? PENDING)
      : { kind: 'failed', reason: `the connection to ${shell.label} ended during the collection` };
  const isOpen = (key: string): boolean => talk.end() === undefined && !given.has(key);

  const factsOf = (path: string, part: 'own' | 'led'): Outcome<FileInfo> => {
    const known = told.facts.get(path)?.[part];
    if (known !== undefined) return known;
    if (isKnownAbsent(path)) return { kind: 'absent' };
    const key = `facts ${path}`;
    if (isOpen(key)) wanted.facts.add(path);
    return unanswered(key);
  };

  /** True when a folder above was listed and does not hold it, or is not there itself. */
  const isKnownAbsent = (path: string): boolean => {
    if (path.includes('/..') || !LISTED_WHOLE.test(path)) return false;
    for (let child = path; child !== ''; ) {
      const slash = child.lastIndexOf('/');
      const parent = child.slice(0, slash);
      const names = LISTED_WHOLE.test(parent) ? told.lists.get(parent) : undefined;
      if (names?.kind === 'read' && !names.value.includes(child.slice(slash + 1))) return true;
      if (told.facts.get(parent)?.led?.kind === 'absent') return true;
      child = parent;
    }
    return false;
  };

  /** True while the facts of a path are asked for, so that what depends on them may be asked for as well. */
  const isPending = (path: string, info: Outcome<FileInfo>): boolean =>
    info.kind === 'failed' && told.facts.get(path)?.led === undefined && isOpen(`facts ${path}`);

  const readFile = (path: string, limit: number): CaptureOutcome => {
    if (isNeverRead(path)) return { kind: 'failed', reason: `${path} may hold a private key, which is never read` };
    const read = told.files.get(path);
    if (read !== undefined && (read.limit >= limit || read.outcome.kind !== 'too-large')) {
      const { outcome } = read;
      return outcome.kind === 'read' && outcome.bytes.byteLength > limit
        ? { kind: 'too-large', bytes: outcome.bytes.byteLength, limit }
        : outcome;
    }
    const info = factsOf(path, 'led');
    if (info.kind === 'read') {
      if (info.value.kind !== 'file') return { kind: 'failed', reason: `${path} is not a regular file` };
      if (info.value.size > limit) return { kind: 'too-large', bytes: info.value.size, limit };
    } else if (!isPending(path, info)) return info;
    const key = `file ${path}`;
    if (isOpen(key)) wanted.files.set(path, Math.max(limit, wanted.files.get(path) ?? 0));
    return unanswered(key);
  };

  const list = (path: string): Outcome<readonly string[]> => {
    const known = told.lists.get(path);
    if (known !== undefined) return known;
    if (isKnownAbsent(path)) return { kind: 'absent' };
    const info = told.facts.get(path)?.led;
    if (info !== undefined && info.kind !== 'read') return info;
    if (info !== undefined && info.value.kind !== 'directory')
      return { kind: 'failed', reason: `${path} is not a directory` };
    const key = `list ${path}`;
    if (isOpen(key)) wanted.lists.add(path);
    return unanswered(key);
  };

  const readLink = (path: string): Outcome<string> => {
    const info = factsOf(path, 'own');
    if (info.kind !== 'read') return info;
    if (info.value.kind !== 'link') return { kind: 'failed', reason: `${path} is not a symbolic link` };
    const target = told.facts.get(path)?.target;
    if (target !== undefined) return target;
    const key = `link ${path}`;
    if (isOpen(key)) wanted.links.add(path);
    return unanswered(key);
  };

  const run = (argv: readonly [string, ...string[]]): Outcome<CommandOutput> => {
    const [program] = argv;
    if (!program.startsWith('/')) return { kind: 'failed', reason: `${program} is not an absolute path` };
    const key = argv.join('\0');
    const known = told.runs.get(key);
    if (known !== undefined) return known;
    const info = factsOf(program, 'led');
    if (info.kind !== 'read' && !isPending(program, info)) return info;
    if (isOpen(`run ${key}`)) wanted.runs.set(key, argv);
    return unanswered(`run ${key}`);
  };

  const walk = (request: WalkRequest): Outcome<Walk> => {
    if (walked !== undefined) return walked;
    if (isOpen('walk')) wanted.walk = request;
    return unanswered('walk');
  };

  const ask = async (question: Question): Promise<void> => {
    if (question.text !== '') takeAnswers(told, await talk.ask(question.text, ROUND), question);
  };

  const askWalk = async (request: WalkRequest): Promise<void> => {
    const mounts = told.files.get(MOUNTINFO)?.outcome;
    const mountinfo = mounts?.kind === 'read' ? Buffer.from(mounts.bytes).toString('latin1') : '';
    const words = walkWords(request, mountinfo, talk.nonce);
    const text = section('walk', words.walk.map(textWord)) + section('count', words.count.map(textWord));
    walked = walkOf(await talk.ask(text, WALK), request, mountinfo);
  };

  /** What was asked and is still open gets no better by asking again. */
  const settle = ({ facts, links, lists, files, runs, walk: request }: Wanted): void => {
    const give = (key: string, path: string): void => {
      given.set(key, { kind: 'failed', reason: `${path} could not be read on ${shell.label}` });
    };
    const programs = [...runs.values()].map(([program]) => program);
    for (const path of [...facts, ...files.keys(), ...programs])
      if (told.facts.get(path)?.led === undefined || told.facts.get(path)?.own === undefined)
        give(`facts ${path}`, path);
    for (const path of links) if (told.facts.get(path)?.target === undefined) give(`link ${path}`, path);
    for (const path of lists) if (!told.lists.has(path)) given.set(`list ${path}`, unlisted(path));
    for (const path of files.keys()) if (!told.files.has(path)) give(`file ${path}`, path);
    for (const [key, [program]] of runs) if (!told.runs.has(key)) give(`run ${key}`, program);
    if (request !== undefined && walked === undefined) give('walk', '/');
  };

  const unlisted = (path: string): Missing => {
    const info = told.facts.get(path)?.led;
    return info?.kind === 'read' && info.value.kind === 'directory'
      ? { kind: 'denied', reason: `permission denied reading ${path}` }
      : { kind: 'failed', reason: `${path} could not be listed on ${shell.label}` };
  };

  return {
    live: true,
    readFile: (path, limit = DEFAULT_LIMIT_BYTES) => readFile(plainPath(path), limit),
    lstat: (path) => factsOf(plainPath(path), 'own'),
    stat: (path) => factsOf(plainPath(path), 'led'),
    readLink: (path) => readLink(plainPath(path)),
    list: (path) => list(plainPath(path)),
    run,
    walk,
    fetch: async () => {
      if (talk.end() !== undefined || isNothing(wanted)) return false;
      const now = wanted;
      wanted = nothingWanted();
      if (now.walk !== undefined) now.files.set(MOUNTINFO, DEFAULT_LIMIT_BYTES);
      await talk.connect();
      await ask(pathQuestion(told, now));
      await ask(contentQuestion(told, now));
      if (now.walk !== undefined) await askWalk(now.walk);
      if (talk.end() === undefined) settle(now);
      return true;
    },
    close: () => talk.close(),
    ended: () => talk.end(),
    connected: () => talk.uid() !== undefined,
    asRoot: () => talk.uid() === '0',
    traffic: () => talk.traffic(),
  };
}
