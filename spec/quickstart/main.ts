import { startServer } from './server.ts';
import { STEPS } from './steps.ts';

/**
 * `npm run quickstart`: the quickstart of specification 018, all eight steps, a line each; exit code 0 when every one has
 * passed. With IRIS_HOSTNAME (IRIS_PORT, IRIS_NAMESPACE, IRIS_USERNAME, IRIS_PASSWORD) the gateway works on that IRIS, with
 * QUICKSTART_HOST and QUICKSTART_PORT one that is installed already is used, else the simulator of IRIS's superserver.
 */
const server = await startServer();
console.log(`quickstart on ${server.what}`);
let failed = 0;
try {
  for (const [number, { name, run }] of STEPS.entries()) {
    const started = performance.now();
    try {
      const told = await run(server);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`step ${number + 1}  passed  ${name}: ${told} (${seconds} s)`);
    } catch (error) {
      failed += 1;
      console.log(
        `step ${number + 1}  FAILED  ${name}: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
} finally {
  await server.stop();
}
process.exitCode = failed === 0 ? 0 : 1;
