/** The public API: scan, and the documents it reads and writes. */
export { exitCodeOfGate } from './app/exit-code.ts';
export { type ScanRequest, scan } from './app/scan.ts';
export { ScannerError } from './core/errors.ts';
export type { Assessment, Finding, Observation, Snapshot } from './model/generated/model.ts';
