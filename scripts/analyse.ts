import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Language } from '@visiobook/schema';
import { analyseBook, type BookAnalysis } from '../subgraphs/analysis/src/domain/analyse-book.ts';
import type { AnalysisPorts } from '../subgraphs/analysis/src/domain/ports.ts';
import { DEFAULT_MODELS } from '../subgraphs/analysis/src/models/default-models.ts';
import { loadEngine } from '../subgraphs/analysis/src/models/engine.ts';
import { readBook } from '../subgraphs/storage/src/domain/ingest/read-book.ts';

// npm run analyse -- --lang en|fr [--json] [--baseline] FILE: the whole analysis of one book, with what it took; with
// the service's models, or by the rules alone.

process.exitCode = await main();

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      lang: { type: 'string' },
      json: { type: 'boolean', default: false },
      baseline: { type: 'boolean', default: false },
    },
  });
  const [file] = positionals;
  const language = values.lang === undefined ? null : Language.safeParse(values.lang);
  if (!file || positionals.length > 1 || language?.success === false) {
    console.error('Usage: npm run analyse -- [--lang en|fr] [--json] [--baseline] FILE');
    return 2;
  }
  const path = resolve(process.env.VISIOBOOK_CALLER_DIR ?? process.cwd(), file);
  try {
    const document = await readBook({
      path,
      fileName: basename(path),
      mediaType: 'application/octet-stream',
    });
    const { info, ports } = await loadEngine(
      values.baseline ? { ...DEFAULT_MODELS, backend: 'off' } : DEFAULT_MODELS,
    );
    for (const problem of info.problems) console.error(problem);
    const started = performance.now();
    const analysis = analysed({ ...document, language: language?.data ?? document.language }, ports);
    const seconds = (performance.now() - started) / 1000;
    if (!values.json) printAnalysis(document.title, analysis);
    console.log(JSON.stringify({ ...measures(analysis, seconds), engine: info.version }));
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

function analysed(document: Parameters<typeof analyseBook>[0], ports: Partial<AnalysisPorts>): BookAnalysis {
  const steps = analyseBook(document, ports);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

function measures(analysis: BookAnalysis, seconds: number) {
  return {
    words: analysis.words,
    tokens: analysis.tokens,
    seconds: Math.round(seconds * 1000) / 1000,
    // Linux and macOS both come as kibibytes here.
    peakMB: Math.round(process.resourceUsage().maxRSS / 1024),
    scenes: analysis.scenes.length,
    characters: analysis.characters.length,
    chapters: analysis.chapters.length,
    places: analysis.places.length,
    language: analysis.language,
  };
}

function printAnalysis(title: string, { characters, scenes }: BookAnalysis): void {
  console.log(`${title}\n\nCharacters`);
  for (const { name, mentionCount, kind, gender, age, aliases, looks } of characters.slice(0, 25))
    console.log(
      [
        `${mentionCount}`.padStart(6),
        name.padEnd(28),
        [kind, gender, age]
          .filter((said) => said !== 'UNKNOWN')
          .join(' ')
          .padEnd(22),
        aliases.join(', ').slice(0, 60).padEnd(60),
        looks.slice(0, 3).join(', '),
      ]
        .join('  ')
        .trimEnd(),
    );
  console.log('\nScenes');
  for (const { index, chapterIndex, title: name, place, timeOfDay, emotion, cast } of scenes) {
    const who = cast.slice(0, 3).map((key) => characters[key]!.name);
    console.log(
      `${`${index + 1}`.padStart(6)}  ${`${chapterIndex + 1}`.padStart(3)}  ${name.slice(0, 52).padEnd(52)}  ${place.kind.padEnd(11)}  ${timeOfDay.padEnd(9)}  ${emotion.label.padEnd(12)}  ${who.join(', ')}`.trimEnd(),
    );
  }
  console.log('');
}
