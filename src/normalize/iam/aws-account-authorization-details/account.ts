import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { Place } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import type { IamPolicy, IamPrincipal } from '../../../model/generated/model.ts';
import { textAt } from '../json-value.ts';
import type { Entry, ListName, Page } from './page.ts';
import { managedPolicy, missingPolicy, type PolicyDraft } from './policies.ts';
import { readPrincipal } from './principals.ts';

/** The records of one account, from all its pages. */
export interface AccountRecords {
  readonly principals: readonly IamPrincipal[];
  readonly policies: readonly IamPolicy[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Merges the pages of one account; a record that two pages hold is taken once. */
export function accountRecords(pages: readonly Page[]): AccountRecords {
  const diagnostics: Diagnostic[] = [];
  const principals: IamPrincipal[] = [];
  const drafts = new Map<string, PolicyDraft>();
  for (const [list, kind] of [
    ['UserDetailList', 'user'],
    ['GroupDetailList', 'group'],
    ['RoleDetailList', 'role'],
  ] as const) {
    for (const entry of merged(pages, list, diagnostics)) {
      const { principal, policies } = readPrincipal(entry, kind);
      principals.push(principal);
      for (const policy of policies) drafts.set(policy.id, policy);
    }
  }
  for (const entry of merged(pages, 'Policies', diagnostics)) {
    const policy = managedPolicy(entry);
    drafts.set(policy.id, policy);
  }
  attach(principals, drafts, diagnostics);
  const policies = [...drafts.values()].map((draft) => ({
    ...draft,
    attached_to: sortedBy(draft.attached_to, (id) => id),
    boundary_of: sortedBy(draft.boundary_of, (id) => id),
  }));
  return {
    principals: sortedBy(principals, (principal) => principal.id),
    policies: sortedBy(policies, (policy) => policy.id),
    diagnostics,
  };
}

function merged(pages: readonly Page[], list: ListName, diagnostics: Diagnostic[]): readonly Entry[] {
  const byArn = new Map<string, Entry>();
  for (const entry of pages.flatMap((page) => page.lists[list] ?? [])) {
    const arn = textAt(entry.item, 'Arn') ?? '';
    const first = byArn.get(arn);
    if (first === undefined) byArn.set(arn, entry);
    else if (JSON.stringify(first.item) !== JSON.stringify(entry.item)) {
      diagnostics.push({
        level: 'warning',
        code: 'duplicate-record',
        message: `${arn} comes twice with different contents; the first one counts`,
        at: entry.locate(entry.pointer),
        hint: 'Give the pages of one export only, not two exports of different days',
      });
    }
  }
  return [...byArn.values()];
}

/** Notes on each policy whom it is attached to; a policy that the export leaves out is kept as unknown. */
function attach(
  principals: readonly IamPrincipal[],
  drafts: Map<string, PolicyDraft>,
  diagnostics: Diagnostic[],
): void {
  const absent: string[] = [];
  let firstPlace: Place | undefined;
  const draftOf = (arn: string, name: string, at: Place): PolicyDraft => {
    const found = drafts.get(`policy:${arn}`);
    if (found !== undefined) return found;
    const missing = missingPolicy(arn, name, at);
    drafts.set(missing.id, missing);
    absent.push(arn);
    firstPlace ??= at;
    return missing;
  };
  for (const principal of principals) {
    for (const attached of principal.attached) {
      draftOf(attached.arn, attached.name, principal.at).attached_to.push(principal.id);
    }
    if (principal.boundary !== undefined) {
      draftOf(principal.boundary.arn, principal.boundary.name, principal.at).boundary_of.push(principal.id);
    }
  }
  if (firstPlace !== undefined) {
    diagnostics.push({
      level: 'warning',
      code: 'missing-policy',
      message: `the export holds no document of ${absent.sort().join(', ')}`,
      at: firstPlace,
      hint: 'Export without --filter, or add AWSManagedPolicy and LocalManagedPolicy to it',
    });
  }
}
