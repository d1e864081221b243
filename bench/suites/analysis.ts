import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { BenchRow, RunSuite } from '../../scripts/bench/result.ts';
import { type Book, booksOf } from '../analysis/books.ts';
import { PEERS } from '../analysis/peers.ts';
import { shownOf, TASKS, type Task } from '../analysis/tasks.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
/** What BookNLP's authors measured for its small models on a book of 99,000 tokens: ten cores, and a laptop. */
const PUBLISHED = {
  'BookNLP small, as published, 10 cores': 690,
  'BookNLP small, as published, laptop': 458,
};

interface Run {
  tokens: number;
  seconds: number;
  peakMB: number;
}

/** The whole analysis of books beside other libraries' smaller ones, and the figures of every task on its dev set. */
export const run: RunSuite = async (args) => {
  const { values } = parseArgs({
    args,
    options: {
      shared: { type: 'string', default: resolve(ROOT, '..', 'shared') },
      times: { type: 'string', default: '60' },
      rounds: { type: 'string', default: '2' },
      processes: { type: 'string', default: '1,2' },
      'only-speed': { type: 'boolean', default: false },
      'only-scores': { type: 'boolean', default: false },
    },
  });
  const folder = mkdtempSync(join(tmpdir(), 'visiobook-bench-'));
  const rows: BenchRow[] = [];
  const ratios: Record<string, number> = {};
  const notes = [
    'tokens/s count our tokens of the book for everybody. We find chapters, scenes, people, speakers, places, moods and',
    'digests; the peers find sentences, tokens and names (wink-nlp moods of sentences too). Peak: all processes together.',
  ];
  try {
    if (!values['only-scores']) {
      const books = booksOf(values.shared, folder, Number(values.times));
      const processes = values.processes.split(',').map(Number);
      speed(books, { processes, rounds: Number(values.rounds) }, rows, ratios);
    }
    if (!values['only-speed']) {
      if (existsSync(join(values.shared, 'scorers')))
        rows.push(...TASKS.map((task) => scored(task, values.shared, folder)));
      else notes.push(`Nothing was scored: there is no ${join(values.shared, 'scorers')}.`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return { rows, ratios, notes };
};

function speed(
  books: readonly Book[],
  { processes, rounds }: { processes: number[]; rounds: number },
  rows: BenchRow[],
  ratios: Record<string, number>,
): void {
  const most = processes.at(-1)!;
  for (const book of books) {
    const runs = new Map<string, Run[]>();
    // Interleaved, so that what else the machine does meets all of them.
    for (let round = 0; round < rounds; round++) {
      for (const count of processes) note(runs, named(count), ours(book, count));
      // Their models are English.
      for (const peer of book.language === 'en' ? Object.keys(PEERS) : [])
        note(runs, peer, peerOn(peer, book));
    }
    const tokens = runs.get(named(most))![0]!.tokens;
    const pace = (name: string) => tokens / Math.min(...runs.get(name)!.map(({ seconds }) => seconds));
    for (const [name, all] of runs)
      rows.push({
        name: `${book.name}: ${name}`,
        tokens,
        seconds: rounded(tokens / pace(name)),
        'tokens/s': Math.round(pace(name)),
        'peak MB': Math.max(...all.map(({ peakMB }) => peakMB)),
      });
    for (const [name, theirs] of [
      ...[...runs.keys()].filter((name) => name !== named(most)).map((name) => [name, pace(name)] as const),
      ...Object.entries(PUBLISHED),
    ])
      ratios[`${book.name}: ${named(most)} over ${name}`] = rounded(pace(named(most)) / theirs);
  }
}

function named(processes: number): string {
  return processes === 1 ? 'visiobook, 1 model process' : `visiobook, ${processes} model processes`;
}

function ours(book: Book, processes: number): Run {
  const script = join(ROOT, 'scripts', 'analyse.ts');
  return measured(script, '--lang', book.language, '--json', '--processes', `${processes}`, book.path);
}

function peerOn(peer: string, { path }: Book): Run {
  return measured(join(import.meta.dirname, '..', 'analysis', 'peers.ts'), peer, path);
}

/** The last line that a script prints, in a process of its own: its memory is nobody else's. */
function measured(...args: string[]): Run {
  const out = execFileSync(process.execPath, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(out.trim().split('\n').at(-1)!) as Run;
}

function scored(
  { name, task, language, gold, shown, scorer, options = [], figure, goal }: Task,
  shared: string,
  folder: string,
): BenchRow {
  const row = { name: `${name} (${language})`, figure: null, goal };
  const rows = gold(join(shared, 'data'));
  if (rows.length === 0) return { ...row, note: 'the set is not there' };
  const annotate = [join(ROOT, 'scripts', 'annotate.ts'), '--task', task, '--lang', language];
  const input = lines(rows.map((labelled) => shownOf(labelled, shown)));
  const found = spawnSync(process.execPath, annotate, { input, encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (found.status !== 0) return { ...row, note: found.stderr.trim().split('\n')[0]!.slice(0, 80) };
  const [goldFile, foundFile] = [join(folder, 'gold.jsonl'), join(folder, 'found.jsonl')];
  writeFileSync(goldFile, lines(rows));
  writeFileSync(foundFile, found.stdout);
  const script = join(shared, 'scorers', `${scorer}.mjs`);
  const printed = execFileSync(process.execPath, [script, goldFile, foundFile, ...options], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  let value: unknown = JSON.parse(printed);
  for (const key of figure) value = (value as Record<string, unknown>)[key];
  if (typeof value !== 'number') throw new TypeError(`${script} gives no ${figure.join('.')}.`);
  return { ...row, figure: Math.round(value * 1000) / 1000 };
}

function lines(rows: readonly object[]): string {
  return `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`;
}

function note(runs: Map<string, Run[]>, name: string, measure: Run): void {
  runs.set(name, [...(runs.get(name) ?? []), measure]);
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
