/** The key of an instance: of `count` a number, of `for_each` a string. */
export type InstanceKey = string | number;

/** One module call on the way to a resource. */
export interface ModuleStep {
  readonly name: string;
  readonly key?: InstanceKey;
}

const NAME = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;

/** `["a"]`, `[0]`, or nothing. */
export function keyText(key: InstanceKey | undefined): string {
  return key === undefined ? '' : `[${JSON.stringify(key)}]`;
}

/** `module.net["a"].module.sub`, empty for the root. */
export function moduleAddress(steps: readonly ModuleStep[]): string {
  return steps.map(({ name, key }) => `module.${name}${keyText(key)}`).join('.');
}

/** The module calls at the head of an address, and what follows them. */
export function splitAddress(address: string): { readonly modules: readonly ModuleStep[]; readonly rest: string } {
  const modules: ModuleStep[] = [];
  let at = 0;
  while (address.startsWith('module.', at)) {
    NAME.lastIndex = at + 7;
    const name = NAME.exec(address)?.[0];
    if (name === undefined) break;
    const end = at + 7 + name.length;
    const key = keyAt(address, end);
    modules.push(key === undefined ? { name } : { name, key: key.key });
    at = (key?.end ?? end) + 1;
  }
  return { modules, rest: address.slice(at) };
}

/** The key of `type.name["a"]`. */
export function keyOf(rest: string): InstanceKey | undefined {
  const open = rest.indexOf('[');
  return open < 0 ? undefined : keyAt(rest, open)?.key;
}

function keyAt(text: string, at: number): { readonly key: InstanceKey; readonly end: number } | undefined {
  if (text.charAt(at) !== '[') return undefined;
  if (text.charAt(at + 1) !== '"') {
    const close = text.indexOf(']', at);
    const index = Number(text.slice(at + 1, close));
    return close < 0 || !Number.isInteger(index) ? undefined : { key: index, end: close + 1 };
  }
  let end = at + 2;
  while (end < text.length && text.charAt(end) !== '"') end += text.charAt(end) === '\\' ? 2 : 1;
  if (text.charAt(end + 1) !== ']') return undefined;
  return { key: unquoted(text.slice(at + 1, end + 1)), end: end + 2 };
}

/** Terraform quotes keys as HCL does: `$${` stands for `${`. */
function unquoted(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    return String(value).replace(/([$%])\1\{/g, '$1{');
  } catch {
    return text.slice(1, -1);
  }
}
