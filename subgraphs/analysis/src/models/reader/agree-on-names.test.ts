import { describe, expect, it } from 'vitest';
import type { EntityLabel, EntitySpan } from '../../domain/ports.ts';
import { agreeOnNames } from './agree-on-names.ts';

const tokens = 'Odra Odra Odra the town Odra Mill Odra'.split(' ').map((text) => ({ text }));

function span(
  firstToken: number,
  endToken: number,
  label: EntityLabel,
  score: number,
  kind: EntitySpan['kind'] = 'NAME',
): EntitySpan {
  return { firstToken, endToken, label, score, kind };
}

describe('agreeOnNames', () => {
  it('gives all mentions of a name the label for which they speak most', () => {
    const spans = [span(0, 1, 'PER', 0.9), span(1, 2, 'GPE', 0.6), span(2, 3, 'GPE', 0.4)];
    expect(agreeOnNames(spans, tokens).map(({ label }) => label)).toEqual(['GPE', 'GPE', 'GPE']);
    expect(agreeOnNames(spans.slice(0, 2), tokens).map(({ label }) => label)).toEqual(['PER', 'PER']);
  });

  it('leaves alone what is no name, and names that are only like each other', () => {
    const spans = [
      span(0, 1, 'PER', 0.9),
      span(3, 5, 'GPE', 0.9, 'NOUN'),
      span(5, 7, 'FAC', 0.3),
      span(7, 8, 'PER', 0.5),
    ];
    expect(agreeOnNames(spans, tokens)).toEqual(spans);
  });
});
