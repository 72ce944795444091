/** The kind of a unit: what stands after its last dot. */
export function unitType(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** `foo@.service` of `foo@bar.service`; undefined for a plain name or a template. */
export function templateOf(name: string): string | undefined {
  const match = /^([^@]+)@(.+)(\.[a-z]+)$/.exec(name);
  return match === null ? undefined : `${match[1]}@${match[3]}`;
}

/** True for `foo@.service`. */
export function isTemplate(name: string): boolean {
  return /^[^@]+@\.[a-z]+$/.test(name);
}

/** What stands between `@` and the type; empty for a plain name. */
export function instanceOf(name: string): string {
  return /^[^@]+@(.*)\.[a-z]+$/.exec(name)?.[1] ?? '';
}

/** `foo@bar.service` of the template `foo@.service` and `bar`; plain names stay. */
export function instantiate(name: string, instance: string): string {
  return isTemplate(name) && instance !== ''
    ? name.replace(/@(\.[a-z]+)$/, (_all, type: string) => `@${instance}${type}`)
    : name;
}

/** What a template that a unit pulls in is made an instance of: the unit's own instance, else its name without the type. */
export function inheritedInstance(name: string): string {
  const instance = instanceOf(name);
  return instance === '' ? name.slice(0, name.lastIndexOf('.')) : instance;
}

/** Fills in the specifiers of systemd.unit(5) that stand in names of units: %i %I %j %J %n %N %p %P %%. */
export function fillSpecifiers(text: string, name: string): string {
  const bare = name.slice(0, name.lastIndexOf('.'));
  const prefix = bare.split('@')[0] ?? bare;
  const instance = instanceOf(name);
  const last = prefix.slice(prefix.lastIndexOf('-') + 1);
  const values: Readonly<Record<string, string>> = {
    i: instance,
    I: unescapeName(instance),
    j: last,
    J: unescapeName(last),
    n: name,
    N: bare,
    p: prefix,
    P: unescapeName(prefix),
    '%': '%',
  };
  return text.replace(/%(.)/g, (all, letter: string) => values[letter] ?? all);
}

/** systemd-escape(1): `-` stands for `/`, `\xHH` for a byte. */
function unescapeName(text: string): string {
  return text
    .replace(/-/g, '/')
    .replace(/\\x([0-9a-fA-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/**
 * Names whose drop-in and dependency folders count for a unit: itself, its template, the parts of its name up to each
 * dash, and the type (systemd.unit(5)).
 */
export function dropInNames(name: string): readonly string[] {
  const type = unitType(name);
  const template = templateOf(name);
  const bare = name.slice(0, name.lastIndexOf('.'));
  const prefix = bare.split('@')[0] ?? bare;
  const at = bare.includes('@') ? '@' : '';
  const dashes: string[] = [];
  for (let end = prefix.lastIndexOf('-', prefix.length - 2); end > 0; end = prefix.lastIndexOf('-', end - 1)) {
    dashes.push(`${prefix.slice(0, end + 1)}${at}.${type}`, `${prefix.slice(0, end + 1)}.${type}`);
  }
  return [name, ...(template === undefined ? [] : [template]), ...new Set(dashes), type];
}
