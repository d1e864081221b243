import { describe, expect, it } from 'vitest';
import { isWhole } from './whole-sentence.ts';

describe('isWhole', () => {
  it.each([
    ['en', 'Clara opened the door.'],
    ['en', 'When the rain stopped, they went home.'],
    ['fr', 'Luc ouvrit la porte.'],
    ['fr', 'Le lendemain je m’en allai vers la ville.'],
  ] as const)('accepts in %s: %s', (language, text) => expect(isWhole(text, language)).toBe(true));

  it.each([
    ['en', 'Our natural distress, the visits of the neighbours, the arranging of the funeral.'],
    ['en', 'The house that stood by the river.'],
    ['en', 'Clara opened the door, and the.'],
    ['en', 'He said (and laughed.'],
    ['fr', 'Mon village, ou plutôt le village où j’ai été élevé.'],
    ['fr', 'Luc ouvrit la porte, puis.'],
    ['fr', 'Je prenais le chien avec moi --, le chien.'],
  ] as const)('refuses in %s: %s', (language, text) => expect(isWhole(text, language)).toBe(false));
});
