import { parseInstant } from '../../../core/clock.ts';
import { parseIpRange } from '../../../core/ip-range.ts';
import type { FirewallDeclaredPorts } from '../../../model/generated/model.ts';

/** A value that was read, or why it cannot be. */
export type Reading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string };

/** Names of services that a port may be written by. */
const NAMED: ReadonlyMap<string, string> = new Map([
  ['ssh', 'tcp/22'],
  ['smtp', 'tcp/25'],
  ['http', 'tcp/80'],
  ['https', 'tcp/443'],
  ['ping', 'icmp'],
]);

/** `tcp/443`, `tcp/8000-8010`, `tcp/any`, `tcp` (all ports), `icmp`, and the order that some tools write: `443/tcp`. */
export function readPorts(text: string): Reading<FirewallDeclaredPorts> {
  const written = NAMED.get(text.toLowerCase()) ?? text.toLowerCase();
  if (written === 'icmp') return { ok: true, value: { protocol: 'icmp', from_port: 0, to_port: 0 } };
  const match = /^(tcp|udp)(?:\/(?:(\d{1,5})(?:-(\d{1,5}))?|any|\*))?$/.exec(
    written.replace(/^([\d-]+)\/(tcp|udp)$/, '$2/$1'),
  );
  const protocol = match?.[1] === 'udp' ? 'udp' : 'tcp';
  if (match === null)
    return { ok: false, why: `"${shown(text)}" is not a port; write tcp/443, udp/53, tcp/8000-8010 or icmp` };
  if (match[2] === undefined) return { ok: true, value: { protocol, from_port: 0, to_port: 65_535 } };
  const from = Number(match[2]);
  const to = match[3] === undefined ? from : Number(match[3]);
  if (from > to || to > 65_535)
    return { ok: false, why: `"${shown(text)}" is not a range of ports; they go from 0 to 65535` };
  return { ok: true, value: { protocol, from_port: from, to_port: to } };
}

/** An address or network of either family. Bits set behind the prefix are a mistake worth telling. */
export function readCidr(text: string): Reading<string> {
  const range = parseIpRange(text);
  if (range === undefined)
    return { ok: false, why: `"${shown(text)}" is not a network; write 192.0.2.0/24 or 2001:db8::/32` };
  const single = text.includes('-') ? undefined : parseIpRange(text.split('/')[0] ?? '');
  if (single !== undefined && text.includes('/') && single.from !== range.from)
    return {
      ok: false,
      why: `"${shown(text)}" has bits set behind its prefix; write the network, or the address alone`,
    };
  return { ok: true, value: text };
}

/** Words that stand for addresses without naming any. */
export const EVERYBODY: readonly string[] = ['internet', 'any'];

/** A calendar day. */
export function readDay(text: string): Reading<string> {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? parseInstant(`${text}T00:00:00Z`) : undefined;
  const real = ms !== undefined && new Date(ms).toISOString().startsWith(text);
  return real ? { ok: true, value: text } : { ok: false, why: `"${shown(text)}" is not a day; write YYYY-MM-DD` };
}

/** A value as messages show it. */
export function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
