import { complete, incomplete, notCollected } from '../../../core/section.ts';
import { isBlocked, statOf, whyUnread } from '../look-ups.ts';
import type { HostNormalizer } from '../section.ts';
import { scanLogs } from './scan-logs.ts';

const LOG = /^\/var\/log\/(auth\.log|secure)([.-]\d+)?(\.gz)?$/;
const EXPORT_HINT = 'Give the log as a file: `journalctl -t sshd -t sshd-session -o short-iso > auth.log`.';

/** The authentication log of a host: auth.log (Debian) or secure (Red Hat) with their rotated files. */
export const authLogNormalizer: HostNormalizer<'auth_log'> = {
  section: 'auth_log',
  normalize: (captures) => {
    const logs = captures.all.filter((capture) => LOG.test(capture.origin));
    const blocked = logs.filter(isBlocked);
    const readable = logs.filter((capture) => capture.outcome.kind === 'read');
    const reason = blocked.map((capture) => whyUnread(capture, capture.origin) ?? capture.origin).join('; ');
    if (readable.length === 0) {
      if (blocked.length > 0) return { section: notCollected(reason, 'Run the collection as root.'), diagnostics: [] };
      const folder = captures.get('/var/log');
      const why = isBlocked(folder)
        ? whyUnread(folder, '/var/log')
        : statOf(captures, '/var/log/journal') === 'absent'
          ? 'there is no auth.log or secure in /var/log'
          : 'there is no auth.log or secure in /var/log, and the journal is not read';
      return { section: notCollected(why ?? 'no authentication log was found', EXPORT_HINT), diagnostics: [] };
    }
    const { data, limits } = scanLogs(readable);
    const missing = [...(limits === undefined ? [] : [limits]), ...(reason === '' ? [] : [reason])];
    return {
      section: missing.length === 0 ? complete(data) : incomplete(data, missing.join('; ')),
      diagnostics: [],
    };
  },
};
