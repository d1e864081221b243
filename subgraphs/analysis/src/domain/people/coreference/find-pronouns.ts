import { PRONOUN_FORMS } from '../../lexicon/pronoun-forms.ts';
import { words } from '../../lexicon/word-list.ts';
import type { BookText } from '../../text/book-text.ts';
import type { Token } from '../../text/tokens.ts';
import type { ReferentSpan } from './referent.ts';

/** Forms that mean nobody far more often than somebody. */
const MOSTLY_NOBODY = words("it it's dont j m t mine hers theirs ours");
/** French words that are articles unless a verb follows. */
const ARTICLES = words("le la l' les");
const BEFORE_CLITIC = words(
  "il elle on je j' tu nous vous ils elles qui ne n' me m' te t' se s' lui leur pour de sans à",
);
const SUBJECTS = words("il elle on je j' tu nous vous ils elles qui ne n'");
const NOT_A_VERB = /^(?:d'|de|du|plus|même|même|autre|autres|un|une|deux|trois|quatre|\p{Lu}.*)$/u;
const IMPERSONAL = words(
  "y faut fallait fallut faudra faudrait pleut pleuvait pleuvra neigeait s'agissait s'agit semble semblait importe",
);

/** Personal and possessive pronouns; French articles that stand for somebody; "qui" behind its antecedent. */
export function findPronouns(book: BookText, phrases: readonly ReferentSpan[]): ReferentSpan[] {
  const { tokens, language } = book;
  const forms = PRONOUN_FORMS[language];
  const ends = new Set(phrases.map(({ endToken }) => endToken));
  const insideName = new Uint8Array(tokens.length);
  for (const { firstToken, endToken, kind } of phrases)
    if (kind === 'NAME') insideName.fill(1, firstToken, endToken);
  const found: ReferentSpan[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    const { lower } = token;
    if (insideName[i] || !forms.has(lower) || MOSTLY_NOBODY.has(lower)) continue;
    if (language === 'en' && lower === 'i' && token.text !== 'I') continue;
    if (language === 'fr' && !isFrenchPronoun(tokens, i, ends)) continue;
    found.push({ firstToken: i, endToken: i + 1, kind: 'PRONOUN', label: null });
  }
  return found;
}

function isFrenchPronoun(tokens: readonly Token[], at: number, ends: ReadonlySet<number>): boolean {
  const { lower, text } = tokens[at]!;
  const before = tokens[at - 1]?.lower ?? '';
  const next = tokens[at + 1]?.lower ?? '';
  if (lower === 'qui') return ends.has(at);
  if (lower === 'il')
    return !IMPERSONAL.has(next) && !(next === 'y' || (next === "n'" && tokens[at + 2]?.lower === 'y'));
  if (!ARTICLES.has(lower)) return true;
  // "prends-le" keeps its hyphen in the text.
  if (text.startsWith('-')) return true;
  return (
    SUBJECTS.has(before) ||
    (BEFORE_CLITIC.has(before) && /(?:er|ir|re|oir)$/.test(next) && !NOT_A_VERB.test(next))
  );
}
