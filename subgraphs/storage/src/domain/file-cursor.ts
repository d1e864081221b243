import { AppError } from '@visiobook/service';
import type { StoredFile } from './stored-file.ts';

/** A file's place in a list sorted by age; ids chosen by services do not sort by age, so the time comes first. */
export function fileCursor({ createdAt, id }: Pick<StoredFile, 'createdAt' | 'id'>): string {
  return `${createdAt.toISOString()} ${id}`;
}

/** @throws AppError BAD_USER_INPUT for what {@link fileCursor} did not make. */
export function readFileCursor(cursor: string): Pick<StoredFile, 'createdAt' | 'id'> {
  const [time = '', id = ''] = cursor.split(' ');
  const createdAt = new Date(time);
  if (Number.isNaN(createdAt.getTime()) || !/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(id))
    throw new AppError('BAD_USER_INPUT', 'This cursor was not given out by this list.', {
      fields: { after: ['This cursor was not given out by this list.'] },
    });
  return { createdAt, id };
}
