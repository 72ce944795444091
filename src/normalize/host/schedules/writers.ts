import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import { isRecord } from '../../../core/record.ts';

/** Who but root can change what runs at a path. */
export interface ProgramWriters {
  exists(path: string): boolean;
  of(path: string, at: Place): Fact<readonly string[]>;
}

interface Step {
  readonly path: string;
  readonly outcome: string;
  readonly kind: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

const OTHERS_WRITE = 0o002;
const GROUP_WRITES = 0o020;
const STICKY = 0o1000;

/** Reads the capture of the collector: for each program the entries on the way to it. Undefined when it is none. */
export function readWriters(value: unknown): ProgramWriters | undefined {
  if (!Array.isArray(value)) return undefined;
  const programs = new Map<string, readonly Step[]>();
  for (const entry of value) {
    if (!isRecord(entry)) continue;
    const { program, steps } = entry;
    if (typeof program === 'string' && Array.isArray(steps)) programs.set(program, steps.flatMap(readStep));
  }
  return {
    exists: (path) => programs.get(path)?.find((step) => step.path === path)?.outcome === 'read',
    of: (path, at) => {
      const steps = programs.get(path);
      return steps === undefined ? unknown(`${path} was not looked up`, at) : writersOf(steps, at);
    },
  };
}

function readStep(value: unknown): readonly Step[] {
  if (!isRecord(value)) return [];
  const { path, outcome, kind = '', mode = 0, uid = 0, gid = 0 } = value;
  return typeof path === 'string' &&
    typeof outcome === 'string' &&
    typeof kind === 'string' &&
    typeof mode === 'number' &&
    typeof uid === 'number' &&
    typeof gid === 'number'
    ? [{ path, outcome, kind, mode, uid, gid }]
    : [];
}

function writersOf(steps: readonly Step[], at: Place): Fact<readonly string[]> {
  const found = new Set<string>();
  let where: string | undefined;
  const missing = steps.some(({ outcome }) => outcome === 'absent');
  for (const step of steps) {
    if (step.outcome !== 'read') continue;
    // In a sticky folder nobody replaces what root owns; what is not there yet anybody may make.
    const guarded = step.kind === 'directory' && (step.mode & STICKY) !== 0 && !missing;
    const writers = [
      ...(step.uid === 0 ? [] : [`user ${step.uid}`]),
      ...((step.mode & GROUP_WRITES) !== 0 && step.gid !== 0 && !guarded ? [`group ${step.gid}`] : []),
      ...((step.mode & OTHERS_WRITE) !== 0 && !guarded ? ['everyone'] : []),
    ];
    for (const writer of writers) found.add(`${writer} (${step.path})`);
    if (writers.length > 0) where ??= step.path;
  }
  if (found.size > 0) return known([...found].sort(), where === undefined ? at : { file: where });
  const closed = steps.find(({ outcome }) => outcome !== 'read' && outcome !== 'absent');
  if (closed !== undefined) return unknown(`${closed.path} could not be looked up: run the scan as root`, at);
  return known([], at);
}
