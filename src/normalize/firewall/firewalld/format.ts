import type { Capture } from '../../../core/capture.ts';
import { compareCodePoints, sortedBy } from '../../../core/order.ts';
import { complete, failedSection, incomplete, type Section } from '../../../core/section.ts';
import type { FirewallRuleset } from '../../../model/generated/model.ts';
import { textOf } from '../../capture-set.ts';
import type { Contribution, Format } from '../../format.ts';
import { whyUnread } from '../../host/look-ups.ts';
import { readConfig } from './config.ts';
import { isList, readList } from './list-text.ts';
import { firewalldFilters } from './ruleset.ts';

const ROOT = /^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*<(zone|service|policy|ipset|direct)(?:\s[^>]*)?>/;
const PARTS =
  /<(?:short|port|service|source|interface|rule|forward|include|entry|option|ingress-zone|chain|passthrough|icmp-block|target)\b/;
const CONF = /^\s*(?:DefaultZone|FirewallBackend)\s*=\s*\S/m;
const PERMANENT =
  'Give the whole of /etc/firewalld and /usr/lib/firewalld, or `nft list ruleset` of the running machine.';
const RUNTIME =
  'Give the files of /etc/firewalld and /usr/lib/firewalld, or `nft list ruleset` of the running machine.';

/** The files of firewalld, as they lie in /etc and /usr/lib, and the text of `firewall-cmd --list-all-zones`. */
export const firewalldFormat: Format = {
  id: 'firewalld',
  title:
    'firewalld: zones, policies, services, ipsets, direct.xml, firewalld.conf; `firewall-cmd --list-all-zones` and `--list-all-policies`',
  domain: 'firewall',
  recognizes: ({ head, json }) =>
    json === undefined && (isList(head) || isDocument(head) || (CONF.test(head) && !head.includes('<'))),
  normalize: (captures) => {
    const files = captures.filter((capture) => !isList(textOf(capture) ?? ''));
    const lists = captures.filter((capture) => isList(textOf(capture) ?? ''));
    const machines = new Map<string, Capture[]>();
    for (const capture of files) {
      const root = capture.origin.replace(
        /(?:^|(?<=\/))(?:etc|usr\/lib)\/firewalld\/.*$|(?:(?:zones|policies|services|ipsets)\/)?[^/]*$/,
        '',
      );
      machines.set(root, [...(machines.get(root) ?? []), capture]);
    }
    const named = [...machines].sort(([a], [b]) => compareCodePoints(a, b));
    return [
      ...named.map(([root, own]) => machine(named.length > 1 ? lastName(root) : 'firewalld', own)),
      ...listed(lists, named.length === 0),
    ];
  },
};

function isDocument(text: string): boolean {
  return ROOT.test(text) && PARTS.test(text) && !/\sxmlns/.test(text.slice(0, 600));
}

function lastName(root: string): string {
  return (
    root
      .split('/')
      .filter((part) => part !== '')
      .at(-1) ?? 'firewalld'
  );
}

function machine(name: string, captures: readonly Capture[]): Contribution {
  const files = sortedBy(captures, ({ origin }) => origin).flatMap((capture) => {
    const text = textOf(capture);
    return text === undefined ? [] : [{ file: capture.origin, text }];
  });
  const unread = captures
    .filter((capture) => capture.outcome.kind !== 'read')
    .map((capture) => `${whyUnread(capture, capture.origin)}.`);
  const target = { kind: 'firewall', name } as const;
  if (files.length === 0)
    return { target, domain: 'firewall', sections: { ruleset: failedSection(unread.join(' ')) }, diagnostics: [] };
  const { config, diagnostics, gaps } = readConfig(files, { file: files[0]?.file ?? 'firewalld.conf' });
  const confGap = files.some(({ text }) => CONF.test(text))
    ? []
    : ['firewalld.conf was not given: the default zone and the other settings are taken as firewalld ships them.'];
  const section = sectionOf([...unread, ...confGap, ...gaps], firewalldFilters(config, 'configured'), PERMANENT);
  return { target, domain: 'firewall', sections: { ruleset: section }, diagnostics };
}

/** Texts of zones and policies of one machine are one configuration; with files beside them they are another source. */
function listed(captures: readonly Capture[], alone: boolean): readonly Contribution[] {
  if (captures.length === 0) return [];
  const readings = sortedBy(captures, ({ origin }) => origin).map((capture) => ({
    file: capture.origin,
    ...readList(textOf(capture) ?? '', capture.origin),
  }));
  const zones = readings.filter(({ config }) => config.zones.length > 0);
  const policies = readings.filter(({ config }) => config.zones.length === 0);
  return zones.map(({ file, config, diagnostics, gaps }) => {
    const together = { ...config, policies: [...config.policies, ...policies.flatMap((one) => one.config.policies)] };
    const told = together.policies.length === 0 ? gaps : gaps.filter((gap) => !gap.startsWith('Policies'));
    const stem = file.slice(file.lastIndexOf('/') + 1).replace(/\.(?:txt|out|log)$/i, '');
    return {
      target: { kind: 'firewall', name: alone && zones.length === 1 ? 'firewalld' : stem },
      domain: 'firewall',
      sections: { ruleset: sectionOf(told, firewalldFilters(together, 'live'), RUNTIME) },
      diagnostics: [...diagnostics, ...policies.flatMap((one) => one.diagnostics)],
    };
  });
}

function sectionOf(
  gaps: readonly string[],
  filters: FirewallRuleset['filters'],
  hint: string,
): Section<FirewallRuleset> {
  const data: FirewallRuleset = { filters: [...filters] };
  return gaps.length === 0 ? complete(data) : incomplete(data, [...new Set(gaps)].join(' '), hint);
}
