import { createInterface } from 'node:readline';
import type { BookDocument, Language } from '@visiobook/schema';
import type { z } from 'zod';

/** Reads JSONL from standard input, one checked row at a time. */
export async function* rowsOf<T>(schema: z.ZodType<T>): AsyncGenerator<T> {
  let number = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    if (!line.trim()) continue;
    yield checked(schema, line, number);
  }
}

function checked<T>(schema: z.ZodType<T>, line: string, number: number): T {
  let row: unknown;
  try {
    row = JSON.parse(line);
  } catch (cause) {
    throw new Error(`Line ${number} is not JSON.`, { cause });
  }
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`Line ${number} is not a row of this task: ${issues.join('; ')}`);
}

/** A text as one chapter, with no outline looked for, so that every offset stays what it was. */
export function plainDocument(language: Language, title: string, text: string): BookDocument {
  return {
    title,
    authors: [],
    language,
    text,
    chapters: [{ index: 0, title: null, start: 0, end: text.length }],
  };
}
