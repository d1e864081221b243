import { readdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { BASELINE } from '../../src/domain/analyse-book.ts';
import type { Cast } from '../../src/domain/ports.ts';
import { readBook } from '../../src/domain/text/book-text.ts';
import { DEFAULT_MODELS } from '../../src/models/default-models.ts';
import { loadEngine } from '../../src/models/engine.ts';

// How many of the ten characters that speak most in each novel of PDNC are found, as somebody of their own, among the
// people of its analysis, and how sure it may be of all whom it finds:
// `node training/people/measure-cast.ts --data ../../../shared/data [--part dev] [--reader rules]`.

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
const judged: { confidence: number; isReal: boolean }[] = [];
for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
  const novel = file.slice(0, -'.json'.length);
  const text = readFileSync(`${folder}/${novel}.txt`, 'utf8');
  const gold = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as Gold;
  const people = peopleOf(novel, text);
  const missing = missingOf(
    mainCast(gold),
    people.characters.map(({ name, aliases }) => [name, ...aliases]),
  );
  judged.push(...judgedPeople(gold, people, text));
  const main = mainCast(gold).length;
  found += main - missing.length;
  sought += main;
  process.stdout.write(
    `${novel}: ${main - missing.length} of ${main}${missing.length ? `; not ${missing.join(', ')}` : ''}\n`,
  );
}
process.stdout.write(`${info.version}: ${(found / sought).toFixed(3)}\n`);
const brier = mean(judged.map(({ confidence, isReal }) => (confidence - Number(isReal)) ** 2));
process.stdout.write(`${judged.length} found characters, Brier score ${brier.toFixed(3)}; sure, right:\n`);
for (let from = 0; from < 1; from += 0.2) {
  const some = judged.filter(({ confidence }) => confidence >= from && confidence < from + 0.2);
  if (some.length === 0) continue;
  const sure = mean(some.map(({ confidence }) => confidence));
  const right = mean(some.map(({ isReal }) => Number(isReal)));
  process.stdout.write(`  ${sure.toFixed(2)} ${right.toFixed(2)} (${some.length})\n`);
}

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

function peopleOf(title: string, text: string): Cast {
  const book = readBook({
    ...{ title, authors: [], language: 'en', text },
    chapters: [{ index: 0, title: null, start: 0, end: text.length }],
  });
  const speech = BASELINE.speech.find(book);
  return (ports.people ?? BASELINE.people).find(book, speech, ports.entities?.tag(book) ?? []);
}

/** Right is who bears the names of one listed character, nine times in ten, and at least half of all that is called so. */
function judgedPeople({ characters }: Gold, people: Cast, text: string) {
  const owners = new Map<string, string | null>();
  for (const { name, aliases } of characters)
    for (const form of new Set([name, ...aliases].map(plain)))
      owners.set(form, owners.has(form) ? null : name);
  const uses = people.characters.map(() => new Map<string, number>());
  const all = new Map<string, number>();
  for (const { kind, character, start, end } of people.mentions) {
    const owner = kind === 'NAME' ? owners.get(plain(text.slice(start, end).replace(/\s+/g, ' '))) : null;
    if (!owner) continue;
    uses[character]!.set(owner, (uses[character]!.get(owner) ?? 0) + 1);
    all.set(owner, (all.get(owner) ?? 0) + 1);
  }
  return people.characters.map(({ confidence }, i) => {
    const [best] = [...uses[i]!].sort((a, b) => b[1] - a[1]);
    const sum = [...uses[i]!.values()].reduce((total, count) => total + count, 0);
    return {
      confidence,
      isReal: best !== undefined && best[1] >= 0.9 * sum && best[1] >= 0.5 * all.get(best[0])!,
    };
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll('’', "'").replace(/^the /, '');
}

/** Names of main characters for whom nobody is left who bears one of their names. */
function missingOf(main: readonly string[][], cast: readonly string[][]): string[] {
  const free = cast.map((names) => new Set(names.map(plain)));
  return main.flatMap((names) => {
    const at = free.findIndex((own) => names.some((name) => own.has(plain(name))));
    if (at < 0) return [names[0]!];
    // Two characters taken for one: the second of them is not found.
    free[at]!.clear();
    return [];
  });
}
