/** The part of an ajv error that a person needs. */
interface SchemaErrorLike {
  readonly instancePath: string;
  readonly keyword: string;
  readonly message?: string | undefined;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** The first three validation errors as one sentence with JSON pointers. */
export function explainSchemaErrors(errors: readonly SchemaErrorLike[] | null | undefined): string {
  if (errors === null || errors === undefined || errors.length === 0) return 'it does not meet the schema';
  const told = errors.slice(0, 3).map((error) => {
    const where = error.instancePath === '' ? 'the document' : error.instancePath;
    const { additionalProperty, allowedValue, allowedValues } = error.params ?? {};
    if (additionalProperty !== undefined) return `${where} has a key that is not known: ${String(additionalProperty)}`;
    if (allowedValue !== undefined) return `${where} must be ${JSON.stringify(allowedValue)}`;
    if (Array.isArray(allowedValues)) return `${where} must be one of ${allowedValues.join(', ')}`;
    return `${where} ${error.message ?? error.keyword}`;
  });
  const more = errors.length > 3 ? `; and ${errors.length - 3} more` : '';
  return `${told.join('; ')}${more}`;
}
