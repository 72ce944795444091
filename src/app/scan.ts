import { assess, DUTIES, POLICY_DIAGNOSTIC } from '../assess/assess.ts';
import type { SshOptions } from '../collect/access/ssh/ssh-arguments.ts';
import type { AwsOptions } from '../collect/aws/aws-options.ts';
import type { LdapRequest } from '../collect/ldap/collect-ldap.ts';
import { formatInstant, parseInstant } from '../core/clock.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import { PolicyError, UsageError } from '../core/errors.ts';
import type { FailOn } from '../core/fail-on.ts';
import type { FrameworkId } from '../core/ids.ts';
import type { RawObservation } from '../core/raw-observation.ts';
import type { Rule } from '../core/rule.ts';
import { type EvaluationInput, evaluate } from '../evaluate/evaluate.ts';
import { startEvaluator } from '../evaluate/worker-pool.ts';
import type { MappedFramework } from '../framework/framework.ts';
import { parametersOf, selectsRule } from '../framework/profile.ts';
import type { AssessedTarget, Assessment, Profile, SectionState, Snapshot } from '../model/generated/model.ts';
import { DERIVED_SECTIONS, SECTION_SUPPLY } from '../model/generated/sections.ts';
import type { CompiledPolicies } from '../policy/bundle.ts';
import type { Advice } from './access-advice.ts';
import { workerScript } from './assets.ts';
import { withBefore } from './before-change.ts';
import { checkParameters, checkProfile } from './check-profile.ts';
import { deriveInputs } from './derive-inputs.ts';
import { gather } from './gather.ts';
import { frameworkIds, isProfileFile, loadFrameworks, loadProfile } from './load-frameworks.ts';
import { loadBuiltInPolicies, loadUserPolicies } from './load-policies.ts';
import { type MadeSnapshots, makeSnapshots, type Progress } from './make-snapshots.ts';
import { listRules } from './rules.ts';
import { VERSION } from './version.ts';

/** What a scan is asked for; every door fills it. */
export interface ScanRequest {
  readonly targets: readonly string[];
  /** The same targets as they were before a change. */
  readonly before?: readonly string[];
  readonly roots: readonly string[];
  readonly policies: readonly string[];
  readonly profile: string;
  /** Framework ids, or `*`; those of the profile when empty. */
  readonly frameworks: readonly string[];
  /** That of the profile when undefined. */
  readonly failOn: FailOn | undefined;
  /** Unknowns that could fail the gate keep it from passing; that of the profile when undefined. */
  readonly strict?: boolean | undefined;
  /** RFC 3339; the newest snapshot's time when undefined. */
  readonly now: string | undefined;
  /** Parameter values over those of the profile. */
  readonly parameters: Profile['parameters'];
  /** How long one bundle of policies may run, seconds. */
  readonly policyTimeoutSeconds: number;
  readonly cacheFolder: string;
  /** The clock of the door, milliseconds since the epoch. */
  readonly clockMs: number;
  readonly progress: Progress;
  /** How machines named `ssh://…` are reached. */
  readonly ssh?: SshOptions | undefined;
  /** The AWS account that is read live. */
  readonly aws?: AwsOptions | undefined;
  /** Directories that are read live. */
  readonly ldap?: readonly LdapRequest[] | undefined;
}

/** Names that stand for every framework. */
const ALL_FRAMEWORKS: readonly string[] = ['*', 'all'];

/** Collects, normalizes, derives, evaluates and assesses. */
export async function scan(request: ScanRequest): Promise<Assessment> {
  const nowMs = request.now === undefined ? undefined : parseNow(request.now);
  // Reading machines may take minutes: what is wrong with the question is told before.
  const chosen = await choose(request);
  const made = await collectSnapshots(request, formatInstant(nowMs ?? request.clockMs));
  return assessSnapshots(request, chosen, made, nowMs);
}

/** Reads and normalizes what the request names, and goes no further. */
export async function collectSnapshots(
  request: Pick<ScanRequest, 'targets' | 'before' | 'roots' | 'progress' | 'ssh' | 'aws' | 'ldap'>,
  collectedAt: string,
): Promise<MadeSnapshots> {
  const { targets, roots, ssh, aws, ldap, progress } = request;
  const gathered = await gather({ targets, roots, ssh, aws, ldap, progress, collectedAt });
  const made = await makeSnapshots(gathered, collectedAt, request.progress);
  if (request.before === undefined || request.before.length === 0) return made;
  const earlier = await gather({ targets: request.before, roots: [], ssh: request.ssh, collectedAt });
  const old = await makeSnapshots(earlier, collectedAt, (step) =>
    request.progress(step === '' ? '' : `before: ${step}`),
  );
  const { snapshots, diagnostics } = withBefore(made.snapshots, old.snapshots);
  return { ...made, snapshots, diagnostics: [...made.diagnostics, ...old.diagnostics, ...diagnostics] };
}

/** By what is judged. */
interface Chosen {
  readonly profile: Profile;
  readonly frameworks: readonly MappedFramework[];
  /** Loads what is compiled: megabytes that the collection should not have beside it. */
  readonly policies: () => Promise<CompiledPolicies>;
  readonly diagnostics: readonly Diagnostic[];
}

async function choose(request: ScanRequest): Promise<Chosen> {
  const profile = await loadProfile(request.profile);
  const asked = request.frameworks.length > 0 ? request.frameworks : (profile.frameworks ?? []);
  const frameworks = await loadFrameworks(selectFrameworks(asked, await frameworkIds()));
  const diagnostics: Diagnostic[] = [];
  // The user's are compiled now, since that tells whether they can be.
  const loaded = request.policies.length > 0 ? await loadAllPolicies(request, diagnostics) : undefined;
  // A rule of a folder that did not compile is missing for that reason, which is said.
  if (diagnostics.length === 0) {
    const rules = loaded?.rules ?? (await listRules());
    if (isProfileFile(request.profile)) checkProfile(profile, request.profile, rules);
    checkParameters(request.parameters, 'vauban.yaml', rules);
  }
  return { profile, frameworks, policies: async () => loaded ?? (await loadBuiltInPolicies()), diagnostics };
}

async function assessSnapshots(
  request: ScanRequest,
  { profile, frameworks, policies: load, diagnostics: ofPolicies }: Chosen,
  made: MadeSnapshots,
  askedNowMs: number | undefined,
): Promise<Assessment> {
  const diagnostics: readonly Diagnostic[] = [
    ...made.diagnostics,
    ...made.snapshots.flatMap((snapshot) => snapshot.diagnostics),
    ...ofPolicies,
  ];
  const policies = await load();
  const rules = policies.rules.filter((rule) => selectsRule(profile, rule.id));
  const nowMs = askedNowMs ?? newest(made.snapshots) ?? request.clockMs;
  const now = formatInstant(nowMs);

  request.progress('deriving');
  const inputs = deriveInputs(made.snapshots, { nowMs });
  request.progress(`judging ${rules.length} rules`);
  const evaluator = startEvaluator(workerScript(), {
    bundleMs: request.policyTimeoutSeconds * 1000,
    ruleMs: (request.policyTimeoutSeconds * 1000) / 3,
  });
  try {
    const observations = await evaluate(inputs, policies, evaluator, {
      now,
      schemaVersion: '1',
      selects: (rule) => selectsRule(profile, rule.id),
      parameters: parametersFor(rules, profile, request.parameters),
      supplyOf: (section) => SECTION_SUPPLY[section],
    });
    return assess({
      observations: observations.map((observation) => advised(observation, made.advice.get(observation.target))),
      rules,
      targets: made.snapshots.map((snapshot, index) => assessedTarget(snapshot, inputs[index])),
      frameworks,
      diagnostics,
      profile: profile.id,
      question: profile.question,
      strict: request.strict ?? profile.strict ?? false,
      failOn: request.failOn ?? profile.fail_on ?? 'high',
      now,
      toolVersion: VERSION,
      policyDigest: policies.digest,
    });
  } finally {
    await evaluator.close();
  }
}

/** The built-in policies and the user's; a folder of the user's that does not compile is said, and the rest stands. */
async function loadAllPolicies(request: ScanRequest, diagnostics: Diagnostic[]): Promise<CompiledPolicies> {
  const all = [await loadBuiltInPolicies()];
  for (const folder of request.policies) {
    request.progress(`compiling ${folder}`);
    const taken = new Set(all.flatMap((policies) => policies.rules.map((rule) => String(rule.id))));
    try {
      all.push(await loadUserPolicies(folder, request.cacheFolder, taken));
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      diagnostics.push(...policyDiagnostics(error, folder));
    }
  }
  return {
    rules: all.flatMap((policies) => policies.rules),
    bundles: all.flatMap((policies) => policies.bundles),
    digest: all.map((policies) => policies.digest).join('+'),
  };
}

/** Each problem of a policy that does not compile, at its place. */
function policyDiagnostics(error: PolicyError, folder: string): readonly Diagnostic[] {
  return error.problems.map(({ file, line, column, message }) => {
    const path = file === undefined ? folder : `${folder}/${file}`;
    return {
      level: 'error',
      code: POLICY_DIAGNOSTIC,
      message: `${path}${line === undefined ? '' : `:${line}:${column ?? 1}`}: ${message}`,
      at: { file: path, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) },
      ...(error.hint === undefined ? {} : { hint: error.hint }),
    };
  });
}

function parametersFor(
  rules: readonly Rule[],
  profile: Profile,
  asked: Profile['parameters'],
): Record<string, Record<string, unknown>> {
  return Object.fromEntries(
    rules.map((rule) => [
      rule.id,
      {
        ...Object.fromEntries(rule.parameters.map((parameter) => [parameter.name, parameter.default])),
        ...parametersOf(profile, rule.id),
        ...parametersOf(asked === undefined ? {} : { parameters: asked }, rule.id),
      },
    ]),
  );
}

/** The frameworks asked for; the duties always, since every report answers them. */
function selectFrameworks(names: readonly string[], known: readonly FrameworkId[]): readonly FrameworkId[] {
  if (names.some((name) => ALL_FRAMEWORKS.includes(name))) return known;
  const missing = names.find((name) => !known.some((id) => id === name));
  if (missing !== undefined) {
    throw new UsageError(`there is no framework ${missing}`, {
      hint: `Choose among ${known.join(', ')}, or \`all\`.`,
    });
  }
  return known.filter((id) => id === DUTIES || names.includes(id));
}

/** The instant of --now, milliseconds since the epoch. Throws a UsageError. */
export function parseNow(text: string): number {
  const ms = parseInstant(text);
  if (ms === undefined)
    throw new UsageError(`--now ${text} is not an instant`, { hint: 'Write it as RFC 3339: 2026-11-22T18:00:00Z.' });
  return ms;
}

/** Rules and derived sections advise without knowing how the machine was read. */
function advised(observation: RawObservation, advice: Advice | undefined): RawObservation {
  const { status, message, hint } = observation;
  if (advice === undefined || status !== 'unknown') return observation;
  return { ...observation, message: advice(message), ...(hint === undefined ? {} : { hint: advice(hint) }) };
}

function newest(snapshots: readonly Snapshot[]): number | undefined {
  const times = snapshots.flatMap((snapshot) => parseInstant(snapshot.collectedAt) ?? []);
  return times.length === 0 ? undefined : Math.max(...times);
}

/** What was examined and what was not: the scope that an auditor asks for. */
function assessedTarget(snapshot: Snapshot, input: EvaluationInput | undefined): AssessedTarget {
  const sections = Object.entries(input?.domains ?? {}).flatMap(([domain, content]) =>
    Object.entries(content ?? {}).map(([name, section]): SectionState => {
      const { flag, reason, hint } = section;
      return {
        id: `${domain}.${name}`,
        flag,
        ...(reason === undefined ? {} : { reason }),
        ...(hint === undefined ? {} : { hint }),
      };
    }),
  );
  return {
    ...snapshot.target,
    collectedAt: snapshot.collectedAt,
    sections: sections.filter(({ id }) => !DERIVED_SECTIONS.includes(id)).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    captures: snapshot.captures,
  };
}
