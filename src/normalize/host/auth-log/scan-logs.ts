import type { Capture } from '../../../core/capture.ts';
import { formatInstant, parseInstant } from '../../../core/clock.ts';
import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import { compareCodePoints, sortedBy } from '../../../core/order.ts';
import type { HostAuthLog, HostAuthLogFile } from '../../../model/generated/model.ts';
import { textOf } from '../../capture-set.ts';
import { makeDetectors } from './detectors.ts';
import { type GapResult, makeGapWatch } from './gaps.ts';
import { dayOfYearHint, eachLine, firstYear, isNewYear, parseFrame } from './line-frame.ts';
import { parseSshdMessage } from './sshd-event.ts';

/** What one pass over the files of a log gave. */
export interface ScannedLogs {
  readonly data: HostAuthLog;
  /** The names of hosts that the lines tell, at most a few. */
  readonly hosts: readonly string[];
  /** What was forgotten at a limit. */
  readonly limits: string | undefined;
}

const MAX_HOSTS = 50;

/** Reads the files of one authentication log, oldest first, in one pass with bounded memory. */
export function scanLogs(captures: readonly Capture[], maxKeys?: number): ScannedLogs {
  const detectors = makeDetectors(maxKeys);
  const gaps = makeGapWatch();
  const hosts = new Set<string>();
  const files: HostAuthLogFile[] = [];
  for (const capture of oldestFirst(captures)) {
    const text = textOf(capture);
    if (text === undefined) continue;
    let lines = 0;
    let strange = 0;
    let firstMs: number | undefined;
    let lastMs: number | undefined;
    let year = firstYear(text, writtenMs(capture));
    let previousHint: number | undefined;
    let zone: HostAuthLogFile['zone'] = 'stated';
    eachLine(text, (line, number) => {
      if (line === '') return;
      lines++;
      const hint = dayOfYearHint(line);
      if (hint !== undefined) {
        if (previousHint !== undefined && isNewYear(previousHint, hint)) year++;
        previousHint = hint;
        zone = 'assumed-utc';
      }
      const frame = parseFrame(line, year);
      if (frame === undefined) {
        strange++;
        return;
      }
      firstMs ??= frame.timeMs;
      lastMs = frame.timeMs;
      if (hosts.size < MAX_HOSTS) hosts.add(frame.host);
      const at: Place = { file: capture.origin, line: number };
      gaps.see(frame.timeMs, frame.host, isBoot(frame.program, frame.message), at);
      if (!frame.program.startsWith('sshd')) return;
      const event = parseSshdMessage(frame.message);
      if (event !== undefined) detectors.see(event, frame.timeMs, frame.host, at);
    });
    files.push({
      id: capture.origin,
      lines,
      lines_not_understood: strange,
      ...(firstMs === undefined ? {} : { first_at: formatInstant(firstMs) }),
      ...(lastMs === undefined ? {} : { last_at: formatInstant(lastMs) }),
      zone,
    });
  }
  const found = detectors.result();
  return {
    data: assemble(files, found, gaps.result()),
    hosts: [...hosts].sort(compareCodePoints),
    limits: found.limits,
  };
}

function assemble(
  files: readonly HostAuthLogFile[],
  found: ReturnType<ReturnType<typeof makeDetectors>['result']>,
  gaps: GapResult,
): HostAuthLog {
  const at: Place = { file: files.at(-1)?.id ?? 'authentication log' };
  const read = files.some((file) => file.first_at !== undefined);
  const counted = (value: number): Fact<number> =>
    read
      ? known(value, at)
      : unknown(`${at.file} holds no line that could be read: look whether sshd still logs there`, at);
  const time = (value: string | undefined): Fact<string> =>
    value === undefined ? unknown(`${at.file} holds no line with a time that could be read`, at) : known(value, at);
  const anomalies = sortedBy([...found.anomalies, ...gaps.anomalies], (anomaly) => anomaly.id);
  const ofKind = (...kinds: readonly string[]): Fact<number> =>
    counted(anomalies.filter((anomaly) => kinds.includes(anomaly.kind)).length);
  return {
    files,
    events: found.events,
    lines_not_understood: files.reduce((sum, file) => sum + file.lines_not_understood, 0),
    first_at: time(files.find((file) => file.first_at !== undefined)?.first_at),
    last_at: time([...files].reverse().find((file) => file.last_at !== undefined)?.last_at),
    failed_attempts: counted(found.failures),
    brute_force_successes: ofKind('brute-force-success'),
    sprayings: ofKind('password-spraying'),
    root_logins: ofKind('root-login'),
    gaps: gaps.judged
      ? ofKind('log-gap', 'clock-backwards')
      : unknown('the log has too few lines to tell what pause is usual: give its rotated files too', at),
    logins: sortedBy(found.logins, (login) => login.id),
    anomalies,
  };
}

/** By the time of writing, then by the number of the rotation (higher is older). */
function oldestFirst(captures: readonly Capture[]): readonly Capture[] {
  const rotation = (origin: string): number => Number(/\.(\d{1,3})(\.gz)?$/.exec(origin)?.[1] ?? 0);
  return [...captures].sort(
    (a, b) =>
      (a.modifiedAt !== undefined && b.modifiedAt !== undefined ? writtenMs(a) - writtenMs(b) : 0) ||
      rotation(b.origin) - rotation(a.origin) ||
      compareCodePoints(a.origin, b.origin),
  );
}

function writtenMs(capture: Capture): number {
  return parseInstant(capture.modifiedAt ?? capture.collectedAt) ?? 0;
}

function isBoot(program: string, message: string): boolean {
  if (program === 'systemd-logind') return message.startsWith('New seat seat0');
  return program === 'sshd' && message.startsWith('Server listening on ');
}
