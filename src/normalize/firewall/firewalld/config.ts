import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { Place } from '../../../core/fact.ts';
import { readConf } from './conf.ts';
import { readDirectLines } from './direct-file.ts';
import type { DirectLine, FirewalldConfig, GivenFile, IpSet, Named, Policy, Service, Zone } from './objects.ts';
import { readIpSet, readPolicy, readService, readZone } from './read-objects.ts';
import { SHIPPED_OBJECTS } from './services.ts';
import { parseXml, type XmlElement } from './xml.ts';

/** A configuration, and what is missing of it. */
export interface ConfigReading {
  readonly config: FirewalldConfig;
  readonly diagnostics: readonly Diagnostic[];
  /** A sentence each. */
  readonly gaps: readonly string[];
}

const CONF = /^\s*(?:DefaultZone|FirewallBackend|CleanupOnExit)\s*=/m;
const SYSTEM = /(?:^|\/)usr\/lib\/firewalld\//;

/** Puts the files of /etc/firewalld over those of /usr/lib/firewalld, file by file. */
export function readConfig(files: readonly GivenFile[], fallback: Place): ConfigReading {
  const diagnostics: Diagnostic[] = [];
  const gaps: string[] = [];
  const tell = (diagnostic: Diagnostic): void => {
    diagnostics.push(diagnostic);
  };
  const zones = new Map<string, Zone>();
  const policies = new Map<string, Policy>();
  const services = new Map<string, Service>();
  const ipsets = new Map<string, IpSet>();
  const direct: DirectLine[] = [];
  const system = files.filter(({ file }) => SYSTEM.test(file));
  const own = files.filter(({ file }) => !SYSTEM.test(file));
  const withoutSystem = system.length === 0;
  if (withoutSystem) addShipped(zones, policies, tell);
  for (const { file, text } of [...system, ...own]) {
    if (!file.endsWith('.xml')) continue;
    const root = documentOf(file, text, tell, gaps);
    if (root === undefined) continue;
    const name = file.slice(file.lastIndexOf('/') + 1, -4);
    const parent = /\/(?:zones|policies)\/([^/]+)\/[^/]+$/.exec(file)?.[1];
    if (parent !== undefined)
      gaps.push(`${file} is a part of the zone or policy ${parent}, which is not put together.`);
    else if (root.name === 'zone') zones.set(name, readZone(root, name, file, tell));
    else if (root.name === 'policy') policies.set(name, readPolicy(root, name, file, tell));
    else if (root.name === 'service') services.set(name, readService(root, name, file));
    else if (root.name === 'ipset') ipsets.set(name, readIpSet(root, name));
    else if (root.name === 'direct') direct.push(...readDirectLines(root, file, tell));
  }
  const confFile = own.find(({ file, text }) => !file.endsWith('.xml') && CONF.test(text));
  const conf = readConf(confFile, fallback);
  if (!zones.has(conf.defaultZone)) gaps.push(`The default zone ${conf.defaultZone} is not among the files.`);
  if (withoutSystem && [...zones.values()].some(({ at }) => at.file === SHIPPED_OBJECTS.source))
    gaps.push(
      `The zones and policies of /usr/lib/firewalld were not given; those of ${SHIPPED_OBJECTS.source} stand in for them.`,
    );
  return {
    config: {
      conf,
      zones: [...zones.values()],
      policies: [...policies.values()],
      services,
      ipsets,
      direct,
    },
    diagnostics,
    gaps,
  };
}

function addShipped(zones: Map<string, Zone>, policies: Map<string, Policy>, tell: (one: Diagnostic) => void): void {
  const file = SHIPPED_OBJECTS.source;
  for (const [name, xml] of Object.entries(SHIPPED_OBJECTS.zones)) {
    const root = documentOf(file, xml, tell, []);
    if (root !== undefined) zones.set(name, readZone(root, name, file, tell));
  }
  for (const [name, xml] of Object.entries(SHIPPED_OBJECTS.policies)) {
    const root = documentOf(file, xml, tell, []);
    if (root !== undefined) policies.set(name, readPolicy(root, name, file, tell));
  }
}

function documentOf(
  file: string,
  text: string,
  tell: (one: Diagnostic) => void,
  gaps: string[],
): XmlElement | undefined {
  const reading = parseXml(text);
  if (reading.kind === 'document') return reading.root;
  const { why, line } = reading;
  tell({
    level: 'error',
    code: 'parse-error',
    message: `${file}:${line}: not well-formed XML: ${why} firewalld leaves the file out`,
    at: { file, line },
    hint: 'Correct the file: `firewall-cmd --check-config` shows the fault.',
  });
  gaps.push(`${file} is not well-formed.`);
  return undefined;
}

/**
 * `firewall-cmd --get-active-zones`: NetworkManager binds interfaces to zones by itself when it brings them up, at the next
 * start as well. What the files bind stays.
 */
export function bindActive(config: FirewalldConfig, printed: GivenFile): FirewalldConfig {
  const bound = new Set(config.zones.flatMap((zone) => zone.interfaces.map(({ name }) => name)));
  const added = new Map<string, Named[]>();
  let zone = '';
  for (const [index, line] of printed.text.split(/\r?\n/).entries()) {
    const name = /^(\S+)/.exec(line)?.[1];
    if (name !== undefined) zone = name;
    const interfaces = /^\s+interfaces:(.*)$/.exec(line)?.[1] ?? '';
    for (const one of interfaces.split(/\s+/).filter((word) => word !== '' && !bound.has(word)))
      added.set(zone, [...(added.get(zone) ?? []), { name: one, at: { file: printed.file, line: index + 1 } }]);
  }
  return {
    ...config,
    zones: config.zones.map((one) => ({ ...one, interfaces: [...one.interfaces, ...(added.get(one.name) ?? [])] })),
  };
}
