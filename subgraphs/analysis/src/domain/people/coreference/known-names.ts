import { FEMALE_NAMES, MALE_NAMES } from '../../lexicon/given-names.ts';
import type { EntityLabel } from '../../ports.ts';
import type { BookText } from '../../text/book-text.ts';
import { type NameForm, nameForms, personScore } from '../name-forms.ts';
import { findNameSpans } from '../name-spans.ts';
import type { KnownName } from './find-referents.ts';

/** The names of a text with what bears each, as the rules see it: for passages too short to have a cast. */
export function knownNames(book: BookText, inSpeech: Uint8Array): KnownName[] {
  return nameForms(book, findNameSpans(book), inSpeech).flatMap((form) => {
    const label = labelOf(form);
    return label ? form.spans.map(({ firstToken, endToken }) => ({ firstToken, endToken, label })) : [];
  });
}

function labelOf(form: NameForm): EntityLabel | null {
  const { titles, core, located, spans } = form;
  const isGiven = core.some((word) => FEMALE_NAMES.has(word) || MALE_NAMES.has(word));
  if (titles.length > 0 || isGiven || personScore(form) >= 0.5) return 'PER';
  if (located >= Math.max(1, spans.length * 0.3)) return 'GPE';
  return personScore(form) >= 0.3 ? 'PER' : null;
}
