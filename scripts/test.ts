import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

// npm test: format, lint, types and generated files (through turbo, which remembers what has not changed), then
// every test. Arguments go to vitest: npm test -- --project unit. The last line counts tests and checks together.
const root = dirname(import.meta.dirname);
const bin = (name: string) => join(root, 'node_modules', '.bin', name);
const env = {
  ...process.env,
  PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}`,
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
};
const run = (command: string, args: string[]) =>
  spawnSync(command, args, { cwd: root, env, stdio: 'inherit' }).status === 0;

const checks = ['lint', 'types', 'generated'].map((task) =>
  run(bin('turbo'), ['run', task, '--output-logs=errors-only', '--log-prefix=none']),
);

const folder = mkdtempSync(join(tmpdir(), 'visiobook-results-'));
const results = join(folder, 'results.json');
const finished = run(process.execPath, [
  join(root, 'node_modules', 'vitest', 'vitest.mjs'),
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${results}`,
  ...process.argv.slice(2),
]);
const { passed, failed } = countTests();
rmSync(folder, { recursive: true, force: true });

const failures = failed + checks.filter((ok) => !ok).length;
console.log(`\n${passed + checks.filter(Boolean).length} passed, ${failures} failed`);
process.exit(failures === 0 && finished ? 0 : 1);

function countTests(): { passed: number; failed: number } {
  try {
    const report = JSON.parse(readFileSync(results, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
      testResults: { status: string; assertionResults: unknown[] }[];
    };
    // A file that cannot even be loaded has no failed test, and is a failure all the same.
    const broken = report.testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
    );
    const failed = report.numFailedTests + broken.length;
    return { passed: report.numPassedTests, failed: finished ? failed : Math.max(1, failed) };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
