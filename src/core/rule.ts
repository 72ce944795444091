import type { RuleId } from './ids.ts';
import type { Severity } from './statuses.ts';

/** A threshold of a rule: its default and what it means. */
export interface RuleParameter {
  readonly name: string;
  readonly default: unknown;
  readonly description: string;
}

/** One automated test, as its METADATA and its references tell it. */
export interface Rule {
  readonly id: RuleId;
  /** The first segment of the id: the bundle that the rule is evaluated in. */
  readonly domain: string;
  /** A sentence that is true when the rule passes. */
  readonly title: string;
  readonly description: string;
  readonly severity: Severity;
  /** What one observation is about: `ssh-server`, `user`, `policy`. */
  readonly subject: string;
  readonly remediation: string;
  readonly references: readonly string[];
  /** Ids that this rule had before, or rows of the catalogue it answers. */
  readonly aliases: readonly string[];
  readonly parameters: readonly RuleParameter[];
  /** `domain.section` of every section that the rule reads, found by the compiler. */
  readonly sections: readonly string[];
  /** The Rego file, relative to its policy folder. */
  readonly file: string;
  /** `built-in`, or the folder the user gave. */
  readonly origin: string;
}
