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
    const query =
      'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Media { rating } } }';
    expect(paths(query, { representations: [{ __typename: 'Book' }] })).toEqual(['_entities.0.rating']);
  });

  it('names each lot of entities by its own name', () => {
    const query = `query ($a: [_Any!]!, $b: [_Any!]!) {
      _e0: _entities(representations: $a) { ... on Book { rating } }
      _e1: _entities(representations: $b) { ... on Film { length } } }`;
    const variables = { a: [{ __typename: 'Book' }], b: [{ __typename: 'Film' }, { __typename: 'Film' }] };
    expect(paths(query, variables)).toEqual(['_e0.0.rating', '_e1.0.length', '_e1.1.length']);
  });

  it('says the same thing of each place, but not without end', () => {
    const representations = Array.from({ length: 600 }, () => ({ __typename: 'Book' }));
    expect(
      paths('query ($of: [_Any!]!) { _entities(representations: $of) { ... on Book { a b } } }', {
        of: representations,
      }),
    ).toHaveLength(1_000);
  });
});
