import type { Capture } from '../../../core/capture.ts';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import { failedSection } from '../../../core/section.ts';
import type {
  OrganizationProbeReading,
  OrganizationUptimeInterval,
  OrganizationUptimeSeries,
} from '../../../model/generated/model.ts';
import { textOf } from '../../capture-set.ts';
import type { Format } from '../../format.ts';
import { isTable, readTable } from '../read-table.ts';
import { contribution, sectionFrom } from '../register-section.ts';
import { type ScalarReader, scalarReader } from '../scalars.ts';
import { settingsOf } from '../settings.ts';
import { isExposition, readExposition } from './exposition.ts';
import { INTERVAL_COLUMNS, toInterval } from './intervals.ts';
import { isQueryRange, jsonOf, readQueryRange } from './query-range.ts';
import { SAMPLE_COLUMNS, toSeries } from './samples.ts';

interface Uptime {
  readonly intervals: OrganizationUptimeInterval[];
  readonly series: OrganizationUptimeSeries[];
  readonly readings: OrganizationProbeReading[];
}

/** Measurements of availability: summed intervals, samples, or what Prometheus knows of blackbox probes. */
export const uptimeMeasurementsFormat: Format = {
  id: 'uptime-measurements',
  title: 'measurements of availability (uptime/*.csv, *.prom, query_range JSON)',
  domain: 'organization',
  recognizes: ({ head, json }) =>
    isTable(head, INTERVAL_COLUMNS) || isTable(head, SAMPLE_COLUMNS) || isExposition(head) || isQueryRange(json),
  normalize: (captures, context) => {
    const diagnostics: Diagnostic[] = [];
    const read = scalarReader(settingsOf(context), diagnostics);
    const uptime: Uptime = { intervals: [], series: [], readings: [] };
    for (const capture of captures) {
      const reason = readInto(uptime, capture, read, diagnostics);
      if (reason !== undefined) return [contribution('uptime', failedSection(reason), diagnostics)];
    }
    return [contribution('uptime', sectionFrom(uptime, diagnostics), diagnostics)];
  },
};

/** Adds what one file holds; gives the reason when the file cannot be used. */
function readInto(uptime: Uptime, capture: Capture, read: ScalarReader, diagnostics: Diagnostic[]): string | undefined {
  const text = textOf(capture);
  if (text === undefined) return `${capture.origin} could not be read`;
  if (isExposition(text)) {
    uptime.readings.push(...readExposition(capture, text, diagnostics));
    return undefined;
  }
  const json = jsonOf(text);
  if (isQueryRange(json)) {
    uptime.series.push(...readQueryRange(capture, json, diagnostics));
    return undefined;
  }
  const intervals = isTable(text, INTERVAL_COLUMNS);
  const table = readTable(capture, intervals ? INTERVAL_COLUMNS : SAMPLE_COLUMNS);
  diagnostics.push(...table.diagnostics);
  if (!table.ok) return table.reason;
  if (intervals) uptime.intervals.push(...table.rows.flatMap((row) => toInterval(row, read, diagnostics)));
  else {
    const { series, readings } = toSeries(table.rows, read, diagnostics);
    uptime.series.push(...series);
    uptime.readings.push(...readings);
  }
  return undefined;
}
