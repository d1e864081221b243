import type { Language } from '@visiobook/schema';
import { NOT_NAMES } from '../lexicon/not-names.ts';
import { words } from '../lexicon/word-list.ts';
import type { Token } from './tokens.ts';

const FUNCTION_WORDS: Record<Language, ReadonlySet<string>> = {
  en: words(`about above across almost along also among around because been before behind being below between both came could
    did down each else every from going gone great had half have having here hers herself himself however itself just know last least
    less like little long made make many might more most much must myself near never next nothing often once only other others ought
    over perhaps quite rather really said same seem seemed shall should since some something soon still such than that their theirs them
    themselves then there these they thing things think this those though thought through thus time together towards under until upon very
    want went were what when where which while whole whom whose will with without would your yours yourself back came come done even ever
    first found gave give given good hand head heard held here left look looked looking nor own part place put say says see seen side
    take taken tell told took turned two way well won't work yet three`),
  fr: words(`avec sans pour dans mais plus elle elles nous vous leur leurs cette comme tout tous toute toutes même mêmes être était
    étaient avait avaient avoir fait faire dire disait peut peu encore aussi ainsi alors après avant bien chez contre depuis donc dont
    entre fois fut grand grande homme jamais jour jusque lorsque lui mes moins moi non notre par pas pendant personne peut-être point presque
    puis quand que quel quelle quelque quelques qui quoi rien sans selon ses seulement soit son sont sous sur tant tel temps toujours très trop
    une vers voir voilà votre aux des les est cela ceci celui celle ceux celles deux trois autre autres chose choses main mains tête yeux
    côté coup vint alla prit mit vit donna petit petite bon bonne beau vieux moment heure heures ici ici-bas ensuite parce jeune`),
};

/** Whether a word carries a subject rather than grammar. */
export function isContent({ kind, lower }: Token, language: Language): boolean {
  return (
    kind === 'word' &&
    lower.length > 3 &&
    !FUNCTION_WORDS[language].has(lower) &&
    !NOT_NAMES[language].has(lower)
  );
}

/** The singular of a noun, near enough to match it with itself. */
export function singular(word: string, language: Language): string {
  if (language === 'en') {
    if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
    if (/(?:ves)$/.test(word) && word.length > 4)
      return word.endsWith('knives') ? 'knife' : `${word.slice(0, -3)}f`;
    if (/(?:ch|sh|ss|x)es$/.test(word)) return word.slice(0, -2);
    return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') && !word.endsWith('us')
      ? word.slice(0, -1)
      : word;
  }
  if (word.endsWith('eaux')) return word.slice(0, -1);
  if (word.endsWith('aux') && word.length > 4) return `${word.slice(0, -3)}al`;
  return word.length > 3 && /[sx]$/.test(word) && !/(?:as|ss|us|is|ix|ux)$/.test(word)
    ? word.slice(0, -1)
    : word;
}
