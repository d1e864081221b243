import type { Delivered, Path } from './delivery.ts';

type Fields = Record<string, unknown>;

/**
 * Adds a part to what the client has. What came before stays as it came: a null among it takes the part's value there,
 * while a null of the part in the place of what came before is none that the client could be told, so that the whole
 * part is null.
 *
 * @returns what was new; undefined where the part is null.
 */
export function addPart(there: Fields, part: Fields): Delivered['news'] | undefined {
  const news: { subPath: Path; data: Fields; to: Fields }[] = [];

  const addFields = (to: Fields, from: Fields, path: Path): boolean => {
    const data: Fields = {};
    for (const [name, value] of Object.entries(from)) {
      if (!Object.hasOwn(to, name)) data[name] = value;
      else if (to[name] === null) from[name] = null;
      else if (!addValue(to[name], value, [...path, name])) return false;
    }
    if (Object.keys(data).length > 0) news.push({ subPath: path, data, to });
    return true;
  };

  const addValue = (to: unknown, from: unknown, path: Path): boolean => {
    if (to === from) return true;
    if (from === null) return false;
    if (Array.isArray(to) && Array.isArray(from)) {
      return to.every((item, index) => {
        if (item === null) from[index] = null;
        return item === null || addValue(item, from[index], [...path, index]);
      });
    }
    if (typeof to === 'object' && typeof from === 'object')
      return addFields(to as Fields, from as Fields, path);
    return true;
  };

  if (!addFields(there, part, [])) return undefined;
  // A copy, as more is added to it before this part may have been written.
  for (const { to, data } of news) Object.assign(to, copyOf(data));
  return news.map(({ subPath, data }) => ({ subPath, data }));
}

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, copyOf(each)]));
}
