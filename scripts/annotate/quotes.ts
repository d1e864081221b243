import type { Language } from '@visiobook/schema';
import { z } from 'zod';
import { entityFinder } from '../../subgraphs/analysis/src/domain/people/entity-finder.ts';
import { knownCast } from '../../subgraphs/analysis/src/domain/people/known-cast.ts';
import type { CharacterDraft, SpeechSpan } from '../../subgraphs/analysis/src/domain/ports.ts';
import { ruleQuoteAttributor } from '../../subgraphs/analysis/src/domain/speech/quote-attributor.ts';
import { type BookText, readBook } from '../../subgraphs/analysis/src/domain/text/book-text.ts';
import type { PeopleModels } from './people-models.ts';
import { plainDocument } from './rows.ts';

const ARTICLE = /^(?:the|le|la|l’)[ ’]?/i;
const Offsets = z.tuple([z.int(), z.int()]);
export const QuotesRow = z.object({
  novel: z.string(),
  text: z.string(),
  quotes: z.array(z.object({ id: z.string(), spans: z.array(Offsets).min(1) })),
  characters: z
    .array(z.object({ name: z.string(), aliases: z.array(z.string()), gender: z.string().default('U') }))
    .optional(),
});

/** Who speaks each of the given quotations, among the given characters or those the book is found to have. */
export function annotateQuotes(models: PeopleModels) {
  return (row: z.infer<typeof QuotesRow>, language: Language) => quotesOf(row, language, models);
}

function quotesOf(row: z.infer<typeof QuotesRow>, language: Language, { scorer, tagger }: PeopleModels) {
  const book = readBook(plainDocument(language, row.novel, row.text));
  const spoken = speechOf(book, row.quotes);
  const speech = spoken.map(({ span }) => span);
  const cast = row.characters
    ? knownCast(
        book,
        speech,
        row.characters.map((character) => ({ ...character, gender: genderOf(character.gender) })),
        scorer,
      )
    : entityFinder(scorer).find(book, speech, tagger?.tag(book) ?? []);
  const attributions = ruleQuoteAttributor.attribute(book, speech, cast);
  const speakers = new Map<string, string>();
  for (const [i, { quote }] of spoken.entries()) {
    const speaker = attributions[i]!.speaker;
    if (speaker !== null && !speakers.has(quote))
      speakers.set(quote, nameOf(cast.characters[speaker]!, row.characters !== undefined));
  }
  return {
    novel: row.novel,
    quotes: row.quotes.map(({ id, spans }) => ({ id, spans, speaker: speakers.get(id) ?? null })),
  };
}

function speechOf(
  book: BookText,
  quotes: z.infer<typeof QuotesRow>['quotes'],
): { quote: string; span: SpeechSpan }[] {
  const pieces = quotes
    .flatMap(({ id, spans }) => spans.map(([start, end]) => ({ quote: id, start, end })))
    .sort((a, b) => a.start - b.start);
  const turns = new Map<string, number>();
  let paragraph = 0;
  return pieces.map(({ quote, start, end }) => {
    while (paragraph + 1 < book.paragraphs.length && book.paragraphs[paragraph]!.end <= start) paragraph++;
    const turn = turns.get(quote) ?? turns.size;
    turns.set(quote, turn);
    return { quote, span: { start, end, paragraph, turn, isLabel: false } };
  });
}

/** Characters who are found go by what a sentence calls them: "the Hatter". */
function nameOf({ name, spoken }: CharacterDraft, isGiven: boolean): string {
  return isGiven || !ARTICLE.test(spoken) ? name : spoken;
}

function genderOf(letter: string): 'FEMALE' | 'MALE' | 'UNKNOWN' {
  return letter === 'F' ? 'FEMALE' : letter === 'M' ? 'MALE' : 'UNKNOWN';
}
