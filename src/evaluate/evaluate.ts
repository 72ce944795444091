import { PolicyError } from '../core/errors.ts';
import type { TargetId } from '../core/ids.ts';
import { compareCodePoints } from '../core/order.ts';
import type { RawObservation } from '../core/raw-observation.ts';
import type { Rule } from '../core/rule.ts';
import { type Section, SOURCE_NOT_COLLECTED } from '../core/section.ts';
import type { TargetKind } from '../core/statuses.ts';
import type { Input } from '../model/generated/model.ts';
import { GIVEN_ONLY_SECTIONS } from '../model/generated/sections.ts';
import type { CompiledPolicies, PolicyBundle } from '../policy/bundle.ts';
import type { RuleResult } from './job.ts';
import { MAXIMUM_INPUT_BYTES } from './policy-instance.ts';
import { gateRule, type SectionLookup, type SupplyLookup } from './section-gate.ts';
import type { Evaluator } from './worker-pool.ts';

/** The domains of one target, ready for Rego. */
export interface EvaluationInput {
  readonly target: { readonly id: TargetId; readonly kind: TargetKind; readonly name: string };
  readonly domains: Omit<Input, 'context'>;
}

/** What an evaluation is told beside the inputs. */
export interface EvaluateOptions {
  /** RFC 3339; `input.context.now`. */
  readonly now: string;
  readonly schemaVersion: string;
  /** Whether the profile chose the rule. */
  readonly selects: (rule: Rule) => boolean;
  /** `data.parameters[rule]`: defaults with the profile's values over them. */
  readonly parameters: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly supplyOf: SupplyLookup;
}

/** Domains of the model that a rule may be at home in; the folders detection, maintenance and the user's span several. */
const GIVEN_ONLY: ReadonlySet<string> = new Set(GIVEN_ONLY_SECTIONS);
const HOME_DOMAINS: readonly string[] = ['host', 'firewall', 'iam', 'organization'];

/** Evaluates every chosen rule over every input it can speak of. Sorted by rule, target and subject. */
export async function evaluate(
  inputs: readonly EvaluationInput[],
  policies: CompiledPolicies,
  evaluator: Evaluator,
  options: EvaluateOptions,
): Promise<readonly RawObservation[]> {
  const rules = new Map(policies.rules.map((rule) => [String(rule.id), rule]));
  const observations: RawObservation[] = [];
  for (const bundle of policies.bundles) {
    const module = lazily(() => new WebAssembly.Module(bundle.wasm));
    const ofBundle = bundle.rules.flatMap(({ id }) => rules.get(id) ?? []).filter(options.selects);
    for (const input of inputs) {
      const relevant = ofBundle.filter((rule) => speaksOf(rule, input));
      if (relevant.length === 0) continue;
      // Spread arguments end where the stack does.
      for (const one of await evaluateBundle(bundle, module, relevant, input, evaluator, options))
        observations.push(one);
    }
  }
  return observations.sort(byRuleTargetSubject);
}

/** A rule speaks of targets that have its home domain, or for other folders any of the domains it reads. */
function speaksOf(rule: Rule, input: EvaluationInput): boolean {
  const read = new Set(rule.sections.map((section) => section.split('.')[0] ?? ''));
  if (rule.sections.some((id) => GIVEN_ONLY.has(id) && sectionById(input.domains, id) === undefined)) return false;
  const has = (domain: string): boolean => domainOf(input.domains, domain) !== undefined;
  if (read.has('host') && isPartOfHost(input) && !rule.sections.some((id) => isGiven(sectionById(input.domains, id))))
    return false;
  if (HOME_DOMAINS.includes(rule.domain) && read.has(rule.domain)) return has(rule.domain);
  return [...read].some(has);
}

/** A file about a host (its authentication log) is not the host: nobody set out to collect the rest of it. */
function isPartOfHost({ domains }: EvaluationInput): boolean {
  const { host } = domains;
  return host !== undefined && host.os === undefined && Object.values(host).some(isGiven);
}

function isGiven(section: Section<unknown> | undefined): boolean {
  return section !== undefined && section.reason !== SOURCE_NOT_COLLECTED;
}

async function evaluateBundle(
  bundle: PolicyBundle,
  module: () => WebAssembly.Module,
  rules: readonly Rule[],
  input: EvaluationInput,
  evaluator: Evaluator,
  options: EvaluateOptions,
): Promise<readonly RawObservation[]> {
  const sectionOf: SectionLookup = (id) => sectionById(input.domains, id);
  const gates = rules.map((rule) => ({ rule, gate: gateRule(rule, input.target.id, sectionOf, options.supplyOf) }));
  const observations: RawObservation[] = [];
  const open = gates.flatMap(({ rule, gate }) => {
    if (gate.kind === 'closed') {
      observations.push(gate.observation);
      return [];
    }
    observations.push(...gate.beside);
    return [{ rule, incomplete: gate.beside.length > 0 }];
  });
  if (open.length === 0) return observations;

  const entrypoints = new Map(bundle.rules.map((rule) => [String(rule.id), rule.entrypoint]));
  const results = await evaluator.run({
    bundle: bundle.id,
    module: module(),
    data: { parameters: options.parameters },
    canary: bundle.canary,
    aggregate: bundle.aggregate,
    rules: open.flatMap(({ rule }) => {
      const entrypoint = entrypoints.get(rule.id);
      return entrypoint === undefined ? [] : [{ id: rule.id, entrypoint }];
    }),
    input: inputText(
      input,
      open.map(({ rule }) => rule),
      options,
    ),
  });
  const byRule = new Map(results.map((result) => [result.rule, result]));
  for (const { rule, incomplete } of open) {
    for (const one of observationsOf(rule, input, byRule.get(rule.id), incomplete)) observations.push(one);
  }
  return observations;
}

/** The input as JSON bytes: the context and only those sections that the rules read. */
function inputText(input: EvaluationInput, rules: readonly Rule[], options: EvaluateOptions): ArrayBuffer {
  const picked: Record<string, Record<string, unknown>> = {};
  for (const id of [...new Set(rules.flatMap((rule) => rule.sections))].sort(compareCodePoints)) {
    const section = sectionById(input.domains, id);
    const [domain, name] = id.split('.');
    if (section === undefined || domain === undefined || name === undefined) continue;
    picked[domain] = { ...picked[domain], [name]: section };
  }
  const context = { now: options.now, schema_version: options.schemaVersion, target: input.target };
  const bytes = new TextEncoder().encode(JSON.stringify({ context, ...picked }));
  if (bytes.byteLength > MAXIMUM_INPUT_BYTES) {
    throw new PolicyError(
      `${input.target.id}: ${Math.ceil(bytes.byteLength / 1e6)} MB of facts are more than the engine holds (60 MB)`,
      {
        hint: 'Scan the target in parts, or leave out domains that are not needed with --profile.',
      },
    );
  }
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}

function observationsOf(
  rule: Rule,
  input: EvaluationInput,
  result: RuleResult | undefined,
  incomplete: boolean,
): readonly RawObservation[] {
  const base = { rule: rule.id, target: input.target.id } as const;
  if (result === undefined || result.kind === 'broken') {
    const message = result?.message ?? 'the rule gave no result';
    return [
      {
        ...base,
        subject: input.target.id,
        status: 'error',
        message: `${rule.file}: ${message}`,
        at: [],
        overridden: [],
      },
    ];
  }
  if (result.observations.length === 0 && !incomplete) {
    const message = `there is no ${rule.subject} to judge`;
    return [{ ...base, subject: input.target.id, status: 'not-applicable', message, at: [], overridden: [] }];
  }
  return result.observations.map((observation) => ({ ...base, ...observation }));
}

function domainOf(domains: EvaluationInput['domains'], domain: string): object | undefined {
  return Object.entries(domains).find(([name]) => name === domain)?.[1];
}

/** The section of an input by `domain.section`. */
export function sectionById(domains: EvaluationInput['domains'], id: string): Section<unknown> | undefined {
  const [domain = '', name = ''] = id.split('.');
  const sections: Readonly<Record<string, Section<unknown> | undefined>> = { ...domainOf(domains, domain) };
  return sections[name];
}

function byRuleTargetSubject(a: RawObservation, b: RawObservation): number {
  return (
    compareCodePoints(a.rule, b.rule) ||
    compareCodePoints(a.target, b.target) ||
    compareCodePoints(a.subject, b.subject) ||
    compareCodePoints(a.status, b.status) ||
    compareCodePoints(a.message, b.message)
  );
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
