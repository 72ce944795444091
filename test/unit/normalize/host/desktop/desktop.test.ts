import { describe, expect, it } from 'vitest';
import { desktopSource } from '../../../../../src/collect/host/desktop.ts';
import { packagesSource } from '../../../../../src/collect/host/packages.ts';
import { captureSet } from '../../../../../src/normalize/capture-set.ts';
import { desktopNormalizer } from '../../../../../src/normalize/host/desktop/desktop.ts';
import { collectFrom, type Files } from '../services/machine.ts';

const GDM = {
  'var/lib/dpkg/status': 'Package: gdm3\nStatus: install ok installed\nVersion: 43\nArchitecture: amd64\n\n',
};
const PROFILE = { 'etc/dconf/profile/user': 'user-db:user\nsystem-db:local\nsystem-db:site\n' };
const MADE = { 'etc/dconf/db/local': 'x', 'etc/dconf/db/site': 'x' };
const IDLE = 'user/org/gnome/desktop/session/idle-delay';
const SESSION = '[org/gnome/desktop/session]\n';

function section(files: Files) {
  return desktopNormalizer.normalize(captureSet(collectFrom(files, desktopSource, packagesSource))).section;
}

function idle(files: Files) {
  return section({ ...GDM, ...files }).data?.settings.find(({ id }) => id === IDLE);
}

describe('settings of the desktop', () => {
  it.each<[string, Files, string, boolean]>([
    ['nothing is set', {}, '300', false],
    [
      'a key file',
      { ...PROFILE, ...MADE, 'etc/dconf/db/local.d/00': `${SESSION}idle-delay=uint32 600\n` },
      '600',
      false,
    ],
    [
      'a later file wins',
      {
        ...PROFILE,
        ...MADE,
        'etc/dconf/db/local.d/00': `${SESSION}idle-delay=uint32 600\n`,
        'etc/dconf/db/local.d/10': `${SESSION}idle-delay=uint32 60\n`,
      },
      '60',
      false,
    ],
    [
      'a database above wins',
      {
        ...PROFILE,
        ...MADE,
        'etc/dconf/db/local.d/00': `${SESSION}idle-delay=1\n`,
        'etc/dconf/db/site.d/00': `${SESSION}idle-delay=2\n`,
      },
      '1',
      false,
    ],
    [
      'a lock below takes the one above away',
      {
        ...PROFILE,
        ...MADE,
        'etc/dconf/db/local.d/00': `${SESSION}idle-delay=1\n`,
        'etc/dconf/db/site.d/00': `${SESSION}idle-delay=2\n`,
        'etc/dconf/db/site.d/locks/00': '# c\n/org/gnome/desktop/session/idle-delay\n',
      },
      '2',
      true,
    ],
    [
      'without a profile key files do not count',
      { ...MADE, 'etc/dconf/db/local.d/00': `${SESSION}idle-delay=1\n` },
      '300',
      false,
    ],
    [
      'the profile of the administrator comes first',
      {
        'usr/share/dconf/profile/user': 'user-db:user\nsystem-db:site\n',
        ...PROFILE,
        ...MADE,
        'etc/dconf/db/local.d/00': `${SESSION}idle-delay=1\n`,
      },
      '1',
      false,
    ],
  ])('%s', (_name, files, value, locked) => {
    expect(idle(files)).toMatchObject({ value: { value }, locked: { value: locked } });
  });

  it('tells what lost', () => {
    const files = {
      ...PROFILE,
      ...MADE,
      'etc/dconf/db/local.d/00': `${SESSION}idle-delay=1\n`,
      'etc/dconf/db/local.d/10': `${SESSION}\nidle-delay=2\n`,
    };
    expect(idle(files)?.value).toMatchObject({
      at: { file: '/etc/dconf/db/local.d/10', line: 3 },
      overridden: [{ at: { file: '/etc/dconf/db/local.d/00', line: 2 }, why: 'a later key file wins' }],
    });
  });

  it('key files of which no database was made are unknown', () => {
    expect(idle({ ...PROFILE, 'etc/dconf/db/local.d/00': `${SESSION}idle-delay=1\n` })?.value).toMatchObject({
      unknown: expect.stringContaining('dconf update'),
    });
  });

  it("GDM's own folder", () => {
    const files = {
      ...GDM,
      'usr/share/dconf/profile/gdm': 'user-db:user\nfile-db:/var/lib/gdm3/greeter-dconf-defaults\n',
      'etc/gdm3/greeter.dconf-defaults':
        "[org/gnome/login-screen]\nbanner-message-enable=true\nbanner-message-text='Keep out'\n[org/x]\nsecret='CANARY'\n",
      'usr/share/gdm/dconf/90-debian-settings': '-> /etc/gdm3/greeter.dconf-defaults',
    };
    const settings = section(files).data?.settings.filter(({ id }) => id.includes('banner'));
    expect(settings?.map(({ value }) => value)).toMatchObject([{ value: 'true' }, { value: 'Keep out' }]);
    expect(JSON.stringify(section(files))).not.toContain('CANARY');
  });

  it('without GDM there is nothing to judge; without packages nothing is known', () => {
    expect(
      section({
        'var/lib/dpkg/status': 'Package: bash\nStatus: install ok installed\nVersion: 5\nArchitecture: amd64\n\n',
      }).flag,
    ).toBe('does-not-exist');
    expect(section({}).flag).toBe('not-collected');
  });

  it.each([
    ['[xdmcp]\nEnable=true\n', true],
    ['[xdmcp]\nEnable=false\n', false],
    ['[debug]\nEnable=true\n[xdmcp]\n', false],
    ['[xdmcp]\n#Enable=true\n', false],
  ])('XDMCP: %j', (text, on) => {
    expect(section({ ...GDM, 'etc/gdm3/daemon.conf': text }).data?.xdmcp).toMatchObject({ value: on });
  });
});
