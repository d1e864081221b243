import { describe, expect, it } from 'vitest';
import { characterVoice, narratorVoice } from './voices.ts';

const ids = Array.from({ length: 40 }, (_, i) => `0198aaaa-0000-7000-8000-${String(i).padStart(12, '0')}`);

describe('characterVoice', () => {
  it('gives the same character the same voice every time', () => {
    expect(characterVoice(ids[0]!, 'fr')).toEqual(characterVoice(ids[0]!, 'fr'));
  });

  it('spreads a cast over many voices', () => {
    expect(new Set(ids.map((id) => JSON.stringify(characterVoice(id, 'en')))).size).toBeGreaterThan(30);
  });

  it('never sounds like the narrator', () => {
    for (const id of ids) expect(characterVoice(id, 'en').name).not.toBe(narratorVoice('en').name);
  });

  it('makes children higher and the old lower', () => {
    const person = { kind: 'PERSON', gender: 'FEMALE' } as const;
    const [child, old] = (['CHILD', 'OLD'] as const).map((age) =>
      characterVoice(ids[3]!, 'en', { ...person, age }),
    );
    expect(child!.pitch).toBeGreaterThan(old!.pitch);
  });
});
