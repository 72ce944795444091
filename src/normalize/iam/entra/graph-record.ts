import type { ExportRecord } from '../export-record.ts';

/** An object of Microsoft Graph, as one or several exports told it. */
export interface GraphRecord extends ExportRecord {
  /** Members that its export asked for: one that is not there is empty, not untold. */
  readonly asked: ReadonlySet<string>;
  /** The object whose list it stands in (`users('ID')/…`), where the export says so. */
  readonly holder?: string;
}

/** A record with what its export asked for. */
export function graphRecord(record: ExportRecord, asked: ReadonlySet<string>, holder: string | undefined): GraphRecord {
  return {
    value: record.value,
    pointer: record.pointer,
    locate: record.locate,
    asked,
    ...(holder === undefined ? {} : { holder }),
    get at() {
      return record.locate(record.pointer);
    },
  };
}
