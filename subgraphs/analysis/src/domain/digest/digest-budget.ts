/** How much of a scene is told: words, and at most so many sentences. */
export interface DigestBudget {
  words: number;
  sentences: number;
}

/** A film of five to ten minutes: some 1,400 words read aloud, however many scenes share them. */
const FILM_WORDS = 1400;
const FEWEST = 16;
const MOST = 48;
/** From this many scenes on, one sentence each. */
const MANY_SCENES = 90;
/** No film is longer than this many words, so the budget of very many scenes falls below the fewest. */
const LONGEST_FILM = 1700;
const SHORTEST_SENTENCE = 8;

export function digestBudget(scenes: number): DigestBudget {
  const fair = Math.min(MOST, Math.max(FEWEST, FILM_WORDS / scenes));
  const words = Math.max(SHORTEST_SENTENCE, Math.floor(Math.min(fair, LONGEST_FILM / scenes)));
  if (scenes > MANY_SCENES || words < 20) return { words, sentences: 1 };
  return { words, sentences: words < 34 ? 2 : 3 };
}
