import { ALWAYS, type Alternative, condition, doubtful, NEVER } from './alternative.ts';
import type { Field } from './fields.ts';
import type { MatchContext } from './match-context.ts';
import type { Expression, SetElement } from './syntax.ts';

/** What a set is known to hold. */
export interface Content {
  /** There to stay. */
  readonly fixed: readonly SetElement[];
  /** There at the moment of the dump. */
  readonly passing: readonly SetElement[];
  /** Everything that is not listed, too (`*`). */
  readonly rest: boolean;
  /** Packets themselves add to it, so that it may hold anything. */
  readonly open: boolean;
}

/** The content of the right side of a match; undefined for a set that was not given. */
export function contentOf(right: Expression, context: MatchContext): Content | undefined {
  const elements: readonly SetElement[] | undefined =
    context.elementsOf(right) ??
    (right.kind === 'reference' ? undefined : (right.kind === 'list' ? right.items : [right]).map((key) => ({ key })));
  if (elements === undefined) return undefined;
  const open = right.kind === 'reference' && context.changed.has(right.name);
  const known = CONTENTS.get(elements);
  if (known?.open === open) return known;
  const isRest = ({ key }: SetElement): boolean => key.kind === 'symbol' && key.text === '*';
  const listed = elements.filter((element) => !isRest(element));
  const content: Content = {
    fixed: open ? [] : listed.filter((element) => element.timeout !== true),
    passing: open ? listed : listed.filter((element) => element.timeout === true),
    rest: listed.length < elements.length && right.kind !== 'list',
    open,
  };
  CONTENTS.set(elements, content);
  return content;
}

/** Large sets are read once, however many rules name them. */
const CONTENTS = new WeakMap<readonly SetElement[], Content>();

/** Why what is in a set now does not stand for what is in it later. */
export function passingReason(right: Expression): string {
  return `@${right.kind === 'reference' ? right.name : 'set'} holds what it held at the moment of the dump`;
}

/** Why a set may hold anything. */
export function openReason(right: Expression): string {
  return `packets add to @${right.kind === 'reference' ? right.name : 'set'}, so it may hold anything`;
}

/** True where what the set may hold later decides what is let in: then it counts as holding it. */
export function standsOpen(content: Content, negated: boolean, context: MatchContext): boolean {
  return content.open && context.opening !== negated;
}

/** The alternatives of a field that is, or is not, one of the values on the right. */
export function membership(
  field: Field,
  selector: string,
  right: Expression,
  negated: boolean,
  context: MatchContext,
): readonly Alternative[] {
  const content = contentOf(right, context);
  if (content === undefined) return [context.unreadable(`${selector}: the set`)];
  if (content.rest) return [negated ? NEVER : ALWAYS];
  if (standsOpen(content, negated, context)) return [doubtful(openReason(right))];
  const fixed = valuesOf(field, content.fixed);
  const passing = valuesOf(field, content.passing);
  if (fixed === undefined || passing === undefined) return [context.unreadable(selector)];
  const found: Alternative[] = [];
  const certain = negated ? [...fixed, ...passing] : fixed;
  if (negated && certain.length === 0) return [ALWAYS];
  if (certain.length > 0) found.push({ ...ALWAYS, conditions: [condition(field.on, certain, negated)] });
  if (passing.length > 0) found.push({ ...doubtful(passingReason(right)), conditions: [condition(field.on, passing)] });
  return found.length === 0 ? [NEVER] : found;
}

const READ = new WeakMap<readonly SetElement[], Map<Field, readonly string[] | undefined>>();

function valuesOf(field: Field, elements: readonly SetElement[]): readonly string[] | undefined {
  const known = READ.get(elements) ?? new Map<Field, readonly string[] | undefined>();
  READ.set(elements, known);
  if (known.has(field)) return known.get(field);
  const values: string[] = [];
  let readable = true;
  for (const { key } of elements) {
    const some = field.values(key);
    if (some === undefined) readable = false;
    else for (const value of some) values.push(value);
  }
  const result = readable ? values : undefined;
  known.set(field, result);
  return result;
}
