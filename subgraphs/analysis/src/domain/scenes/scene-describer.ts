import type { Season, TimeOfDay } from '@visiobook/schema';
import { speechMask } from '../people/entity-finder.ts';
import type { Cast, SceneDescriber, SceneRange, Setting, SpeechSpan } from '../ports.ts';
import type { BookText } from '../text/book-text.ts';
import { asides } from './asides.ts';
import { BORDER_CUES } from './border-cues.ts';
import { readMoment } from './moment.ts';
import { placeEvidence } from './place-evidence.ts';
import { placeNames } from './place-names.ts';
import { bookProps, sceneProps } from './props.ts';
import { settlePlaces } from './settle-place.ts';

/** Place, time, season and weather of each scene from weighed words; what is not said fades from scene to scene. */
export const ruleSceneDescriber: SceneDescriber = { describe };

/** For how many scenes a season or an hour holds when nothing more is said of it. */
const SEASON_HOLDS = 4;
const HOUR_HOLDS = 2;

function describe(
  book: BookText,
  scenes: readonly SceneRange[],
  cast: Cast,
  speech: readonly SpeechSpan[],
): Setting[] {
  const quiet = Uint8Array.from(asides(book));
  for (const [i, spoken] of speechMask(book, speech).entries()) if (spoken) quiet[i] = 1;
  const names = placeNames(book, cast, quiet);
  const rarity = bookProps(book);
  const ranges = scenes.map((scene) => ({
    first: book.paragraphs[scene.firstParagraph]!.firstToken,
    end: book.paragraphs[scene.endParagraph - 1]!.endToken,
    opensChapter: opensChapter(book, scene),
  }));
  const places = settlePlaces(
    ranges.map(({ first, end }) => placeEvidence(book, first, end, quiet)),
    ranges.map((range, i) => ({ opensChapter: range.opensChapter, moves: moves(book, scenes[i]!) })),
  );
  const settings: Setting[] = [];
  let hour: { kind: TimeOfDay; age: number } = { kind: 'UNKNOWN', age: 0 };
  let season: { kind: Season; age: number } = { kind: 'UNKNOWN', age: 0 };
  for (const [i, range] of ranges.entries()) {
    const { first, end } = range;
    const { kind, confidence } = places[i]!;
    const before = range.opensChapter ? undefined : settings.at(-1);
    const moment = readMoment(book, first, end, quiet);
    const isHere = before !== undefined && before.place.kind === kind;
    const leaps = leapsInTime(book, scenes[i]!);
    const { name, left } = names(first, end);
    const carriedName = isHere && !left.has(before.place.name ?? '') ? before.place.name : null;
    hour = moment.time
      ? { kind: moment.time, age: 0 }
      : isHere && !leaps && hour.age < HOUR_HOLDS
        ? { kind: hour.kind, age: hour.age + 1 }
        : { kind: 'UNKNOWN', age: 0 };
    season = moment.season
      ? { kind: moment.season, age: 0 }
      : { kind: season.age < SEASON_HOLDS ? season.kind : 'UNKNOWN', age: season.age + 1 };
    settings.push({
      place: { name: name ?? carriedName, kind },
      timeOfDay: hour.kind,
      season: season.kind,
      weather: moment.weather ?? 'UNKNOWN',
      props: sceneProps(book, first, end, quiet, rarity),
      confidence,
    });
  }
  return settings;
}

function opensChapter({ paragraphs }: BookText, { firstParagraph }: SceneRange): boolean {
  return paragraphs[firstParagraph - 1]?.chapter !== paragraphs[firstParagraph]!.chapter;
}

/** The cue was written for the model of borders, which reads capitals as they are: "Three weeks later" is a leap as well. */
const LEAPS = {
  en: new RegExp(BORDER_CUES.en.jump.source, 'iu'),
  fr: new RegExp(BORDER_CUES.fr.jump.source, 'iu'),
};

function leapsInTime({ text, paragraphs, language }: BookText, { firstParagraph }: SceneRange): boolean {
  const { start, end } = paragraphs[firstParagraph]!;
  return LEAPS[language].test(text.slice(start, Math.min(end, start + AROUND)));
}

/** Characters around a border in which a move is told. */
const AROUND = 300;

function moves(book: BookText, scene: SceneRange): boolean {
  const { text, paragraphs, language } = book;
  const { move } = BORDER_CUES[language];
  const { start, end } = paragraphs[scene.firstParagraph]!;
  const before = paragraphs[scene.firstParagraph - 1];
  const close = before ? text.slice(Math.max(before.start, before.end - AROUND), before.end) : '';
  return (
    leapsInTime(book, scene) ||
    move.test(text.slice(start, Math.min(end, start + AROUND))) ||
    move.test(close)
  );
}
