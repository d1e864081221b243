import type { Emotion } from '@visiobook/schema';
import { MOOD_LABELS, placeLabel, SEASON_LABELS, TIME_LABELS, WEATHER_LABELS } from '../lexicon/labels.ts';
import type { PromptWriter, SceneStory, StoryContext, ToldSentence } from '../ports.ts';

/** One sentence that tells an illustrator who is where, when, in what weather and mood, with which things, and what they do. */
export const rulePromptWriter: PromptWriter = { prompt };

function prompt(
  { book, people }: StoryContext,
  { cast, setting }: SceneStory,
  emotion: Emotion,
  told: readonly ToldSentence[],
): string {
  const { language } = book;
  const french = language === 'fr';
  const who = cast.slice(0, 3).map((key) => {
    const { name, looks } = people.characters[key]!;
    const shown = looks.filter((look) => !look.includes(name.toLowerCase())).slice(0, 2);
    return shown.length ? `${name} (${shown.join(', ')})` : name;
  });
  const { name, kind } = setting.place;
  const where =
    kind === 'UNKNOWN' ? name : name ? `${placeLabel(kind, language)} (${name})` : placeLabel(kind, language);
  const parts = [
    [joined(who, french ? ' et ' : ' and '), where].filter(Boolean).join(' — '),
    TIME_LABELS[language][setting.timeOfDay],
    SEASON_LABELS[language][setting.season],
    WEATHER_LABELS[language][setting.weather],
    `${french ? 'ambiance' : 'mood'} ${MOOD_LABELS[language][emotion.label]}`,
    setting.props.length ? `${french ? 'avec' : 'with'} ${setting.props.slice(0, 4).join(', ')}` : null,
  ].filter((part) => part);
  const text = parts.join(', ');
  const moment = momentOf(told);
  return `${text[0]!.toUpperCase()}${text.slice(1)}${moment ? `${french ? ' : ' : ': '}${moment}` : '.'}`;
}

/** The sentence that tells most of what is to be seen: not one of speech. */
function momentOf(told: readonly ToldSentence[]): string | null {
  const seen = told.filter(({ text }) => !/[“”«»:]/u.test(text)).sort((a, b) => b.weight - a.weight);
  return seen[0]?.text ?? null;
}

function joined(names: readonly string[], and: string): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')}${and}${names.at(-1)}`;
}
