import type { Place } from '../../core/fact.ts';

/** A resource instance that an expression refers to. */
export interface TfReference {
  readonly address: string;
  readonly key?: string | number;
  /** The names that follow: `id`, `default_security_group_id`; empty where the plan does not tell them. */
  readonly path: readonly string[];
}

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
  /** The value at this path (attribute, list index, …), or one that holds it, is known only after apply, or kept secret. */
  isUnknown(path: readonly (string | number)[]): boolean;
  /** It counts as unknown because the file is damaged there: what is told to be unknown, or its value, cannot be read. */
  isStrange?(path: readonly (string | number)[]): boolean;
  /**
   * Addresses of the resources whose attributes the expression of this attribute refers to, through locals, module inputs
   * and outputs; with instance keys where these can be told, else every instance. Empty when the plan does not tell.
   * `ingress.1.security_groups` asks for what stands in one nested block.
   */
  referencesOf(attribute: string): readonly string[];
  /** As referencesOf, with the attributes that are referred to. */
  referencePathsOf?(attribute: string): readonly TfReference[];
  /** True when the configuration sets this attribute or block, false when it does not; undefined when it is not told. */
  isWritten?(attribute: string): boolean | undefined;
  /** The block in the .tf file where it was found, with its module calls; else the plan or state file with a pointer. */
  readonly at: Place;
  /** `at` of one attribute or nested block of it, as near as it can be told. */
  placeOf(path: readonly (string | number)[]): Place;
}

/** A resource, or several, that the file lists and that cannot be read. */
export interface TfLost {
  /** Absent: of any type. */
  readonly type?: string;
  /** A sentence. */
  readonly why: string;
}

/** All resources of one state: prior, planned, or current. */
export interface TfState {
  readonly resources: readonly TfResource[];
  /** By exact address. */
  get(address: string): TfResource | undefined;
  ofType(...types: readonly string[]): readonly TfResource[];
  /** Known ids (`id`, `arn`, …) to the resource that has it: `sg-0a1b` → aws_security_group.web. */
  byId(id: string): TfResource | undefined;
  /** What the file lists beside the resources and nobody can read. */
  readonly lost?: readonly TfLost[];
  /** Of a planned state: the one before it, where the plan tells it. */
  readonly before?: TfState;
}
