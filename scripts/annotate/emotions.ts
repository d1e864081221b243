import type { Emotion, EmotionLabel, Language } from '@visiobook/schema';
import { z } from 'zod';
import { lexiconEmotionScorer } from '../../subgraphs/analysis/src/domain/emotion/emotion-scorer.ts';
import { readBook } from '../../subgraphs/analysis/src/domain/text/book-text.ts';
import { plainDocument } from './rows.ts';

export const EmotionRow = z.object({ id: z.string(), text: z.string() });

const PLUTCHIK = {
  JOY: 'joy',
  TENDERNESS: 'trust',
  SADNESS: 'sadness',
  FEAR: 'fear',
  ANGER: 'anger',
  DISGUST: 'disgust',
  SURPRISE: 'surprise',
  ANTICIPATION: 'anticipation',
} as const;

/** What each of our labels is called in a set of annotations; a set without a name for one leaves the row empty. */
const NAMES: Record<'goemotions' | 'xed_en' | 'xed_fr' | 'emolit', Partial<Record<EmotionLabel, string>>> = {
  goemotions: {
    JOY: 'joy',
    TENDERNESS: 'love',
    SADNESS: 'sadness',
    FEAR: 'fear',
    ANGER: 'anger',
    DISGUST: 'disgust',
    SURPRISE: 'surprise',
    ANTICIPATION: 'optimism',
    NEUTRAL: 'neutral',
  },
  xed_en: { ...PLUTCHIK, NEUTRAL: 'neutral' },
  xed_fr: PLUTCHIK,
  emolit: {
    JOY: 'joy',
    TENDERNESS: 'love',
    SADNESS: 'sadness',
    FEAR: 'fear',
    ANGER: 'anger',
    DISGUST: 'disgust',
    SURPRISE: 'surprise',
    ANTICIPATION: 'optimism',
  },
};

export function annotateEmotion(set: keyof typeof NAMES) {
  return ({ id, text }: z.infer<typeof EmotionRow>, language: Language) => {
    const name = NAMES[set][feelingOf(text, language).label];
    return { id, labels: name ? [name] : [] };
  };
}

/** Valence, arousal and dominance on the scale from 1 to 5 that the annotators used. */
export function annotateVad({ id, text }: z.infer<typeof EmotionRow>, language: Language) {
  const { valence, arousal, dominance } = feelingOf(text, language);
  return { id, V: 1 + 4 * valence, A: 1 + 4 * arousal, D: 1 + 4 * dominance };
}

function feelingOf(text: string, language: Language): Emotion {
  const book = readBook(plainDocument(language, 'row', text));
  const whole = { firstParagraph: 0, endParagraph: book.paragraphs.length, confidence: 1 };
  return book.paragraphs.length > 0
    ? lexiconEmotionScorer.score(book, [whole])[0]!
    : { label: 'NEUTRAL', valence: 0.5, arousal: 0.5, dominance: 0.5 };
}
