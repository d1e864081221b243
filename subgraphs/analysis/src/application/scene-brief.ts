import { createHash } from 'node:crypto';
import type { SceneBrief } from '@visiobook/schema';
import type { Analysis, Chapter, Character, WholeScene } from './library.ts';

/** Everything about a scene from which its brief is made. */
export interface BriefSource {
  analysis: Pick<Analysis, 'title' | 'language'>;
  chapter: Pick<Chapter, 'title'>;
  scene: Omit<WholeScene, 'quotes' | 'inputHash' | 'castIds' | 'text'>;
  /** Most present first. */
  cast: readonly Character[];
}

/** The brief of a scene: all that media knows of it. */
export function sceneBrief({ analysis, chapter, scene, cast }: BriefSource): SceneBrief {
  return {
    sceneId: scene.id,
    index: scene.index,
    language: analysis.language,
    bookTitle: analysis.title,
    chapterIndex: scene.chapterIndex,
    chapterTitle: chapter.title,
    title: scene.title,
    summary: scene.summary,
    visualPrompt: scene.visualPrompt,
    place: scene.place,
    timeOfDay: scene.timeOfDay,
    season: scene.season,
    weather: scene.weather,
    emotion: scene.emotion,
    cast: cast.map(({ id, name, kind, gender, age, looks, portraits, importance }) => ({
      characterId: id,
      name,
      kind,
      gender,
      age,
      looks: looksBy(scene.chapterIndex, looks, portraits),
      importance,
    })),
    props: scene.props,
    narration: { digest: scene.digest, full: scene.sentences },
  };
}

/** How somebody looks by a chapter: what was said last comes first, and what is only said later comes last. */
export function looksBy(
  chapterIndex: number,
  looks: readonly string[],
  portraits: Character['portraits'],
): string[] {
  const said = new Map<string, number>();
  for (const portrait of portraits)
    if (portrait.chapterIndex <= chapterIndex)
      for (const look of portrait.looks) said.set(look, portrait.span.start);
  return [...looks].sort((a, b) => (said.get(b) ?? -1) - (said.get(a) ?? -1));
}

/** Changes when the brief does, and only then: the order of an object's keys does not count. */
export function briefHash(brief: SceneBrief): string {
  return createHash('sha256').update(canonicalJson(brief)).digest('hex');
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
