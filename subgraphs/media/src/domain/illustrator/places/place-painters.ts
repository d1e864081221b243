import type { PlaceKind, SceneBrief } from '@visiobook/schema';
import type { PlacePainter } from '../stage.ts';
import { battlefield, desert, mountain, skyScape, snowfield } from './bare-land.ts';
import { lake, river } from './fresh-water.ts';
import { churchNave, theatre } from './grand-rooms.ts';
import { cave, underground } from './hollow.ts';
import { bedroom, hall, kitchen, library, salon, stairs } from './home-rooms.ts';
import { factory, station } from './industry.ts';
import { countryRoad, field, forest } from './open-land.ts';
import { court, hospital, inn, laboratory, prison, school, shop } from './public-rooms.ts';
import { harbour, island, sea, shore } from './sea.ts';
import { seaFor } from './sea-scene.ts';
import { shipDeck } from './ship.ts';
import { farm, garden, graveyard, park } from './tended-land.ts';
import { castlePlace, city, house, street, village } from './town.ts';
import { underwater } from './underwater.ts';
import { carriage, train } from './vehicle-rooms.ts';

/** The painter of a scene's place, as what happens there needs it. */
export function painterOf(brief: SceneBrief): PlacePainter {
  const { kind } = brief.place;
  const painter = kind === 'SEA' ? seaFor(brief) : PLACES[kind];
  return NARROW.has(kind) ? painter : { ...painter, mayComeNear: painter.ground === undefined };
}

/** Places where a shore, a rail or a wall of a cabin has its spot in the picture. */
const NARROW: ReadonlySet<PlaceKind> = new Set([
  'LAKE',
  'RIVER',
  'SHORE',
  'ISLAND',
  'HARBOUR',
  'SEA',
  'SHIP',
  'TRAIN',
  'CARRIAGE',
  'STAIRS',
]);

/** Who paints which kind of place. An unknown place is open country, which suits most stories best. */
const PLACES: Record<PlaceKind, PlacePainter> = {
  ROOM: salon,
  BEDROOM: bedroom,
  KITCHEN: kitchen,
  LIBRARY: library,
  HALL: hall,
  STAIRS: stairs,
  HOUSE: house,
  GARDEN: garden,
  PARK: park,
  FOREST: forest,
  FIELD: field,
  ROAD: countryRoad,
  STREET: street,
  CITY: city,
  VILLAGE: village,
  SHOP: shop,
  INN: inn,
  SCHOOL: school,
  CHURCH: churchNave,
  GRAVEYARD: graveyard,
  COURT: court,
  PRISON: prison,
  HOSPITAL: hospital,
  THEATRE: theatre,
  CASTLE: castlePlace,
  BATTLEFIELD: battlefield,
  SHIP: shipDeck,
  HARBOUR: harbour,
  SEA: sea,
  UNDERWATER: underwater,
  SHORE: shore,
  ISLAND: island,
  RIVER: river,
  LAKE: lake,
  MOUNTAIN: mountain,
  CAVE: cave,
  UNDERGROUND: underground,
  DESERT: desert,
  SNOWFIELD: snowfield,
  SKY: skyScape,
  STATION: station,
  TRAIN: train,
  CARRIAGE: carriage,
  LABORATORY: laboratory,
  FACTORY: factory,
  FARM: farm,
  UNKNOWN: field,
};
