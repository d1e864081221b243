import type { Language } from '@visiobook/schema';
import { MOOD } from '../src/domain/lexicon/emotion-words.ts';
import { NEGATIONS } from '../src/domain/lexicon/time-words.ts';
import { featureReader, modelWords } from '../src/models/emotion/sentence-features.ts';
import { type Example, MOOD_AT, unknownTargets, VAD_AT } from './corpora.ts';
import { MOODS } from './emotion-labels.ts';
import { lexiconMoods } from './lexicon-moods.ts';
import { readNovels } from './novels.ts';
import { sharesShingle } from './shingles.ts';

export interface NovelSentenceOptions {
  language: Language;
  files: readonly string[];
  /** Sentences of each mood, and of none. */
  mostOfEach: number;
  measured: ReadonlySet<string>;
  random: () => number;
}

const SENTENCE_GAP = /(?<=[.!?…][»”"’]?)\s+/u;
const FEWEST_WORDS = 5;
const MOST_WORDS = 45;
/** Taken of the sentences that qualify, so that all novels are heard. */
const SHARE = 0.25;

/**
 * Sentences of novels with the mood whose words they have, when it is one mood and nothing is negated: nobody has labelled
 * novels, and the labelled corpora are web talk and subtitles. Because words are hidden from the network while it learns, it
 * learns what else such sentences are made of.
 */
export async function readNovelSentences(options: NovelSentenceOptions): Promise<Example[]> {
  const { language, files, mostOfEach, measured, random } = options;
  const counts = new Map<string, number>();
  const features = featureReader(language);
  const examples: Example[] = [];
  for await (const text of readNovels(files)) {
    for (const sentence of text.split(/\n\s*\n/).flatMap((paragraph) => paragraph.split(SENTENCE_GAP))) {
      if (random() > SHARE) continue;
      const words = modelWords(sentence);
      if (words.length < FEWEST_WORDS || words.length > MOST_WORDS) continue;
      const moods = lexiconMoods(sentence, language);
      if (moods.length > 1 || words.some((word) => NEGATIONS[language].has(word))) continue;
      const mood = moods[0] ?? 'NEUTRAL';
      const count = counts.get(mood) ?? 0;
      if (count >= mostOfEach || sharesShingle(sentence, measured)) continue;
      counts.set(mood, count + 1);
      const id = `${language}-${mood}-${count}`;
      const targets = targetsOf(mood, language);
      examples.push({ id, language, text: sentence, features: features(sentence), targets });
    }
  }
  return examples;
}

function targetsOf(mood: (typeof MOODS)[number], language: Language): Float32Array {
  const targets = unknownTargets();
  for (const [i, other] of MOODS.entries()) targets[MOOD_AT + i] = other === mood ? 1 : 0;
  // EmoBank is English: what French words do to valence, arousal and dominance comes from their moods alone.
  if (language === 'fr') {
    const middle = mood === 'NEUTRAL' ? [0.5, 0.5, 0.5] : MOOD[mood];
    targets.set(
      middle.map((value) => value - 0.5),
      VAD_AT,
    );
  }
  return targets;
}
