import type { Capture } from '../../core/capture.ts';
import type { Access } from '../access/access.ts';
import { captureFile, captureFolder, redactLines } from '../capture-file.ts';
import { captureStat } from '../look-ups.ts';
import type { CollectContext, HostSource } from './source.ts';

/** Groups of dconf keys that rules judge; other keys may hold what a person typed. */
const KEPT_GROUPS = [
  'org/gnome/login-screen',
  'org/gnome/desktop/session',
  'org/gnome/desktop/screensaver',
  'org/gnome/desktop/media-handling',
];

/** Folders of keyfiles, each with its `locks`. */
const FOLDERS = ['/etc/dconf/db', '/usr/share/dconf/db'] as const;

/** The login screen and the desktop's settings that the administrator fixes. */
export const desktopSource: HostSource = {
  id: 'desktop',
  title: 'Desktop: dconf profiles, key files and locks; the configuration of GDM',
  collect: (access, context) => [
    ...[
      '/etc/dconf/profile/user',
      '/usr/share/dconf/profile/user',
      '/etc/dconf/profile/gdm',
      '/usr/share/dconf/profile/gdm',
    ].map((path) => captureFile(access, path, context)),
    ...FOLDERS.flatMap((folder) => databases(access, folder, context)),
    ...keyFolder(access, '/usr/share/gdm/dconf', context),
    captureFile(access, '/etc/gdm3/greeter.dconf-defaults', context, { redact: cutKeys }),
    captureFile(access, '/etc/gdm3/daemon.conf', context, { redact: cutGdm }),
    captureFile(access, '/etc/gdm3/custom.conf', context, { redact: cutGdm }),
    captureFile(access, '/etc/gdm/custom.conf', context, { redact: cutGdm }),
  ],
};

function databases(access: Access, folder: string, context: CollectContext): readonly Capture[] {
  const names = access.list(folder);
  if (names.kind !== 'read') return [];
  return names.value
    .filter((name) => name.endsWith('.d'))
    .flatMap((name) => [
      captureStat(access, `${folder}/${name.slice(0, -2)}`, context),
      ...keyFolder(access, `${folder}/${name}`, context),
    ]);
}

function keyFolder(access: Access, folder: string, context: CollectContext): readonly Capture[] {
  const all = (name: string) => !name.startsWith('.');
  return [
    ...captureFolder(access, folder, context, all, { redact: cutKeys }),
    ...captureFolder(access, `${folder}/locks`, context, all),
  ];
}

/** Keeps the key files' groups that are judged (the text of the banner stays: it is shown to everybody). */
function cutKeys(bytes: Uint8Array): Uint8Array {
  let kept = false;
  const redact = redactLines((line) => {
    const group = /^\s*\[([^\]]*)\]\s*$/.exec(line)?.[1];
    if (group !== undefined) kept = KEPT_GROUPS.includes(group);
    return kept || group !== undefined ? line : '';
  });
  return redact(bytes);
}

const cutGdm = redactLines((line) => (/^\s*(\[\w+\]\s*$|Enable\s*=)/.test(line) ? line : ''));
