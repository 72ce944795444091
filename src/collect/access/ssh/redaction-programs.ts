import { anyCase, awk, commandSecrets, comments, guard, packed, SPACE, sed, WORD } from './redaction-parts.ts';

/** What tells where a directory service is and how it is protected (sssd.conf(5), nslcd.conf(5), ldap.conf(5)). */
const DIRECTORY_KEYS =
  'services|domains|id_provider|auth_provider|access_provider|chpass_provider|ldap_uri|ldap_backup_uri|ldap_id_use_start_tls|ldap_tls_reqcert|ldap_tls_cacert|ldap_tls_cacertdir|uri|ssl|tls_reqcert|tls_cacert|tls_cacertfile|tls_cacertdir';

/**
 * Programs that cut secrets out of a file on the machine that is read, before a byte travels: bodies of shell functions,
 * filters from stdin to stdout. sed -E and awk as GNU, busybox and mawk know them: no \b, \s, \w, no look-ahead, in awk
 * no {n}. What they leave must look to the local redaction as the whole did, so that the same facts come out.
 */
export const REDACTION_PROGRAMS = {
  /** Nothing of the content: that the file is there is all that is wanted. */
  nothing: 'cat >/dev/null',
  /** What no configuration needs to tell: passwords in addresses, hashes of crypt(5), private keys. */
  guard: sed(guard()),
  /** As guard, and whatever a command line or an assignment gives as a password, token or key. */
  commands: sed(`${commandSecrets()}\n${guard()}`),
  /** As commands, and comments; the first line of a script stays. */
  commented: sed(`${comments()}\n${trailingComments()}\n${commandSecrets()}\n${guard()}`),
  /** The arguments of commands; what Defaults sets is named like secrets and is none. */
  sudoers: sed(
    `/^[${SPACE}]*#?[${SPACE}]*Defaults/!{\ns/PASSWD[${SPACE}]*:/\u0002/g\n${commandSecrets()}\ns/\u0002/PASSWD:/g\n}\n${guard()}`,
  ),
  /** Units: what is put into the environment, and the arguments of commands. */
  unit: sed(
    `s/^[${SPACE}]*[#;].*/#/\ns/^([${SPACE}]*(Environment|SetCredential[A-Za-z]*)[${SPACE}]*=).*$/\\1<cut>/\n${commandSecrets()}\n${guard()}`,
  ),
  password_field: sed(passwordField()),
  authorized_keys: awk(authorizedKeys()),
  /** Addresses of package sources, and the passwords of repositories and proxies. */
  repositories: sed(
    `${commandSecrets()}\n${guard()}\ns,(://)[^/[:space:]"'@]+@,\\1<cut>@,g\ns/^([[:space:]]*(proxy_)?(password|username)[[:space:]]*=).*$/\\1 <cut>/I`,
  ),
  /** Jail files: keys and options, but for references \`%(name)s\`. */
  jails: sed(jails()),
  /** Seeds of the kernel, and the pipe of core_pattern. */
  kernel_settings: sed(
    `s/^([[:space:]]*-?[A-Za-z0-9_.\\/*-]*(fastopen_key|stable_secret)[[:space:]]*=).*$/\\1 <cut>/\n/^[[:space:]]*-?[A-Za-z0-9_.\\/]*[[:space:]]*=[[:space:]]*\\|/{\n${commandSecrets()}\n}`,
  ),
  /** Outputs of log daemons to databases and services. */
  log_outputs: sed(logOutputs()),
  /** SetEnv, and the arguments of commands. */
  sshd: sed(sshd()),
  /** Addresses of the servers of an agent, and nothing else. */
  agent_servers: awk(`BEGIN{RS="<"}p!=""&&/^\\/address>/{print "<" p "</address>"}{p="";if(/^address>/)p=$0}`),
  /** A release file up to its hashes. */
  release_head: "sed -E '/^(MD5Sum|SHA1|SHA256|SHA512):/,$d'",
  /** Of a package list the name, version and architecture. */
  package_versions: "sed -E '/^(Package|Version|Architecture): /b\n/./d'",
  /** Options of mounts, and logins in what is mounted. */
  mount_options: sed(
    `s/((^|[^${WORD}])(pass(word)?2?|pwd|passwd|secret|ssh_password|passphrase)=)[^,${SPACE}]*/\\1x/gI\ns,(://[^${SPACE}:/@]*):[^${SPACE}@]*@,\\1:x@,g`,
  ),
  /** Arguments of modules of PAM. */
  module_arguments: sed(moduleArguments()),
  /** Options of modules of the kernel. */
  module_options: sed(`s/^([${SPACE}]*options[${SPACE}]+[^${SPACE}]+).*/\\1 <cut>/\n${guard()}`),
  /** Of the settings of a directory service those that tell how it is reached. */
  directory_service: awk(keptKeys('\\[[A-Za-z0-9_.\\/@ -]+\\][ \\t]*$', DIRECTORY_KEYS)),
  /** Of the settings of a mail server where it listens. */
  mail_listeners: awk(mailListeners()),
  /** Services of postfix without their options. */
  mail_services: sed(`s/^[${SPACE}#].*//`),
  /** Programs that mail is piped to, without arguments. */
  mail_aliases: sed(
    `s/#.*/#/\ns/(\\|[${SPACE}]*"?[${SPACE}]*[^${SPACE}",]+)[^",]*/\\1/g\n${commandSecrets()}\n${guard()}`,
  ),
  /** Words of the SNMP agent; what follows may be a community or a key. */
  snmp: sed(
    `/^[${SPACE}]*(${['agentaddress', 'include', 'rouser', 'rwuser'].map(anyCase).join('|')})/!s/^([${SPACE}]*[^${SPACE}]+).*/\\1/`,
  ),
  /** Boot loaders: the password of the menu, and arguments named like keys. */
  boot: sed(boot()),
  /** Variables of GRUB's environment block and of user.cfg: those that are judged. */
  boot_variables: sed(`/^[${SPACE}]*(saved_entry|next_entry|kernelopts|GRUB2_PASSWORD)=/!s/.*//\n${boot()}`),
  /** Entries of the Boot Loader Specification: their known keys. */
  boot_entry: sed(
    `/^[${SPACE}]*(${['title', 'version', 'linux', 'efi', 'architecture', 'machine-id', 'sort-key', 'options'].map(anyCase).join('|')})[${SPACE}]/!s/.*//\n${boot()}`,
  ),
  /** Built-in command lines of kernels. */
  kernel_build: sed('s/^(CONFIG_[A-Z_]*CMDLINE=).*/\\1"<cut>"/'),
  /** As commands, and keys of object stores. */
  backup: sed(
    `s/^[${SPACE}]*#.*/#/\n${commandSecrets()}\ns/(([${WORD}]*_)?KEY[${SPACE}]*[=:][${SPACE}]*)[^${SPACE}].*/\\1<cut>/\n${guard()}`,
  ),
  /** Of a repository of kopia the kind of its storage. */
  kopia: `tr '\\n' ' ' | ${sed('s/.*"storage"[[:space:]]*:[[:space:]]*[{][[:space:]]*"type"[[:space:]]*:[[:space:]]*"([A-Za-z0-9_-]+)".*/{"storage":{"type":"\\1"}}/\nt\nd')}`,
  /** What doas puts into the environment, and comments. */
  doas: sed(`s/#.*/#/\ns/setenv[${SPACE}]*[{][^}]*([}]|$)/setenv { }/g\n${commandSecrets()}`),
  auth_log: awk(authLog()),
  auth_log_gz: packed('auth_log'),
  kernel_build_gz: packed('kernel_build'),
} as const satisfies Readonly<Record<string, string>>;

/** The name of a redaction that the probe knows. */
export type RedactionName = keyof typeof REDACTION_PROGRAMS;

/** The programs as functions of the remote shell, `r_` before their names. */
export function redactionFunctions(): string {
  return Object.entries(REDACTION_PROGRAMS)
    .map(([name, body]) => `r_${name}() {\n${body}\n}`)
    .join('\n');
}

/** Comments behind commands, where no quote, join or bracket stands in them: what quotes hold stays whole. */
function trailingComments(): string {
  return `s/([${SPACE}])#[^"'\`\\\\(){}]*$/\\1#/`;
}

/** A hash becomes the shortest text of its own kind (collect/host/password-field.ts), so that its method is still told. */
function passwordField(): string {
  return [
    `/^[^:]*$/{\n/^#|^[${SPACE}]*$/!s/.*/<malformed>/\nb t\n}`,
    's/^([^:]*:!*\\$(y\\$|gy\\$|7\\$|6\\$|5\\$|2a\\$|2x\\$|2[by]?\\$|sha1\\$|md5|1\\$|3\\$))[^:]*/\\1/\nt t',
    's/^([^:]*:!*)_[./0-9A-Za-z]{19}(:|$)/\\1_...................\\2/\nt t',
    's/^([^:]*:!*)[./0-9A-Za-z]{13,}(:|$)/\\1.............\\2/\nt t',
    's/^([^:]*:!*\\$)[^:]*/\\1/\nt t',
    '/^[^:]*:x?(:|$)/b t',
    's/^([^:]*:)[^:]*/\\1*/',
    `:t\ns/\\$[0-9a-z]{1,4}\\$[^${SPACE}:]+/<cut>/g`,
  ].join('\n');
}

/** Of each line the key's type and, for RSA, the head of the blob that tells its size; options and comments go. */
function authorizedKeys(): string {
  return `
{
 s=$0; gsub(/^[ \\t\\r]+|[ \\t\\r]+$/,"",s)
 if(s==""||s~/^#/){print "";next}
 n=0;w="";q=0
 for(i=1;i<=length(s);i++){
  c=substr(s,i,1)
  if(c=="\\\\"&&substr(s,i+1,1)=="\\""){w=w "\\"";i++}
  else if(c=="\\"")q=!q
  else if(!q&&(c==" "||c=="\\t")){if(w!="")W[++n]=w;w=""}
  else w=w c
 }
 if(w!="")W[++n]=w
 o="unrecognized"
 for(i=1;i<=n;i++)if(W[i]~/^(ssh-(rsa|dss|ed25519|xmss)|ecdsa-sha2-nistp(256|384|521)|sk-(ssh-ed25519|ecdsa-sha2-nistp256)@openssh\\.com)(-cert-v01@openssh\\.com)?$/){
  o=W[i]
  if(o=="ssh-rsa"&&i<n&&substr(W[i+1],1,15)=="AAAAB3NzaC1yc2E"){
   h=substr(W[i+1],1,44);t=substr(W[i+1],45)
   gsub(/[^A-Za-z0-9+\\/=]/,"",h);gsub(/[A-Za-z0-9+\\/_-]/,"A",t);gsub(/[^A=]/,"",t)
   o=o " " h t
  }
  break
 }
 print o
}`;
}

/** Lines of one of these keys, or of a section; others become empty. Logins in addresses go. */
function keptKeys(section: string, keys: string): string {
  return `tolower($0)~/^[ \\t]*(${keys})([ \\t]|=)/||/^[ \\t]*${section}/{gsub(/:\\/\\/[^\\/ \\t@]*@/,"://<cut>@");print;next}{print ""}`;
}

function mailListeners(): string {
  const keys =
    '(inet_interfaces|inet_protocols|dc_local_interfaces|dc_eximconfig_configtype|local_interfaces|daemon_smtp_ports|QUEUERUNNER|SMTPLISTENEROPTIONS|O DaemonPortOptions)[ \\t]*=';
  return `/^[ \\t]*$/{print "";next}/^[ \\t]*#/{print "#";next}!/^[ \\t]/{k=($0~/^${keys}/||$0~/^listen on[ \\t]/)}{print k?$0:""}`;
}

function moduleArguments(): string {
  const secret = `[${WORD}]*(pass|passwd|password|secret|token|key|pw|cred)[${SPACE}]*=`;
  return [
    `s/\\[([${SPACE}]*${secret})[^]]*/[\\1<cut>/gI`,
    `s/((^|[^${WORD}])${secret})[${SPACE}]*[^]${SPACE}]+/\\1<cut>/gI`,
    `s,(://)[^/${SPACE}@]*@,\\1<cut>@,g`,
  ].join('\n');
}

function boot(): string {
  return [
    `s/^[${SPACE}]*#.*/#/`,
    `/GRUB2_PASSWORD/!s/^([${SPACE}]*password(_pbkdf2)?[${SPACE}]+[^${SPACE}]+).*/\\1 <cut>/`,
    's/(grub\\.pbkdf2\\.)[A-Za-z0-9.]+/\\1<cut>/g',
    `s/^([${SPACE}]*GRUB2_PASSWORD=)[^g${SPACE}].*/\\1<cut>/`,
    `/GRUB2_PASSWORD=/!s/((^|[${SPACE}"'])[${WORD}.-]*(key|pass|password|passphrase|token|secret|auth|cred)[${WORD}.-]*=)[^${SPACE}"']+/\\1<cut>/gI`,
    guard(),
  ].join('\n');
}

function jails(): string {
  const name = '(token|api_?key|key|pass(word|wd)?|secret)';
  return [
    `/%\\(/!s/^([${SPACE}]*[${WORD}.-]*${name}[${WORD}.-]*[${SPACE}]*[:=]).*$/\\1 <cut>/I`,
    // References stay: their sign is hidden while values are cut.
    `s/(${name}[${WORD}-]*[${SPACE}]*=[${SPACE}]*"?)%\\(/\\1\u0001/gI`,
    `s/(${name}[${WORD}-]*[${SPACE}]*=[${SPACE}]*)("[^"\u0001][^"]*"|""|'[^']*'|[^]",'\u0001${SPACE}][^],${SPACE}]*|"[^"\u0001]*$|'[^']*$)/\\1<cut>/gI`,
    's/\u0001/%(/g',
    guard(),
  ].join('\n');
}

function logOutputs(): string {
  return [
    `s/(^|[^${WORD}])(([${WORD}]*pass(word|wd)?|pwd|uid|userpwd|token|apikey|secret)[${SPACE}]*=[${SPACE}]*)("[^"]*"|[^"${SPACE}][^${SPACE}]*|"[^"]*$)/\\1\\2"<cut>"/gI`,
    // The legacy outputs to databases: server, database, user, password.
    `s/((:om[a-z]+:|>)[^,${SPACE}]+,[^,]+,[^,]+,)[^;${SPACE}]+/\\1<cut>/`,
    `s/(@)[^:@${SPACE}"]+:[^@${SPACE}"]+@/\\1<cut>@/g`,
    guard(),
  ].join('\n');
}

function sshd(): string {
  return [
    `s/^([${SPACE}]*SetEnv[${SPACE}=]).*$/\\1<cut>/I`,
    `/^[${SPACE}]*(${['ForceCommand', 'AuthorizedKeysCommand', 'AuthorizedPrincipalsCommand', 'Subsystem'].map(anyCase).join('|')})/{\n${commandSecrets()}\n}`,
    guard(),
  ].join('\n');
}

/** The port of collect/host/auth-log.ts: other programs lose their text, names without an account become an alias. */
function authLog(): string {
  return `
BEGIN{for(i=1;i<256;i++)T[sprintf("%c",i)]=i}
function alias(name, a,b,i,c){
 a=7;b=11
 for(i=1;i<=length(name);i++){c=T[substr(name,i,1)]+1;a=(a*k1+c)%1073741789;b=(b*k2+c)%1073741783}
 return sprintf("name-%d-%d",a,b)
}
function cut(line, r,h){
 if(!match(line,/(^|[^A-Za-z0-9_])([Ii]nvalid|[Ii]llegal) user /))return line
 h=substr(line,1,RSTART+RLENGTH-1);r=substr(line,RSTART+RLENGTH)
 if(match(r,/( from [^ ]+( port [0-9]+)?( ssh2)?\\]?| [^ ]+ port [0-9]+( \\[preauth\\])?|: [0-9]+:.*| \\[preauth\\])$/))
  return h alias(substr(r,1,RSTART-1)) substr(r,RSTART)
 return h alias(r)
}
{
 if(match($0,/^(<[0-9]+>)?(1 )?([A-Z][a-z][a-z] [ 0-9][0-9] [0-9][0-9]:[0-9][0-9]:[0-9][0-9]|[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[^ \\t]+) [^ \\t]+ [^ \\t:[]+(\\[[0-9]+\\])?:/)){
  h=substr($0,1,RLENGTH);p=h
  sub(/(\\[[0-9]+\\])?:$/,"",p);sub(/^.* /,"",p)
  if(p~/^sshd(-session|-auth)?$/)print cut($0)
  else if($0~/: (New seat seat0|Watching system buttons)/)print h " New seat seat0."
  else print h " <cut>"
 }
 else if($0~/^<[0-9]+>1 [^ \\t]+ [^ \\t]+ sshd(-session)? /)print cut($0)
 else print substr($0,1,40)
}`;
}
