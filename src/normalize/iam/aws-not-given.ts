import { notCollected, type Section } from '../../core/section.ts';

const ask = (what: string, command: string): Section<never> =>
  notCollected(`${what} was not given`, `Give the output of \`${command}\`.`);

/** The sections that an AWS account has, for the exports that were not given: each says which command writes it. */
export const AWS_NOT_GIVEN: Readonly<Record<string, Section<never>>> = {
  principals: ask(
    'what users and roles may do',
    'aws iam get-account-authorization-details --output json > authorization-details.json',
  ),
  policies: ask(
    'what users and roles may do',
    'aws iam get-account-authorization-details --output json > authorization-details.json',
  ),
  credentials: ask(
    'the credential report',
    'aws iam generate-credential-report && aws iam get-credential-report --query Content --output text | base64 -d > credential-report.csv',
  ),
  authentication_policy: ask(
    'the password policy of the account',
    'aws iam get-account-password-policy --output json > password-policy.json',
  ),
  mfa_devices: ask(
    'of which kind the second factors are',
    'aws iam list-virtual-mfa-devices --output json > virtual-mfa-devices.json; aws iam get-account-summary --output json > account-summary.json; for user in $(aws iam list-users --query "Users[].UserName" --output text); do aws iam list-mfa-devices --user-name "$user" --output json > "mfa-devices-$user.json"; done',
  ),
  last_accessed: ask(
    'which services the principals used',
    'aws iam get-service-last-accessed-details --job-id "$(aws iam generate-service-last-accessed-details --arn arn:aws:iam::ACCOUNT:user/NAME --query JobId --output text)" --output json > last-accessed-user-NAME.json',
  ),
  account_services: ask(
    'which certificates, identity providers and access analyzers the account has',
    'aws accessanalyzer list-analyzers --output json > analyzers.json; aws iam list-server-certificates --output json > server-certificates.json; aws iam list-saml-providers --output json > saml-providers.json; aws iam list-open-id-connect-providers --output json > oidc-providers.json',
  ),
};
