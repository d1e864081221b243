import type { Language } from '@visiobook/schema';
import { z } from 'zod';
import { ruleEntityFinder } from '../../subgraphs/analysis/src/domain/people/entity-finder.ts';
import type { SceneSegmenter } from '../../subgraphs/analysis/src/domain/ports.ts';
import { quoteFinder } from '../../subgraphs/analysis/src/domain/speech/quote-finder.ts';
import { readBook } from '../../subgraphs/analysis/src/domain/text/book-text.ts';
import { DEFAULT_BORDERS, loadBorders } from '../../subgraphs/analysis/src/models/borders/load-borders.ts';
import { WEIGHTS_FOLDER } from '../../subgraphs/analysis/src/models/engine.ts';
import { plainDocument } from './rows.ts';

export const TextRow = z.object({ doc: z.string(), text: z.string() });
export const SentencesRow = z.object({ doc: z.string(), sentences: z.array(z.string()) });
export const AliasesRow = z.object({
  doc: z.string(),
  text: z.string().optional(),
  sentences: z.array(z.array(z.string())).optional(),
});

/** Direct speech as ranges of characters, with the marks around it, as the annotators drew them. */
export function annotateSpeech({ doc, text }: z.infer<typeof TextRow>, language: Language) {
  const book = readBook(plainDocument(language, doc, text));
  return { doc, speech: quoteFinder.find(book).map(({ start, end }) => withMarks(text, start, end)) };
}

function withMarks(text: string, start: number, end: number): [number, number] {
  const before = /[«“"—–]?\s?[«“"—–]\s?$/.exec(text.slice(Math.max(0, start - 5), start));
  const after = /^\s?[»”"]/.exec(text.slice(end, end + 3));
  return [start - (before?.[0].length ?? 0), end + (after?.[0].length ?? 0)];
}

/** Finds the first sentences of scenes as the service does. Rows say nothing of paragraphs, so each sentence stands for one. */
export async function scenesAnnotator() {
  const { ports, problems } = await loadBorders(WEIGHTS_FOLDER, DEFAULT_BORDERS);
  if (!ports.scenes) throw new Error(problems.join(' '));
  const segmenter = ports.scenes;
  return ({ doc, sentences }: z.infer<typeof SentencesRow>, language: Language) =>
    annotateScenes(doc, sentences, language, segmenter);
}

function annotateScenes(
  doc: string,
  sentences: readonly string[],
  language: Language,
  segmenter: SceneSegmenter,
) {
  const text = sentences.map((sentence) => sentence.replace(/\s+/g, ' ').trim() || '—').join('\n\n');
  const book = readBook(plainDocument(language, doc, text));
  const cast = ruleEntityFinder.find(book, quoteFinder.find(book));
  const scenes = segmenter.segment(book, book.chapters[0]!, cast);
  return { doc, boundaries: scenes.map(({ firstParagraph }) => firstParagraph).filter((first) => first > 0) };
}

/** The names under which each character goes. */
export function annotateAliases({ doc, text, sentences }: z.infer<typeof AliasesRow>, language: Language) {
  const whole = text ?? (sentences ?? []).map((tokens) => tokens.join(' ')).join('\n\n');
  const book = readBook(plainDocument(language, doc, whole));
  const { characters } = ruleEntityFinder.find(book, quoteFinder.find(book));
  const named = characters.filter(({ isNarrator, aliases }) => !isNarrator || aliases.length > 0);
  return { doc, clusters: named.map(({ name, aliases }) => ({ name, forms: [name, ...aliases] })) };
}
