/** The commands that produce what this format reads. */
export const AWS_COMMANDS = {
  passwordPolicy: 'aws iam get-account-password-policy --output json > password-policy.json',
  virtualDevices: 'aws iam list-virtual-mfa-devices --output json > virtual-mfa-devices.json',
  summary: 'aws iam get-account-summary --output json > account-summary.json',
  certificates: 'aws iam list-server-certificates --output json > server-certificates.json',
  analyzers: 'aws accessanalyzer list-analyzers --region REGION --output json > analyzers-REGION.json',
  samlProviders: 'aws iam list-saml-providers --output json > saml-providers.json',
  oidcProviders: 'aws iam list-open-id-connect-providers --output json > oidc-providers.json',
} as const;
