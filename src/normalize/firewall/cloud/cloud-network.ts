import type { Section } from '../../../core/section.ts';
import type {
  FirewallFilter,
  FirewallFlowLog,
  FirewallGroup,
  FirewallNetwork,
  FirewallPoint,
  FirewallRoute,
  FirewallSubnet,
  FirewallWorkload,
} from '../../../model/generated/model.ts';

/**
 * What a provider's source tells of its networks, free of the provider's syntax. A list that the source could have told
 * and did not is `notCollected`, with the command that gives it; one that the provider does not have is left out.
 */
export interface CloudNetwork {
  /** Rules in an order in which the first match decides; incoming ones in chains with hook `input`, outgoing `output`. */
  readonly filters: readonly FirewallFilter[];
  readonly points: readonly FirewallPoint[];
  /** What is missing of the rules themselves, a sentence each. */
  readonly missing: readonly string[];
  readonly groups?: Section<readonly FirewallGroup[]>;
  readonly networks?: Section<readonly FirewallNetwork[]>;
  readonly subnets?: Section<readonly FirewallSubnet[]>;
  readonly workloads?: Section<readonly FirewallWorkload[]>;
  readonly routes?: Section<readonly FirewallRoute[]>;
  readonly flow_logs?: Section<readonly FirewallFlowLog[]>;
}
