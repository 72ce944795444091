/** Cuts a target to what tells where it is: scheme and host, or a path; user, password, bucket and folder go. */
export function cutTarget(text: string): string {
  const target = text.replace(/^["']|["']$/g, '');
  if (/[$`]/.test(target.split('/')[0] ?? '') || target.startsWith('$')) return 'variable';
  // restic: `sftp:user@host:/x`, `rest:https://u:p@host/`, `s3:https://host/bucket`, `rclone:name:path`, `b2:bucket:`.
  const [, outer, rest] = /^([a-z0-9+]+):(?!\/\/)(.*)$/i.exec(target) ?? [];
  if (outer !== undefined && rest !== undefined && /^(sftp|rest|s3|b2|azure|gs|swift|rclone|opendal)$/i.test(outer)) {
    if (/^(b2|azure|gs|swift|rclone)$/i.test(outer)) return `${outer}:`;
    return `${outer}:${hostOf(rest)}`;
  }
  const scheme = /^([a-z0-9+.-]+):\/\//i.exec(target)?.[1];
  if (scheme !== undefined)
    return scheme.toLowerCase() === 'file' ? target.slice('file://'.length) : `${scheme}://${hostOf(target)}`;
  if (target.startsWith('/') || target.startsWith('./') || target.startsWith('~')) return target;
  // `user@host:path`, `host:path`; of `user@realm@host:store` (Proxmox) the last part before the colon.
  const host = /^(?:.*@)?(\[[^\]]+\]|[\w.-]+):/.exec(target)?.[1];
  return host === undefined ? 'unclear' : `ssh://${host}`;
}

function hostOf(text: string): string {
  const body = text.replace(/^[a-z0-9+.-]+:\/\//i, '');
  return /^(?:[^/@]*@)?(\[[^\]]+\]|[\w.-]+)/.exec(body)?.[1] ?? '';
}
