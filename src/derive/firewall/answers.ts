import { makeCover, subtractAll, type Work } from './cover.ts';
import { coverOf, type Part } from './merge-boxes.ts';
import { type Box, sparseOf, type Universe } from './universe.ts';

/** The packets of parts, whatever the answers to shared doubts: disjoint. */
export function someAnswer(universe: Universe, parts: readonly Part[], work: Work): readonly Part[] {
  if (universe.doubts.size === 0) return parts;
  const taken = makeCover(universe, work);
  const out: Part[] = [];
  for (const { box, because } of parts) {
    const wide = everyDoubt(universe, box);
    subtractAll(wide, [taken], (piece) => {
      out.push({ box: piece, because });
      return false;
    });
    taken.add(sparseOf(universe, wide));
  }
  return out;
}

/** The packets that lie in the parts under every answer to the shared doubts. */
export function everyAnswer(universe: Universe, parts: readonly Part[], work: Work): readonly Part[] {
  const isBound = ({ box }: Part) =>
    [...universe.doubts.values()].some(
      (dimension) => box[dimension]?.length !== 2 || box[dimension][1] !== 2 || box[dimension][0] !== 0,
    );
  const bound = parts.filter(isBound);
  if (bound.length === 0) return parts;
  const free = parts.filter((part) => !isBound(part));
  const all = coverOf(universe, parts, work);
  const known = coverOf(universe, free, work);
  const missing = makeCover(universe, work);
  const wide = bound.map(({ box, because }) => ({ box: everyDoubt(universe, box), because }));
  for (const { box } of wide) {
    all.subtractFrom(box, (piece) => {
      missing.add(sparseOf(universe, everyDoubt(universe, piece)));
      return false;
    });
  }
  const out: Part[] = [...free];
  for (const { box, because } of wide) {
    const pieces: Box[] = [];
    subtractAll(box, [missing, known], (piece) => {
      pieces.push(piece);
      return false;
    });
    for (const piece of pieces) {
      out.push({ box: piece, because });
      known.add(sparseOf(universe, piece));
    }
  }
  return out;
}

function everyDoubt(universe: Universe, box: Box): Box {
  const out = [...box];
  for (const dimension of universe.doubts.values()) out[dimension] = universe.full[dimension] ?? [];
  return out;
}
