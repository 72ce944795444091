import type { Capture } from '../../../core/capture.ts';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { Place } from '../../../core/fact.ts';
import type { FirewallChain, FirewallFilter, FirewallRule } from '../../../model/generated/model.ts';
import { textOf } from '../../capture-set.ts';
import { readJson } from './json-ruleset.ts';
import { emptyRuleset, type RawRuleset, type Statement } from './syntax.ts';
import { type FindIncluded, readText } from './text-ruleset.ts';
import { toFilters } from './to-model.ts';

/** A ruleset of nft, read from its text, its JSON or both. */
export interface NftReading {
  readonly file: string;
  readonly raw: RawRuleset;
  readonly diagnostics: readonly Diagnostic[];
}

/** Filters of the model, with what is missing. */
export interface NftFilters {
  readonly filters: readonly FirewallFilter[];
  readonly diagnostics: readonly Diagnostic[];
  /** Why a part of the ruleset is missing, a sentence each. */
  readonly gaps: readonly string[];
}

/**
 * Reads a ruleset from what there is of it. Text has lines and so is read where it is understood as well as the JSON;
 * both of one moment say the same.
 */
export function readNft(
  sources: { readonly text?: Capture; readonly json?: Capture },
  find: FindIncluded,
): NftReading | undefined {
  const text = sources.text === undefined ? undefined : readTextCapture(sources.text, find);
  const json = sources.json === undefined ? undefined : readJsonCapture(sources.json);
  if (text === undefined || json === undefined) return text ?? json;
  const diagnostics: Diagnostic[] = [];
  if (shapeOf(text.raw) !== shapeOf(json.raw))
    diagnostics.push({
      level: 'warning',
      code: 'readings-differ',
      message: `${text.file} and ${json.file} do not show the same chains and rules; the rules changed between them, or they are of different machines`,
      at: { file: text.file },
      hint: 'Give both of one moment: nft list ruleset > nft.txt; nft -j list ruleset > nft.json.',
    });
  const chosen = doubtsIn(text.raw) <= doubtsIn(json.raw) ? text : json;
  return { ...chosen, diagnostics: [...diagnostics, ...chosen.diagnostics] };
}

function readTextCapture(capture: Capture, find: FindIncluded): NftReading | undefined {
  const text = textOf(capture);
  if (text === undefined) return undefined;
  return { file: capture.origin, raw: readText(text, capture.origin, find), diagnostics: [] };
}

function readJsonCapture(capture: Capture): NftReading | undefined {
  const text = textOf(capture);
  if (text === undefined) return undefined;
  const file = capture.origin;
  // nft -j prints nothing for a ruleset that it may not list.
  const raw = readJson(parse(text), file);
  if (raw !== undefined) return { file, raw, diagnostics: [] };
  const lost: RawRuleset = { ...emptyRuleset(), lost: [{ file }] };
  const message = `${file} is no JSON of nft -j list ruleset`;
  return {
    file,
    raw: lost,
    diagnostics: [{ level: 'error', code: 'parse-error', message, at: { file }, hint: 'Give the whole output.' }],
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Chains with the number of their rules. */
function shapeOf(raw: RawRuleset): string {
  return [...raw.tables.values()]
    .flatMap((table) =>
      [...table.chains.values()].map((chain) => `${table.family} ${table.name} ${chain.name} ${chain.rules.length}`),
    )
    .sort()
    .join('\n');
}

/** True for a statement of an extension of iptables that nft cannot tell. */
export function isExtension(statement: Statement): boolean {
  if (statement.kind === 'doubt') return statement.why.startsWith('xt ');
  return statement.kind === 'unknown-verdict' && statement.what.startsWith('xt ');
}

function doubtsIn(raw: RawRuleset): number {
  let count = raw.lost.length + raw.unread.length;
  for (const table of raw.tables.values())
    for (const chain of table.chains.values())
      for (const rule of chain.rules) count += rule.statements.filter(isExtension).length;
  return count;
}

/** The filters of a reading; chains that no table has are there as the kernel behaves without them: they accept. */
export function nftFilters(
  reading: NftReading,
  loaded: FirewallFilter['loaded'],
  elsewhere: readonly FirewallRule[] = [],
): NftFilters {
  const { raw, file } = reading;
  const { filters, diagnostics } = toFilters(raw, { file, loaded, elsewhere });
  const lost: readonly Diagnostic[] = raw.lost.map((at) => ({
    level: 'error',
    code: 'parse-error',
    message: `${placeText(at)}: a statement that is not understood, or a file that is not there`,
    at,
    hint: 'Give the text of nft list ruleset as it is printed, and the files that it includes.',
  }));
  return {
    filters,
    diagnostics: [...reading.diagnostics, ...lost, ...diagnostics],
    gaps:
      raw.lost.length === 0
        ? []
        : [
            `${file}: ${raw.lost.length} statement(s) could not be read (${raw.lost.slice(0, 5).map(placeText).join(', ')}).`,
          ],
  };
}

function placeText(at: Place): string {
  return `${at.file}${at.line === undefined ? (at.pointer ?? '') : `:${at.line}`}`;
}

const HOOKS = ['input', 'forward', 'output'] as const;

/** Hooks without a base chain let everything pass: a filter that says so, for each family that lacks one. */
export function openHooks(
  filters: readonly FirewallFilter[],
  loaded: FirewallFilter['loaded'],
  at: Place,
): readonly FirewallFilter[] {
  return (['ipv4', 'ipv6'] as const).flatMap((family): readonly FirewallFilter[] => {
    const own = filters.filter((filter) => filter.family === family).flatMap((filter) => filter.chains);
    const missing = HOOKS.filter((hook) => !own.some((chain) => chain.hook === hook && chain.table !== 'nat'));
    if (missing.length === 0) return [];
    const chains = missing.map(
      (hook): FirewallChain => ({
        id: `${family}:none/${hook}`,
        table: 'none',
        name: hook,
        hook,
        priority: 0,
        policy: { value: 'allow', at },
        rules: [],
        at,
      }),
    );
    const id = `nft:${family}:none`;
    return [{ id, engine: 'nft', family, semantics: 'first-match', stateful: true, loaded, chains, at }];
  });
}
