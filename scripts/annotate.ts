import { Language } from '@visiobook/schema';
import type { z } from 'zod';
import { annotateChapters } from './annotate/chapters.ts';
import { annotateCoreference } from './annotate/coreference.ts';
import { EmotionRow, emotionAnnotator, vadAnnotator } from './annotate/emotions.ts';
import {
  AliasesRow,
  annotateAliases,
  annotateSpeech,
  SentencesRow,
  scenesAnnotator,
  TextRow,
} from './annotate/passages.ts';
import { peopleModels } from './annotate/people-models.ts';
import { annotateQuotes, QuotesRow } from './annotate/quotes.ts';
import { TokensRow } from './annotate/row-tokens.ts';
import { rowsOf } from './annotate/rows.ts';
import {
  annotateSentences,
  DocumentRow,
  documentAnnotator,
  entityTagger,
  SentenceRow,
} from './annotate/tagged-entities.ts';
import { optionsOf } from './options.ts';

// npm run annotate -- --task TASK --lang en|fr: rows without labels on standard input, rows with what the engine
// finds on standard output, so that the scorers of the literature can be run on it.

type Run = (language: Language) => Promise<void>;

const TASKS: Record<string, Run> = {
  quotes: async (language) => task(QuotesRow, annotateQuotes(await peopleModels()))(language),
  speech: task(TextRow, annotateSpeech),
  scenes: async (language) => task(SentencesRow, await scenesAnnotator())(language),
  chapters: task(TextRow, annotateChapters),
  aliases: task(AliasesRow, annotateAliases),
  ner: async (language) => task(DocumentRow, await documentAnnotator())(language),
  'ner-sentences': tagSentences,
  coref: async (language) => task(TokensRow, annotateCoreference(await peopleModels(LINKS)))(language),
  'emotions:goemotions': async (language) =>
    sentences(EmotionRow, await emotionAnnotator('goemotions'))(language),
  'emotions:xed_en': async (language) => sentences(EmotionRow, await emotionAnnotator('xed_en'))(language),
  'emotions:xed_fr': async (language) => sentences(EmotionRow, await emotionAnnotator('xed_fr'))(language),
  'emotions:emolit': async (language) => sentences(EmotionRow, await emotionAnnotator('emolit'))(language),
  vad: async (language) => sentences(EmotionRow, await vadAnnotator())(language),
};
/** The model of the task coref, whichever the service uses. */
const LINKS = 'links-1';
/** Sentences that are read together. */
const SENTENCES = 1024;

process.exitCode = await main();

async function main(): Promise<number> {
  const { values } = optionsOf({ options: { task: { type: 'string' }, lang: { type: 'string' } } }) ?? {};
  const language = Language.safeParse(values?.lang);
  const run = TASKS[values?.task ?? ''];
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

/** A task of single sentences: many go through the models together. */
function sentences<T>(
  schema: z.ZodType<T>,
  annotate: (rows: readonly T[], language: Language) => unknown[],
): Run {
  return async (language) => {
    let rows: T[] = [];
    const say = () => {
      for (const row of annotate(rows, language)) process.stdout.write(`${JSON.stringify(row)}\n`);
      rows = [];
    };
    for await (const row of rowsOf(schema)) if (rows.push(row) === SENTENCES) say();
    say();
  };
}

async function tagSentences(language: Language): Promise<void> {
  const tagger = await entityTagger();
  if (!tagger)
    throw new Error(
      'The task ner-sentences needs the trained entity tagger: the rules count how a name is used over a whole book and find nothing in single sentences. Use --task ner with whole documents.',
    );
  return sentences(SentenceRow, (rows: readonly z.infer<typeof SentenceRow>[], of) =>
    annotateSentences(tagger, rows, of),
  )(language);
}

function refuse(reason: string): number {
  console.error(reason);
  return 2;
}
