import { ConfigError } from '../core/errors.ts';
import { explainSchemaErrors } from '../model/explain-schema-errors.ts';
import type { Configuration } from '../model/generated/model.ts';
import { validateConfiguration } from '../model/generated/validators.js';
import { readYamlFile } from './read-yaml-file.ts';

/** Reads vauban.yaml; an empty file is an empty configuration. */
export async function readConfiguration(file: string): Promise<Configuration> {
  const value = (await readYamlFile(file)) ?? {};
  if (validateConfiguration(value)) return value;
  throw new ConfigError(`${file}: ${explainSchemaErrors(validateConfiguration.errors)}`, {
    hint: 'The keys are targets, sudo, ssh_config, policies, profile, frameworks, formats, output, fail_on and parameters.',
  });
}
