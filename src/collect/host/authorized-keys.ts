import { type Redact, redactLines } from '../capture-file.ts';

const KEY_TYPE =
  /^(ssh-(rsa|dss|ed25519|xmss)|ecdsa-sha2-nistp(256|384|521)|sk-(ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com)(-cert-v01@openssh\.com)?$/;

/**
 * Keeps of each line of authorized_keys (sshd(8)) the key type and, for RSA, the size in bits: `ssh-rsa 2048`. Keys,
 * comments and options are cut; a line without a key type becomes `unrecognized`.
 */
export const redactAuthorizedKeys: Redact = redactLines((line) => {
  const text = line.trim();
  if (text === '' || text.startsWith('#')) return '';
  const words = wordsOf(text);
  const index = words.findIndex((word) => KEY_TYPE.test(word));
  const type = words[index];
  if (type === undefined) return 'unrecognized';
  const bits = type === 'ssh-rsa' ? rsaBits(words[index + 1] ?? '') : undefined;
  return bits === undefined ? type : `${type} ${bits}`;
});

/** Options may hold blanks inside of double quotes. */
function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  let word = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === '\\' && text.charAt(i + 1) === '"') {
      word += '"';
      i += 1;
    } else if (char === '"') quoted = !quoted;
    else if (!quoted && (char === ' ' || char === '\t')) {
      if (word !== '') words.push(word);
      word = '';
    } else word += char;
  }
  if (word !== '') words.push(word);
  return words;
}

/** The size of the modulus: the third string of the key blob (RFC 4253, section 6.6). */
function rsaBits(base64: string): number | undefined {
  const blob = Buffer.from(base64, 'base64');
  let offset = 0;
  for (let part = 0; part < 3; part++) {
    if (offset + 4 > blob.length) return undefined;
    const length = blob.readUInt32BE(offset);
    if (offset + 4 + length > blob.length) return undefined;
    if (part === 2) {
      const modulus = blob.subarray(offset + 4, offset + 4 + length);
      const first = modulus.findIndex((byte) => byte !== 0);
      const top = modulus[first];
      return top === undefined ? undefined : (modulus.length - first) * 8 - Math.clz32(top) + 24;
    }
    offset += 4 + length;
  }
  return undefined;
}
