import type { Language } from '@visiobook/schema';
import { words } from './word-list.ts';

/** Words that stand with a capital and name nobody: calendar, peoples, faith, interjections, headings, grammar. */
export const NOT_NAMES: Record<Language, ReadonlySet<string>> = {
  en: words(`monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december christmas easter michaelmas lent sabbath spring summer autumn winter
    english englishman englishmen englishwoman french frenchman frenchmen german germans american americans italian italians spanish
    russian russians roman romans greek greeks latin turk turks turkish arab arabs indian indians chinese jew jews jewish christian christians
    catholic protestant scotch scottish irish irishman welsh dutch swiss european europeans african asian hebrew norman saxon
    god god's heaven hell providence lord almighty bible scripture gospel creator deity mass trinity
    oh ah o alas hurrah hush hullo hallo hello hey well yes no nay aye why what who whom whose where when how which
    good-bye goodbye adieu please thanks thank amen bah pooh pshaw ha ho hum humph eh indeed ay okay dear
    chapter book part volume section letter preface contents introduction epilogue prologue appendix act scene canto page note illustration
    i i'm i'll i've i'd we you he she it they me him her us them my your his its our their mine yours this that these those there here
    a an the and but or nor for so yet if then than as at by in of on to up with from into not never ever all any some such
    is was were are be been am do does did has have had will would shall should can could may might must let
    one two three four five six seven eight nine ten hundred thousand first second third once twice
    mr mrs miss ms dr sir madam ma'am st north south east west eastern western northern southern majesty excellency highness honour grace lordship ladyship worship
    house hotel inn street road square avenue bridge church abbey cathedral castle palace park college hall station river lake mount sea ocean bay cape island islands
    government parliament congress times gazette herald post university society club company committee council office
    now very just only even still already again perhaps soon suddenly presently however therefore because although though while until since after before
    poor old young little great nothing something everything everybody nobody someone somebody anybody everyone people man men woman women boy girl
    ii iii iv vi vii viii ix xi xii xiii xiv xv xvi xvii xviii xix xx p.m a.m p.s esq co mine don't didn't can't won't it's that's there's i'm you're
    nature fate fortune death love time truth reason liberty earth sun moon mars venus french-woman english-woman
    come go look see hear listen stop wait stand take give tell say said think know make keep put get speak read remember
    too much more most many few both each every either neither other another same own quite rather like off out over down away back
    nevertheless nonetheless otherwise moreover furthermore meanwhile hence thus besides instead sometimes usually
    stay woe begone behold farewell welcome silence patience courage mercy forward onward steady fire quick gently softly enough indeed beware
    alack hark lo fie tut tush hist zounds egad gad damn confound bless curse rubbish nonsense bravo encore halloa helloa hulloa hillo hooray
    try send bring leave hold turn run sit rise follow pray pardon forgive help open shut take show answer mind let'
    scotchman scotchmen welshman dutchman dutchmen spaniard spaniards negro negroes mormon mormons papist jesuit puritan quaker
    jupiter juno apollo venus neptune mercury minerva hercules cupid bacchus allah buddha satan devil lucifer
    capricorn cancer aries taurus gemini leo virgo libra scorpio sagittarius aquarius pisces
    professors doctors captains gentlemen ladies sirs messrs prophet elder elders
    gutenberg ebook project copyright http www sister brother`),
  fr: words(`lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre
    octobre novembre décembre noël pâques toussaint pentecôte carême printemps été automne hiver
    anglais anglaise français française allemand allemande allemands prussien prussiens prussienne américain américains italien italienne espagnol russe russes
    romain romains grec grecs latin turc turcs arabe arabes indien indiens chinois juif juifs chrétien chrétiens catholique européen européens yankee yankees
    dieu ciel enfer providence seigneur très-haut bible évangile créateur messe diable jésus christ vierge jésus-christ
    oh ah ô hélas hourra chut holà hé eh bah tiens tenez allons allez voyons bon oui non merci pardon adieu bonjour bonsoir bonne quoi pourquoi comment quand où qui que quel quelle quels quelles
    parbleu diantre morbleu mordieu sacrebleu certes certainement vraiment peut-être sans-doute bravo halte silence hein ouf
    chapitre livre partie tome volume section lettre préface table introduction épilogue prologue acte scène page note
    je j' tu il elle on nous vous ils elles me m' te t' se s' le la les l' un une des du de d' ce cet cette ces c' ça cela ceci mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs
    et mais ou donc or ni car si comme puis alors ainsi aussi enfin ensuite cependant pourtant toutefois d'abord après avant depuis pendant tandis lorsque lorsqu' puisque puisqu' quoique quoiqu' parce afin dès tout toute tous toutes
    rien jamais toujours encore déjà bientôt soudain tantôt maintenant aujourd'hui demain hier voici voilà là ici
    à au aux en dans sur sous par pour sans avec chez vers entre contre malgré selon outre plus moins très trop bien mal
    est était étaient fut sera serait sont avait a ont eu être avoir fait faire dit faut fallait va vont viens venez va-t'en laissez laisse attendez attends écoutez écoute regardez regarde prenez prends donnez donne
    deux trois quatre cinq six sept huit neuf dix cent mille premier première second seconde
    m mm mr mme mlle dr st saint sainte nord sud est ouest majesté excellence altesse éminence grâce
    maison hôtel auberge rue route place boulevard quai pont église abbaye cathédrale château palais parc gare rivière fleuve lac mont mer océan baie cap île îles iles
    état gouvernement parlement congrès université société compagnie académie république révolution empire restauration
    ii iii iv vi vii viii ix xi xii xiii xiv xv xvi xvii xviii xix xx
    nature destin fortune mort amour temps vérité raison liberté terre soleil lune personne quelqu'un chacun chacune aucun aucune nul nulle autre autres certains certaines plusieurs quelques même
    pauvre vieux vieille jeune petit petite grand grande cher chère mesdames messieurs
    ne n' pas point y qu' quant jusqu' jusque grâce malheureusement heureusement évidemment d'ailleurs
    celui celle ceux celles lequel laquelle lui eux moi toi soi partout parfois souvent autrefois naturellement seulement évidemment décidément
    impossible inutile tant autant assez presque juste peu beaucoup combien tel telle monsieur messieurs madame mademoiselle moi-même
    néanmoins toutefois auparavant désormais dorénavant sitôt aussitôt tantôt jadis naguère cependant dessus dessous là-bas là-haut bref
    tiens tenez voyons arrière avant-garde courage patience victoire malheur tonnerre peste miséricorde attention debout dehors dedans feu gare vite
    doucement assez bigre fichtre ventrebleu palsambleu pardieu pardi dame sapristi mazette bonté hop hum hep chiche salut bienvenue
    breton bretonne bretons bretonnes normand normande parisien parisienne gascon gasconne provençal canadien canadienne islandais islandaise
    danois danoise suédois suédoise norvégien hollandais hollandaise belge suisse suisses autrichien autrichienne hongrois polonais polonaise
    espagnole espagnols portugais portugaise écossais écossaise irlandais irlandaise africain africains asiatique mexicain brésilien papou papous
    virlandaise malais hindou hindous persan egyptien égyptien musulman musulmans protestant protestants jésuite
    jupiter junon apollon vénus neptune mercure minerve hercule cupidon bacchus allah bouddha satan lucifer
    capricorne bélier gémeaux scorpion sagittaire verseau poissons balance équateur tropique
    gutenberg ebook project soit grand-chose sans-culotte vraiment soudainement longtemps jadis`),
};
