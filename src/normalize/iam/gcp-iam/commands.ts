/** The commands that produce what this format reads. */
export const GCP_IAM_COMMANDS = {
  policies: 'gcloud asset search-all-iam-policies --scope=organizations/ORG_ID --format=json > iam-policies.json',
  ancestors: 'gcloud projects get-ancestors-iam-policy PROJECT_ID --format=json > ancestors-iam.json',
  accounts: 'gcloud iam service-accounts list --project=PROJECT_ID --format=json > service-accounts.json',
  keys: 'for sa in $(gcloud iam service-accounts list --project=PROJECT_ID --format=\'value(email)\'); do gcloud iam service-accounts keys list --iam-account="$sa" --format=json; done > service-account-keys.json',
  roles:
    'gcloud iam roles list --organization=ORG_ID --format=json > roles.json, and `gcloud iam roles describe ROLE --organization=ORG_ID --format=json` for each with its permissions',
  apiKeys: 'gcloud services api-keys list --project=PROJECT_ID --format=json > api-keys.json',
  constraints:
    'for c in $(gcloud org-policies list --organization=ORG_ID --format=\'value(constraint)\'); do gcloud org-policies describe "$c" --organization=ORG_ID --format=json; done > org-policies.json',
  activity:
    'gcloud policy-intelligence query-activity --activity-type=serviceAccountLastAuthentication --project=PROJECT_ID --format=json > activity.json',
  keyActivity:
    'gcloud policy-intelligence query-activity --activity-type=serviceAccountKeyLastAuthentication --project=PROJECT_ID --format=json > key-activity.json',
} as const;
