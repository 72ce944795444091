import fc from 'fast-check';

// Random tests repeat: one seed for all of them, another by VAUBAN_SEED. Runs by hand look for new faults with many.
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env['VAUBAN_SEED'] ?? 2026) });
