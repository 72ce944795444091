import { spawnSync } from 'node:child_process';
import { closeSync, constants, fstatSync, openSync, readdirSync, readlinkSync, readSync, realpathSync } from 'node:fs';
import type { CaptureOutcome } from '../../core/capture.ts';
import { SourceError } from '../../core/errors.ts';
import { sortedBy } from '../../core/order.ts';
import type { Access, CommandOutput, FileInfo, Outcome } from './access.ts';
import { fileInfo } from './file-info.ts';
import { errorCode, failureOf, resolveInside } from './resolve-inside.ts';
import { walkLocal } from './walk-local.ts';

const DEFAULT_LIMIT_BYTES = 16 * 1024 * 1024;
const COMMAND_TIMEOUT_MS = 10_000;
const CHUNK_BYTES = 64 * 1024;

/** Opens the running machine (`/`) or an offline tree. The root itself may be reached by a link; nothing in it leads out. */
export function openLocal(root: string): Access {
  const top = realRoot(root);
  const live = top === '/';
  const base = live ? '' : top;
  const info = (path: string, last: 'follow' | 'keep'): Outcome<FileInfo> => {
    const found = resolveInside(base, path, last);
    return found.kind === 'read' ? { kind: 'read', value: fileInfo(found.value.stats) } : found;
  };
  return {
    live,
    readFile: (path, limitBytes = DEFAULT_LIMIT_BYTES) => readRegularFile(base, path, limitBytes),
    lstat: (path) => info(path, 'keep'),
    stat: (path) => info(path, 'follow'),
    readLink: (path) => readLinkInside(base, path),
    list: (path) => listInside(base, path),
    run: (argv) => (live ? runProgram(argv) : { kind: 'absent' }),
    walk: (request) => walkLocal(base, request),
  };
}

function realRoot(root: string): string {
  try {
    const top = realpathSync(root);
    // Listing tells a directory from a file, and that it may be read at all.
    readdirSync(top);
    return top;
  } catch (cause) {
    throw new SourceError(`${root} is not a directory that can be read (${errorCode(cause) ?? 'unknown error'})`, {
      hint: 'Give the root directory of a machine or of an unpacked image.',
      cause,
    });
  }
}

function readRegularFile(base: string, path: string, limitBytes: number): CaptureOutcome {
  const found = resolveInside(base, path, 'follow');
  if (found.kind !== 'read') return found;
  // A fifo would block and a device may act on being opened.
  if (!found.value.stats.isFile()) return { kind: 'failed', reason: `${path} is not a regular file` };
  if (found.value.stats.size > limitBytes)
    return { kind: 'too-large', bytes: found.value.stats.size, limit: limitBytes };
  let descriptor: number | undefined;
  try {
    descriptor = openSync(found.value.hostPath, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    if (!fstatSync(descriptor).isFile()) return { kind: 'failed', reason: `${path} is not a regular file` };
    return readDescriptor(descriptor, limitBytes);
  } catch (error) {
    return failureOf(error, path);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Files of /proc tell no size, and a log may grow: read to the end; the size told is only where to begin. */
function readDescriptor(descriptor: number, limitBytes: number): CaptureOutcome {
  const { size } = fstatSync(descriptor);
  // One byte more, so that the end is seen without another buffer.
  let buffer: Buffer = Buffer.allocUnsafe(size > 0 ? size + 1 : CHUNK_BYTES);
  let total = 0;
  for (;;) {
    if (total === buffer.length) buffer = Buffer.concat([buffer], total + Math.max(total, CHUNK_BYTES));
    const count = readSync(descriptor, buffer, total, buffer.length - total, null);
    if (count === 0) return { kind: 'read', bytes: buffer.subarray(0, total) };
    total += count;
    if (total > limitBytes) return { kind: 'too-large', bytes: total, limit: limitBytes };
  }
}

function readLinkInside(base: string, path: string): Outcome<string> {
  const found = resolveInside(base, path, 'keep');
  if (found.kind !== 'read') return found;
  if (!found.value.stats.isSymbolicLink()) return { kind: 'failed', reason: `${path} is not a symbolic link` };
  try {
    return { kind: 'read', value: readlinkSync(found.value.hostPath) };
  } catch (error) {
    return failureOf(error, path);
  }
}

function listInside(base: string, path: string): Outcome<readonly string[]> {
  const found = resolveInside(base, path, 'follow');
  if (found.kind !== 'read') return found;
  if (!found.value.stats.isDirectory()) return { kind: 'failed', reason: `${path} is not a directory` };
  try {
    return { kind: 'read', value: sortedBy(readdirSync(found.value.hostPath), (name) => name) };
  } catch (error) {
    return failureOf(error, path);
  }
}

function runProgram(argv: readonly [string, ...string[]]): Outcome<CommandOutput> {
  const [program, ...rest] = argv;
  if (!program.startsWith('/')) return { kind: 'failed', reason: `${program} is not an absolute path` };
  const result = spawnSync(program, rest, {
    env: { LC_ALL: 'C', PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: COMMAND_TIMEOUT_MS,
    killSignal: 'SIGKILL',
    maxBuffer: DEFAULT_LIMIT_BYTES,
    shell: false,
  });
  if (result.error !== undefined) {
    if (errorCode(result.error) === 'ETIMEDOUT') {
      return { kind: 'failed', reason: `${program} gave no answer within ${COMMAND_TIMEOUT_MS / 1000} s` };
    }
    return failureOf(result.error, program);
  }
  if (result.status === null)
    return { kind: 'failed', reason: `${program} was ended by ${result.signal ?? 'a signal'}` };
  return {
    kind: 'read',
    value: { stdout: result.stdout, stderr: result.stderr.toString('utf8'), exitCode: result.status },
  };
}
