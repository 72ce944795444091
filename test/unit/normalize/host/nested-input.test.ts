import { describe, expect, it } from 'vitest';
import { sshdNormalizer } from '../../../../src/normalize/host/sshd/sshd.ts';
import { sudoNormalizer } from '../../../../src/normalize/host/sudo/sudo.ts';
import { capturesOf } from './host-tree.ts';

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');
const users = (sudoers: string) =>
  sudoNormalizer
    .normalize(capturesOf({ '/etc/hostname': 'web01\n', '/etc/sudoers': `${sudoers}\n` }))
    .section.data?.rules.map((rule) => rule.users);

describe('input that leads to itself', () => {
  it('follows a chain of aliases that is as long as the file', () => {
    const chain = lines(50_000, (i) => `User_Alias A${i} = ${i === 0 ? 'anna' : `A${i - 1}`}`);
    expect(users(`${chain}\nA49999 ALL=ALL`)).toEqual([['anna']]);
  });
  it('takes aliases that double with each line for everybody, not for nobody', () => {
    const doubling = lines(60, (i) => `User_Alias A${i} = ${i === 0 ? 'anna, bob' : `A${i - 1}, A${i - 1}`}`);
    expect(users(`${doubling}\nA59 ALL=ALL`)?.[0]).toContain('ALL');
  });
  it('takes an alias that leads to itself for a name, and turns members round', () => {
    expect(users('User_Alias A = B, anna\nUser_Alias B = A\nA, !B ALL=ALL')?.[0]).toContain('anna');
    expect(users('User_Alias A = anna, !bob\n!A ALL=ALL')).toEqual([['!anna', 'bob']]);
  });
  it('ends where files of sshd include each other, and says so', () => {
    const files = Object.fromEntries(
      Array.from({ length: 50 }, (_, i) => [`/etc/ssh/d/${i}.conf`, 'Include /etc/ssh/d/*.conf\n']),
    );
    const { section } = sshdNormalizer.normalize(
      capturesOf({ '/etc/ssh/sshd_config': 'Include /etc/ssh/d/*.conf\n', 'sshd program': '/usr/sbin/sshd', ...files }),
    );
    expect(section.flag).toBe('incomplete');
  });
});
