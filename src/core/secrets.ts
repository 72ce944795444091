const SECRET_NAME = String.raw`[\w.-]*(?:pass(?:word|wd|phrase)?|pwd|secret|token|credentials?|api[_-]?key|access[_-]?key)`;

const USER_INFO = /([\w+.-]*):\/\/([^/\s"'?#<>]*)@/g;
const QUERY_VALUE = new RegExp(
  String.raw`([?&](?:${SECRET_NAME}|[\w.-]*key|auth|sig|signature|code)[\w.-]*=)[^&#\s"'<>]+`,
  'gi',
);
/** Schemes whose user alone is a name, not a token. */
const LOGIN_SCHEME = /(?:ssh|sftp|scp|rsync|ftp)$/i;

const OPTION_VALUE = new RegExp(
  String.raw`((?:^|\s)-{1,2}${SECRET_NAME}[\w-]*(?:\s+|=))("[^"]*"|'[^']*'|[^\s*]\S*)`,
  'gi',
);
const ASSIGNED_VALUE = new RegExp(String.raw`(\b${SECRET_NAME}\w*\s*[=:]\s*)("[^"]*"|'[^']*'|[^\s*]\S*)`, 'gi');
const HEADER = /(\b(?:authorization|x-[\w-]*(?:token|key))\s*:\s*)[^"'\n]+/gi;
const USER_AND_PASSWORD = /((?:^|\s)(?:-u|--user)[\s=]*[^\s:]+:)\S+/g;
/** Programs whose -p is followed by the password without a blank. */
const ATTACHED_PASSWORD = /(\b(?:mysql|mysqldump|mysqladmin|mysqlimport|mariadb[\w-]*)\b.*?\s-p)(\S+)/g;
const SSHPASS = /(\bsshpass\b.*?\s-p\s*)(\S+)/g;

/** True when a name (of a key, a tag, a column) says that its value is a secret. */
export function namesSecret(name: string): boolean {
  return new RegExp(`^${SECRET_NAME}`, 'i').test(name);
}

/** Cuts user, password and secret parameters out of the addresses in a text. */
export function cutAddressSecrets(text: string): string {
  if (!text.includes('://')) return text;
  return text
    .replace(USER_INFO, (whole, scheme: string, user: string) =>
      LOGIN_SCHEME.test(scheme) && !user.includes(':') ? whole : `${scheme}://<cut>@`,
    )
    .replace(QUERY_VALUE, '$1<cut>');
}

/** Cuts what a command line gives as a password, token or key, by the names that options and settings commonly have. */
export function cutCommandSecrets(text: string): string {
  return cutAddressSecrets(text)
    .replace(HEADER, '$1<cut>')
    .replace(OPTION_VALUE, '$1<cut>')
    .replace(ASSIGNED_VALUE, '$1<cut>')
    .replace(USER_AND_PASSWORD, '$1<cut>')
    .replace(ATTACHED_PASSWORD, '$1<cut>')
    .replace(SSHPASS, '$1<cut>');
}

/** A copy of a JSON value with the secrets of addresses cut out of every text in it. */
export function withoutAddressSecrets<T>(value: T): T;
export function withoutAddressSecrets(value: unknown): unknown {
  if (typeof value === 'string') return cutAddressSecrets(value);
  if (Array.isArray(value)) return value.map((item: unknown) => withoutAddressSecrets(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]: [string, unknown]) => [key, withoutAddressSecrets(item)]),
  );
}
