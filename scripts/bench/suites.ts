import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The benchmarks that exist: the files of `bench/suites`. */
export function suitesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
}

/** The file of a suite. @throws Error that lists what there is when nothing has that name */
export function suiteFile(folder: string, name: string | undefined): string {
  const suites = suitesIn(folder);
  if (name !== undefined && suites.includes(name)) return join(folder, `${name}.ts`);
  const said = name === undefined ? 'Which benchmark?' : `There is no benchmark "${name}".`;
  throw new Error(`${said} There are: ${suites.join(', ')}.\nUsage: npm run bench -- NAME [OPTION]…`);
}
