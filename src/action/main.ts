import * as core from '@actions/core';
import { runAction } from './run-action.ts';

// The entry of the Action: only this module reads the environment and the clock.
process.exitCode = await runAction(core, { env: process.env, clockMs: Date.now() });
