import { GenerationSettings } from '@visiobook/schema';
import { newId } from '@visiobook/service';
import { describe, expect, it } from 'vitest';
import { briefsOf } from '../../test/neighbours.ts';
import { assemble } from './assemble.ts';
import { captionFile } from './caption-file.ts';
import { filmFrames } from './film-frames.ts';
import type { Asset } from './library.ts';
import { illustrationAsset, illustrationIdOf, narrationAsset, narrationIdOf } from './scene-assets.ts';

const settings = GenerationSettings.parse({});

function book(count: number) {
  const projectId = newId();
  const assets = new Map<string, Asset>();
  const scenes = briefsOf('book', count).map((brief) => {
    const order = { projectId, inputHash: brief.sceneId, settings };
    const [illustrationId, narrationId] = [illustrationIdOf(order), narrationIdOf(order)];
    const made = { order, brief, fileId: newId() };
    const picture = { png: Buffer.from('png'), alt: 'a picture' };
    const sentences = [{ start: 0, end: 4, text: brief.narration.digest[0]!.text }];
    const voice = { wav: Buffer.from('wav'), sentences, duration: 4.5 };
    assets.set(illustrationId, illustrationAsset({ ...made, id: illustrationId }, picture));
    assets.set(narrationId, narrationAsset({ ...made, id: narrationId }, voice));
    return { sceneId: brief.sceneId, illustrationId, narrationId };
  });
  const ids = { runId: newId(), projectId, ownerId: newId(), analysisId: newId(), documentId: newId() };
  return { order: { ...ids, title: 'The Lamp', authors: [], scenes, settings }, assets };
}

describe('assembling a storyboard', () => {
  it('times the frames by their voices and shows a chapter title once', () => {
    const { order, assets } = book(4);
    const { storyboard, frames } = assemble(order, assets, new Date(0));
    expect(frames.map(({ chapterTitle }) => chapterTitle)).toEqual(['The Harbour', null, 'The Storm', null]);
    expect(frames.every(({ duration }) => duration > 4.5)).toBe(true);
    const shown = frames.reduce((sum, { duration }) => sum + duration, 0);
    expect(storyboard.duration).toBeGreaterThan(shown);
    expect(new Set(frames.map(({ camera }) => JSON.stringify(camera))).size).toBe(4);
  });

  it('makes the same storyboard of the same run', () => {
    const { order, assets } = book(2);
    expect(assemble(order, assets, new Date(0))).toEqual(assemble(order, assets, new Date(0)));
  });

  it('refuses when a picture is not there', () => {
    const { order, assets } = book(2);
    assets.delete(order.scenes[1]!.illustrationId);
    expect(() => assemble(order, assets, new Date(0))).toThrow(/picture .* is not there/);
  });

  it('makes other pictures for another size or seed, and other voices only for another narration', () => {
    const order = { projectId: newId(), inputHash: 'x', settings };
    const other = { ...order, settings: { ...settings, seed: 2 } };
    expect(illustrationIdOf(other)).not.toBe(illustrationIdOf(order));
    expect(narrationIdOf(other)).toBe(narrationIdOf(order));
    const full = { ...order, settings: { ...settings, narration: 'FULL' as const } };
    expect(narrationIdOf(full)).not.toBe(narrationIdOf(order));
  });

  it('writes captions at the times at which the film speaks them', () => {
    const { order, assets } = book(2);
    const { frames } = assemble(order, assets, new Date(0));
    const paths = new Map([...assets.keys()].map((id) => [id, `/${id}`]));
    const film = filmFrames(frames, settings.seed, assets, paths);
    const srt = captionFile(film, 'SRT', 'en');
    // Four seconds of title, then the lead-in of a chapter's first scene.
    expect(srt).toMatch(/^1\n00:00:06,200 --> 00:00:10,200\nMara held scene 1/);
    expect(srt.match(/-->/g)).toHaveLength(2);
    expect(captionFile(film, 'VTT', 'fr')).toMatch(/^WEBVTT\nLanguage: fr\n/);
  });
});
