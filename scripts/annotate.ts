import { parseArgs } from 'node:util';
import { Language } from '@visiobook/schema';
import type { z } from 'zod';
import { annotateChapters } from './annotate/chapters.ts';
import { annotateCoreference } from './annotate/coreference.ts';
import { annotateEmotion, annotateVad, EmotionRow } from './annotate/emotions.ts';
import { annotateEntities, TokensRow } from './annotate/entities.ts';
import {
  AliasesRow,
  annotateAliases,
  annotateSpeech,
  SentencesRow,
  scenesAnnotator,
  TextRow,
} from './annotate/passages.ts';
import { trainedPeople } from './annotate/people-models.ts';
import { annotateQuotes, QuotesRow } from './annotate/quotes.ts';
import { rowsOf } from './annotate/rows.ts';

// npm run annotate -- --task TASK --lang en|fr: rows without labels on standard input, rows with what the engine
// finds on standard output, so that the scorers of the literature can be run on it.

type Run = (language: Language) => Promise<void>;

const TASKS: Record<string, Run> = {
  quotes: async (language) => {
    const { scorer } = await trainedPeople();
    const models = process.env.NOLINKS ? null : { links: scorer, entities: null };
    await task(QuotesRow, annotateQuotes(models))(language);
  },
  speech: task(TextRow, annotateSpeech),
  scenes: async (language) => task(SentencesRow, await scenesAnnotator())(language),
  chapters: task(TextRow, annotateChapters),
  aliases: task(AliasesRow, annotateAliases),
  ner: task(TokensRow, annotateEntities),
  coref: async (language) => {
    const { scorer } = await trainedPeople();
    await task(TokensRow, annotateCoreference(scorer, null))(language);
  },
  'emotions:goemotions': task(EmotionRow, annotateEmotion('goemotions')),
  'emotions:xed_en': task(EmotionRow, annotateEmotion('xed_en')),
  'emotions:xed_fr': task(EmotionRow, annotateEmotion('xed_fr')),
  'emotions:emolit': task(EmotionRow, annotateEmotion('emolit')),
  vad: task(EmotionRow, annotateVad),
};
/** What the rules cannot do: a sentence alone holds nothing that they could count. */
const NEEDS_MODEL: Record<string, string> = {
  'ner-sentences':
    'The task ner-sentences needs the trained entity tagger: the rules count how a name is used over a whole book and find nothing in single sentences. Use --task ner with whole documents.',
};

process.exitCode = await main();

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { task: { type: 'string' }, lang: { type: 'string' } } });
  const language = Language.safeParse(values.lang);
  const refusal = NEEDS_MODEL[values.task ?? ''];
  if (refusal) return refuse(refusal);
  const run = TASKS[values.task ?? ''];
  if (!run || !language.success)
    return refuse(
      `Usage: npm run annotate -- --task TASK --lang en|fr < rows.jsonl\nTASK is one of ${Object.keys(TASKS).join(', ')}.`,
    );
  try {
    await run(language.data);
    return 0;
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

function task<T>(schema: z.ZodType<T>, annotate: (row: T, language: Language) => unknown): Run {
  return async (language) => {
    for await (const row of rowsOf(schema))
      process.stdout.write(`${JSON.stringify(annotate(row, language))}\n`);
  };
}

function refuse(reason: string): number {
  console.error(reason);
  return 2;
}
