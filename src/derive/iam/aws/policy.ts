import { isKnown } from '../../../core/fact.ts';
import type { IamPolicy, IamStatement } from '../../../model/generated/model.ts';
import { conditionsHold } from './conditions.ts';
import { type RequestContext, substitute } from './context.ts';
import { arnMatcher, globMatcher, type Matcher } from './glob.ts';
import { allOf, anyOf, negated, type Truth } from './truth.ts';

/** A statement ready to be asked many times. */
export interface CompiledStatement {
  readonly statement: IamStatement;
  /** Actions ignore case. */
  readonly matchesAction: Matcher;
  readonly holds: (resource: string, context: RequestContext) => Truth;
}

/** A policy ready to be asked. One whose document is not known tells what it might do. */
export interface CompiledPolicy {
  readonly id: string;
  readonly name: string;
  readonly allows: readonly CompiledStatement[];
  readonly denies: readonly CompiledStatement[];
  readonly missing?: { readonly reason: string; readonly mayDeny: boolean };
}

/** What of a policy is compiled. */
export type PolicySource = Pick<IamPolicy, 'id' | 'statements' | 'name'> & { readonly owner?: IamPolicy['owner'] };

/** Matchers of action lists by their text: accounts repeat them, and each remembers what it was asked. */
export type ActionMatchers = Map<string, Matcher>;

/** Compiles the version in force of a policy. */
export function compilePolicy(policy: PolicySource, shared: ActionMatchers = new Map()): CompiledPolicy {
  const { id, name, statements } = policy;
  if (!isKnown(statements)) {
    // AWS managed policies grant; the few that deny say so in their names.
    const mayDeny = policy.owner !== 'provider' || /deny|quarantine/i.test(name);
    return { id, name, allows: [], denies: [], missing: { reason: statements.unknown, mayDeny } };
  }
  const compiled = statements.value.map((statement) => compileStatement(statement, shared));
  return {
    id,
    name,
    allows: compiled.filter(({ statement }) => statement.effect === 'allow'),
    denies: compiled.filter(({ statement }) => statement.effect === 'deny'),
  };
}

/** Compiles one statement. */
export function compileStatement(statement: IamStatement, shared: ActionMatchers = new Map()): CompiledStatement {
  const resource = resourceMatcher(statement);
  return {
    statement,
    matchesAction: actionMatcher(statement, shared),
    holds: (text, context) => {
      const truth = resource(text, context);
      return truth === 'never' ? truth : allOf(truth, conditionsHold(statement.conditions, context));
    },
  };
}

function actionMatcher(statement: IamStatement, shared: ActionMatchers): Matcher {
  const key = JSON.stringify([statement.actions, statement.not_actions]);
  const found = shared.get(key) ?? makeActionMatcher(statement);
  shared.set(key, found);
  return found;
}

function makeActionMatcher(statement: IamStatement): Matcher {
  const patterns = (statement.actions ?? statement.not_actions ?? []).map((action) =>
    globMatcher(action.toLowerCase()),
  );
  const positive = statement.actions !== undefined;
  // The same few dozen actions are asked of every principal.
  const answers = new Map<string, boolean>();
  return (action) => {
    const known = answers.get(action);
    if (known !== undefined) return known;
    const answer = patterns.some((matches) => matches(action.toLowerCase())) === positive;
    answers.set(action, answer);
    return answer;
  };
}

type ResourceMatcher = (resource: string, context: RequestContext) => Truth;

/** A statement without Resource (a trust policy) is about the thing it is attached to. */
function resourceMatcher(statement: IamStatement): ResourceMatcher {
  if (statement.resources !== undefined) return anyPattern(statement.resources);
  if (statement.not_resources === undefined) return () => 'always';
  const excluded = anyPattern(statement.not_resources);
  return (resource, context) => negated(excluded(resource, context));
}

function anyPattern(patterns: readonly string[]): ResourceMatcher {
  const fixed = patterns.filter((pattern) => !pattern.includes('${')).map(arnMatcher);
  const open = patterns.filter((pattern) => pattern.includes('${'));
  return (resource, context) => {
    if (fixed.some((matches) => matches(resource))) return 'always';
    let truth: Truth = 'never';
    for (const pattern of open) {
      const put = substitute(pattern, context);
      truth = anyOf(truth, typeof put === 'string' ? put : arnMatcher(put.pattern)(resource) ? 'always' : 'never');
    }
    return truth;
  };
}
