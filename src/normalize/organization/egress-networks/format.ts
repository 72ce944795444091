import ipaddr from 'ipaddr.js';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { OrganizationEgressNetwork, OrganizationEgressNetworks } from '../../../model/generated/model.ts';
import type { Format } from '../../format.ts';
import { rowError } from '../read-table.ts';
import { cellOf, mapsOf, topLevelKeys, type YamlMap } from '../read-yaml.ts';
import { yamlContribution } from '../register-section.ts';
import { type ScalarReader, scalarReader } from '../scalars.ts';
import { settingsOf } from '../settings.ts';

/** Networks that the people of the organization come from, egress-networks.yaml. */
export const egressNetworksFormat: Format = {
  id: 'egress-networks',
  title: 'egress networks (egress-networks.yaml)',
  domain: 'organization',
  recognizes: ({ head }) =>
    topLevelKeys(head).has('networks') && /\bcidr\s*:/.test(head) && !topLevelKeys(head).has('services'),
  normalize: (captures, context) => [
    yamlContribution('egress_networks', captures, (roots, diagnostics): OrganizationEgressNetworks => {
      const read = scalarReader(settingsOf(context), diagnostics);
      return {
        networks: roots.flatMap((root) =>
          mapsOf(root, 'networks', (node) => diagnostics.push(rowError(node.at, 'a network is not a mapping'))).flatMap(
            (map) => toNetwork(map, read, diagnostics),
          ),
        ),
      };
    }),
  ],
};

function toNetwork(map: YamlMap, read: ScalarReader, diagnostics: Diagnostic[]): readonly OrganizationEgressNetwork[] {
  const id = cellOf(map, 'id').text;
  const cidr = cellOf(map, 'cidr').text;
  if (id === '' || !(ipaddr.isValidCIDR(cidr) || ipaddr.isValid(cidr))) {
    diagnostics.push(
      rowError(map.at, id === '' ? 'the network has no id' : `cidr "${cidr}" of ${id} is not a network`),
    );
    return [];
  }
  const address = cidr.includes('/') ? cidr : `${cidr}/${cidr.includes(':') ? 128 : 32}`;
  return [
    { at: map.at, id, cidr: address, kind: read.text(cellOf(map, 'kind')), site: read.text(cellOf(map, 'site')) },
  ];
}
