import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type RunSuite, tableOf } from './bench/result.ts';
import { suiteFile } from './bench/suites.ts';

// npm run bench -- NAME [OPTION]…: runs bench/suites/NAME.ts, prints its table and writes bench/results/NAME.json.

const bench = join(import.meta.dirname, '..', 'bench');

process.exitCode = await main(process.argv.slice(2));

async function main([name, ...args]: string[]): Promise<number> {
  let file: string;
  try {
    file = suiteFile(join(bench, 'suites'), name);
  } catch (error) {
    console.error((error as Error).message);
    return 2;
  }
  if (!installed()) return 1;
  const { run } = (await import(pathToFileURL(file).href)) as { run: RunSuite };
  const { rows, ratios, notes = [] } = await run(args);
  const machine = {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    date: new Date().toISOString(),
  };
  console.log(`\n${tableOf(rows)}\n`);
  for (const [ratio, value] of Object.entries(ratios)) console.log(`${ratio}: ${value}`);
  for (const note of notes) console.log(note);
  const results = join(bench, 'results');
  mkdirSync(results, { recursive: true });
  const path = join(results, `${basename(file, '.ts')}.json`);
  writeFileSync(path, `${JSON.stringify({ machine, rows, ratios, notes }, null, 2)}\n`);
  console.log(`\nWritten to ${path}`);
  return 0;
}

/** The other gateways and what they need are big, so they are installed by those who measure and nobody else. */
function installed(): boolean {
  const lock = readFileSync(join(bench, 'package-lock.json'));
  const wanted = createHash('sha256').update(lock).digest('hex');
  const stamp = join(bench, 'node_modules', '.bench-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return true;
  console.error('Installing what the benchmarks need (about a minute the first time)…');
  const { status } = spawnSync(
    'npm',
    ['ci', '--ignore-scripts', '--loglevel=error', '--no-fund', '--no-audit'],
    {
      cwd: bench,
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32',
    },
  );
  if (status !== 0) {
    console.error('npm ci failed in bench/: see the lines above.');
    return false;
  }
  writeFileSync(stamp, wanted);
  return true;
}
