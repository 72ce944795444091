/** A security identifier in its text form (MS-DTYP 2.4.2.1), from its bytes or from text; undefined when it is none. */
export function securityId(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder().decode(bytes);
  if (/^S-1-\d+(?:-\d+)+$/i.test(text)) return text.toUpperCase();
  const count = bytes[1];
  if (bytes[0] !== 1 || count === undefined || count > 15 || bytes.length !== 8 + 4 * count) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const authority = view.getUint16(2) * 2 ** 32 + view.getUint32(4);
  const parts = Array.from({ length: count }, (_, i) => view.getUint32(8 + 4 * i, true));
  return ['S-1', authority, ...parts].join('-');
}

/** The identifier of the domain of an account, and the number of the account in it. */
export function splitSecurityId(sid: string): { readonly domain: string; readonly rid: number } {
  const end = sid.lastIndexOf('-');
  return { domain: sid.slice(0, end), rid: Number(sid.slice(end + 1)) };
}
