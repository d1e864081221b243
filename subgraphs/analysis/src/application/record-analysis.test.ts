import { SceneBrief } from '@visiobook/schema';
import { newId } from '@visiobook/service';
import { describe, expect, it } from 'vitest';
import { knownAnalyser, smallBook } from '../../test/small-book.ts';
import type { Analysis, Character, WholeChapter } from './library.ts';
import { analysisIdOf, analysisRecorder } from './record-analysis.ts';
import { briefHash, sceneBrief } from './scene-brief.ts';

const identity = {
  projectId: newId(),
  documentId: newId(),
  contentHash: 'abc',
  models: [{ name: 'known', version: '1', task: 'all' }],
  modelVersion: 'known-1',
};

/** All that is stored of the small book, piece by piece. */
async function record() {
  const recorder = analysisRecorder(smallBook(), identity);
  const stored: { analysis?: Analysis; characters: Character[]; chapters: WholeChapter[] } = {
    characters: [],
    chapters: [],
  };
  for await (const finding of knownAnalyser().analyse({
    book: smallBook(),
    tenant: 'ann',
    engineVersion: 'known-1',
    resume: { chapters: 0, scenes: [], readings: new Map() },
    signal: new AbortController().signal,
  })) {
    if (finding.kind === 'text') stored.analysis = recorder.opened(finding, new Date(0));
    if (finding.kind === 'people') stored.characters = recorder.people(finding).characters;
    if (finding.kind === 'chapter') stored.chapters.push(recorder.chapter(finding));
  }
  const scenes = stored.chapters.flatMap((chapter) => chapter.scenes);
  return { ...stored, analysis: stored.analysis!, scenes };
}

describe('recording an analysis', () => {
  it('gives everything the same ids each time, and other ids to other content', async () => {
    expect(await record()).toEqual(await record());
    expect(analysisIdOf(identity)).not.toBe(analysisIdOf({ ...identity, contentHash: 'abd' }));
    expect(analysisIdOf(identity)).not.toBe(analysisIdOf({ ...identity, modelVersion: 'known-2' }));
  });

  it('turns keys of characters into ids, wherever they stand', async () => {
    const { characters, scenes } = await record();
    const [mara, tom] = characters.map(({ id }) => id);
    expect(scenes[0]).toMatchObject({
      castIds: [mara, tom],
      quotes: [{ speakerId: mara }],
      sentences: [{ speakerId: null }, { speakerId: tom }],
    });
  });

  it('hashes the brief that media will be given, so that a change of it is seen and a change of order is not', async () => {
    const { analysis, chapters, characters, scenes } = await record();
    const brief = sceneBrief({
      analysis,
      chapter: chapters[0]!.chapter,
      scene: scenes[0]!,
      cast: characters,
    });
    expect(SceneBrief.parse(brief)).toEqual(brief);
    expect(briefHash(brief)).toBe(scenes[0]!.inputHash);
    const reordered = Object.fromEntries(Object.entries(brief).reverse()) as typeof brief;
    expect(briefHash(reordered)).toBe(briefHash(brief));
    expect(briefHash({ ...brief, weather: 'STORM' })).not.toBe(briefHash(brief));
  });
});
