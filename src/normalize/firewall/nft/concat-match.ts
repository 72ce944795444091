import { ALWAYS, type Alternative, type ConditionList, condition, doubtful, meet, NEVER } from './alternative.ts';
import { type Field, fieldOf, neededFor } from './fields.ts';
import type { MatchContext } from './match-context.ts';
import { contentOf, openReason, passingReason, standsOpen } from './membership.ts';
import type { Comparison, Expression, SetElement } from './syntax.ts';

/** `ip saddr . tcp dport { 10.1.0.0/16 . 5432, … }`: each element is a list of conditions that hold together. */
export function concatMatch(
  parts: readonly Expression[],
  operator: Comparison,
  right: Expression,
  context: MatchContext,
): readonly Alternative[] {
  const selectors = parts.map((part) => (part.kind === 'selector' ? part.name : undefined));
  let needed: Alternative = ALWAYS;
  for (const name of selectors) if (name !== undefined) needed = meet(needed, neededFor(name));
  const all = (list: readonly Alternative[]): readonly Alternative[] => list.map((one) => meet(needed, one));
  const negated = operator === '!=';
  if (!negated && operator !== '==' && operator !== 'in') return all([context.unreadable('a concatenation')]);
  const content = contentOf(right, context);
  if (content === undefined) return all([context.unreadable('a concatenation: the set')]);
  if (content.rest) return negated ? [NEVER] : all([ALWAYS]);
  if (standsOpen(content, negated, context)) return all([doubtful(openReason(right))]);
  // Before connection tracking a state is not what it says.
  const fields = selectors.map((name) =>
    name === undefined || (name === 'ct state' && context.tracking !== 'done') ? undefined : fieldOf(name),
  );
  const untold = parts.flatMap((_, index) =>
    fields[index] === undefined ? [`${selectors[index] ?? 'an expression'} is not told by the rules`] : [],
  );
  const fixed = listsOf(fields, content.fixed);
  const passing = listsOf(fields, content.passing);
  if (fixed === undefined || passing === undefined) return all([context.unreadable('a concatenation')]);
  const doubts: Alternative = { ...ALWAYS, uncertain: untold };
  const found: Alternative[] = [];
  if (negated) {
    // What cannot be told of a part leaves open whether the whole is listed.
    const lists = [...fixed, ...passing];
    if (lists.length === 0) return all([ALWAYS]);
    if (lists.length > 0) found.push({ ...ALWAYS, noneOf: lists });
    const unsure = untold.length > 0 ? lists : passing;
    if (unsure.length > 0)
      found.push({ ...ALWAYS, uncertain: untold.length > 0 ? untold : [passingReason(right)], anyOf: unsure });
  } else {
    if (fixed.length > 0) found.push({ ...doubts, anyOf: fixed });
    if (passing.length > 0) found.push({ ...doubts, uncertain: [...untold, passingReason(right)], anyOf: passing });
  }
  return found.length === 0 ? [NEVER] : all(found);
}

/** The conditions of each element; undefined when a value cannot be read. */
function listsOf(
  fields: readonly (Field | undefined)[],
  elements: readonly SetElement[],
): readonly ConditionList[] | undefined {
  const lists: ConditionList[] = [];
  for (const { key } of elements) {
    const values = key.kind === 'concat' ? key.parts : [key];
    if (values.length !== fields.length) return undefined;
    const list: ConditionList[number][] = [];
    for (const [index, field] of fields.entries()) {
      const part = values[index];
      if (field === undefined || part === undefined) continue;
      const read = field.values(part);
      if (read === undefined) return undefined;
      list.push(condition(field.on, read));
    }
    lists.push(list);
  }
  return lists;
}
