import { Worker } from 'node:worker_threads';
import { InternalError } from '../core/errors.ts';
import type { Job, RuleResult, WorkerMessage } from './job.ts';

/** How long policies may run. */
export interface Deadlines {
  /** All rules of a bundle over one input, milliseconds. */
  readonly bundleMs: number;
  /** One rule alone, when the bundle ran past its deadline or broke. */
  readonly ruleMs: number;
}

/** Evaluates jobs in a worker thread that can be ended. Must be closed. */
export interface Evaluator {
  run(job: Omit<Job, 'mode'>): Promise<readonly RuleResult[]>;
  close(): Promise<void>;
}

type JobOutcome =
  | { readonly kind: 'finished'; readonly results: readonly RuleResult[]; readonly aggregateBroken: boolean }
  | { readonly kind: 'deadline' };

/** Starts an evaluator on the worker's script. The thread starts with the first job. */
export function startEvaluator(script: URL, deadlines: Deadlines): Evaluator {
  let worker: Worker | undefined;
  const stop = async (): Promise<void> => {
    const ended = worker;
    worker = undefined;
    await ended?.terminate();
  };

  /** Sends one job; past the deadline the thread is ended, which is the only way to stop a running policy. */
  const send = async (job: Job, deadlineMs: number): Promise<JobOutcome> => {
    worker ??= new Worker(script);
    const current = worker;
    const results: RuleResult[] = [];
    let aggregateBroken = false;
    const outcome = await new Promise<JobOutcome>((resolve, reject) => {
      const timer = setTimeout(() => resolve({ kind: 'deadline' }), deadlineMs);
      const finish = (settle: () => void): void => {
        clearTimeout(timer);
        current.off('message', hear);
        current.off('error', fail);
        settle();
      };
      const fail = (cause: Error): void =>
        finish(() => reject(new InternalError(`the evaluation thread failed: ${cause.message}`, { cause })));
      const hear = (message: WorkerMessage): void => {
        switch (message.kind) {
          case 'rule':
            results.push(message.result);
            break;
          case 'aggregate-broken':
            aggregateBroken = true;
            break;
          case 'done':
            finish(() => resolve({ kind: 'finished', results, aggregateBroken }));
            break;
        }
      };
      current.on('message', hear);
      current.on('error', fail);
      current.postMessage(job);
    });
    if (outcome.kind === 'deadline') await stop();
    return outcome;
  };

  /** One rule after the other, each with its own deadline; those that run past it are broken, the others stand. */
  const oneByOne = async (job: Omit<Job, 'mode'>): Promise<readonly RuleResult[]> => {
    const results: RuleResult[] = [];
    for (const rule of job.rules) {
      const outcome = await send({ ...job, rules: [rule], mode: 'one-by-one' }, deadlines.ruleMs);
      if (outcome.kind === 'finished') results.push(...outcome.results);
      else {
        const message = `the rule ran past its deadline of ${deadlines.ruleMs / 1000} s and was stopped`;
        results.push({ kind: 'broken', rule: rule.id, message });
      }
    }
    return results;
  };

  return {
    run: async (job) => {
      const outcome = await send({ ...job, mode: 'aggregate' }, deadlines.bundleMs);
      if (outcome.kind === 'finished' && !outcome.aggregateBroken) return outcome.results;
      return oneByOne(job);
    },
    close: stop,
  };
}
