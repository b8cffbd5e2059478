// Runs the tests that are written in JavaScript against one simulator: the one at TELNYX_BASE_URL, or one of its own.
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { startSimulator } from './simulator.mjs';

const tests = [
  'standalone.test.mjs',
  'official-sdk.test.mjs',
  '../../../../../examples/node-app/app.test.mjs',
  'documentation.test.mjs',
];
const files = tests.map((file) => fileURLToPath(new URL(file, import.meta.url)));

const simulator = process.env.TELNYX_BASE_URL ? undefined : await startSimulator();
process.env.TELNYX_BASE_URL ??= simulator.info.base_url;
const count = { passed: 0, failed: 0 };

run({ files, concurrency: 1 })
  .on('test:pass', ({ nesting }) => nesting === 0 && count.passed++)
  .on('test:fail', () => count.failed++)
  .once('end', () => {
    simulator?.close();
    process.exitCode = count.failed === 0 && count.passed > 0 ? 0 : 1;
  })
  .compose(new spec())
  .on('end', () => console.log(`${count.passed} passed, ${count.failed} failed`))
  .pipe(process.stdout);
