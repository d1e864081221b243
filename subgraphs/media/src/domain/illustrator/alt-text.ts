import type { SceneBrief } from '@visiobook/schema';

/** Said by screen readers: who is where, when, doing what the scene tells. */
export function describeScene(brief: SceneBrief): string {
  const french = brief.language === 'fr';
  const names = brief.cast.slice(0, 4).map((member) => member.name);
  const joint = french ? ' et ' : ' and ';
  const who = names.length > 1 ? `${names.slice(0, -1).join(', ')}${joint}${names.at(-1)}` : (names[0] ?? '');
  const place = brief.place.name ?? (french ? FRENCH_PLACES : ENGLISH_PLACES)[brief.place.kind] ?? '';
  const time = (french ? FRENCH_TIMES : ENGLISH_TIMES)[brief.timeOfDay] ?? '';
  const where = place === '' ? '' : french ? `lieu : ${place}` : `place: ${place}`;
  return `${[who, where, time].filter((part) => part !== '').join(french ? ' ; ' : '; ')}. ${brief.summary}`.replace(
    /^\. /,
    '',
  );
}

const ENGLISH_TIMES: Partial<Record<SceneBrief['timeOfDay'], string>> = {
  DAWN: 'at dawn',
  MORNING: 'in the morning',
  AFTERNOON: 'in the afternoon',
  EVENING: 'in the evening',
  DUSK: 'at dusk',
  NIGHT: 'at night',
};
const FRENCH_TIMES: Partial<Record<SceneBrief['timeOfDay'], string>> = {
  DAWN: 'à l’aube',
  MORNING: 'le matin',
  AFTERNOON: 'l’après-midi',
  EVENING: 'le soir',
  DUSK: 'au crépuscule',
  NIGHT: 'la nuit',
};

type PlaceNames = Partial<Record<SceneBrief['place']['kind'], string>>;

const ENGLISH_PLACES: PlaceNames = {
  ROOM: 'a room',
  BEDROOM: 'a bedroom',
  KITCHEN: 'a kitchen',
  LIBRARY: 'a library',
  HALL: 'a hall',
  STAIRS: 'a staircase',
  HOUSE: 'a house',
  GARDEN: 'a garden',
  PARK: 'a park',
  FOREST: 'a forest',
  FIELD: 'a field',
  ROAD: 'a road',
  STREET: 'a street',
  CITY: 'a city',
  VILLAGE: 'a village',
  SHOP: 'a shop',
  INN: 'an inn',
  SCHOOL: 'a school',
  CHURCH: 'a church',
  GRAVEYARD: 'a graveyard',
  COURT: 'a court',
  PRISON: 'a prison',
  HOSPITAL: 'a hospital',
  THEATRE: 'a theatre',
  CASTLE: 'a castle',
  BATTLEFIELD: 'a battlefield',
  SHIP: 'aboard a ship',
  HARBOUR: 'a harbour',
  SEA: 'the sea',
  UNDERWATER: 'under water',
  SHORE: 'the shore',
  ISLAND: 'an island',
  RIVER: 'a river',
  LAKE: 'a lake',
  MOUNTAIN: 'the mountains',
  CAVE: 'a cave',
  UNDERGROUND: 'underground',
  DESERT: 'the desert',
  SNOWFIELD: 'the snow',
  SKY: 'the sky',
  STATION: 'a railway station',
  TRAIN: 'a train',
  CARRIAGE: 'a carriage',
  LABORATORY: 'a laboratory',
  FACTORY: 'a factory',
  FARM: 'a farm',
};
const FRENCH_PLACES: PlaceNames = {
  ROOM: 'une pièce',
  BEDROOM: 'une chambre',
  KITCHEN: 'une cuisine',
  LIBRARY: 'une bibliothèque',
  HALL: 'un vestibule',
  STAIRS: 'un escalier',
  HOUSE: 'une maison',
  GARDEN: 'un jardin',
  PARK: 'un parc',
  FOREST: 'une forêt',
  FIELD: 'un champ',
  ROAD: 'une route',
  STREET: 'une rue',
  CITY: 'une ville',
  VILLAGE: 'un village',
  SHOP: 'une boutique',
  INN: 'une auberge',
  SCHOOL: 'une école',
  CHURCH: 'une église',
  GRAVEYARD: 'un cimetière',
  COURT: 'un tribunal',
  PRISON: 'une prison',
  HOSPITAL: 'un hôpital',
  THEATRE: 'un théâtre',
  CASTLE: 'un château',
  BATTLEFIELD: 'un champ de bataille',
  SHIP: 'à bord d’un navire',
  HARBOUR: 'un port',
  SEA: 'la mer',
  UNDERWATER: 'sous l’eau',
  SHORE: 'le rivage',
  ISLAND: 'une île',
  RIVER: 'une rivière',
  LAKE: 'un lac',
  MOUNTAIN: 'la montagne',
  CAVE: 'une grotte',
  UNDERGROUND: 'sous terre',
  DESERT: 'le désert',
  SNOWFIELD: 'la neige',
  SKY: 'le ciel',
  STATION: 'une gare',
  TRAIN: 'un train',
  CARRIAGE: 'une voiture',
  LABORATORY: 'un laboratoire',
  FACTORY: 'une usine',
  FARM: 'une ferme',
};
