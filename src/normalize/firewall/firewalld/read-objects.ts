import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { Place } from '../../../core/fact.ts';
import type { IpSet, Named, Policy, PortSpec, RichRule, Service, Settings, Zone } from './objects.ts';
import { readRich } from './read-rich.ts';
import type { XmlElement } from './xml.ts';

/** Where faults of a file are told. */
export type Tell = (diagnostic: Diagnostic) => void;

const KNOWN = new Set([
  'short',
  'description',
  'version',
  'interface',
  'source',
  'service',
  'port',
  'protocol',
  'icmp-block',
  'icmp-block-inversion',
  'masquerade',
  'forward-port',
  'source-port',
  'rule',
  'forward',
  'ingress-zone',
  'egress-zone',
]);

/** Reads a zone file. */
export function readZone(root: XmlElement, name: string, file: string, tell: Tell): Zone {
  const forward = first(root, 'forward');
  const priority = Number(root.attributes.get('ingress-priority') ?? root.attributes.get('priority') ?? '0');
  return {
    ...readSettings(root, name, file, 'default', tell),
    interfaces: named(root, 'interface', 'name', file),
    sources: root.children
      .filter((child) => child.name === 'source')
      .flatMap((child): readonly Named[] => {
        const at = { file, line: child.line };
        const set = child.attributes.get('ipset');
        const value = child.attributes.get('address') ?? child.attributes.get('mac')?.toUpperCase();
        if (set !== undefined) return [{ name: `ipset:${set}`, at }];
        return value === undefined ? [] : [{ name: value, at }];
      }),
    ...(forward === undefined ? {} : { forward: { file, line: forward.line } }),
    priority: Number.isInteger(priority) ? priority : 0,
  };
}

/** Reads a policy file. */
export function readPolicy(root: XmlElement, name: string, file: string, tell: Tell): Policy {
  const priority = Number(root.attributes.get('priority') ?? '-1');
  return {
    ...readSettings(root, name, file, 'CONTINUE', tell),
    priority: Number.isInteger(priority) ? priority : -1,
    ingressZones: named(root, 'ingress-zone', 'name', file),
    egressZones: named(root, 'egress-zone', 'name', file),
  };
}

function readSettings(root: XmlElement, name: string, file: string, usual: string, tell: Tell): Settings {
  const at: Place = { file, line: root.line };
  const masquerade = first(root, 'masquerade');
  const rules: RichRule[] = [];
  for (const child of root.children) {
    const place = { file, line: child.line };
    if (!KNOWN.has(child.name)) {
      tell({
        level: 'warning',
        code: 'unknown-element',
        message: `<${child.name}> is no element of a zone or policy that this program knows; it is not judged`,
        at: place,
      });
    }
    if (child.name !== 'rule') continue;
    const reading = readRich(child, place);
    if ('rule' in reading) rules.push(reading.rule);
    else {
      tell({
        level: 'warning',
        code: 'ignored-rule',
        message: `firewalld ignores this rich rule: ${reading.ignored}`,
        at: place,
      });
    }
  }
  return {
    name,
    at,
    target: root.attributes.get('target') ?? usual,
    targetAt: at,
    services: named(root, 'service', 'name', file),
    ports: ports(root, 'port', file),
    sourcePorts: ports(root, 'source-port', file),
    protocols: named(root, 'protocol', 'value', file),
    icmpBlocks: named(root, 'icmp-block', 'name', file),
    icmpBlockInversion: first(root, 'icmp-block-inversion') !== undefined,
    ...(masquerade === undefined || /^(?:no|false)$/i.test(masquerade.attributes.get('enabled') ?? '')
      ? {}
      : { masquerade: { file, line: masquerade.line } }),
    forwardPorts: root.children
      .filter((child) => child.name === 'forward-port')
      .map((child) => ({
        port: child.attributes.get('port') ?? '',
        protocol: child.attributes.get('protocol') ?? '',
        toPort: child.attributes.get('to-port') ?? '',
        toAddress: child.attributes.get('to-addr') ?? '',
        at: { file, line: child.line },
      })),
    rules,
  };
}

/** Reads a service file. */
export function readService(root: XmlElement, name: string, file: string): Service {
  const destination = first(root, 'destination');
  const [ipv4, ipv6] = [destination?.attributes.get('ipv4'), destination?.attributes.get('ipv6')];
  const all = ports(root, 'port', file);
  return {
    name,
    // `<port protocol="gre"/>` without a port is how old files name a protocol.
    ports: all.filter((one) => one.port !== ''),
    sourcePorts: ports(root, 'source-port', file),
    protocols: [
      ...named(root, 'protocol', 'value', file).map((one) => one.name),
      ...all.filter((one) => one.port === '').map((one) => one.protocol),
    ],
    includes: named(root, 'include', 'service', file).map((one) => one.name),
    destinations: { ...(ipv4 === undefined ? {} : { ipv4 }), ...(ipv6 === undefined ? {} : { ipv6 }) },
  };
}

/** Reads an ipset file. */
export function readIpSet(root: XmlElement, name: string): IpSet {
  const option = (key: string) =>
    root.children
      .find((child) => child.name === 'option' && child.attributes.get('name') === key)
      ?.attributes.get('value');
  const timeout = option('timeout');
  return {
    name,
    type: root.attributes.get('type') ?? '',
    family: option('family') === 'inet6' ? 'ipv6' : 'ipv4',
    changing: timeout !== undefined && timeout !== '0',
    entries: root.children.filter((child) => child.name === 'entry').map((child) => child.text),
  };
}

function first(root: XmlElement, name: string): XmlElement | undefined {
  return root.children.find((child) => child.name === name);
}

function named(root: XmlElement, element: string, attribute: string, file: string): readonly Named[] {
  return root.children
    .filter((child) => child.name === element)
    .flatMap((child) => {
      const name = child.attributes.get(attribute);
      return name === undefined ? [] : [{ name, at: { file, line: child.line } }];
    });
}

function ports(root: XmlElement, element: string, file: string): readonly PortSpec[] {
  return root.children
    .filter((child) => child.name === element)
    .map((child) => ({
      port: child.attributes.get('port') ?? '',
      protocol: child.attributes.get('protocol') ?? '',
      at: { file, line: child.line },
    }));
}
