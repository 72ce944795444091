import type { HostAuditdField, HostAuditdPath, HostAuditdRule } from '../../../model/generated/model.ts';

/** One concrete case of a wanted event: one word size, one result. */
export interface EventCase {
  readonly bits: 'b32' | 'b64';
  /** The word size that names without arch are looked up for. */
  readonly native: 'b32' | 'b64';
  readonly syscall?: string;
  readonly path?: { readonly real: string; readonly below: boolean; readonly missing: boolean };
  /** r, w, x or a. */
  readonly permission?: string;
  /** Login users whose acts it is about; unset is the greatest number. */
  readonly loginUsers: readonly [number, number];
  readonly exit?: number;
  readonly a0?: number;
  readonly asOther: boolean;
}

/** Whether a condition holds for all, for some or for none of an event. */
export type Holds = 'all' | 'some' | 'none';

/** The login user that no login has set (-1). */
export const UNSET = 4_294_967_295;

const CHANGES_ATTRIBUTES = /^(l?f?chmod(at2?)?|[lf]?chown(at)?|[lf]?(set|remove)xattr)$/;

/** Whether the system calls of a rule take in those of the event. */
export function callsHold(rule: HostAuditdRule, event: EventCase): Holds {
  if (rule.syscalls.includes('all')) return 'all';
  // Names without arch are numbers of the machine's own table, which mean something else in the other one.
  const sized = rule.fields.some((field) => field.name === 'arch');
  if (!sized && event.bits !== event.native) return 'none';
  if (event.syscall !== undefined) return rule.syscalls.includes(event.syscall) ? 'all' : 'none';
  if (event.permission === 'x') return rule.syscalls.includes('execve') ? 'all' : 'none';
  return 'some';
}

/** Whether one condition of a rule holds for the event; `paths` tells what the paths of rules are. */
export function fieldHolds(
  field: HostAuditdField,
  event: EventCase,
  paths: ReadonlyMap<string, HostAuditdPath>,
): Holds {
  const { name, operator, value } = field;
  switch (name) {
    case 'arch':
      return (event.bits === value) === (operator === '=') ? 'all' : 'none';
    case 'auid':
      if (operator.startsWith('-C')) return compared(field, event);
      return inRange(event.loginUsers, operator, value === '-1' ? UNSET : Number(value));
    case 'exit':
      return event.exit === undefined ? 'some' : inRange([event.exit, event.exit], operator, Number(value));
    case 'success': {
      if (event.exit === undefined) return 'some';
      const succeeded = event.exit >= 0 ? 1 : 0;
      return inRange([succeeded, succeeded], operator, Number(value) === 0 ? 0 : 1);
    }
    case 'a0':
      return event.a0 === undefined ? 'some' : inRange([event.a0, event.a0], operator, Number(value));
    case 'perm':
      return permissionHolds(value, event);
    case 'path':
      return pathHolds(value, operator, event, paths);
    case 'dir':
      return folderHolds(value, operator, event, paths);
    case 'exe':
      // On execve the program is already the new one when the call ends.
      return event.permission === 'x' && event.path !== undefined && operator === '='
        ? realOf(value, paths) === event.path.real
          ? 'all'
          : 'none'
        : 'some';
    default:
      return operator.startsWith('-C') ? compared(field, event) : 'some';
  }
}

/** -C: the event tells only that the effective user is neither the real nor the login user. */
function compared({ name, operator, value }: HostAuditdField, event: EventCase): Holds {
  if (!event.asOther) return 'some';
  const pair = `${name} ${value}`;
  if (pair !== 'auid euid' && pair !== 'euid uid') return 'some';
  return operator === '-C!=' ? 'all' : 'none';
}

function inRange([low, high]: readonly [number, number], operator: string, value: number): Holds {
  if (Number.isNaN(value)) return 'some';
  const holds = (number: number): boolean => {
    switch (operator) {
      case '<':
        return number < value;
      case '<=':
        return number <= value;
      case '>':
        return number > value;
      case '>=':
        return number >= value;
      default:
        return false;
    }
  };
  switch (operator) {
    case '=':
      return low === high && low === value ? 'all' : value < low || value > high ? 'none' : 'some';
    case '!=':
      return low === high && low === value ? 'none' : value < low || value > high ? 'all' : 'some';
    case '&':
    case '&=':
      return 'some';
    default:
      return holds(low) && holds(high) ? 'all' : holds(low) || holds(high) ? 'some' : 'none';
  }
}

function permissionHolds(permissions: string, event: EventCase): Holds {
  if (event.permission !== undefined) return permissions.includes(event.permission) ? 'all' : 'none';
  if (event.syscall === 'execve' || event.syscall === 'execveat') return permissions.includes('x') ? 'all' : 'none';
  if (event.syscall !== undefined && CHANGES_ATTRIBUTES.test(event.syscall)) {
    return permissions.includes('a') ? 'all' : 'none';
  }
  return 'some';
}

/** A path names an inode: of a folder only the folder itself and its list of names, not what its files hold. */
function pathHolds(
  value: string,
  operator: string,
  event: EventCase,
  paths: ReadonlyMap<string, HostAuditdPath>,
): Holds {
  if (event.path === undefined || operator !== '=') return 'some';
  const real = realOf(value, paths);
  if (real === event.path.real) return event.path.below && !event.path.missing ? 'some' : 'all';
  return event.path.below && isBelow(real, event.path.real) ? 'some' : 'none';
}

function folderHolds(
  value: string,
  operator: string,
  event: EventCase,
  paths: ReadonlyMap<string, HostAuditdPath>,
): Holds {
  if (event.path === undefined || operator !== '=') return 'some';
  const real = realOf(value, paths);
  if (real === event.path.real || isBelow(event.path.real, real)) return 'all';
  return event.path.below && isBelow(real, event.path.real) ? 'some' : 'none';
}

/** True when `path` lies in the folder. */
export function isBelow(path: string, folder: string): boolean {
  return folder === '/' ? path !== '/' : path.startsWith(`${folder}/`);
}

/** A path with the links in its folders resolved, as far as the collection tells; /var/run is /run since long. */
export function realOf(path: string, paths: ReadonlyMap<string, HostAuditdPath>): string {
  const clean = path.length > 1 ? path.replace(/\/+$/, '') : path;
  const entry = paths.get(path) ?? paths.get(clean);
  const real = entry?.real ?? clean;
  return real.startsWith('/var/run/') ? real.slice('/var'.length) : real;
}
