import { type FieldNode, getOperationAST, Kind, parse, print, type SelectionSetNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { fragmentsOf } from '../planning/need.ts';
import { isFor, splitOperation } from './split-operation.ts';

function split(query: string, variables: Record<string, unknown> = {}) {
  const document = parse(query);
  return splitOperation(getOperationAST(document)!, fragmentsOf(document), variables);
}

const text = (set: SelectionSetNode) => print(set).replaceAll(/\s+/g, ' ');

function fieldsNamed(set: SelectionSetNode, name: string): FieldNode[] {
  return set.selections.flatMap((selection) => {
    const below = selection.kind === Kind.FRAGMENT_SPREAD ? undefined : selection.selectionSet;
    const inner = below ? fieldsNamed(below, name) : [];
    return selection.kind === Kind.FIELD && selection.name.value === name ? [selection, ...inner] : inner;
  });
}

describe('an operation with deferred fragments', () => {
  it('is taken apart into what comes first and a part for each fragment', () => {
    const found = split('{ a { b ... @defer(label: "late") { c } } ...F @defer } fragment F on Query { d }')!;
    expect(text(found.own)).toBe('{ a { b } }');
    expect(found.parts.map(({ id, label, path, own }) => [id, label, path, text(own)])).toEqual([
      [1, 'late', ['a'], '{ c }'],
      [2, undefined, [], '{ d }'],
    ]);
  });

  it('keeps a part inside a part apart, with the outer one as its parent', () => {
    const found = split('{ ... @defer { a { b } ... @defer { c } a { ... @defer { d } } } }')!;
    expect(found.parts.map(({ own }) => text(own))).toEqual(['{ a { b } a }', '{ c }', '{ d }']);
    const [outer, ...inner] = found.parts;
    expect(inner.map(({ parent }) => parent)).toEqual([outer, outer]);
  });

  it('is whole where a condition switches everything off', () => {
    expect(split('{ a ... @defer(if: false) { b } }')).toBeUndefined();
    expect(split('query ($no: Boolean!) { ... @defer(if: $no) { b } }', { no: false })).toBeUndefined();
    expect(split('query ($no: Boolean!) { ... @defer @skip(if: $no) { b } }', { no: true })).toBeUndefined();
    expect(split('query ($no: Boolean!) { ... @defer(if: $no) { b } }', { no: true })?.parts).toHaveLength(1);
  });

  it('never defers the root of a mutation', () => {
    expect(split('mutation ($v: Boolean) { ... @defer(if: $v) { a { id } } }', { v: true })).toBeUndefined();
    expect(split('mutation { a { id ... @defer { b } } }')?.parts).toHaveLength(1);
  });

  it('knows for each field which parts wait for it', () => {
    const found = split(`{
      x { both }
      ... @defer { x { both late } ... @defer { x { late inner } } }
      ... @defer { x { late } }
    }`)!;
    const all = found.operation.selectionSet;
    const tag = (name: string) => found.tagOf(fieldsNamed(all, name));
    expect(tag('both')).toBeUndefined();
    expect(tag('late')).toBe('1,3');
    expect(tag('inner')).toBe('2');
    expect(found.parts.map((part) => isFor('1,3', part))).toEqual([true, false, true]);
    expect(isFor('11', found.parts[0]!)).toBe(false);
    expect(isFor(undefined, found.parts[0]!)).toBe(false);
  });

  it('writes a fragment out once for each place, so that the same field can wait in one and not in the other', () => {
    const found = split('{ a { ...F } b { ...F @defer } } fragment F on T { c }')!;
    const [first, second] = fieldsNamed(found.operation.selectionSet, 'c');
    expect(found.tagOf([first!])).toBeUndefined();
    expect(found.tagOf([second!])).toBe('1');
  });

  it('leaves introspection as it is', () => {
    const found = split('{ __schema { ...S } ... @defer { a } } fragment S on __Schema { types { name } }')!;
    expect(text(found.own)).toBe('{ __schema { ...S } }');
  });
});
