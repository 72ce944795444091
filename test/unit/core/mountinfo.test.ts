import { describe, expect, it } from 'vitest';
import { parseMountinfo, unescapeOctal, visibleMounts } from '../../../src/core/mountinfo.ts';

const line = (id: number, parent: number, point: string, options = 'rw', optional = 'shared:1 ') =>
  `${id} ${parent} 8:1 / ${point} ${options} ${optional}- ext4 /dev/sda1 rw`;

describe('parseMountinfo', () => {
  it('reads a line with any number of optional fields', () => {
    for (const optional of ['', 'shared:1 ', 'master:2 propagate_from:3 ']) {
      expect(parseMountinfo(line(2, 1, '/a\\040b', 'rw,nodev', optional)).mounts).toEqual([
        {
          id: 2,
          parent: 1,
          device: '8:1',
          root: '/',
          point: '/a b',
          options: ['rw', 'nodev'],
          type: 'ext4',
          source: '/dev/sda1',
          line: 1,
        },
      ]);
    }
  });

  it('tells the lines that are none', () => {
    expect(parseMountinfo(`${line(2, 1, '/')}\nnonsense\n`)).toMatchObject({ unread: [2] });
  });
});

describe('unescapeOctal', () => {
  it.each([
    ['a\\040b', 'a b'],
    ['\\011\\012\\134', '\t\n\\'],
    ['\\0401', ' 1'],
    ['\\999', '\\999'],
  ])('%s', (written, read) => {
    expect(unescapeOctal(written)).toBe(read);
  });
});

describe('visibleMounts', () => {
  it.each<[string, readonly string[], string, number]>([
    ['the mount around it', [line(1, 0, '/')], '/tmp/x', 1],
    ['the mount on it', [line(1, 0, '/'), line(2, 1, '/tmp')], '/tmp', 2],
    ['the last of those stacked on one folder', [line(1, 0, '/'), line(2, 1, '/tmp'), line(3, 2, '/tmp')], '/tmp', 3],
    [
      'not one hidden by a later mount above it',
      [line(1, 0, '/'), line(2, 1, '/var/tmp'), line(3, 1, '/var')],
      '/var/tmp',
      3,
    ],
    ['one below a stacked root', [line(1, 0, '/'), line(2, 1, '/'), line(3, 2, '/tmp')], '/tmp/x', 3],
    ['one in a chroot, whose root is no mount', [line(5, 9, '/tmp')], '/tmp/x', 5],
    ['the root that is its own parent', [line(1, 1, '/'), line(2, 1, '/tmp')], '/tmp', 2],
  ])('finds %s', (_, lines, path, id) => {
    expect(visibleMounts(parseMountinfo(lines.join('\n')).mounts)(path)?.id).toBe(id);
  });
});
