import { describe, expect, it } from 'vitest';
import { bookOf } from '../../../test/book-of.ts';
import { quoteFinder } from '../../domain/speech/quote-finder.ts';
import { WEIGHTS_FOLDER } from '../engine.ts';
import { loadLinks } from './load-links.ts';

describe('loadLinks', () => {
  it('links the pronouns of the narration to those whom they mean', async () => {
    const { ports, models, problems } = await loadLinks(WEIGHTS_FOLDER, 'links-1');
    expect(problems).toEqual([]);
    expect(models).toMatchObject([{ name: 'links', version: '1' }]);
    const text = `Clara walked to the mill. She was tired. “Stay,” said Clara. Clara smiled at Tom.

Tom laughed. He looked at the river. “No,” said Tom. Tom walked on.`;
    const book = bookOf('en', text);
    const { characters, mentions } = ports.people!.find(book, quoteFinder.find(book));
    const meant = mentions
      .filter(({ kind }) => kind === 'PRONOUN')
      .map(({ start, end, character }) => [text.slice(start, end), characters[character]!.name]);
    expect(meant).toEqual([
      ['She', 'Clara'],
      ['He', 'Tom'],
    ]);
  });

  it('leaves everything to the rules when told so, and says why when the weights are missing', async () => {
    expect(await loadLinks(WEIGHTS_FOLDER, 'rules')).toMatchObject({ ports: {}, scorer: null, problems: [] });
    const { ports, problems } = await loadLinks(WEIGHTS_FOLDER, 'links-0');
    expect(ports).toEqual({});
    expect(problems).toEqual([expect.stringContaining('there is no links-0.json')]);
  });
});
