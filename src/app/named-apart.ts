import path from 'node:path';
import type { Diagnostic } from '../core/diagnostic.ts';

/** A machine with the name it tells, and the one it was asked for by. */
interface NamedMachine {
  readonly name: string;
  readonly label: string;
}

/**
 * Machines that tell the same name (copies of one image, backups of one machine) get that of their file behind it, so that
 * each is judged. The same thing named twice keeps one name: then the sections collide, which is said.
 */
export function namedApart<T extends NamedMachine>(machines: readonly T[], diagnostics: Diagnostic[]): readonly T[] {
  const byName = new Map<string, T[]>();
  for (const machine of machines) byName.set(machine.name, [...(byName.get(machine.name) ?? []), machine]);
  const renamed = new Map<T, string>();
  for (const [name, same] of byName) {
    const labels = shortLabels(same.map(({ label }) => label));
    if (labels === undefined) continue;
    for (const [index, machine] of same.entries()) renamed.set(machine, `${name} (${labels[index] ?? machine.label})`);
    diagnostics.push({
      level: 'note',
      code: 'same-name',
      message: `${same.length} machines call themselves ${name}: ${same.map(({ label }) => label).join(', ')}; each is named by where it was read`,
    });
  }
  return machines.map((machine) => ({ ...machine, name: renamed.get(machine) ?? machine.name }));
}

/** Labels that tell the machines apart, the last part of a path where that is enough; undefined where nothing does. */
function shortLabels(labels: readonly string[]): readonly string[] | undefined {
  if (labels.length < 2) return undefined;
  const short = labels.map((label) => (label.startsWith('ssh://') ? label : path.basename(label)));
  const apart = (names: readonly string[]): boolean => new Set(names).size === names.length;
  if (apart(short)) return short;
  return apart(labels) ? labels : undefined;
}
