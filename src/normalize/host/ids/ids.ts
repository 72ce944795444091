import { formatInstant } from '../../../core/clock.ts';
import { type Fact, isKnown, known, type Place, unknown } from '../../../core/fact.ts';
import type { HostIdsAgent, HostIdsBanner, HostIdsSensor } from '../../../model/generated/model.ts';
import { type CaptureSet, textOf } from '../../capture-set.ts';
import { completeUnless, type FoundFile, globOf, installedFact, whyUnknown, whyUnread } from '../look-ups.ts';
import type { HostNormalizer } from '../section.ts';
import { unitEnabled, unitRunning } from '../unit-state.ts';
import { readSuricata } from './suricata.ts';

interface Tool {
  readonly id: string;
  readonly programs: readonly string[];
  readonly units: readonly string[];
}

const SENSORS: readonly Tool[] = [
  { id: 'suricata', programs: ['/usr/bin/suricata'], units: ['suricata.service'] },
  { id: 'snort', programs: ['/usr/bin/snort', '/usr/sbin/snort', '/usr/local/bin/snort'], units: ['snort.service'] },
  { id: 'zeek', programs: ['/usr/bin/zeek', '/opt/zeek/bin/zeek'], units: ['zeek.service'] },
];
const AGENTS: readonly Tool[] = [
  { id: 'wazuh', programs: ['/var/ossec/bin/wazuh-agentd'], units: ['wazuh-agent.service'] },
  { id: 'osquery', programs: ['/usr/bin/osqueryd', '/opt/osquery/bin/osqueryd'], units: ['osqueryd.service'] },
  {
    id: 'falco',
    programs: ['/usr/bin/falco'],
    units: ['falco.service', 'falco-modern-bpf.service', 'falco-kmod.service', 'falco-bpf.service'],
  },
  { id: 'auditbeat', programs: ['/usr/share/auditbeat/bin/auditbeat'], units: ['auditbeat.service'] },
];
const BANNERS: readonly Tool[] = [
  { id: 'crowdsec', programs: ['/usr/bin/crowdsec'], units: ['crowdsec.service'] },
  { id: 'sshguard', programs: ['/usr/sbin/sshguard', '/usr/local/sbin/sshguard'], units: ['sshguard.service'] },
];

/** Network sensors, agents and banning tools that are installed, and how far each is proved to work. */
export const idsNormalizer: HostNormalizer<'ids'> = {
  section: 'ids',
  normalize: (captures) => {
    const sensors = installedTools(captures, SENSORS);
    const agents = installedTools(captures, AGENTS);
    const banners = installedTools(captures, BANNERS);
    return {
      section: completeUnless(
        {
          network_sensor_installed: sensors.any,
          agent_installed: agents.any,
          network_sensors: sensors.found.map(({ tool, at }) => sensor(captures, tool, at)),
          agents: agents.found.map(({ tool, at }) => agent(captures, tool, at)),
          banners: banners.found.map(({ tool, at }) => banner(captures, tool, at)),
        },
        [sensors.unclear, agents.unclear, banners.unclear],
      ),
      diagnostics: [],
    };
  },
};

interface Installed {
  readonly any: Fact<boolean>;
  /** Why one of them may be there and is not among those found. */
  readonly unclear: string | undefined;
  readonly found: readonly { readonly tool: Tool; readonly at: Place }[];
}

function installedTools(captures: CaptureSet, tools: readonly Tool[]): Installed {
  const facts = tools.map((tool) => ({ tool, fact: installedFact(captures, tool.programs) }));
  const found = facts
    .filter(({ fact }) => isKnown(fact) && fact.value)
    .map(({ tool, fact }) => ({ tool, at: fact.at }));
  const unclear = facts.find(({ fact }) => !isKnown(fact))?.fact;
  const first = found[0];
  return {
    found,
    unclear: whyUnknown(unclear),
    any:
      first !== undefined
        ? known(true, first.at)
        : (unclear ?? known(false, facts[0]?.fact.at ?? { file: '/usr/bin' })),
  };
}

function levelOf(enabled: Fact<boolean>, running: Fact<boolean>): 'present' | 'enabled' | 'running' {
  if (isKnown(running) && running.value) return 'running';
  return isKnown(enabled) && enabled.value ? 'enabled' : 'present';
}

function sensor(captures: CaptureSet, tool: Tool, at: Place): HostIdsSensor {
  const enabled = unitEnabled(captures, tool.units);
  const running = unitRunning(captures, tool.units);
  const base = { id: tool.id, at, enabled, running, level: levelOf(enabled, running) };
  const file = '/etc/suricata/suricata.yaml';
  const capture = captures.get(file);
  const text = tool.id === 'suricata' && capture !== undefined ? textOf(capture) : undefined;
  if (text === undefined) {
    const why =
      tool.id === 'suricata' ? (whyUnread(capture, file) ?? file) : `the configuration of ${tool.id} is not read`;
    const none = unknown(why, { file: tool.id === 'suricata' ? file : at.file });
    return {
      ...base,
      interfaces: none,
      home_net: none,
      rule_files: none,
      rules_present: none,
      rules_modified_at: none,
    };
  }
  const conf = readSuricata(file, text);
  const place: Place = { file };
  const rules = ruleFacts(captures, conf.ruleFiles, place);
  return {
    ...base,
    interfaces: known(conf.interfaces, place),
    home_net: conf.homeNet === undefined ? known('any', place) : known(conf.homeNet.text, conf.homeNet.at),
    rule_files: known(conf.ruleFiles, place),
    ...rules,
  };
}

const RULE_FOLDERS = ['/var/lib/suricata/rules/*.rules', '/etc/suricata/rules/*.rules'] as const;

function ruleFacts(
  captures: CaptureSet,
  wanted: readonly string[],
  at: Place,
): Pick<HostIdsSensor, 'rules_present' | 'rules_modified_at'> {
  const found: FoundFile[] = [];
  for (const pattern of RULE_FOLDERS) {
    const files = globOf(captures, pattern);
    if ('unread' in files) {
      const none = unknown(files.unread, at);
      return { rules_present: none, rules_modified_at: none };
    }
    found.push(...files);
  }
  const inFolders = wanted.every((path) =>
    RULE_FOLDERS.some((folder) => path.startsWith(folder.replace('*.rules', ''))),
  );
  const used = found.filter((file) => file.size > 0 && wanted.some((path) => matches(path, file.path)));
  const newest = used.sort((a, b) => b.modifiedMs - a.modifiedMs)[0];
  if (newest !== undefined) {
    const place: Place = { file: newest.path };
    return { rules_present: known(true, place), rules_modified_at: known(formatInstant(newest.modifiedMs), place) };
  }
  const none = unknown('no rule file was found to tell an age', at);
  return {
    rules_present: inFolders
      ? known(false, at)
      : unknown('the rule files lie outside the folders that are looked up', at),
    rules_modified_at: none,
  };
}

function matches(pattern: string, path: string): boolean {
  if (!pattern.includes('*')) return pattern === path;
  const body = pattern.replace(/[.+^${}()|\\[\]]/g, '\\$&').replaceAll('*', '[^/]*');
  return new RegExp(`^${body}$`).test(path);
}

function agent(captures: CaptureSet, tool: Tool, at: Place): HostIdsAgent {
  const enabled = unitEnabled(captures, tool.units);
  const running = unitRunning(captures, tool.units);
  return {
    id: tool.id,
    at,
    enabled,
    running,
    server_set: serverSet(captures, tool, at),
    level: levelOf(enabled, running),
  };
}

function serverSet(captures: CaptureSet, tool: Tool, at: Place): Fact<boolean> {
  if (tool.id !== 'wazuh') return unknown(`the configuration of ${tool.id} is not read`, at);
  const file = '/var/ossec/etc/ossec.conf';
  const capture = captures.get(file);
  const text = capture === undefined ? undefined : textOf(capture);
  if (text === undefined) return unknown(whyUnread(capture, file) ?? file, { file });
  // The packaged file holds this word in place of an address.
  const addresses = [...text.matchAll(/<address>([^<]*)<\/address>/g)].map((match) => match[1]?.trim() ?? '');
  return known(
    addresses.some((address) => address !== '' && address !== 'MANAGER_IP'),
    { file },
  );
}

function banner(captures: CaptureSet, tool: Tool, at: Place): HostIdsBanner {
  const enabled = unitEnabled(captures, tool.units);
  return {
    id: tool.id,
    at,
    enabled,
    running: unitRunning(captures, tool.units),
    blocks: tool.id === 'crowdsec' ? unitEnabled(captures, ['crowdsec-firewall-bouncer.service']) : known(true, at),
  };
}
