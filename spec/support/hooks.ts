import fc from 'fast-check';

/** 100 runs on a developer's machine; CI asks for more through FAST_CHECK_RUNS. The seed is printed on failure. */
fc.configureGlobal({ numRuns: Number(process.env['FAST_CHECK_RUNS'] ?? 100) });
