import { readFileSync } from 'node:fs';
import { UsageError } from '../../core/errors.ts';
import { isKnown } from '../../core/fact.ts';
import { type CompiledPolicy, compilePolicy } from '../../derive/iam/aws/policy.ts';
import { parsePolicyDocument } from '../../normalize/iam/aws-policy-document.ts';
import { locator } from '../../normalize/iam/json-lines.ts';
import { isObject, type JsonObject } from '../../normalize/iam/json-value.ts';
import { reasonOf } from '../user-file.ts';

/** Where the commands of AWS put a policy: s3api, kms, lambda; secretsmanager; ecr; sqs and sns. */
const WRAPPED = ['Policy', 'ResourcePolicy', 'policyText', 'AssumeRolePolicyDocument', 'PolicyDocument'] as const;

/** Reads a file the user names; what is wrong with it is a UsageError. */
export function readUserText(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    throw new UsageError(`${file} could not be read: ${reasonOf(error)}`);
  }
}

/** Reads a policy document from a file: by itself, or as the output of a command of AWS. */
export function readPolicyFile(file: string): CompiledPolicy {
  const text = readUserText(file);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file} is not JSON: ${reasonOf(error)}`);
  }
  const own = isObject(json) && Object.keys(json).some((key) => key.toLowerCase() === 'statement');
  const document = own ? json : isObject(json) ? unwrapped(json) : undefined;
  const locate = locator(file, text);
  const statements = parsePolicyDocument(document, {
    at: { file },
    inside: own ? (pointer) => locate(pointer) : undefined,
  });
  if (isKnown(statements)) return compilePolicy({ id: file, name: file, statements });
  throw new UsageError(`${file}: ${statements.unknown}`, {
    hint: 'Give a policy document, or the output of `aws s3api get-bucket-policy`, `aws kms get-key-policy` and their like.',
  });
}

function unwrapped(json: JsonObject): unknown {
  const inner = isObject(json['Attributes']) ? json['Attributes'] : isObject(json['Role']) ? json['Role'] : json;
  return WRAPPED.map((key) => inner[key]).find((value) => value !== undefined);
}
