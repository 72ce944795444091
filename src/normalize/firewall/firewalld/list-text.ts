import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { Place } from '../../../core/fact.ts';
import type {
  Conf,
  FirewalldConfig,
  ForwardPort,
  Named,
  Policy,
  PortSpec,
  RichRule,
  Settings,
  Zone,
} from './objects.ts';
import { readRich, richElementOf } from './read-rich.ts';

/** The text of `firewall-cmd --list-all-zones` (or `--list-all`, `--list-all-policies`) as a configuration. */
export interface ListReading {
  readonly config: FirewalldConfig;
  readonly diagnostics: readonly Diagnostic[];
  readonly gaps: readonly string[];
}

const HEAD = /^([\w./-]+)(?: \(([^)]*)\))?$/;
const FIELD = /^ {2}([a-z -]+):(?: (.*))?$/;

/** True for such a text. */
export function isList(text: string): boolean {
  return /^[\w./-]+(?: \([^)\n]*\))?\r?\n(?: {2}(?:ingress-|egress-)?priority: -?\d+\r?\n)* {2}target: \S+/m.test(text);
}

interface Block {
  readonly name: string;
  readonly marks: string;
  readonly at: Place;
  readonly fields: Map<string, { readonly text: string; readonly at: Place }>;
  /** Indented lines below a field. */
  readonly lists: Map<string, { readonly text: string; readonly at: Place }[]>;
}

/** Reads the blocks of zones and policies. What ipsets hold, direct rules and settings of the daemon are not in the text. */
export function readList(text: string, file: string): ListReading {
  const diagnostics: Diagnostic[] = [];
  const blocks = blocksOf(text, file);
  const zones: Zone[] = [];
  const policies: Policy[] = [];
  for (const block of blocks) {
    const settings = settingsOf(block, diagnostics);
    const words = (field: string) => namesOf(block, field);
    const priority = Number(block.fields.get('ingress-priority')?.text ?? block.fields.get('priority')?.text ?? '0');
    if (block.fields.has('ingress-zones'))
      policies.push({
        ...settings,
        priority: Number.isInteger(priority) ? priority : -1,
        ingressZones: words('ingress-zones'),
        egressZones: words('egress-zones'),
      });
    else {
      const forward = block.fields.get('forward');
      zones.push({
        ...settings,
        interfaces: words('interfaces'),
        sources: words('sources'),
        ...(forward?.text === 'yes' ? { forward: forward.at } : {}),
        priority: Number.isInteger(priority) ? priority : 0,
      });
    }
  }
  const standard = blocks.find((block) => /\bdefault\b/.test(block.marks))?.name;
  const [only] = zones;
  const guess = standard ?? (zones.length === 1 ? only?.name : undefined) ?? 'public';
  const at: Place = { file };
  const conf: Conf = {
    defaultZone: guess,
    ...(standard === undefined
      ? { defaultDoubt: 'which zone is the default is not shown (firewall-cmd --get-default-zone)' }
      : {}),
    backend: 'nftables',
    rpfilter: 'no',
    logDenied: false,
    rfc3964: false,
    at,
  };
  const gaps = [
    'The settings of the daemon, direct rules and what ipsets hold are not in the text.',
    ...(standard === undefined ? ['Which zone is the default is not in the text.'] : []),
    ...(policies.length === 0 ? ['Policies were not given (firewall-cmd --list-all-policies).'] : []),
  ];
  return {
    config: { conf, zones, policies, services: new Map(), ipsets: new Map(), direct: [] },
    diagnostics,
    gaps,
  };
}

function blocksOf(text: string, file: string): readonly Block[] {
  const blocks: Block[] = [];
  let list: { readonly text: string; readonly at: Place }[] | undefined;
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const at: Place = { file, line: index + 1 };
    const head = HEAD.exec(raw);
    const field = FIELD.exec(raw);
    const block = blocks.at(-1);
    if (head !== null && !raw.startsWith(' ')) {
      blocks.push({ name: head[1] ?? '', marks: head[2] ?? '', at, fields: new Map(), lists: new Map() });
      list = undefined;
    } else if (field !== null && block !== undefined) {
      const name = (field[1] ?? '').trim();
      block.fields.set(name, { text: (field[2] ?? '').trim(), at });
      list = [];
      block.lists.set(name, list);
    } else if (/^\s+\S/.test(raw)) list?.push({ text: raw.trim(), at });
  }
  return blocks.filter((block) => block.fields.has('target'));
}

function namesOf(block: Block, field: string): readonly Named[] {
  const found = block.fields.get(field);
  return (found?.text ?? '')
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((name) => ({ name, at: found?.at ?? block.at }));
}

function settingsOf(block: Block, diagnostics: Diagnostic[]): Settings {
  const target = block.fields.get('target');
  const ports = (field: string): readonly PortSpec[] =>
    namesOf(block, field).map(({ name, at }) => {
      const [port = '', protocol = ''] = name.split('/');
      return { port, protocol, at };
    });
  const masquerade = block.fields.get('masquerade');
  const rules: RichRule[] = [];
  for (const { text, at } of block.lists.get('rich rules') ?? []) {
    const element = richElementOf(text, at.line ?? 1);
    const reading = element === undefined ? { ignored: 'it is no rich rule' } : readRich(element, at);
    if ('rule' in reading) rules.push(reading.rule);
    else
      diagnostics.push({
        level: 'warning',
        code: 'ignored-rule',
        message: `a rich rule could not be read: ${reading.ignored}`,
        at,
      });
  }
  // A target `%%REJECT%%` is printed as it is; `default` of a policy does not exist.
  return {
    name: block.name,
    at: block.at,
    target: target?.text ?? 'default',
    targetAt: target?.at ?? block.at,
    services: namesOf(block, 'services'),
    ports: ports('ports'),
    sourcePorts: ports('source-ports'),
    protocols: namesOf(block, 'protocols'),
    icmpBlocks: namesOf(block, 'icmp-blocks'),
    icmpBlockInversion: block.fields.get('icmp-block-inversion')?.text === 'yes',
    ...(masquerade?.text === 'yes' ? { masquerade: masquerade.at } : {}),
    forwardPorts: forwardPorts(block),
    rules,
  };
}

/** `port=80:proto=tcp:toport=8080:toaddr=10.0.0.5`, on the line of the field or below it. */
function forwardPorts(block: Block): readonly ForwardPort[] {
  const own = block.fields.get('forward-ports');
  const lines = [
    ...(own?.text ?? '').split(/\s+/).map((text) => ({ text, at: own?.at ?? block.at })),
    ...(block.lists.get('forward-ports') ?? []),
  ];
  return lines.flatMap(({ text, at }) => {
    const match = /^port=([^:]*):proto=([^:]*):toport=([^:]*):toaddr=(.*)$/.exec(text);
    if (match === null) return [];
    const [, port = '', protocol = '', toPort = '', toAddress = ''] = match;
    return [{ port, protocol, toPort, toAddress, at }];
  });
}
