import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shareOf, XED_HELD_OUT } from '../../subgraphs/analysis/training/corpora.ts';

/** One of the literature's tasks on a set that nothing was trained on, and how its figure is read. */
export interface Task {
  name: string;
  /** As `npm run annotate` calls it. */
  task: string;
  language: 'en' | 'fr';
  /** The rows with their labels; empty where the data is not there. */
  gold(data: string): object[];
  /** What the engine is shown of a row. */
  shown: readonly string[];
  scorer: string;
  options?: readonly string[];
  /** Where the figure stands in what the scorer prints. */
  figure: readonly string[];
  goal: number | null;
}

const TOKENS = ['doc', 'lang', 'sentences'] as const;
const CAST = ['novel', 'text', 'quotes', 'characters'] as const;
const CHAPTER_STARTS = ['micro', 'f1'] as const;
const SENTENCE = ['id', 'text'] as const;

export const TASKS: readonly Task[] = [
  {
    ...{ name: 'nested entities', task: 'ner', language: 'en', gold: jsonl('litbank/dev') },
    ...{ shown: TOKENS, scorer: 'ner', figure: ['micro', 'f1'], goal: 0.74 },
  },
  {
    ...{ name: 'entities of sentences', task: 'ner-sentences', language: 'fr' },
    ...{ gold: jsonl('fr-litbank/booknlpfr_v3_ner_dev'), shown: ['tokens'] },
    ...{ scorer: 'ner', options: ['--key=line', '--type-only'], figure: ['micro', 'f1'], goal: 0.82 },
  },
  {
    ...{ name: 'coreference, CoNLL', task: 'coref', language: 'en', gold: jsonl('litbank/dev') },
    ...{ shown: TOKENS, scorer: 'coref', figure: ['conllF1'], goal: 0.68 },
  },
  {
    ...{ name: 'coreference, CoNLL', task: 'coref', language: 'fr' },
    ...{ gold: jsonl('fr-litbank/booknlpfr_v3_coref_dev'), shown: TOKENS },
    ...{ scorer: 'coref', figure: ['conllF1'], goal: null },
  },
  {
    ...{ name: 'speakers, cast found', task: 'quotes', language: 'en', gold: novels },
    ...{ shown: CAST.slice(0, 3), scorer: 'quotes', figure: ['accuracy'], goal: 0.7 },
  },
  {
    ...{ name: 'speakers, cast given', task: 'quotes', language: 'en', gold: novels },
    ...{ shown: CAST, scorer: 'quotes', figure: ['accuracy'], goal: null },
  },
  {
    ...{ name: 'speakers named beside the quote, cast given', task: 'quotes', language: 'en', gold: novels },
    ...{ shown: CAST, scorer: 'quotes', figure: ['byType', 'explicit', 'acc'], goal: 0.93 },
  },
  {
    ...{ name: 'names of one character', task: 'aliases', language: 'fr', gold: aliasRows },
    ...{ shown: ['doc', 'text', 'forms'], scorer: 'aliases', figure: ['b3', 'f1'], goal: null },
  },
  {
    ...{ name: 'direct speech, tokens', task: 'speech', language: 'fr', gold: jsonl('speech-fr/dev') },
    ...{ shown: ['doc', 'text'], scorer: 'speech', figure: ['token', 'f1'], goal: 0.9 },
  },
  {
    ...{ name: 'scene borders, relaxed', task: 'scenes', language: 'en', gold: jsonl('scenes-en/dev') },
    ...{ shown: TOKENS, scorer: 'segment', figure: ['macro', 'relaxedF1'], goal: 0.45 },
  },
  {
    ...{ name: 'chapter starts', task: 'chapters', language: 'en', gold: chapters('en') },
    ...{ shown: ['doc', 'lang', 'text'], scorer: 'chapters', figure: CHAPTER_STARTS, goal: null },
  },
  {
    ...{ name: 'chapter starts', task: 'chapters', language: 'fr', gold: chapters('fr') },
    ...{ shown: ['doc', 'lang', 'text'], scorer: 'chapters', figure: CHAPTER_STARTS, goal: null },
  },
  {
    ...{ name: 'emotions, GoEmotions macro', task: 'emotions:goemotions', language: 'en' },
    ...{ gold: jsonl('emotions/goemotions.dev'), shown: SENTENCE },
    ...{ scorer: 'labels', figure: ['macroF1'], goal: 0.45 },
  },
  {
    ...{ name: 'emotions, XED macro', task: 'emotions:xed_en', language: 'en', gold: xed('en') },
    ...{ shown: SENTENCE, scorer: 'labels', figure: ['macroF1'], goal: 0.53 },
  },
  {
    ...{ name: 'emotions, XED macro', task: 'emotions:xed_fr', language: 'fr', gold: xed('fr') },
    ...{ shown: SENTENCE, scorer: 'labels', figure: ['macroF1'], goal: 0.6 },
  },
  {
    ...{ name: 'emotions, EmoLit macro', task: 'emotions:emolit', language: 'en' },
    ...{ gold: jsonl('emotions/emolit_gold.dev'), shown: SENTENCE },
    ...{ scorer: 'labels', figure: ['macroF1'], goal: null },
  },
  {
    ...{ name: 'valence, EmoBank r', task: 'vad', language: 'en', gold: jsonl('emotions/emobank_vad.dev') },
    ...{ shown: SENTENCE, scorer: 'labels', figure: ['V', 'r'], goal: 0.65 },
  },
];

/** What the engine may see of a row. */
export function shownOf(row: object, keys: readonly string[]): object {
  return Object.fromEntries(
    Object.entries(row)
      .filter(([key]) => keys.includes(key))
      .map(([key, value]) => [key, key === 'quotes' ? withoutSpeakers(value as object[]) : value]),
  );
}

function withoutSpeakers(quotes: readonly object[]): object[] {
  return quotes.map((quote) => shownOf(quote, ['id', 'spans']));
}

function jsonl(file: string): Task['gold'] {
  return (data) => rowsOf(join(data, `${file}.jsonl`));
}

function novels(data: string): object[] {
  const folder = join(data, 'pdnc', 'dev');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => ({
      ...(JSON.parse(readFileSync(join(folder, file), 'utf8')) as object),
      text: readFileSync(join(folder, file.replace(/json$/, 'txt')), 'utf8'),
    }));
}

/** The text is put together from the sentences of the same novel's names. */
function aliasRows(data: string): object[] {
  return rowsOf(join(data, '7-romans', 'aliases.dev.jsonl')).map((row) => {
    const { doc } = row as { doc: string };
    const sentences = rowsOf(join(data, '7-romans', `dev.${doc}.ner.jsonl`)) as { tokens: string[] }[];
    return { ...row, text: sentences.map(({ tokens }) => tokens.join(' ')).join('\n\n') };
  });
}

/**
 * XED has one part: what our training leaves out is what it is measured on. As in the published figures, "neutral" is no
 * emotion.
 */
function xed(language: 'en' | 'fr'): Task['gold'] {
  return (data) =>
    (rowsOf(join(data, 'emotions', `xed_${language}.train.jsonl`)) as { text: string; labels: string[] }[])
      .filter(({ text }) => shareOf(text) < XED_HELD_OUT)
      .map((row) => ({ ...row, labels: row.labels.filter((label) => label !== 'neutral') }));
}

/** The set is packed; empty where nothing here unpacks it. */
function chapters(language: 'en' | 'fr'): Task['gold'] {
  return (data) => {
    const { status, stdout } = spawnSync('xz', ['-dc', join(data, 'chapters', 'dev.jsonl.xz')], {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    return status === 0 ? parsed(stdout).filter((row) => (row as { lang: string }).lang === language) : [];
  };
}

function rowsOf(path: string): object[] {
  if (!existsSync(path)) return [];
  return parsed(readFileSync(path, 'utf8'));
}

function parsed(jsonl: string): object[] {
  return jsonl
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line) as object);
}
