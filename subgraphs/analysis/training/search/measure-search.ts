import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createDb, migrate, subgraphUrl } from '@visiobook/db';
import { startEmbeddedPostgres } from '@visiobook/db/embedded';
import type { BookDocument } from '@visiobook/schema';
import { passagesOf } from '../../src/application/passages.ts';
import type { MeaningReader, SceneIndex } from '../../src/application/ports.ts';
import { type AnalysisIdentity, analysisRecorder } from '../../src/application/record-analysis.ts';
import { searchScenes } from '../../src/application/search-scenes.ts';
import { createLibrary } from '../../src/data/library.ts';
import { createSceneIndex } from '../../src/data/search/scene-index.ts';
import {
  addChapter,
  addPassages,
  addPeople,
  completeAnalysis,
  openAnalysis,
} from '../../src/data/store-analysis.ts';
import { analyseBook } from '../../src/domain/analyse-book.ts';
import { DEFAULT_BORDERS, loadBorders } from '../../src/models/borders/load-borders.ts';
import { WEIGHTS_FOLDER } from '../../src/models/engine.ts';
import { DEFAULT_MEANING, loadMeaning } from '../../src/models/meaning/load-meaning.ts';
import { SEARCHED } from './queries.ts';

// Asks for scenes of real books in other words than theirs, through the service's own search on a real Postgres: by words
// alone, by meaning alone, by both; in one book and in all of them.

interface Scores {
  mrr: number;
  recall: Record<string, number>;
  ndcg: number;
}
const { values } = parseArgs({ options: { shared: { type: 'string' }, misses: { type: 'boolean' } } });
const { scoreRetrieval } = (await import(`${values.shared}/scorers/retrieval.mjs`)) as {
  scoreRetrieval: (gold: unknown[], found: unknown[]) => Scores;
};
const { meaning, problem } = await loadMeaning(WEIGHTS_FOLDER, DEFAULT_MEANING);
if (!meaning) throw new Error(problem ?? '');
const reader: MeaningReader = meaning;

const folder = mkdtempSync(join(tmpdir(), 'visiobook-search-'));
const server = await startEmbeddedPostgres({ folder, durable: false });
try {
  await migrate({ adminUrl: server.url, passwordOf: () => 'measure', installQueue: async () => {} }).catch(
    // Without its queue the database has no grants on it; nothing here sends.
    (error: unknown) => {
      if (
        !/schema "\w+" does not exist/.test(String((error as Error).message) + String((error as Error).cause))
      )
        throw error;
    },
  );
  const client = createDb({ url: subgraphUrl(server.url, 'analysis', 'measure') });
  try {
    await measure(client.db);
  } finally {
    await client.close();
  }
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function measure(db: ReturnType<typeof createDb>['db']): Promise<void> {
  const { ports } = await loadBorders(WEIGHTS_FOLDER, DEFAULT_BORDERS);
  const gold: { q: string; foreign: string; relevant: string[] }[] = [];
  const analyses: { id: string; language: 'en' | 'fr' }[] = [];
  const bookOf = new Map<string, number>();
  for (const { file, language, queries } of SEARCHED) {
    const path = `${values.shared}/data/books/${file}`;
    const text = proseOf(readFileSync(path, 'utf8'));
    const chapters = [{ index: 0, title: null, start: 0, end: text.length }];
    const book: BookDocument = { title: file, authors: [], language, text, chapters };
    const projectId = crypto.randomUUID();
    const identity: AnalysisIdentity = {
      projectId,
      documentId: crypto.randomUUID(),
      contentHash: file,
      models: [],
      modelVersion: 'measure',
    };
    const recorder = analysisRecorder(book, identity);
    const analysis = recorder.opened(
      { kind: 'text', chapters: book.chapters.length, tokens: 1, words: 1, isRead: false },
      new Date(),
    );
    const steps = analyseBook(book, ports);
    const scenes: { id: string; text: string }[] = [];
    await db.transaction(async (tx) => {
      await openAnalysis(tx, analysis, crypto.randomUUID(), new Date());
      for (const step of steps) {
        if (step.kind === 'people') await addPeople(tx, analysis.id, recorder.people(step));
        else {
          const whole = recorder.chapter(step);
          await addChapter(tx, whole, step.done, language);
          await addPassages(
            tx,
            analysis.id,
            reader.id,
            whole.scenes.flatMap((scene) => passagesOf(scene, language, reader)),
          );
          scenes.push(...whole.scenes);
        }
      }
      await completeAnalysis(tx, analysis.id, []);
    });
    for (const { text, anchor, foreign } of queries) {
      const relevant = scenes.filter((scene) => flat(scene.text).includes(flat(anchor))).map(({ id }) => id);
      if (relevant.length === 0) throw new Error(`Nothing in ${file} has "${anchor}".`);
      bookOf.set(text, analyses.length);
      gold.push({ q: text, foreign, relevant });
    }
    analyses.push({ id: analysis.id, language });
    say(`${file}: ${scenes.length} scenes, ${queries.length} questions`);
  }

  const library = createLibrary(db);
  const index = createSceneIndex(db);
  const noWords: SceneIndex = { ...index, anyWords: async () => [] };
  for (const scope of ['one book', 'all books'])
    for (const [name, parts] of [
      ['words', { library, index, meaning: null }],
      ['meaning', { library, index: noWords, meaning: reader }],
      ['both', { library, index, meaning: reader }],
      ['both, asked in the other language', { library, index, meaning: reader }],
    ] as const) {
      const found: { q: string; ranked: string[] }[] = [];
      for (const { q, foreign } of gold) {
        const searched = scope === 'one book' ? [analyses[bookOf.get(q)!]!] : analyses;
        const hits = await searchScenes(parts, searched, name.endsWith('language') ? foreign : q, 10);
        found.push({ q, ranked: hits.map(({ scene }) => scene.id) });
      }
      for (const language of ['en', 'fr', 'all']) {
        const own = gold.filter(
          ({ q }) => language === 'all' || analyses[bookOf.get(q)!]!.language === language,
        );
        const asked = new Set(own.map(({ q }) => q));
        const { mrr, recall, ndcg } = scoreRetrieval(
          own,
          found.filter(({ q }) => asked.has(q)),
        );
        say(
          `${scope}, ${name}, ${language}: MRR@10 ${mrr.toFixed(3)}, recall@1 ${recall[1]!.toFixed(3)}, @5 ${recall[5]!.toFixed(3)}, @10 ${recall[10]!.toFixed(3)}, nDCG ${ndcg.toFixed(3)}`,
        );
      }
      if (values.misses && name === 'both' && scope === 'one book')
        for (const [i, { q, ranked }] of found.entries())
          if (!ranked.slice(0, 5).some((id) => gold[i]!.relevant.includes(id))) say(`  not among five: ${q}`);
    }
}

/** What stands between the marks of Project Gutenberg; the service's reader of books is another service's. */
function proseOf(text: string): string {
  const lines = text.replaceAll('\r\n', '\n');
  const start = /\*\*\* ?START OF[^\n]*\n/.exec(lines);
  const end = /\*\*\* ?END OF/.exec(lines);
  return lines.slice(start ? start.index + start[0].length : 0, end?.index);
}

function flat(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll("'", '’').toLowerCase();
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
