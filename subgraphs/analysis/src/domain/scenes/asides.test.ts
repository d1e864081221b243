import { describe, expect, it } from 'vitest';
import { bookOf } from '../../../test/book-of.ts';
import { asides } from './asides.ts';

const heard = (text: string) => {
  const book = bookOf('en', text);
  return book.tokens.filter((token, i) => token.kind === 'word' && !asides(book)[i]).map(({ text }) => text);
};

describe('asides', () => {
  it('sets parentheses apart, and verse with its lines together or each in a paragraph', () => {
    expect(heard('He came (they say) home.')).toEqual(['He', 'came', 'home']);
    const lines = ['Over the hill', 'And under the hill,', 'The miller went still'];
    expect(heard(lines.join('\n'))).toEqual([]);
    expect(
      heard(`He sang at the old mill for a very long time that evening.\n\n${lines.join('\n\n')}`),
    ).toHaveLength(13);
  });

  it('leaves prose and short talk alone', () => {
    expect(heard('“No.”\n\n“Yes.”\n\n“Why?”\n\n“So.”')).toHaveLength(4);
    expect(heard('He went.\n\nShe came.\n\nThey ate.')).toHaveLength(6);
  });
});
