import { parseInput } from '@visiobook/service';
import { describe, expect, it } from 'vitest';
import { CreateProjectInput, StartGenerationInput, UpdateProjectInput } from './inputs.ts';

const projectId = '018f0000-0000-7000-8000-000000000001';
const refused = (field: string) =>
  expect.objectContaining({ code: 'BAD_USER_INPUT', details: { fields: { [field]: [expect.any(String)] } } });

describe('what a run is to make', () => {
  it('is the standard preset unless something is said', () => {
    expect(parseInput(StartGenerationInput, { projectId, presetId: null, settings: null })).toMatchObject({
      presetId: 'standard',
      settings: { height: 720, narration: 'DIGEST', aspect: 'LANDSCAPE' },
      formats: ['MP4'],
    });
  });

  it('is a preset with what the person wants differently', () => {
    const input = {
      projectId,
      presetId: 'portrait',
      settings: { height: 1080, seed: null },
      formats: ['GIF', 'GIF'],
    };
    expect(parseInput(StartGenerationInput, input)).toMatchObject({
      settings: { aspect: 'PORTRAIT', height: 1080, seed: 1 },
      formats: ['GIF'],
    });
  });

  it('says which field is wrong', () => {
    expect(() => parseInput(StartGenerationInput, { projectId, settings: { height: 999 } })).toThrow(
      refused('settings.height'),
    );
    expect(() => parseInput(StartGenerationInput, { projectId, presetId: 'no' })).toThrow(
      refused('presetId'),
    );
    expect(() => parseInput(StartGenerationInput, { projectId, formats: [] })).toThrow(refused('formats'));
    expect(() => parseInput(StartGenerationInput, { projectId: '1' })).toThrow(refused('projectId'));
  });
});

describe('the words of a project', () => {
  it('have limits', () => {
    expect(parseInput(CreateProjectInput, { title: '  A tale ' })).toEqual({ title: 'A tale' });
    expect(() => parseInput(CreateProjectInput, { title: ' ' })).toThrow(refused('title'));
    expect(() => parseInput(CreateProjectInput, { title: 'x'.repeat(201) })).toThrow(refused('title'));
    expect(() => parseInput(CreateProjectInput, { title: 'x', description: 'x'.repeat(5001) })).toThrow(
      refused('description'),
    );
    expect(() => parseInput(CreateProjectInput, { title: 'x', language: 'de' })).toThrow(refused('language'));
  });

  it('tell a language taken back from one not spoken of', () => {
    const base = { id: projectId, version: 1 };
    expect(parseInput(UpdateProjectInput, { ...base, language: null })).toMatchObject({ language: null });
    expect(parseInput(UpdateProjectInput, base)).not.toHaveProperty('language');
  });
});
