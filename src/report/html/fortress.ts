import type { Assessment } from '../../model/generated/model.ts';
import { dutyAnswer, dutyState } from '../sentences.ts';
import { type Markup, markup } from './markup.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The works on one side of the polygon, by Vauban's first system. */
interface Front {
  /** Salient of the bastion where the side begins. */
  readonly salient: Point;
  readonly shoulder: Point;
  readonly flank: Point;
  /** The same of the bastion where the side ends. */
  readonly nextFlank: Point;
  readonly nextShoulder: Point;
  readonly ravelin: readonly Point[];
  readonly ditch: readonly Point[];
}

const RADIUS = 100;
const NUMERALS = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X'];

/** The number of a duty, as the plan and the list show it. */
export function numeral(index: number): string {
  return NUMERALS[index] ?? String(index + 1);
}

/** The plan: a fortress with one bastion for each duty, filled by what was found. */
export function fortressPlan({ summary }: Assessment): Markup | undefined {
  const { duties } = summary;
  // Fewer sides than three enclose nothing.
  if (duties.length < 3) return undefined;
  const fronts = duties.map((_, index) => frontOf(index, duties.length));
  const label = duties.map((duty, index) => `${numeral(index)} ${duty.title}: ${dutyAnswer(duty)}`).join(' ');
  const bastions = duties.map((duty, index) => {
    const front = fronts[index];
    const before = fronts.at(index - 1);
    if (front === undefined || before === undefined) return markup``;
    const outline = [before.nextFlank, before.nextShoulder, front.salient, front.shoulder, front.flank];
    const middle = scale(front.salient, 0.765);
    return markup`<a href="#duty-${index + 1}"><title>${duty.title}: ${dutyAnswer(duty)}</title><polygon class="bastion d-${dutyState(duty)}" points="${points(outline)}"/><text x="${num(middle.x)}" y="${num(middle.y)}">${numeral(index)}</text></a>`;
  });
  return markup`<svg class="plan" viewBox="-135 -134 270 272" role="group" aria-label="${label}">
<defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch-ground" width="5" height="5"/><line class="hatch-line" x1="0" y1="0" x2="0" y2="5"/></pattern></defs>
<polygon class="glacis" points="${points(fronts.flatMap(({ ditch }) => ditch).map((point) => scale(point, 1.09)))}"/>
<polygon class="ditch" points="${points(fronts.flatMap(({ ditch }) => ditch))}"/>
${fronts.map(({ ravelin }) => markup`<polygon class="ravelin" points="${points(ravelin)}"/>`)}
<polygon class="wall" points="${points(fronts.flatMap((front) => [front.salient, front.shoulder, front.flank, front.nextFlank, front.nextShoulder]))}"/>
<polygon class="street" points="${points(fronts.map(({ salient }) => scale(salient, 0.42)))}"/>
${fronts.map(({ salient, flank, nextFlank }) => {
  const gate = between(flank, nextFlank, 0.5);
  return markup`<path class="street" d="M${pair(scale(salient, 0.2))} L${pair(scale(salient, 0.5))} M${pair(scale(gate, 0.34))} L${pair(gate)}"/>`;
})}
<polygon class="square" points="${points(fronts.map(({ salient }) => scale(salient, 0.2)))}"/>
${bastions}
</svg>`;
}

/**
 * Sébastien Le Prestre de Vauban's first system for a side of length L: the perpendicular is L/7 for a pentagon, faces
 * are 2/7 of L along the lines of defence, and each flank ends on the opposite line of defence, as far from the opposite
 * shoulder as the shoulders are from each other.
 */
function frontOf(index: number, sides: number): Front {
  const salient = corner(index, sides);
  const next = corner(index + 1, sides);
  const middle = between(salient, next, 0.5);
  const side = length(salient, next);
  const outward = scale(middle, 1 / length(middle, { x: 0, y: 0 }));
  const crossing = { x: middle.x - (outward.x * side) / 7, y: middle.y - (outward.y * side) / 7 };
  const shoulder = towards(salient, crossing, (side * 2) / 7);
  const nextShoulder = towards(next, crossing, (side * 2) / 7);
  const gorge = length(shoulder, nextShoulder);
  const out = (point: Point, distance: number) => ({
    x: point.x + outward.x * distance,
    y: point.y + outward.y * distance,
  });
  return {
    salient,
    shoulder,
    flank: towards(nextShoulder, crossing, gorge),
    nextFlank: towards(shoulder, crossing, gorge),
    nextShoulder,
    ravelin: [out(between(salient, next, 0.36), -4), out(middle, side * 0.24), out(between(salient, next, 0.64), -4)],
    ditch: [
      scale(salient, 1.14),
      out(between(salient, next, 0.27), 6),
      out(middle, side * 0.35),
      out(between(salient, next, 0.73), 6),
    ],
  };
}

function corner(index: number, sides: number): Point {
  const angle = (index / sides) * 2 * Math.PI - Math.PI / 2;
  return { x: Math.cos(angle) * RADIUS, y: Math.sin(angle) * RADIUS };
}

function between(a: Point, b: Point, share: number): Point {
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}

function towards(from: Point, to: Point, distance: number): Point {
  return between(from, to, distance / length(from, to));
}

function length(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

function scale(point: Point, factor: number): Point {
  return { x: point.x * factor, y: point.y * factor };
}

function num(value: number): string {
  // Adding zero turns -0 into 0.
  return String(Math.round(value * 10) / 10 + 0);
}

function pair(point: Point): string {
  return `${num(point.x)},${num(point.y)}`;
}

function points(list: readonly Point[]): string {
  return list.map(pair).join(' ');
}
