import type { RegoObservation } from './rego-observation.ts';

/** One bundle over one input, as the worker gets it. */
export interface Job {
  readonly bundle: string;
  /** The compiled module; sent once for each bundle. */
  readonly module: WebAssembly.Module;
  readonly data: object;
  readonly canary: string;
  readonly aggregate: string;
  readonly rules: readonly { readonly id: string; readonly entrypoint: string }[];
  /** JSON text of the input in UTF-8. */
  readonly input: ArrayBuffer;
  /** All rules at once, or one after the other (to find the one that breaks). */
  readonly mode: 'aggregate' | 'one-by-one';
}

/** What one rule gave. */
export type RuleResult =
  | { readonly kind: 'observations'; readonly rule: string; readonly observations: readonly RegoObservation[] }
  | { readonly kind: 'broken'; readonly rule: string; readonly message: string };

/** What the worker says. */
export type WorkerMessage =
  | { readonly kind: 'rule'; readonly result: RuleResult }
  | { readonly kind: 'aggregate-broken'; readonly message: string }
  | { readonly kind: 'done' };
