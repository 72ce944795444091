import { describe, expect, it } from 'vitest';
import { cutAddressSecrets, cutCommandSecrets, namesSecret, withoutAddressSecrets } from '../../../src/core/secrets.ts';

describe('addresses', () => {
  it.each([
    ['user and password', 'https://ann:pw@example.org/x', 'https://<cut>@example.org/x'],
    ['a password with an at sign', 'https://ann:p@w@example.org/', 'https://<cut>@example.org/'],
    ['a token as the user', 'https://ghp_x@example.org/', 'https://<cut>@example.org/'],
    ['a nested scheme', 'rest:https://ann:pw@bak.example.org/', 'rest:https://<cut>@bak.example.org/'],
    ['the keys of a bucket', 's3://AKIA:pw@bucket', 's3://<cut>@bucket'],
    ['a login name without a password', 'sftp://backup@bak.example.org/x', 'sftp://backup@bak.example.org/x'],
    ['a login name with a password', 'sftp://backup:pw@bak.example.org/x', 'sftp://<cut>@bak.example.org/x'],
    ['a parameter that names a secret', 'https://e.org/?page=1&token=abc', 'https://e.org/?page=1&token=<cut>'],
    ['a parameter that names none', 'https://e.org/?page=1', 'https://e.org/?page=1'],
    ['an at sign in the path', 'https://e.org/a@b', 'https://e.org/a@b'],
    ['a mail address beside an address', 'see https://e.org and ann@e.org', 'see https://e.org and ann@e.org'],
  ])('%s', (_, text, want) => {
    expect(cutAddressSecrets(text)).toBe(want);
    expect(cutAddressSecrets(want)).toBe(want);
  });

  it('are cut wherever they stand in a value', () => {
    expect(withoutAddressSecrets({ a: [{ b: 'https://u:p@e.org' }], n: 1, z: null })).toEqual({
      a: [{ b: 'https://<cut>@e.org' }],
      n: 1,
      z: null,
    });
  });
});

describe('command lines', () => {
  it.each([
    ['a long option', '/usr/bin/deploy --token abc --to web', '/usr/bin/deploy --token <cut> --to web'],
    ['a long option with =', '/usr/bin/deploy --db-password=abc x', '/usr/bin/deploy --db-password=<cut> x'],
    ['a quoted value', "/usr/bin/deploy --secret 'a b' x", '/usr/bin/deploy --secret <cut> x'],
    ['a setting', 'API_TOKEN=abc /usr/bin/deploy', 'API_TOKEN=<cut> /usr/bin/deploy'],
    ['a header', 'curl -H "Authorization: Bearer abc" x', 'curl -H "Authorization: <cut>" x'],
    ['user and password', 'curl -u ann:abc https://e.org', 'curl -u ann:<cut> https://e.org'],
    ['an attached password', 'mysqldump -pabc shop', 'mysqldump -p<cut> shop'],
    ['the password of sshpass', 'sshpass -p abc ssh web', 'sshpass -p <cut> ssh web'],
    ['an address', 'curl https://ann:abc@e.org', 'curl https://<cut>@e.org'],
    ['a wildcard of sudoers', '/usr/bin/deploy --token *', '/usr/bin/deploy --token *'],
    ['a command that is called so', '/usr/bin/passwd ann', '/usr/bin/passwd ann'],
    ['a port', '/usr/bin/ssh -p 22 web', '/usr/bin/ssh -p 22 web'],
    ['a user', '/usr/bin/systemctl --user restart web', '/usr/bin/systemctl --user restart web'],
  ])('%s', (_, text, want) => {
    expect(cutCommandSecrets(text)).toBe(want);
  });
});

it.each([
  ['password', true],
  ['db-password', true],
  ['ApiKey', true],
  ['Owner', false],
  ['department', false],
])('the name %s: %s', (name, want) => {
  expect(namesSecret(name)).toBe(want);
});
