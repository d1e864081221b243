import type { Cast, EntityFinder, EntitySpan, Mention, SpeechSpan } from '../ports.ts';
import type { BookText } from '../text/book-text.ts';
import type { KnownName } from './coreference/find-referents.ts';
import type { LinkScorer } from './coreference/link-referents.ts';
import { type Draft, draftPeople } from './draft-people.ts';
import { guessGenders } from './gender.ts';
import { linkPeople } from './link-people.ts';
import { type NameForm, nameForms } from './name-forms.ts';
import { findNameSpans } from './name-spans.ts';
import { namedPlaces } from './named-places.ts';
import { findNarrators, type Voice } from './narrator.ts';
import { paintPortraits } from './portraits.ts';
import { resolvePronouns } from './pronouns.ts';

/** Finds the people of a book from capitals, titles, verbs of speech and pronouns, and from a tagger's spans if it has any. */
export const ruleEntityFinder: EntityFinder = entityFinder(null);

/** With a trained scorer, pronouns and descriptions are linked by what it learned; without, by rules. */
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
  const linked = scorer
    ? linkPeople(book, speech, drafts, [...names, ...told], placeNames(forms, drafts), entities, scorer)
    : { mentions: resolvePronouns(book, drafts, names, inSpeech), dissolved: new Set<number>() };
  const mentions = [
    ...names.filter(({ character }) => !linked.dissolved.has(character)),
    ...linked.mentions,
    ...told,
  ].sort((a, b) => a.firstToken - b.firstToken);
  const order = orderByMentions(
    drafts.filter((_, i) => !linked.dissolved.has(i)),
    drafts,
    mentions,
  );
  const rank = new Map(order.map((draft, key) => [draft, key]));
  for (const mention of mentions) mention.character = rank.get(drafts[mention.character]!)!;
  const characters = paintPortraits(book, order, mentions, inSpeech);
  return { characters, mentions, places: namedPlaces(book, forms, drafts) };
}

/** Names that the rules take for places: what a pronoun may mean as well. */
function placeNames(forms: readonly NameForm[], drafts: readonly Draft[]): KnownName[] {
  const people = new Set(drafts.flatMap(({ heads }) => heads));
  return forms
    .filter(
      ({ core, located, spans }) => located >= spans.length * 0.3 && !core.some((word) => people.has(word)),
    )
    .flatMap(({ spans }) =>
      spans.map(({ firstToken, endToken }) => ({ firstToken, endToken, label: 'GPE' as const })),
    );
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

function nameMentions({ tokens }: BookText, drafts: readonly Draft[], inSpeech: Uint8Array): Mention[] {
  const mentions: Mention[] = [];
  for (const [character, { spans }] of drafts.entries())
    for (const { firstToken, endToken } of spans)
      mentions.push({
        start: tokens[firstToken]!.start,
        end: tokens[endToken - 1]!.end,
        firstToken,
        endToken,
        character,
        kind: 'NAME',
        inSpeech: inSpeech[firstToken] === 1,
        confidence: 1,
      });
  return mentions.sort((a, b) => a.firstToken - b.firstToken);
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
