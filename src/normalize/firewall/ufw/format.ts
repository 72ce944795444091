import type { Capture } from '../../../core/capture.ts';
import { compareCodePoints } from '../../../core/order.ts';
import { complete, failedSection, incomplete } from '../../../core/section.ts';
import { textOf } from '../../capture-set.ts';
import type { Contribution, Format } from '../../format.ts';
import { whyUnread } from '../../host/look-ups.ts';
import { readApplications } from './applications.ts';
import { isUfwRules } from './rule-text.ts';
import { readUfw, type UfwFile, unloaded } from './ruleset.ts';
import { isStatus, readStatus } from './status.ts';

const DEFAULTS = /^\s*DEFAULT_(?:INPUT|OUTPUT|FORWARD)_POLICY=/m;
const CONF = /^\s*ENABLED=\S/m;
const PROFILE = /^\s*\[.+\]\s*$[\s\S]*^\s*ports\s*=\s*[\d,:]+(?:\/(?:tcp|udp))?/m;

type Kind = 'rules' | 'defaults' | 'conf' | 'profile' | 'status';

function kindOf(text: string): Kind | undefined {
  if (isStatus(text)) return 'status';
  if (isUfwRules(text)) return 'rules';
  if (CONF.test(text) && /^\s*LOGLEVEL=/m.test(text)) return 'conf';
  if (DEFAULTS.test(text)) return 'defaults';
  return PROFILE.test(text) && /^\s*title\s*=/m.test(text) ? 'profile' : undefined;
}

/** The files of ufw, as they lie in /etc, and the text of `ufw status`. */
export const ufwFormat: Format = {
  id: 'ufw',
  title:
    'ufw: user.rules, before.rules, after.rules (and their 6), ufw.conf, /etc/default/ufw, applications.d, `ufw status verbose`',
  domain: 'firewall',
  recognizes: ({ head, json }) => json === undefined && kindOf(head) !== undefined,
  normalize: (captures) => {
    const machines = new Map<string, Capture[]>();
    for (const capture of captures) {
      const root = capture.origin.replace(/(?:^|(?<=\/))etc\/(?:ufw|default)\/.*$|[^/]*$/, '');
      machines.set(root, [...(machines.get(root) ?? []), capture]);
    }
    return [...machines]
      .sort(([a], [b]) => compareCodePoints(a, b))
      .flatMap(([root, own]) => machine(root, own, machines.size));
  },
};

function machine(root: string, captures: readonly Capture[], count: number): readonly Contribution[] {
  const texts = captures.flatMap((capture) => {
    const text = textOf(capture);
    return text === undefined ? [] : [{ capture, text, kind: kindOf(text) }];
  });
  const of = (kind: Kind) => texts.filter((one) => one.kind === kind);
  const profiles = readApplications(of('profile').map(({ text }) => text));
  const name = count > 1 ? (root.split('/').filter(Boolean).at(-1) ?? 'ufw') : 'ufw';
  const target = { kind: 'firewall', name } as const;
  const unread = captures.filter((capture) => capture.outcome.kind !== 'read');
  const statuses = of('status');
  const settings = [...of('rules'), ...of('defaults'), ...of('conf')];
  const out: Contribution[] = [];
  if (settings.length > 0) out.push({ target, domain: 'firewall', ...files(root, texts, unread) });
  for (const { capture, text } of statuses) {
    const { section, diagnostics } = readStatus(text, capture.origin, profiles);
    // The files tell more; beside them a status is another machine's or another time's.
    const own = settings.length > 0 || statuses.length > 1 ? { ...target, name: stemOf(capture.origin) } : target;
    out.push({ target: own, domain: 'firewall', sections: { ruleset: section }, diagnostics });
  }
  if (out.length === 0 && unread.length > 0) {
    const reason = unread.map((capture) => `${whyUnread(capture, capture.origin)}.`).join(' ');
    out.push({ target, domain: 'firewall', sections: { ruleset: failedSection(reason) }, diagnostics: [] });
  }
  return out;
}

function stemOf(origin: string): string {
  return origin.slice(origin.lastIndexOf('/') + 1).replace(/\.(?:txt|out|log|status)$/i, '');
}

function files(
  root: string,
  texts: readonly { readonly capture: Capture; readonly text: string; readonly kind: Kind | undefined }[],
  unread: readonly Capture[],
): Pick<Contribution, 'sections' | 'diagnostics'> {
  const find = (kind: Kind, path: string, accepts: (origin: string, text: string) => boolean): UfwFile => {
    const file = `${root}${path}`;
    const found = texts.find((one) => one.kind === kind && accepts(one.capture.origin, one.text));
    if (found !== undefined) return { kind: 'text', file: found.capture.origin, text: found.text };
    const blocked = unread.find((capture) => capture.origin.endsWith(path.slice(path.lastIndexOf('/') + 1)));
    return { kind: 'unread', file, why: whyUnread(blocked, file) ?? 'it was not given' };
  };
  const any = () => true;
  const rules = (stage: 'before' | 'after' | 'user', six: '' | '6') =>
    find(
      'rules',
      `etc/ufw/${stage}${six}.rules`,
      (_, text) => new RegExp(`^:ufw${six}-${stage}-input - `, 'm').test(text) && declaresFirst(text) === stage,
    );
  const family = (six: '' | '6') => ({
    before: rules('before', six),
    after: rules('after', six),
    user: rules('user', six),
  });
  const { readings, diagnostics, settings } = readUfw({
    defaults: find('defaults', 'etc/default/ufw', any),
    conf: find('conf', 'etc/ufw/ufw.conf', any),
    rules: { ipv4: family(''), ipv6: family('6') },
    hooks: [],
  });
  const { enabled } = settings;
  if ('value' in enabled && !enabled.value) {
    const reason =
      'ufw is switched off (ENABLED=no): it loads none of its rules, and what else filters packets is not told.';
    return {
      sections: { ruleset: incomplete({ filters: unloaded(enabled.at, reason) }, reason, HINT) },
      diagnostics: [],
    };
  }
  const gaps = [
    ...('unknown' in enabled ? ['Whether ufw is switched on is not told (ufw.conf).'] : []),
    ...readings.flatMap((reading) => reading.gaps),
  ];
  const data = { filters: readings.map(({ filter }) => filter) };
  return {
    sections: { ruleset: gaps.length === 0 ? complete(data) : incomplete(data, [...new Set(gaps)].join(' '), HINT) },
    diagnostics,
  };
}

const HINT = 'Give the whole of /etc/ufw with /etc/default/ufw, or the output of iptables-save and ip6tables-save.';

/** user.rules declares chains of the other files as well, behind its own. */
function declaresFirst(text: string): string | undefined {
  return /^:ufw6?-(before|after|user)-(?:input|output|forward) - /m.exec(text)?.[1];
}
