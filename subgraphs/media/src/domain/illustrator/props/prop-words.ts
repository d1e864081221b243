export type PropKind =
  | 'KEY'
  | 'BOTTLE'
  | 'CUP'
  | 'TEAPOT'
  | 'TABLE'
  | 'CHAIR'
  | 'MUSHROOM'
  | 'BOOK'
  | 'LETTER'
  | 'LANTERN'
  | 'CANDLE'
  | 'SWORD'
  | 'CLOCK'
  | 'DOOR'
  | 'HAT'
  | 'FLOWER'
  | 'GUN'
  | 'COACH'
  | 'SKULL'
  | 'BOX'
  | 'BASKET'
  | 'BREAD'
  | 'CARDS'
  | 'MIRROR'
  | 'GLOVE'
  | 'FAN'
  | 'BAG'
  | 'ROPE'
  | 'ANCHOR'
  | 'MAP'
  | 'COINS'
  | 'GLOBE'
  | 'PIPE'
  | 'VIOLIN'
  | 'PIANO'
  | 'CROSS'
  | 'FIRE'
  | 'UMBRELLA'
  | 'TELESCOPE'
  | 'WHEEL'
  | 'APPLE'
  | 'PAINTING'
  | 'DRUM'
  | 'AXE'
  | 'CROWN'
  | 'FLAG'
  | 'BOAT'
  | 'BELL'
  | 'CAKE';

/** What a noun shows, in either language. The first match counts, so narrower words stand first. */
const WORDS: readonly [PropKind, RegExp][] = [
  ['KEY', /\bkeys?\b|\bclefs?\b|\bclés?\b/i],
  ['TEAPOT', /teapot|théière|kettle|bouilloire|coffee-?pot|cafetière/i],
  ['BOTTLE', /bottle|bouteille|flacon|flask|vial|fiole|phial|carafe|potion|\bpoison/i],
  ['CUP', /\bcups?\b|tasse|goblet|\bglass\b|\bverres?\b|coupe\b|mug\b|\btea\b|\bthé\b|café/i],
  ['CAKE', /cake|gâteau|tarts?\b|tarte|pudding|pie\b/i],
  ['BREAD', /bread|loaf|\bpain\b|biscuit|supper|dinner|repas/i],
  ['APPLE', /apple|pomme\b|fruit|orange\b|pear\b|poire/i],
  ['TABLE', /\btables?\b|desk\b|bureau\b/i],
  ['CHAIR', /chair|stool|bench|chaise|fauteuil|tabouret|\bbanc\b|throne|trône|sofa|canapé/i],
  ['MUSHROOM', /mushroom|toadstool|champignon/i],
  ['BOOK', /\bbooks?\b|livres?\b|volume|bible|journal|diary|notebook|cahier|manuscri/i],
  [
    'LETTER',
    /letters?\b|lettres?\b|note\b|telegram|billet|papers?\b|papiers?\b|document|parchment|parchemin|envelope|enveloppe/i,
  ],
  ['MAP', /\bmaps?\b|carte géo|carte marine|chart\b/i],
  ['CARDS', /\bcards?\b|\bcartes?\b|dice\b|\bdés\b/i],
  ['LANTERN', /lantern|lanterne|\blamps?\b|lampe/i],
  ['CANDLE', /candle|bougie|chandelle|cierge|torch/i],
  ['SWORD', /sword|épée|sabre|dagger|poignard|knife|couteau|blade|lame\b/i],
  ['GUN', /\bgun\b|pistol|rifle|revolver|musket|fusil|carabine|pistolet|cannon|canon\b/i],
  ['AXE', /\baxe?\b|hache|spade|shovel|pelle\b|pickaxe|pioche|hammer|marteau/i],
  ['CLOCK', /clock|watch\b|horloge|pendule|montre\b/i],
  ['DOOR', /\bdoors?\b|\bportes?\b|gate\b|portail|grille\b/i],
  ['HAT', /\bhats?\b|chapeau|bonnet|\bcap\b|casquette/i],
  ['CROWN', /crown|couronne|diadem/i],
  ['GLOVE', /gloves?\b|gants?\b|handkerchief|mouchoir/i],
  ['FAN', /\bfans?\b|éventail/i],
  ['FLOWER', /flower|rose-?tree|\broses?\b|\bfleurs?\b|bouquet|lily|lys\b|tulip|garland|wreath/i],
  ['COACH', /coach|carriage|wagon|\bcarts?\b|voiture|diligence|calèche|charrette|fiacre|\bcab\b/i],
  ['BOAT', /\bboats?\b|canoe|bateau|barque|chaloupe|canot|raft|radeau/i],
  ['SKULL', /skull|crâne|skeleton|squelette|bones?\b|ossements/i],
  ['COINS', /coins?\b|gold\b|money|treasure|trésor|\bor\b|argent\b|pièces?\b|jewel|bijou|diamond|diamant/i],
  ['BOX', /\bbox(?:es)?\b|chest\b|trunk\b|coffre|malle\b|caisse|boîte|casket|coffin|cercueil|crate/i],
  ['BASKET', /basket|panier|corbeille/i],
  ['BAG', /\bbags?\b|\bsacs?\b|purse|bourse|suitcase|valise/i],
  ['MIRROR', /mirror|looking-glass|miroir|\bglace\b/i],
  ['ROPE', /\bropes?\b|corde|chain\b|chaîne/i],
  ['ANCHOR', /anchor|ancre\b/i],
  ['GLOBE', /globe|mappemonde|sphere/i],
  ['PIPE', /\bpipes?\b|hookah|cigar|cigare|tabac|tobacco/i],
  ['VIOLIN', /violin|fiddle|violon|guitar|guitare|harpe?\b|lute/i],
  ['PIANO', /piano|clavecin|organ\b|orgue/i],
  ['DRUM', /drum\b|tambour|trumpet|trompette/i],
  ['BELL', /\bbells?\b|cloches?\b/i],
  ['CROSS', /crucifix|\bcross\b|\bcroix\b/i],
  ['FIRE', /\bfires?\b|bonfire|\bfeu\b|flames?\b|flammes?\b/i],
  ['UMBRELLA', /umbrella|parasol|parapluie|ombrelle/i],
  ['TELESCOPE', /telescope|spyglass|longue-vue|lunette\b/i],
  ['WHEEL', /\bwheels?\b|\broues?\b/i],
  ['PAINTING', /painting|portrait|picture|tableau/i],
  ['FLAG', /flag\b|drapeau|banner|bannière/i],
];

export function propKind(noun: string): PropKind | null {
  for (const [kind, pattern] of WORDS) if (pattern.test(noun)) return kind;
  return null;
}
