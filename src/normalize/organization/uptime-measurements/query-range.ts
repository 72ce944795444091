import type { Capture } from '../../../core/capture.ts';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import { isRecord } from '../../../core/record.ts';
import type { OrganizationUptimeSeries } from '../../../model/generated/model.ts';
import { rowError } from '../read-table.ts';
import { type Sample, seriesOf } from './samples.ts';

/** One line of a matrix: labels, and pairs of seconds and text. */
interface MatrixLine {
  readonly metric: Readonly<Record<string, unknown>>;
  readonly values: readonly unknown[];
}

/** True for the answer of Prometheus' query_range about probe_success. */
export function isQueryRange(json: unknown): boolean {
  return linesOf(json).some(({ metric }) => metric['__name__'] === 'probe_success');
}

/** The parsed JSON of a text, undefined when it is none. */
export function jsonOf(text: string): unknown {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** One series for each instance; a matrix of another metric is no concern of ours. */
export function readQueryRange(
  capture: Capture,
  json: unknown,
  diagnostics: Diagnostic[],
): readonly OrganizationUptimeSeries[] {
  const at = { file: capture.origin };
  return linesOf(json).flatMap(({ metric, values }) => {
    if (metric['__name__'] !== 'probe_success') return [];
    const target = metric['instance'];
    const samples = values.flatMap((pair): readonly Sample[] => {
      const [seconds, text]: readonly unknown[] = Array.isArray(pair) ? pair : [];
      if (typeof seconds !== 'number' || (text !== '0' && text !== '1')) return [];
      return [{ ms: Math.round(seconds * 1000), up: text === '1' }];
    });
    if (typeof target !== 'string' || samples.length < 2 || samples.length < values.length) {
      diagnostics.push(rowError(at, 'a series has no instance, or values that are not 0 or 1'));
      return [];
    }
    return [
      seriesOf(
        target,
        at,
        [...samples].sort((a, b) => a.ms - b.ms),
      ),
    ];
  });
}

function linesOf(json: unknown): readonly MatrixLine[] {
  const result = isRecord(json) && isRecord(json['data']) ? json['data']['result'] : undefined;
  if (!Array.isArray(result)) return [];
  return result.flatMap((line: unknown) =>
    isRecord(line) && isRecord(line['metric']) && Array.isArray(line['values'])
      ? [{ metric: line['metric'], values: line['values'] }]
      : [],
  );
}
