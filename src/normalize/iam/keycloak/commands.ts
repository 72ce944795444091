/** The commands that produce what this format reads. */
export const KEYCLOAK_COMMANDS = {
  realm: 'bin/kc.sh export --realm REALM --file REALM-realm.json',
  events: 'bin/kcadm.sh get events -r REALM -q type=LOGIN -q max=100000 > login-events.json',
} as const;
