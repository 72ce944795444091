import type { Place } from '../../../core/fact.ts';

/** What suricata.yaml says, as far as the collection keeps it. */
export interface SuricataConf {
  readonly interfaces: readonly string[];
  readonly homeNet: { readonly text: string; readonly at: Place } | undefined;
  readonly ruleFiles: readonly string[];
}

const CAPTURES = ['af-packet', 'pcap', 'netmap'];

/** Reads interface, HOME_NET and rule files line by line: only those lines were kept. */
export function readSuricata(file: string, text: string): SuricataConf {
  const interfaces = new Set<string>();
  let homeNet: SuricataConf['homeNet'];
  const rulePaths: string[] = [];
  let folder = '/etc/suricata/rules';
  let top = '';
  text.split('\n').forEach((raw, index) => {
    const line = raw.replace(/\s#.*$/, '').trimEnd();
    if (line.trim() === '' || line.trim().startsWith('#')) return;
    const section = /^([\w-]+):\s*(.*)$/.exec(line);
    if (section !== null) {
      top = section[1] ?? '';
      if (top === 'default-rule-path') folder = unquote(section[2] ?? '');
      return;
    }
    const face = /^\s*-?\s*interface:\s*(\S+)/.exec(line)?.[1];
    // `default` is a template for interfaces given on the command line.
    if (face !== undefined && CAPTURES.includes(top) && face !== 'default') interfaces.add(unquote(face));
    const net = /^\s+HOME_NET:\s*(.+)$/.exec(line)?.[1];
    if (net !== undefined && homeNet === undefined)
      homeNet = { text: unquote(net.trim()), at: { file, line: index + 1 } };
    const rule = top === 'rule-files' ? /^\s*-\s*(\S+)/.exec(line)?.[1] : undefined;
    if (rule !== undefined) rulePaths.push(unquote(rule));
  });
  return {
    interfaces: [...interfaces],
    homeNet,
    ruleFiles: rulePaths.map((path) => (path.startsWith('/') ? path : `${folder}/${path}`)),
  };
}

function unquote(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2');
}
