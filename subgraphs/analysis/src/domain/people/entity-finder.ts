import type { Cast, EntityFinder, EntitySpan, Mention, SpeechSpan } from '../ports.ts';
import type { BookText } from '../text/book-text.ts';
import type { LinkScorer } from './coreference/link-referents.ts';
import { meantByDescriptions } from './described-people.ts';
import { type Draft, draftPeople } from './draft-people.ts';
import { guessGenders } from './gender.ts';
import { nameForms } from './name-forms.ts';
import { findNameSpans } from './name-spans.ts';
import { namedPlaces } from './named-places.ts';
import { findNarrators, type Voice } from './narrator.ts';
import { paintPortraits } from './portraits.ts';
import { resolvePronouns } from './pronouns.ts';

/** Finds the people of a book from capitals, titles, verbs of speech and pronouns, and from a tagger's spans if it has any. */
export const ruleEntityFinder: EntityFinder = entityFinder(null);

/** With a trained scorer, descriptions of people who have names are known for what they are. */
export function entityFinder(scorer: LinkScorer | null): EntityFinder {
  return { find: (book, speech, entities = []) => findCast(book, speech, entities, scorer) };
}

function findCast(
  book: BookText,
  speech: readonly SpeechSpan[],
  entities: readonly EntitySpan[],
  scorer: LinkScorer | null,
): Cast {
  const inSpeech = speechMask(book, speech);
  const forms = nameForms(book, findNameSpans(book), inSpeech, entities);
  const drafts = draftPeople(book, forms, inSpeech);
  const narrators = findNarrators(book, drafts, inSpeech);
  const names = nameMentions(book, drafts, inSpeech);
  guessGenders(book, drafts, names);
  const told = narrators.flatMap((voice) => narratorMentions(voice, drafts));
  const dissolved = scorer
    ? dissolve(drafts, names, meantByDescriptions(book, speech, drafts, known(), scorer))
    : new Set<number>();
  const mentions = [...names, ...resolvePronouns(book, drafts, names, inSpeech), ...told].sort(
    (a, b) => a.firstToken - b.firstToken,
  );
  const order = orderByMentions(
    drafts.filter((_, i) => !dissolved.has(i)),
    drafts,
    mentions,
  );
  const rank = new Map(order.map((draft, key) => [draft, key]));
  for (const mention of mentions) mention.character = rank.get(drafts[mention.character]!)!;
  const characters = paintPortraits(book, order, mentions, inSpeech);
  return { characters, mentions, places: namedPlaces(book, forms, drafts) };

  /** Whoever has a name, where it or a pronoun means them. */
  function known(): Mention[] {
    const named = names.filter(({ character }) => !drafts[character]!.isDescribed);
    return [...named, ...told, ...resolvePronouns(book, drafts, named, inSpeech)];
  }
}

/** Gives the mentions of those who are somebody else to whoever they are. */
function dissolve(
  drafts: readonly Draft[],
  names: readonly Mention[],
  meant: readonly number[],
): Set<number> {
  const dissolved = new Set<number>();
  for (const [i, who] of meant.entries()) {
    if (who < 0) continue;
    dissolved.add(i);
    drafts[who]!.aliases.push(drafts[i]!.spoken);
  }
  for (const mention of names)
    if (meant[mention.character]! >= 0) mention.character = meant[mention.character]!;
  return dissolved;
}

/** 1 for every token inside direct speech. */
export function speechMask({ tokens }: BookText, speech: readonly SpeechSpan[]): Uint8Array {
  const mask = new Uint8Array(tokens.length);
  let next = 0;
  for (const [i, { start }] of tokens.entries()) {
    while (next < speech.length && speech[next]!.end <= start) next++;
    if (next < speech.length && speech[next]!.start <= start) mask[i] = 1;
  }
  return mask;
}

function nameMentions(book: BookText, drafts: readonly Draft[], inSpeech: Uint8Array): Mention[] {
  return drafts
    .flatMap(({ spans }, character) => spans.map((span) => nameMention(book, span, character, inSpeech)))
    .sort((a, b) => a.firstToken - b.firstToken);
}

export function nameMention(
  { tokens }: BookText,
  { firstToken, endToken }: { firstToken: number; endToken: number },
  character: number,
  inSpeech: Uint8Array,
): Mention {
  return {
    start: tokens[firstToken]!.start,
    end: tokens[endToken - 1]!.end,
    firstToken,
    endToken,
    character,
    kind: 'NAME',
    inSpeech: inSpeech[firstToken] === 1,
    confidence: 1,
  };
}

function narratorMentions({ draft, mentions }: Voice, drafts: Draft[]): Mention[] {
  let character = drafts.indexOf(draft);
  if (character < 0) character = drafts.push(draft) - 1;
  for (const mention of mentions) mention.character = character;
  return mentions;
}

function orderByMentions(
  kept: readonly Draft[],
  drafts: readonly Draft[],
  mentions: readonly Mention[],
): Draft[] {
  for (const draft of drafts) draft.mentionCount = 0;
  for (const { character } of mentions) drafts[character]!.mentionCount++;
  return [...kept].sort((a, b) => b.mentionCount - a.mentionCount);
}
