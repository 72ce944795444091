import { gunzipSync } from 'node:zlib';
import type { Capture } from '../../core/capture.ts';
import type { Access } from '../access/access.ts';
import { captureFolder, makeCapture, redactLines } from '../capture-file.ts';
import { captureStat } from '../look-ups.ts';
import type { CollectContext, HostSource } from './source.ts';

const LIMIT_BYTES = 64 * 1024 * 1024;
const MAX_ALIASES = 10_000;
const NAME = /^(auth\.log|secure)([.-]\d+)?(\.gz)?$/;

/** The authentication log of sshd, with its rotated files. */
export const authLogSource: HostSource = {
  id: 'auth-log',
  title:
    'Authentication log: auth.log or secure with rotated files (group adm or root); commands and unknown names cut',
  collect: (access, context) => [
    captureStat(access, '/var/log', context),
    captureStat(access, '/var/log/journal', context),
    ...captureFolder(access, '/var/log', context, (name) => NAME.test(name) && !name.endsWith('.gz'), {
      limitBytes: LIMIT_BYTES,
      redact: cutAuthLog(),
    }),
    ...captureCompressed(access, context),
  ],
};

function captureCompressed(access: Access, context: CollectContext): readonly Capture[] {
  return captureFolder(access, '/var/log', context, (name) => NAME.test(name) && name.endsWith('.gz'), {
    limitBytes: LIMIT_BYTES,
  }).map((packed) => {
    if (packed.outcome.kind !== 'read') return packed;
    const modifiedMs = packed.modifiedAt === undefined ? undefined : Date.parse(packed.modifiedAt);
    try {
      const bytes = cutAuthLog()(gunzipSync(packed.outcome.bytes, { maxOutputLength: LIMIT_BYTES }));
      return makeCapture(packed.origin, { kind: 'read', bytes }, context, modifiedMs);
    } catch {
      const reason = `${packed.origin} is no gzip file, or has more than ${LIMIT_BYTES} bytes unpacked`;
      return makeCapture(packed.origin, { kind: 'failed', reason }, context, modifiedMs);
    }
  });
}

const FRAME =
  /^((?:<\d+>)?(?:1 )?(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\S+) \S+ ([^\s:[]+)(?:\[\d+\])?:)/;
const UNKNOWN_USER =
  /\b((?:[Ii]nvalid|[Ii]llegal) user )(.*?)((?: from \S+(?: port \d+)?(?: ssh2)?\]?| \S+ port \d+(?: \[preauth\])?|: \d+:.*| \[preauth\])?)$/;

/**
 * Keeps of other programs only when they spoke (a command may hold a password), and of a name without an account only
 * that it is the same as before (a password is often typed in its place).
 */
export function cutAuthLog(): (bytes: Uint8Array) => Uint8Array {
  const aliases = new Map<string, string>();
  const alias = (name: string): string => {
    const given = aliases.get(name);
    if (given !== undefined) return given;
    const made = aliases.size < MAX_ALIASES ? `name-${aliases.size + 1}` : 'name-more';
    if (aliases.size < MAX_ALIASES) aliases.set(name, made);
    return made;
  };
  return redactLines((line) => {
    const [, head, program] = FRAME.exec(line) ?? [];
    if (head === undefined || program === undefined) {
      // RFC 5424 frames the program without a colon.
      return /^<\d+>1 \S+ \S+ sshd(-session)? /.test(line) ? cutName(line, alias) : line.slice(0, 40);
    }
    return /^sshd(-session|-auth)?$/.test(program) ? cutName(line, alias) : keepMark(head, line);
  });
}

function cutName(line: string, alias: (name: string) => string): string {
  return line.replace(
    UNKNOWN_USER,
    (_match, before: string, name: string, after: string) => `${before}${alias(name)}${after}`,
  );
}

/** A boot explains a gap in the log; the words that tell it are the system's own. */
function keepMark(head: string, line: string): string {
  return /: (New seat seat0|Watching system buttons)/.test(line) ? `${head} New seat seat0.` : `${head} <cut>`;
}
