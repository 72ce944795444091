import type { Capture } from '../../../core/capture.ts';
import { compareCodePoints, sortedBy } from '../../../core/order.ts';
import { isRecord } from '../../../core/record.ts';
import { complete, failedSection, incomplete, type Section } from '../../../core/section.ts';
import type { FirewallRuleset } from '../../../model/generated/model.ts';
import { textOf } from '../../capture-set.ts';
import type { Contribution, Format } from '../../format.ts';
import { includedPatterns, includesAmong } from './includes.ts';
import { nftFilters, openHooks, readNft } from './reading.ts';

const TABLE_LINE =
  /^[ \t]*(?:(?:add|create)[ \t]+)?table[ \t]+(?:ip6?|inet|arp|bridge|netdev)[ \t]+["\w$.-]+[ \t]*(?:\{|;|\r?$)/m;
const HOOK_LINE = /\btype[ \t]+(?:filter|nat|route)[ \t]+hook[ \t]+\w+/;
const SHEBANG = /^#![^\n]*\bnft\b/;
const COMMAND_LINE = /^[ \t]*(?:(?:add|insert)[ \t]+rule[ \t]+(?:ip6?|inet|netdev|bridge)[ \t]+|flush[ \t]+ruleset\b)/m;

/** The text of `nft list ruleset`, its JSON, and files for `nft -f`. */
export const nft: Format = {
  id: 'nft',
  title: 'nftables: nft list ruleset, nft -j list ruleset, nftables.conf',
  domain: 'firewall',
  recognizes: ({ head, json }) => {
    if (json !== undefined) return isRecord(json) && Array.isArray(json['nftables']);
    if (/^\s*[[{]/.test(head)) return false;
    return TABLE_LINE.test(head) || HOOK_LINE.test(head) || SHEBANG.test(head) || COMMAND_LINE.test(head);
  },
  normalize: (captures, context) => {
    const unreadable = captures.filter((capture) => capture.outcome.kind !== 'read');
    const readable = sortedBy(
      captures.filter((capture) => capture.outcome.kind === 'read'),
      (capture) => capture.origin,
    );
    const find = includesAmong([...captures, ...context.documents]);
    const included = new Set(
      readable.flatMap((capture) =>
        includedPatterns(textOf(capture) ?? '').flatMap((pattern) =>
          (find(pattern, capture.origin) ?? []).map(({ file }) => file).filter((file) => file !== capture.origin),
        ),
      ),
    );
    const roots = readable.filter((capture) => !included.has(capture.origin));
    return [...pair(roots).map((one) => contribution(one, find)), ...unreadable.map(unread)];
  },
};

interface Pair {
  readonly name: string;
  readonly text?: Capture;
  readonly json?: Capture;
}

/** Text and JSON of one ruleset: of one name, or the only two files. */
function pair(captures: readonly Capture[]): readonly Pair[] {
  const isJson = (capture: Capture): boolean => /^\s*\{/.test((textOf(capture) ?? '').slice(0, 1000));
  const texts = captures.filter((capture) => !isJson(capture));
  const jsons = captures.filter(isJson);
  const [text, json] = [texts[0], jsons[0]];
  if (captures.length === 2 && text !== undefined && json !== undefined)
    return [{ name: stemOf(text.origin), text, json }];
  const names = captures.map((capture) => stemOf(capture.origin));
  const twice = (list: readonly Capture[], name: string): boolean =>
    list.filter((capture) => stemOf(capture.origin) === name).length > 1;
  return [...new Set(names)].sort(compareCodePoints).flatMap((name): readonly Pair[] => {
    const own = (list: readonly Capture[]): readonly Capture[] =>
      list.filter((capture) => stemOf(capture.origin) === name);
    if (twice(texts, name) || twice(jsons, name)) {
      return [
        ...own(texts).map((one) => ({ name: one.origin, text: one })),
        ...own(jsons).map((one) => ({ name: one.origin, json: one })),
      ];
    }
    const [ownText, ownJson] = [own(texts)[0], own(jsons)[0]];
    return [
      {
        name,
        ...(ownText === undefined ? {} : { text: ownText }),
        ...(ownJson === undefined ? {} : { json: ownJson }),
      },
    ];
  });
}

function stemOf(origin: string): string {
  const base = origin.slice(origin.lastIndexOf('/') + 1);
  const stem = base.replace(/(?:\.(?:nft|conf|txt|json|rules|out|dump|save|bak))+$/i, '');
  return stem === '' ? base : stem;
}

function contribution(given: Pair, find: ReturnType<typeof includesAmong>): Contribution {
  const reading = readNft(
    {
      ...(given.text === undefined ? {} : { text: given.text }),
      ...(given.json === undefined ? {} : { json: given.json }),
    },
    find,
  );
  const file = reading?.file ?? given.name;
  const { filters, diagnostics, gaps } =
    reading === undefined ? { filters: [], diagnostics: [], gaps: [] } : nftFilters(reading, 'configured');
  const data: FirewallRuleset = { filters: [...filters, ...openHooks(filters, 'configured', { file })] };
  const ruleset: Section<FirewallRuleset> =
    reading === undefined
      ? failedSection(`${file} could not be read.`)
      : gaps.length === 0
        ? complete(data)
        : incomplete(data, gaps.join(' '), 'Give the whole of nft list ruleset, with the files that it includes.');
  return { target: { kind: 'firewall', name: given.name }, domain: 'firewall', sections: { ruleset }, diagnostics };
}

function unread(capture: Capture): Contribution {
  const { outcome } = capture;
  const why = outcome.kind === 'denied' || outcome.kind === 'failed' ? outcome.reason : outcome.kind;
  return {
    target: { kind: 'firewall', name: stemOf(capture.origin) },
    domain: 'firewall',
    sections: { ruleset: failedSection(`${capture.origin} could not be read: ${why}.`) },
    diagnostics: [],
  };
}
