/** How an AWS account is reached; what is not told is found as the AWS CLI finds it. */
export interface AwsOptions {
  /** A profile of ~/.aws/config. */
  readonly profile?: string;
  /** Where access analyzers are asked for; the first also signs the calls of IAM. */
  readonly regions: readonly string[];
  /** How often a throttled call is made at most, where AWS_MAX_ATTEMPTS does not tell. */
  readonly maxAttempts?: number;
}
