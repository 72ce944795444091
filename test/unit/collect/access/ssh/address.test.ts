import { describe, expect, it } from 'vitest';
import { isSshAddress, parseSshAddress } from '../../../../../src/collect/access/ssh/address.ts';
import { sshArguments } from '../../../../../src/collect/access/ssh/ssh-arguments.ts';
import { UsageError } from '../../../../../src/core/errors.ts';

describe('an address', () => {
  it.each([
    ['ssh://web01', { host: 'web01', label: 'ssh://web01' }],
    ['ssh://admin@web01', { user: 'admin', host: 'web01', label: 'ssh://admin@web01' }],
    ['ssh://admin@web01:2222', { user: 'admin', host: 'web01', port: 2222, label: 'ssh://admin@web01:2222' }],
    [
      'ssh://ann@corp.example@web01/',
      { user: 'ann@corp.example', host: 'web01', label: 'ssh://ann@corp.example@web01' },
    ],
    ['ssh://[2001:db8::1]:22', { host: '2001:db8::1', port: 22, label: 'ssh://[2001:db8::1]:22' }],
    ['ssh://[fe80::1%eth0]', { host: 'fe80::1%eth0', label: 'ssh://[fe80::1%eth0]' }],
  ])('%s is read', (text, expected) => {
    expect(isSshAddress(text)).toBe(true);
    expect(parseSshAddress(text)).toEqual(expected);
  });

  it.each([
    'ssh://',
    'ssh://@web01',
    'ssh://-oProxyCommand=touch x',
    'ssh://-oProxyCommand=x@web01',
    'ssh://web01/etc',
    'ssh://web01:0',
    'ssh://web01:70000',
    'ssh://web 01',
    'ssh://we$(id)b',
    'ssh://a;id@web01',
    'ssh://[::1',
    'ssh://2001:db8::1',
  ])('%s is refused', (text) => {
    expect(() => parseSshAddress(text)).toThrow(UsageError);
  });

  it('with a password is refused without repeating it', () => {
    try {
      parseSshAddress('ssh://admin:CANARY@web01');
      expect.unreachable();
    } catch (error) {
      expect(String(error)).toMatch(/holds a password/);
      expect(JSON.stringify(error)).not.toContain('CANARY');
      expect(String(error)).not.toContain('CANARY');
    }
  });
});

describe('the command line of ssh', () => {
  const address = parseSshAddress('ssh://admin@web01:2222');

  it('leaves keys, hosts and jumps to the configuration of the user', () => {
    const words = sshArguments(address, { sudo: false, interactive: false });
    expect(words).toContain('BatchMode=yes');
    expect(words.join(' ')).not.toMatch(/StrictHostKeyChecking|UserKnownHosts|IdentityFile|-F|Ciphers/);
    expect(words.slice(-3)).toEqual(['--', 'web01', 'exec sh']);
    expect(words.join(' ')).toContain('-p 2222 -l admin');
  });

  it('lets ssh ask when a person is there', () => {
    expect(sshArguments(address, { sudo: false, interactive: true })).not.toContain('BatchMode=yes');
  });

  it('takes another configuration, and root by sudo', () => {
    const words = sshArguments(address, { sudo: true, interactive: false, configFile: 'my config' });
    expect(words.slice(0, 2)).toEqual(['-F', 'my config']);
    expect(words.at(-1)).toContain('sudo -n /bin/sh');
  });
});
