import type { Capture } from '../../core/capture.ts';
import { isRecord } from '../../core/record.ts';
import { answerCapture, textCapture } from './answer-capture.ts';
import { failedCall, failedCallText, isFinal } from './failed-call.ts';

/** A page of an answer, and how to ask for the next one. */
export interface Page {
  readonly answer: object;
  readonly next: string | undefined;
}

/** Makes calls one after the other and keeps what they answered as captures. */
export interface Calls {
  readonly captures: Capture[];
  /** Operations of which the last answer was a refusal that would come again. */
  readonly refused: Set<string>;
  readonly collectedAt: string;
}

/** An empty record of calls. */
export function newCalls(collectedAt: string): Calls {
  return { captures: [], refused: new Set(), collectedAt };
}

/**
 * Asks for all pages and keeps them as one answer, as the AWS CLI does. A call that fails is kept as what the AWS CLI
 * says of it; pages that came before it are kept as an answer that goes on. Gives the merged answer.
 */
export async function ask(
  calls: Calls,
  operation: string,
  command: string,
  page: (token: string | undefined) => Promise<Page>,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  if (calls.refused.has(operation)) return undefined;
  let merged: Record<string, unknown> | undefined;
  let token: string | undefined;
  do {
    try {
      const { answer, next } = await page(token);
      merged = joined(merged, answer);
      token = next;
    } catch (error) {
      keepFailure(calls, operation, command, error);
      if (merged === undefined) return undefined;
      calls.captures.push(answerCapture(command, { ...merged, IsTruncated: true }, calls.collectedAt));
      return merged;
    }
  } while (token !== undefined);
  const whole = { ...merged };
  // The one answer of several pages ends by itself.
  if ('IsTruncated' in whole) whole['IsTruncated'] = false;
  for (const key of ['Marker', 'nextToken', 'NextToken']) delete whole[key];
  calls.captures.push(answerCapture(command, whole, calls.collectedAt));
  return whole;
}

/** Keeps what the AWS CLI says of a failed call; one that would fail again is not made again. */
export function keepFailure(calls: Calls, operation: string, command: string, error: unknown): void {
  const failure = failedCall(error);
  if (isFinal(failure)) calls.refused.add(operation);
  calls.captures.push(textCapture(`${command} (failed)`, failedCallText(failure, operation), calls.collectedAt));
}

function joined(before: Record<string, unknown> | undefined, page: object): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...before };
  for (const [key, value] of Object.entries(page)) {
    const earlier = merged[key];
    merged[key] = Array.isArray(value) && Array.isArray(earlier) ? [...earlier, ...value] : value;
  }
  return merged;
}

/** The objects of a list in an answer. */
export function listIn(
  answer: Readonly<Record<string, unknown>> | undefined,
  key: string,
): readonly Readonly<Record<string, unknown>>[] {
  const list = answer?.[key];
  return Array.isArray(list) ? list.filter(isRecord) : [];
}

/** Runs work over some items, a few at a time: AWS throttles who asks for too much at once. */
export async function fewAtATime<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: 4 }, worker));
}
