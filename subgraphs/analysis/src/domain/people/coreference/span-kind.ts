import { PRONOUN_FORMS } from '../../lexicon/pronoun-forms.ts';
import { words } from '../../lexicon/word-list.ts';
import type { BookText } from '../../text/book-text.ts';
import type { ReferentSpan } from './referent.ts';

const HEAD_ENDS = words(
  "of in on at with from who whom which that whose to for by near de d' du des dans à au aux qui que qu' dont où avec sur , ; : ( —",
);

/** Whether a tagged span is a pronoun, a name or a description: names have a capital in their head. */
export function spanKind(
  { tokens, language }: BookText,
  firstToken: number,
  endToken: number,
): ReferentSpan['kind'] {
  if (endToken === firstToken + 1 && PRONOUN_FORMS[language].has(tokens[firstToken]!.lower)) return 'PRONOUN';
  for (let i = firstToken; i < endToken; i++) {
    const { lower, capital, opens } = tokens[i]!;
    if (i > firstToken && HEAD_ENDS.has(lower)) return 'NOUN';
    if (capital && (!opens || i > firstToken || endToken === firstToken + 1)) return 'NAME';
  }
  return 'NOUN';
}
