import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** The texts of novels in files that hold `{text}` a line, packed by xz. */
export async function* readNovels(files: readonly string[]): AsyncGenerator<string> {
  for (const file of files) {
    const unpack = spawn('xz', ['-dc', file], { stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const line of createInterface({ input: unpack.stdout })) {
      yield (JSON.parse(line) as { text: string }).text;
    }
  }
}
