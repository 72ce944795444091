/** The path of a resource behind `projects/`, without its API's address: what all forms of a link have in common. */
export function linkKey(link: string): string {
  const match = /(?:^|\/)projects\/(.+)$/.exec(link);
  return match?.[1] ?? link;
}

/** The project of a link; empty where it names none. */
export function projectOf(link: string): string {
  return /(?:^|\/)projects\/([^/]+)\//.exec(link)?.[1] ?? '';
}

/** The last segment of a link. */
export function lastSegment(link: string): string {
  return link.slice(link.lastIndexOf('/') + 1);
}

/** Labels that no two of a list share: by its whole key where a name alone stands for several. */
export function withDistinctLabels<T extends { readonly key: string; readonly label: string }>(
  list: readonly T[],
): readonly T[] {
  const counts = new Map<string, number>();
  for (const { label } of list) counts.set(label, (counts.get(label) ?? 0) + 1);
  return list.map((one) => ((counts.get(one.label) ?? 0) > 1 ? { ...one, label: one.key } : one));
}
