import { z } from 'zod';

/** The languages a book may be written in. */
export const Language = z.enum(['en', 'fr']);
export type Language = z.infer<typeof Language>;
