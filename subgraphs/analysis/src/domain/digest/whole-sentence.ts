import type { Language } from '@visiobook/schema';
import { ACTING_VERBS } from '../lexicon/person-nouns.ts';
import { words } from '../lexicon/word-list.ts';

/** A cut, or an author, that leaves a word waiting for the rest of its phrase. */
const HANGING = {
  en: /\b(?:and|but|or|the|a|an|of|to|in|that|which|with|as|for|his|her|my|saying|said|following|follows|was|is|were|if|so|began|than|at|by|from|on|into|upon|their|our|its|your|this|these|those|nor|yet|also|too|however|indeed|sure enough|as follows|at least|for instance)[.…]$/iu,
  fr: /(?:^|[\s’'])(?:et|mais|ou|car|le|la|les|un|une|de|du|des|à|au|en|que|qui|dont|où|pour|avec|son|sa|disant|ceci|mots|puis|plutôt|suit|termes|est|était|si|reprit|dit|répondit|ses|leur|leurs|ce|cette|ces|par|sur|dans|sous|chez|vers|ni|donc|aussi|enfin|cependant|pourtant|d’abord|d'abord|en effet)[.…]$/iu,
};
/** What is left where an aside was cut out badly. */
const BROKEN = /(?:--|[—–])\s*[,.;]|,\s*[,.;]|^\P{L}*$/u;
const RELATIVE = {
  en: /,?\s(?:who|whom|which|that|where|when|while|as|if|because)\s[^,;]*/giu,
  fr: /,?\s(?:qui|que|qu[’']|où|dont|quand|lorsque|comme|si|parce)\s?[^,;]*/giu,
};
const FINITE: Record<Language, ReadonlySet<string>> = {
  en: words(`was were is are am be had has have did does do could would should must might will shall can said told found thought went came
    made took saw got gave kept left felt sent brought bought caught taught fought held stood sat lay ran rose fell flew drew threw knew grew
    blew broke spoke woke wrote rode drove struck shook stole swore tore wore bore chose froze began sang sank drank swam rang sprang
    shrank slept wept crept swept leapt leaped kept led fed fled sped met bent lent spent built lost shot shut cut put set let hit hurt cast burst
    spread read laid paid heard meant dealt dreamt hung dug won stuck swung spun clung flung slid hid bit lit ate became forgot understood seemed
    looked turned`),
  fr: words(`est sont était étaient fut furent suis ai as a avons avez ont avait avaient avais eut eurent va vont allait allaient alla fait faisait fit
    firent peut pouvait put doit devait dut veut voulait voulut voit voyait vit dit disait sait savait sut prend prenait prit met mettait mit
    vient venait vint tient tenait tint partit sortit rendit perdit entendit descendit attendit répondit courut mourut reçut crut but lut
    parut disparut connut reconnut ouvrit couvrit offrit souffrit sentit dormit servit suivit rit écrivit vécut fus eus fis vis dis pris mis`),
};
const FRENCH_ENDING = /(?:ait|aient|ais|ions|èrent|irent|urent|âmes|îmes|ûmes|ai|a)$/u;
const NOT_VERBS =
  words(`la là ça sa ma ta déjà voilà mais jamais français anglais palais frais vrai mai balai quai essai délai désormais
  laquelle au-delà cela`);

/** Whether a text can stand alone: it has a verb of its own, it ends, and its marks come in pairs. */
export function isWhole(text: string, language: Language): boolean {
  return (
    !BROKEN.test(text) && hasMainVerb(text, language) && !HANGING[language].test(text) && isBalanced(text)
  );
}

/** A finite verb that stands outside relative and dependent clauses. */
export function hasMainVerb(text: string, language: Language): boolean {
  // An opening clause is dependent up to its comma: "When she came, …".
  const main = text.replace(OPENING[language], ' ').replace(RELATIVE[language], ' ');
  for (const word of main
    .toLowerCase()
    .replaceAll('’', "'")
    .match(/[\p{L}]+(?:'t\b)?/gu) ?? [])
    if (isFiniteVerb(word, language)) return true;
  return false;
}

const OPENING = {
  en: /^(?:When|While|As|If|After|Before|Since|Because|Though|Although|Until|Whenever)\s[^,]*(?:,|$)/u,
  fr: /^(?:Quand|Lorsqu(?:e|[’'])|Comme|Si|S[’']|Tandis|Dès|Après|Avant|Puisqu(?:e|[’'])|Pendant que|Bien qu)\s?[^,]*(?:,|$)/u,
};

/** Whether a word in small letters, with a straight apostrophe, is mostly a verb that has a subject. */
export function isFiniteVerb(word: string, language: Language): boolean {
  if (FINITE[language].has(word) || ACTING_VERBS[language].has(word)) return true;
  return language === 'en'
    ? /(?:ed|n't)$/.test(word) && word.length > 3
    : FRENCH_ENDING.test(word) && word.length > 3 && !NOT_VERBS.has(word);
}

/** A cut must not leave half of a pair of marks behind. */
function isBalanced(text: string): boolean {
  const count = (mark: RegExp) => text.match(mark)?.length ?? 0;
  return (
    count(/[(]/g) === count(/[)]/g) &&
    count(/“/g) === count(/”/g) &&
    count(/«/g) === count(/»/g) &&
    count(/"/g) % 2 === 0 &&
    count(/(?:^|[\s(—-])[‘']/gu) <= count(/[’'](?=$|[\s.,;:!?)—-])/gu)
  );
}
