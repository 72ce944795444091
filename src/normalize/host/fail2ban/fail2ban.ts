import type { Diagnostic } from '../../../core/diagnostic.ts';
import { type Fact, isKnown, known, type Place, unknown } from '../../../core/fact.ts';
import { compareCodePoints } from '../../../core/order.ts';
import { complete, failedSection, notCollected } from '../../../core/section.ts';
import { type CaptureSet, textOf } from '../../capture-set.ts';
import { installedFact, isBlocked, statOf, whyUnread } from '../look-ups.ts';
import type { HostNormalizer, NormalizedSection } from '../section.ts';
import { unitEnabled, unitRunning } from '../unit-state.ts';
import { interpolate, settingsOf } from './interpolate.ts';
import { readJail } from './jail.ts';
import { includesOf, type JailFile, type MergedJails, mergeJailFiles, parseJailFile } from './jail-files.ts';

const FOLDER = '/etc/fail2ban';

/** fail2ban: the jails that are on, merged as fail2ban merges them. */
export const fail2banNormalizer: HostNormalizer<'fail2ban'> = {
  section: 'fail2ban',
  normalize: (captures) => {
    const own = captures.all.filter((capture) => capture.origin.startsWith(`${FOLDER}/`) || capture.origin === FOLDER);
    const blocked = own.find(isBlocked);
    if (blocked !== undefined) {
      const reason = whyUnread(blocked, blocked.origin) ?? blocked.origin;
      return { section: notCollected(reason, 'Run the collection as root.'), diagnostics: [] };
    }
    if (statOf(captures, FOLDER) === 'absent') return withoutJails(captures);
    if (captures.get(`stat ${FOLDER}`) === undefined && own.length === 0) {
      return { section: notCollected(`${FOLDER} was not collected`), diagnostics: [] };
    }
    const files = readFiles(captures);
    const refused = files.find((file) => file.refused !== undefined)?.refused;
    if (refused !== undefined) return refusedFiles(refused);
    const jails = mergeJailFiles(files);
    return {
      section: complete({
        ...programFacts(captures),
        jails: jailNames(jails)
          .map((name) => ({ name, enabled: enabledFact(jails, name) }))
          .filter(({ enabled }) => !isKnown(enabled) || enabled.value)
          .map(({ name, enabled }) => readJail(captures, jails, name, enabled)),
      }),
      diagnostics: [],
    };
  },
};

function withoutJails(captures: CaptureSet): NormalizedSection<'fail2ban'> {
  return { section: complete({ ...programFacts(captures), jails: [] }), diagnostics: [] };
}

function programFacts(captures: CaptureSet) {
  return {
    installed: installedFact(captures, ['/usr/bin/fail2ban-server', '/usr/local/bin/fail2ban-server']),
    enabled: unitEnabled(captures, ['fail2ban.service']),
    running: unitRunning(captures, ['fail2ban.service']),
  };
}

/** fail2ban does not start on such a file, so nothing can be told of its jails. */
function refusedFiles(refused: { readonly message: string; readonly at: Place }): NormalizedSection<'fail2ban'> {
  const where = `${refused.at.file}:${refused.at.line ?? 1}`;
  const diagnostic: Diagnostic = {
    level: 'error',
    code: 'parse-error',
    message: `fail2ban refuses ${where}: ${refused.message}`,
    at: refused.at,
    hint: 'Check with `fail2ban-client -t`.',
  };
  return {
    section: failedSection(`${where}: ${refused.message}`, 'Check with `fail2ban-client -t`.'),
    diagnostics: [diagnostic],
  };
}

/** jail.conf, jail.d/*.conf, jail.local, jail.d/*.local, each with what it includes (jail.conf(5)). */
function readFiles(captures: CaptureSet): readonly JailFile[] {
  const names = captures
    .under(`${FOLDER}/jail.d`)
    .map((capture) => capture.origin)
    .sort(compareCodePoints);
  const order = [
    `${FOLDER}/jail.conf`,
    ...names.filter((name) => name.endsWith('.conf')),
    `${FOLDER}/jail.local`,
    ...names.filter((name) => name.endsWith('.local')),
  ];
  return order.flatMap((file) => withIncludes(captures, file, []));
}

function withIncludes(captures: CaptureSet, path: string, seen: readonly string[]): readonly JailFile[] {
  const capture = captures.get(path);
  const text = capture === undefined ? undefined : textOf(capture);
  if (text === undefined) return [];
  const file = parseJailFile(path, text);
  const { before, after } = includesOf(file);
  const include = (included: string): readonly JailFile[] => {
    if (seen.includes(included)) return [];
    const local = included.replace(/\.[^./]*$/, '.local');
    const chain = [...seen, path];
    return [
      ...withIncludes(captures, included, chain),
      ...(local === included ? [] : withIncludes(captures, local, chain)),
    ];
  };
  return [...before.flatMap(include), file, ...after.flatMap(include)];
}

function jailNames(jails: MergedJails): readonly string[] {
  return [...jails.sections.keys()].filter((name) => name !== 'INCLUDES' && name !== 'DEFAULT').sort(compareCodePoints);
}

function enabledFact(jails: MergedJails, name: string): Fact<boolean> {
  const [setting, ...lost] = settingsOf(jails, name, 'enabled');
  if (setting === undefined) return known(false, { file: `${FOLDER}/jail.conf` });
  const value = interpolate(jails, name, setting.text, 'enabled');
  if ('problem' in value) return unknown(value.problem, setting.at);
  return known(
    ['1', 'on', 'true', 'yes'].includes(value.text.trim().toLowerCase()),
    setting.at,
    lost.map(({ at, text }) => ({ at, text, why: 'a later file or the jail itself sets it' })),
  );
}
