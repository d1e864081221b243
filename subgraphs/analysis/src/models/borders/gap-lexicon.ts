import type { Language } from '@visiobook/schema';
import { words } from '../../domain/lexicon/word-list.ts';

interface GapWords {
  third: ReadonlySet<string>;
  first: ReadonlySet<string>;
  articles: ReadonlySet<string>;
  /** What makes the past of the past. */
  pluperfect: ReadonlySet<string>;
  present: ReadonlySet<string>;
  /** Nouns that measure time. */
  spans: ReadonlySet<string>;
  /** Words that end something: sleep, farewells, doors. */
  closing: ReadonlySet<string>;
}

/** Words that say how a stretch of story begins, goes on or ends. */
export const GAP_WORDS: Record<Language, GapWords> = {
  en: {
    third: words('he she they him her them his hers their'),
    first: words('i me my we us our mine'),
    articles: words('the a an this that these those'),
    pluperfect: words('had'),
    present: words('is are am has do does'),
    spans: words(
      "minute minutes hour hours day days week weeks month months year years night nights morning mornings evening evenings o'clock moment while later afterwards next following",
    ),
    closing: words(
      'asleep slept sleep bed goodbye good-bye good-night farewell left gone away door silence alone died dead disappeared vanished home dark darkness',
    ),
  },
  fr: {
    third: words('il elle ils elles lui leur leurs son sa ses'),
    first: words('je nous moi mon ma mes notre nos me'),
    articles: words('le la les un une des ce cette ces'),
    pluperfect: words('avait avaient était étaient eut eurent'),
    present: words('est sont ont suis ai'),
    spans: words(
      'minute minutes heure heures jour jours semaine semaines mois an ans année années nuit nuits matin soir midi minuit instant tard lendemain surlendemain suivant suivante après',
    ),
    closing: words(
      "s'endormit endormi endormit dormir lit adieu revoir partit sortit disparut s'éloigna porte silence seul seule mort morte nuit maison",
    ),
  },
};
