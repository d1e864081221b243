import type { AnalysedSentence, SummarySentence } from '../book-analysis.ts';
import type { SceneStory, StoryContext, Summariser } from '../ports.ts';
import { type Candidate, candidates } from './candidates.ts';
import { digestBudget } from './digest-budget.ts';

/** Tells a scene with sentences of its own: one from its beginning, one near its end, perhaps one between. */
export const extractiveSummariser: Summariser = { digest, summarise };

/** A slot of a scene: how much it favours a sentence by where that stands. */
type Favour = (position: number) => number;
const OPENING: Favour = (at) => (at < 0.4 ? 1.1 - at / 2 : 0);
const ENDING: Favour = (at) => (at > 0.6 ? 0.8 + at / 4 : 0);
const ANYWHERE: Favour = () => 1;
const TURN: Favour = (at) => (at > 0.25 && at < 0.8 ? 1 : 0.6);
/** One sentence for a whole scene tells what happens in it rather than how it begins. */
const CORE: Favour = (at) => (at < 0.1 ? 0.85 : at > 0.9 ? 0.9 : 1);
const SHORT = 8;
const WORTH = 0.3;

function digest(context: StoryContext, story: SceneStory): AnalysedSentence[] {
  const { words, sentences } = digestBudget(story.scenes);
  // One of several sentences leaves room for the others.
  const most = sentences === 1 ? words : Math.max(16, Math.round(words * 0.62));
  const all = candidates(context, story, most);
  const chosen: Candidate[] = [];
  let left = words;
  const take = (favour: Favour) => {
    const found = chosen.length < sentences && left >= SHORT ? best(all, favour, left, chosen) : undefined;
    if (!found) return;
    chosen.push(found);
    left -= found.words;
  };
  if (sentences === 1) take(CORE);
  else for (const favour of [OPENING, ENDING, TURN]) take(favour);
  if (chosen.length === 0) take(ANYWHERE);
  if (chosen.length === 0) chosen.push(all[0]!);
  return chosen.sort((a, b) => a.sentence.span.start - b.sentence.span.start).map(({ sentence }) => sentence);
}

function best(
  all: readonly Candidate[],
  favour: Favour,
  mostWords: number,
  taken: readonly Candidate[],
): Candidate | undefined {
  let found: Candidate | undefined;
  // What stands far below the best of the scene is better left out.
  let most = taken.length ? Math.max(...all.map(({ score }) => score)) * WORTH : 0;
  for (const candidate of all) {
    if (taken.includes(candidate) || candidate.words > mostWords) continue;
    const score = candidate.score * favour(candidate.position);
    if (score > most) {
      found = candidate;
      most = score;
    }
  }
  return found;
}

function summarise(
  _context: StoryContext,
  digests: readonly (readonly AnalysedSentence[])[],
  limit: number,
): SummarySentence[] {
  const told = digests.filter((sentences) => sentences.length > 0);
  if (told.length === 0) return [];
  if (told.length === 1) return told[0]!.slice(0, limit).map(traced);
  const count = Math.min(limit, told.length);
  const picked = new Map<string, SummarySentence>();
  for (let i = 0; i < count; i++) {
    const sentences = told[Math.round((i * (told.length - 1)) / Math.max(1, count - 1))]!;
    const sentence = traced((i === count - 1 ? sentences.at(-1) : sentences[0])!);
    if (!picked.has(sentence.text)) picked.set(sentence.text, sentence);
  }
  return [...picked.values()];
}

function traced({ text, span }: AnalysedSentence): SummarySentence {
  return { text, span };
}
