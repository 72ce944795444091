import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { FirewallFilter } from '../../../model/generated/model.ts';
import { type CaptureSet, textOf } from '../../capture-set.ts';
import { isBlocked, whyUnread } from '../../host/look-ups.ts';
import { bindActive, readConfig } from './config.ts';
import type { GivenFile } from './objects.ts';
import { firewalldFilters } from './ruleset.ts';

/** firewalld's permanent configuration as rules. */
export interface FirewalldReading {
  readonly filters: readonly FirewallFilter[];
  readonly diagnostics: readonly Diagnostic[];
  readonly gaps: readonly string[];
}

const CONF = '/etc/firewalld/firewalld.conf';
const ACTIVE = 'firewall-cmd --get-active-zones';

/** firewalld as the captures of a machine tell of it; undefined where it is not there. */
export function hostFirewalld(captures: CaptureSet): FirewalldReading | undefined {
  const all = ['/usr/lib/firewalld', '/etc/firewalld'].flatMap((folder) => captures.under(folder));
  const files = all.flatMap((capture): readonly GivenFile[] => {
    const text = textOf(capture);
    return text === undefined ? [] : [{ file: capture.origin, text }];
  });
  const unread = all.filter(isBlocked).map((capture) => `${whyUnread(capture, capture.origin)}.`);
  if (files.length === 0 && unread.length === 0) return undefined;
  const { config, diagnostics, gaps } = readConfig(files, { file: CONF });
  const active = captures.get(ACTIVE);
  const printed = active === undefined ? undefined : textOf(active);
  const bound = printed === undefined ? config : bindActive(config, { file: ACTIVE, text: printed });
  return { filters: firewalldFilters(bound, 'configured'), diagnostics, gaps: [...unread, ...gaps] };
}
