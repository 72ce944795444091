/** The commands that produce what this format reads. */
export const LDAP_COMMANDS = {
  activeDirectory:
    'ldifde -f directory.ldf -r "(|(objectClass=user)(objectClass=group)(objectClass=domainDNS)(objectClass=msDS-PasswordSettings))"',
  directory:
    "ldapsearch -x -H ldaps://HOST -D BINDDN -W -b BASE -E pr=500/noprompt '(objectClass=*)' '*' '+' > directory.ldif",
  configuration: 'slapcat -n 0 > config.ldif',
} as const;
