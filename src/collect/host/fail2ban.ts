import type { Capture } from '../../core/capture.ts';
import type { Access } from '../access/access.ts';
import { captureFolder, redactLines } from '../capture-file.ts';
import { captureGlob, captureStat } from '../look-ups.ts';
import type { CollectContext, HostSource } from './source.ts';

const FOLDER = '/etc/fail2ban';
const MAX_PATTERNS = 500;

/** Keys of services that report bans, and mail passwords, stand in jail files. */
const SECRET_KEY = /^(\s*[\w.-]*(?:token|api_?key|key|pass(?:word|wd)?|secret)[\w.-]*\s*[:=])(?!.*%\().*$/i;
const SECRET_OPTION =
  /([\w-]*(?:token|api_?key|key|pass(?:word|wd)?|secret)[\w-]*\s*=\s*)(?!"?%\()("[^"]*"|'[^']*'|[^\s,\]]+)/gi;

/** Jails and the log files they name. */
export const fail2banSource: HostSource = {
  id: 'fail2ban',
  title: 'fail2ban: jail files in the order it merges them, and the log files they name',
  collect: (access, context) => {
    const options = { redact: redactLines(cutSecrets) };
    const files = [
      ...captureFolder(access, FOLDER, context, (name) => /^(jail|paths-.*)\.(conf|local)$/.test(name), options),
      ...captureFolder(access, `${FOLDER}/jail.d`, context, (name) => /\.(conf|local)$/.test(name), options),
    ];
    return [
      captureStat(access, '/usr/bin/fail2ban-server', context),
      captureStat(access, '/usr/local/bin/fail2ban-server', context),
      captureStat(access, FOLDER, context),
      ...files,
      ...captureLogs(access, files, context),
    ];
  },
};

/** Cuts what looks like a key, token or password out of one line. */
export function cutSecrets(line: string): string {
  return line.replace(SECRET_KEY, '$1 <cut>').replace(SECRET_OPTION, '$1<cut>');
}

/** Each absolute path in the files is looked up, for any of them may become a log path. */
function captureLogs(access: Access, files: readonly Capture[], context: CollectContext): readonly Capture[] {
  const patterns = new Set<string>();
  for (const file of files) {
    if (file.outcome.kind !== 'read') continue;
    for (const line of Buffer.from(file.outcome.bytes).toString('utf8').split('\n')) {
      if (/^\s*[#;]/.test(line)) continue;
      // A slash after a colon or a slash belongs to an address, which may hold a token.
      for (const [token] of line.matchAll(/(?<![\w.%):/])\/(?!\/)[^\s"',;%()]+/g)) patterns.add(token);
    }
  }
  return [...patterns].slice(0, MAX_PATTERNS).map((pattern) => captureGlob(access, pattern, context));
}
