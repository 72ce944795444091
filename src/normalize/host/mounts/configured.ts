import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { Overridden, Place } from '../../../core/fact.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { statOf } from '../look-ups.ts';
import { sourceText } from '../source-text.ts';
import { parseFstab } from './fstab.ts';
import { type Restriction, restrictionsOf } from './mount-options.ts';
import { readMountUnits } from './mount-units.ts';

/** A mount that files ask for at boot. */
export interface ConfiguredMount {
  readonly point: string;
  readonly source: string;
  readonly type: string;
  readonly held: ReadonlySet<Restriction>;
  /** True when it is mounted at boot, or on first use. */
  readonly atBoot: boolean;
  readonly at: Place;
  readonly overridden: readonly Overridden[];
}

/** The mounts of fstab and of mount units, one for each point. */
export interface ConfiguredMounts {
  readonly mounts: ReadonlyMap<string, ConfiguredMount>;
  /** What starts the machine; `nothing` for an image that something else starts. */
  readonly init: 'systemd' | 'other' | 'nothing';
  /** Why the mounts are not all known, sentences. */
  readonly missing: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

interface Draft {
  readonly point: string;
  readonly source: string;
  readonly type: string;
  readonly options: readonly string[];
  readonly atBoot: boolean;
  readonly at: Place;
  readonly overridden: readonly Overridden[];
}

const FSTAB = '/etc/fstab';

/** Joins fstab and units as systemd does: /etc and /run before fstab, fstab before the units of packages. */
export function configuredMounts(captures: CaptureSet): ConfiguredMounts {
  const init = initOf(captures);
  const source = sourceText(captures, FSTAB);
  const fstab =
    source.kind === 'text' ? parseFstab(FSTAB, source.lines) : { entries: [] as const, diagnostics: [] as const };
  const units = readMountUnits(captures);
  const systemd = init !== 'other';
  const drafts = new Map<string, Draft>();
  const add = (draft: Draft, why: string) => {
    const first = drafts.get(draft.point);
    const lost = { at: draft.at, text: draft.options.join(','), why };
    drafts.set(draft.point, first === undefined ? draft : { ...first, overridden: [...first.overridden, lost] });
  };
  const addUnits = (aboveFstab: boolean) => {
    for (const unit of units.units.filter((one) => one.aboveFstab === aboveFstab)) {
      const wanted =
        units.wanted.has(unit.point) || (fstab.entries.some(({ point }) => point === unit.point) && aboveFstab);
      const { point, type, at } = unit;
      const options = unit.options?.options ?? [];
      add(
        { point, source: unit.source, type, options, atBoot: wanted, at: unit.options?.at ?? at, overridden: [] },
        'another unit or fstab comes first',
      );
    }
  };
  if (systemd) addUnits(true);
  for (const entry of systemd ? fstab.entries : [...fstab.entries].reverse()) {
    const { point, type, options, at } = entry;
    add(
      { point, source: entry.source, type, options, atBoot: isMounted(options), at, overridden: [] },
      systemd ? 'systemd takes the first mount of this folder' : 'a later line mounts over it',
    );
  }
  if (systemd) {
    addUnits(false);
    for (const [point, set] of units.dropIns) {
      const draft = drafts.get(point);
      if (draft === undefined) continue;
      const lost = { at: draft.at, text: draft.options.join(','), why: `a drop-in sets Options= anew` };
      drafts.set(point, { ...draft, options: set.options, at: set.at, overridden: [...draft.overridden, lost] });
    }
    for (const [point, at] of units.masked) {
      const draft = drafts.get(point);
      if (draft === undefined) continue;
      const lost = { at: draft.at, text: draft.options.join(','), why: `masked by ${at.file}` };
      drafts.set(point, { ...draft, atBoot: false, at, overridden: [...draft.overridden, lost] });
    }
    // systemd mounts it before it reads any file (mount-setup), and fstab changes the options (systemd-remount-fs(8)).
    if (!drafts.has('/dev/shm') && init === 'systemd') {
      drafts.set('/dev/shm', {
        point: '/dev/shm',
        source: 'tmpfs',
        type: 'tmpfs',
        options: ['nosuid', 'nodev'],
        atBoot: true,
        at: { file: 'systemd default' },
        overridden: [],
      });
    }
  }
  return {
    mounts: new Map([...drafts].map(([point, draft]) => [point, mountOf(draft, drafts)] as const)),
    init,
    missing: [...(source.kind === 'unreadable' ? [source.reason] : []), ...(systemd ? units.missing : [])],
    diagnostics: fstab.diagnostics,
  };
}

function mountOf(draft: Draft, drafts: ReadonlyMap<string, Draft>): ConfiguredMount {
  const { point, source, type, atBoot, at, overridden } = draft;
  return { point, source, type, held: heldBy(draft, drafts, 0), atBoot, at, overridden };
}

/** A bind mount without restrictions of its own has those of the mount it shows (mount(8), bind). */
function heldBy(draft: Draft, drafts: ReadonlyMap<string, Draft>, depth: number): ReadonlySet<Restriction> {
  const { held, named } = restrictionsOf(draft.options);
  const binds = draft.options.includes('bind') || draft.options.includes('rbind');
  if (!binds || named || depth > 8) return held;
  for (let path = draft.source; path.startsWith('/'); path = path.slice(0, path.lastIndexOf('/')) || '') {
    const shown = drafts.get(path);
    if (shown !== undefined && shown !== draft) return heldBy(shown, drafts, depth + 1);
  }
  const root = drafts.get('/');
  return root === undefined || root === draft ? held : heldBy(root, drafts, depth + 1);
}

/** Whether a line is mounted at boot: `noauto` lines wait for somebody to mount them, unless an automount does. */
export function isMounted(options: readonly string[]): boolean {
  if (options.includes('x-systemd.automount') || options.includes('comment=systemd.automount')) return true;
  return options.lastIndexOf('noauto') <= options.lastIndexOf('auto');
}

function initOf(captures: CaptureSet): ConfiguredMounts['init'] {
  const there = (path: string) => statOf(captures, path) !== 'absent';
  if (there('/usr/lib/systemd/systemd') || there('/lib/systemd/systemd')) return 'systemd';
  return there('/sbin/openrc') || there('/sbin/init') ? 'other' : 'nothing';
}
