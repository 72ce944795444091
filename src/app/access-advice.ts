/** How a machine was read; what could not be read is to be had in another way in each. */
export interface Reading {
  /** `live`: this machine. `tree`: a folder with one that does not run. */
  readonly kind: 'live' | 'ssh' | 'tree' | 'archive';
  readonly asRoot: boolean;
}

/** Rewrites the advice in a text for one way of reading. */
export type Advice = (text: string) => string;

/** What normalizers advise, since they do not know how the machine was read. */
const AS_ROOT =
  /\b(?:run the (?:scan|collection) as root|collect the host again as root)\b(?:, on the whole tree\b)?/gi;
/** What they advise where only a running machine tells. */
const THERE_AS_ROOT = /\bscan the (?:running machine|machine itself|machine or its unpacked tree) as root\b/gi;
const THERE = /\b(?:collect|scan) (?:on )?the machine itself\b/gi;

const EVEN_ROOT = 'look why even root may not read it (a container, SELinux, AppArmor or a network file system)';

/** The advice that helps: how to read as root differs between this machine, one over ssh, a tree and an archive. */
export function adviceFor({ kind, asRoot }: Reading): Advice {
  const better = asRoot
    ? EVEN_ROOT
    : { live: 'run the scan as root', ssh: 'add --sudo', tree: 'run the scan as root', archive: '' }[kind];
  const asRootThen = kind === 'archive' ? 'pack the archive again as root' : better;
  const running = kind === 'live' || kind === 'ssh';
  return (text) => {
    const worded = text.replace(AS_ROOT, (found) => inCaseOf(found, asRootThen));
    if (!running) return worded;
    return worded
      .replace(THERE_AS_ROOT, (found) => inCaseOf(found, better))
      .replace(THERE, (found) => inCaseOf(found, 'mend that on the machine and scan again'));
  };
}

function inCaseOf(found: string, text: string): string {
  return /^[A-Z]/.test(found) ? text.replace(/^./, (letter) => letter.toUpperCase()) : text;
}

/** Where sections and facts speak to a person; everything else is what the machine says. */
const SPOKEN: readonly string[] = ['unknown', 'reason', 'hint', 'why', 'unread'];

/** The value with the advice in its reasons and hints reworded; what needs no change stays the same object. */
export function withAdvice<T>(value: T, advice: Advice): T;
export function withAdvice(value: unknown, advice: Advice): unknown {
  if (Array.isArray(value)) {
    let changed = false;
    const items = value.map((item: unknown) => {
      const next = withAdvice(item, advice);
      changed ||= next !== item;
      return next;
    });
    return changed ? items : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  let changed = false;
  const entries = Object.entries(value).map(([key, item]: [string, unknown]): [string, unknown] => {
    const next = typeof item === 'string' ? (SPOKEN.includes(key) ? advice(item) : item) : withAdvice(item, advice);
    changed ||= next !== item;
    return [key, next];
  });
  return changed ? Object.fromEntries(entries) : value;
}
