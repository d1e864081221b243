/** A run of one sentence that one voice says. */
export interface SpeechPart {
  readonly text: string;
  readonly spoken: boolean;
}

const QUOTED = /«[^»]*»?|“[^”]*”?|"[^"]*"?/g;

/**
 * Splits a sentence of dialogue into what the character says and what the narrator adds: in `"Oh dear!" said the
 * Rabbit.` only the quote belongs to the Rabbit's voice. A sentence without any quote mark is all speech.
 */
export function speechParts(text: string): SpeechPart[] {
  const parts: SpeechPart[] = [];
  let from = 0;
  for (const match of text.matchAll(QUOTED)) {
    add(parts, text.slice(from, match.index), false);
    add(parts, match[0], true);
    from = match.index + match[0].length;
  }
  if (from === 0) return [{ text, spoken: true }];
  add(parts, text.slice(from), false);
  return parts;
}

function add(parts: SpeechPart[], text: string, spoken: boolean): void {
  if (isSpeakable(text)) parts.push({ text: text.trim(), spoken });
}

/** Whether a text has anything that a voice can say. */
export function isSpeakable(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
