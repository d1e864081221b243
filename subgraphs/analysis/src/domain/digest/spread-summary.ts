import type { SummarySentence } from '../book-analysis.ts';
import type { StoryContext, ToldSentence } from '../ports.ts';

/** Those whom a book is about must be in its summary. */
const MAIN = 3;
/** What a sentence without a main character still counts. */
const OTHERS = 0.5;

interface Choice {
  sentence: ToldSentence;
  value: number;
  part: number;
}

/**
 * Sentences, in order, that tell several scenes: the scenes are cut into as many parts, and each part gives the sentence
 * that tells most of those whom the book is about.
 */
export function summarise(
  { people }: StoryContext,
  scenes: readonly (readonly ToldSentence[])[],
  limit: number,
): SummarySentence[] {
  const told = scenes.filter((sentences) => sentences.length > 0);
  const parts = Math.min(limit, told.length);
  if (parts <= 1) return (told[0] ?? []).slice(0, limit).map(traced);
  const most = people.characters[0]?.mentionCount ?? 1;
  const worth = ({ weight, named }: ToldSentence) =>
    weight *
    (OTHERS +
      Math.min(
        1,
        named.reduce((sum, key) => sum + people.characters[key]!.mentionCount / most, 0),
      ));
  const choices = told.flatMap((sentences, i) =>
    sentences.map(
      (sentence): Choice => ({
        sentence,
        value: worth(sentence),
        part: Math.floor((i * parts) / told.length),
      }),
    ),
  );
  const chosen: Choice[] = [];
  for (let part = 0; part < parts; part++) {
    const best = bestOf(choices, (choice) => choice.part === part && !isTold(chosen, choice));
    if (best) chosen.push(best);
  }
  bringIn(mainOnes(told), choices, chosen);
  return chosen
    .sort((a, b) => a.sentence.span.start - b.sentence.span.start)
    .map(({ sentence }) => traced(sentence));
}

/** Who is named most in these scenes. */
function mainOnes(told: readonly (readonly ToldSentence[])[]): number[] {
  const counts = new Map<number, number>();
  for (const { named } of told.flat()) for (const key of named) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > 1 && count >= told.length / 10)
    .sort((a, b) => b[1] - a[1])
    .slice(0, MAIN)
    .map(([key]) => key);
}

/** Puts each main character whom no chosen sentence names in place of the part's sentence where that costs least. */
function bringIn(main: readonly number[], choices: readonly Choice[], chosen: Choice[]): void {
  for (const key of main) {
    if (chosen.some(({ sentence }) => sentence.named.includes(key))) continue;
    let cheapest: { at: number; by: Choice; cost: number } | undefined;
    for (const [at, { part, value, sentence }] of chosen.entries()) {
      // What alone names another of them stays.
      const isNeeded = main.some(
        (one) =>
          sentence.named.includes(one) &&
          !chosen.some((other, k) => k !== at && other.sentence.named.includes(one)),
      );
      const by = bestOf(choices, (choice) => choice.part === part && choice.sentence.named.includes(key));
      if (by && !isNeeded && (!cheapest || value - by.value < cheapest.cost))
        cheapest = { at, by, cost: value - by.value };
    }
    if (cheapest) chosen[cheapest.at] = cheapest.by;
  }
}

function bestOf(choices: readonly Choice[], fits: (choice: Choice) => boolean): Choice | undefined {
  let best: Choice | undefined;
  for (const choice of choices) if ((!best || choice.value > best.value) && fits(choice)) best = choice;
  return best;
}

function isTold(chosen: readonly Choice[], { sentence }: Choice): boolean {
  return chosen.some((one) => one.sentence.text === sentence.text);
}

function traced({ text, span }: ToldSentence): SummarySentence {
  return { text, span };
}
