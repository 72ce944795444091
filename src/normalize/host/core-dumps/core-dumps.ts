import { type Fact, known, type Overridden, type Place, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import { complete } from '../../../core/section.ts';
import type { HostCoreDumps, HostCoreLimit } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { installedFact } from '../look-ups.ts';
import type { HostNormalizer } from '../section.ts';
import { captureText, type SourceText, sourceText, unknownReason } from '../source-text.ts';
import { systemdSetting } from './systemd-setting.ts';

const LIMITS = '/etc/security/limits.conf';
const COREDUMP = { file: 'coredump.conf', section: 'Coredump' } as const;

/** The limits on core files, and what systemd-coredump does with them. */
export const coreDumpsNormalizer: HostNormalizer<'core_dumps'> = {
  section: 'core_dumps',
  normalize: (captures) => {
    const data: HostCoreDumps = {
      limits: coreLimits(captures),
      service_limit: systemdSetting(
        captures,
        { file: 'system.conf', section: 'Manager', key: 'DefaultLimitCORE' },
        'infinity',
      ),
      coredump_installed: installedFact(captures, [
        '/usr/lib/systemd/systemd-coredump',
        '/lib/systemd/systemd-coredump',
      ]),
      storage: systemdSetting(captures, { ...COREDUMP, key: 'Storage' }, 'external'),
      process_size_max: systemdSetting(captures, { ...COREDUMP, key: 'ProcessSizeMax' }, ''),
    };
    return { section: complete(data), diagnostics: [] };
  },
};

/** One line of limits.conf(5) on core files that sets the hard limit. */
interface LimitLine {
  readonly domain: string;
  readonly value: string;
  readonly text: string;
  readonly at: Place;
}

/**
 * pam_limits reads limits.conf, then limits.d in order of names; of two lines on one domain the later holds, and a user's
 * line beats a group's, which beats `*`. `-` sets both limits.
 */
function coreLimits(captures: CaptureSet): readonly HostCoreLimit[] {
  const folder = captures.get('/etc/security/limits.d');
  const sources = [
    sourceText(captures, LIMITS),
    ...(folder === undefined || folder.outcome.kind === 'absent' ? [] : [captureText(folder)]),
    ...sortedBy(captures.under('/etc/security/limits.d'), ({ origin }) => origin).map(captureText),
  ];
  const closed = sources.find(
    (source): source is Extract<SourceText, { kind: 'unreadable' }> => source.kind === 'unreadable',
  );
  if (closed !== undefined) return [{ id: '*', hard: unknown(unknownReason(closed), { file: closed.origin }) }];
  const lines = sources.flatMap((source) => (source.kind === 'text' ? limitLines(source) : []));
  const domains = new Set(['*', ...lines.map(({ domain }) => domain)]);
  return sortedBy(domains, (domain) => domain).map((domain) => ({ id: domain, hard: hardLimit(lines, domain) }));
}

function hardLimit(lines: readonly LimitLine[], domain: string): Fact<string> {
  const own = lines.filter((line) => line.domain === domain);
  const last = own.at(-1);
  if (last === undefined) return known('', { file: LIMITS });
  const lost: Overridden[] = own
    .slice(0, -1)
    .map(({ text, at }) => ({ text, at, why: 'a later line on the same domain wins' }));
  return known(last.value, last.at, lost);
}

function limitLines(source: Extract<SourceText, { kind: 'text' }>): readonly LimitLine[] {
  return source.lines.flatMap((line, index): readonly LimitLine[] => {
    const text = (line.split('#')[0] ?? '').trim();
    const [domain, type, item, value] = text.split(/\s+/);
    if (domain === undefined || value === undefined || item?.toLowerCase() !== 'core') return [];
    if (type !== 'hard' && type !== '-') return [];
    return [{ domain, value: value.toLowerCase(), text, at: { file: source.origin, line: index + 1 } }];
  });
}
