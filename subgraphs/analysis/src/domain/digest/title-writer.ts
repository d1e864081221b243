import { placeLabel } from '../lexicon/labels.ts';
import type { SceneStory, StoryContext, TitleWriter, ToldSentence } from '../ports.ts';
import { chapterHeading } from './chapter-heading.ts';
import { sceneTopics } from './scene-topics.ts';

/** Names a scene by who is in it and what it turns on: "Alice and the Caterpillar — the mushroom". */
export const ruleTitleWriter: TitleWriter = { title };

const LONGEST = 64;
const AND = { en: ' and ', fr: ' et ' };

function title(
  context: StoryContext,
  story: SceneStory,
  told: readonly ToldSentence[],
  taken: ReadonlySet<string>,
): string {
  const { book } = context;
  const paragraph = book.paragraphs[story.scene.firstParagraph]!;
  const chapter = book.chapters.find(({ index }) => index === paragraph.chapter);
  const opensChapter = chapter?.firstParagraph === story.scene.firstParagraph;
  const names = context.people.characters.map(({ name }) => name);
  const heading = chapterHeading(chapter?.title ?? null, book.language, names);
  const who = whoIsThere(context, story);
  const topics = sceneTopics(context, story.scene, told);
  const plain = topics.filter(({ isSalient }) => isSalient).map(({ label }) => label);
  const faint = topics.filter(({ isSalient }) => !isSalient).map(({ label }) => label);
  const place =
    story.setting.place.name ??
    (story.setting.place.kind === 'UNKNOWN' ? null : placeLabel(story.setting.place.kind, book.language));
  const options: string[] = [];
  const add = (left: string | null, right: string | null | undefined) => {
    if (left && right && !left.toLowerCase().includes(right.toLowerCase()))
      options.push(`${left} — ${right}`);
  };
  if (opensChapter && heading) {
    options.push(heading);
    for (const topic of plain) add(heading, topic);
  }
  for (const topic of plain) add(who, topic);
  add(who, place);
  for (const topic of faint) add(who, topic);
  if (!who) options.push(...plain);
  if (who) options.push(who);
  if (place) options.push(place);
  options.push(...plain, ...faint);
  if (heading) options.push(heading);
  for (const option of options) {
    const text = capitalised(option);
    if (text.length <= LONGEST && !taken.has(text)) return text;
  }
  return numbered(
    capitalised(options.find((option) => option.length <= LONGEST) ?? book.title.slice(0, LONGEST)),
    taken,
  );
}

/** The two who are most the scene's own: present here more than elsewhere. */
function whoIsThere({ people, book }: StoryContext, { cast }: SceneStory): string | null {
  const names = cast.slice(0, 2).map((key) => people.characters[key]!);
  if (names.length === 0) return null;
  const labels = names.map(({ spoken }) => spoken);
  return labels.join(AND[book.language]);
}

function capitalised(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}

function numbered(text: string, taken: ReadonlySet<string>): string {
  if (!taken.has(text)) return text;
  for (let i = 2; ; i++) if (!taken.has(`${text} (${i})`)) return `${text} (${i})`;
}
