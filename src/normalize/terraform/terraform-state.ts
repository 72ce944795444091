import type { Place } from '../../core/fact.ts';

/** One managed resource or data source with its instance key resolved. */
export interface TfResource {
  /** `module.net["a"].aws_security_group.web[0]` */
  readonly address: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  /** `module.net["a"]`, empty for the root module. */
  readonly module: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** The value at this path (attribute, list index, …), or one that holds it, is known only after apply. */
  isUnknown(path: readonly (string | number)[]): boolean;
  /**
   * Addresses of the resources whose attributes the expression of this attribute refers to, through locals, module inputs
   * and outputs; with instance keys where these can be told, else every instance. Empty when the plan does not tell.
   */
  referencesOf(attribute: string): readonly string[];
  /** The block in the .tf file where it was found, with its module calls; else the plan or state file with a pointer. */
  readonly at: Place;
  /** `at` of one attribute or nested block of it, as near as it can be told. */
  placeOf(path: readonly (string | number)[]): Place;
}

/** All resources of one state: prior, planned, or current. */
export interface TfState {
  readonly resources: readonly TfResource[];
  /** By exact address. */
  get(address: string): TfResource | undefined;
  ofType(...types: readonly string[]): readonly TfResource[];
  /** Known ids (`id`, `arn`, …) to the resource that has it: `sg-0a1b` → aws_security_group.web. */
  byId(id: string): TfResource | undefined;
}
