import type { AnalysedSentence } from '../book-analysis.ts';
import type { SceneStory, StoryContext, Summariser } from '../ports.ts';
import { type Candidate, candidates } from './candidates.ts';
import { wordCount } from './compress-sentence.ts';

/** Tells a scene with sentences of its own: one from its beginning, one near its turn, perhaps one between. */
export const extractiveSummariser: Summariser = { digest, summarise };

const FEWEST_WORDS = 26;
const MOST_WORDS = 48;

function digest(context: StoryContext, story: SceneStory): AnalysedSentence[] {
  const all = candidates(context, story);
  if (all.length <= 1) return all.map(({ sentence }) => sentence);
  const opening = best(all, (at) => (at < 0.34 ? 1.15 - at : at < 0.55 ? 0.4 : 0), 26);
  const left = MOST_WORDS - wordCount(opening?.sentence.text ?? '');
  const ending = best(all, (at) => (at > 0.55 ? 0.75 + at / 3 : 0), left, opening);
  const chosen = [opening, ending].filter((one) => one !== undefined);
  if (chosen.length === 0) {
    const any = best(all, () => 1, MOST_WORDS) ?? all[0]!;
    return [any.sentence];
  }
  const told = chosen.reduce((sum, { sentence }) => sum + wordCount(sentence.text), 0);
  if (chosen.length < 2 || told < FEWEST_WORDS) {
    const middle = best(all, (at) => (at > 0.25 && at < 0.75 ? 1 : 0.6), MOST_WORDS - told, ...chosen);
    if (middle) chosen.push(middle);
  }
  const inOrder = chosen.sort((a, b) => a.sentence.span.start - b.sentence.span.start);
  return inOrder.map(({ sentence }) => sentence);
}

function best(
  all: readonly Candidate[],
  favour: (position: number) => number,
  mostWords: number,
  ...taken: (Candidate | undefined)[]
): Candidate | undefined {
  let found: Candidate | undefined;
  let most = 0;
  for (const candidate of all) {
    if (taken.includes(candidate) || wordCount(candidate.sentence.text) > mostWords) continue;
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
): string[] {
  const told = digests.filter((sentences) => sentences.length > 0);
  if (told.length === 0) return [];
  if (told.length === 1) return told[0]!.slice(0, limit).map(({ text }) => text);
  const count = Math.min(limit, told.length);
  const picked = new Set<string>();
  for (let i = 0; i < count; i++) {
    const sentences = told[Math.round((i * (told.length - 1)) / Math.max(1, count - 1))]!;
    picked.add((i === count - 1 ? sentences.at(-1) : sentences[0])!.text);
  }
  return [...picked];
}
