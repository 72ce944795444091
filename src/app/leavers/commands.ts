/** What is to be taken back, as a command has to know it. */
export interface Removal {
  /** `account:aws:111122223333`, `host:web01`. */
  readonly system: string;
  /** The login, or the system's own id of the account. */
  readonly login: string;
  readonly kind: 'account' | 'keys' | 'group' | 'policy' | 'inline' | 'role' | 'sudo';
  readonly name: string;
  readonly scope: string;
  readonly via: string;
  /** The file and the line that give it, for what is edited by hand. */
  readonly place: string;
}

/** A command, or what to do where there is none, that takes it back. It is a suggestion: nothing is ever run. */
export function commandFor(removal: Removal): string {
  const [kind = '', provider = '', ...rest] = removal.system.split(':');
  if (kind === 'host') return onHost(removal);
  const made = PROVIDERS[provider]?.(removal, rest.join(':'));
  return made ?? `# take ${words(removal)} away from ${removal.login} in ${provider}`;
}

function words({ kind, name, scope }: Removal): string {
  const on = scope === '' || scope === '/' ? '' : ` on ${scope}`;
  return kind === 'account' ? 'the account' : `${kind} ${name}${on}`;
}

/** As a word of a POSIX shell: names come from files that others write. */
function q(text: string): string {
  return /^[\w.@%+=:,/-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

function onHost({ kind, login, name, via, place }: Removal): string {
  const user = q(login);
  switch (kind) {
    case 'account':
      return `usermod --lock --expiredate 1 ${user}`;
    case 'keys':
      return `rm ~${user}/.ssh/authorized_keys ~${user}/.ssh/authorized_keys2`;
    case 'group':
      return via === 'primary group' ? `usermod --gid OTHER_GROUP ${user}` : `gpasswd --delete ${user} ${q(name)}`;
    default:
      if (via.startsWith('%')) return `gpasswd --delete ${user} ${q(via.slice(1))}`;
      return `visudo -f ${q(fileOf(place))}   # take ${login} out${lineOf(place)}`;
  }
}

/** `web01:/etc/sudoers:6` */
function fileOf(place: string): string {
  return place.replace(/^[^:/]*:(?=\/)/, '').replace(/(:\d+)+$/, '');
}

function lineOf(place: string): string {
  const line = /:(\d+)(?::\d+)?$/.exec(place)?.[1];
  return line === undefined ? '' : ` of line ${line}`;
}

type Provider = (removal: Removal, account: string) => string | undefined;

const aws: Provider = ({ kind, login, name }) => {
  const user = `--user-name ${q(login)}`;
  switch (kind) {
    case 'account':
      return `aws iam delete-login-profile ${user}`;
    case 'keys':
      return `aws iam list-access-keys ${user}   # then: aws iam update-access-key ${user} --status Inactive --access-key-id ID`;
    case 'group':
      return `aws iam remove-user-from-group ${user} --group-name ${q(name)}`;
    case 'policy':
      return `aws iam list-attached-user-policies ${user}   # then: aws iam detach-user-policy ${user} --policy-arn ARN (${name})`;
    case 'inline':
      return `aws iam delete-user-policy ${user} --policy-name ${q(name)}`;
    default:
      return `# take ${login} out of the trust policy of role ${name}`;
  }
};

const entra: Provider = ({ kind, login, name, scope }) => {
  const user = q(login);
  if (kind === 'account')
    return `az rest --method PATCH --url https://graph.microsoft.com/v1.0/users/${user} --body '{"accountEnabled":false}'`;
  if (kind === 'group') return `az ad group member remove --group ${q(name)} --member-id ${user}`;
  if (kind === 'role' && scope.startsWith('/') && scope.length > 1)
    return `az role assignment delete --assignee ${user} --role ${q(name)} --scope ${q(scope)}`;
  if (kind === 'role')
    return `Get-MgRoleManagementDirectoryRoleAssignment -Filter "principalId eq '${login.replaceAll("'", "''")}'"   # ${name}, then Remove-MgRoleManagementDirectoryRoleAssignment`;
  return undefined;
};

const keycloak: Provider = ({ kind, login, name }, realm) => {
  const [user, of] = [q(login), `-r ${q(realm)}`];
  if (kind === 'account') return `kcadm.sh update users/${user} ${of} -s enabled=false`;
  if (kind === 'group') return `kcadm.sh delete users/${user}/groups/GROUP_ID ${of}   # ${name}`;
  if (kind === 'role') return `kcadm.sh remove-roles ${of} --uid ${user} --rolename ${q(name)}`;
  return undefined;
};

const okta: Provider = ({ kind, login, name }, domain) => {
  const user = encodeURIComponent(login);
  if (kind === 'account') return `curl -X POST https://${domain}/api/v1/users/${user}/lifecycle/suspend`;
  if (kind === 'group') return `curl -X DELETE https://${domain}/api/v1/groups/GROUP_ID/users/${user}   # ${name}`;
  return undefined;
};

const google: Provider = ({ kind, login, name }) => {
  if (kind === 'account') return `gam update user ${q(login)} suspended on`;
  if (kind === 'group') return `gam update group ${q(name)} remove member ${q(login)}`;
  return undefined;
};

const ldap: Provider = ({ kind, login, name }) => {
  if (kind === 'group') return `ldapmodify   # ${name}: delete member (or memberUid) ${login}`;
  if (kind === 'account') return `ldapmodify   # ${login}: add pwdAccountLockedTime: 000001010000Z`;
  return undefined;
};

const ad: Provider = ({ kind, login, name }) => {
  const user = `'${login.replaceAll("'", "''")}'`;
  if (kind === 'group') return `Remove-ADGroupMember -Identity '${name.replaceAll("'", "''")}' -Members ${user}`;
  if (kind === 'account') return `Disable-ADAccount -Identity ${user}`;
  return undefined;
};

const gcp: Provider = ({ kind, login, name, scope }) =>
  kind === 'role'
    ? `gcloud projects remove-iam-policy-binding ${q(scope.replace(/^projects\//, ''))} --member=user:${q(login)} --role=${q(name)}`
    : undefined;

const PROVIDERS: Readonly<Record<string, Provider>> = {
  aws,
  entra,
  azure: entra,
  keycloak,
  okta,
  'google-workspace': google,
  ldap,
  ad,
  gcp,
};
