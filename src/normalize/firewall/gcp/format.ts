import type { Capture } from '../../../core/capture.ts';
import { sortedBy } from '../../../core/order.ts';
import { failedSection } from '../../../core/section.ts';
import type { Contribution, Format, Sample } from '../../format.ts';
import { readExports, type SourceNode, sampleObjects } from '../azure/source-node.ts';
import { cloudSections } from '../cloud/cloud-sections.ts';
import { kindOf, projectOfNode, readExport } from './export-network.ts';
import { GCP_COMMANDS } from './lists.ts';
import { toCloudNetwork } from './to-model.ts';

/** Lists of Google Cloud networks as the command line and the API write them; those of one project are one firewall. */
export const gcpFormat: Format = {
  id: 'gcp',
  title: 'Google Cloud network lists (gcloud compute … --format=json)',
  domain: 'firewall',
  recognizes,
  normalize: (captures) => normalize(captures),
};

const BROKEN = /"compute#(?:firewall|network|subnetwork|instance|firewallPolicy)"/;

function recognizes({ head, json }: Sample): boolean {
  // Cut off or broken: claimed by its beginning, so that the fault is told.
  if (json === undefined) return /^\s*[[{]/.test(head) && BROKEN.test(head);
  const objects = sampleObjects(json);
  return objects.length > 0 && objects.every((node) => kindOf(node) !== undefined);
}

function normalize(captures: readonly Capture[]): readonly Contribution[] {
  const { items, faults, gaps } = readExports(captures, `Export it again, for example \`${GCP_COMMANDS.firewalls}\`.`);
  const projects = new Map<string, SourceNode[]>();
  const above: SourceNode[] = [];
  for (const node of items) {
    const project = projectOfNode(node);
    const list = project === undefined ? above : (projects.get(project) ?? []);
    if (project !== undefined) projects.set(project, list);
    list.push(node);
  }
  if (projects.size === 0 && above.length > 0) projects.set('', []);
  if (projects.size === 0) {
    const section = failedSection(faults.map(({ message }) => message).join('; ') || 'The export holds no network.');
    return [{ target: { kind: 'firewall' }, domain: 'firewall', sections: { ruleset: section }, diagnostics: faults }];
  }
  return sortedBy(projects, ([id]) => id).map(([id, nodes], i): Contribution => {
    const network = toCloudNetwork(readExport([...nodes, ...above], gaps));
    return {
      target: { kind: 'firewall', ...(id === '' ? {} : { name: `gcp:${id}` }) },
      domain: 'firewall',
      sections: cloudSections([network]),
      diagnostics: [...(i === 0 ? faults : []), ...network.diagnostics],
    };
  });
}
