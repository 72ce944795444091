import type { Capture } from '../../../core/capture.ts';
import type { Place } from '../../../core/fact.ts';
import { textOf } from '../../capture-set.ts';
import { accountInText, parseIamArn } from '../aws-arn.ts';
import { jsonFault, type Locate, locator } from '../json-lines.ts';
import { isObject, type JsonObject, listAt, textAt } from '../json-value.ts';

/** The lists of the export. */
export type ListName = 'UserDetailList' | 'GroupDetailList' | 'RoleDetailList' | 'Policies';

/** One entry of a list, with its place. */
export interface Entry {
  readonly item: JsonObject;
  readonly pointer: string;
  readonly locate: Locate;
}

/** One file of the export that was read. */
export interface Page {
  readonly kind: 'page';
  readonly file: string;
  readonly account: string | undefined;
  /** The file says that more pages follow. */
  readonly truncated: boolean;
  readonly lists: Readonly<Record<ListName, readonly Entry[] | undefined>>;
  /** Entries that are not objects with an ARN. */
  readonly odd: readonly Place[];
}

/** One file that could not be read. */
export interface PageFault {
  readonly kind: 'fault';
  readonly account: string | undefined;
  readonly at: Place;
  readonly message: string;
}

/** Reads one file of the export. */
export function readPage(capture: Capture): Page | PageFault {
  const file = capture.origin;
  const text = textOf(capture);
  if (text === undefined) {
    const why = 'reason' in capture.outcome ? capture.outcome.reason : capture.outcome.kind;
    return { kind: 'fault', account: undefined, at: { file }, message: `${file} could not be read: ${why}` };
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    const { at, what } = jsonFault(file, text);
    const place = `${file}${at.line === undefined ? '' : `:${at.line}:${at.column ?? 1}`}`;
    return { kind: 'fault', account: accountInText(text), at, message: `${place}: not JSON: ${what}` };
  }
  if (!isObject(json)) {
    return { kind: 'fault', account: undefined, at: { file, line: 1 }, message: `${file}: expected a JSON object` };
  }
  const locate = locator(file, text);
  const odd: Place[] = [];
  const entries = (name: ListName): readonly Entry[] | undefined => {
    const list = listAt(json, name);
    return list?.flatMap((item, index) => {
      const pointer = `/${name}/${index}`;
      if (isObject(item) && textAt(item, 'Arn') !== undefined) return [{ item, pointer, locate }];
      odd.push({ file, pointer });
      return [];
    });
  };
  const lists = {
    UserDetailList: entries('UserDetailList'),
    GroupDetailList: entries('GroupDetailList'),
    RoleDetailList: entries('RoleDetailList'),
    Policies: entries('Policies'),
  };
  return { kind: 'page', file, account: accountOf(lists), truncated: isTruncated(json), lists, odd };
}

/** `IsTruncated` is of the API, `NextToken` of the command line with --max-items. */
function isTruncated(json: JsonObject): boolean {
  return json['IsTruncated'] === true || textAt(json, 'NextToken') !== undefined;
}

function accountOf(lists: Page['lists']): string | undefined {
  for (const entry of Object.values(lists).flatMap((list) => list ?? [])) {
    const account = parseIamArn(textAt(entry.item, 'Arn') ?? '')?.account;
    if (account !== undefined && account !== 'aws') return account;
  }
  return undefined;
}
