import type { Language } from '@visiobook/schema';

interface Cues {
  /** The paragraph begins with someone speaking. */
  speech: RegExp;
  /** A date line, a letter's head. */
  heading: RegExp;
  /** A leap in time. */
  jump: RegExp;
  /** A point in time, perhaps soon after. */
  time: RegExp;
  /** Someone arrives or leaves. */
  move: RegExp;
  /** Words that tie the paragraph to the one before. */
  goesOn: RegExp;
}

const NUMBER =
  '(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|several|some|many|few|a few|half an|\\d+)';
const NOMBRE =
  '(?:un|une|deux|trois|quatre|cinq|six|sept|huit|dix|douze|quinze|vingt|quelques|plusieurs|\\d+)';

export const BORDER_CUES: Record<Language, Cues> = {
  en: {
    speech: /^[“‘"'«—–]/u,
    heading:
      /^_?(?:(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:January|February|March|April|May|June|July|August|September|October|November|December)\b.{0,40}$|(?:Letter|Diary|Telegram|Journal)\b.{0,60}$|\d{1,2} \w+,? *[.—–-])/mu,
    jump: new RegExp(
      `^(?:(?:The|That|This) (?:next|following|same|very|second|third|other) (?:day|morning|evening|night|afternoon|week|month|year|spring|summer|autumn|winter)|(?:On|In|At|By|Early|Late) (?:the )?(?:next|following|second|third|fourth|morrow|evening|morning|night|dawn|midnight)|Next (?:day|morning|evening)|${NUMBER} (?:days?|weeks?|months?|years?|hours?|nights?|mornings?) (?:later|after|afterwards|passed|went|had)|(?:It was|One) (?:\\w+ ){0,4}(?:day|night|morning|evening|afternoon|o'clock|o’clock|when)|(?:When|As soon as) (?:\\w+ ){1,4}(?:awoke|woke|returned|arrived|came back|got back|came to)|(?:Some|A (?:short|long|little)) (?:time|while) (?:later|after)|Meanwhile|In the mean ?time|That (?:night|evening|afternoon|morning)|The (?:morning|evening|night|day|sun)\\b)`,
      'u',
    ),
    time: /^(?:At (?:last|length|this moment|that moment)|Presently|Soon|Suddenly|Just then|By this time|After (?:a|some|this|that|the|dinner|supper|breakfast|tea)|For (?:some|a)|By and by|Before long|First|Then|Now|When|Once|At (?:\w+ ){0,2}(?:o'clock|o’clock))\b/u,
    move: /\b(?:arrived|reached|entered|set (?:out|off|forth)|went (?:out|in|away|back|up|down|on)|came (?:to|upon|back|in|out|home)|left (?:the|him|her|them|home)|returned|departed|started (?:off|for)|walked (?:on|off|out|away|back)|drove|rode|landed|embarked|found (?:himself|herself|themselves|myself|ourselves))\b/u,
    goesOn: /^(?:But|And|Yet|So|He|She|It|They|This|That|These|Those|Of course|Indeed|However|Perhaps)\b/u,
  },
  fr: {
    speech: /^(?:[—–«“]|- |-- )/u,
    heading:
      /^_?(?:(?:le )?\d{1,2}(?:er)? (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b.{0,40}$|(?:lettre|journal)\b.{0,60}$)/imu,
    jump: new RegExp(
      `^(?:Le (?:lendemain|surlendemain|soir|matin|jour suivant|jour même|\\d)|La (?:nuit|journée|semaine|veille) (?:suivante|même|venue|tomb|se|fut|était|venait)|L[’'](?:après-midi|année suivante|hiver|été|automne)|Au (?:bout|matin|soir|printemps)|${NOMBRE} (?:jours?|semaines?|mois|ans|années?|heures?|nuits?|minutes) (?:plus tard|après|s[’']|se|pass|durant)|Un (?:jour|matin|soir|dimanche|lundi|mardi|mercredi|jeudi|vendredi|samedi)|Une (?:nuit|après-midi|fois|heure|semaine)|Ce (?:soir|matin|jour)-là|Cette (?:nuit|année|semaine)|Vers (?:\\p{L}+ ){0,2}(?:heures?|midi|minuit|soir)|À (?:\\p{L}+ ){0,2}(?:heures?|midi|minuit|l[’']aube)|Il (?:était|faisait) (?:\\p{L}+ ){0,3}(?:heures?|nuit|jour|midi|minuit|matin|soir)|Dès (?:le|l[’']aube)|Pendant ce temps|Cependant que|Quelque temps après|Lorsqu|Quand (?:je|il|elle|nous|ils|le|la|on))`,
      'iu',
    ),
    time: /^(?:Enfin|Bientôt|Soudain|Tout à coup|Peu à peu|Après|Alors|Puis|Ensuite|Aussitôt|En ce moment|À ce moment|Pendant|Depuis|Durant|Lorsqu)/u,
    move: /\b(?:arriv(?:a|ait|èrent|âmes|ai)|entr(?:a|èrent|âmes|ai)|sort(?:it|irent|îmes)|part(?:it|irent|îmes)|quitt(?:a|èrent|âmes|ai)|revin(?:t|rent|mes)|rentr(?:a|èrent|âmes|ai)|descend(?:it|irent|îmes|is)|mont(?:a|èrent|âmes|ai)|débarqu(?:a|èrent|âmes)|embarqu(?:a|èrent|âmes)|se (?:mit|mirent|remit) en (?:route|marche)|retourn(?:a|èrent|âmes)|atteign(?:it|irent|îmes)|gagn(?:a|èrent|âmes))\b/u,
    goesOn: /^(?:Mais|Et|Or|Il|Elle|Ils|Elles|Ce|C[’']|Cela|D[’']ailleurs|En effet|Aussi|Donc|Sans doute)\b/u,
  },
};
