/** The closed list of error codes, one per class of fault. */
export const ERROR_CODES = ['usage', 'config', 'source', 'schema', 'policy', 'internal'] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** What a person needs beside the message: the remedy, and the cause for the log. */
export interface ErrorDetails {
  /** What to do next, one sentence. */
  readonly hint?: string;
  readonly cause?: unknown;
}

/** Base of all errors this program throws; the faults of a target are values (Diagnostic), not errors. */
export abstract class ScannerError extends Error {
  abstract readonly code: ErrorCode;
  readonly hint: string | undefined;

  constructor(message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
    this.hint = details.hint;
  }
}

/** The command line is wrong. */
export class UsageError extends ScannerError {
  override readonly code = 'usage';
}
/** A configuration file (vauban.yaml, profile, waiver) is wrong. */
export class ConfigError extends ScannerError {
  override readonly code = 'config';
}
/** A source cannot be used at all (no such path, two formats claim it). */
export class SourceError extends ScannerError {
  override readonly code = 'source';
}
/** A document that we read or write does not meet its schema. */
export class SchemaError extends ScannerError {
  override readonly code = 'schema';
}
/** One thing wrong in a policy: the file in its folder, 1-based line and column where they are known. */
export interface PolicyProblem {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
}

/** A policy does not compile or breaks the rule contract; each problem with its place. */
export class PolicyError extends ScannerError {
  override readonly code = 'policy';
  readonly problems: readonly PolicyProblem[];

  constructor(message: string, details: ErrorDetails & { readonly problems?: readonly PolicyProblem[] } = {}) {
    super(message, details);
    this.problems = details.problems ?? [{ message }];
  }
}
/** Our own fault. */
export class InternalError extends ScannerError {
  override readonly code = 'internal';
}

/** Exit codes, the same for every door and format. */
export const EXIT = {
  passed: 0,
  failed: 1,
  usage: 2,
  nothingAssessed: 3,
  internal: 4,
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The exit code that an error ends the program with. */
export function exitCodeOf(error: unknown): ExitCode {
  if (!(error instanceof ScannerError)) return EXIT.internal;
  switch (error.code) {
    case 'usage':
    case 'config':
    case 'policy':
    case 'schema':
    case 'source':
      return EXIT.usage;
    case 'internal':
      return EXIT.internal;
  }
}
