import { readdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { BASELINE } from '../../src/domain/analyse-book.ts';
import { readBook } from '../../src/domain/text/book-text.ts';
import { DEFAULT_MODELS } from '../../src/models/default-models.ts';
import { loadEngine } from '../../src/models/engine.ts';

// How many of the ten characters that speak most in each novel of PDNC are found, as somebody of their own, among the
// people of its analysis: `node training/people/measure-cast.ts --data ../../../shared/data [--part dev] [--reader rules]`.

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../../../shared/data' },
    part: { type: 'string', default: 'dev' },
    reader: { type: 'string', default: DEFAULT_MODELS.reader },
  },
});

interface Gold {
  characters: { name: string; aliases: string[] }[];
  quotes: { speaker: string }[];
}

const MAIN = 10;
const folder = `${values.data}/pdnc/${values.part}`;
const { ports, info } = await loadEngine({ ...DEFAULT_MODELS, emotion: 'lexicon', reader: values.reader });
let found = 0;
let sought = 0;
for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
  const novel = file.slice(0, -'.json'.length);
  const text = readFileSync(`${folder}/${novel}.txt`, 'utf8');
  const gold = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as Gold;
  const missing = missingOf(mainCast(gold), castOf(novel, text));
  const main = mainCast(gold).length;
  found += main - missing.length;
  sought += main;
  process.stdout.write(
    `${novel}: ${main - missing.length} of ${main}${missing.length ? `; not ${missing.join(', ')}` : ''}\n`,
  );
}
process.stdout.write(`${info.version}: ${(found / sought).toFixed(3)}\n`);

/** By the quotations of each, as the annotators counted them. */
function mainCast({ characters, quotes }: Gold): string[][] {
  const names = characters.map(({ name, aliases }) => [...new Set([name, ...aliases])]);
  const counts = names.map((own) => quotes.filter(({ speaker }) => own.includes(speaker)).length);
  return names
    .map((own, i) => ({ own, count: counts[i]! }))
    .filter(({ own, count }) => count > 0 && !own[0]!.startsWith('_'))
    .sort((a, b) => b.count - a.count)
    .slice(0, MAIN)
    .map(({ own }) => own);
}

function castOf(title: string, text: string): string[][] {
  const book = readBook({
    ...{ title, authors: [], language: 'en', text },
    chapters: [{ index: 0, title: null, start: 0, end: text.length }],
  });
  const speech = BASELINE.speech.find(book);
  const people = (ports.people ?? BASELINE.people).find(book, speech, ports.entities?.tag(book) ?? []);
  return people.characters.map(({ name, aliases }) => [name, ...aliases]);
}

/** Names of main characters for whom nobody is left who bears one of their names. */
function missingOf(main: readonly string[][], cast: readonly string[][]): string[] {
  const plain = (name: string) => name.toLowerCase().replaceAll('’', "'").replace(/^the /, '');
  const free = cast.map((names) => new Set(names.map(plain)));
  return main.flatMap((names) => {
    const at = free.findIndex((own) => names.some((name) => own.has(plain(name))));
    if (at < 0) return [names[0]!];
    // Two characters taken for one: the second of them is not found.
    free[at]!.clear();
    return [];
  });
}
