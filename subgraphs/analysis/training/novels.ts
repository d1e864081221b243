import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** The texts of novels in files that hold `{text}` a line, packed by xz. */
export async function* readNovels(files: readonly string[]): AsyncGenerator<string> {
  for (const file of files)
    for await (const line of readLines(file)) yield (JSON.parse(line) as { text: string }).text;
}

/** The lines of a file packed by xz. */
export function readLines(file: string): AsyncIterable<string> {
  const unpack = spawn('xz', ['-dc', file], { stdio: ['ignore', 'pipe', 'inherit'] });
  return createInterface({ input: unpack.stdout });
}
