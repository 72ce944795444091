/** A call that AWS answered with an error, as the AWS CLI tells it. */
export interface Refusal {
  /** `AccessDenied` */
  readonly code: string;
  /** `GetAccountPasswordPolicy` */
  readonly operation: string;
  /** The account that the message names. */
  readonly account: string | undefined;
  /** The user, group or role that the call was about, where the message or the command tells. */
  readonly file: string;
  readonly line: number;
}

const REFUSAL = /An error occurred \((\w[\w.]*)\) when calling the (\w+) operation([^:\n]*): ?([^\n]*)/g;

/** True for what the AWS CLI writes when a call fails: `An error occurred (AccessDenied) when calling …`. */
export function tellsRefusal(head: string): boolean {
  return /^\s*(?:aws: \[ERROR\]: )?An error occurred \(\w[\w.]*\) when calling the \w+ operation/.test(head);
}

/** The failed calls that a text tells of. Of the messages only the account is kept. */
export function refusalsIn(file: string, text: string): readonly Refusal[] {
  return [...text.matchAll(REFUSAL)].map((match) => {
    const [, code = '', operation = '', , message = ''] = match;
    const line = text.slice(0, match.index).split('\n').length;
    const account = /arn:aws[a-z-]*:(?:iam|sts)::(\d{12}):/.exec(message) ?? /domain name (\d{12})\b/.exec(message);
    return { code, operation, account: account?.[1], file, line };
  });
}

/** The section that waits for each call. */
const WAITING: ReadonlyMap<string, readonly string[]> = new Map([
  ['GetAccountAuthorizationDetails', ['principals', 'policies']],
  ['GetCredentialReport', ['credentials']],
  ['GenerateCredentialReport', ['credentials']],
  ['GetAccountPasswordPolicy', ['authentication_policy']],
  ['ListVirtualMFADevices', ['mfa_devices']],
  ['ListMFADevices', ['mfa_devices']],
  ['GetAccountSummary', ['mfa_devices']],
  ['ListServerCertificates', ['account_services']],
  ['ListSAMLProviders', ['account_services']],
  ['ListOpenIDConnectProviders', ['account_services']],
  ['ListAnalyzers', ['account_services']],
  ['ListInstances', ['account_services']],
  ['GenerateServiceLastAccessedDetails', ['last_accessed']],
  ['GetServiceLastAccessedDetails', ['last_accessed']],
]);

/** True for a failed call that a section of an account waits for. */
export function isOfAccount(refusal: Refusal): boolean {
  return WAITING.has(refusal.operation);
}

/** The refusals that left a gap in a section. */
export function refusalsOf(section: string, refusals: readonly Refusal[]): readonly Refusal[] {
  // What does not exist was answered: no password policy, no user of that name any more.
  return refusals.filter(
    ({ operation, code }) => code !== 'NoSuchEntity' && WAITING.get(operation)?.includes(section) === true,
  );
}

/** The right that a call takes, as policies write it. */
export function rightOf(operation: string): string {
  const service = operation === 'ListAnalyzers' ? 'access-analyzer' : operation === 'ListInstances' ? 'sso' : 'iam';
  return `${service}:${operation}`;
}

/** What happened to a call, in words. */
export function refusalText({ code, operation }: Refusal): string {
  const right = rightOf(operation);
  if (/^(?:AccessDenied|AccessDeniedException|UnauthorizedOperation|AuthorizationError)$/.test(code))
    return `${right} was denied`;
  if (/^(?:ExpiredToken|ExpiredTokenException|RequestExpired)$/.test(code))
    return `the credentials had expired when ${right} was called`;
  if (/^(?:InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch)$/.test(code))
    return `the credentials were refused when ${right} was called`;
  if (/Throttl|TooManyRequests|RequestLimitExceeded/.test(code)) return `${right} was throttled until it was given up`;
  return `${right} failed (${code})`;
}

/** How to get what a call was refused for. */
export function refusalHint(refusals: readonly Refusal[]): string {
  const denied = [
    ...new Set(refusals.filter((one) => /Denied|Unauthorized/.test(one.code)).map((one) => rightOf(one.operation))),
  ];
  return denied.length > 0
    ? `Allow ${denied.sort().join(', ')} to whoever collects (the AWS managed policy SecurityAudit holds it), and collect again.`
    : 'Sign in again (`aws sso login`, or new keys), and collect again.';
}
