import { sortedBy } from '../../../core/order.ts';
import type { HostMacProfile } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { namesOf } from '../look-ups.ts';
import { captureText } from '../source-text.ts';

type Mode = HostMacProfile['mode'];

/** The profiles of /etc/apparmor.d, and why they are not all. */
export interface ConfiguredProfiles {
  readonly profiles: readonly HostMacProfile[];
  readonly missing: readonly string[];
}

const FOLDER = '/etc/apparmor.d';

/**
 * What the parser loads at boot: the files right in the folder (not those of its folders), without those that have a
 * link of their name in disable/, and in complain mode those that have one in force-complain/ (apparmor.d(5)).
 */
export function configuredProfiles(captures: CaptureSet): ConfiguredProfiles {
  const disabled = listed(captures, `${FOLDER}/disable`);
  const forced = listed(captures, `${FOLDER}/force-complain`);
  const missing = [disabled, forced].flatMap((list) => (Array.isArray(list) ? [] : [String(list)]));
  const profiles: HostMacProfile[] = [];
  const itself = captures.get(FOLDER);
  const closed = itself === undefined ? undefined : captureText(itself);
  if (closed?.kind === 'unreadable') missing.push(closed.reason);
  for (const capture of captures.under(FOLDER)) {
    const name = capture.origin.slice(FOLDER.length + 1);
    if (name.includes('/')) continue;
    const source = captureText(capture);
    if (source.kind === 'unreadable') missing.push(source.reason);
    if (source.kind !== 'text') continue;
    const off = Array.isArray(disabled) && disabled.includes(name);
    const soft = Array.isArray(forced) && forced.includes(name);
    profiles.push(
      ...parseProfiles(capture.origin, source.lines).map((profile): HostMacProfile => {
        const lost = { at: profile.at, text: `${profile.id} in ${profile.mode} mode` };
        if (off)
          return {
            ...profile,
            mode: 'disabled',
            overridden: [{ ...lost, why: `switched off by ${FOLDER}/disable/${name}` }],
          };
        if (soft)
          return {
            ...profile,
            mode: 'complain',
            overridden: [{ ...lost, why: `softened by ${FOLDER}/force-complain/${name}` }],
          };
        return profile;
      }),
    );
  }
  return { profiles: sortedBy(profiles, ({ id }) => id), missing };
}

function listed(captures: CaptureSet, folder: string): readonly string[] | string {
  const names = namesOf(captures, folder);
  if (names === 'absent') return [];
  return 'unread' in names ? names.unread : names;
}

/** A block that is open: a profile with its name, or anything else that has braces. */
interface Block {
  readonly name: string | undefined;
}

/**
 * The profiles of one file with their modes. A header ends in `{`: `profile NAME [ATTACHMENT] [flags=(...)] {`,
 * `/PATH [flags=(...)] {`, and inside another one `profile CHILD {`, `hat NAME {` or `^NAME {`.
 */
export function parseProfiles(file: string, lines: readonly string[]): readonly HostMacProfile[] {
  const profiles: HostMacProfile[] = [];
  const open: Block[] = [];
  let pending: { text: string; line: number } | undefined;
  for (const [index, raw] of lines.entries()) {
    const text = withoutComment(raw);
    if (text === '') continue;
    if (text === '}') {
      open.pop();
      continue;
    }
    const joined = pending === undefined ? text : `${pending.text} ${text}`;
    const line = pending?.line ?? index + 1;
    pending = undefined;
    if (!/\{\s*\}?$/.test(joined)) {
      // A header may go on; a rule ends with a comma.
      if (/^(?:profile|hat|\^)/.test(joined) && !joined.endsWith(',')) pending = { text: joined, line };
      if (/^\}/.test(joined)) open.pop();
      continue;
    }
    const header = headerOf(joined.replace(/\s*\{\s*\}?$/, ''), open);
    if (header !== undefined) profiles.push({ ...header, at: { file, line } });
    if (joined.endsWith('{')) open.push({ name: header?.id });
  }
  return profiles;
}

/** Comments begin with `#` at the start or after a blank; `#include` is no comment, and no block either. */
function withoutComment(line: string): string {
  return line.replace(/(^|\s)#.*$/, '').trim();
}

function headerOf(text: string, open: readonly Block[]): { readonly id: string; readonly mode: Mode } | undefined {
  const parent = open.findLast((block) => block.name !== undefined)?.name;
  const named = /^(?:profile|hat)\s+(?:"([^"]*)"|(\S+))(.*)$/.exec(text);
  const hat = /^\^(?:"([^"]*)"|(\S+))(.*)$/.exec(text);
  const path = open.length === 0 ? /^(?:"([^"]*)"|([/@:]\S*))(.*)$/.exec(text) : null;
  const found = named ?? hat ?? path;
  if (found === null) return undefined;
  const name = found[1] ?? found[2] ?? '';
  const flags = /(?:flags\s*=\s*)?\(([^)]*)\)\s*$/.exec(found[3] ?? '')?.[1] ?? '';
  return { id: parent === undefined ? name : `${parent}//${name}`, mode: modeOf(flags) };
}

function modeOf(flags: string): Mode {
  const words = flags.split(/[\s,]+/);
  const mode = (['complain', 'kill', 'prompt', 'unconfined'] as const).find((one) => words.includes(one));
  return mode ?? 'enforce';
}

/** A line of /sys/kernel/security/apparmor/profiles: `NAME (MODE)`. */
export function loadedProfile(line: string, at: HostMacProfile['at']): HostMacProfile | undefined {
  const found = /^(.+) \(([\w-]+)\)$/.exec(line);
  if (found === null) return undefined;
  const mode = (['enforce', 'complain', 'kill', 'prompt', 'unconfined'] as const).find((one) => one === found[2]);
  return { id: found[1] ?? '', mode: mode ?? 'other', at };
}
