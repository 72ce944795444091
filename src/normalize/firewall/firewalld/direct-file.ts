import type { DirectLine } from './objects.ts';
import type { Tell } from './read-objects.ts';
import type { XmlElement } from './xml.ts';

/** Reads direct.xml: chains, rules and arguments that go to iptables as they are. */
export function readDirectLines(root: XmlElement, file: string, tell: Tell): readonly DirectLine[] {
  return root.children.flatMap((child): readonly DirectLine[] => {
    const at = { file, line: child.line };
    const get = (name: string) => child.attributes.get(name) ?? '';
    const family = get('ipv');
    if (child.name !== 'chain' && child.name !== 'rule' && child.name !== 'passthrough') return [];
    if (family !== 'ipv4' && family !== 'ipv6') {
      tell({
        level: 'note',
        code: 'not-judged',
        message: `a direct ${child.name} for ${family === '' ? 'no family' : family} is not judged`,
        at,
      });
      return [];
    }
    if (child.name !== 'passthrough') {
      const priority = Number(get('priority') || '0');
      const base = {
        family,
        table: get('table'),
        chain: get('chain'),
        kind: child.name,
        text: child.text,
        at,
      } as const;
      return [{ ...base, priority: Number.isFinite(priority) ? priority : 0 }];
    }
    const table = /(?:^|\s)(?:-t|--table)[\s=]+(\S+)/.exec(child.text);
    const text = table === null ? child.text : child.text.replace(table[0], ' ').trim();
    const chain = /^(?:-[AINP]|--append|--insert|--new-chain|--policy)\s+(\S+)/.exec(text)?.[1] ?? '';
    return [{ family, table: table?.[1] ?? 'filter', chain, kind: 'passthrough', priority: 0, text, at }];
  });
}
