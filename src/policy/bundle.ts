import type { RuleId } from '../core/ids.ts';
import type { Rule } from '../core/rule.ts';

/** The rules of one domain, compiled together: one aggregate entrypoint, and one for each rule alone. */
export interface PolicyBundle {
  readonly id: string;
  /** Echoed by every evaluation; a result without it is a broken evaluation. */
  readonly canary: string;
  /** The entrypoint that gives all observations of all rules at once. */
  readonly aggregate: string;
  readonly rules: readonly { readonly id: RuleId; readonly entrypoint: string }[];
  readonly wasm: Uint8Array;
}

/** Policies that are ready to be evaluated. */
export interface CompiledPolicies {
  readonly rules: readonly Rule[];
  readonly bundles: readonly PolicyBundle[];
  /** SHA-256 (hex) over everything compiled, for the record. */
  readonly digest: string;
}
