import { type Fact, known, unknown } from '../../../core/fact.ts';
import { complete } from '../../../core/section.ts';
import type { HostNormalizer } from '../section.ts';
import { pamLinesOf } from '../shell-init/pam-umask.ts';
import { sourceText, unknownReason } from '../source-text.ts';

const FILE = '/etc/securetty';

/** securetty(5) counts only where the login service has pam_securetty: Debian took it out with Debian 11. */
export const consoleLoginNormalizer: HostNormalizer<'console_login'> = {
  section: 'console_login',
  normalize: (captures) => {
    const lines = pamLinesOf(captures, ['/etc/pam.d/login']);
    const asking = lines?.find(({ text }) => /^-?auth\b.*\bpam_securetty\.so\b/.test(text));
    const asked: Fact<boolean> =
      lines === undefined
        ? unknown('/etc/pam.d could not be read. Collect the host again as root.', { file: '/etc/pam.d' })
        : asking === undefined
          ? known(false, { file: '/etc/pam.d/login' })
          : known(true, { file: asking.file, line: asking.line });
    const source = sourceText(captures, FILE);
    const terminals: Fact<string[]> =
      source.kind === 'unreadable'
        ? unknown(unknownReason(source), { file: FILE })
        : source.kind === 'absent'
          ? known(['any'], { file: FILE })
          : known(
              source.lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#')),
              { file: FILE },
            );
    return { section: complete({ securetty_asked: asked, terminals }), diagnostics: [] };
  },
};
