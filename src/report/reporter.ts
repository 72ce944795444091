import type { Assessment } from '../model/generated/model.ts';

/** Everything a reporter may know beside the assessment. */
export interface ReportContext {
  /** ANSI colours are wanted. */
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Also list what passed and what does not apply. */
  readonly verbose: boolean;
}

/** One output format: a pure function from the assessment. It decides nothing. */
export interface Reporter {
  /** The value of --format; the name of its file or folder in report/. */
  readonly id: string;
  readonly title: string;
  /** Without the dot: report.<extension>. */
  readonly extension: string;
  render(assessment: Assessment, context: ReportContext): string;
}
