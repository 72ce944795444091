import type { Diagnostic } from '../core/diagnostic.ts';

/** What the program may know of the process it runs in; only main reads `process`. */
export interface Terminal {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** ANSI colours are wanted on stdout. */
  readonly color: boolean;
  /** Columns of stdout. */
  readonly width: number;
  /** A progress line is wanted on stderr. */
  readonly progress: boolean;
  /** A person is there whom a program may ask on the terminal. */
  readonly interactive: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clockMs: number;
}

/** A line that is written over: shown on a terminal only, and wiped by an empty text. */
export function progressLine(terminal: Terminal): (step: string) => void {
  if (!terminal.progress) return () => undefined;
  return (step) =>
    terminal.stderr(step === '' ? '\r\u001b[K' : `\r\u001b[K${step.slice(0, Math.max(10, terminal.width - 2))} …`);
}

/** Where compiled policies of the user are kept (XDG Base Directory Specification). */
export function cacheFolder(terminal: Terminal): string {
  const base = terminal.env['XDG_CACHE_HOME'];
  if (base?.startsWith('/') === true) return `${base}/vauban`;
  return `${terminal.env['HOME'] ?? '.'}/.cache/vauban`;
}

/** Diagnostics for stderr, each with its remedy. What a target says may be hostile: control signs are not passed on. */
export function diagnosticLines(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .map(({ level, message, hint, at }) => {
      const where =
        at === undefined || message.startsWith(at.file)
          ? ''
          : `${at.file}${at.line === undefined ? '' : `:${at.line}`}: `;
      return `${level}: ${where}${message}${hint === undefined ? '' : `\n  ${hint}`}`;
    })
    .map((text) => `${text.replace(/[\p{Cc}\p{Cf}]/gu, (sign) => (sign === '\n' ? sign : '\ufffd'))}\n`)
    .join('');
}
