import type { Language } from '@visiobook/schema';
import type { SceneToWrite } from '../application/ports.ts';
import { type Token, tokenise } from '../domain/text/tokens.ts';
import { Written } from './scene-request.ts';

const SENTENCE_END = /[.!?…:]$/;
const OPENERS = new Set(['“', '‘', '"', '«', '(', '—', '–', '-']);

/** Why an answer cannot be used; null when it can. */
export function faultOf(answer: unknown, { language, scene, cast }: SceneToWrite): string | null {
  const parsed = Written.safeParse(answer);
  if (!parsed.success) return `not of the schema: ${parsed.error.issues[0]?.path.join('.')}`;
  const { summary, visualPrompt } = parsed.data;
  const outside = summary.find(({ sentence }) => sentence < 1 || sentence > scene.sentences.length);
  if (outside) return `it rests on sentence ${outside.sentence} of ${scene.sentences.length}`;
  const known = new Set<string>();
  for (const text of [...scene.sentences.map((sentence) => sentence.text), ...cast, scene.place.name ?? ''])
    for (const { kind, lower } of tokensOf(text, language)) if (kind === 'word') known.add(lower);
  for (const text of [...summary.map((sentence) => sentence.text), visualPrompt]) {
    const stranger = namesIn(text, language).find((name) => !known.has(name));
    if (stranger) return `it names "${stranger}", whom the scene does not know`;
  }
  return null;
}

/** Words with a capital where the position asks for none, in lower case. */
function namesIn(text: string, language: Language): string[] {
  const tokens = tokensOf(text, language);
  return tokens.flatMap(({ kind, capital, lower }, i) => {
    const isName = kind === 'word' && capital && lower !== 'i' && !lower.startsWith("i'");
    return isName && !opens(tokens, i) ? [lower] : [];
  });
}

function opens(tokens: readonly Token[], at: number): boolean {
  for (let i = at - 1; i >= 0; i--) {
    const { text } = tokens[i]!;
    if (OPENERS.has(text)) continue;
    return SENTENCE_END.test(text);
  }
  return true;
}

function tokensOf(text: string, language: Language): Token[] {
  const tokens: Token[] = [];
  tokenise(text, 0, text.length, language, tokens);
  return tokens;
}
