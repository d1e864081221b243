import { internalPaths, SceneBrief } from '@visiobook/schema';
import type { Neighbour } from '@visiobook/service';
import { epubBook } from '../application/epub/epub-book.ts';
import { byChapter, paragraphsOf } from '../application/epub/scene-text.ts';
import type { Frame, Storyboard } from '../application/library.ts';
import { coverPicture, pagePicture } from '../render/book-pictures.ts';

interface BookOrder {
  readonly storyboard: Storyboard;
  readonly frames: readonly Frame[];
  /** Where the pictures lie on this machine, and what they show, by their ids. */
  readonly pictures: ReadonlyMap<string, { readonly path: string; readonly alt: string }>;
  readonly analysis: Neighbour;
  readonly signal: AbortSignal;
  tell(done: number, total: number, message: string): Promise<void>;
}

/** The illustrated book of a storyboard, with the scenes' whole text as analysis keeps it. */
export async function epubFile(order: BookOrder): Promise<Uint8Array> {
  const { storyboard, frames, pictures, analysis, signal, tell } = order;
  const scenes = [];
  for (const [i, { sceneId, illustrationId }] of frames.entries()) {
    signal.throwIfAborted();
    const brief = SceneBrief.parse(await analysis.json(internalPaths.sceneBrief(sceneId), signal));
    const picture = pictures.get(illustrationId);
    if (!picture) throw new Error(`the picture ${illustrationId} was not fetched`);
    const { chapterIndex, chapterTitle } = brief;
    const jpeg = await pagePicture(picture.path);
    const scene = { paragraphs: paragraphsOf(brief), picture: { jpeg, alt: picture.alt } };
    scenes.push({ chapterIndex, chapterTitle, scene });
    await tell(i + 1, frames.length + 1, `scene ${i + 1}`);
  }
  const { id, title, authors, language, createdAt } = storyboard;
  return epubBook({
    id,
    title,
    authors,
    language,
    modified: createdAt,
    cover: await coverPicture({ title, authors, language }),
    chapters: byChapter(scenes),
  });
}
