import { LOOKS } from '../lexicon/looks-words.ts';
import { placeWords } from '../lexicon/place-words.ts';
import { PROPS } from '../lexicon/prop-words.ts';
import { EPITHETS } from '../lexicon/titles.ts';
import { isSomeone } from '../people/descriptions.ts';
import type { Mention, SceneRange, StoryContext, ToldSentence } from '../ports.ts';
import { asides } from '../scenes/asides.ts';
import type { BookText } from '../text/book-text.ts';
import { isContent, singular } from '../text/content-words.ts';
import { firstBehind } from './scene-sentences.ts';
import { documentCounts } from './typical-words.ts';

const ARTICLES = {
  en: new Set(['the', 'a', 'an']),
  fr: new Set(['le', 'la', "l'", 'un', 'une', 'les']),
};

export interface Topic {
  /** With its article: "the little golden key". */
  label: string;
  /** Told more than once, or told at all and rare in the book: worth a title. */
  isSalient: boolean;
}

/** Every story has these: alone they name no scene. */
const COMMON =
  /^(?:the (?:room|house|man|men|woman|women|door|window|table|wall|people|girl|boy|stairs|street|road)|(?:le |la |les |l’)(?:chambre|maison|homme|hommes|femme|femmes|porte|portes|fenêtre|table|mur|salle|pièce|vieille|vieux|jeune fille|dame|rue|route))$/u;
const SPOKEN = 0.4;
const SALIENT = 1.4;
const RARE = 4.5;
/** A title that the summary explains is understood. */
const TOLD = 1.6;

/** Things that the scene speaks of more than the book does, the most telling first. */
export function sceneTopics(
  { book, people, speech }: StoryContext,
  scene: SceneRange,
  told: readonly ToldSentence[] = [],
): Topic[] {
  const { tokens, language, paragraphs } = book;
  const rarity = documentCounts(book);
  const names = new Set(people.characters.flatMap(({ name }) => name.toLowerCase().split(/\s+/)));
  const first = paragraphs[scene.firstParagraph]!.firstToken;
  const end = paragraphs[scene.endParagraph - 1]!.endToken;
  const counts = new Map<string, { count: number; labels: Map<string, number>; isTold: boolean }>();
  const referred = referredTo(people.mentions, first, end);
  const aside = asides(book);
  let next = firstBehind(speech, tokens[first]?.start ?? 0);
  for (let i = first + 1; i < end; i++) {
    const token = tokens[i]!;
    while (next < speech.length && speech[next]!.end <= token.start) next++;
    if (!ARTICLES[language].has(tokens[i - 1]!.lower) || token.kind !== 'word' || token.capital) continue;
    const noun = nounAt(book, i);
    // Whoever is in the scene is named before the topic.
    if (noun === null || names.has(tokens[noun]!.lower) || referred.has(noun)) continue;
    const isSpoken = next < speech.length && speech[next]!.start <= token.start;
    const weight = isSpoken || aside[i] ? SPOKEN : 1;
    const key = singular(tokens[noun]!.lower, language);
    const label = labelOf(book, i - 1, noun);
    const known = counts.get(key) ?? { count: 0, labels: new Map<string, number>(), isTold: false };
    known.isTold ||= told.some(({ span }) => span.start <= token.start && token.start < span.end);
    known.count += weight;
    known.labels.set(label, (known.labels.get(label) ?? 0) + 1);
    counts.set(key, known);
  }
  return [...counts]
    .map(([key, { count, labels, isTold }]) => {
      const rare = Math.log((paragraphs.length + 1) / ((rarity.get(key) ?? 0) + 1));
      const label = usual(labels);
      const isThing = (isTold || rare > RARE) && !isSomeone(key, language);
      const isSalient = !COMMON.test(label) && (count >= SALIENT || (count >= 1 && isThing));
      return { label, isSalient, score: Math.sqrt(count) * rare * (isTold ? TOLD : 1) };
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, 5)
    .map(({ label, isSalient }) => ({ label, isSalient }));
}

/** Tokens that mean somebody of the story. */
function referredTo(mentions: readonly Mention[], first: number, end: number): ReadonlySet<number> {
  const found = new Set<number>();
  for (const { firstToken, endToken, kind } of mentions)
    if (kind !== 'PRONOUN' && firstToken >= first && firstToken < end)
      for (let i = firstToken; i < endToken; i++) found.add(i);
  return found;
}

/** The label most used; of several, the fuller one while it is short. */
function usual(labels: ReadonlyMap<string, number>): string {
  let best = '';
  let most = 0;
  for (const [label, count] of labels) {
    const score = count + (label.length < 24 ? label.length / 100 : 0);
    if (score > most) {
      best = label;
      most = score;
    }
  }
  return best;
}

/** The drawable noun, place or person within two words behind an article. */
function nounAt({ tokens, language }: BookText, at: number): number | null {
  for (let i = at; i < Math.min(tokens.length, at + 3); i++) {
    const token = tokens[i]!;
    if (token.kind !== 'word' || token.capital) return null;
    const word = singular(token.lower, language);
    const place = placeWords(language).get(token.lower);
    const known =
      PROPS[language].has(word) || isSomeone(word, language) || (place !== undefined && place.weight >= 0.5);
    const next = tokens[i + 1];
    // In English the last noun is the head: "the fan shop" is a shop.
    const goesOn =
      language === 'en' &&
      next !== undefined &&
      next.kind === 'word' &&
      i + 1 < at + 3 &&
      (PROPS.en.has(singular(next.lower, 'en')) || next.lower.includes('-'));
    if (known && !goesOn) return i;
    if (language === 'fr' && (i > at || !(LOOKS.fr.has(token.lower) || EPITHETS.fr.has(token.lower))))
      return null;
    if (!isContent(token, language) && token.lower.length < 4) return null;
    if (/(?:ly|ed|ing)$/.test(token.lower) && language === 'en' && /ly$/.test(token.lower)) return null;
  }
  return null;
}

/** Adjectives that point at a thing and say nothing of it. */
const VAGUE = {
  en: /^(?:(?:whole|right|left|same|other|very|next|first|second|third|last|only|opposite|two|three|four|large|great|poor|dear|good|present|usual) )+/u,
  fr: /^(?:(?:même|autre|autres|seule?|premi(?:er|ère)|dernière?|deux|trois|grande?|grandes|grands|bonne?|pauvre) )+/u,
};
/** Words before which « le » and « la » stay whole. */
const ASPIRATED =
  /^(?:h(?:ache|aie|aillon|all|alte|amac|ameau|angar|anneton|arde|areng|aricot|arnais|arpe|arpon|asard|aut|auteur|enniss|éris|érisson|éron|éros|être|eurt|ibou|ideu|omard|onte|orde|otte|ouille|oule|ublot|uche|uit|urle|ussard|utte|erse)|onz|oui|ouistiti|yacht)/u;

function labelOf({ text, tokens, language }: BookText, article: number, noun: number): string {
  const start = tokens[article + 1]!.start;
  const words = text
    .slice(start, tokens[noun]!.end)
    .replace(/\s+/g, ' ')
    .toLowerCase()
    .replace(language === 'fr' && tokens[article]!.lower === "l'" ? /^$/ : VAGUE[language], '');
  if (language === 'en') return `the ${words}`;
  const { lower } = tokens[article]!;
  const vowel = /^[aeiouhâàéèêëîïôûœ]/u.test(words) && !ASPIRATED.test(words);
  // "l'président" is how somebody speaks.
  if (lower === "l'") return vowel ? `l’${words}` : `le ${words}`;
  if (lower === 'un' || lower === 'une')
    return vowel ? `l’${words}` : `${lower === 'un' ? 'le' : 'la'} ${words}`;
  if (lower !== 'les' && vowel) return `l’${words}`;
  return `${lower} ${words}`;
}
