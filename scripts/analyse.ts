import { availableParallelism } from 'node:os';
import { basename, resolve } from 'node:path';
import { Language } from '@visiobook/schema';
import type { BookAnalysis } from '../subgraphs/analysis/src/domain/book-analysis.ts';
import { modelSettings } from '../subgraphs/analysis/src/models/settings.ts';
import { readBook } from '../subgraphs/storage/src/domain/ingest/read-book.ts';
import { analyseWhole, type WholeAnalysis } from './analyse/whole-analysis.ts';
import { optionsOf } from './options.ts';

// npm run analyse -- --lang en|fr [--json] [--baseline] [--processes N] FILE: the whole analysis of one book, with what it
// took; by the rules alone, or with the models that the service would run, in N processes (MODEL_… chooses others).

process.exitCode = await main();

async function main(): Promise<number> {
  const chosen = optionsOf({
    allowPositionals: true,
    options: {
      lang: { type: 'string' },
      json: { type: 'boolean', default: false },
      baseline: { type: 'boolean', default: false },
      processes: { type: 'string' },
    },
  });
  if (!chosen) return refuse();
  const { values, positionals } = chosen;
  const [file] = positionals;
  const processes = Number(values.processes ?? Math.min(2, availableParallelism()));
  const language = values.lang === undefined ? null : Language.safeParse(values.lang);
  if (!file || positionals.length > 1 || language?.success === false || !(processes >= 1)) return refuse();
  const path = resolve(process.env.VISIOBOOK_CALLER_DIR ?? process.cwd(), file);
  try {
    const document = await readBook({
      path,
      fileName: basename(path),
      mediaType: 'application/octet-stream',
    });
    const whole = await analyseWhole(
      { ...document, language: language?.data ?? document.language },
      { models: modelSettings(values.baseline ? { MODEL_BACKEND: 'off' } : process.env), processes },
    );
    for (const problem of whole.engine.problems) console.error(problem);
    if (!values.json) printAnalysis(document.title, whole.analysis);
    console.log(JSON.stringify(measures(whole)));
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

function refuse(): number {
  console.error('Usage: npm run analyse -- [--lang en|fr] [--json] [--baseline] [--processes N] FILE');
  return 2;
}

function measures({ analysis, engine, seconds, peakMB }: WholeAnalysis) {
  return {
    words: analysis.words,
    tokens: analysis.tokens,
    seconds: Math.round(seconds * 1000) / 1000,
    peakMB,
    scenes: analysis.scenes.length,
    characters: analysis.characters.length,
    chapters: analysis.chapters.length,
    places: analysis.places.length,
    language: analysis.language,
    engine: engine.version,
    backend: engine.backend,
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
