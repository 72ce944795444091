import type { Fact, Place } from '../../../core/fact.ts';
import type { Section } from '../../../core/section.ts';
import type { Words } from '../azure/source-node.ts';

/** Protocols and ports of one entry of a rule. */
export interface GcpService {
  readonly protocol: Fact<string>;
  readonly ports: Words;
}

/** Whom a rule names on the far side: any of these. */
export interface GcpPeers {
  readonly ranges: Words;
  /** Network tags or secure tags. */
  readonly tags: Words;
  readonly accounts: Words;
  /** What stands for addresses that no export holds: countries, domain names, threat lists, address groups. */
  readonly others: readonly string[];
  /** Conditions beside the ranges that cannot be told: a network context. */
  readonly limits: readonly string[];
}

/** To which instances a rule applies: all, or those with any of these. */
export interface GcpTargets {
  readonly tags: Words;
  readonly accounts: Words;
  /** Networks, by key; empty for all. */
  readonly networks: Words;
}

/** What a rule does. */
export type GcpAction = 'allow' | 'deny' | 'goto_next';

/** A firewall rule of a network, or of a policy. */
export interface GcpRule {
  readonly name: string;
  readonly priority: Fact<number>;
  readonly direction: Fact<'in' | 'out'>;
  readonly action: Fact<GcpAction>;
  readonly disabled: Fact<boolean>;
  readonly services: readonly GcpService[];
  readonly source: GcpPeers;
  readonly destination: GcpPeers;
  readonly targets: GcpTargets;
  readonly description: Fact<string>;
  readonly at: Place;
}

/** Things are known by a key: the path of the resource behind `projects/`, or an address of a plan. */
export interface GcpThing {
  readonly key: string;
  readonly label: string;
  readonly name: string;
  readonly at: Place;
}

/** A firewall rule of a VPC network. */
export interface GcpFirewall extends GcpRule {
  readonly network: Fact<string>;
  readonly label: string;
}

/** A VPC network. */
export interface GcpVpc extends GcpThing {
  readonly isDefault: Fact<boolean>;
  /** Network policies are asked before the rules of the network. */
  readonly policiesFirst: Fact<boolean>;
}

/** A subnet. */
export interface GcpSubnet extends GcpThing {
  readonly network: Fact<string>;
  readonly flowLogs: Fact<boolean>;
  readonly hasIpv6: boolean;
}

/** An instance at one of its networks. */
export interface GcpInstance extends GcpThing {
  readonly network: Fact<string>;
  readonly subnet: Fact<string>;
  readonly tags: Fact<readonly string[]>;
  readonly accounts: Fact<readonly string[]>;
  readonly labels: Fact<readonly string[]>;
  readonly publicAddress: Fact<boolean>;
  readonly addresses: Fact<readonly string[]>;
  readonly forwards: Fact<boolean>;
}

/** A firewall policy: hierarchical, or of networks. */
export interface GcpPolicy extends GcpThing {
  readonly kind: 'hierarchical' | 'global' | 'regional';
  readonly rules: readonly GcpRule[];
  /** Keys of networks, organizations and folders that it is attached to. */
  readonly attachments: Fact<readonly string[]>;
  readonly untold: readonly string[];
}

/** What a source tells of Google Cloud networks, the same for exports and Terraform. */
export interface GcpNetwork {
  readonly firewalls: Section<readonly GcpFirewall[]>;
  readonly vpcs: Section<readonly GcpVpc[]>;
  readonly subnets: Section<readonly GcpSubnet[]>;
  readonly instances: Section<readonly GcpInstance[]>;
  readonly policies: readonly GcpPolicy[];
  /** Why policies may be missing: they stand in no list that would be lacking. A sentence each. */
  readonly untold?: readonly string[];
}
