import { EXIT, type ExitCode } from '../core/errors.ts';
import type { Summary } from '../model/generated/model.ts';

/** The exit code of a gate, for every door and format. */
export function exitCodeOfGate(gate: Summary['gate']): ExitCode {
  switch (gate) {
    case 'passed':
      return EXIT.passed;
    case 'failed':
      return EXIT.failed;
    case 'error':
      return EXIT.usage;
    case 'too-little-assessed':
      return EXIT.nothingAssessed;
  }
}
