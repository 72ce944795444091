import type { Capture } from '../../core/capture.ts';
import type { Access } from '../access/access.ts';
import { captureFile, captureFolder, captureJson, type Redact } from '../capture-file.ts';
import type { CollectContext, HostSource } from './source.ts';

/** Search order of systemd for configuration, the administrator's first. */
const SYSTEMD_FOLDERS = ['/etc', '/run', '/usr/local/lib', '/usr/lib'] as const;
const MAIL_PROGRAMS = ['/usr/sbin/sendmail', '/usr/lib/sendmail'] as const;

/** What logins begin with: shells, defaults of useradd, terminals of root, banners, idle sessions, root's mail. */
export const loginDefaultsSource: HostSource = {
  id: 'login-defaults',
  title:
    'Valid shells, useradd defaults, securetty, banners and message of the day, logind, where the mail of root goes',
  collect: (access, context) => [
    captureFile(access, '/etc/shells', context),
    captureFile(access, '/etc/default/useradd', context),
    captureFile(access, '/etc/securetty', context),
    ...['/etc/motd', '/etc/issue', '/etc/issue.net'].map((file) =>
      captureFile(access, file, context, { limitBytes: 256 * 1024 }),
    ),
    ...captureFolder(access, '/etc/issue.d', context, (name) => name.endsWith('.issue')),
    ...captureFolder(access, '/etc/motd.d', context, (name) => !name.startsWith('.')),
    motdScripts(access, context),
    ...SYSTEMD_FOLDERS.flatMap((folder) => [
      captureFile(access, `${folder}/systemd/logind.conf`, context),
      ...captureFolder(access, `${folder}/systemd/logind.conf.d`, context, (name) => name.endsWith('.conf')),
    ]),
    captureFile(access, '/etc/aliases', context, { redact: cutAliasCommands }),
    captureFile(access, '/root/.forward', context, { redact: cutAliasCommands }),
    captureJson(
      'programs that send mail',
      MAIL_PROGRAMS.map((path) => ({ path, outcome: access.stat(path).kind })),
      context,
    ),
  ],
};

/**
 * A command that mail is piped to may hold a password: which program it is, is enough. Works on the whole text, as a
 * quoted command may go on in the next line; line numbers stay.
 */
const cutAliasCommands: Redact = (bytes) => {
  const text = Buffer.from(bytes).toString('latin1').replaceAll(/#.*$/gm, '#');
  const cut = (whole: string, program: string) => `"|${program}"${'\n '.repeat(whole.split('\n').length - 1)}`;
  return Buffer.from(
    text
      .replaceAll(/"\s*\|\s*([^\s"]*)[^"]*(?:"|$)/g, cut)
      .replaceAll(/(?<!")\|\s*"([^\s"]*)[^"]*(?:"|$)/g, cut)
      .replaceAll(/(?<!")\|\s*([^\s",]+)[^\n]*/g, cut),
    'latin1',
  );
};

/** Scripts that print the message of the day: which of them speak of the system. Their text stays on the host. */
function motdScripts(access: Access, context: CollectContext): Capture {
  const names = access.list('/etc/update-motd.d');
  const scripts = (names.kind === 'read' ? names.value : []).map((name) => {
    const path = `/etc/update-motd.d/${name}`;
    const info = access.stat(path);
    const content = access.readFile(path, 256 * 1024);
    const text = content.kind === 'read' ? Buffer.from(content.bytes).toString('latin1') : '';
    const code = text.split('\n').filter((line) => !/^\s*#/.test(line));
    const line = code.findIndex((one) => /\buname\b|lsb_release|os-release|hostnamectl/.test(one));
    return {
      path,
      outcome: content.kind,
      executable: info.kind === 'read' && (info.value.mode & 0o111) !== 0,
      tells: line === -1 ? '' : (/uname|lsb_release|os-release|hostnamectl/.exec(code[line] ?? '')?.[0] ?? ''),
      line: line === -1 ? 0 : text.split('\n').indexOf(code[line] ?? '') + 1,
    };
  });
  return captureJson('scripts of /etc/update-motd.d', { outcome: names.kind, scripts }, context);
}
