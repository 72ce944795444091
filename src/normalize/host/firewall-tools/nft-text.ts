/** A chain that netfilter calls by itself. */
export interface NftBaseChain {
  readonly family: string;
  readonly table: string;
  readonly chain: string;
  readonly type: string;
  readonly hook: string;
  readonly policy: string;
  readonly line: number;
}

/** The base chains that a file for `nft -f` makes, and the files it includes. */
export interface NftText {
  readonly chains: readonly NftBaseChain[];
  readonly tables: readonly { readonly family: string; readonly name: string; readonly line: number }[];
}

interface Word {
  readonly text: string;
  readonly line: number;
}

/** Reads what nft(8) calls tables and base chains; rules are passed over. */
export function readNftText(text: string): NftText {
  const chains: NftBaseChain[] = [];
  const tables: { family: string; name: string; line: number }[] = [];
  // What each open brace belongs to.
  const open: {
    readonly kind: 'table' | 'chain' | 'other';
    readonly family: string;
    readonly table: string;
    readonly chain: string;
  }[] = [];
  let statement: Word[] = [];
  const place = () => open.at(-1);
  const addTable = (family: string, name: string, line: number) => {
    if (!tables.some((one) => one.family === family && one.name === name)) tables.push({ family, name, line });
  };
  const addChain = (family: string, table: string, chain: string, words: readonly Word[]) => {
    const value = (key: string) => words[words.findIndex((word) => word.text === key) + 1]?.text;
    const find = (key: string) => (words.some((word) => word.text === key) ? value(key) : undefined);
    const hook = find('hook');
    const known = chains.findIndex((one) => one.family === family && one.table === table && one.chain === chain);
    const policy = find('policy');
    const old = chains[known];
    if (hook === undefined && old !== undefined && policy !== undefined) chains[known] = { ...old, policy };
    if (hook === undefined || old !== undefined) return;
    const line = words[0]?.line ?? 1;
    chains.push({ family, table, chain, type: find('type') ?? 'filter', hook, policy: policy ?? 'accept', line });
  };
  const end = () => {
    const inside = place();
    if (inside?.kind === 'chain') addChain(inside.family, inside.table, inside.chain, statement);
    statement = [];
  };
  for (const word of wordsOf(text)) {
    if (word.text === '{') {
      const head = statement.map((one) => one.text);
      const outer = place();
      const opened = headOf(head, outer);
      open.push(opened);
      if (opened.kind === 'table') addTable(opened.family, opened.table, word.line);
      if (opened.kind === 'table' || opened.kind === 'chain') statement = [];
      if (opened.kind === 'chain' && outer === undefined) addTable(opened.family, opened.table, word.line);
    } else if (word.text === '}') {
      const closed = open.at(-1);
      if (closed?.kind !== 'other') end();
      open.pop();
    } else if (word.text === ';' || word.text === '\n') {
      if (place()?.kind === 'other') continue;
      const flat =
        place() === undefined
          ? /^(?:add |create )?table (?:(ip|ip6|inet|arp|bridge|netdev) )?(\S+)$/.exec(
              statement.map((one) => one.text).join(' '),
            )
          : null;
      if (flat !== null) addTable(flat[1] ?? 'ip', flat[2] ?? '', word.line);
      end();
    } else statement.push(word);
  }
  end();
  return { chains, tables };
}

const FAMILIES = new Set(['ip', 'ip6', 'inet', 'arp', 'bridge', 'netdev']);

function headOf(
  head: readonly string[],
  outer: { readonly kind: string; readonly family: string; readonly table: string } | undefined,
) {
  const words = head[0] === 'add' || head[0] === 'create' ? head.slice(1) : head;
  const [what, ...rest] = words;
  const family = FAMILIES.has(rest[0] ?? '') ? (rest[0] ?? 'ip') : 'ip';
  const names = FAMILIES.has(rest[0] ?? '') ? rest.slice(1) : rest;
  if (what === 'table' && outer === undefined)
    return { kind: 'table' as const, family, table: names[0] ?? '', chain: '' };
  if (what === 'chain' && outer?.kind === 'table') {
    return { kind: 'chain' as const, family: outer.family, table: outer.table, chain: rest[0] ?? '' };
  }
  if (what === 'chain' && outer === undefined) {
    return { kind: 'chain' as const, family, table: names[0] ?? '', chain: names[1] ?? '' };
  }
  return { kind: 'other' as const, family: '', table: '', chain: '' };
}

/** Words, braces, semicolons and ends of lines; comments and quoted texts are passed over. */
function wordsOf(text: string): readonly Word[] {
  const words: Word[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = index + 1;
    const clean = raw
      .replace(/"[^"]*"/g, '""')
      .replace(/#.*$/, '')
      .replace(/\\\s*$/, '');
    for (const match of clean.matchAll(/[{};]|[^\s{};]+/g)) words.push({ text: match[0], line });
    if (!/\\\s*$/.test(raw)) words.push({ text: '\n', line });
  }
  return words;
}
