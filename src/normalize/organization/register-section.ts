import type { Capture } from '../../core/capture.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { complete, failedSection, incomplete, type Section } from '../../core/section.ts';
import { textOf } from '../capture-set.ts';
import type { Contribution } from '../format.ts';
import { type Column, type Row, readTable } from './read-table.ts';
import { readYaml, type YamlMap } from './read-yaml.ts';

/**
 * Reads all tables of one register and makes its section: the rows that could be read, `incomplete` when a row was left
 * out (a `row-error` diagnostic), `error` when a whole file cannot be used.
 * `toData` gets the rows of all files and pushes its own diagnostics (rowError for an entry it leaves out).
 */
export function tableContribution<T>(
  section: string,
  captures: readonly Capture[],
  columns: readonly Column[],
  toData: (rows: readonly Row[], diagnostics: Diagnostic[]) => T,
): Contribution {
  const diagnostics: Diagnostic[] = [];
  const rows: Row[] = [];
  for (const capture of captures) {
    const table = readTable(capture, columns);
    for (const diagnostic of table.diagnostics) diagnostics.push(diagnostic);
    if (!table.ok) return contribution(section, failedSection(table.reason, table.hint), diagnostics);
    // One by one: a register may have more rows than a call may have arguments.
    for (const row of table.rows) rows.push(row);
  }
  const data = toData(rows, diagnostics);
  return contribution(section, sectionFrom(data, diagnostics), diagnostics);
}

/** The same for YAML registers: `toData` gets the top mapping of each file. */
export function yamlContribution<T>(
  section: string,
  captures: readonly Capture[],
  toData: (roots: readonly YamlMap[], diagnostics: Diagnostic[]) => T,
): Contribution {
  const diagnostics: Diagnostic[] = [];
  const roots: YamlMap[] = [];
  for (const capture of captures) {
    const text = textOf(capture);
    if (text === undefined)
      return contribution(section, failedSection(`${capture.origin} could not be read`), diagnostics);
    const yaml = readYaml(capture.origin, text);
    if (!yaml.ok)
      return contribution(section, failedSection(yaml.reason, yaml.hint), [...diagnostics, ...yaml.diagnostics]);
    if (yaml.root.kind !== 'map')
      return contribution(section, failedSection(`${capture.origin}: the top level is not a mapping`), diagnostics);
    roots.push(yaml.root);
  }
  const data = toData(roots, diagnostics);
  return contribution(section, sectionFrom(data, diagnostics), diagnostics);
}

/** Complete, or incomplete when diagnostics tell of entries that were left out. */
export function sectionFrom<T>(data: T, diagnostics: readonly Diagnostic[]): Section<T> {
  const left = diagnostics.filter((diagnostic) => diagnostic.code === 'row-error');
  const first = left[0];
  if (first === undefined) return complete(data);
  const more = left.length > 1 ? ` (and ${left.length - 1} more)` : '';
  return incomplete(data, `${first.message}${more}`, first.hint);
}

/** One section of the organization; the target's name comes from organization.yaml alone. */
export function contribution(
  section: string,
  value: Section<unknown>,
  diagnostics: readonly Diagnostic[],
): Contribution {
  return { target: { kind: 'organization' }, domain: 'organization', sections: { [section]: value }, diagnostics };
}
