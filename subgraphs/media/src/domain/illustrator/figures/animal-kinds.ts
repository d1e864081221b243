/** Kinds of animals that can be drawn; each has a body plan of its own or shares one with its cousins. */
export type AnimalKind =
  | 'RABBIT'
  | 'CAT'
  | 'DOG'
  | 'WOLF'
  | 'FOX'
  | 'MOUSE'
  | 'HORSE'
  | 'COW'
  | 'PIG'
  | 'SHEEP'
  | 'BEAR'
  | 'LION'
  | 'DEER'
  | 'ELEPHANT'
  | 'MONKEY'
  | 'BIRD'
  | 'OWL'
  | 'CROW'
  | 'DUCK'
  | 'EAGLE'
  | 'HEN'
  | 'SWAN'
  | 'TURTLE'
  | 'LIZARD'
  | 'SNAKE'
  | 'FROG'
  | 'FISH'
  | 'WHALE'
  | 'CRAB'
  | 'CATERPILLAR'
  | 'BUTTERFLY'
  | 'DRAGON'
  | 'GHOST'
  | 'SHADOW';

const WORDS: readonly [AnimalKind, RegExp][] = [
  ['RABBIT', /rabbit|hare|bunny|lapin|lièvre/i],
  ['CATERPILLAR', /caterpillar|chenille|\bworm\b|\bver\b/i],
  ['TURTLE', /turtle|tortoise|tortue/i],
  ['DRAGON', /dragon|gryphon|griffin|griffon|wyvern|jabberwock/i],
  ['GHOST', /ghost|spirit|phantom|spectre|fantôme|esprit|horla|apparition/i],
  ['MOUSE', /mouse|mice|\brats?\b|dormouse|souris|loir|hedgehog|hérisson|squirrel|écureuil|guinea/i],
  ['CAT', /\bcats?\b|kitten|\bchat(?:te|on)?s?\b|dinah|tiger|tigre|leopard|panther/i],
  ['WOLF', /wol(?:f|ves)|loup|louve/i],
  ['FOX', /\bfox|renard/i],
  ['DOG', /\bdogs?\b|puppy|hound|terrier|\bchiens?\b|chienne|chiot|toto|capi/i],
  ['HORSE', /horse|mare\b|pony|stallion|donkey|mule\b|\bass\b|cheval|chevaux|jument|poney|âne|mulet/i],
  ['COW', /\bcow|bull\b|\box(?:en)?\b|vache|taureau|bœuf|veau|buffalo|bison/i],
  ['PIG', /\bpigs?\b|boar|cochon|porc|sanglier|truie/i],
  ['SHEEP', /sheep|lamb|goat|mouton|agneau|brebis|chèvre|bouc/i],
  ['BEAR', /\bbears?\b|\bours\b/i],
  ['LION', /\blion/i],
  ['DEER', /deer|stag|\bdoe\b|fawn|cerf|biche|chevreuil|faon/i],
  ['ELEPHANT', /elephant|éléphant|mammoth/i],
  ['MONKEY', /monkey|\bape\b|gorilla|singe|joli-cœur|orang/i],
  ['OWL', /\bowl|hibou|chouette/i],
  ['CROW', /crow\b|raven|corbeau|corneille|magpie|pie\b/i],
  ['DUCK', /duck|dodo|goose|geese|canard|\boie/i],
  ['EAGLE', /eagle|hawk|falcon|vulture|aigle|faucon|vautour|condor|pterodactyl/i],
  ['HEN', /\bhen\b|cock\b|rooster|chicken|\bpoule|\bcoq\b|poulet/i],
  ['SWAN', /swan|cygne|flamingo|flamant|stork|cigogne|heron|héron|ostrich/i],
  [
    'BIRD',
    /bird|lory|pigeon|dove|parrot|sparrow|nightingale|oiseau|perroquet|moineau|colombe|rossignol|hirondelle|lark/i,
  ],
  ['FROG', /frog|toad|grenouille|crapaud/i],
  ['SNAKE', /snake|serpent|viper|vipère|couleuvre/i],
  [
    'LIZARD',
    /lizard|crocodile|alligator|lézard|\bbill\b|dinosaur|dinosaure|iguanodon|plesiosaur|ichthyosaur/i,
  ],
  ['WHALE', /whale|narwhal|baleine|cachalot|narval|shark|requin|dolphin|dauphin|octopus|poulpe|squid/i],
  ['CRAB', /crab|lobster|crabe|homard|spider|araignée/i],
  ['FISH', /fish|poisson|whiting|salmon|trout|truite/i],
  ['BUTTERFLY', /butterfly|moth|papillon|\bbee\b|abeille|insect|gnat|fly\b|mouche/i],
];

/** The animal that the words name, in either language; what nobody has heard of becomes a dog or a shadow. */
export function animalKind(words: string, creature: boolean): AnimalKind {
  for (const [kind, pattern] of WORDS) if (pattern.test(words)) return kind;
  return creature ? 'SHADOW' : 'DOG';
}

/** Height beside a grown person's 1, when drawn as a character that must be seen. */
export const ANIMAL_SIZE: Record<AnimalKind, number> = {
  RABBIT: 0.6,
  CAT: 0.42,
  DOG: 0.46,
  WOLF: 0.56,
  FOX: 0.42,
  MOUSE: 0.34,
  HORSE: 1,
  COW: 0.86,
  PIG: 0.5,
  SHEEP: 0.56,
  BEAR: 0.92,
  LION: 0.72,
  DEER: 0.9,
  ELEPHANT: 1.35,
  MONKEY: 0.5,
  BIRD: 0.34,
  OWL: 0.4,
  CROW: 0.34,
  DUCK: 0.4,
  EAGLE: 0.5,
  HEN: 0.36,
  SWAN: 0.62,
  TURTLE: 0.5,
  LIZARD: 0.4,
  SNAKE: 0.4,
  FROG: 0.32,
  FISH: 0.34,
  WHALE: 0.8,
  CRAB: 0.3,
  CATERPILLAR: 0.42,
  BUTTERFLY: 0.3,
  DRAGON: 0.86,
  GHOST: 1,
  SHADOW: 1.12,
};
