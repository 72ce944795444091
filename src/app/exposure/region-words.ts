import { clipped, visible } from '../../report/visible.ts';
import type { Region } from './exposure.ts';

const SHOWN_SOURCES = 3;
const LENGTH = 120;
/** RFC 1918 and RFC 6598; the link-local addresses of RFC 3927 often stand with them. */
const PRIVATE = ['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16'];
const LINK_LOCAL = '169.254.0.0/16';

/** `tcp/22,443`, `icmp`, `anything`, `other protocols`. */
export function serviceText(region: Region): string {
  const list = region.ports ?? region.icmp ?? region.protocols;
  const name = region.protocol === 'any' ? 'anything' : region.protocol;
  const plain = name === 'other' ? (list === undefined ? 'other protocols' : 'protocol') : name;
  const ports = list === undefined ? '' : `/${list.join(',')}`;
  const from = region.sourcePorts === undefined ? '' : ` from port ${region.sourcePorts.join(',')}`;
  const state = region.state === undefined ? '' : ` (${region.state.toLowerCase()})`;
  return visible(`${clipped(`${plain}${ports}`, LENGTH)}${from}${state}`);
}

/** Sources of regions that are equal but for the family. */
export function fromText(regions: readonly Region[]): string {
  const everywhere = regions.filter(isAnywhere).map(({ family }) => family);
  if (new Set(everywhere).size === 2) return 'anywhere';
  return regions
    .map((region) => {
      const name = region.family === 'ipv4' ? 'IPv4' : 'IPv6';
      const except = region.sourcesExcept === undefined ? '' : ` but ${shortList(region.sourcesExcept)}`;
      return isEveryAddress(region) ? `anywhere (${name})${except}` : `${shortList(region.sources)}${except}`;
    })
    .join(', ');
}

/** Interfaces and destinations, where they matter. */
export function whereText(region: Region): string {
  const parts = [
    ...(region.hook === 'forward' ? ['through'] : region.hook === 'output' ? ['out'] : []),
    ...(region.in === undefined ? [] : [`in ${namesText(region.in)}`]),
    ...(region.out === undefined ? [] : [`out ${namesText(region.out)}`]),
    ...(region.destinations === undefined
      ? []
      : [
          `to ${shortList(region.destinations)}${region.destinationsExcept === undefined ? '' : ` but ${shortList(region.destinationsExcept)}`}`,
        ]),
  ];
  return visible(parts.join(' '));
}

/** Every address of its family, perhaps without some. */
export function isEveryAddress({ sources }: Region): boolean {
  return sources.length === 1 && (sources[0] === '0.0.0.0/0' || sources[0] === '::/0');
}

function isAnywhere(region: Region): boolean {
  return isEveryAddress(region) && region.sourcesExcept === undefined;
}

function namesText({ names, except }: NonNullable<Region['in']>): string {
  return `${names.map((name) => (name === '+' ? 'any' : name)).join(',')}${except.length === 0 ? '' : ` but ${except.join(',')}`}`;
}

function shortList(list: readonly string[]): string {
  const named = withPrivate(list);
  const shown = named.slice(0, SHOWN_SOURCES).join(', ');
  return named.length > SHOWN_SOURCES ? `${shown} and ${named.length - SHOWN_SOURCES} more` : shown;
}

/** The private networks are told by name where all of them are meant. */
function withPrivate(list: readonly string[]): readonly string[] {
  if (!PRIVATE.every((one) => list.includes(one))) return list;
  return ['private IPv4 addresses', ...list.filter((one) => one !== LINK_LOCAL && !PRIVATE.includes(one))];
}
