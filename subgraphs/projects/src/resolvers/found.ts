import { notFound } from '@visiobook/service';

/** For fields that cannot be null: what they name may have gone since it was named. @throws AppError NOT_FOUND */
export async function found<T>(what: string, row: Promise<T | null>): Promise<T> {
  const value = await row;
  if (value === null) throw notFound(what);
  return value;
}
