import type { Capture } from '../../core/capture.ts';
import type { Access } from '../access/access.ts';
import { captureFile } from '../capture-file.ts';
import { redactAuthorizedKeys } from './authorized-keys.ts';
import { redactPasswordFields } from './password-field.ts';
import type { CollectContext, HostSource } from './source.ts';

/** Users, groups and their passwords' states; never a hash, never a key. */
export const accountsSource: HostSource = {
  id: 'accounts',
  title: 'Users, groups, password states and key counts; shadow, gshadow and the homes of others need root',
  collect: (access, context) => [
    captureFile(access, '/etc/passwd', context, { redact: redactPasswordFields }),
    captureFile(access, '/etc/shadow', context, { redact: redactPasswordFields }),
    captureFile(access, '/etc/group', context, { redact: redactPasswordFields }),
    captureFile(access, '/etc/gshadow', context, { redact: redactPasswordFields }),
    captureFile(access, '/etc/nsswitch.conf', context),
    captureFile(access, '/etc/login.defs', context),
    ...keyFiles(access, context),
  ],
};

function keyFiles(access: Access, context: CollectContext): readonly Capture[] {
  const passwd = access.readFile('/etc/passwd');
  if (passwd.kind !== 'read') return [];
  const lines = Buffer.from(passwd.bytes).toString('utf8').split('\n');
  const homes = new Set(lines.map((line) => line.split(':')[5] ?? '').filter((home) => home.startsWith('/')));
  return [...homes].flatMap((home) =>
    ['authorized_keys', 'authorized_keys2'].map((name) =>
      captureFile(access, `${home === '/' ? '' : home}/.ssh/${name}`, context, { redact: redactAuthorizedKeys }),
    ),
  );
}
