import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { Place } from '../../../core/fact.ts';
import { isRecord } from '../../../core/record.ts';
import { readPlacedDocuments } from '../../placed-documents.ts';

/** A value of a template and where it stands. */
export interface TemplateNode {
  readonly value: unknown;
  readonly path: readonly (string | number)[];
}

/** One resource of a template, before its functions are evaluated. */
export interface TemplateResource {
  /** The logical id. */
  readonly id: string;
  readonly type: string;
  readonly properties: TemplateNode;
  /** The name of the condition under which it is made. */
  readonly condition?: string;
  readonly at: Place;
}

/** A template as written. */
export interface Template {
  readonly file: string;
  readonly resources: readonly TemplateResource[];
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly mappings: Readonly<Record<string, unknown>>;
  readonly conditions: Readonly<Record<string, unknown>>;
  /** What cannot be told of the whole, a sentence each. */
  readonly missing: readonly string[];
  /** Resources that stand there and cannot be read, a sentence each. */
  readonly lost: readonly { readonly why: string; readonly at: Place }[];
  placeOf(path: readonly (string | number)[]): Place;
}

/** What became of reading a file. */
export type TemplateReading =
  | { readonly ok: true; readonly template: Template }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

const TOP =
  /^(?:\uFEFF)?(?:\s*(?:#[^\n]*|---[^\n]*)?\n)*["']?(?:AWSTemplateFormatVersion|Description|Metadata|Parameters|Rules|Mappings|Conditions|Transform|Globals|Hooks|Resources|Outputs)["']?\s*:/;
const TYPE = /\bType["']?\s*:\s*["']?AWS::\w+::\w+/;

/** True for the text of a YAML template, by its first lines. */
export function looksLikeYamlTemplate(head: string): boolean {
  return (
    TOP.test(head) && (/^AWSTemplateFormatVersion\s*:/m.test(head) || (/^Resources\s*:/m.test(head) && TYPE.test(head)))
  );
}

/** True for a JSON template. */
export function looksLikeTemplate(json: unknown): boolean {
  if (!isRecord(json) || !isRecord(json['Resources'])) return false;
  const types = Object.values(json['Resources']).map((one) => (isRecord(one) ? one['Type'] : undefined));
  return (
    'AWSTemplateFormatVersion' in json || types.some((type) => typeof type === 'string' && /^AWS::\w+::\w+/.test(type))
  );
}

/** Reads a template; what a macro or a loop makes of it is not told. */
export function readTemplate(file: string, text: string): TemplateReading {
  const read = readPlacedDocuments(file, text);
  if (!read.ok) return read;
  const [document] = read.documents;
  const root = document?.value;
  if (document === undefined || !isRecord(root)) {
    const message = `${file} holds no template`;
    return { ok: false, diagnostics: [{ level: 'error', code: 'parse-error', message, at: { file } }] };
  }
  const missing: string[] = [];
  const lost: { readonly why: string; readonly at: Place }[] = [];
  if (!isRecord(root['Resources'] ?? {}))
    lost.push({ why: `Resources of ${file} cannot be read.`, at: document.placeOf(['Resources']) });
  const resources: TemplateResource[] = [];
  for (const [id, value] of Object.entries(recordOf(root['Resources']))) {
    const path = ['Resources', id];
    const type = isRecord(value) ? value['Type'] : undefined;
    if (id.startsWith('Fn::ForEach'))
      missing.push(
        `What the loop ${id} makes is not told: give the template that cloudformation get-template --template-stage Processed prints.`,
      );
    const inner = isRecord(value) ? (value['Properties'] ?? {}) : undefined;
    if (!isRecord(value) || typeof type !== 'string' || !isRecord(inner)) {
      const isLoop = id.startsWith('Fn::');
      if (!isLoop) lost.push({ why: `The resource ${id} of ${file} cannot be read.`, at: document.placeOf(path) });
      continue;
    }
    const condition = value['Condition'];
    resources.push({
      id,
      type,
      properties: { value: inner, path: [...path, 'Properties'] },
      ...(condition === undefined
        ? {}
        : { condition: typeof condition === 'string' ? condition : 'that cannot be read' }),
      at: document.placeOf(path),
    });
  }
  const transforms = [root['Transform']].flat().map((one) => (isRecord(one) ? one['Name'] : one));
  for (const name of transforms) {
    if (typeof name === 'string' && !name.startsWith('AWS::')) {
      missing.push(
        `What the macro ${name} changes is not told: give the template that cloudformation get-template --template-stage Processed prints.`,
      );
    }
  }
  return {
    ok: true,
    template: {
      file,
      resources,
      parameters: recordOf(root['Parameters']),
      mappings: recordOf(root['Mappings']),
      conditions: recordOf(root['Conditions']),
      missing: [...missing, ...lost.map(({ why }) => why)],
      lost,
      placeOf: (path) => document.placeOf(path),
    },
  };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}
