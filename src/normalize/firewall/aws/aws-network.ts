import type { Fact, Place } from '../../../core/fact.ts';
import type { Section } from '../../../core/section.ts';

/** Whom a permission of a security group names. */
export type AwsPeer =
  | { readonly kind: 'cidr'; readonly cidr: Fact<string> }
  | {
      readonly kind: 'group';
      readonly id: Fact<string>;
      /** The account of the group, where it is another one: its members are not told. */
      readonly account?: string;
    }
  | { readonly kind: 'self' }
  | { readonly kind: 'prefix-list'; readonly id: Fact<string> }
  /** The source does not tell whom: known only after apply, a reference that cannot be followed. */
  | { readonly kind: 'unknown'; readonly why: string };

/** One permission of a security group for one peer: an IpPermission with one of its ranges. */
export interface AwsPermission {
  readonly direction: 'in' | 'out';
  /** `-1`, a name (tcp, udp, icmp, icmpv6) or a number, as written. */
  readonly protocol: Fact<string>;
  /** First and last port, or ICMP type and code (-1: any); absent: all. */
  readonly from?: Fact<number>;
  readonly to?: Fact<number>;
  readonly peer: AwsPeer;
  /** Why it may not be there at all: a condition of a template. A sentence each. */
  readonly uncertain?: readonly string[];
  /** Empty when none is written. */
  readonly description: Fact<string>;
  readonly at: Place;
}

/** A security group. */
export interface AwsGroup {
  /** What rules and interfaces refer to: sg-…, or an address of a plan. */
  readonly id: string;
  readonly name: string;
  readonly network?: Fact<string>;
  readonly isDefault: Fact<boolean>;
  readonly description: Fact<string>;
  readonly permissions: readonly AwsPermission[];
  /** Rules that may be there and are not told: managed elsewhere, unknown after apply. A sentence each. */
  readonly untold: readonly string[];
  /** What uses it beside the interfaces that are told; unknown where the source does not tell all. */
  readonly usedBy: Fact<readonly string[]>;
  readonly at: Place;
}

/** One entry of a network ACL. */
export interface AwsAclEntry {
  readonly number: Fact<number>;
  readonly direction: 'in' | 'out';
  readonly action: Fact<'allow' | 'deny'>;
  readonly protocol: Fact<string>;
  readonly from?: Fact<number>;
  readonly to?: Fact<number>;
  readonly icmpType?: Fact<number>;
  readonly icmpCode?: Fact<number>;
  readonly cidr: Fact<string>;
  /** Why it may not be there at all: a condition of a template. A sentence each. */
  readonly uncertain?: readonly string[];
  readonly at: Place;
}

/** A network ACL: entries decide by number, what none decides is denied. */
export interface AwsAcl {
  readonly id: string;
  readonly name: string;
  readonly network?: Fact<string>;
  readonly isDefault: Fact<boolean>;
  readonly entries: readonly AwsAclEntry[];
  readonly untold: readonly string[];
  readonly subnets: Fact<readonly string[]>;
  readonly at: Place;
}

/** A VPC. */
export interface AwsVpc {
  readonly id: string;
  readonly name: string;
  readonly isDefault: Fact<boolean>;
  readonly cidrs: Fact<readonly string[]>;
  readonly flowLogs: Fact<boolean>;
  readonly at: Place;
}

/** A subnet. */
export interface AwsSubnet {
  readonly id: string;
  readonly name: string;
  readonly vpc: Fact<string>;
  readonly cidrs: Fact<readonly string[]>;
  readonly mapsPublicAddress: Fact<boolean>;
  /** Its route table leads to an internet gateway. */
  readonly internetRoute: Fact<boolean>;
  readonly flowLogs: Fact<boolean>;
  readonly at: Place;
}

/** A network interface, or an instance where its interfaces are not told apart. */
export interface AwsInterface {
  readonly id: string;
  /** The instance or service it belongs to, where told. */
  readonly workload: string;
  readonly vpc: Fact<string>;
  readonly subnet: Fact<string>;
  readonly groups: Fact<readonly string[]>;
  readonly privateAddresses: Fact<readonly string[]>;
  readonly publicAddress: Fact<boolean>;
  /** Source/destination check is off. */
  readonly forwards: Fact<boolean>;
  readonly tags: Fact<readonly string[]>;
  /** Set for what AWS runs to carry the traffic of others: it is no workload, and may be public by its purpose. */
  readonly carrier?: 'load-balancer' | 'gateway';
  /** It hands packets on with the source they came with: a network load balancer, Global Accelerator. */
  readonly keepsSources?: boolean;
  readonly at: Place;
}

/** A load balancer. */
export interface AwsLoadBalancer {
  readonly id: string;
  readonly name: string;
  readonly vpc: Fact<string>;
  readonly internetFacing: Fact<boolean>;
  /** It hands packets on with the source they came with. */
  readonly keepsSources: Fact<boolean>;
  readonly groups: Fact<readonly string[]>;
  readonly at: Place;
}

/** A route through a peering. */
export interface AwsPeeringRoute {
  readonly table: string;
  readonly destination: Fact<string>;
  readonly peering: string;
  /** CIDRs of the peer's network. */
  readonly peerCidrs: Fact<readonly string[]>;
  readonly at: Place;
}

/** A managed prefix list. */
export interface AwsPrefixList {
  readonly id: string;
  readonly name: string;
  readonly cidrs: Fact<readonly string[]>;
}

/**
 * What a source tells of AWS networks, the same for exports, Terraform and CloudFormation. A list that the source could
 * have told and did not is `notCollected` with the command that gives it. `complete` claims that nothing is missing.
 */
export interface AwsNetwork {
  readonly groups: Section<readonly AwsGroup[]>;
  readonly acls: Section<readonly AwsAcl[]>;
  readonly vpcs: Section<readonly AwsVpc[]>;
  readonly subnets: Section<readonly AwsSubnet[]>;
  readonly interfaces: Section<readonly AwsInterface[]>;
  readonly peeringRoutes: Section<readonly AwsPeeringRoute[]>;
  readonly prefixLists: Section<readonly AwsPrefixList[]>;
  /** What is told beside the interfaces, which hold those of load balancers too. */
  readonly loadBalancers?: Section<readonly AwsLoadBalancer[]>;
}
