import type { SearchedBook } from './queries.ts';

export const FRENCH: readonly SearchedBook[] = [
  {
    file: 'fr/boule-de-suif.txt',
    language: 'fr',
    queries: [
      {
        text: 'une armée vaincue traverse la ville en désordre',
        foreign: 'a beaten army crosses the town in disorder',
        anchor: 'lambeaux d’armée en déroute',
      },
      {
        text: 'les voyageurs attendent le départ dans la neige, avant l’aube',
        foreign: 'the travellers wait for the departure in the snow, before dawn',
        anchor: 'Un rideau de flocons blancs',
      },
      {
        text: 'elle partage son panier de nourriture avec ses compagnons affamés',
        foreign: 'she shares her basket of food with her hungry companions',
        anchor: 'deux poulets entiers',
      },
      {
        text: 'l’officier ennemi retient la diligence à l’auberge',
        foreign: 'the enemy officer keeps the coach at the inn',
        anchor: 'sans chevaux et sans conducteur',
      },
      {
        text: 'des soldats étrangers aident aux travaux du ménage',
        foreign: 'foreign soldiers help with the work of the house',
        anchor: 'épluchait des pommes de terre',
      },
      {
        text: 'les dames et les messieurs complotent pour la convaincre',
        foreign: 'the ladies and gentlemen plot to persuade her',
        anchor: 'prépara longuement le blocus',
      },
      {
        text: 'la religieuse excuse le péché par la bonne intention',
        foreign: 'the nun excuses the sin by the good intention',
        anchor: 'le motif est pur',
      },
      {
        text: 'elle pleure en silence et personne ne lui offre à manger',
        foreign: 'she weeps in silence and nobody offers her anything to eat',
        anchor: 'larmes',
      },
    ],
  },
  {
    file: 'fr/voyage-centre-terre.txt',
    language: 'fr',
    queries: [
      {
        text: 'le savant rentre avec un vieux manuscrit',
        foreign: 'the professor comes home with an old manuscript',
        anchor: 'Snorre Turleson',
      },
      {
        text: 'le neveu déchiffre le message secret',
        foreign: 'the nephew deciphers the secret message',
        anchor: 'Descends dans le cratère',
      },
      {
        text: 'leçons de vertige en haut d’un clocher',
        foreign: 'lessons in giddiness at the top of a steeple',
        anchor: 'leçon',
      },
      {
        text: 'ils atteignent le sommet du volcan',
        foreign: 'they reach the summit of the volcano',
        anchor: 'sommet du Sneffels fut atteint',
      },
      {
        text: 'mourir de soif dans les galeries',
        foreign: 'dying of thirst in the galleries',
        anchor: 'une gorgée d’eau',
      },
      {
        text: 'le guide perce le rocher et l’eau jaillit',
        foreign: 'the guide pierces the rock and the water gushes out',
        anchor: 'un jet d’eau s’élança',
      },
      {
        text: 'perdu seul dans le noir, sans lampe',
        foreign: 'lost alone in the dark, without a lamp',
        anchor: 'Perdu dans ce labyrinthe',
      },
      { text: 'ils construisent un radeau', foreign: 'they build a raft', anchor: 'bon et solide radeau' },
      { text: 'combat de monstres marins', foreign: 'a fight of sea monsters', anchor: 'ichthyosaurus' },
      {
        text: 'une boule de feu pendant la tempête',
        foreign: 'a ball of fire during the storm',
        anchor: 'La boule',
      },
      {
        text: 'une forêt de champignons géants',
        foreign: 'a forest of giant mushrooms',
        anchor: 'forêt de champignons',
      },
      {
        text: 'rejetés par une éruption en Italie',
        foreign: 'thrown out by an eruption in Italy',
        anchor: 'Stromboli',
      },
    ],
  },
  {
    file: 'fr/madame-bovary.txt',
    language: 'fr',
    queries: [
      {
        text: 'un nouvel élève ridicule arrive en classe',
        foreign: 'a ridiculous new pupil comes into the class',
        anchor: 'Charbovari',
      },
      {
        text: 'une soirée dansante dans un château',
        foreign: 'an evening of dancing in a castle',
        anchor: 'le cotillon',
      },
      {
        text: 'l’opération manquée du pied bot',
        foreign: 'the failed operation on the club foot',
        anchor: 'stréphopode',
      },
      {
        text: 'séduction pendant un concours agricole',
        foreign: 'seduction during an agricultural show',
        anchor: 'Race porcine',
      },
      {
        text: 'promenade à cheval dans la forêt',
        foreign: 'a ride on horseback in the forest',
        anchor: 'elle s’abandonna',
      },
      { text: 'un soir à l’opéra', foreign: 'an evening at the opera', anchor: 'Lagardy parut' },
      {
        text: 'le fiacre fermé parcourt la ville',
        foreign: 'the closed cab drives through the town',
        anchor: 'stores tendus',
      },
      { text: 'elle avale le poison', foreign: 'she swallows the poison', anchor: 'arsenic' },
      { text: 'l’enterrement', foreign: 'the burial', anchor: 'De profundis' },
    ],
  },
];
