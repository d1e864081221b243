import { describe, expect, it } from 'vitest';
import { unreachableErrors } from './unreachable-errors.ts';

const paths = (query: string, variables?: Record<string, unknown>) =>
  unreachableErrors('reviews', query, variables).map(({ path }) => path?.join('.'));

describe('unreachableErrors', () => {
  it('names each root field by the name that the client gave it', () => {
    expect(paths('{ top: topReview { text } me { id } }')).toEqual(['top', 'me']);
  });

  it('names each field of each entity, by the type of the entity', () => {
    const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
      ... on Book { __typename stars: rating } ... on Film { length } } }`;
    const representations = [{ __typename: 'Book' }, { __typename: 'Film' }, { __typename: 'Book' }];
    expect(paths(query, { representations })).toEqual([
      '_entities.0.stars',
      '_entities.1.length',
      '_entities.2.stars',
    ]);
  });

  it('takes a fragment on an interface for all that have none of their own', () => {
    const query = '{ _entities(representations: []) { ... on Media { rating } } }';
    expect(paths(query, { representations: [{ __typename: 'Book' }] })).toEqual(['_entities.0.rating']);
  });

  it('says the same thing at most fifty times', () => {
    const representations = Array.from({ length: 500 }, () => ({ __typename: 'Book' }));
    expect(
      paths('{ _entities(representations: []) { ... on Book { a b } } }', { representations }),
    ).toHaveLength(50);
  });
});
