const CALL = 'curl -s -H "Authorization: SSWS $OKTA_API_TOKEN" "https://$OKTA_ORG/api/v1/';

/** One line for each of some ids: `{"user":"00u1","factors":[…]}`. */
function loop(list: string, id: string, path: string, field: string, file: string): string {
  return `for id in $(jq -r '.[].id' ${list}); do ${CALL}${path}" | jq -c --arg id "$id" '{${id}: $id, ${field}: .}'; done > ${file}`;
}

/** The commands that produce what this format reads; a list of more than one page is written page after page. */
export const OKTA_COMMANDS = {
  users: `${CALL}users?limit=200&search=status+pr" > users.json`,
  groups: `${CALL}groups?limit=200" > groups.json`,
  apps: `${CALL}apps?limit=200" > apps.json`,
  tokens: `${CALL}api-tokens" > api-tokens.json`,
  zones: `${CALL}zones" > zones.json`,
  policies: `for type in PASSWORD OKTA_SIGN_ON MFA_ENROLL ACCESS_POLICY; do ${CALL}policies?type=$type&expand=rules"; done > policies.json`,
  factors: loop('users.json', 'user', 'users/$id/factors', 'factors', 'factors.jsonl'),
  userRoles: loop('users.json', 'user', 'users/$id/roles', 'roles', 'user-roles.jsonl'),
  groupRoles: loop('groups.json', 'group', 'groups/$id/roles', 'roles', 'group-roles.jsonl'),
  members: loop('groups.json', 'group', 'groups/$id/users?limit=1000', 'users', 'group-members.jsonl'),
} as const;
