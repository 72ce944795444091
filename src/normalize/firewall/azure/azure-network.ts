import type { Fact, Place } from '../../../core/fact.ts';
import type { Section } from '../../../core/section.ts';
import type { Words } from './source-node.ts';

/** Whom a security rule names on one side: prefixes and service tags as written, and application security groups. */
export interface AzurePeer {
  readonly prefixes: Words;
  readonly groups: Words;
}

/** A security rule. */
export interface AzureRule {
  readonly name: string;
  readonly priority: Fact<number>;
  readonly direction: Fact<'in' | 'out'>;
  readonly access: Fact<'allow' | 'deny'>;
  readonly protocol: Fact<string>;
  readonly source: AzurePeer;
  readonly destination: AzurePeer;
  readonly sourcePorts: Words;
  readonly destinationPorts: Words;
  readonly description: Fact<string>;
  /** Doubts about the whole rule: whether it belongs to the group. */
  readonly uncertain: readonly string[];
  readonly at: Place;
}

/** Things are known by a key: the lowercase resource id, or an address of a plan. */
export interface AzureThing {
  readonly key: string;
  /** For people: resource group and name, or an address of a plan. */
  readonly label: string;
  readonly name: string;
  readonly at: Place;
}

/** A network security group. */
export interface AzureNsg extends AzureThing {
  readonly rules: readonly AzureRule[];
  /** The rules that every group ends with; undefined where the source leaves them out. */
  readonly defaults: readonly AzureRule[] | undefined;
  /** Rules that may be there and are not told, a sentence each. */
  readonly untold: readonly string[];
  /** Keys of the subnets and interfaces that the group itself names; unknown where it names none of its own accord. */
  readonly subnets: Fact<readonly string[]>;
  readonly interfaces: Fact<readonly string[]>;
}

/** A virtual network. */
export interface AzureVnet extends AzureThing {
  readonly prefixes: Words;
  /** Ranges of the networks it is peered with. */
  readonly peers: Words;
  /** Why the service tag VirtualNetwork may hold more than these: a gateway, a route table. */
  readonly beyond: readonly string[];
  readonly region: string | undefined;
}

/** A subnet. */
export interface AzureSubnet extends AzureThing {
  readonly vnet: Fact<string>;
  readonly prefixes: Words;
  /** Key of its network security group, empty for none. */
  readonly nsg: Fact<string>;
  /** Interfaces in it, by key, where the source lists them; scale sets keep their own. */
  readonly occupants: readonly string[];
}

/** A network interface. */
export interface AzureNic extends AzureThing {
  /** The machine it belongs to. */
  readonly workload: string | undefined;
  readonly subnet: Fact<string>;
  readonly nsg: Fact<string>;
  readonly addresses: Fact<readonly string[]>;
  readonly groups: Words;
  /** It has a public address itself. */
  readonly publicAddress: Fact<boolean>;
  /** Keys of its public addresses. */
  readonly publicIps: readonly string[];
  /** A load balancer or a gateway leads to it. */
  readonly balanced: Fact<boolean>;
  readonly forwards: Fact<boolean>;
  readonly tags: Fact<readonly string[]>;
}

/** A public address. */
export interface AzurePublicIp extends AzureThing {
  /** basic or standard. */
  readonly sku: Fact<string>;
}

/** A flow log. */
export interface AzureFlowLog extends AzureThing {
  /** Key of the network, subnet, interface or group that it records. */
  readonly target: Fact<string>;
  readonly targetLabel: string;
  readonly enabled: Fact<boolean>;
  /** Days; 0 stands for ever. */
  readonly days: Fact<number>;
  readonly region: string | undefined;
}

/** A virtual machine, as far as it tells of its interfaces. */
export interface AzureMachine extends AzureThing {
  readonly interfaces: readonly string[];
  /** Undefined where the list does not show addresses. */
  readonly publicAddress: boolean | undefined;
  readonly tags: Fact<readonly string[]>;
}

/** What a source tells of Azure networks, the same for exports and Terraform. A list that was not given is `notCollected`. */
export interface AzureNetwork {
  readonly nsgs: Section<readonly AzureNsg[]>;
  readonly vnets: Section<readonly AzureVnet[]>;
  readonly subnets: Section<readonly AzureSubnet[]>;
  readonly nics: Section<readonly AzureNic[]>;
  readonly publicIps: Section<readonly AzurePublicIp[]>;
  readonly flowLogs: Section<readonly AzureFlowLog[]>;
  readonly machines: readonly AzureMachine[];
}
