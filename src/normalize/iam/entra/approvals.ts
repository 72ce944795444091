import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import { own, recordAt, recordsAt, textIn } from '../export-record.ts';
import { GRAPH_COMMANDS } from './commands.ts';
import type { GraphExports } from './graph-exports.ts';
import { asBoolean } from './graph-facts.ts';
import type { GraphRecord } from './graph-record.ts';

/** The rule of a role's policy that says whether an activation needs approval. */
const APPROVAL = /^Approval_EndUser_Assignment$/i;

/** Whether activating a role needs somebody's approval, by the role's policy in Privileged Identity Management. */
export function readApprovals(exports: GraphExports): (roleId: string, at: Place) => Fact<boolean> {
  const rules = new Map<string, Fact<boolean>>();
  for (const policy of exports.list('role-policies').records) {
    const id = textIn(policy, 'id')?.toLowerCase();
    const told = approvalOf(policy);
    if (id !== undefined && told !== undefined) rules.set(id, told);
  }
  const byRole = new Map<string, Fact<boolean>>();
  for (const link of exports.list('role-policy-assignments').records) {
    const roleId = textIn(link, 'roleDefinitionId')?.toLowerCase();
    const inner = recordAt(link, 'policy');
    const told =
      (inner === undefined ? undefined : approvalOf({ ...inner, asked: new Set(), at: link.at })) ??
      rules.get(textIn(link, 'policyId')?.toLowerCase() ?? '');
    if (roleId !== undefined && told !== undefined) byRole.set(roleId, told);
  }
  return (roleId, at) =>
    byRole.get(roleId.toLowerCase()) ??
    unknown(
      `whether activating the role needs approval is not told; give the output of \`${GRAPH_COMMANDS.rolePolicies}\``,
      at,
    );
}

function approvalOf(policy: GraphRecord): Fact<boolean> | undefined {
  const rule = [
    ...(recordsAt(policy, 'rules')?.records ?? []),
    ...(recordsAt(policy, 'effectiveRules')?.records ?? []),
  ].find((one) => APPROVAL.test(textIn(one, 'id') ?? ''));
  const setting = rule === undefined ? undefined : recordAt(rule, 'setting');
  const required = setting === undefined ? undefined : asBoolean(own(setting.value, 'isApprovalRequired'));
  return required === undefined ? undefined : known(required, policy.at);
}
