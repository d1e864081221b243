import type { Season } from '@visiobook/schema';
import { speechMask } from '../people/entity-finder.ts';
import type { Cast, SceneDescriber, SceneRange, Setting, SpeechSpan } from '../ports.ts';
import type { BookText } from '../text/book-text.ts';
import { asides } from './asides.ts';
import { readMoment } from './moment.ts';
import { placeEvidence } from './place-evidence.ts';
import { placeNames } from './place-names.ts';
import { bookProps, sceneProps } from './props.ts';
import { settlePlaces } from './settle-place.ts';

/** Place, time, season and weather of each scene from weighed words; what is not said fades from scene to scene. */
export const ruleSceneDescriber: SceneDescriber = { describe };

/** For how many scenes a season holds when nothing more is said of it. */
const SEASON_HOLDS = 4;

function describe(
  book: BookText,
  scenes: readonly SceneRange[],
  cast: Cast,
  speech: readonly SpeechSpan[],
): Setting[] {
  const quiet = Uint8Array.from(asides(book));
  for (const [i, spoken] of speechMask(book, speech).entries()) if (spoken) quiet[i] = 1;
  const names = placeNames(book, cast);
  const rarity = bookProps(book);
  const ranges = scenes.map((scene) => ({
    first: book.paragraphs[scene.firstParagraph]!.firstToken,
    end: book.paragraphs[scene.endParagraph - 1]!.endToken,
    opensChapter: opensChapter(book, scene),
  }));
  const places = settlePlaces(
    ranges.map(({ first, end }) => placeEvidence(book, first, end, quiet)),
    ranges.map((range) => range.opensChapter),
  );
  const settings: Setting[] = [];
  let season: { kind: Season; age: number } = { kind: 'UNKNOWN', age: 0 };
  for (const [i, range] of ranges.entries()) {
    const { first, end } = range;
    const { kind, said, strength } = places[i]!;
    const before = settings.at(-1);
    const moment = readMoment(book, first, end, quiet);
    const goesOn = before !== undefined && !range.opensChapter && before.place.kind === kind;
    season = moment.season
      ? { kind: moment.season, age: 0 }
      : { kind: season.age < SEASON_HOLDS ? season.kind : 'UNKNOWN', age: season.age + 1 };
    settings.push({
      place: { name: names(first, end) ?? (goesOn ? before.place.name : null), kind },
      timeOfDay: moment.time ?? (goesOn ? before.timeOfDay : 'UNKNOWN'),
      season: season.kind,
      weather: moment.weather ?? 'UNKNOWN',
      props: sceneProps(book, first, end, quiet, rarity),
      confidence: said ? Math.min(0.95, 0.4 + strength / 12) : strength > 0 ? 0.3 : 0.15,
    });
  }
  return settings;
}

function opensChapter({ paragraphs }: BookText, { firstParagraph }: SceneRange): boolean {
  return paragraphs[firstParagraph - 1]?.chapter !== paragraphs[firstParagraph]!.chapter;
}
