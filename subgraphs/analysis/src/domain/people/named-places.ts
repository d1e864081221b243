import type { PlaceKind } from '@visiobook/schema';
import type { AnalysedPlace } from '../book-analysis.ts';
import { placeWords } from '../lexicon/place-words.ts';
import type { BookText } from '../text/book-text.ts';
import type { Draft } from './draft-people.ts';
import { type NameForm, personScore } from './name-forms.ts';

/** Names that stand behind "in", "at", "à", "dans", or that the tagger takes for places, and never act. */
export function namedPlaces(
  book: BookText,
  forms: readonly NameForm[],
  drafts: readonly Draft[],
): AnalysedPlace[] {
  const people = new Set(drafts.flatMap(({ heads }) => heads));
  const places: AnalysedPlace[] = [];
  for (const form of forms) {
    const count = form.spans.length;
    if (form.titles.length > 0 || form.core.some((word) => people.has(word))) continue;
    const isSaid =
      form.located >= Math.max(2, count * 0.3) || form.tagged.place >= Math.max(1.5, count * 0.5);
    if (!isSaid || personScore(form) >= 0.45) continue;
    places.push({ name: form.display, kind: kindOf(book, form), mentionCount: count });
  }
  return places.sort((a, b) => b.mentionCount - a.mentionCount).slice(0, 60);
}

/** The kind that the words around its first uses speak of: "the village of X", "l'île X". */
function kindOf({ tokens, language }: BookText, form: NameForm): PlaceKind {
  const lexicon = placeWords(language);
  for (const word of form.core) {
    const own = lexicon.get(word);
    if (own) return own.kind;
  }
  for (const { firstToken } of form.spans.slice(0, 12))
    for (let i = firstToken - 1; i >= Math.max(0, firstToken - 4); i--) {
      const near = lexicon.get(tokens[i]!.lower);
      if (near && near.weight >= 1) return near.kind;
    }
  return 'UNKNOWN';
}
