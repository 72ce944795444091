/** A stretch of time in milliseconds, the end not in it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Sorted, without overlaps and empty ones. */
export function mergeSpans(spans: readonly Span[]): readonly Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last !== undefined && span.from <= last.to)
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else merged.push(span);
  }
  return merged;
}

/** Milliseconds of a stretch that lie in merged ones. */
export function overlapMs(span: Span, merged: readonly Span[]): number {
  return merged.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, span.to) - Math.max(from, span.from)), 0);
}

/** True when two of the stretches share time. */
export function anyOverlap(spans: readonly Span[]): boolean {
  const sorted = [...spans].sort((a, b) => a.from - b.from);
  return sorted.some((span, i) => i > 0 && span.from < (sorted[i - 1]?.to ?? span.from));
}
