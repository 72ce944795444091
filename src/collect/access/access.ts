import type { CaptureOutcome } from '../../core/capture.ts';

/** What lstat(2) or stat(2) tells, with numeric owners: names come from the tree's own passwd and group. */
export interface FileInfo {
  readonly kind: 'file' | 'directory' | 'link' | 'other';
  /** Permission bits with SUID, SGID and sticky: at most 0o7777. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** 0 for a directory. */
  readonly size: number;
  readonly modifiedMs: number;
}

/** An entry that the walk over the file systems kept. */
export interface WalkedEntry {
  readonly path: string;
  readonly info: FileInfo;
}

/** What the one bounded walk over the local file systems gave. */
export interface Walk {
  /**
   * Entries that are SUID or SGID files, world-writable (links left out), or of an owner or group outside the known
   * ids; sorted by path, each file of a hard link once.
   */
  readonly entries: readonly WalkedEntry[];
  /** Folders that were not entered, each with the reason: `permission denied`, `nfs`, `container storage`, … */
  readonly skipped: readonly { readonly path: string; readonly why: string }[];
  /** How many entries were looked at. */
  readonly seen: number;
  /** True when the bound ended the walk: what is told is «at least». */
  readonly cut: boolean;
}

/** Whose files are somebody's: numeric ids of the target's own passwd and group. */
export interface WalkRequest {
  readonly knownUids: ReadonlySet<number>;
  readonly knownGids: ReadonlySet<number>;
}

/** The outcome of a look-up: absent (ENOENT) and denied (EACCES, EPERM) are never the same. */
export type Outcome<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'absent' }
  | { readonly kind: 'denied'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string };

/** What a program printed. */
export interface CommandOutput {
  readonly stdout: Uint8Array;
  readonly stderr: string;
  readonly exitCode: number;
}

/**
 * The one way to read a machine: a live root, an offline tree, later an archive or a remote host. Paths are absolute
 * paths of the target; every symbolic link is resolved inside the root (absolute ones re-anchored, `..` clamped, at
 * most 40 links), so that an offline scan never reads the scanner's own host. Nothing here writes.
 */
export interface Access {
  /** True when the target is this running machine: /proc and its programs are its own. */
  readonly live: boolean;
  /** Reads a whole file, up to the limit (default 16 MiB). */
  readFile(path: string, limitBytes?: number): CaptureOutcome;
  /** The entry itself, links not followed. */
  lstat(path: string): Outcome<FileInfo>;
  /** What the entry leads to. */
  stat(path: string): Outcome<FileInfo>;
  /** The target of a link, as written. */
  readLink(path: string): Outcome<string>;
  /** Names in a directory, sorted by code point. */
  list(path: string): Outcome<readonly string[]>;
  /** Runs a program of the live target by absolute path, LC_ALL=C, no shell, 10 s, 16 MiB; `absent` when not live or not installed. */
  run(argv: readonly [string, ...string[]]): Outcome<CommandOutput>;
  /** One walk over `/` and the local file systems below it; /proc, /sys, network and container storage are left out. */
  walk(request: WalkRequest): Outcome<Walk>;
}

/**
 * An access whose answers come from afar (a compressed archive, a remote host). What is not known yet is answered as
 * `failed` and noted down; after `fetch` has brought the answers, the sources are collected again, until nothing is
 * pending. So sources stay plain synchronous functions, and only what they ask for is ever moved or kept.
 */
export interface PendingAccess extends Access {
  /** Brings the answers to what was asked since the last call; false when nothing was pending. */
  fetch(): Promise<boolean>;
  /** Ends connections and forgets contents. */
  close(): Promise<void>;
}
