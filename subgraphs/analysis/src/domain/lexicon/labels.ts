import type { EmotionLabel, Language, PlaceKind, Season, TimeOfDay, Weather } from '@visiobook/schema';

const PLACES: Record<Exclude<PlaceKind, 'UNKNOWN'>, readonly [en: string, fr: string]> = {
  ROOM: ['the room', 'la pièce'],
  BEDROOM: ['the bedroom', 'la chambre'],
  KITCHEN: ['the kitchen', 'la cuisine'],
  LIBRARY: ['the library', 'la bibliothèque'],
  HALL: ['the hall', 'le vestibule'],
  STAIRS: ['the stairs', 'l’escalier'],
  HOUSE: ['the house', 'la maison'],
  GARDEN: ['the garden', 'le jardin'],
  PARK: ['the park', 'le parc'],
  FOREST: ['the forest', 'la forêt'],
  FIELD: ['the fields', 'les champs'],
  ROAD: ['the road', 'la route'],
  STREET: ['the street', 'la rue'],
  CITY: ['the town', 'la ville'],
  VILLAGE: ['the village', 'le village'],
  SHOP: ['the shop', 'la boutique'],
  INN: ['the inn', 'l’auberge'],
  SCHOOL: ['the school', 'l’école'],
  CHURCH: ['the church', 'l’église'],
  GRAVEYARD: ['the graveyard', 'le cimetière'],
  COURT: ['the court', 'le tribunal'],
  PRISON: ['the prison', 'la prison'],
  HOSPITAL: ['the hospital', 'l’hôpital'],
  THEATRE: ['the theatre', 'le théâtre'],
  CASTLE: ['the castle', 'le château'],
  BATTLEFIELD: ['the battlefield', 'le champ de bataille'],
  SHIP: ['the ship', 'le navire'],
  HARBOUR: ['the harbour', 'le port'],
  SEA: ['the sea', 'la mer'],
  UNDERWATER: ['under water', 'sous les eaux'],
  SHORE: ['the shore', 'le rivage'],
  ISLAND: ['the island', 'l’île'],
  RIVER: ['the river', 'la rivière'],
  LAKE: ['the lake', 'le lac'],
  MOUNTAIN: ['the mountains', 'la montagne'],
  CAVE: ['the cave', 'la grotte'],
  UNDERGROUND: ['underground', 'sous terre'],
  DESERT: ['the desert', 'le désert'],
  SNOWFIELD: ['the ice', 'les glaces'],
  SKY: ['the sky', 'le ciel'],
  STATION: ['the station', 'la gare'],
  TRAIN: ['the train', 'le train'],
  CARRIAGE: ['the carriage', 'la voiture'],
  LABORATORY: ['the laboratory', 'le laboratoire'],
  FACTORY: ['the workshop', 'l’atelier'],
  FARM: ['the farm', 'la ferme'],
};

export function placeLabel(kind: Exclude<PlaceKind, 'UNKNOWN'>, language: Language): string {
  return PLACES[kind][language === 'en' ? 0 : 1];
}

export const TIME_LABELS: Record<Language, Partial<Record<TimeOfDay, string>>> = {
  en: {
    DAWN: 'at dawn',
    MORNING: 'in the morning',
    DAY: 'by day',
    AFTERNOON: 'in the afternoon',
    EVENING: 'in the evening',
    DUSK: 'at dusk',
    NIGHT: 'by night',
  },
  fr: {
    DAWN: 'à l’aube',
    MORNING: 'le matin',
    DAY: 'en plein jour',
    AFTERNOON: 'l’après-midi',
    EVENING: 'le soir',
    DUSK: 'au crépuscule',
    NIGHT: 'la nuit',
  },
};

export const WEATHER_LABELS: Record<Language, Partial<Record<Weather, string>>> = {
  en: {
    CLEAR: 'under a clear sky',
    CLOUDY: 'under clouds',
    RAIN: 'in the rain',
    STORM: 'in a storm',
    SNOW: 'in the snow',
    FOG: 'in fog',
    WIND: 'in the wind',
  },
  fr: {
    CLEAR: 'sous un ciel clair',
    CLOUDY: 'sous les nuages',
    RAIN: 'sous la pluie',
    STORM: 'dans la tempête',
    SNOW: 'sous la neige',
    FOG: 'dans le brouillard',
    WIND: 'dans le vent',
  },
};

export const SEASON_LABELS: Record<Language, Partial<Record<Season, string>>> = {
  en: { SPRING: 'in spring', SUMMER: 'in summer', AUTUMN: 'in autumn', WINTER: 'in winter' },
  fr: { SPRING: 'au printemps', SUMMER: 'en été', AUTUMN: 'en automne', WINTER: 'en hiver' },
};

export const MOOD_LABELS: Record<Language, Record<EmotionLabel, string>> = {
  en: {
    JOY: 'joyful',
    TENDERNESS: 'tender',
    SADNESS: 'sad',
    FEAR: 'fearful',
    ANGER: 'angry',
    DISGUST: 'repellent',
    SURPRISE: 'full of wonder',
    ANTICIPATION: 'expectant',
    NEUTRAL: 'calm',
  },
  fr: {
    JOY: 'joyeuse',
    TENDERNESS: 'tendre',
    SADNESS: 'triste',
    FEAR: 'inquiétante',
    ANGER: 'violente',
    DISGUST: 'repoussante',
    SURPRISE: 'pleine d’étonnement',
    ANTICIPATION: 'pleine d’attente',
    NEUTRAL: 'calme',
  },
};
