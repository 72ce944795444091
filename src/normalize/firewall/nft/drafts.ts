import type { FirewallRule, FirewallTranslation } from '../../../model/generated/model.ts';
import { ALWAYS, type Alternative, doubtful, meet } from './alternative.ts';
import { neededFor } from './fields.ts';
import { matchAlternatives } from './match.ts';
import type { MatchContext } from './match-context.ts';
import { translations } from './nat.ts';
import type { Expression, RawRule, SetElement, Statement, VerdictExpression } from './syntax.ts';

/** A rule of the model before it is told for which family: one alternative of a match, and what happens to it. */
export interface Draft {
  readonly action: FirewallRule['action'];
  readonly target?: string;
  readonly translate?: FirewallTranslation;
  readonly match: Alternative;
  readonly packets?: number;
}

const ACTIONS: Readonly<Record<VerdictExpression['verdict'], FirewallRule['action']>> = {
  accept: 'allow',
  drop: 'deny',
  continue: 'continue',
  return: 'return',
  jump: 'jump',
  goto: 'goto',
  queue: 'unknown',
};

/** True when the rule's last word denies. */
export function denies(rule: RawRule): boolean {
  const last = rule.statements.find(
    (one) => one.kind === 'reject' || (one.kind === 'verdict' && one.verdict !== 'continue') || one.kind === 'nat',
  );
  return last?.kind === 'reject' || (last?.kind === 'verdict' && last.verdict === 'drop');
}

/** Reads the statements of a rule in their order: conditions narrow it, effects are told, a verdict ends it. */
export function readDrafts(rule: RawRule, context: MatchContext): readonly Draft[] {
  const drafts: Draft[] = [];
  let matches: readonly Alternative[] = [ALWAYS];
  let packets: number | undefined;
  let lost = false;
  let told = false;
  const narrow = (list: readonly Alternative[]): void => {
    matches = matches.flatMap((one) => list.map((other) => meet(one, other)));
  };
  const emit = (part: Omit<Draft, 'match' | 'packets'>, among: readonly Alternative[] = matches): void => {
    told = true;
    for (const match of among) drafts.push({ ...part, match, ...(packets === undefined ? {} : { packets }) });
  };
  if (rule.misplaced) narrow([doubtful('its place in the chain is not told')]);
  for (const statement of rule.statements) {
    switch (statement.kind) {
      case 'match':
        narrow(matchAlternatives(statement.left, statement.operator, statement.right, context));
        break;
      case 'doubt':
        narrow([doubtful(statement.why)]);
        break;
      case 'unread':
        lost = true;
        narrow([doubtful(`${statement.text.slice(0, 120)} is not understood`)]);
        break;
      case 'counter':
        packets = statement.packets;
        break;
      case 'pass':
        break;
      case 'change-set':
        // A full set ends the rule without a match, as does a key that is not there to be deleted.
        if (!context.opening || statement.operation === 'delete')
          narrow([doubtful(`${statement.operation} @${statement.set} does not match when the set is full`)]);
        break;
      case 'notrack':
        emit({ action: 'untrack', target: 'notrack' });
        break;
      case 'rewrite':
        emit({ action: 'unknown', target: `${statement.what} set` });
        return drafts;
      case 'reject':
        narrow([answered(statement.answer)]);
        emit({ action: 'reject', target: 'reject' });
        return drafts;
      case 'unknown-verdict':
        emit({ action: 'unknown', target: statement.what });
        return drafts;
      case 'taken':
        emit({ action: 'deny', target: statement.what });
        return drafts;
      case 'nat':
        for (const { match, translate, target } of translations(statement, context))
          emit(
            { action: 'translate', target, translate },
            matches.map((one) => meet(one, match)),
          );
        return drafts;
      case 'vmap': {
        const rest = readVerdictMap(statement, context, (action, list) =>
          emit(
            action,
            matches.flatMap((one) => list.map((other) => meet(one, other))),
          ),
        );
        told = true;
        if (rest === undefined) return drafts;
        narrow(rest);
        break;
      }
      case 'verdict':
        if (statement.verdict === 'continue') break;
        emit(verdictAction(statement));
        return drafts;
    }
  }
  // Words that are not understood may have been the verdict.
  if (lost) emit({ action: 'unknown' });
  else if (!told) emit({ action: 'continue' });
  return drafts;
}

/** nft tests the family or protocol that an answer is for by itself, and does not print that. */
function answered(answer: string | undefined): Alternative {
  return answer === 'icmp' || answer === 'icmpv6' || answer === 'tcp'
    ? { ...neededFor(answer), ...(answer === 'tcp' ? {} : { conditions: [] }) }
    : ALWAYS;
}

function verdictAction(verdict: VerdictExpression): Pick<Draft, 'action' | 'target'> {
  return { action: ACTIONS[verdict.verdict], target: verdict.target ?? verdict.verdict };
}

/**
 * A verdict map is one rule for each verdict: keys of a map are disjoint. Returns what goes on behind the map: keys whose
 * verdict is to continue.
 */
function readVerdictMap(
  statement: Extract<Statement, { readonly kind: 'vmap' }>,
  context: MatchContext,
  emit: (action: Pick<Draft, 'action' | 'target'>, list: readonly Alternative[]) => void,
): readonly Alternative[] | undefined {
  const { key, data } = statement;
  const elements = context.elementsOf(data);
  if (elements === undefined) {
    emit({ action: 'unknown', target: 'vmap' }, [context.unreadable('the verdict map')]);
    return undefined;
  }
  const groups = new Map<string, { readonly verdict: VerdictExpression; readonly elements: SetElement[] }>();
  let rest: VerdictExpression | undefined;
  for (const element of elements) {
    const verdict: VerdictExpression =
      element.data?.kind === 'verdict' ? element.data : { kind: 'verdict', verdict: 'queue', target: 'vmap' };
    if (element.key.kind === 'symbol' && element.key.text === '*') {
      rest = verdict;
      continue;
    }
    const name = `${verdict.verdict} ${verdict.target ?? ''}`;
    const group = groups.get(name) ?? { verdict, elements: [] };
    groups.set(name, group);
    group.elements.push(element);
  }
  let goesOn: readonly Alternative[] | undefined;
  const take = (verdict: VerdictExpression, list: readonly Alternative[]): void => {
    if (verdict.verdict === 'continue') goesOn = [...(goesOn ?? []), ...list];
    else emit(verdictAction(verdict), list);
  };
  const set = (list: readonly SetElement[]): Expression => ({ kind: 'set', elements: list });
  // Packets that add to a map choose the key, not the verdict.
  for (const group of groups.values()) take(group.verdict, matchAlternatives(key, '==', set(group.elements), context));
  if (rest !== undefined) {
    const others = elements.filter((element) => element.key.kind !== 'symbol' || element.key.text !== '*');
    take(rest, others.length === 0 ? [ALWAYS] : matchAlternatives(key, '!=', set(others), context));
  }
  return goesOn;
}
