import type { Capture } from '../../../core/capture.ts';
import { formatInstant } from '../../../core/clock.ts';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import { type Fact, known, mapFact, type Place, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import type { OrganizationProbeReading } from '../../../model/generated/model.ts';

/** What the Prometheus blackbox exporter measures and this program reads. */
const METRICS = [
  'probe_success',
  'probe_http_status_code',
  'probe_duration_seconds',
  'probe_ssl_earliest_cert_expiry',
] as const;
const LINE = /^([a-zA-Z_:][\w:]*)\s*(?:\{(.*)\})?\s+(\S+)(?:\s+(-?\d+))?\s*$/;

/** True for the text exposition format of Prometheus with the metrics of a blackbox probe. */
export function isExposition(text: string): boolean {
  return /^probe_success[{\s]/m.test(text);
}

interface Measured {
  readonly value: number;
  readonly at: Place;
  readonly stampMs: number | undefined;
}

/** One reading for each instance. Lines of other metrics are no concern of ours. */
export function readExposition(
  capture: Capture,
  text: string,
  diagnostics: Diagnostic[],
): readonly OrganizationProbeReading[] {
  const instances = new Map<string, Map<string, Measured>>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.startsWith('#') || !METRICS.some((metric) => line.startsWith(metric))) continue;
    const at = { file: capture.origin, line: index + 1 };
    const [, metric = '', labels = '', raw = '', stamp] = LINE.exec(line) ?? [];
    if (!METRICS.some((name) => name === metric)) continue;
    const value = Number(raw);
    const instance = /(?:^|,)\s*(?:instance|target)="((?:[^"\\]|\\.)*)"/.exec(labels)?.[1];
    if (instance === undefined || Number.isNaN(value)) {
      const message = `${at.file}:${at.line}: ${metric} has no instance or no number; the entry is left out`;
      diagnostics.push({
        level: 'error',
        code: 'row-error',
        message,
        at,
        hint: 'Export the metrics with their label instance.',
      });
      continue;
    }
    const measured = instances.get(instance) ?? new Map<string, Measured>();
    instances.set(
      instance,
      measured.set(metric, { value, at, stampMs: stamp === undefined ? undefined : Number(stamp) }),
    );
  }
  return sortedBy(instances, ([instance]) => instance).flatMap(([instance, measured]) =>
    toReading(capture, instance, measured),
  );
}

function toReading(
  capture: Capture,
  target: string,
  measured: ReadonlyMap<string, Measured>,
): readonly OrganizationProbeReading[] {
  const success = measured.get('probe_success');
  const at = success?.at ?? { file: capture.origin };
  const fact = (metric: (typeof METRICS)[number]): Fact<number> => {
    const found = measured.get(metric);
    return found === undefined
      ? unknown(`the readings of ${target} have no ${metric}`, at)
      : known(found.value, found.at);
  };
  const expiry = fact('probe_ssl_earliest_cert_expiry');
  const stamp = success?.stampMs;
  return [
    {
      at,
      target,
      read_at: stamp === undefined ? (capture.modifiedAt ?? capture.collectedAt) : formatInstant(stamp),
      success: mapFact(fact('probe_success'), (value) => value === 1),
      http_status: integer(fact('probe_http_status_code'), (value) => value > 0, 'no answer of HTTP was seen'),
      duration_seconds: fact('probe_duration_seconds'),
      // The exporter writes a number below zero where no certificate was seen.
      certificate_not_after:
        'value' in expiry && expiry.value <= 0
          ? unknown(`the probe of ${target} saw no certificate`, expiry.at)
          : mapFact(expiry, (value) => formatInstant(value * 1000)),
    },
  ];
}

function integer(fact: Fact<number>, valid: (value: number) => boolean, why: string): Fact<number> {
  return 'value' in fact && !(Number.isInteger(fact.value) && valid(fact.value)) ? unknown(why, fact.at) : fact;
}
