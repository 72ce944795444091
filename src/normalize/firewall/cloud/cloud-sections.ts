import { complete, incomplete, type Section } from '../../../core/section.ts';
import type { FirewallRuleset } from '../../../model/generated/model.ts';
import type { CloudNetwork } from './cloud-network.ts';

const LISTS = ['groups', 'networks', 'subnets', 'workloads', 'routes', 'flow_logs'] as const;

/** The rules of all providers of one source as one ruleset. */
export function cloudRuleset(networks: readonly CloudNetwork[]): Section<FirewallRuleset> {
  const data: FirewallRuleset = {
    filters: networks.flatMap(({ filters }) => filters),
    points: networks.flatMap(({ points }) => points),
  };
  const missing = networks.flatMap((network) => network.missing);
  return missing.length === 0 ? complete(data) : incomplete(data, missing.join(' '));
}

/** The sections that the providers of one source tell. */
export function cloudSections(networks: readonly CloudNetwork[]): Readonly<Record<string, Section<unknown>>> {
  const lists = LISTS.flatMap((name): readonly (readonly [string, Section<unknown>])[] => {
    const given = networks.flatMap((network): readonly Section<readonly unknown[]>[] => {
      const section = network[name];
      if (section === undefined) return [];
      return [name === 'workloads' ? (withoutTagSecrets(network.workloads) ?? section) : section];
    });
    return given.length === 0 ? [] : [[name, merged(name, given)]];
  });
  return { ruleset: cloudRuleset(networks), ...Object.fromEntries(lists) };
}

/** Tags that people keep passwords and tokens in, by the words of their names. */
const SECRET_TAG = /(?:passw|passphrase|pwd|secret|token|credential|private.?key|api.?key|access.?key)[^=]*=/i;

/** Workloads whose tags show of a secret the name alone. */
function withoutTagSecrets(section: CloudNetwork['workloads']): CloudNetwork['workloads'] {
  if (section?.data === undefined) return section;
  return {
    ...section,
    data: section.data.map((workload) => {
      const { tags } = workload;
      if (!('value' in tags)) return workload;
      const value = tags.value.map((tag) => (SECRET_TAG.test(tag) ? tag.slice(0, tag.indexOf('=')) : tag));
      return { ...workload, tags: { ...tags, value } };
    }),
  };
}

/** One section of several: what was read stands, and what was not makes it incomplete. */
function merged(name: string, sections: readonly Section<readonly unknown[]>[]): Section<unknown> {
  const read = sections.filter(({ data }) => data !== undefined);
  const lacking = sections.find(({ flag }) => flag !== 'complete');
  if (read.length === 0 && lacking !== undefined) return lacking;
  const data = { [name]: read.flatMap((section) => section.data ?? []) };
  return lacking === undefined
    ? complete(data)
    : incomplete(data, lacking.reason ?? `${name}: a part is missing`, lacking.hint);
}
