import type { Capture } from '../../../core/capture.ts';
import { sortedBy } from '../../../core/order.ts';
import { failedSection } from '../../../core/section.ts';
import type { Contribution, Format, Sample } from '../../format.ts';
import { distinctAssignments, type ListState, listSection } from '../directory-parts.ts';
import { firstValue } from '../export-documents.ts';
import { distinct, own, textIn } from '../export-record.ts';
import { readBindings } from './bindings.ts';
import { GCP_IAM_COMMANDS } from './commands.ts';
import { type GcpKind, isGcpIam, readGcpIam } from './documents.ts';
import { type emailOf, readServiceAccounts } from './service-accounts.ts';
import { permissionsByRole, projectIn, readApiKeys, readConstraints, readRoleDefinitions } from './settings.ts';

/** IAM policies, service accounts, keys, roles and constraints of Google Cloud; all of one organization are one account. */
export const gcpIam: Format = {
  id: 'gcp-iam',
  title: 'Google Cloud IAM lists (gcloud iam …, gcloud asset … --format=json)',
  domain: 'iam',
  recognizes,
  normalize: (captures) => normalize(captures),
};

function recognizes(sample: Sample): boolean {
  const value = firstValue(sample);
  if (value !== undefined) return isGcpIam(value);
  const { head } = sample;
  return (
    /^\s*[[{]/.test(head) &&
    (/"members"\s*:\s*\[\s*"(?:user|serviceAccount|group|domain|allUsers|allAuthenticatedUsers|deleted)[:"]/.test(
      head,
    ) ||
      /"name"\s*:\s*"projects\/[^/"]+\/serviceAccounts\//.test(head))
  );
}

function normalize(captures: readonly Capture[]): readonly Contribution[] {
  const data = readGcpIam(captures);
  const list = (kind: GcpKind) => data.lists.get(kind) ?? [];
  if (data.policies.length === 0 && data.lists.size === 0) {
    const why = data.broken.join('; ') || 'the export holds nothing that is known';
    const section = failedSection(`${why}.`, `Give the output of \`${GCP_IAM_COMMANDS.policies}\`.`);
    return [
      {
        target: { kind: 'account' },
        domain: 'iam',
        sections: { role_assignments: section },
        diagnostics: data.diagnostics,
      },
    ];
  }
  const account = accountOf(data, list);
  const head = { system: 'gcp', account };
  const accounts = list('service-account');
  const bindings = readBindings(data.policies, permissionsByRole(list('role')));
  const identities = readServiceAccounts(accounts, {
    keys: list('key'),
    keysOf: data.keysOf,
    activities: list('activity'),
  });
  const state = (kind: GcpKind, command: string, gaps: readonly string[] = []): ListState => ({
    given: kind === 'policy' ? data.policies.length > 0 : data.lists.has(kind),
    gaps: [...data.broken, ...(data.gaps.get(kind) ?? []), ...gaps],
    command,
  });
  const noKeys = identities.filter(({ flags }) => flags.includes('keys-not-given')).length;
  // Every organization has a policy of its own; a project that stands alone has nothing above it.
  const alone =
    list('project').length > 0 && list('project').every((project) => own(project.value, 'parent') === undefined);
  const above =
    alone || data.policies.some(({ scope }) => /^organizations\/[^/]+$/.test(scope))
      ? []
      : ['the policies of the folders and the organization above, which hold below too, were not given'];
  return [
    {
      target: { kind: 'account', ...(account === '' ? {} : { name: `gcp:${account}` }) },
      domain: 'iam',
      sections: {
        directory: listSection(
          { ...head, identities, groups: [] },
          'The service accounts were',
          state('service-account', noKeys > 0 ? GCP_IAM_COMMANDS.keys : GCP_IAM_COMMANDS.accounts, [
            ...(data.gaps.get('key') ?? []),
            ...(accounts.length > 0 && noKeys > 0 ? [`the keys of ${noKeys} service accounts were not given`] : []),
          ]),
        ),
        role_assignments: listSection(
          { ...head, assignments: distinctAssignments(bindings.assignments) },
          'The policies were',
          state('policy', GCP_IAM_COMMANDS.policies, data.policies.length > 0 ? [...bindings.gaps, ...above] : []),
        ),
        role_definitions: listSection(
          { ...head, roles: readRoleDefinitions(list('role')) },
          'The custom roles were',
          state('role', GCP_IAM_COMMANDS.roles),
        ),
        api_keys: listSection(
          { ...head, keys: readApiKeys(list('api-key')) },
          'The API keys were',
          state('api-key', GCP_IAM_COMMANDS.apiKeys),
        ),
        org_constraints: listSection(
          { ...head, constraints: readConstraints(list('constraint')) },
          'The constraints of the organization were',
          state('constraint', GCP_IAM_COMMANDS.constraints),
        ),
      },
      diagnostics: [...data.diagnostics, ...bindings.diagnostics],
    },
  ];
}

/** The organization; without one the project, or the projects. */
function accountOf(
  data: ReturnType<typeof readGcpIam>,
  list: (kind: GcpKind) => readonly Parameters<typeof emailOf>[0][],
): string {
  const named = [...list('constraint'), ...list('role')].flatMap(
    (record) => /^organizations\/[^/]+/.exec(textIn(record, 'name') ?? '')?.[0] ?? [],
  );
  const organizations = distinct([...data.organizations, ...named]);
  if (organizations.length > 0) return organizations.join('+');
  const projects = distinct([
    ...data.policies.flatMap(({ scope }) => projectIn(scope)).filter((one) => one !== ''),
    ...list('service-account').map((account) => projectIn(textIn(account, 'name') ?? '')),
  ]);
  const [first] = sortedBy(projects, (one) => one);
  if (first === undefined) return '';
  return projects.length <= 3 ? projects.join('+') : `${first}+${projects.length - 1} more`;
}
