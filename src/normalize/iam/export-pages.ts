import type { Diagnostic } from '../../core/diagnostic.ts';
import { leftOut } from './directory-parts.ts';
import { type ExportRecord, textIn } from './export-record.ts';

/** What is missing of the lists of an export, while it is read. */
export interface ListGaps<Kind> {
  /** Why lists of a kind may go on. */
  readonly gaps: Map<Kind, string[]>;
  /** Why anything may be missing. */
  readonly broken: string[];
  readonly diagnostics: Diagnostic[];
}

/** The same of lists whose pages name the next one. */
export interface PagedLists<Kind> extends ListGaps<Kind> {
  /** Pages that announce another one, and those that do not. */
  readonly pages: Map<Kind, { readonly goOn: string[]; ends: number }>;
}

/** Notes why the lists of a kind may go on. */
export function addGap<Kind>({ gaps }: Pick<ListGaps<Kind>, 'gaps'>, kind: Kind, why: string): void {
  gaps.set(kind, [...(gaps.get(kind) ?? []), why]);
}

/** Notes one page: the kinds of objects on it, how many entries could not be read, and whether it names the next one. */
export function addPage<Kind>(
  draft: PagedLists<Kind>,
  file: string,
  page: ExportRecord | undefined,
  kinds: ReadonlySet<Kind>,
  odd: number,
): void {
  const goesOn = /\S/.test(textIn(page, 'nextPageToken') ?? '');
  for (const kind of kinds) {
    const pages = draft.pages.get(kind) ?? { goOn: [], ends: 0 };
    draft.pages.set(kind, pages);
    if (goesOn) pages.goOn.push(file);
    else pages.ends += 1;
  }
  if (odd === 0) return;
  const why = `${file}: ${odd} entries cannot be read`;
  draft.diagnostics.push(leftOut(why, { file }));
  if (kinds.size === 0) draft.broken.push(why);
  for (const kind of kinds) addGap(draft, kind, why);
}

/** Pages follow each other: when the last one is there, all before it announced the next. */
export function tellMissingPages<Kind>(draft: PagedLists<Kind>): void {
  for (const [kind, { goOn, ends }] of draft.pages) {
    const [file] = goOn;
    if (file === undefined || ends > 0) continue;
    const why = `${file}: the answer goes on, and its next page is not here`;
    addGap(draft, kind, why);
    draft.diagnostics.push({ level: 'warning', code: 'partial-export', message: why, at: { file } });
  }
}
