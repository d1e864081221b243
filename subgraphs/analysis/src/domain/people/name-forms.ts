import { ACTING_VERBS } from '../lexicon/person-nouns.ts';
import { SPEECH_VERBS, STRONG_SPEECH_VERBS } from '../lexicon/speech-verbs.ts';
import { words } from '../lexicon/word-list.ts';
import type { EntitySpan } from '../ports.ts';
import type { BookText } from '../text/book-text.ts';
import type { Token } from '../text/tokens.ts';
import { type GenderVotes, votesAfter } from './gender-votes.ts';
import type { NameSpan } from './name-spans.ts';
import { type TaggedAs, taggedNames, untagged } from './tagged-names.ts';

/** All uses of one way to name something, and what they say about it. */
export interface NameForm {
  key: string;
  titles: string[];
  core: string[];
  display: string;
  spans: NameSpan[];
  narration: number;
  speaks: number;
  acts: number;
  addressed: number;
  owns: number;
  located: number;
  definite: number;
  /** The pronouns that come next after its uses. */
  pronouns: GenderVotes;
  tagged: TaggedAs;
}

const PLACE_PREPOSITIONS = words(
  "in at from near into through around throughout en dans à depuis vers sur jusqu' of",
);
const FAINT_VERBS = words("was had would could did is has will must avait était se est a fut eut s'était");
/** French words that stand between a subject and its verb, and the endings of a story's tenses. */
const BEFORE_VERB = words("se s' ne n' me m' lui nous leur y");
const STORY_TENSE = /[a-zà-ÿ]{2}(?:a|ait|it|ut|int|èrent|aient|irent|urent)$/;
const ARTICLES = words("the le la l' les ce cette");

export function nameForms(
  book: BookText,
  spans: readonly NameSpan[],
  inSpeech: Uint8Array,
  entities: readonly EntitySpan[] = [],
): NameForm[] {
  const forms = new Map<string, NameForm>();
  const addTag = taggedNames(entities);
  for (const [i, span] of spans.entries()) {
    const key = [...span.titles, ...span.core].join(' ');
    let form = forms.get(key);
    if (!form) {
      form = {
        key,
        titles: span.titles,
        core: span.core,
        display: span.display,
        spans: [],
        narration: 0,
        speaks: 0,
        acts: 0,
        addressed: 0,
        owns: 0,
        located: 0,
        definite: 0,
        pronouns: { female: 0, male: 0 },
        tagged: untagged(),
      };
      forms.set(key, form);
    }
    form.spans.push(span);
    addTag(span, form.tagged);
    const spoken = inSpeech[span.firstToken] === 1;
    addEvidence(book, form, span, spoken);
    if (!spoken) votesAfter(book, span, spans[i + 1]?.firstToken, form.pronouns);
  }
  return [...forms.values()];
}

function addEvidence({ tokens, language }: BookText, form: NameForm, span: NameSpan, spoken: boolean): void {
  const next = tokens[span.endToken];
  let previous = tokens[span.firstToken - 1];
  if (span.definite) form.definite++;
  if (previous && ARTICLES.has(previous.lower)) previous = tokens[span.firstToken - 2];
  if (next?.lower === "'s") form.owns++;
  if (previous && PLACE_PREPOSITIONS.has(previous.lower)) form.located += previous.lower === 'of' ? 0.3 : 1;
  if (spoken) {
    if (isAddress(previous, next)) form.addressed++;
    return;
  }
  form.narration++;
  const verb = next && next.lower === 'qui' ? tokens[span.endToken + 1] : next;
  if (verb && SPEECH_VERBS[language].has(verb.lower)) form.speaks++;
  else if (previous && STRONG_SPEECH_VERBS[language].has(previous.lower)) form.speaks++;
  else if (verb && FAINT_VERBS.has(verb.lower)) form.acts += 0.4;
  else if (
    verb &&
    (ACTING_VERBS[language].has(verb.lower) || (language === 'en' && /[a-z]{2}ed$/.test(verb.lower)))
  )
    form.acts++;
  else if (language === 'fr' && verb && (BEFORE_VERB.has(verb.lower) || STORY_TENSE.test(verb.lower)))
    form.acts += 0.8;
}

/** "Yes, Tom." — a name in speech that stands alone between marks calls its bearer. */
export function isAddress(previous: Token | undefined, next: Token | undefined): boolean {
  const opens = !previous || previous.kind === 'mark';
  const ends = !next || (next.kind === 'mark' && next.text !== "'");
  return opens && ends && (previous?.text === ',' || next?.text === ',' || next?.text === '!');
}

/** Churches, towns and days are called after saints too. */
const SAINTLY = words('st saint sainte');

/** How sure it is that the form names someone, 0 to 1; below 0.5 it names a place or a thing. */
export function personScore(form: NameForm): number {
  const count = form.spans.length;
  const alive = 3 * form.speaks + form.acts + 1.5 * form.addressed + 0.4 * form.owns;
  const place = 1.2 * form.located;
  const titled = form.titles.some((title) => !SAINTLY.has(title)) ? 2 * count : 0;
  const { tagged } = form;
  // The tagger alone makes nobody of a name that never acts: "the prize Turkey".
  const told = (alive + titled > 0 ? 0.5 * tagged.person : 0) - tagged.place - tagged.thing;
  const score = (alive + titled - place + told) / (count + 1);
  return Math.max(0, Math.min(1, 0.32 + score));
}
