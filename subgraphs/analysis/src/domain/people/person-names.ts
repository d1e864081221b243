import { COURTESY, TITLES } from '../lexicon/titles.ts';
import type { BookText } from '../text/book-text.ts';
import type { NameForm } from './name-forms.ts';
import { titleCase } from './name-spans.ts';
import type { Person } from './person.ts';

const NOBLE = new Set(['lady', 'sir', 'lord', 'don', 'dom']);
const NOBLE_PARTICLES = new Set(['de', "d'", 'du']);

/** What a person is called: in a list, in a sentence, and else. */
export function personNames(
  book: BookText,
  person: Person,
): { name: string; spoken: string; aliases: string[] } {
  const { language } = book;
  const labels = person.forms.map((form) => ({ form, label: labelOf(book, form) }));
  labels.sort((a, b) => b.form.spans.length - a.form.spans.length);
  const least = person.count > 25 ? 3 : 1;
  // A full name is said a few times in a book; one with an article is a description, "the French President".
  const full = labels.filter(
    ({ form }) =>
      (form.core.length > 1 || form.core[0]!.split('-').length > 2) &&
      form.spans.length >= Math.min(Math.max(least, person.count * 0.01), person.count),
  );
  const mostSaid = labels[0]!.form.core.at(-1)!;
  const titled = labels.find(
    ({ form }) =>
      form.titles.length > 0 &&
      form.core.at(-1) === mostSaid &&
      (COURTESY[language].has(form.titles[0]!) || form.core.length === 1) &&
      form.spans.length >= person.count * 0.25,
  );
  // "Lord Henry" and "Sir Thomas" are never called without it.
  const noble = labels.filter(({ form }) => form.titles.some((title) => NOBLE.has(title)));
  const nobleUses = noble.reduce((sum, { form }) => sum + form.spans.length, 0);
  const honoured = nobleUses >= 0.4 * person.count ? noble[0] : undefined;
  // "Count Dale" is hardly ever called by more than his rank.
  const ranked = TITLES[language].has(mostSaid)
    ? labels.find(({ form }) => form.titles.includes(mostSaid) && form.spans.length >= least)
    : undefined;
  const best =
    honoured ?? full.find(({ form }) => hasPart(form, mostSaid)) ?? full[0] ?? ranked ?? titled ?? labels[0]!;
  // A full name reads best without its title where the given name is said alone: "Mrs. Peter Dale" is not Peter Dale.
  const isSaidPlain =
    best.form.core.length > 1 &&
    person.forms.some(({ core, titles }) => titles.length === 0 && core[0] === best.form.core[0]);
  const shown = isSaidPlain && best !== honoured ? best.form.display : best.label;
  const spoken = spokenName(book, best.form, shown);
  // In French a name that has an article keeps it, "la Marguerite"; before a title it is grammar.
  const listed = language === 'fr' && best.form.titles.length === 0 ? spoken : shown;
  const name = /^d['’ ]/.test(listed) ? listed : listed[0]!.toUpperCase() + listed.slice(1);
  const aliases = labels.map(({ form, label }) =>
    language === 'fr' ? spokenName(book, form, label) : label,
  );
  return {
    name,
    spoken,
    aliases: [...new Set(aliases)].filter((alias) => alias.toLowerCase() !== name.toLowerCase()),
  };
}

function hasPart({ core }: NameForm, name: string): boolean {
  return core.some((word) => word === name || word.split('-').includes(name));
}

/** With its article where the name is one that has it: "the Hatter", "le Renard", "le capitaine Nemo". */
function spokenName({ tokens, language }: BookText, form: NameForm, name: string): string {
  if (form.definite < form.spans.length * 0.5) return name;
  // "the Mr. Dale of whom I spoke" is said once; nobody is called so.
  if (language === 'en' && COURTESY.en.has(form.titles[0] ?? '')) return name;
  if (language === 'en') return /^the /i.test(name) ? name : `the ${name}`;
  const articles = form.spans.map(({ firstToken }) => tokens[firstToken - 1]?.lower ?? '');
  const article = articles.find((one) => ['le', 'la', "l'"].includes(one));
  if (!article || /^(?:l[ae]s?\s|l['’])/i.test(name)) return name;
  const display = form.titles.length > 0 ? name[0]!.toLowerCase() + name.slice(1) : name;
  return article === "l'" ? `l’${display}` : `${article} ${display}`;
}

function labelOf({ text, tokens, language }: BookText, form: NameForm): string {
  const isShouted = ({ firstToken }: { firstToken: number }) => tokens[firstToken]!.shouted;
  const span = form.spans.find((one) => !isShouted(one)) ?? form.spans[0]!;
  const first = isNobleName(tokens, language, form)
    ? particleBefore(tokens, span.firstToken)
    : span.firstToken;
  if (form.titles.length === 0 && first === span.firstToken) return form.display;
  const said = text.slice(tokens[first]!.start, tokens[span.endToken - 1]!.end).replace(/\s+/g, ' ');
  const label = isShouted(span) ? titleCase(said) : said;
  return first < span.firstToken ? label[0]!.toLowerCase() + label.slice(1) : label;
}

/** "d'Artois" is called so wherever he is named: the particle belongs to his name. */
function isNobleName(
  tokens: BookText['tokens'],
  language: BookText['language'],
  { spans, titles, core }: NameForm,
): boolean {
  if (language !== 'fr' || titles.length > 0 || core.length > 1 || spans.length < 5) return false;
  const behind = spans.filter(({ firstToken }) => particleBefore(tokens, firstToken) < firstToken);
  return behind.length >= 0.7 * spans.length;
}

function particleBefore(tokens: BookText['tokens'], at: number): number {
  if (NOBLE_PARTICLES.has(tokens[at - 1]?.lower ?? '')) return at - 1;
  return /^['’]$/.test(tokens[at - 1]?.text ?? '') && tokens[at - 2]?.lower === 'd' ? at - 2 : at;
}
