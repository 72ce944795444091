import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import type { HostIntegrityAide } from '../../../model/generated/model.ts';
import { type CaptureSet, textOf } from '../../capture-set.ts';
import { knownJobs } from '../known-jobs.ts';
import { isBlocked, statOf, whyUnread } from '../look-ups.ts';
import { unitEnabled } from '../unit-state.ts';
import { type AideConf, type AideFile, readAide } from './aide-conf.ts';

const MAINS = ['/etc/aide/aide.conf', '/etc/aide.conf'] as const;
const DEFAULTS = '/etc/default/aide';

/** Files whose watching is judged: the programs that read and make the audit log, and some that every intruder changes. */
export const AIDE_WATCHED: readonly string[] = [
  '/usr/sbin/auditctl',
  '/usr/sbin/auditd',
  '/usr/sbin/augenrules',
  '/usr/sbin/aureport',
  '/usr/sbin/ausearch',
  '/usr/sbin/autrace',
  '/etc/passwd',
  '/etc/shadow',
  '/etc/sudoers',
  '/usr/bin/passwd',
];

/** What AIDE is told to watch, and whom its reports reach. */
export function aideFacts(captures: CaptureSet): HostIntegrityAide {
  const files = captures.all.filter(
    ({ origin }) => origin === MAINS[0] || origin === MAINS[1] || origin.startsWith('/etc/aide/aide.conf.d'),
  );
  const blocked = files.find(isBlocked);
  const texts = files
    .flatMap((capture): readonly AideFile[] => {
      const text = textOf(capture);
      return text === undefined ? [] : [{ file: capture.origin, text }];
    })
    .sort((a, b) => Number(isMain(b.file)) - Number(isMain(a.file)));
  const place: Place = { file: texts[0]?.file ?? MAINS[0] };
  if (blocked !== undefined || texts.length === 0 || !isMain(place.file)) {
    const why =
      blocked === undefined ? 'aide.conf does not exist' : (whyUnread(blocked, blocked.origin) ?? blocked.origin);
    const none = unknown(why, { file: blocked?.origin ?? MAINS[0] });
    return { watched: watched(captures, () => none), reports_to: none };
  }
  const conf = readAide(texts);
  return {
    watched: watched(captures, (path) => attributes(conf, path, place)),
    reports_to: reportsTo(captures, conf, place),
  };
}

function isMain(file: string): boolean {
  return MAINS.some((main) => main === file);
}

/** Files that are not there need no watching. */
function watched(captures: CaptureSet, fact: (path: string) => Fact<readonly string[]>): HostIntegrityAide['watched'] {
  return AIDE_WATCHED.flatMap((path) => {
    const info = statOf(captures, path);
    if (info === 'absent') return [];
    return [{ id: path, attributes: 'unread' in info ? unknown(info.unread, { file: path }) : fact(path) }];
  });
}

function attributes(conf: AideConf, path: string, place: Place): Fact<readonly string[]> {
  const { attributes, at } = conf.match(path);
  if (attributes.length === 0 && conf.dark.length > 0) {
    return unknown(
      `no rule that could be read watches ${path}, and ${conf.dark[0] ?? 'a part'}: ask \`aide --path-check f:${path}\``,
      at ?? place,
    );
  }
  return known(attributes, at ?? place);
}

/** Debian's daily check mails to root unless it is told otherwise; cron mails what a job prints; a plain timer tells nobody. */
function reportsTo(captures: CaptureSet, conf: AideConf, place: Place): Fact<readonly string[]> {
  const found: string[] = [];
  let at = place;
  for (const url of conf.reportUrls) {
    if (!url.text.startsWith('syslog')) continue;
    found.push('syslog');
    at = url.at;
  }
  const debian = unitEnabled(captures, ['dailyaidecheck.timer']);
  const jobs = knownJobs(captures, ['aide', 'dailyaidecheck']).found.filter(({ enabled }) => enabled === true);
  if (('value' in debian && debian.value) || jobs.some(({ tool }) => tool === 'dailyaidecheck')) {
    const capture = captures.get(DEFAULTS);
    const text = (capture === undefined ? undefined : textOf(capture)) ?? '';
    found.push(`mail to ${/^\s*MAILTO=["']?([^"'\s#]+)/m.exec(text)?.[1] ?? 'root'}`);
    at = { file: DEFAULTS };
  }
  const cron = jobs.find(({ tool, timer }) => tool === 'aide' && timer === undefined);
  if (cron !== undefined) {
    found.push('mail of cron');
    at = cron.at;
  }
  return known([...new Set(found)], at);
}
