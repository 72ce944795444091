import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';

/** A program that is talked to: what it is told on stdin, and what it answers on stdout. */
export interface Channel {
  /** Sends bytes and waits until the answer holds `mark`; what came until then. */
  ask(text: string, mark: string, limits: AskLimits): Promise<Answer>;
  /** The last of what the program wrote to stderr. */
  said(): string;
  /** Ends the program, and waits until it is gone. */
  close(): Promise<void>;
}

/** How long a channel waits. */
export interface AskLimits {
  /** Longest time without a single byte, milliseconds. */
  readonly silenceMs: number;
}

/** What came back; `ended` says why the mark did not. */
export interface Answer {
  readonly bytes: Uint8Array;
  readonly ended?: 'closed' | 'silent' | 'too-much' | 'no-program';
}

/** More than this in one answer is no honest machine. */
const MAX_ANSWER_BYTES = 1024 * 1024 * 1024;
const MAX_SAID = 16_384;
/** How long a program gets to end by itself. */
const GRACE_MS = 2000;

/** Starts a program with piped input and output; it is given the environment of this one, for its agent. */
export function openChannel(program: string, args: readonly string[]): Channel {
  const child = spawn(program, [...args], { stdio: ['pipe', 'pipe', 'pipe'], shell: false });
  let said = '';
  let state: 'open' | 'closed' | 'no-program' = 'open';
  let notify: (() => void) | undefined;
  let chunks: Buffer[] = [];
  let total = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    total += chunk.length;
    notify?.();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString('utf8')).slice(-MAX_SAID);
  });
  // Whoever is written to may have gone; its end is told by the other events.
  child.stdin.on('error', () => undefined);
  const gone = new Promise<void>((resolve) => {
    const end = (how: 'closed' | 'no-program'): void => {
      if (state === 'open') state = how;
      notify?.();
      resolve();
    };
    child.on('error', () => end('no-program'));
    // Not `close`: a background master of the user's may hold stderr open.
    child.on('exit', () => {
      if (child.stdout.readableEnded) end('closed');
      else child.stdout.once('close', () => end('closed'));
    });
    child.stdout.once('end', () => end('closed'));
  });
  return {
    said: () => said,
    ask: (text, mark, limits) =>
      new Promise((resolve) => {
        const wanted = Buffer.from(mark);
        let searched = 0;
        let timer: NodeJS.Timeout | undefined;
        const finish = (ended?: Answer['ended']): void => {
          clearTimeout(timer);
          notify = undefined;
          const bytes = Buffer.concat(chunks, total);
          chunks = [];
          total = 0;
          resolve({ bytes, ...(ended === undefined ? {} : { ended }) });
        };
        const look = (): void => {
          clearTimeout(timer);
          if (total > MAX_ANSWER_BYTES) finish('too-much');
          else if (holds(chunks, wanted, searched)) finish();
          else if (state !== 'open') finish(state);
          else {
            searched = Math.max(0, chunks.length - 1);
            timer = setTimeout(() => finish('silent'), limits.silenceMs);
          }
        };
        notify = look;
        child.stdin.write(text);
        look();
      }),
    close: () => close(child, gone),
  };
}

/** True when the chunks from `first` on hold the bytes; a mark may lie across several small chunks. */
function holds(chunks: readonly Buffer[], wanted: Buffer, first: number): boolean {
  let tail = Buffer.alloc(0);
  for (let index = first; index > 0 && tail.length < wanted.length; index -= 1)
    tail = Buffer.concat([chunks[index - 1] ?? Buffer.alloc(0), tail]);
  const fresh = chunks.slice(first);
  return Buffer.concat([tail.subarray(Math.max(0, tail.length - wanted.length)), ...fresh]).includes(wanted);
}

async function close(child: ChildProcessWithoutNullStreams, gone: Promise<void>): Promise<void> {
  child.stdin.end();
  const timer = setTimeout(() => child.kill('SIGTERM'), GRACE_MS);
  const hard = setTimeout(() => child.kill('SIGKILL'), 2 * GRACE_MS);
  await gone;
  clearTimeout(timer);
  clearTimeout(hard);
  // A master that went to the background keeps these open.
  child.stdout.destroy();
  child.stderr.destroy();
}
