import type { Capture } from '../../../core/capture.ts';
import { sortedBy } from '../../../core/order.ts';
import type { RoleDefinition } from '../../../model/generated/model.ts';
import type { Contribution, Format, NormalizeContext, Sample } from '../../format.ts';
import { listSection } from '../directory-parts.ts';
import { readGraphExports } from '../entra/graph-exports.ts';
import { namesOf } from '../entra/names.ts';
import { own } from '../export-record.ts';
import { sampleHead } from '../json-head.ts';
import { isObject } from '../json-value.ts';
import { type Resolve, readAssignments, withoutFiles } from './assignments.ts';
import { RBAC_COMMANDS, type RbacExports, rbacKind, readRbacExports, subscriptionOf } from './rbac-exports.ts';
import { readDefinitions } from './roles.ts';

/** Role assignments and role definitions of Azure; each subscription is an account. */
export const azureRbacFormat: Format = {
  id: 'azure-rbac',
  title: 'Azure role assignments and definitions (az role … list)',
  domain: 'iam',
  recognizes,
  normalize,
};

const BROKEN =
  /"Microsoft\.Authorization\/role(?:Assignments|Definitions|AssignmentSchedules?|EligibilitySchedules?)(?:Instances)?"/i;

function recognizes({ head, json }: Sample): boolean {
  const value = json ?? sampleHead(head);
  // Cut off or broken: claimed by its beginning, so that the fault is told.
  if (value === undefined) return /^\s*[[{]/.test(head) && BROKEN.test(head);
  const list = isObject(value) && Array.isArray(own(value, 'value')) ? own(value, 'value') : value;
  const items: readonly unknown[] = Array.isArray(list) ? list : [list];
  return items.length > 0 && items.slice(0, 5).every((item) => isObject(item) && rbacKind(item) !== undefined);
}

function normalize(captures: readonly Capture[], context: NormalizeContext): readonly Contribution[] {
  const exports = readRbacExports(captures);
  const definitions = readDefinitions(exports.records.definition);
  const byId = new Map(definitions.map((one) => [one.id, one]));
  const assignments = readAssignments(exports, byId, resolver(context));
  const subscriptions = new Set(
    [...assignments.map(({ scope }) => scope), ...scopesOf(definitions)].flatMap(
      (scope) => subscriptionOf(scope) ?? [],
    ),
  );
  const named = assignments.flatMap(({ scope }) => subscriptionOf(scope) ?? []);
  const accounts = named.length > 0 ? [...new Set(named)] : [...subscriptions];
  if (accounts.length === 0) accounts.push('');
  return sortedBy(accounts, (id) => id).map((id, index): Contribution => {
    // What is held above a subscription is inherited by every one whose list shows it.
    const files = new Set(assignments.filter(({ scope }) => subscriptionOf(scope) === id).map(({ file }) => file));
    const own = assignments.filter(({ scope, file }) => {
      const of = subscriptionOf(scope);
      return of === undefined ? files.size === 0 || files.has(file) || accounts.length === 1 : of === id;
    });
    const account = id;
    return {
      target: { kind: 'account', ...(id === '' ? {} : { name: `azure:${id}` }) },
      domain: 'iam',
      sections: {
        role_assignments: listSection(
          { system: 'azure', account, assignments: withoutFiles(own) },
          'The role assignments were',
          state(exports, 'assignment', RBAC_COMMANDS.assignments),
        ),
        role_definitions: listSection(
          { system: 'azure', account, roles: definitions.filter((role) => isOf(role, id)) },
          'The role definitions were',
          state(exports, 'definition', RBAC_COMMANDS.definitions),
        ),
      },
      diagnostics: index === 0 ? exports.diagnostics : [],
    };
  });
}

function state(exports: RbacExports, kind: 'assignment' | 'definition', command: string) {
  return { given: exports.given.has(kind), gaps: exports.gaps, command };
}

function scopesOf(definitions: readonly RoleDefinition[]): readonly string[] {
  return definitions.flatMap(({ scopes }) => ('value' in scopes ? scopes.value : []));
}

/** A custom role of another subscription does not hold here. */
function isOf({ custom, scopes }: RoleDefinition, subscription: string): boolean {
  if (!custom || !('value' in scopes) || subscription === '') return true;
  const of = scopes.value.map(subscriptionOf);
  return of.includes(subscription) || of.includes(undefined);
}

/** Object ids by the exports of the tenant in the same folder. */
function resolver({ claimed }: NormalizeContext): Resolve {
  const captures = claimed.filter(({ format }) => format === 'entra').map(({ capture }) => capture);
  if (captures.length === 0) return () => undefined;
  const names = namesOf(readGraphExports(captures));
  return names.of;
}
