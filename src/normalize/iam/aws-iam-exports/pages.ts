import type { ExportDocument } from '../export-documents.ts';
import { isObject } from '../json-value.ts';

/** A page that announces another: `IsTruncated` is of the API, `NextToken` of the command line with --max-items. */
export function goesOn({ value }: ExportDocument): boolean {
  if (!isObject(value)) return true;
  const token = value['NextToken'] ?? value['nextToken'];
  return (value['IsTruncated'] ?? false) !== false || (token !== undefined && token !== null);
}

/** What is said of a page whose next one is missing. */
export function missingPage({ file }: ExportDocument): string {
  return `${file}: the answer goes on, and its next page is not here`;
}
