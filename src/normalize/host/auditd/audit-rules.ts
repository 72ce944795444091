import type { Place } from '../../../core/fact.ts';
import { compareCodePoints } from '../../../core/order.ts';

/** A file of audit rules. */
export interface AuditRulesFile {
  readonly file: string;
  readonly text: string;
}

/** What the rules amount to. */
export interface AuditRules {
  readonly watches: readonly { readonly path: string; readonly permissions: string; readonly at: Place }[];
  /** Rules that record something: watches and `-a always,…`. */
  readonly recording: number;
  /** The last `-e`, as text. */
  readonly enabled: { readonly text: string; readonly at: Place } | undefined;
}

/** Reads rules in the order of augenrules(8): files as `ls -v` sorts them; `-D` forgets what stands before it in one file. */
export function readAuditRules(files: readonly AuditRulesFile[]): AuditRules {
  let watches: { path: string; permissions: string; at: Place }[] = [];
  let recording = 0;
  let enabled: AuditRules['enabled'];
  for (const { file, text } of [...files].sort((a, b) => compareNatural(a.file, b.file))) {
    text.split('\n').forEach((raw, index) => {
      const line = raw.trim();
      if (line === '' || line.startsWith('#')) return;
      const at: Place = { file, line: index + 1 };
      const words = line.split(/\s+/);
      const after = (flag: string): string | undefined => {
        const position = words.indexOf(flag);
        return position === -1 ? undefined : words[position + 1];
      };
      if (words[0] === '-e') {
        enabled = { text: words[1] ?? '', at };
        return;
      }
      // augenrules moves -D to the front of the result: over several files it forgets nothing.
      if (words[0] === '-D' && files.length === 1) {
        watches = [];
        recording = 0;
        return;
      }
      const fields = new Map(
        words.flatMap((word, position) => {
          const [name, value] = (words[position - 1] === '-F' ? word : '').split('=');
          return name === undefined || value === undefined ? [] : [[name, value] as const];
        }),
      );
      const action = after('-a') ?? after('-A');
      if (action?.split(',').includes('never') === true) return;
      const path = after('-w') ?? fields.get('path') ?? fields.get('dir');
      if (action === undefined && path === undefined) return;
      recording++;
      if (path === undefined) return;
      // Without -p a watch records all four (auditctl(8)).
      const permissions = after('-p') ?? fields.get('perm') ?? 'rwxa';
      watches.push({ path: path.length > 1 ? path.replace(/\/$/, '') : path, permissions, at });
    });
  }
  return { watches, recording, enabled };
}

/** Numbers in names count as numbers, as `ls -v` does. */
function compareNatural(a: string, b: string): number {
  const left = a.split(/(\d+)/);
  const right = b.split(/(\d+)/);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const one = left[i] ?? '';
    const two = right[i] ?? '';
    const difference = i % 2 === 1 ? Number(one) - Number(two) : compareCodePoints(one, two);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
