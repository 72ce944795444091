const IAM_ARN = /^arn:(aws[a-z-]*):(?:iam|sts)::(\d{12}|aws):(.+)$/;

/** The parts of an ARN of IAM or STS. */
export interface IamArn {
  readonly partition: string;
  /** Twelve digits, or `aws` for what AWS itself owns. */
  readonly account: string;
  /** `user/path/name`, `root`, … */
  readonly resource: string;
}

/** Reads an ARN of IAM or STS; undefined for anything else. */
export function parseIamArn(text: string): IamArn | undefined {
  const match = IAM_ARN.exec(text);
  const [, partition, account, resource] = match ?? [];
  return partition === undefined || account === undefined || resource === undefined
    ? undefined
    : { partition, account, resource };
}

/** The first account id in the ARNs of a text that could not be parsed as a whole. */
export function accountInText(text: string): string | undefined {
  return /arn:aws[a-z-]*:iam::(\d{12}):/.exec(text)?.[1];
}
