import type { BookDocument } from '@visiobook/schema';
import type { Finding, SceneWriter } from '../application/ports.ts';
import type { AnalysedCharacter, AnalysedScene } from '../domain/book-analysis.ts';

type ChapterFinding = Finding & { kind: 'chapter' };

/** Scenes that are written at the same time. */
const AT_A_TIME = 4;

/** The chapter with what the writer made of its scenes; a scene that it could not write stays as it was found. */
export async function writtenChapter(
  writer: SceneWriter,
  finding: ChapterFinding,
  { book, people }: { book: BookDocument; people: readonly AnalysedCharacter[] },
  signal: AbortSignal,
): Promise<ChapterFinding> {
  const scenes = [...finding.scenes];
  let next = 0;
  const work = async () => {
    for (let i = next++; i < scenes.length; i = next++) scenes[i] = await written(scenes[i]!);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return { ...finding, scenes };

  async function written(scene: AnalysedScene): Promise<AnalysedScene> {
    const cast = scene.cast.flatMap((key) => {
      const character = people.find((one) => one.key === key);
      return character ? [character.name, ...character.aliases] : [];
    });
    const { language, title: bookTitle } = book;
    const result = await writer.write({ language, bookTitle, scene, cast }, signal);
    if (!result) return scene;
    return {
      ...scene,
      summary: result.summary.map(({ text }) => text).join(' '),
      summarySentences: result.summary,
      visualPrompt: result.visualPrompt,
      writtenBy: writer.model.name,
    };
  }
}
