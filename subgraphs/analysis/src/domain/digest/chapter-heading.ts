const NUMBERED =
  /^(?:chapter|chapitre|book|part|partie|livre|letter|lettre|stave|canto|act|acte|volume)\s+(?:the\s+)?(?:[ivxlcdm]+|\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\p{L}+(?:th|rd|st|nd)|premi(?:er|ère)|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|deuxième|troisième|quatrième|cinquième)\b[\s.:—–-]*/iu;
const NUMERAL = /^(?:[IVXLCDM]+|\d+)(?:[\s.:—–-]+|$)/u;

/** What a chapter's title says beyond its number: null for "CHAPTER IV." */
export function chapterHeading(title: string | null): string | null {
  if (!title) return null;
  const rest = title
    .replace(/\s+/g, ' ')
    .trim()
    .replace(NUMBERED, '')
    .replace(NUMERAL, '')
    .replace(/[_*]/g, '')
    .replace(/[.\s]+$/, '')
    .trim();
  if (rest.length < 3) return null;
  const text = rest === rest.toUpperCase() ? sentenceCase(rest) : rest;
  return text.length <= 48 ? text : null;
}

function sentenceCase(text: string): string {
  const small = text.toLowerCase();
  return small[0]!.toUpperCase() + small.slice(1);
}
