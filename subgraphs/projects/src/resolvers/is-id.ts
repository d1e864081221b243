import { z } from 'zod';

const Id = z.uuid();

/** What is no UUID names nothing here, and Postgres would refuse it with an error of its own. */
export const isId = (id: string): boolean => Id.safeParse(id).success;
