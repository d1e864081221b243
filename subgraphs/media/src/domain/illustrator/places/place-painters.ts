import type { PlaceKind } from '@visiobook/schema';
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
import { shipDeck } from './ship.ts';
import { farm, garden, graveyard, park } from './tended-land.ts';
import { castlePlace, city, house, street, village } from './town.ts';
import { underwater } from './underwater.ts';
import { carriage, train } from './vehicle-rooms.ts';

/** Who paints which kind of place. An unknown place is open country, which suits most stories best. */
export const PLACES: Record<PlaceKind, PlacePainter> = {
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
