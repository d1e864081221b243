/** What editors and transcribers add to a text: illustrations, footnotes, page numbers, notes. Removed line by line. */
export function stripApparatus(lines: readonly string[]): string[] {
  const withoutNotes = dropTranscriberNotes(lines);
  const withoutBlocks = dropBracketed(withoutNotes);
  return dropPageNumbers(withoutBlocks).map(stripInline);
}

/** Marks inside a line: footnote numbers, page numbers, and the signs that stand for italics and small capitals. */
export function stripInline(line: string): string {
  let text = line;
  if (/[[{]/.test(text)) {
    text = text.replace(/\s?\[(?:\d{1,3}|[*†‡]|[ivx]{1,5}|note \d+)\]/gi, '');
    text = text.replace(/\{(?:\d{1,4}|pg? ?\.?\d+)\}|\[(?:pg?|page|p)\.? ?\d+\]/gi, '');
  }
  // A single underscore is italics, inside a word too (`7_s._`); two are a blank to fill in (`17__`).
  if (text.includes('_')) text = text.replace(/(?<!_)_(?!_)/g, '');
  if (text.includes('/'))
    text = text.replace(/(^|[\s(“"'‘—-])\/(?=\S)([^/\n]{2,120}?)(?<=\S)\/(?=[\s).,;:!?”"'’—-]|$)/gu, '$1$2');
  if (/(^|\s)=[^=\s][^=]*=(?=\s|$|[.,])/.test(text))
    text = text.replace(/(^|\s)=([^=]+)=(?=\s|$|[.,])/g, '$1$2');
  return text;
}

const NOTE_HEADING =
  /^\s*[[*~_=]*\s*(?:original )?(?:transcriber|note du transcripteur|notes? de transcription|editor['’]s note on the text)(?:['’]?s['’]?)? ?(?:notes?|du texte)?\b[\s\]:.*~_=]*$/i;

/** Drops the notes of whoever typed the text: a short section at the start, everything to the end at the back. */
function dropTranscriberNotes(lines: readonly string[]): string[] {
  const kept = [...lines];
  for (let i = 0; i < kept.length; i += 1) {
    if (!NOTE_HEADING.test(kept[i] ?? '')) continue;
    if (i > kept.length * 0.85) return kept.slice(0, i);
    if (i > kept.length * 0.1) continue;
    // The note ends at the first gap of three blank lines, which separates the parts of a title page.
    let blanks = 0;
    let end = i + 1;
    let seen = 0;
    while (end < kept.length && !(blanks >= 3 && seen > 2)) {
      if ((kept[end] ?? '').trim() === '') blanks += 1;
      else {
        blanks = 0;
        seen += 1;
      }
      end += 1;
    }
    kept.fill('', i, end);
  }
  return kept;
}

const OPENING =
  /^\s*\[\s*(?:illustrations?|illus\.|frontispiece|footnotes?|note|sidenote|transcriber|original transcriber|blank page|image|gravure|figure|décoration|decoration|music)\b/i;

/** Drops `[Illustration: …]` and `[Footnote 3: …]`, which may run over several paragraphs. */
function dropBracketed(lines: readonly string[]): string[] {
  const kept = [...lines];
  for (let i = 0; i < kept.length; i += 1) {
    if (!OPENING.test(kept[i] ?? '')) continue;
    const end = closingLine(kept, i);
    if (end < 0) continue;
    const rest = (kept[end] ?? '').replace(/^[^\]]*\]\s*/, '');
    kept.fill('', i, end + 1);
    if (rest.length > 0 && !rest.includes(']')) kept[end] = rest;
    i = end;
  }
  return kept.map((line) =>
    /\[illustration[^\]]*\]/i.test(line) ? line.replace(/\s*\[illustration[^\]]*\]/gi, '') : line,
  );
}

/** A note that never closes is a mistake of the file: sixty lines are the most that one may take along. */
function closingLine(lines: readonly string[], start: number): number {
  let depth = 0;
  for (let i = start; i < Math.min(lines.length, start + 60); i += 1) {
    for (const sign of lines[i] ?? '') {
      if (sign === '[') depth += 1;
      if (sign === ']') depth -= 1;
      if (depth === 0 && sign === ']') return i;
    }
  }
  return -1;
}

const PAGE_LINE = /^\s*(?:[-–—[({~]+\s*)?(?:page |p\. ?|pg\.? ?)?(\d{1,4})(?:\s*[-–—\])}~]+)?\s*$/i;

/** Page numbers rise steadily and come every page or two; bare chapter numbers are much further apart. */
function dropPageNumbers(lines: readonly string[]): string[] {
  const offsets: { line: number; value: number; at: number }[] = [];
  let at = 0;
  lines.forEach((line, i) => {
    const value = PAGE_LINE.exec(line)?.[1];
    if (value !== undefined) offsets.push({ line: i, value: Number(value), at });
    at += line.length + 1;
  });
  const rising = offsets.filter((entry, i) => {
    const before = offsets[i - 1];
    const after = offsets[i + 1];
    const follows = (a: typeof entry | undefined, b: typeof entry | undefined) =>
      a !== undefined &&
      b !== undefined &&
      b.value > a.value &&
      b.value - a.value <= 3 &&
      b.at - a.at < 3_800 * (b.value - a.value);
    return follows(before, entry) || follows(entry, after);
  });
  if (rising.length < 12) return [...lines];
  const drop = new Set(rising.map((entry) => entry.line));
  return lines.filter((_, i) => !drop.has(i));
}
