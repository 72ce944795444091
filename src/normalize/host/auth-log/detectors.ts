import { formatInstant } from '../../../core/clock.ts';
import type { Place } from '../../../core/fact.ts';
import type { HostAuthLogAnomaly, HostAuthLogLogin } from '../../../model/generated/model.ts';
import { type BoundedMap, boundedMap } from './bounded-map.ts';
import { isGuessable, type SshdEvent } from './sshd-event.ts';

const MINUTE_MS = 60_000;
/** So many failures … */
const BURST = 10;
/** … within this time are a burst; … */
const BURST_MS = 10 * MINUTE_MS;
/** … a login this long after it belongs to it. */
const AFTER_MS = 30 * MINUTE_MS;
const SPRAY_USERS = 10;
const MAX_USERS = 64;
const MAX_KEYS = 50_000;
const MAX_ANOMALIES = 1_000;
const MAX_EXAMPLES = 5;

interface Guesses {
  readonly times: number[];
  readonly places: Place[];
  failures: number;
  burstMs: number | undefined;
  readonly firstMs: number;
  lastMs: number;
}
interface Spray {
  users: Set<string>;
  failures: number;
  firstMs: number;
  lastMs: number;
  readonly places: Place[];
  reported: Draft | undefined;
}
type Draft = { -readonly [K in keyof HostAuthLogAnomaly]: HostAuthLogAnomaly[K] } & { examples: { at: Place }[] };

/** The detectors over one stream of events in the order of the log; memory is bounded whatever the log holds. */
export interface Detectors {
  see(event: SshdEvent, timeMs: number, host: string, at: Place): void;
  result(): DetectorResult;
}

/** What the detectors found, and whether a limit was hit. */
export interface DetectorResult {
  readonly anomalies: readonly HostAuthLogAnomaly[];
  readonly logins: readonly HostAuthLogLogin[];
  readonly events: number;
  readonly failures: number;
  /** What was forgotten, a sentence; undefined when nothing was. */
  readonly limits: string | undefined;
}

/** Makes the detectors: guessing followed by a login, spraying, direct logins of root. */
export function makeDetectors(maxKeys = MAX_KEYS): Detectors {
  let nowMs = 0;
  const fresh = (entry: { readonly lastMs: number }): boolean => nowMs - entry.lastMs <= BURST_MS + AFTER_MS;
  const guesses = boundedMap<Guesses>(maxKeys, fresh);
  const sprays = boundedMap<Spray>(maxKeys, fresh);
  const logins = boundedMap<HostAuthLogLogin>(maxKeys, () => true);
  const anomalies = new Map<string, Draft>();
  let dropped = 0;
  let events = 0;
  let failures = 0;
  const report = (draft: Draft): Draft | undefined => {
    const seen = anomalies.get(draft.id);
    if (seen !== undefined) {
      seen.successes += draft.successes;
      seen.failures += draft.failures;
      seen.last_at = draft.last_at;
      seen.examples = [...seen.examples, ...draft.examples].slice(0, MAX_EXAMPLES);
      return seen;
    }
    if (anomalies.size >= MAX_ANOMALIES) {
      dropped++;
      return undefined;
    }
    anomalies.set(draft.id, draft);
    return draft;
  };

  const failed = (event: SshdEvent, timeMs: number, host: string, at: Place): void => {
    failures += event.times;
    if (!isGuessable(event.method)) return;
    if (event.knownUser) countGuess(guesses, `${host}\0${event.source}\0${event.user}`, event.times, timeMs, at);
    countSpray(event, timeMs, host, at);
  };
  const countSpray = (event: SshdEvent, timeMs: number, host: string, at: Place): void => {
    const key = `${host}\0${event.source}`;
    let spray = sprays.get(key);
    if (spray === undefined || timeMs - spray.lastMs > BURST_MS) {
      spray = { users: new Set(), failures: 0, firstMs: timeMs, lastMs: timeMs, places: [], reported: undefined };
    }
    spray.failures += event.times;
    spray.lastMs = timeMs;
    if (spray.users.size < MAX_USERS) spray.users.add(event.user);
    if (spray.places.length < MAX_EXAMPLES) spray.places.push(at);
    sprays.set(key, spray);
    if (spray.users.size < SPRAY_USERS) return;
    if (spray.reported === undefined) {
      spray.reported = report({
        id: `password-spraying ${event.source} on ${host}`,
        kind: 'password-spraying',
        source: event.source,
        host,
        ...window(spray.firstMs, timeMs),
        failures: spray.failures,
        users: spray.users.size,
        successes: 0,
        gap_minutes: 0,
        summary: '',
        at: spray.places[0] ?? at,
        examples: spray.places.map((place) => ({ at: place })),
      });
      return;
    }
    spray.reported.users = Math.max(spray.reported.users, spray.users.size);
    spray.reported.failures += event.times;
    spray.reported.last_at = formatInstant(timeMs);
  };
  const accepted = (event: SshdEvent, timeMs: number, host: string, at: Place): void => {
    const before = logins.get(event.user);
    logins.set(event.user, {
      id: event.user,
      user: event.user,
      count: (before?.count ?? 0) + event.times,
      last_success_at: formatInstant(timeMs),
      last_source: event.source,
      last_method: event.method,
      at,
    });
    if (event.user === 'root' && !isLoopback(event.source)) {
      report({
        ...empty(`root-login ${event.source} on ${host}`, 'root-login', host, timeMs, at),
        user: 'root',
        source: event.source,
        successes: event.times,
      });
    }
    if (!isGuessable(event.method)) return;
    const guess = guesses.get(`${host}\0${event.source}\0${event.user}`);
    if (guess?.burstMs !== undefined && timeMs - guess.burstMs <= AFTER_MS) {
      report({
        ...empty(
          `brute-force-success ${event.user} from ${event.source} on ${host}`,
          'brute-force-success',
          host,
          timeMs,
          at,
        ),
        user: event.user,
        source: event.source,
        first_at: formatInstant(guess.firstMs),
        failures: guess.failures,
        users: 1,
        successes: event.times,
        examples: [...guess.places.slice(0, MAX_EXAMPLES - 1), at].map((place) => ({ at: place })),
      });
      guess.burstMs = undefined;
    }
    const spray = sprays.get(`${host}\0${event.source}`);
    if (spray?.reported !== undefined && timeMs - spray.lastMs <= AFTER_MS) {
      spray.reported.successes += event.times;
      spray.reported.user ??= event.user;
    }
  };

  return {
    see: (event, timeMs, host, at) => {
      nowMs = Math.max(nowMs, timeMs);
      events += event.times;
      if (event.outcome === 'failed') failed(event, timeMs, host, at);
      else accepted(event, timeMs, host, at);
    },
    result: () => {
      const lost = guesses.lost + sprays.lost;
      const limits = [
        ...(lost === 0 ? [] : [`${lost} sources were forgotten at the limit of ${maxKeys}`]),
        ...(logins.lost === 0 ? [] : [`${logins.lost} accounts were forgotten at the limit of ${maxKeys}`]),
        ...(dropped === 0 ? [] : [`${dropped} anomalies beyond ${MAX_ANOMALIES} were not kept`]),
      ];
      return {
        anomalies: [...anomalies.values()].map((draft) => ({ ...draft, summary: summaryOf(draft) })),
        logins: logins.values(),
        events,
        failures,
        limits: limits.length === 0 ? undefined : limits.join('; '),
      };
    },
  };
}

function countGuess(guesses: BoundedMap<Guesses>, key: string, times: number, timeMs: number, at: Place): void {
  let guess = guesses.get(key);
  if (guess === undefined || timeMs - guess.lastMs > BURST_MS + AFTER_MS) {
    guess = { times: [], places: [], failures: 0, burstMs: undefined, firstMs: timeMs, lastMs: timeMs };
  }
  guess.failures += times;
  guess.lastMs = timeMs;
  for (let i = 0; i < Math.min(times, BURST); i++) guess.times.push(timeMs);
  guess.times.splice(0, Math.max(0, guess.times.length - BURST));
  if (guess.places.length < MAX_EXAMPLES) guess.places.push(at);
  const oldest = guess.times[0];
  if (guess.times.length >= BURST && oldest !== undefined && timeMs - oldest <= BURST_MS) guess.burstMs = timeMs;
  guesses.set(key, guess);
}

function window(firstMs: number, lastMs: number): { first_at: string; last_at: string } {
  return { first_at: formatInstant(firstMs), last_at: formatInstant(lastMs) };
}

function empty(id: string, kind: Draft['kind'], host: string, timeMs: number, at: Place): Draft {
  return {
    id,
    kind,
    host,
    ...window(timeMs, timeMs),
    failures: 0,
    users: 0,
    successes: 0,
    gap_minutes: 0,
    summary: '',
    at,
    examples: [{ at }],
  };
}

function isLoopback(source: string): boolean {
  return source === '::1' || source === 'localhost' || source.startsWith('127.');
}

function summaryOf(draft: Draft): string {
  const { user, source, failures, successes, users, first_at, last_at } = draft;
  switch (draft.kind) {
    case 'brute-force-success':
      return `${failures} failures for ${user} from ${source} since ${first_at}, then a login at ${last_at}`;
    case 'password-spraying': {
      const end = successes === 0 ? 'no login followed' : `then ${successes} logins, first as ${user}`;
      return `${failures} failures for ${users >= MAX_USERS ? `${users} or more` : users} names from ${source} between ${first_at} and ${last_at}; ${end}`;
    }
    case 'root-login':
      return `direct logins of root from ${source}: ${successes}, the last one at ${last_at}`;
    case 'log-gap':
    case 'clock-backwards':
      return draft.summary;
  }
}
