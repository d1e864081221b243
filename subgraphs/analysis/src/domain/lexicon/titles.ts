import type { Language } from '@visiobook/schema';
import { words } from './word-list.ts';

const MALE = {
  en: words(`mr mister messrs massa sir lord master king prince duke count baron earl viscount marquis emperor squire father uncle
    brother monsieur signor don herr friar abbot monk esquire reverend parson captain capt cap'n colonel col major general gen
    lieutenant lieut lt sergeant sgt corporal admiral commodore inspector constable superintendent bishop cardinal
    deacon rabbi alderman señor signore sahib`),
  fr: words(`m mr mm monsieur messieurs monseigneur sire maître maitre roi prince duc comte baron vicomte marquis empereur
    seigneur père oncle frère abbé chevalier don dom lord sir curé capitaine commandant colonel général lieutenant
    sergent caporal amiral commodore inspecteur commissaire brigadier maréchal dr docteur professeur juge président
    ministre notaire citoyen saint cousin matelot`),
};

const FEMALE = {
  en: words(`mrs miss ms madam madame mademoiselle lady queen princess duchess countess baroness marchioness empress
    mother aunt auntie sister granny nurse mistress dame signora signorina donna widow mme mlle mesdames misses frau fräulein señora señorita`),
  fr: words(`mme mmes mlle mlles madame mesdames mademoiselle mesdemoiselles reine princesse duchesse comtesse baronne
    vicomtesse marquise impératrice dame mère tante sœur soeur miss lady mistress mrs
    citoyenne sainte cousine présidente générale colonelle`),
};

const NEUTRAL = {
  en: words(`dr doctor professor prof captain capt cap'n colonel col major general gen lieutenant lieut lt sergeant sgt
    corporal admiral commodore inspector constable detective judge justice comrade citizen saint st honourable hon old young poor dear little cousin`),
  fr: words('camarade'),
};

/** Words before a name that only colour it: "old", "poor". They belong to no name. */
export const EPITHETS: Record<Language, ReadonlySet<string>> = {
  en: words('old young poor dear little good honest noble brave big great'),
  fr: words('vieux vieille jeune pauvre cher chère petit petite bon bonne grand grande brave gros grosse'),
};

export const TITLES: Record<Language, ReadonlySet<string>> = {
  en: new Set([...MALE.en, ...FEMALE.en, ...NEUTRAL.en].filter((word) => !EPITHETS.en.has(word))),
  fr: new Set([...MALE.fr, ...FEMALE.fr, ...NEUTRAL.fr]),
};

/** Titles that head a family and never name one person alone: they are not aliases by themselves. */
export const COURTESY: Record<Language, ReadonlySet<string>> = {
  en: words('mr mrs miss ms mister madam madame mme mademoiselle mlle monsieur sir lady lord dr st master'),
  fr: words(
    'm mr mm mme mmes mlle mlles monsieur messieurs madame mesdames mademoiselle mesdemoiselles maître maitre dr me',
  ),
};

/** Short forms of titles and the nouns that a sentence uses for them. */
export const SAME_TITLE: ReadonlyMap<string, string> = new Map([
  ['dr', 'doctor'],
  ['capt', 'captain'],
  ["cap'n", 'captain'],
  ['col', 'colonel'],
  ['prof', 'professor'],
  ['lieut', 'lieutenant'],
  ['sgt', 'sergeant'],
]);

export function titleGender(title: string, language: Language): 'FEMALE' | 'MALE' | null {
  if (MALE[language].has(title)) return 'MALE';
  return FEMALE[language].has(title) ? 'FEMALE' : null;
}

/** Words whose full stop does not end a sentence. */
export const ABBREVIATIONS: Record<Language, ReadonlySet<string>> = {
  en: words(
    'mr mrs ms dr st prof capt col gen lt lieut sgt rev hon esq jr sr messrs mme mlle no vol vs etc viz dec jan feb aug sept oct nov',
  ),
  fr: words('m mm mr mme mmes mlle mlles dr st ste me mgr etc cf vol chap art av apr'),
};
