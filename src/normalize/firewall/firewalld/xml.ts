import { SaxesParser } from 'saxes';

/** An element of an XML document, with its line. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The characters directly in it, outer blanks cut. */
  readonly text: string;
  readonly line: number;
}

/** A document as its root, or what is wrong with it. */
export type XmlReading =
  | { readonly kind: 'document'; readonly root: XmlElement }
  | { readonly kind: 'malformed'; readonly why: string; readonly line: number };

interface Open {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  text: string;
  readonly line: number;
}

/** Documents of settings are flat; what is deeper is none. */
const MAX_DEPTH = 30;

/** Reads a well-formed XML 1.0 document. Entities of a DTD are not expanded: a document that uses one is malformed. */
export function parseXml(text: string): XmlReading {
  const parser = new SaxesParser({ position: true });
  const open: Open[] = [];
  let root: XmlElement | undefined;
  let wrong: { readonly why: string; readonly line: number } | undefined;
  const fault = (why: string): void => {
    wrong ??= { why: why.replace(/^\d+:\d+: /, ''), line: parser.line };
  };
  parser.on('error', (error) => fault(error.message));
  parser.on('opentag', (tag) => {
    if (open.length >= MAX_DEPTH) fault('elements are nested too deeply.');
    if (wrong !== undefined) return;
    open.push({
      name: tag.name,
      attributes: new Map(Object.entries(tag.attributes)),
      children: [],
      text: '',
      line: parser.line,
    });
  });
  const characters = (data: string): void => {
    const inside = open.at(-1);
    if (inside !== undefined) inside.text += data;
  };
  parser.on('text', characters);
  parser.on('cdata', characters);
  parser.on('closetag', () => {
    const done = wrong === undefined ? open.pop() : undefined;
    if (done === undefined) return;
    const element: XmlElement = { ...done, text: done.text.trim() };
    const parent = open.at(-1);
    if (parent === undefined) root ??= element;
    else parent.children.push(element);
  });
  parser.write(text).close();
  if (wrong !== undefined) return { kind: 'malformed', ...wrong };
  return root === undefined
    ? { kind: 'malformed', why: 'there is no element in it.', line: 1 }
    : { kind: 'document', root };
}
