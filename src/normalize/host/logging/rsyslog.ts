import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import type { HostLoggingFile, HostLoggingOutput } from '../../../model/generated/model.ts';
import { type RsyslogFile, readStatements, type Statement } from './rsyslog-statements.ts';

/** What rsyslog's files tell. */
export interface Rsyslog {
  readonly outputs: readonly HostLoggingOutput[];
  /** Inputs from the network. */
  readonly inputs: readonly { readonly name: string; readonly at: Place }[];
  /** Inputs of this machine: imuxsock, imjournal, imklog. */
  readonly local: readonly { readonly name: string; readonly at: Place }[];
  readonly files: readonly HostLoggingFile[];
}

const LOCAL = ['imuxsock', 'imjournal', 'imklog', 'imfile', 'imkmsg'];
const NETWORK = ['imtcp', 'imudp', 'imrelp', 'imptcp', 'imgssapi', 'im3195', 'imdtls'];
const SERVER_RUN = /^(udpserverrun|inputtcpserverrun|inputptcpserverrun|inputrelpserverrun|inputgssserverrun)$/;

// `*.*  @@(o)host:port;template`: one @ is UDP, two are TCP; an address of IPv6 stands in brackets.
const FORWARD = /(?:^|\s|&)(@@?)(?:\([^)]*\))?(\[[^\]]+\]|[^\s:;@]+)(?::(\d+))?(?:;\S+)?\s*$/;
const WRITE = /(?:\s|&|^)(-?(\/[^\s;]+)|\?[\w.-]+)(?:;\S+)?\s*}?\s*$/;

/** Settings that stay as they are whatever comes after; and those that hold for the actions behind them. */
interface State {
  mode: string;
  createMode: Place & { readonly value: string };
  moduleMode: Place & { readonly value: string };
}

/** Reads files of rsyslog: the first one is the main file. */
export function readRsyslog(files: readonly RsyslogFile[]): Rsyslog {
  const byName = new Map(files.map(({ file, text }) => [file, text]));
  const statements = readStatements(files[0]?.file ?? '', byName);
  const globals = readGlobals(statements);
  const found: Found = { outputs: [], inputs: [], local: [], files: [] };
  const usual = { value: '0644', file: files[0]?.file ?? '/etc/rsyslog.conf' };
  const state: State = { mode: '', createMode: usual, moduleMode: usual };
  for (const statement of statements) {
    if (statement.kind === 'directive') readDirective(statement, state, found);
    else if (statement.kind === 'object') readObject(statement, state, globals, found);
    else readLine(statement, state, globals, found);
  }
  return found;
}

interface Found {
  readonly outputs: HostLoggingOutput[];
  readonly inputs: { name: string; at: Place }[];
  readonly local: { name: string; at: Place }[];
  readonly files: HostLoggingFile[];
}

/** Of these the last holds for all actions, wherever it stands: they are asked for when rsyslog starts. */
interface Globals {
  readonly driver: string;
  readonly ca: Place & { readonly value: string };
  readonly umask: number;
}

function readGlobals(statements: readonly Statement[]): Globals {
  let driver = '';
  let ca: Globals['ca'] = { value: '', file: '/etc/rsyslog.conf' };
  let umask = 0;
  for (const statement of statements) {
    const { at } = statement;
    if (statement.kind === 'directive') {
      if (statement.name === 'defaultnetstreamdriver') driver = statement.value.toLowerCase();
      if (statement.name === 'defaultnetstreamdrivercafile') ca = { value: statement.value, ...at };
      if (statement.name === 'umask' && /^[0-7]+$/.test(statement.value)) umask = Number.parseInt(statement.value, 8);
    }
    if (statement.kind === 'object' && statement.name === 'global') {
      driver = (statement.parameters.get('defaultnetstreamdriver') ?? driver).toLowerCase();
      const file = statement.parameters.get('defaultnetstreamdrivercafile');
      if (file !== undefined) ca = { value: file, ...at };
      const mask = statement.parameters.get('umask');
      if (mask !== undefined && /^[0-7]+$/.test(mask)) umask = Number.parseInt(mask, 8);
    }
  }
  return { driver, ca, umask };
}

function readDirective({ name, value, at }: Statement & { kind: 'directive' }, state: State, found: Found): void {
  if (name === 'actionsendstreamdrivermode') state.mode = value;
  if (name === 'filecreatemode') state.createMode = { value, ...at };
  if (name === 'resetconfigvariables') {
    state.mode = '';
    state.createMode = { value: '0644', ...at };
  }
  if (SERVER_RUN.test(name)) found.inputs.push({ name: `$${name}`, at });
  if (name === 'modload' && LOCAL.includes(moduleName(value))) found.local.push({ name: moduleName(value), at });
}

/** `imuxsock.so`, also with its path. */
function moduleName(text: string): string {
  return text
    .slice(text.lastIndexOf('/') + 1)
    .replace(/\.so$/, '')
    .toLowerCase();
}

function readObject(statement: Statement & { kind: 'object' }, state: State, globals: Globals, found: Found): void {
  const { name, parameters, at } = statement;
  const type = (parameters.get('type') ?? '').toLowerCase();
  if (name === 'module') {
    const load = moduleName(parameters.get('load') ?? '');
    if (LOCAL.includes(load)) found.local.push({ name: load, at });
    const mode = parameters.get('filecreatemode');
    if (load === 'builtin:omfile' && mode !== undefined) state.moduleMode = { value: mode, ...at };
  }
  if (name === 'input' && NETWORK.includes(type)) found.inputs.push({ name: type, at });
  if (name !== 'action') return;
  if (type === 'omfile') {
    const own = parameters.get('filecreatemode');
    const mode = own === undefined ? state.moduleMode : { value: own, ...at };
    const path = parameters.get('file') ?? parameters.get('dynafile') ?? '';
    found.files.push(logFile(path, mode, globals.umask, at));
    return;
  }
  const host = parameters.get('target');
  if (host === undefined || !['omfwd', 'omrelp'].includes(type)) return;
  // RainerScript filters leave no selector.
  const selector = /^[\w*,;.!=/-]+$/.test(statement.before) ? statement.before : '';
  const port = parameters.get('port');
  if (type === 'omrelp') {
    const tls = parameters.get('tls') === 'on';
    const ca = parameters.get('tls.cacert') ?? '';
    found.outputs.push(
      output({ host, port, protocol: 'relp', driver: tls ? 'relp' : '', ca: known(ca, at), selector, at }),
    );
    return;
  }
  const tcp = (parameters.get('protocol') ?? 'udp').toLowerCase() === 'tcp';
  const driver = (
    parameters.get('streamdriver') ??
    parameters.get('streamdriver.name') ??
    globals.driver
  ).toLowerCase();
  const secure = tcp && ['gtls', 'ossl'].includes(driver) && parameters.get('streamdrivermode') === '1';
  const own = parameters.get('streamdriver.cafile');
  const ca = own === undefined ? authorities(globals) : known(own, at);
  found.outputs.push(
    output({ host, port, protocol: tcp ? 'tcp' : 'udp', driver: secure ? driver : '', ca, selector, at }),
  );
}

function readLine({ text, at }: Statement & { kind: 'line' }, state: State, globals: Globals, found: Found): void {
  const [, signs, host = '', port] = FORWARD.exec(text) ?? [];
  if (signs !== undefined) {
    const selector = /^\s*([^\s#:!$&]\S*)\s/.exec(text)?.[1] ?? '';
    const secure = signs === '@@' && ['gtls', 'ossl'].includes(globals.driver) && state.mode === '1';
    const protocol = signs === '@@' ? 'tcp' : 'udp';
    found.outputs.push(
      output({ host, port, protocol, driver: secure ? globals.driver : '', ca: authorities(globals), selector, at }),
    );
    return;
  }
  const [, target, path] = WRITE.exec(text) ?? [];
  if (target !== undefined && !/^\s*[\w.]+\s*=/.test(text))
    found.files.push(logFile(path ?? target, state.createMode, globals.umask, at));
}

function authorities({ ca }: Globals): Fact<string> {
  const { value, ...at } = ca;
  return known(value, at);
}

function logFile(path: string, mode: Place & { readonly value: string }, umask: number, at: Place): HostLoggingFile {
  const { value, ...place } = mode;
  const bits = /^[0-7]{1,4}$/.test(value) ? Number.parseInt(value, 8) & ~umask : undefined;
  return {
    id: `${path} (${at.file}:${at.line ?? 1})`,
    path,
    mode:
      bits === undefined
        ? unknown(`the mode ${value} is not octal`, place)
        : known(bits.toString(8).padStart(4, '0'), place),
    at,
  };
}

interface OutputParts {
  readonly host: string;
  readonly port: string | undefined;
  readonly protocol: HostLoggingOutput['protocol'];
  readonly driver: string;
  readonly ca: Fact<string>;
  readonly selector: string;
  readonly at: Place;
}

function output({ host, port, protocol, driver, ca, selector, at }: OutputParts): HostLoggingOutput {
  const id = `rsyslog to ${host}${port === undefined ? '' : `:${port}`}/${protocol} (${at.file}:${at.line ?? 1})`;
  return {
    id,
    service: 'rsyslog',
    host,
    ...(port === undefined ? {} : { port }),
    protocol,
    encrypted: known(driver !== '', at),
    ca_file: ca,
    driver,
    selector,
    at,
  };
}

/** True for a target that is this machine itself. */
export function isSelf(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || host.startsWith('127.');
}
