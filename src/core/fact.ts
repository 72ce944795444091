/** Where a fact was read: the file as the user knows it, and 1-based line and column when they are known. */
export interface Place {
  /** Path in the target (`/etc/ssh/sshd_config`) or the path given by the user, or a command line. */
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  /** RFC 6901 pointer, for JSON and YAML sources without lines. */
  readonly pointer?: string;
  /** The calls that led there, the outermost last: a Terraform module call, an include. */
  readonly called_from?: readonly CallPlace[];
}

/** A line that calls another file. */
export interface CallPlace {
  readonly file: string;
  readonly line?: number;
}

/** A setting that was read and lost against the one that holds, and why it lost. */
export interface Overridden {
  readonly at: Place;
  /** The losing text, as written. */
  readonly text: string;
  /** Why it does not hold: `first value wins`, `masked by /etc/sysctl.d/50-x.conf`, … */
  readonly why: string;
}

/** A value that was read. */
export interface Known<T> {
  readonly value: T;
  readonly at: Place;
  readonly overridden?: readonly Overridden[];
}

/** A value that could not be told, with the reason a person can act on. */
export interface Unknown {
  /** A sentence: what could not be read and how to let it be read. */
  readonly unknown: string;
  readonly at: Place;
}

/** The unit a rule judges (OVAL item): a value with its place, or unknown with a reason. */
export type Fact<T> = Known<T> | Unknown;

/** Makes a known fact. */
export function known<T>(value: T, at: Place, overridden?: readonly Overridden[]): Known<T> {
  return overridden === undefined || overridden.length === 0 ? { value, at } : { value, at, overridden };
}

/** Makes an unknown fact. */
export function unknown(reason: string, at: Place): Unknown {
  return { unknown: reason, at };
}

/** True for a fact whose value was read. */
export function isKnown<T>(fact: Fact<T>): fact is Known<T> {
  return 'value' in fact;
}

/** Computes a fact from another one; unknown stays unknown. */
export function mapFact<T, U>(fact: Fact<T>, compute: (value: T) => U): Fact<U> {
  return isKnown(fact) ? known(compute(fact.value), fact.at, fact.overridden) : fact;
}
