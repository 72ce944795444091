import { isKnown, known } from '../../../core/fact.ts';
import type { TfState } from '../../terraform/terraform-state.ts';
import type { AzureSubnet, AzureThing, AzureVnet } from './azure-network.ts';
import { terraformNode, textAt, wordsAt } from './source-node.ts';
import type { Joins, TerraformLinks } from './terraform-links.ts';

const VNET = 'azurerm_virtual_network';
const SUBNET = 'azurerm_subnet';
const NSG = 'azurerm_network_security_group';

/** The networks and subnets of a state; subnets stand in it by themselves or inside of their network. */
export function readVnets(
  state: TfState,
  links: TerraformLinks,
  groups: Joins,
): { readonly vnets: readonly AzureVnet[]; readonly subnets: readonly AzureSubnet[] } {
  const apart = state.ofType(SUBNET).map((resource): AzureSubnet => {
    const node = terraformNode(resource);
    const { address, at } = resource;
    const vnets = links.named(resource, 'virtual_network_name', VNET);
    const inline = links.to(resource, 'network_security_group_id', [NSG]);
    return {
      key: address,
      label: address,
      name: textAt(node, 'name') ?? resource.name,
      at,
      vnet: isKnown(vnets) ? known(vnets.value[0] ?? '', vnets.at) : vnets,
      prefixes: wordsAt(node, 'address_prefixes', 'address_prefix'),
      nsg:
        isKnown(inline) && inline.value[0] !== undefined
          ? known(inline.value[0], inline.at)
          : groups.one(address, at, 'its security group'),
      occupants: [],
    };
  });
  const inside = state.ofType(VNET).flatMap((resource) => {
    const blocks = terraformNode(resource).child('subnet')?.items() ?? [];
    return blocks.flatMap((block, i): readonly AzureSubnet[] => {
      const name = textAt(block, 'name') ?? `subnet ${i + 1}`;
      // The provider shows subnets that are resources of their own inside of their network too.
      if (apart.some((one) => one.name === name && isKnown(one.vnet) && one.vnet.value === resource.address)) return [];
      const id = textAt(block, 'id');
      if (id !== undefined && id !== '' && state.byId(id)?.type === SUBNET) return [];
      const group = wordsAt(block, 'security_group');
      const label = `${resource.address}/${name}`;
      const found = resource.referencesOf('subnet').filter((address) => state.get(address)?.type === NSG);
      const nsg =
        group.words[0] !== undefined
          ? known(links.keyOf(group.words[0]), block.at)
          : group.doubts.length === 0
            ? known('', block.at)
            : found.length === 1 && found[0] !== undefined
              ? known(found[0], block.at)
              : { unknown: `${group.doubts[0]}.`, at: block.at };
      return [
        {
          key: label,
          label,
          name,
          at: block.at,
          vnet: known(resource.address, block.at),
          prefixes: wordsAt(block, 'address_prefixes', 'address_prefix'),
          nsg,
          occupants: [],
        },
      ];
    });
  });
  const subnets = [...apart, ...inside];
  const vnets = state.ofType(VNET).map((resource): AzureVnet => {
    const node = terraformNode(resource);
    const of: AzureThing = {
      key: resource.address,
      label: resource.address,
      name: textAt(node, 'name') ?? resource.name,
      at: resource.at,
    };
    const own = subnets.filter(({ vnet }) => isKnown(vnet) && vnet.value === resource.address);
    return {
      ...of,
      prefixes: wordsAt(node, 'address_space'),
      peers: peersOf(state, links, resource.address),
      beyond: [
        ...(own.some(({ name }) => name === 'GatewaySubnet') ? ['networks behind its gateway are not told'] : []),
        ...(state.ofType('azurerm_subnet_route_table_association').length > 0
          ? ['the tag VirtualNetwork also holds the prefixes of its route tables, which are not told']
          : []),
      ],
      region: undefined,
    };
  });
  return { vnets, subnets };
}

function peersOf(state: TfState, links: TerraformLinks, vnet: string): AzureVnet['peers'] {
  const words: string[] = [];
  const doubts: string[] = [];
  for (const peering of state.ofType('azurerm_virtual_network_peering')) {
    const from = links.named(peering, 'virtual_network_name', VNET);
    if (!isKnown(from) || !from.value.includes(vnet)) continue;
    const to = links.to(peering, 'remote_virtual_network_id', [VNET]);
    const remote = isKnown(to) && to.value[0] !== undefined ? state.get(to.value[0]) : undefined;
    if (remote === undefined) doubts.push(`the ranges behind ${peering.address} are not told`);
    else {
      const ranges = wordsAt(terraformNode(remote), 'address_space');
      words.push(...ranges.words);
      doubts.push(...ranges.doubts);
    }
  }
  return { words, doubts };
}
