import { type Fact, known, type Place } from '../../../core/fact.ts';
import type { HostLoggingOutput } from '../../../model/generated/model.ts';

/** One file of rsyslog. */
export interface RsyslogFile {
  readonly file: string;
  readonly text: string;
}

/** What rsyslog's files tell of the network. */
export interface RsyslogNetwork {
  readonly outputs: readonly HostLoggingOutput[];
  readonly inputs: readonly { readonly name: string; readonly at: Place }[];
}

/** Legacy directives hold for the actions that follow them, over all files. */
interface State {
  driver: string;
  mode: string;
}

// `*.*  @@(o)host:port;template`: one @ is UDP, two are TCP; an address of IPv6 stands in brackets.
const LEGACY = /^\s*([^\s#:!$]\S*)\s+(@@?)(?:\([^)]*\))?(\[[^\]]+\]|[^\s:;]+)(?::(\d+))?/;
const OBJECT = /\b(action|input|module|global)\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)/gis;

/** Reads outputs to and inputs from the network, in the order of the files; comments are passed over. */
export function readRsyslog(files: readonly RsyslogFile[]): RsyslogNetwork {
  const outputs: HostLoggingOutput[] = [];
  const inputs: { name: string; at: Place }[] = [];
  const state: State = { driver: '', mode: '' };
  for (const { file, text } of files) {
    const clean = text
      .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
      .replace(/(^|\s)#[^\n]*/g, (comment) =>
        ' '.repeat(comment.length).replace(/^ /, comment.startsWith('\n') ? '\n' : ' '),
      );
    const lineAt = lineCounter(clean);
    clean.split('\n').forEach((line, index) => {
      const at: Place = { file, line: index + 1 };
      const [, directive = '', value = ''] = /^\s*\$(\w+)\s+(\S+)/.exec(line) ?? [];
      if (/^DefaultNetstreamDriver$/i.test(directive)) state.driver = value.toLowerCase();
      if (/^ActionSendStreamDriverMode$/i.test(directive)) state.mode = value;
      if (/^(UDPServerRun|InputTCPServerRun|InputRELPServerRun)$/i.test(directive))
        inputs.push({ name: `$${directive}`, at });
      const legacy = LEGACY.exec(line);
      if (legacy === null) return;
      const [, selector = '', signs, host = '', port] = legacy;
      const encrypted = signs === '@@' && ['gtls', 'ossl'].includes(state.driver) && state.mode === '1';
      outputs.push(output(host, port, signs === '@@' ? 'tcp' : 'udp', known(encrypted, at), selector, at));
    });
    for (const match of clean.matchAll(OBJECT)) {
      const [, kind = '', body = ''] = match;
      const at: Place = { file, line: lineAt(match.index) };
      const settings = parameters(body);
      const type = (settings.get('type') ?? '').toLowerCase();
      if (kind.toLowerCase() === 'global')
        state.driver = (settings.get('defaultnetstreamdriver') ?? state.driver).toLowerCase();
      if (kind.toLowerCase() === 'input' && ['imtcp', 'imudp', 'imrelp', 'imptcp'].includes(type))
        inputs.push({ name: type, at });
      if (kind.toLowerCase() === 'action') outputs.push(...actionOutput(type, settings, state, clean, match.index, at));
    }
  }
  return { outputs, inputs };
}

function actionOutput(
  type: string,
  settings: ReadonlyMap<string, string>,
  state: State,
  text: string,
  index: number,
  at: Place,
): readonly HostLoggingOutput[] {
  const host = settings.get('target');
  if (host === undefined || !['omfwd', 'omrelp'].includes(type)) return [];
  const port = settings.get('port');
  // The selector stands before the action on its own line; RainerScript filters leave none.
  const before = text.slice(text.lastIndexOf('\n', index - 1) + 1, index).trim();
  const selector = /^[\w*,;.!=/-]+$/.test(before) ? before : '';
  if (type === 'omrelp') {
    return [output(host, port, 'relp', known(settings.get('tls') === 'on', at), selector, at)];
  }
  const tcp = (settings.get('protocol') ?? 'udp').toLowerCase() === 'tcp';
  const driver = (settings.get('streamdriver') ?? settings.get('streamdriver.name') ?? state.driver).toLowerCase();
  const encrypted = tcp && ['gtls', 'ossl'].includes(driver) && settings.get('streamdrivermode') === '1';
  return [output(host, port, tcp ? 'tcp' : 'udp', known(encrypted, at), selector, at)];
}

function output(
  host: string,
  port: string | undefined,
  protocol: HostLoggingOutput['protocol'],
  encrypted: Fact<boolean>,
  selector: string,
  at: Place,
): HostLoggingOutput {
  const id = `rsyslog to ${host}${port === undefined ? '' : `:${port}`}/${protocol} (${at.file}:${at.line ?? 1})`;
  return { id, service: 'rsyslog', host, ...(port === undefined ? {} : { port }), protocol, encrypted, selector, at };
}

function parameters(body: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', value = ''] of body.matchAll(/([\w.]+)\s*=\s*"((?:[^"\\]|\\.)*)"/g))
    found.set(name.toLowerCase(), value);
  return found;
}

function lineCounter(text: string): (index: number) => number {
  return (index) => text.slice(0, index).split('\n').length;
}

/** True for a target that is this machine itself. */
export function isSelf(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || host.startsWith('127.');
}
