import { isRecord } from '../../../core/record.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { jsonOf } from '../look-ups.ts';

/** The runlevels of SysV init and OpenRC as collected. */
export interface Runlevels {
  /** The level that inittab(5) names. */
  readonly initdefault?: string;
  /** By script, its start links: `/etc/rc2.d/S01ssh`. */
  readonly started: ReadonlyMap<string, readonly { readonly level: string; readonly path: string }[]>;
  readonly scripts: readonly { readonly name: string; readonly depend: string }[];
  /** OpenRC: runlevel to services. */
  readonly levels: ReadonlyMap<string, readonly string[]>;
  readonly unread: readonly string[];
}

/** The capture `runlevels`; empty when there is none. */
export function readRunlevels(captures: CaptureSet): Runlevels {
  const value = jsonOf(captures.get('runlevels'));
  const record = isRecord(value) ? value : {};
  const started = new Map<string, { level: string; path: string }[]>();
  for (const { level, links } of recordsIn(record['rc'])) {
    for (const link of strings(links)) {
      const script = /^S\d\d(.+)$/.exec(link)?.[1];
      if (script === undefined || typeof level !== 'string') continue;
      const list = started.get(script) ?? [];
      started.set(script, [...list, { level, path: `/etc/rc${level}.d/${link}` }]);
    }
  }
  const { initdefault } = record;
  return {
    ...(typeof initdefault === 'string' ? { initdefault } : {}),
    started,
    scripts: recordsIn(record['scripts']).flatMap(({ name, depend }) =>
      typeof name === 'string' ? [{ name, depend: typeof depend === 'string' ? depend : '' }] : [],
    ),
    levels: new Map(
      recordsIn(record['levels']).flatMap(({ level, services }) =>
        typeof level === 'string' ? [[level, strings(services)] as const] : [],
      ),
    ),
    unread: strings(record['unread']),
  };
}

function recordsIn(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
