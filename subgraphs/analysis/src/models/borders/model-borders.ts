import type { BorderScorer } from '../../domain/scenes/scene-segmenter.ts';
import { ruleBorders } from '../../domain/scenes/scene-segmenter.ts';
import type { BookText } from '../../domain/text/book-text.ts';
import type { BorderModel } from './border-model.ts';
import { type GapFeatures, gapReader } from './gap-features.ts';

/** How much the rules have to say beside the model: they know who is present, which the model does not see. */
const RULES = 0.3;
/** A border at a paragraph without a sentence is out of the question. */
const NEVER = -9;

/** The borders that a trained model and the rules see together. */
export function modelBorders(model: BorderModel): BorderScorer {
  // Chapters are asked for one by one, and a book is read once.
  const readers = new WeakMap<BookText, (sentence: number) => GapFeatures>();
  const readerOf = (book: BookText) => {
    const reader = readers.get(book) ?? gapReader(book);
    readers.set(book, reader);
    return reader;
  };
  const drawn = model.manifest.calibration.drawn ?? { slope: 1, shift: 0 };
  return {
    scores(book, first, end, cast) {
      const read = readerOf(book);
      return ruleBorders.scores(book, first, end, cast).map((rule, i) => {
        const { firstSentence, endSentence } = book.paragraphs[first + i]!;
        const logit = firstSentence < endSentence ? model.logit(read(firstSentence)) : NEVER;
        return (1 - RULES) * logit + RULES * rule;
      });
    },
    certainty: (score) => 1 / (1 + Math.exp(-(drawn.slope * score + drawn.shift))),
  };
}
