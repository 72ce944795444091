import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { Place } from '../../../core/fact.ts';
import { compareCodePoints } from '../../../core/order.ts';
import { type CaptureSet, oncePerSet } from '../../capture-set.ts';
import { isBlocked, statOf, whyUnread } from '../look-ups.ts';
import { captureText, linesOf, type SourceText, sourceText } from '../source-text.ts';
import { emptyStacks, type FlattenedStacks, flattenFile, type PamStacks } from './flatten.ts';
import { assemblePamLines, pamWords } from './pam-lines.ts';

/** The flattened stacks of a service that has its own file. */
export interface PamService {
  readonly name: string;
  readonly at: Place;
  readonly stacks: PamStacks;
}

/** All services of a host that could be read, and why others could not. */
export interface PamServices {
  readonly services: readonly PamService[];
  /** Why no service (`none`), or not every service, could be read. */
  readonly unread: { readonly reason: string; readonly hint: string; readonly all: boolean } | undefined;
  /** PAM is not configured at all. */
  readonly absent: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

const FOLDERS = ['/etc/pam.d', '/usr/lib/pam.d', '/usr/etc/pam.d'] as const;
const SINGLE = '/etc/pam.conf';

/** Services that programs ask for, also where other files include them. */
const PROGRAMS: ReadonlySet<string> = new Set(['login', 'other', 'passwd', 'runuser', 'sshd', 'su', 'sudo']);

/** Copies that editors and package managers leave: no program asks for a service of such a name. */
const LEFT_BEHIND = /(^\.)|~$|\.(dpkg-[a-z]+|rpm(new|save|orig)|ucf-[a-z]+|bak|old|orig|save|swp|pam-old)$|^README$/;

/** Reads every service with its includes, as libpam would when a program asks for it; once for a set of captures. */
export const readServices: (captures: CaptureSet) => PamServices = oncePerSet(makeServices);

function makeServices(captures: CaptureSet): PamServices {
  const blocked = FOLDERS.map((folder) => captures.get(folder)).find(isBlocked);
  if (blocked !== undefined) return noneRead(whyUnread(blocked, blocked.origin) ?? blocked.origin);
  const states = FOLDERS.map((folder) => statOf(captures, folder));
  for (const state of states) if (state !== 'absent' && 'unread' in state) return noneRead(state.unread);
  return states.every((state) => state === 'absent') ? fromSingleFile(captures) : fromFolders(captures);
}

function noneRead(reason: string): PamServices {
  return {
    services: [],
    unread: { reason, hint: 'Collect the host again with the right to read /etc/pam.d.', all: true },
    absent: false,
    diagnostics: [],
  };
}

/** The first folder that has the file counts; names with a slash are paths. */
function fileFinder(captures: CaptureSet): (name: string) => SourceText {
  return (name) => {
    if (name.startsWith('/')) {
      const capture = captures.get(name);
      return capture === undefined ? sourceText(captures, name) : captureText(capture);
    }
    for (const folder of FOLDERS) {
      const capture = captures.get(`${folder}/${name}`);
      if (capture !== undefined && capture.outcome.kind !== 'absent') return captureText(capture);
    }
    return { kind: 'absent', origin: `${FOLDERS[0]}/${name}` };
  };
}

function fromFolders(captures: CaptureSet): PamServices {
  const find = fileFinder(captures);
  const names = new Set(
    FOLDERS.flatMap((folder) => captures.under(folder).map(({ origin }) => origin.slice(folder.length + 1))).filter(
      (name) => !name.includes('/'),
    ),
  );
  const left = [...names].filter((name) => LEFT_BEHIND.test(name));
  const read = [...names]
    .filter((name) => !LEFT_BEHIND.test(name))
    .sort(compareCodePoints)
    .map((name) => ({ name, source: find(name) }))
    .map(({ name, source }) => ({ name, source, stacks: stacksOf(source, find) }));
  return gathered(
    read.filter(({ name, source }) => {
      // A file that others include is a part of services (common-auth), unless programs ask for it too (su, by su-l).
      const by = read.filter(({ stacks }) => stacks.included.includes(source.origin)).map((one) => one.name);
      return PROGRAMS.has(name) || by.every((other) => other.startsWith(`${name}-`));
    }),
    left.map((name) => ({
      level: 'note',
      code: 'pam-file-left-out',
      message: `${name} in the folder of PAM looks like a copy that no program asks for, and was not read as a service.`,
    })),
  );
}

function stacksOf(source: SourceText, find: (name: string) => SourceText): FlattenedStacks {
  if (source.kind === 'unreadable') return { ...emptyStacks(), unreadable: source };
  if (source.kind === 'absent') return emptyStacks();
  return flattenFile(source.origin, assemblePamLines(source.lines), find);
}

interface ReadService {
  readonly name: string;
  readonly source: SourceText;
  readonly stacks: FlattenedStacks;
}

function gathered(read: readonly ReadService[], notes: readonly Diagnostic[]): PamServices {
  const services: PamService[] = [];
  const diagnostics: Diagnostic[] = [...notes];
  const reasons: string[] = [];
  let hint = '';
  for (const { name, source, stacks } of read) {
    const at: Place = { file: source.origin };
    for (const fault of stacks.faults) {
      diagnostics.push({ level: 'warning', code: 'pam-line-fails', message: fault.message, at: fault.at });
    }
    if (stacks.unreadable !== undefined) {
      reasons.push(stacks.unreadable.reason);
      hint = stacks.unreadable.hint;
    } else if (stacks.aborted !== undefined) {
      diagnostics.push({
        level: 'warning',
        code: 'pam-service-broken',
        message: `libpam gives up on the service ${name}, so that nobody gets through it: ${stacks.aborted.message}`,
        at: stacks.aborted.at,
        hint: 'Correct the file, and keep a session of root open meanwhile.',
      });
    } else services.push({ name, at, stacks: stacks.stacks });
  }
  const unique = [...new Set(reasons)].sort(compareCodePoints);
  return {
    services,
    unread:
      unique.length === 0 ? undefined : { reason: unique.slice(0, 3).join('; '), hint, all: services.length === 0 },
    absent: false,
    diagnostics: uniqueDiagnostics(diagnostics),
  };
}

function uniqueDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(diagnostics.map((one) => [JSON.stringify(one), one])).values()];
}

/** pam.conf(5) of a host without pam.d: the first word of each line is the service. */
function fromSingleFile(captures: CaptureSet): PamServices {
  const source = sourceText(captures, SINGLE);
  if (source.kind === 'unreadable') return noneRead(source.reason);
  if (source.kind === 'absent') return { services: [], unread: undefined, absent: true, diagnostics: [] };
  const assembled = assemblePamLines(linesOf(source.text));
  const find = fileFinder(captures);
  const names = new Set(assembled.lines.map(({ text }) => (pamWords(text)[0] ?? '').toLowerCase()));
  return gathered(
    [...names].sort(compareCodePoints).map((name) => ({
      name,
      source,
      stacks: flattenFile(
        SINGLE,
        {
          broken: assembled.broken,
          lines: assembled.lines.flatMap(({ line, text }) => {
            const [, service = '', rest = ''] = /^(\S+)\s*(.*)$/s.exec(text) ?? [];
            return service.toLowerCase() === name ? [{ line, text: rest }] : [];
          }),
        },
        find,
      ),
    })),
    [],
  );
}
