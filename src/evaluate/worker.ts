import { parentPort } from 'node:worker_threads';
import type { Job, WorkerMessage } from './job.ts';
import { type Instances, runJob } from './run-job.ts';

const instances: Instances = new Map();
const port = parentPort;

// The entry of the worker thread: one job at a time, each answered by messages that end in `done`.
port?.on('message', (job: Job) => {
  void runJob(job, instances, (message: WorkerMessage) => port.postMessage(message)).catch((error: unknown) => {
    const text = error instanceof Error ? error.message : String(error);
    port.postMessage({ kind: 'aggregate-broken', message: text } satisfies WorkerMessage);
    port.postMessage({ kind: 'done' } satisfies WorkerMessage);
  });
});
