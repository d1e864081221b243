import { SceneBrief } from '@visiobook/schema';
import { newId } from '@visiobook/service';
import { describe, expect, it } from 'vitest';
import { knownAnalyser, smallBook } from '../../test/small-book.ts';
import { analysisIdOf, recordAnalysis } from './record-analysis.ts';
import { briefHash, sceneBrief } from './scene-brief.ts';

const identity = {
  projectId: newId(),
  documentId: newId(),
  contentHash: 'abc',
  models: [{ name: 'known', version: '1', task: 'all' }],
  modelVersion: 'known-1',
};

async function findings() {
  const steps = knownAnalyser().analyse(smallBook(), { signal: new AbortController().signal });
  let turn = await steps.next();
  while (!turn.done) turn = await steps.next();
  return turn.value;
}
const record = async () => recordAnalysis(smallBook(), await findings(), identity, new Date(0));

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
    const brief = sceneBrief({ analysis, chapter: chapters[0]!, scene: scenes[0]!, cast: characters });
    expect(SceneBrief.parse(brief)).toEqual(brief);
    expect(briefHash(brief)).toBe(scenes[0]!.inputHash);
    const reordered = Object.fromEntries(Object.entries(brief).reverse()) as typeof brief;
    expect(briefHash(reordered)).toBe(briefHash(brief));
    expect(briefHash({ ...brief, weather: 'STORM' })).not.toBe(briefHash(brief));
  });
});
