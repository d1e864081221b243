import type { EmotionLabel, Language } from '@visiobook/schema';
import { feelingOf } from '../src/domain/lexicon/emotion-words.ts';
import { type Token, tokenise } from '../src/domain/text/tokens.ts';

/** The moods whose words a sentence has: what the baseline sees in it, to measure the model against. */
export function lexiconMoods(text: string, language: Language): EmotionLabel[] {
  const tokens: Token[] = [];
  tokenise(text, 0, text.length, language, tokens);
  return [...new Set(tokens.flatMap(({ lower }) => feelingOf(lower, language)?.felt ?? []))];
}
