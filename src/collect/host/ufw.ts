import { captureFile, redactLines } from '../capture-file.ts';
import { captureStat } from '../look-ups.ts';
import type { HostSource } from './source.ts';

const RULES = ['before', 'before6', 'after', 'after6', 'user', 'user6'] as const;
/** Settings that tell what is loaded; nothing else of these files is needed. */
const SETTINGS = /^\s*(?:export\s+)?(?:ENABLED|IPV6|DEFAULT_[A-Z]+_POLICY|MANAGE_BUILTINS|IPT_SYSCTL|IPT_MODULES)\s*=/;

/** ufw: its rules, its settings, and what it runs when it starts. */
export const ufwSource: HostSource = {
  id: 'ufw',
  title: 'ufw: /etc/ufw/*.rules (root), /etc/ufw/ufw.conf, /etc/default/ufw',
  collect: (access, context) => {
    const settings = { redact: redactLines((line) => (SETTINGS.test(line) ? line : '')) };
    return [
      captureFile(access, '/etc/default/ufw', context, settings),
      captureFile(access, '/etc/ufw/ufw.conf', context, settings),
      ...RULES.map((name) => captureFile(access, `/etc/ufw/${name}.rules`, context)),
      captureStat(access, '/etc/ufw/before.init', context),
      captureStat(access, '/etc/ufw/after.init', context),
    ];
  },
};
