import type { Job, RuleResult, WorkerMessage } from './job.ts';
import { instantiatePolicy, type PolicyInstance } from './policy-instance.ts';
import { readRegoObservations } from './rego-observation.ts';

/** Instances kept by one worker, by bundle; one that is too small for an input is replaced. */
export type Instances = Map<string, PolicyInstance>;

/** Runs one job, telling each step. Never throws for a broken policy: that is told as a result. */
export async function runJob(job: Job, instances: Instances, tell: (message: WorkerMessage) => void): Promise<void> {
  const instance = await instanceFor(job, instances);
  if (job.mode === 'aggregate') runAggregate(job, instance, tell);
  else for (const rule of job.rules) tell({ kind: 'rule', result: runRule(job, instance, rule) });
  tell({ kind: 'done' });
}

async function instanceFor(job: Job, instances: Instances): Promise<PolicyInstance> {
  // The canary stands for the content: two builds of one bundle never share an instance.
  const key = `${job.bundle} ${job.canary}`;
  const kept = instances.get(key);
  if (kept !== undefined && kept.inputBytes >= job.input.byteLength) return kept;
  const instance = await instantiatePolicy(job.module, job.data, job.input.byteLength);
  instances.set(key, instance);
  return instance;
}

/** One evaluation for all rules. The canary proves that the evaluation ran over this input. */
function runAggregate(job: Job, instance: PolicyInstance, tell: (message: WorkerMessage) => void): void {
  let report: unknown;
  try {
    report = instance.evaluate(job.aggregate, job.input);
  } catch (error) {
    tell({ kind: 'aggregate-broken', message: error instanceof Error ? error.message : String(error) });
    return;
  }
  const { canary, observations } = readReport(report);
  if (canary !== job.canary || observations === undefined) {
    tell({ kind: 'aggregate-broken', message: 'the evaluation did not echo its canary' });
    return;
  }
  for (const { id } of job.rules) tell({ kind: 'rule', result: ruleResult(id, observations[id]) });
}

function runRule(job: Job, instance: PolicyInstance, rule: Job['rules'][number]): RuleResult {
  try {
    return ruleResult(rule.id, instance.evaluate(rule.entrypoint, job.input));
  } catch (error) {
    return { kind: 'broken', rule: rule.id, message: error instanceof Error ? error.message : String(error) };
  }
}

function ruleResult(rule: string, value: unknown): RuleResult {
  if (value === undefined) return { kind: 'broken', rule, message: 'the rule is undefined for this input' };
  const observations = readRegoObservations(value);
  return observations === undefined
    ? { kind: 'broken', rule, message: 'the rule did not return a set of observations' }
    : { kind: 'observations', rule, observations };
}

function readReport(value: unknown): { canary: unknown; observations: Readonly<Record<string, unknown>> | undefined } {
  if (typeof value !== 'object' || value === null) return { canary: undefined, observations: undefined };
  const canary = 'canary' in value ? value.canary : undefined;
  const observations = 'observations' in value ? value.observations : undefined;
  return {
    canary,
    observations:
      typeof observations === 'object' && observations !== null
        ? Object.fromEntries(Object.entries(observations))
        : undefined,
  };
}
