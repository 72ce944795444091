const CALL = 'curl -s -H "Authorization: Bearer $TOKEN" "https://';
const DIRECTORY = `${CALL}admin.googleapis.com/admin/directory/v1/`;

/** The commands that produce what this format reads; a list of more than one page is written page after page. */
export const WORKSPACE_COMMANDS = {
  users: `${DIRECTORY}users?customer=my_customer&projection=full&maxResults=500" > users.json`,
  groups: `${DIRECTORY}groups?customer=my_customer" > groups.json`,
  members: `for group in $(jq -r '.groups[].email' groups.json); do ${DIRECTORY}groups/$group/members" | jq -c --arg group "$group" '{group: $group, members: (.members // [])}'; done > members.jsonl`,
  roles: `${DIRECTORY}customer/my_customer/roles" > roles.json`,
  assignments: `${DIRECTORY}customer/my_customer/roleassignments" > role-assignments.json`,
  asps: `for user in $(jq -r '.users[].primaryEmail' users.json); do ${DIRECTORY}users/$user/asps" | jq -c --arg user "$user" '{user: $user, asps: (.items // [])}'; done > asps.jsonl`,
  tokens: `for user in $(jq -r '.users[].primaryEmail' users.json); do ${DIRECTORY}users/$user/tokens" | jq -c --arg user "$user" '{user: $user, tokens: (.items // [])}'; done > tokens.jsonl`,
  policies: `${CALL}cloudidentity.googleapis.com/v1/policies?pageSize=100" > policies.json`,
} as const;
