import type { AnalysedSentence } from '../book-analysis.ts';
import type { SceneStory, StoryContext, Summariser, ToldSentence } from '../ports.ts';
import { type Candidate, candidates } from './candidates.ts';
import { type DigestBudget, digestBudget } from './digest-budget.ts';
import { summarise } from './spread-summary.ts';

/** Tells a scene with sentences of its own: one from its beginning, one near its end, perhaps one between. */
export const extractiveSummariser: Summariser = { digest, tell, summarise };

/** A slot of a scene: how much it favours a sentence by where that stands. */
type Favour = (position: number) => number;
const OPENING: Favour = (at) => (at < 0.4 ? 1.1 - at / 2 : 0);
const ENDING: Favour = (at) => (at > 0.6 ? 0.8 + at / 4 : 0);
const ANYWHERE: Favour = () => 1;
const TURN: Favour = (at) => (at > 0.25 && at < 0.8 ? 1 : 0.6);
/** One sentence for a whole scene tells what happens in it rather than how it begins. */
const CORE: Favour = (at) => (at < 0.1 ? 0.85 : at > 0.9 ? 0.9 : 1);
const SHORT = 8;
/** What stands further below the best of the scene is better left out. */
const WORTH = 0.3;
/** A summary is read, and has no film's length to keep to. */
const SUMMARY: DigestBudget = { words: 66, sentences: 3 };
const LONGEST_SENTENCE = 30;

function digest(context: StoryContext, story: SceneStory): AnalysedSentence[] {
  const budget = digestBudget(story.scenes);
  const { words, sentences } = budget;
  // One of several sentences leaves room for the others.
  const most = sentences === 1 ? words : Math.max(16, Math.round(words * 0.62));
  return chosen(candidates(context, story, most), budget).map(({ sentence }) => sentence);
}

function tell(context: StoryContext, story: SceneStory): ToldSentence[] {
  const all = candidates(context, story, LONGEST_SENTENCE, { isRead: true });
  return chosen(all, SUMMARY).map(({ sentence: { text, span }, score, named }) => ({
    ...{ text, span, named },
    weight: score,
  }));
}

/** The best sentences that fit, in the order of the text. */
function chosen(all: readonly Candidate[], { words, sentences }: DigestBudget): Candidate[] {
  const found: Candidate[] = [];
  let left = words;
  const take = (favour: Favour) => {
    const next = found.length < sentences && left >= SHORT ? best(all, favour, left, found) : undefined;
    if (!next) return;
    found.push(next);
    left -= next.words;
  };
  if (sentences === 1) take(CORE);
  else for (const favour of [OPENING, ENDING, TURN]) take(favour);
  if (found.length === 0) take(ANYWHERE);
  if (found.length === 0) found.push(all[0]!);
  return found.sort((a, b) => a.sentence.span.start - b.sentence.span.start);
}

function best(
  all: readonly Candidate[],
  favour: Favour,
  mostWords: number,
  taken: readonly Candidate[],
): Candidate | undefined {
  let found: Candidate | undefined;
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
