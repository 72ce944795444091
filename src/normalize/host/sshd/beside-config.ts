import { type Fact, isKnown, known, type Place, unknown } from '../../../core/fact.ts';
import { isRecord } from '../../../core/record.ts';
import type { HostSshConflict } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { jsonOf, statOf, whyUnread } from '../look-ups.ts';
import { canonicalKeyword, isAdding } from './effective.ts';
import { lostSetting, type SshdConfig } from './read-config.ts';

/** What the file that Banner names holds. */
export function bannerFile(captures: CaptureSet, banner: Fact<string>): Fact<string> {
  if (!isKnown(banner)) return banner;
  if (banner.value === 'none') return known('none', banner.at, banner.overridden);
  const info = statOf(captures, banner.value);
  if (info === 'absent') return known('missing', banner.at, banner.overridden);
  if ('unread' in info) return unknown(info.unread, banner.at);
  return known(info.size === 0 ? 'empty' : 'shown', { file: banner.value });
}

/** Whether the running server read its files after their last change: sshd writes its pid file whenever it reads them. */
export function loadedState(captures: CaptureSet): Fact<string> {
  const at: Place = { file: '/run/sshd.pid' };
  const capture = captures.get('sshd loaded');
  const value = jsonOf(capture);
  if (!isRecord(value)) {
    const why = capture === undefined ? 'The target was not read as a running machine' : whyUnread(capture, at.file);
    return unknown(`${why}: scan the machine itself to tell what its sshd has loaded.`, at);
  }
  const { loadedMs, changedMs, changed } = value;
  if (typeof loadedMs !== 'number' || typeof changedMs !== 'number') return known('not-running', at);
  if (changedMs <= loadedMs) return known('current', at);
  return known('stale', { file: typeof changed === 'string' ? changed : '/etc/ssh/sshd_config' });
}

/** Keywords that lines outside of Match set to different values: the first holds, the others deceive their reader. */
export function conflictsOf(config: SshdConfig): readonly HostSshConflict[] {
  const byKeyword = new Map<string, SshdConfig['settings'][number][]>();
  for (const setting of config.settings.filter(({ scope }) => scope.length === 0)) {
    const keyword = canonicalKeyword(setting.keyword);
    if (isAdding(keyword) || keyword === 'subsystem' || keyword === 'setenv') continue;
    byKeyword.set(keyword, [...(byKeyword.get(keyword) ?? []), setting]);
  }
  return [...byKeyword].flatMap(([id, [first, ...others]]): HostSshConflict[] => {
    if (first === undefined) return [];
    const said = (words: readonly string[]): string => words.join(' ').toLowerCase();
    const lost = others.filter(({ words }) => said(words) !== said(first.words));
    if (lost.length === 0) return [];
    const overridden = lost.map((setting) => lostSetting(setting, 'the first value wins'));
    return [{ id, holds: known(first.text, first.at, overridden) }];
  });
}
