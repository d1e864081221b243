import type { Language } from '@visiobook/schema';
import { hasMainVerb, isWhole } from './whole-sentence.ts';

const LEAD = {
  en: /^(?:(?:And|But|Yet|Thus|Therefore|Nevertheless|Nonetheless|Accordingly|Consequently|Hence|Moreover|Furthermore|Besides|At any rate|In fact|Of course|In the mean ?time|In the meanwhile|Meanwhile|At the same time|On the other hand|On the contrary|As it was|To be sure|And so|So that)\b,?\s+|(?:So|Then|For|Well|However|Now|Indeed|Still|First|Next|Finally|Again|Also|Too|After all|Certainly|Unfortunately|Fortunately),\s+|For (?=the |I |he |she |they |we |it ))+/u,
  fr: /^(?:(?:Et|Mais|Donc|Or|Puis|Alors|Ainsi|Car|Cependant|Pourtant|Toutefois|D[’']ailleurs|Du reste|Au reste|De plus|En outre|En effet|Par conséquent|C[’']est pourquoi|Aussi|Enfin|Du moins|Quoi qu[’']il en soit|Là-dessus|Sur ce)(?![\p{L}’'-]),?\s+)+/u,
};
const PARENTHESES = /\s*[([][^()[\]]{0,300}[)\]]/gu;
const DASHED = /\s*(?:—|–|--)[^—–]{3,160}?(?:—|–|--)\s*/gu;
/** Where a sentence may end early: before a new clause, best first. A bare comma is mostly inside a list. */
const CUTS = {
  en: [
    /;\s/gu,
    /:\s(?!\d)/gu,
    /(?:—|–|--)/gu,
    /,\s(?:and (?:he|she|it|they|I|we|the \p{L}+ (?:was|had))|but|so|for|while|when|which|who|as|where|though|because|until|till)\s/gu,
    /,\s(?:\p{L}+ing|with|without|like|in order|and then)\s/gu,
    /\s(?:because|until|whereupon)\s/gu,
  ],
  fr: [
    /\s?;\s/gu,
    /\s?:\s(?!\d)/gu,
    /\s(?:—|–|--)\s/gu,
    /,\s(?:et (?:il|elle|je|nous|ils|elles|on)|mais|car|tandis|quand|lorsque?|qui|où|dont|puis|comme|parce|jusqu)(?!\p{L})/gu,
    /,\s(?:\p{L}+ant|avec|sans|pour)\s/gu,
    /\s(?:parce que|afin que?)\s/gu,
  ],
};
export const MOST_WORDS = 32;
const FEWEST_WORDS = 6;

/** Shortens a sentence without new words: asides and opening conjunctions go, a long one ends at a clause. */
export function compress(sentence: string, language: Language, most = MOST_WORDS): string {
  let text = sentence.replace(/\s+/g, ' ').replace(/[_*]+/g, '').trim();
  text = text.replace(PARENTHESES, '').replace(DASHED, (match) => (/[.!?]/.test(match) ? match : ' '));
  text = text
    .replace(LEAD[language], '')
    .replace(/\s+([,.])/g, '$1')
    .replace(/,{2,}/g, ',')
    .replace(/\s{2,}/g, ' ')
    .trim();
  if (wordCount(text) > most) text = cutAtClause(text, language, most);
  if (!text) return sentence.trim();
  text = text[0]!.toUpperCase() + text.slice(1);
  return /[.!?…”’»"']$/u.test(text) ? text : `${text.replace(/[\s,;:—–-]+$/u, '')}.`;
}

/** The longest beginning that ends with a clause and is short enough; the sentence itself when there is none. */
function cutAtClause(text: string, language: Language, most: number): string {
  for (const pattern of CUTS[language]) {
    let best = '';
    for (const { index } of text.matchAll(pattern)) {
      const part = text.slice(0, index);
      const words = wordCount(part);
      if (words > most) break;
      if (words >= FEWEST_WORDS && isWhole(`${part}.`, language) && !leavesRest(part, language)) best = part;
    }
    if (best) return best;
  }
  return text;
}

/** What the cut left of a clause that it went through: "…, and there, hanging by a string", "…, that while he slept". */
function leavesRest(part: string, language: Language): boolean {
  if (WAITS[language].test(part)) return true;
  const joined = part.split(JOINED[language]);
  const tail = joined.length > 1 ? joined.at(-1)! : '';
  return wordCount(tail) >= 3 && !hasMainVerb(tail, language);
}

const JOINED = { en: /,\s(?:and|but|or)\s/u, fr: /,\s(?:et|mais|ou)\s/u };
const WAITS = {
  en: /(?<!\p{L})that,? (?:while|when|if|as|though|although|after|before|since)(?!\p{L})/iu,
  fr: /(?<!\p{L})que,? (?:si|quand|lorsqu|pendant|tandis|comme|bien que|après)(?!\p{L})/iu,
};

export function wordCount(text: string): number {
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)?.length ?? 0;
}
