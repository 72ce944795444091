/** A share in per cent with one decimal; 0 of nothing is 0, which callers guard where it would be a claim. */
export function percentOf(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 1000) / 10;
}
