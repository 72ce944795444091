/** Why AWS did not answer a call. */
export interface FailedCall {
  /** `AccessDenied`, `ExpiredToken`, `Throttling`, … */
  readonly code: string;
  readonly message: string;
}

/** What an error of the SDK tells. Its message may quote the request: only what AWS answers to a denied call is kept. */
export function failedCall(error: unknown): FailedCall {
  const name = error instanceof Error ? error.name : 'UnknownError';
  const inner = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const code = (name === 'Error' || name === 'AggregateError' ? (inner ?? name) : name).replace(
    /^(NoSuchEntity|AccessDenied|ExpiredToken|Throttling)Exception$/,
    '$1',
  );
  const [line = ''] = error instanceof Error ? error.message.split('\n') : [];
  const plain = code === 'AccessDenied' || code === 'NoSuchEntity' ? line.slice(0, 400) : '';
  return { code: /^\w[\w.]*$/.test(code) ? code : 'UnknownError', message: plain };
}

/** As the AWS CLI writes it. */
export function failedCallText({ code, message }: FailedCall, operation: string): string {
  return `\nAn error occurred (${code}) when calling the ${operation} operation: ${message}\n`;
}

/** After these a further call of the same kind is answered the same. */
export function isFinal({ code }: FailedCall): boolean {
  return !/^(?:NoSuchEntity|InvalidInput|ValidationError)$/.test(code);
}
