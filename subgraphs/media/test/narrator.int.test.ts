import { afterAll, describe, expect, it } from 'vitest';
import { captionCues } from '../src/domain/captions.ts';
import { integratedLoudness, truePeak } from '../src/domain/loudness.ts';
import { Narrator } from '../src/render/narrator.ts';
import { decodeWav } from '../src/render/wav.ts';

const narrator = new Narrator();
const MARA = '00000000-0000-4000-8000-000000000001';
const said = (...texts: string[]) => texts.map((text) => ({ text, speakerId: null }));

afterAll(() => narrator.close());

describe('a narration', () => {
  it('says a sentence of any length', async () => {
    const long = `${Array.from({ length: 260 }, (_, i) => `and then ${i % 9} birds`).join(', ')}.`;
    expect(long.length).toBeGreaterThan(4500);
    const { sentences, duration } = await narrator.narrate(said(long), { language: 'en', rate: 2.5 });
    expect(duration).toBeGreaterThan(60);
    expect(sentences[0]!.words!.length).toBeGreaterThan(1000);
    const starts = sentences[0]!.words!.map(({ start }) => start);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
  });

  it.each(['fr', 'en'] as const)('passes over what nobody can say, in %s', async (language) => {
    const texts = ['* * *', '!!!', '—', '😀🎉', '1865', '[12]', '…', 'Go 😀 on!', '\u0000\u0007', 'XIV'];
    const odd = await narrator.narrate(said(...texts), { language });
    expect(odd.sentences.map(({ text }) => text)).toEqual(texts);
    const lengths = odd.sentences.map(({ start, end }) => end - start);
    expect(lengths.map((length) => length > 0.1)).toEqual(
      [4, 7, 9].reduce(
        (list, i) => list.with(i, true),
        texts.map(() => false),
      ),
    );
    const nothing = await narrator.narrate(said('* * *'), { language });
    expect(nothing.duration).toBeGreaterThan(0);
    expect(captionCues(nothing.sentences)).toEqual([]);
    expect(decodeWav(nothing.wav).every((sample) => sample === 0)).toBe(true);
  });

  it('tells every sentence of a long scene at -16 LUFS, safely below clipping', async () => {
    const scene = Array.from({ length: 40 }, (_, i) => ({
      text: i % 3 === 0 ? `"Is it ${i} o'clock?" cried Mara.` : 'The tide came in, slowly, and nobody spoke.',
      speakerId: i % 3 === 0 ? MARA : null,
    }));
    const { wav, sentences, duration } = await narrator.narrate(scene, { language: 'en', rate: 1.6 });
    expect(sentences).toHaveLength(40);
    expect(sentences.at(-1)!.end).toBeLessThanOrEqual(duration);
    const voice = decodeWav(wav);
    expect(Math.abs(integratedLoudness(voice, 48_000) + 16)).toBeLessThan(0.5);
    expect(truePeak(voice)).toBeLessThan(-1.4);
  });

  it('is the same whenever it is made', async () => {
    const texts = said('The rabbit ran past.', 'Nobody saw it.');
    const first = await narrator.narrate(texts, { language: 'en' });
    const again = await narrator.narrate(texts, { language: 'en' });
    const other = new Narrator();
    const elsewhere = await other.narrate(texts, { language: 'en' });
    await other.close();
    expect(again.wav.equals(first.wav)).toBe(true);
    expect(elsewhere.wav.equals(first.wav)).toBe(true);
  });
});
