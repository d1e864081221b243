import { describe, expect, it } from 'vitest';
import { addPart } from './add-part.ts';

describe('a part that is added to what came before', () => {
  it('brings what was not there, wherever it stands, and nothing twice', () => {
    const there = { id: 1, x: { a: 1, list: [{ p: 1 }, { p: 2 }] } };
    const news = addPart(there, { id: 1, y: 5, x: { a: 1, b: 2, list: [{ q: 1 }, { q: 2 }] } });
    expect(news).toEqual([
      { subPath: ['x', 'list', 0], data: { q: 1 } },
      { subPath: ['x', 'list', 1], data: { q: 2 } },
      { subPath: ['x'], data: { b: 2 } },
      { subPath: [], data: { y: 5 } },
    ]);
    expect(there).toEqual({
      id: 1,
      y: 5,
      x: {
        a: 1,
        b: 2,
        list: [
          { p: 1, q: 1 },
          { p: 2, q: 2 },
        ],
      },
    });
    expect(addPart(there, { id: 1, x: { b: 2 } })).toEqual([]);
  });

  it('leaves a null that came before as it is, and says so itself', () => {
    const there = { x: null, list: [null, { p: 1 }] };
    const part = { x: { b: 2 }, list: [{ q: 1 }, { q: 2 }], y: null };
    expect(addPart(there, part)).toEqual([
      { subPath: ['list', 1], data: { q: 2 } },
      { subPath: [], data: { y: null } },
    ]);
    expect(part).toEqual({ x: null, list: [null, { q: 2 }], y: null });
    expect(there).toEqual({ x: null, list: [null, { p: 1, q: 2 }], y: null });
  });

  it('is not changed by what is added after it', () => {
    const there = {};
    const first = addPart(there, { x: { list: [{ p: 1 }] } });
    addPart(there, { x: { a: 1, list: [{ q: 1 }] } });
    expect(first).toEqual([{ subPath: [], data: { x: { list: [{ p: 1 }] } } }]);
  });

  it('is null as a whole where a null of its own would take what came before', () => {
    const there = { x: { a: 1 }, list: [{ p: 1 }] };
    const before = structuredClone(there);
    expect(addPart(there, { y: 1, x: null })).toBeUndefined();
    expect(addPart(there, { y: 1, list: [null] })).toBeUndefined();
    expect(there).toEqual(before);
  });
});
