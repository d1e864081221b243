import type { Language } from '@visiobook/schema';
import { words } from './word-list.ts';

/** Prepositions and verbs of arrival: a noun of place behind one is where somebody is. */
export const LOCATIVES: Record<Language, ReadonlySet<string>> = {
  en: words(`in into at on inside through across within upon entered entering enter reached reaching down up along crossed left
    outside beneath under aboard among amongst round by beside near along`),
  fr: words(`dans sur à au aux vers chez jusqu'au jusqu'à jusqu' entra entrait entrer entre sous gagna atteignit traversa devant
    derrière sortit quitta long parmi bord`),
};

/** Words that may stand between the preposition and its noun. */
export const DETERMINERS: Record<Language, ReadonlySet<string>> = {
  en: words(`the a an his her their our my its this that these those little great old large small long dark of open deep low
    beautiful narrow wide same other`),
  fr: words(`le la l' les un une des du de d' son sa ses leur leurs mon ma notre ce cette cet grand grande petit petite vieux
    vieille même autre long longue`),
};

/** Verbs that bring somebody to a place. */
export const REACHING: Record<Language, ReadonlySet<string>> = {
  en: words('reached reaching entered entering arrived arriving gained came got landed'),
  fr: words(`entra entrai entrèrent entrâmes entrant arriva arrivai arrivèrent arrivâmes arrivant atteignit atteignirent atteignîmes
    gagna gagnèrent gagnâmes pénétra pénétrèrent rentra rentrèrent`),
};

/** Spots of a place: at the edge of a lake one is at the lake. */
export const SPOTS: Record<Language, ReadonlySet<string>> = {
  en: words(
    'edge margin side foot top end mouth middle midst centre center border brink corner bottom bank banks front back head',
  ),
  fr: words('bord bords milieu fond pied haut bout lisière coin entrée sommet extrémité porte seuil'),
};

/** Verbs of staying: who sits somewhere is there. */
export const STAYING: Record<Language, ReadonlySet<string>> = {
  en: words('sat sit sitting seated stood standing lay lying found waited waiting arrived slept'),
  fr: words(
    'assis assise assit debout couché couchée étendu étendue trouvait trouva attendait arriva dormait installé installée',
  ),
};

/** Behind a noun of place these make it a mere mark of the thing: "the garden door". */
export const PARTS: Record<Language, ReadonlySet<string>> = {
  en: words('door gate wall window key path side chair table clothes'),
  fr: words(''),
};

/** What is wished, supposed, remembered or compared is not where the scene happens. */
export const SUPPOSING: Record<Language, ReadonlySet<string>> = {
  en: words(`if wish wished wishing longed would could might remember remembered remembering dreamed fancy fancied imagine imagined
    suppose supposed thought perhaps maybe`),
  fr: words(`si voulait voudrait désirait aurait serait pourrait souvenait souvint rappelait rappela rêvait imaginait supposait
    croyait songeait peut-être`),
};

/** Auxiliaries of what was over before the scene: where somebody had been is not where they are. */
export const BEFORE_NOW: Record<Language, ReadonlySet<string>> = {
  en: words(`had he'd she'd they'd i'd we'd used formerly once`),
  fr: words('avait avaient avais avions eût jadis autrefois naguère'),
};

export const LIKENING: Record<Language, ReadonlySet<string>> = {
  en: words('like as than'),
  fr: words('comme que ainsi'),
};

/** Nouns of the inside and the outside of houses that name no place by themselves. */
export const INSIDE_LIST: Record<Language, string> = {
  en: `door:0.6 chair table:0.2 floor:0.8 ceiling window:0.6 wall:0.5 fireplace bed sofa desk lamp:0.7 carpet shelf:0.7 drawer
    candle:0.5 hearth corner:0.3 cupboard indoors curtain:0.7 stool:0.5 armchair room`,
  fr: `porte:0.6 chaise table:0.2 plancher:0.8 parquet plafond fenêtre:0.6 mur:0.5 cheminée lit canapé fauteuil lampe:0.7 tapis
    étagère:0.7 tiroir bougie:0.5 foyer:0.5 armoire rideau:0.7 tabouret:0.5 chambre pièce:0.5`,
};
export const OUTSIDE_LIST: Record<Language, string> = {
  en: `tree grass sky:0.8 sun:0.6 sunshine leaf:0.6 branch:0.8 bird:0.4 field path:0.7 wind:0.5 hill road:0.7 hedge flower:0.4 bush
    star:0.4 moon:0.4 cloud:0.6 ground:0.4 shade:0.6 outdoors mushroom bough horizon horse:0.4 valley rock:0.7 wave:0.8 sand:0.8`,
  fr: `arbre herbe ciel:0.8 soleil:0.6 feuille:0.6 branche:0.8 oiseau:0.4 champ sentier chemin:0.5 vent:0.5 colline route:0.6 haie
    fleur:0.4 buisson étoile:0.4 lune:0.4 nuage:0.6 sol:0.3 ombre:0.2 champignon horizon cheval:0.3 vallée rocher:0.7 vague:0.6
    sable:0.8 plaine`,
};

/** Behind these a place is left; in French mostly with "de" between. */
export const LEAVING: Record<Language, ReadonlySet<string>> = {
  en: words('left leaving quitted quitting leave departed'),
  fr: words(`quitta quittai quittait quittant quittèrent quittâmes quitté quitter sortit sortis sortant sortirent sortîmes sorti sortis
    sortie sorties sortir`),
};
