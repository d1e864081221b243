import type { Language, PlaceKind } from '@visiobook/schema';

export interface PlaceWord {
  kind: PlaceKind;
  /** How strongly the word says where a scene happens; 1 is usual, below for words used loosely. */
  weight: number;
}

type Lines = Partial<Record<PlaceKind, string>>;

const EN: Lines = {
  ROOM: 'room:0.7 parlour parlor sitting-room drawing-room dining-room chamber:0.8 salon study:0.7 attic garret fireside:0.6 hearth:0.5 sofa:0.4 carpet:0.3 armchair:0.5 arm-chair:0.5 mantelpiece:0.5 lodgings:0.6 apartment:0.6',
  BEDROOM: 'bedroom bed-room bedside:0.8 nursery bed-chamber bedchamber pillow:0.5 bed:0.4 bedclothes:0.7',
  KITCHEN: 'kitchen scullery saucepan:0.6 saucepans:0.6 cook:0.3 cauldron:0.6 larder pantry',
  LIBRARY: 'library book-shelves:0.5 bookshelves:0.5 bookcase:0.5',
  HALL: 'hall:0.9 hallway vestibule ballroom ball-room corridor:0.8 antechamber banquet:0.6 passage:0.3 lobby',
  STAIRS: 'staircase stairs:0.4 stairway landing:0.3 banisters:0.5',
  HOUSE:
    'house:0.45 cottage mansion villa dwelling:0.6 doorstep:0.6 porch:0.7 chimney:0.4 roof:0.3 threshold:0.4 manor',
  GARDEN:
    'garden gardens orchard lawn:0.9 flower-bed flower-beds croquet:0.8 croquet-ground rose-tree:0.8 shrubbery hothouse flowers:0.3 fountain:0.4 hedge:0.4 terrace:0.6 tea-table:0.5',
  PARK: 'park:0.8 avenue:0.4 promenade:0.5',
  FOREST:
    'forest wood:0.5 woods thicket grove jungle woodland trees:0.4 glade copse undergrowth pines:0.4 mushroom:0.4',
  FIELD:
    'field:0.7 fields:0.7 meadow plain:0.4 pasture prairie moor heath moorland common:0.2 haystack:0.7 hillside:0.5',
  ROAD: 'road:0.6 highway lane:0.7 wayside:0.7 roadside:0.8 path:0.3 crossroads:0.7 milestone:0.6',
  STREET:
    'street streets pavement:0.8 square:0.4 kerb boulevard lamp-post alley:0.7 passers-by:0.5 gutter:0.5',
  CITY: 'city town:0.5 metropolis suburb:0.7 suburbs:0.7',
  VILLAGE: 'village hamlet villagers:0.6',
  SHOP: 'shop store:0.4 counter:0.5 market:0.5 bakery counting-house:0.9 office:0.6 stall:0.4 warehouse:0.6 shopkeeper:0.6 bank-notes:0.2',
  INN: 'inn tavern public-house ale-house alehouse pub taproom landlord:0.5 hotel restaurant bar-room hostelry coffee-house',
  SCHOOL:
    'school schoolroom school-room classroom schoolmaster:0.6 desk:0.3 college:0.7 university:0.6 playground',
  CHURCH: 'church chapel cathedral altar:0.8 pulpit:0.8 abbey:0.7 convent:0.7 monastery:0.8 pew:0.6',
  GRAVEYARD:
    'graveyard churchyard cemetery tomb:0.7 tombstone:0.8 gravestone:0.8 grave:0.4 vault:0.4 coffin:0.4',
  COURT:
    'courtroom court:0.7 jury jurors jury-box witness:0.5 trial:0.5 verdict:0.6 tribunal magistrate:0.5 inquest:0.6',
  PRISON: 'prison jail gaol dungeon cell:0.7 gaoler jailer prisoner:0.4 prisoners:0.3 scaffold:0.4',
  HOSPITAL: 'hospital asylum infirmary ward:0.3 sanatorium',
  THEATRE: 'theatre theater opera:0.6 stage:0.3 footlights audience:0.3 orchestra:0.5 stalls:0.4',
  CASTLE:
    'castle palace tower:0.4 battlements drawbridge moat:0.8 throne:0.6 turret:0.6 fortress stockade:0.8 fort:0.7 citadel',
  BATTLEFIELD:
    'battlefield trenches:0.8 cannon:0.5 artillery:0.7 regiment:0.6 battle:0.5 musket:0.3 muskets:0.4 battery:0.3 bayonet:0.5',
  SHIP: 'ship deck aboard:0.7 cabin:0.6 mast:0.7 sails:0.6 sail:0.3 schooner captain:0.2 crew:0.4 helm:0.6 vessel:0.6 rigging bulwarks forecastle boat:0.4 brig yacht steamer anchor:0.4 cockpit:0.4 coracle:0.8 starboard:0.6 gangway:0.5',
  HARBOUR: 'harbour harbor quay wharf dock:0.7 docks pier:0.7 port:0.3 jetty',
  SEA: 'sea:0.5 ocean waves:0.5 billows surf:0.4 pool:0.5 sea-water swam:0.4 swimming:0.4 tide:0.4',
  UNDERWATER: 'underwater seabed sea-bed submarine:0.7 seaweed:0.4 coral:0.5 diving:0.4',
  SHORE:
    'shore:0.8 beach sands:0.5 seashore sea-shore coast:0.6 bank:0.25 cliffs:0.6 cliff:0.6 ledge:0.3 shingle:0.6',
  ISLAND: 'island isle islet',
  RIVER:
    'river stream:0.6 brook:0.8 riverside river-bank riverbank ford:0.4 bridge:0.5 raft:0.5 canal:0.7 thames:0.6',
  LAKE: 'lake pond:0.8 lagoon:0.8 lakeside',
  MOUNTAIN:
    'mountain mountains peak:0.6 summit:0.7 glacier:0.8 precipice:0.7 crag:0.7 ravine:0.6 plateau:0.8 hills:0.4 hill:0.35 alps:0.8 volcano:0.7 crater:0.7',
  CAVE: 'cave cavern grotto den:0.4',
  UNDERGROUND:
    'tunnel:0.8 rabbit-hole burrow:0.7 underground:0.8 cellar:0.8 mine:0.2 shaft:0.5 well:0 pit:0.5 catacombs subterranean:0.8',
  DESERT: 'desert:0.8 dunes oasis',
  SNOWFIELD: 'iceberg icebergs glaciers:0.7 snowfield sledge:0.6 ice:0.4 arctic:0.6',
  SKY: 'balloon:0.8 sky:0.2 airship aeroplane clouds:0.1 flying:0.1',
  STATION: 'station:0.7 platform:0.5 railway-station terminus waiting-room:0.7',
  TRAIN: 'train:0.5 railway:0.4 locomotive compartment:0.8 railway-carriage',
  CARRIAGE:
    'carriage:0.6 coach:0.6 cab:0.6 hansom:0.8 stagecoach wagon:0.5 cart:0.4 dog-cart:0.7 brougham:0.8 calèche:0.7 coachman:0.5 driver:0.3 omnibus:0.6',
  LABORATORY: 'laboratory test-tubes:0.7 retort:0.4 retorts:0.6 microscope:0.5 bunsen:0.6 chemicals:0.5',
  FACTORY: 'factory mill:0.5 forge:0.6 workshop:0.7 furnace:0.5 machinery:0.4 foundry',
  FARM: 'farm barn:0.8 farmyard stable:0.6 stables:0.7 cowshed farmhouse hay:0.4 pigsty',
};

const FR: Lines = {
  ROOM: 'salon pièce:0.5 chambre:0.5 boudoir cabinet:0.6 salle:0.6 grenier mansarde appartement:0.7 cheminée:0.4 fauteuil:0.5 canapé:0.5 logement:0.6 foyer:0.3 réfectoire:0.7',
  BEDROOM:
    'chevet:0.7 oreiller:0.6 alcôve:0.8 lit:0.45 couchette:0.4 rideaux:0.3 berceau:0.5 dortoir:0.8 draps:0.4',
  KITCHEN: 'cuisine fourneau:0.6 casserole:0.6 casseroles:0.6 marmite:0.5 cuisinière:0.4 office:0.2',
  LIBRARY: 'bibliothèque rayons:0.2',
  HALL: 'vestibule antichambre corridor:0.8 couloir:0.7 galerie:0.5 hall bal:0.5',
  STAIRS: 'escalier:0.7 palier:0.6 marches:0.4 rampe:0.4',
  HOUSE:
    'maison:0.45 villa chaumière demeure:0.5 seuil:0.5 perron:0.7 manoir prieuré:0.5 toit:0.3 cabane:0.8 hutte:0.8 logis:0.6',
  GARDEN:
    'jardin jardins verger pelouse:0.9 tonnelle parterre:0.6 charmille potager massif:0.4 serre:0.5 fleurs:0.3 bosquet:0.5 terrasse:0.5 rosiers:0.7 banc:0.3',
  PARK: 'parc:0.9 allée:0.5 allées:0.5',
  FOREST:
    'forêt bois:0.4 forêts taillis fourré:0.8 futaie clairière arbres:0.4 jungle sous-bois chênes:0.5 sapins:0.5 lisière:0.6',
  FIELD:
    'champ:0.5 champs:0.6 prairie pré:0.6 plaine:0.7 pâturage lande prés:0.6 blés:0.6 sillons:0.6 herbe:0.3 comices:0.5',
  ROAD: 'route:0.55 chemin:0.45 sentier:0.5 grand-route carrefour:0.6 fossé:0.5 ornières:0.6 auberge:0',
  STREET:
    'rue rues trottoir:0.8 boulevard pavé:0.5 pavés:0.5 faubourg:0.6 ruelle place:0.15 réverbère:0.7 réverbères:0.7 passants:0.5 quartier:0.4',
  CITY: 'ville:0.6 cité:0.4 capitale:0.4 villes:0.2',
  VILLAGE: 'village bourg:0.8 hameau bourgade:0.8 paysans:0.3 mairie:0.6',
  SHOP: 'boutique magasin:0.7 comptoir:0.6 pharmacie marché:0.4 étalage:0.6 bureau:0.5 étude:0.4 caisse:0.2 vitrine:0.5 officine',
  INN: 'auberge hôtel:0.6 taverne cabaret:0.8 aubergiste:0.7 café:0.4 restaurant hôtelier:0.6 estaminet hôtellerie',
  SCHOOL:
    "école:0.8 collège:0.8 classe:0.6 pupitre:0.7 pupitres:0.7 maître-d'école lycée écolier:0.6 écoliers:0.6 étude:0.3 pension:0.4",
  CHURCH:
    'église chapelle cathédrale autel:0.7 nef:0.7 couvent:0.8 sacristie abbaye:0.7 clocher:0.4 messe:0.4 monastère:0.8 confessionnal:0.8 vitraux:0.5',
  GRAVEYARD: 'cimetière tombe:0.6 tombeau:0.6 tombes:0.7 fosse:0.5 cercueil:0.4 cercueils:0.3 caveau:0.7',
  COURT: 'tribunal jury:0.7 procès:0.5 juges:0.5 audience:0.4 accusé:0.5 greffier:0.6',
  PRISON: 'prison cachot cellule:0.6 geôle geôlier:0.7 prisonnier:0.3 prisonniers:0.3 barreaux:0.4 bagne:0.7',
  HOSPITAL: 'hôpital hospice:0.8 infirmerie:0.8 asile:0.3',
  THEATRE: 'théâtre opéra:0.6 loge:0.5 spectateurs:0.4 coulisses:0.7 parterre:0.3 scène:0.15 orchestre:0.4',
  CASTLE:
    'château palais:0.7 tour:0.1 donjon remparts:0.7 créneaux:0.7 forteresse trône:0.5 tourelle:0.6 pont-levis:0.9',
  BATTLEFIELD:
    'bataille:0.5 canons:0.5 canon:0.4 régiment:0.6 tranchées:0.7 artillerie:0.6 bataillon:0.6 mitraille:0.7 baïonnettes:0.6 fusillade:0.5',
  SHIP: 'navire pont:0.3 bord:0.35 équipage:0.5 mât:0.6 mâts:0.6 voiles:0.4 cabine:0.6 frégate:0.8 goélette brick:0.8 gouvernail:0.5 hublot:0.5 vaisseau:0.7 bâtiment:0.3 paquebot bastingage:0.8 dunette:0.8 plate-forme:0.5 canot:0.5 radeau:0.7 barre:0.2 tribord:0.6 bâbord:0.6 matelots:0.4 corvette:0.7',
  HARBOUR: 'port:0.4 quai:0.7 quais:0.7 rade:0.7 jetée:0.7 bassin:0.3',
  SEA: 'mer:0.5 océan:0.7 vagues:0.6 flots:0.6 lames:0.4 houle:0.7 large:0.1',
  UNDERWATER:
    'sous-marin:0.6 sous-marine:0.5 sous-marins:0.5 sous-marines:0.5 scaphandre:0.9 scaphandres:0.9 algues:0.5 fonds:0.3 coraux:0.6 corail:0.5 madrépores:0.5',
  SHORE:
    'plage rivage:0.8 grève:0.8 côte:0.5 falaise:0.7 falaises:0.7 sable:0.4 littoral:0.7 récifs:0.5 dunes:0.5 galets:0.6',
  ISLAND: 'île:0.6 îlot:0.7 îles:0.3',
  RIVER:
    'rivière fleuve:0.8 ruisseau:0.7 torrent:0.6 berge:0.6 seine:0.5 canal:0.6 écluse:0.7 cascade:0.5 péniche:0.7 bateau:0.35 rive:0.5 embouchure:0.5',
  LAKE: 'lac étang:0.8 mare:0.6 lagune',
  MOUNTAIN:
    'montagne montagnes:0.8 sommet:0.6 cime:0.6 glacier:0.7 pic:0.5 précipice:0.6 ravin:0.6 volcan:0.7 cratère:0.8 colline:0.5 alpes:0.7 pente:0.3 pentes:0.4',
  CAVE: 'caverne grotte antre:0.6 cavernes grottes',
  UNDERGROUND:
    'souterrain:0.8 souterraine:0.6 cave:0.7 tunnel:0.8 puits:0.5 mine:0.5 galeries:0.5 gouffre:0.5 abîme:0.2 catacombes crypte granit:0.3 mineurs:0.5 terrier:0.7',
  DESERT: 'désert:0.5 dune:0.6 oasis caravane:0.5 chameaux:0.6',
  SNOWFIELD: 'banquise iceberg:0.8 icebergs:0.8 glaces:0.5 neiges:0.5 traîneau:0.6',
  SKY: 'ballon:0.7 aérostat nacelle:0.7 airs:0.2',
  STATION: 'gare:0.9 embarcadère:0.6',
  TRAIN: 'wagon:0.7 train:0.2 locomotive rail:0.4 rails:0.5',
  CARRIAGE:
    'voiture:0.6 diligence:0.9 carrosse:0.8 fiacre:0.8 calèche:0.8 berline:0.7 charrette:0.5 cocher:0.5 portière:0.6 coche:0.5 omnibus:0.6 attelage:0.5 carriole:0.6 cabriolet:0.7',
  LABORATORY: 'laboratoire cornue:0.5 cornues:0.6 éprouvettes:0.6 microscope:0.4',
  FACTORY: 'usine fabrique:0.6 forge:0.6 atelier:0.7 fonderie filature moulin:0.6 machines:0.3',
  FARM: 'ferme:0.5 grange:0.8 étable écurie:0.7 basse-cour cour:0.15 bergerie:0.8 foin:0.4 fumier:0.5',
};

const LEXICON: Record<Language, ReadonlyMap<string, PlaceWord>> = { en: parse(EN), fr: parse(FR) };

export function placeWords(language: Language): ReadonlyMap<string, PlaceWord> {
  return LEXICON[language];
}

function parse(lines: Lines): ReadonlyMap<string, PlaceWord> {
  const map = new Map<string, PlaceWord>();
  for (const kind of Object.keys(lines) as PlaceKind[])
    for (const entry of lines[kind]!.split(' ')) {
      const [word = '', weight] = entry.split(':');
      map.set(word, { kind, weight: weight === undefined ? 1 : Number(weight) });
    }
  return map;
}
