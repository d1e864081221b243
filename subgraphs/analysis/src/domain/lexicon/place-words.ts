import type { Language, PlaceKind } from '@visiobook/schema';
import { weightedNouns } from './weighted-nouns.ts';

export type KnownPlace = Exclude<PlaceKind, 'UNKNOWN'>;

/**
 * Nouns that say where one is, by kind of place: `word:2` is a strong sign, `word:0.5` a weak one (a rock is in many
 * places). A noun may speak for several kinds; plurals are found by rule.
 */
const EN: Record<KnownPlace, string> = {
  ROOM: `room:1.2 parlour:2 parlor:2 drawing-room:2 sitting-room:2 dining-room:2 study:1 apartment:1.5 chamber:1 fireplace:1
    hearth:1 sofa:1 armchair:0.7 carpet:0.7 curtain:0.5 ceiling:0.6 mantelpiece:1 salon:2 lodgings:1.2 attic:1.5 office:1.2
    window:0.3 nursery:2 garret:1.8 fireside:1.1 arm-chair:0.7`,
  BEDROOM: `bedroom:2.5 bed:1.2 pillow:1 bedside:1.5 blanket:0.6 bedchamber:2.5 mattress:1 bedclothes:1.2 nightgown:0.8
    quilt:0.8 bed-room:1.8 bed-chamber:1.8`,
  KITCHEN: `kitchen:2.5 stove:1.2 cauldron:1.5 saucepan:1.2 oven:1.2 pantry:1.5 soup:0.3 scullery:2 kettle:0.7 larder:1.8`,
  LIBRARY: `library:2.5 bookshelf:1.5 bookcase:1.2 manuscript:0.5 volume:0.4 book-shelves:0.9 bookshelves:0.9`,
  HALL: `hall:1.5 corridor:1.2 passage:0.8 antechamber:1.5 lobby:1.5 vestibule:1.8 ballroom:2.5 gallery:1 throne:1.2
    doorway:0.4 hallway:1.8 ball-room:1.8 banquet:1.1`,
  STAIRS: `staircase:2 stairs:1.2 stair:1.2 landing:0.7 upstairs:0.8 downstairs:0.8 banister:1.5 stairway:1.8`,
  HOUSE: `house:0.9 cottage:1.6 mansion:1.8 villa:1.8 porch:1.2 veranda:1.5 chimney:0.6 farmhouse:1 roof:0.5 manor:1.8
    doorstep:1 cabin:0.7 hut:1.5 lodge:1 threshold:0.6 log-house:1.5 blockhouse:1.2 block-house:1.2 stockade:0.7 dwelling:1.1`,
  GARDEN: `garden:1.7 lawn:1.5 rose-tree:2 hedge:1 flower-bed:2 flowerbed:2 orchard:1.5 gardener:1 arbour:1.5 greenhouse:1.5
    croquet:1.5 rose!:0.6 terrace:0.8 fountain:0.8 croquet-ground:1.8 shrubbery:1.8 hothouse:1.8 flowers:0.5`,
  PARK: `park:2 avenue:0.6 bench:0.6 bandstand:2 promenade:1.2`,
  FOREST: `forest:2.2 wood:1 woods:1.6 thicket:1.5 grove:1.2 glade:1.8 clearing:1.2 undergrowth:1.5 jungle:2 oak:0.6 pine:0.6
    tree:0.4 bough:0.5 mushroom:0.8 woodland:2 copse:1.8`,
  FIELD: `field:1 meadow:1.8 plain:0.9 pasture:1.5 heath:1.5 moor:2 moorland:2 prairie:2 cornfield:2 grass:0.5 hillside:1
    haystack:1.2 daisy:0.6 daisies:0.6`,
  ROAD: `road:1.2 lane:1.2 highway:1.5 path:0.7 crossroads:1.8 wayside:1.5 milestone:1.2 roadside:1.5 bridge:0.7`,
  STREET: `street:1.6 pavement:1.5 alley:1.5 cab:0.8 lamp-post:1.5 sidewalk:1.5 gutter:0.8 shop-window:1.2 omnibus:1
    square:0.6 kerb:1.8 boulevard:1.8 passers-by:0.9`,
  CITY: `city:1.2 town:0.8 suburb:1.2 capital:0.4 crowd:0.4 market-place:1.5 marketplace:1.5 quarter:0.3 metropolis:1.8`,
  VILLAGE: `village:2 hamlet:2 villager:1`,
  SHOP: `shop:1.6 store:0.7 counter:0.9 shopkeeper:1.2 bakery:1.8 bookshop:2 customer:0.5 market:1 bazaar:1.5
    counting-house:1.6 stall:0.7 warehouse:1.1`,
  INN: `inn:2.2 tavern:2.2 alehouse:2 taproom:2 bar-parlour:2 public-house:2 innkeeper:1.2 landlord:0.7 hotel:1.5
    restaurant:1.5 café:1.8 cafe:1.8 coffee-room:1.8 bar=:0.5 ale-house:1.8 pub:1.8 bar-room:1.8 hostelry:1.8 coffee-house:1.8`,
  SCHOOL: `school:1.4 classroom:2 schoolroom:2 schoolmaster:1 pupil:0.7 blackboard:1.5 college:1.3 university:1.3
    dormitory:1.5 desk:0.4 headmaster:1 school-room:1.8 playground:1.8`,
  CHURCH: `church:1.8 chapel:2 cathedral:2.2 altar:1.8 pulpit:1.8 pew:1.5 nave:1.8 abbey:1.6 convent:1.6 monastery:1.8
    steeple:0.8 sermon:0.8 temple:1.4 cloister:1.5`,
  GRAVEYARD: `graveyard:2.5 churchyard:2.2 cemetery:2.5 tomb:1.5 tombstone:1.8 gravestone:1.8 grave!:1 vault:0.9 coffin:0.8
    sexton:1`,
  COURT: `court:0.9 courtroom:2.5 courthouse:2 jury:1.8 juror:1.8 jury-box:2 witness:1 verdict:1.2 judge:0.8 magistrate:0.7
    trial:0.9 dock:0.6 tribunal:2 inquest:1.1`,
  PRISON: `prison:2 cell:1.2 dungeon:2.2 jail:2 gaol:2 prisoner:0.7 gaoler:1.5 jailer:1.5 shackle:1 fetter:1 cage:0.5
    scaffold:0.7`,
  HOSPITAL: `hospital:2.2 ward:0.8 infirmary:2 asylum:1.8 nurse:0.5 patient:0.5 sickroom:1.8 surgery:0.8 sanatorium:1.8`,
  THEATRE: `theatre:2 theater:2 stage:0.7 audience:0.7 footlights:2 opera:1.5 orchestra:0.8 actor:0.6 circus:1.8 stalls:0.7`,
  CASTLE: `castle:2.2 palace:1.8 tower:0.9 battlement:1.8 drawbridge:2 moat:1.6 fortress:1.8 rampart:1.5 turret:1.5
    courtyard:1 citadel:1.6 fort:1.3`,
  BATTLEFIELD: `battlefield:2.5 battle:0.9 cannon:1 trench:1.2 regiment:1 musket:0.7 cavalry:1 artillery:1.2 bayonet:0.8
    battery:0.6 stockade:0.5 troops:0.6`,
  SHIP: `ship:1.4 deck:1.6 vessel:1 schooner:1.8 frigate:1.8 mast:1 sail:0.5 rigging:1.3 cabin:0.9 forecastle:1.5 helm:1
    bulwark:1 crew:0.6 galley:0.8 yacht:1.5 steamer:1.4 raft:1.4 boat:0.9 anchor:0.7 captain:0.3 quarter-deck:1.8 gangway:0.9
    tiller:1 submarine:1.8 aboard:1.3 brig:1.8 cockpit:0.7 coracle:1.4 starboard:1.1`,
  HARBOUR: `harbour:2.2 harbor:2.2 port:1.2 quay:2.2 wharf:2 dock:0.8 jetty:1.8 pier:1.8 dockside:2 lighthouse:1.2
    roadstead:1.5`,
  SEA: `sea:1 ocean:1.5 wave:0.7 waves:0.7 billow:1 horizon:0.5 surf:0.6 latitude:0.6 waterspout:1.5 swell:0.5 offshore:1
    sea-water:1.8 swam:0.5 swimming:0.5`,
  UNDERWATER: `underwater:2.5 seabed:2.5 diver:1.5 diving:1 submerged:1 ocean-bed:2 coral:1 depths:0.8 seaweed:0.8
    diving-dress:2 sea-bed:1.8`,
  SHORE: `shore:1.3 beach:1.8 sand:0.7 cliff:1 coast:1 seaside:1.8 tide:0.6 dune:1.2 pebble:0.7 cove:1.5 rock:0.4 strand:0.8
    creek:0.6 inlet:1 seashore:1.8 sea-shore:1.8 ledge:0.5 shingle:1.1`,
  ISLAND: `island:1.2 isle:1.2 islet:1.4 lagoon:1.5 palm:0.5 castaway:1`,
  RIVER: `river:1.4 riverbank:2.2 bank:0.6 swam:0.3 swimming:0.3 stream:1 brook:1.2 ferry:1.2 ford:1 rapids:1.4 waterfall:1.4
    canal:1.2 torrent:0.6 riverside:1.8 river-bank:1.8`,
  LAKE: `swam:0.5 swimming:0.5 lake:1.7 pond:1.6 pool:1.3 marsh:1.2 swamp:1.4 mere:0.4 lakeside:1.8`,
  MOUNTAIN: `mountain:1.4 peak:0.9 summit:1.1 glacier:1.5 ravine:1.2 precipice:1.2 valley:0.7 crag:1.1 rock:0.4 alps:1.4
    volcano:1.6 crater:1.5 ridge:0.7 plateau:1 gorge:1.2 hills:0.7 hill:0.6`,
  CAVE: `cave:2 cavern:2 grotto:2 stalactite:1.8 den:0.6`,
  UNDERGROUND: `underground:1.8 tunnel:1.6 cellar:1.8 shaft:1 catacomb:2 crypt:2 rabbit-hole:0.7 burrow:1.5 gallery:0.5
    vault:0.6 abyss:0.8 subterranean:1.4`,
  DESERT: `desert:2 dune:0.9 oasis:2 caravan:1.2 camel:1 sands:0.9`,
  SNOWFIELD: `iceberg:1.8 ice-field:2 icefield:2 sledge:1.4 snowdrift:1.6 glacier:0.8 avalanche:1.2 floe:1.4 arctic:1.2
    polar:1.2 snowfield:2 ice:0.7`,
  SKY: `balloon:1.8 sky:0.3 airship:2 cloud:0.3 parachute:1.5 flying:0.3 aloft:0.6 aeroplane:1.8`,
  STATION: `station:1.6 railway-station:2.2 platform:1 ticket:0.6 waiting-room:1.5 porter:0.5 booking-office:1.8 terminus:1.8`,
  TRAIN: `train:1.3 railway:0.9 railway-carriage:2.2 locomotive:1.5 compartment:1.5 engine-driver:1.5`,
  CARRIAGE: `carriage:1.2 coach:1.2 stagecoach:1.8 cab:0.8 hansom:1.5 wagon:0.9 sleigh:1.2 horses:0.4 coachman:0.9 chaise:1.4
    dog-cart:1.4 calèche:1.2 phaeton:1.4 cart:0.7 brougham:1.4`,
  LABORATORY: `laboratory:2.5 test-tube:1.5 microscope:1.2 retort:0.9 chemical:0.7 experiment:0.7 workshop:1 dissecting-room:2
    test-tubes:1.5 instrument:0.4 bunsen:1.1`,
  FACTORY: `factory:2 mill:1 furnace:1 foundry:1.8 forge:1.2 machine:0.4 anvil:1 smithy:1.8 pit:0.6 machinery:0.7`,
  FARM: `farm:1.6 barn:1.6 stable:1.2 farmyard:2 dairy:1.2 cow:0.6 hen:0.5 pigsty:1.5 farmer:0.5 hay:0.5 plough:0.7
    windmill:1.2 cowshed:1.8`,
};

const FR: Record<KnownPlace, string> = {
  ROOM: `pièce:0.7 salon:2 salle:0.8 appartement:1.5 cabinet:1 cheminée:0.8 foyer:0.5 canapé:1 fauteuil:0.9 tapis:0.6
    rideau:0.5 plafond:0.6 bureau:1 grenier:1.5 boudoir:2 fenêtre:0.3 salle-à-manger:2 lampe:0.4 mansarde:1.5 logement:1.1
    réfectoire:1.3`,
  BEDROOM: `chambre:1.6 lit:1 oreiller:1 chevet:1.2 alcôve:1.5 drap:0.6 couverture:0.4 matelas:1 couchette:0.7 berceau:0.9`,
  KITCHEN: `cuisine:2.5 fourneau:1.4 marmite:1.4 casserole:1.2 cuisinière:0.9 chaudron:1.4 soupe:0.3`,
  LIBRARY: `bibliothèque:2.4 rayon:0.3 manuscrit:0.5 volume:0.4 parchemin:0.5`,
  HALL: `vestibule:1.8 corridor:1.4 couloir:1.4 antichambre:1.6 galerie:0.9 hall:1.8 trône:1.2 salle-de-bal:2.2 bal:0.7`,
  STAIRS: `escalier:1.8 marche:0.2 palier:1.3 rampe:0.8 étage:0.6`,
  HOUSE: `maison:0.9 chaumière:1.8 villa:1.8 perron:1.4 seuil:0.6 toit:0.5 manoir:1.8 masure:1.6 cabane:1.4 hutte:1.5
    logis:1.2 demeure:0.9 véranda:1.5 pavillon:1 prieuré:0.9`,
  GARDEN: `jardin:2 pelouse:1.5 massif:0.4 haie:0.9 verger:1.6 tonnelle:1.6 jardinier:0.9 serre:0.8 rosier:1.2 parterre:1.4
    terrasse:0.8 charmille:1.5 fleur:0.3 potager:1.8`,
  PARK: `parc:1.9 allée:0.9 banc:0.5 promenade:0.6 kiosque:1.5`,
  FOREST: `forêt:2.2 bois:0.9 taillis:1.5 clairière:1.8 futaie:1.6 bosquet:1.4 fourré:1.2 jungle:2 chêne:0.6 sapin:0.6
    arbre:0.4 lisière:1.2 hêtre:0.6 branche:0.3 sous-bois:1.8`,
  FIELD: `champ:0.9 prairie:1.5 pré:1.2 plaine:1.2 lande:1.6 pâturage:1.5 herbe:0.5 blé:0.6 steppe:1.8 coteau:1 campagne:0.8
    colline:0.7 pampa:1.6 sillons:1.1 comices:0.9`,
  ROAD: `route:0.9 chemin:0.7 sentier:1 carrefour:1.3 ornière:1 pont:0.7 fossé:0.7 talus:0.9 relais:0.8 grand-route:1.8`,
  STREET: `rue:1.5 trottoir:1.5 ruelle:1.5 pavé:0.9 réverbère:1.4 boulevard:1.4 fiacre:0.9 passant:0.7 ruisseau:0.2
    quartier:0.4 place:0.3`,
  CITY: `ville:1 cité:0.9 faubourg:1.2 foule:0.4 capitale:0.5`,
  VILLAGE: `village:1.9 hameau:2 bourg:1.6 bourgade:1.6 mairie:1.2 villageois:1 paysans:0.5`,
  SHOP: `boutique:1.8 magasin:1.3 comptoir:1.1 marchand:0.5 échoppe:1.8 pharmacie:2 librairie:1.8 vitrine:1 marché:0.8
    boulangerie:1.8 étalage:1.1 étude:0.7 caisse:0.4 officine:1.8`,
  INN: `auberge:2.2 taverne:2.2 cabaret:1.9 hôtel:1.3 restaurant:1.5 café:1.3 aubergiste:1.2 hôtellerie:2 estaminet:2
    buvette:1.5 brasserie:1.6 hôtelier:1.1`,
  SCHOOL: `école:1.6 classe:0.7 collège:1.5 élève:0.7 pupitre:1.1 tableau-noir:1.4 pension:0.6 pensionnat:1.6 dortoir:1.5
    université:1.3 lycée:1.6 maître-d'école:1.2 écolier:1.1 écoliers:1.1 étude:0.5`,
  CHURCH: `église:1.8 chapelle:2 cathédrale:2.2 autel:1.8 chaire:1.2 nef:1.8 abbaye:1.6 couvent:1.7 monastère:1.8 clocher:1
    messe:1 sacristie:2 cloître:1.7 temple:1.3 curé:0.4 confessionnal:1.4 vitraux:0.9`,
  GRAVEYARD: `cimetière:2.5 tombe:1.2 tombeau:1.4 fosse:0.9 cercueil:0.9 caveau:1.5 fossoyeur:1.4`,
  COURT: `tribunal:2.4 juré:1.7 jury:1.7 verdict:1.3 juge:0.8 audience:0.7 procès:1 avocat:0.6 accusé:0.7 témoin:0.5
    magistrat:0.7 assises:1.8 greffier:1.1`,
  PRISON: `prison:2 cachot:2.3 cellule:1.3 geôle:2.2 geôlier:1.6 prisonnier:0.7 barreau:0.8 bagne:2 forçat:1.2 chaîne:0.3`,
  HOSPITAL: `hôpital:2.2 infirmerie:2 asile:1.5 malade:0.3 ambulance:1.4 hospice:1.8`,
  THEATRE: `théâtre:2 scène:0.4 loge:1 opéra:1.6 rampe:0.5 acteur:0.6 spectateur:0.8 cirque:1.7 coulisses:1.6 orchestre:0.7`,
  CASTLE: `château:2.1 palais:1.8 tour:0.5 donjon:2 créneau:1.6 pont-levis:2 rempart:1.5 forteresse:1.8 tourelle:1.5
    citadelle:1.6 douves:1.6 cour:0.4`,
  BATTLEFIELD: `bataille:1.2 canon:0.8 tranchée:1.4 régiment:1.1 mousquet:0.8 cavalerie:1.1 artillerie:1.3 baïonnette:0.9
    bastion:1.2 troupe:0.4 barricade:1.4 soldat:0.4 bataillon:1.1 mitraille:1.3 fusillade:0.9`,
  SHIP: `navire:1.5 pont:0.3 bord:0.3 vaisseau:1.3 frégate:1.8 goélette:1.8 mât:1.1 voile:0.5 cabine:1.1 gaillard:1
    équipage:0.8 gouvernail:1 paquebot:1.8 brick:1.6 steamer:1.5 radeau:1.5 bateau:1 barque:1.1 canot:1.1 dunette:1.6
    timonier:1 ancre:0.7 sous-marin:1.5 coque:0.7 chaloupe:1.3 bastingage:1.4 hublot:0.9 bâtiment:0.5 plate-forme:0.9
    tribord:1.1 bâbord:1.1 matelots:0.7 corvette:1.3`,
  HARBOUR: `port:1.2 quai:1.7 jetée:1.9 môle:1.6 rade:1.6 phare:1.2 débarcadère:1.8 embarcadère:1.8 bassin:0.5 appontement:1.7`,
  SEA: `mer:1 océan:1.5 vague:0.7 flot:0.7 houle:1.1 horizon:0.5 lame:0.5 large:0.2 écume:0.6 tempête:0.4`,
  UNDERWATER: `scaphandre:2.2 sous-marine:1.6 fond-de-la-mer:2.2 plongeur:1.3 corail:1.1 algue:0.8 profondeur:0.5 fucus:1.2
    poisson:0.4 fonds:0.5 coraux:1.1 madrépores:0.9`,
  SHORE: `rivage:1.6 plage:1.8 grève:1.6 falaise:1.3 rocher:0.4 roche:0.3 côte:0.9 sable:0.7 dune:1.2 marée:0.7 galet:0.9
    crique:1.6 littoral:1.4 anse:1.2 récifs:0.9`,
  ISLAND: `île:1.1 îlot:1.3 lagon:1.5 palmier:0.7 naufragé:0.9 archipel:1.1`,
  RIVER: `rivière:1.5 fleuve:1.5 berge:1.3 rive:0.9 ruisseau:1.1 gué:1.2 cascade:1.3 torrent:0.9 canal:1.2 bac:0.6 saule:0.5
    écluse:1.3 péniche:1.3 embouchure:0.9`,
  LAKE: `lac:1.8 étang:1.7 mare:1.4 marais:1.3 marécage:1.5 bassin:0.4 lagune:1.8`,
  MOUNTAIN: `montagne:1.5 sommet:1 pic:0.9 cime:1 rocher:0.4 glacier:1.5 ravin:1.3 précipice:1.2 vallée:0.7 volcan:1.6
    cratère:1.5 plateau:0.9 gorge:0.3 col:0.3 crête:0.8 alpe:1.2 pente:0.5 pentes:0.7`,
  CAVE: `caverne:2 grotte:2 antre:1.6 stalactite:1.8 excavation:1`,
  UNDERGROUND: `souterrain:1.9 tunnel:1.6 cave:1.6 puits:0.9 catacombe:2 crypte:2 galerie:0.6 terrier:1.6 mine:0.7 granit:0.4
    gouffre:0.9 abîme:0.7 couloir:0.3 souterraine:1.1 mineurs:0.9`,
  DESERT: `désert:1.6 oasis:2 caravane:1.3 chameau:1.1 sables:0.8`,
  SNOWFIELD: `banquise:2.2 iceberg:1.9 traîneau:1.5 avalanche:1.3 glace:0.5 neiges:0.9 polaire:1.1 glaçon:0.9`,
  SKY: `ballon:1.5 aérostat:2.2 nacelle:1.6 ciel:0.3 nuage:0.3 parachute:1.5`,
  STATION: `gare:2.1 guichet:1 salle-d'attente:1.6 chef-de-gare:1.6`,
  TRAIN: `train:1 wagon:1.6 locomotive:1.6 compartiment:1.5 chemin-de-fer:1.5 rail:0.9`,
  CARRIAGE: `voiture:1 diligence:1.9 carrosse:1.8 fiacre:1 calèche:1.7 cocher:0.9 chariot:1 charrette:1.1 berline:1.6
    portière:1.1 postillon:1.2 cabriolet:1.5 roulotte:1.4 traîneau:0.6 coche:0.9 omnibus:1.1 attelage:0.9 carriole:1.1`,
  LABORATORY: `laboratoire:2.5 microscope:1.2 cornue:1.3 expérience:0.3 atelier:1 instrument:0.4 éprouvette:1.5 alambic:1.5`,
  FACTORY: `usine:2 fabrique:1.7 forge:1.4 fonderie:1.8 machine:0.4 enclume:1 filature:1.8 moulin:1.2 mine:0.4 fosse:0.3`,
  FARM: `ferme:1.5 grange:1.7 étable:1.7 écurie:1.4 basse-cour:1.8 vache:0.7 fermier:0.7 poule:0.4 foin:0.6 charrue:0.8
    laiterie:1.5 bergerie:1.7 fumier:0.9`,
};

export const PLACE_NOUNS = {
  en: weightedNouns(Object.entries(EN) as [KnownPlace, string][], 'en'),
  fr: weightedNouns(Object.entries(FR) as [KnownPlace, string][], 'fr'),
};

export interface PlaceWord {
  kind: KnownPlace;
  /** How strongly the word says where a scene happens, up to 1. */
  weight: number;
}

/** The weight in the lists above from which a word leaves no doubt. */
const SURE = 1.6;
const STRONGEST: Record<Language, ReadonlyMap<string, PlaceWord>> = {
  en: strongest('en'),
  fr: strongest('fr'),
};

/** The one kind that each word speaks for most. */
export function placeWords(language: Language): ReadonlyMap<string, PlaceWord> {
  return STRONGEST[language];
}

function strongest(language: Language): ReadonlyMap<string, PlaceWord> {
  const found = new Map<string, PlaceWord>();
  for (const [word, senses] of PLACE_NOUNS[language])
    for (const { value, weight } of senses)
      if (weight / SURE > (found.get(word)?.weight ?? 0))
        found.set(word, { kind: value, weight: Math.min(1, weight / SURE) });
  return found;
}
