import { parseIpRange } from '../../../core/ip-range.ts';
import type {
  FirewallDeclared,
  FirewallDeclaredEgress,
  FirewallDeclaredFlow,
  FirewallDeclaredPorts,
  FirewallDeclaredService,
  FirewallDeclaredZone,
} from '../../../model/generated/model.ts';
import type { YamlMap } from '../../organization/read-yaml.ts';
import type { Problems } from './problems.ts';
import { EVERYBODY, type Reading, readCidr, readDay, readPorts, shown } from './values.ts';

/** The keys of the top level. */
export const TOP_KEYS = ['services', 'zones', 'flows', 'bastions', 'routers', 'egress'] as const;

const WHY = ['owner', 'ticket', 'reason', 'until'] as const;
const SERVICE_KEYS = ['name', 'on', 'ports', 'from', ...WHY] as const;
const EGRESS_KEYS = ['name', 'on', 'ports', 'to', ...WHY] as const;
const ZONE_KEYS = ['cidrs', 'targets'] as const;
const FLOW_KEYS = ['from', 'to', 'ports'] as const;

type Declared = Omit<FirewallDeclared, 'target'>;

/** Reads the top mappings of one or more files as one declaration; names must be unique over all of them. */
export function readDeclared(roots: readonly YamlMap[], problems: Problems): Declared {
  const zones = new Map<string, FirewallDeclaredZone>();
  for (const root of roots) {
    problems.keys(root, TOP_KEYS, 'an exposure.yaml');
    for (const zone of readZones(root, problems)) {
      if (zones.has(zone.id)) problems.add(zone.at, `the zone ${zone.id} is there twice`);
      zones.set(zone.id, zone);
    }
  }
  const peer = (text: string): Reading<string> => readPeer(text, zones);
  const services = roots.flatMap((root) =>
    problems.maps(root, 'services').flatMap((map) => readService(map, peer, problems)),
  );
  const names = new Set<string>();
  for (const service of services) {
    if (names.has(service.name))
      problems.add(service.at, `the service ${service.name} is there twice`, 'Give each entry a name of its own.');
    names.add(service.name);
  }
  return {
    services,
    zones: [...zones.values()],
    matrix: roots.some((root) => root.entries.has('flows')),
    flows: roots.flatMap((root) => problems.maps(root, 'flows').flatMap((map) => readFlow(map, zones, problems))),
    bastions: roots.flatMap((root) => problems.list(root, 'bastions', 'an exposure.yaml', readCidr)),
    routers: roots.flatMap((root) => problems.list(root, 'routers', 'an exposure.yaml', anyText)),
    egress: roots.flatMap((root) =>
      problems.maps(root, 'egress').flatMap((map, index) => readEgress(map, index, peer, problems)),
    ),
    at: roots[0]?.at ?? { file: 'exposure.yaml' },
  };
}

function anyText(text: string): Reading<string> {
  return text === '' ? { ok: false, why: 'an empty name' } : { ok: true, value: text };
}

/** internet, any, a network, or the name of a zone of the file. */
function readPeer(text: string, zones: ReadonlyMap<string, unknown>): Reading<string> {
  const word = text.toLowerCase();
  if (EVERYBODY.includes(word)) return { ok: true, value: word };
  if (zones.has(text)) return { ok: true, value: text };
  if (/^[\d.:/a-fA-F-]+$/.test(text) && /[.:]/.test(text)) return readCidr(text);
  return { ok: false, why: `"${shown(text)}" is neither internet, any, a network nor a zone of this file` };
}

function readService(
  map: YamlMap,
  peer: (text: string) => Reading<string>,
  problems: Problems,
): readonly FirewallDeclaredService[] {
  const name = problems.text(map, 'name', 'a service') ?? '';
  const where = name === '' ? 'a service' : `the service ${shown(name)}`;
  const meant = problems.keys(map, SERVICE_KEYS, where);
  if (name === '' && !meant.includes('name')) problems.add(map.at, 'a service has no name');
  const ports = needed({ map, where, meant, problems }, 'ports', readPorts);
  const from = needed({ map, where, meant, problems }, 'from', peer);
  const on = problems.list(map, 'on', where, anyText);
  return [{ id: `service ${name}`, name, on, ports, from, ...readWhy(map, where, problems), at: map.at }];
}

function readEgress(
  map: YamlMap,
  index: number,
  peer: (text: string) => Reading<string>,
  problems: Problems,
): readonly FirewallDeclaredEgress[] {
  const name = problems.text(map, 'name', 'an entry of egress') ?? `egress ${index + 1}`;
  const where = `the egress ${shown(name)}`;
  const meant = problems.keys(map, EGRESS_KEYS, where);
  const ports = needed({ map, where, meant, problems }, 'ports', readPorts);
  const to = needed({ map, where, meant, problems }, 'to', peer);
  const on = problems.list(map, 'on', where, anyText);
  return [{ id: name, on, ports, to, ...readWhy(map, where, problems), at: map.at }];
}

/** An entry that is being read, with the keys that its misspelled ones stand for. */
interface Entry {
  readonly map: YamlMap;
  readonly where: string;
  readonly meant: readonly string[];
  readonly problems: Problems;
}

/** A list that must be there and hold something. */
function needed<T>(
  { map, where, meant, problems }: Entry,
  key: string,
  read: (text: string) => Reading<T>,
): readonly T[] {
  const before = problems.found.length;
  const list = problems.list(map, key, where, read);
  if (list.length === 0 && problems.found.length === before && !meant.includes(key))
    problems.add(map.at, `${where} has no ${key}`);
  return list;
}

function readWhy(map: YamlMap, where: string, problems: Problems): Pick<FirewallDeclaredService, (typeof WHY)[number]> {
  const text = (key: (typeof WHY)[number]): string => problems.text(map, key, where) ?? '';
  const until = text('until');
  const day = until === '' ? undefined : readDay(until);
  if (day?.ok === false) problems.add(map.entries.get('until')?.at ?? map.at, `until of ${where}: ${day.why}`);
  return { owner: text('owner'), ticket: text('ticket'), reason: text('reason'), until };
}

function readZones(root: YamlMap, problems: Problems): readonly FirewallDeclaredZone[] {
  const node = root.entries.get('zones');
  if (node === undefined || (node.kind === 'scalar' && node.value === null)) return [];
  if (node.kind !== 'map') {
    problems.add(node.at, 'zones should be a mapping of names to cidrs and targets');
    return [];
  }
  return [...node.entries].flatMap(([name, zone]) => {
    const where = `the zone ${shown(name)}`;
    if (EVERYBODY.includes(name.toLowerCase()) || parseIpRange(name) !== undefined)
      problems.add(zone.at, `${where} has a name that stands for something else`, 'Choose another name.');
    if (zone.kind !== 'map') {
      problems.add(zone.at, `${where} should be a mapping with cidrs or targets`);
      return [];
    }
    problems.keys(zone, ZONE_KEYS, where);
    const cidrs = problems.list(zone, 'cidrs', where, readCidr);
    const targets = problems.list(zone, 'targets', where, anyText);
    const told = [...zone.entries.keys()].some((key) => ZONE_KEYS.some((known) => known === key));
    if (!told) problems.add(zone.at, `${where} has neither cidrs nor targets`);
    return [{ id: name, cidrs, targets, at: zone.at }];
  });
}

function readFlow(
  map: YamlMap,
  zones: ReadonlyMap<string, unknown>,
  problems: Problems,
): readonly FirewallDeclaredFlow[] {
  const meant = problems.keys(map, FLOW_KEYS, 'a flow');
  const end = (key: 'from' | 'to'): string => {
    const text = problems.text(map, key, 'a flow') ?? '';
    const everybody = key === 'from' && EVERYBODY.includes(text.toLowerCase());
    if (text === '') {
      if (!meant.includes(key)) problems.add(map.at, `a flow has no ${key}`);
    } else if (!everybody && !zones.has(text))
      problems.add(map.entries.get(key)?.at ?? map.at, `${key} of a flow: "${shown(text)}" is no zone of this file`);
    return everybody ? text.toLowerCase() : text;
  };
  const from = end('from');
  const to = end('to');
  const ports: readonly FirewallDeclaredPorts[] = needed(
    { map, where: `the flow ${from} to ${to}`, meant, problems },
    'ports',
    readPorts,
  );
  return [{ id: `${from} -> ${to}`, from, to, ports, at: map.at }];
}
