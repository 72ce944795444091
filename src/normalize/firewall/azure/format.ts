import type { Capture } from '../../../core/capture.ts';
import { sortedBy } from '../../../core/order.ts';
import { failedSection } from '../../../core/section.ts';
import type { Contribution, Format, Sample } from '../../format.ts';
import { cloudSections } from '../cloud/cloud-sections.ts';
import { kindOf, readExport } from './export-network.ts';
import { AZURE_COMMANDS } from './lists.ts';
import { readExports, type SourceNode, sampleObjects, textAt } from './source-node.ts';
import { toCloudNetwork } from './to-model.ts';

/** Lists of Azure networks as the command line and the API write them; all of one subscription are one firewall. */
export const azureFormat: Format = {
  id: 'azure',
  title: 'Azure network lists (az network … list)',
  domain: 'firewall',
  recognizes,
  normalize: (captures) => normalize(captures),
};

const BROKEN =
  /"\/subscriptions\/[^"]*\/providers\/Microsoft\.Network\/(?:networkSecurityGroups|virtualNetworks|networkInterfaces|publicIPAddresses)\//i;

function recognizes({ head, json }: Sample): boolean {
  // Cut off or broken: claimed by its beginning, so that the fault is told.
  if (json === undefined) return /^\s*[[{]/.test(head) && BROKEN.test(head);
  const objects = sampleObjects(json);
  return objects.length > 0 && objects.every((node) => kindOf(node) !== undefined);
}

function normalize(captures: readonly Capture[]): readonly Contribution[] {
  const { items, faults, gaps } = readExports(captures, `Export it again, for example \`${AZURE_COMMANDS.nsgs}\`.`);
  const subscriptions = new Map<string, SourceNode[]>();
  for (const node of items) {
    const id = subscriptionOf(textAt(node, 'id') ?? '');
    const list = subscriptions.get(id) ?? [];
    subscriptions.set(id, list);
    list.push(node);
  }
  if (subscriptions.size === 0) {
    const section = failedSection(faults.map(({ message }) => message).join('; ') || 'The export holds no network.');
    return [{ target: { kind: 'firewall' }, domain: 'firewall', sections: { ruleset: section }, diagnostics: faults }];
  }
  return sortedBy(subscriptions, ([id]) => id).map(([id, nodes], i): Contribution => {
    const network = toCloudNetwork(readExport(nodes, gaps));
    return {
      target: { kind: 'firewall', ...(id === '' ? {} : { name: `azure:${id}` }) },
      domain: 'firewall',
      sections: cloudSections([network]),
      diagnostics: [...(i === 0 ? faults : []), ...network.diagnostics],
    };
  });
}

function subscriptionOf(id: string): string {
  return (/^\/subscriptions\/([^/]+)\//i.exec(id)?.[1] ?? '').toLowerCase();
}
