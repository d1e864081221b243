import type { analyses, chapters, characters, quotes, scenes } from '@visiobook/db/tables/analysis';
import type { NarrationSentence } from '@visiobook/schema';
import type {
  Analysis,
  Chapter,
  Character,
  Quote,
  Scene,
  SummarySentence,
  WholeScene,
} from '../application/library.ts';

/** Between rows and what the application speaks of: spans, moods and places are flat in the database. */

type SceneRow = Omit<typeof scenes.$inferSelect, 'text' | 'sentences' | 'search' | 'language'>;

export function toAnalysis({
  usedAt: _,
  summary,
  runId: __,
  ...row
}: typeof analyses.$inferSelect): Analysis {
  return { ...row, summary: summary.map(toSummary) };
}

export function toChapter({ spanStart, spanEnd, summary, ...row }: typeof chapters.$inferSelect): Chapter {
  return { ...row, summary: summary.map(toSummary), span: { start: spanStart, end: spanEnd } };
}

export function toCharacter(row: typeof characters.$inferSelect, projectId: string): Character {
  const portraits = row.portraits.map(({ start, end, ...portrait }) => ({
    ...portrait,
    span: { start, end },
  }));
  return { ...row, projectId, portraits } as Character;
}

export function fromCharacter({ portraits, ...character }: Character): typeof characters.$inferInsert {
  return { ...character, portraits: portraits.map(({ span, ...portrait }) => ({ ...portrait, ...span })) };
}

export function toScene(row: SceneRow, projectId: string): Scene {
  const { spanStart, spanEnd, placeName, placeKind, digest, summarySentences, ...rest } = row;
  const { emotion, valence, arousal, dominance, ...same } = rest;
  // Before they were kept, they were always those of the digest.
  const told =
    summarySentences?.map(toSummary) ?? digest.map(({ text, start, end }) => toSummary({ text, start, end }));
  return {
    ...same,
    projectId,
    span: { start: spanStart, end: spanEnd },
    place: { name: placeName, kind: placeKind },
    emotion: { label: emotion, valence, arousal, dominance },
    digest: digest.map(toSentence),
    summarySentences: told,
  } as Scene;
}

export function fromScene(scene: WholeScene, language: 'en' | 'fr'): typeof scenes.$inferInsert {
  const { projectId: _, castIds: __, quotes: ___, span, place, ...rest } = scene;
  const { emotion, digest, sentences, summarySentences, ...same } = rest;
  return {
    ...same,
    language,
    spanStart: span.start,
    spanEnd: span.end,
    placeName: place.name,
    placeKind: place.kind,
    emotion: emotion.label,
    valence: emotion.valence,
    arousal: emotion.arousal,
    dominance: emotion.dominance,
    digest: digest.map(fromSentence),
    summarySentences: summarySentences.map(fromSummary),
    sentences: sentences.map(fromSentence),
  };
}

export function toQuote({ spanStart, spanEnd, ...row }: typeof quotes.$inferSelect): Quote {
  return { ...row, span: { start: spanStart, end: spanEnd } };
}

export function fromQuote({ span, ...quote }: Quote): typeof quotes.$inferInsert {
  return { ...quote, spanStart: span.start, spanEnd: span.end };
}

type SummaryRow = (typeof analyses.$inferSelect)['summary'][number];

function toSummary({ text, start, end }: SummaryRow): SummarySentence {
  return { text, span: start === null || end === null ? null : { start, end } };
}

export function fromSummary({ text, span }: SummarySentence): SummaryRow {
  return { text, start: span?.start ?? null, end: span?.end ?? null };
}

type SentenceRow = (typeof scenes.$inferSelect)['sentences'][number];

export function toSentence({ start, end, ...sentence }: SentenceRow): NarrationSentence {
  return { ...sentence, span: { start, end } };
}

function fromSentence({ span, ...sentence }: NarrationSentence): SentenceRow {
  return { ...sentence, ...span };
}
