export const SPACE = '[:space:]';
export const WORD = 'A-Za-z0-9_';
const SECRET_NAME = `[${WORD}.-]*(pass(word|wd|phrase)?|pwd|secret|token|credentials?|api[_-]?key|access[_-]?key)`;
/** A value in quotes, or up to a blank; a quote that is not closed runs to the end of the line. */
const VALUE = `("[^"]*"|'[^']*'|[^"'*${SPACE}][^${SPACE}]*|["'][^"']*$)`;

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A filter by sed. */
export function sed(script: string): string {
  return `sed -E ${quoted(script)}`;
}

/** A filter by awk, which knows the keys of aliases as k1 and k2. */
export function awk(program: string): string {
  return `awk -v k1="$K1" -v k2="$K2" ${quoted(program)}`;
}

/** Unpacks, cuts and packs again; a file that cannot be unpacked is not sent. */
export function packed(name: string): string {
  return `z=$( { { gzip -dc 2>/dev/null || echo bad >&5; } | r_${name} | gzip -c >&4; } 5>&1 )\n[ -z "$z" ]`;
}

/** Old busybox knows no I behind an address. */
export function anyCase(word: string): string {
  return word.replace(/[A-Za-z]/g, (letter) => `[${letter.toUpperCase()}${letter.toLowerCase()}]`);
}

/** Passwords in addresses, hashes of crypt(5) and private keys, wherever they stand. */
export function guard(): string {
  const inside = `/${SPACE}"'?#<>`;
  return [
    `/:\\/\\//{`,
    `s,(:\\/\\/)[^:${inside}]*:[^${inside}]*@,\\1<cut>@,g`,
    '}',
    `s/\\$(y|gy|7|6|5|2[abxy]?|sha1|md5|1|3|apr1)\\$[^[:space:]:"'<]{8,}/<cut>/g`,
    '/-----BEGIN [A-Z ]*PRIVATE KEY-----/,/-----END [A-Z ]*PRIVATE KEY-----/s/^[^-].*$/<cut>/',
  ].join('\n');
}

/** The port of core/secrets.ts to sed. */
export function commandSecrets(): string {
  const inside = `/${SPACE}"'?#<>`;
  return [
    '/:\\/\\//{',
    's,((ssh|sftp|scp|rsync|ftp)://),\\1\u0001,gI',
    `s,(://)\u0001?[^:\u0001${inside}]*:[^${inside}]*@,\\1<cut>@,g`,
    `s,(://)[^\u0001${inside}]*@,\\1<cut>@,g`,
    's,\u0001,,g',
    `s/([?&](${SECRET_NAME}|[${WORD}.-]*key|auth|sig|signature|code)[${WORD}.-]*=)[^&#${SPACE}"'<>]+/\\1<cut>/gI`,
    '}',
    `s/(^|[^${WORD}])((authorization|x-[${WORD}-]*(token|key))[${SPACE}]*:[${SPACE}]*)[^"']+/\\1\\2<cut>/gI`,
    `s/((^|[${SPACE}])--?${SECRET_NAME}[${WORD}-]*([${SPACE}]+|=))${VALUE}/\\1<cut>/gI`,
    `s/((^|[^${WORD}])${SECRET_NAME}[${WORD}]*[${SPACE}]*\\\\?[=:][${SPACE}]*)${VALUE}/\\1<cut>/gI`,
    // A quote behind the password closes what began before the command: it stays, or the script would be another one.
    `s/((^|[${SPACE}])(-u|--user)[${SPACE}=]*[^${SPACE}:]+:)[^${SPACE}]*[^${SPACE}"']/\\1<cut>/g`,
    `/(mysql|mariadb)/s/([${SPACE}]-p["']?)[^${SPACE}]*[^${SPACE}"']/\\1<cut>/g`,
    `/sshpass/s/([${SPACE}]-p[${SPACE}]*["']?)[^${SPACE}]*[^${SPACE}"']/\\1<cut>/g`,
  ].join('\n');
}

/** Comments lose their text. */
export function comments(): string {
  return `/^#!/!s/^([${SPACE}]*#).*$/\\1/`;
}
