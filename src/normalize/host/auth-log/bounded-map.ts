/** A map of bounded size that forgets what was not used for long, and counts what it forgot while it still mattered. */
export interface BoundedMap<V> {
  get(key: string): V | undefined;
  /** Stores or renews an entry. */
  set(key: string, value: V): void;
  /** All entries that are kept. */
  values(): readonly V[];
  /** Entries forgotten though `matters` was true of them. */
  readonly lost: number;
}

/**
 * Makes a map of at most `limit` entries in two generations: when the young one is half the limit, the old one goes.
 * (Deleting the oldest key of one Map again and again takes time that grows with the square of its size.)
 */
export function boundedMap<V>(limit: number, matters: (value: V) => boolean): BoundedMap<V> {
  const half = Math.max(1, Math.floor(limit / 2));
  let young = new Map<string, V>();
  let old = new Map<string, V>();
  let lost = 0;
  return {
    get: (key) => young.get(key) ?? old.get(key),
    set: (key, value) => {
      if (!young.has(key) && young.size >= half) {
        for (const [name, forgotten] of old) if (!young.has(name) && matters(forgotten)) lost++;
        old = young;
        young = new Map();
      }
      young.set(key, value);
      old.delete(key);
    },
    values: () => [...old.values(), ...young.values()],
    get lost() {
      return lost;
    },
  };
}
