import type { Language } from '@visiobook/schema';
import { words } from './word-list.ts';

/** Forms of verbs that report speech, third and first person. */
export const SPEECH_VERBS: Record<Language, ReadonlySet<string>> = {
  en: words(`said say says saying replied reply replies asked ask asks answered answer answers cried cry cries exclaimed
    exclaims shouted shouts whispered whispers murmured murmurs muttered mutters remarked remarks observed observes
    returned rejoined added adds continued continues began begins repeated repeats interrupted inquired enquired
    demanded declared announced called screamed shrieked sighed sobbed growled grunted groaned moaned roared laughed
    stammered gasped faltered pleaded begged urged suggested explained protested insisted retorted responded agreed
    admitted ventured thought pursued resumed ejaculated hissed snapped snarled yelled bawled chuckled mumbled panted
    commanded ordered warned concluded proceeded confessed objected bellowed squeaked piped drawled sneered chimed
    commented mused wondered persisted assented quoth asserted reflected tells told confirmed breathed wailed whimpered
    put croaked barked purred yawned giggled interposed acquiesced corrected croaked hinted invited promised recited read sang`),
  fr: words(`dit disait dis dirent disaient disant répondit répondait répondis répondirent répond répliqua répliquai répliquait
    réplique demanda demandai demandait demande demandèrent s'écria écria écriai écrièrent écriait écrie cria criai criait crie crièrent
    murmura murmurai murmurait murmure reprit repris reprenait reprend ajouta ajoutai ajoutait ajoute continua continuai
    continuait continue poursuivit poursuivais poursuivait fit fis fait faisait interrompit interrompis interrompait observa
    observai interrogea interrogeai exclama exclamai exclamait exclamèrent balbutia balbutiai bégaya souffla soupira sanglota gronda grogna hurla
    hurlai hurlèrent rugit gémit déclara déclarai déclarait affirma affirmai affirmait annonça expliqua expliquai expliquait commença
    répéta répétai répétait répète chuchota chuchotai bredouilla articula prononça proféra riposta rétorqua objecta objectai insista insistai
    protesta supplia implora ordonna commanda proposa suggéra conclut acheva avoua confia remarqua songea pensa pensai pensait
    appela lança jeta ricana ricanait plaisanta railla susurra marmotta marmonna bougonna maugréa vociféra tonna
    questionna questionnai repartit répartit accorda concéda convint reconnut assura assurai promit jura glapit beugla
    chanta récita lut rit sourit raconta confirma rectifia corrigea précisa hasarda approuva intervint conseilla`),
};

/** French past participles and infinitives are left out on purpose: "avait dit" reports nothing by itself. */
export const STRONG_SPEECH_VERBS: Record<Language, ReadonlySet<string>> = {
  en: words(`said replied asked answered cried exclaimed shouted whispered murmured muttered remarked rejoined inquired
    enquired added says observed repeated screamed interrupted continued growled groaned sighed`),
  fr: words(`dit répondit répliqua demanda écria cria murmura reprit ajouta disait répondait demandait exclama déclara
    balbutia répéta interrompit continua riposta hurla dis répondis demandai répliquai écriai chuchota`),
};
