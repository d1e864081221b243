import type { Language } from '@visiobook/schema';

/** What somebody remembers of a scene, in words of their own, and a few words of the book that say which scene it is. */
export interface SearchQuery {
  text: string;
  anchor: string;
}

export interface SearchedBook {
  /** Below `data/books`. */
  file: string;
  language: Language;
  queries: SearchQuery[];
}

/** Written for this measure, without looking into the texts while the words were chosen. */
export const SEARCHED: SearchedBook[] = [
  {
    file: 'en/alice.txt',
    language: 'en',
    queries: [
      {
        text: 'a hurried animal consults his watch and vanishes underground',
        anchor: 'Oh dear! Oh dear! I shall be',
      },
      { text: 'she shrinks after swallowing a potion', anchor: 'shutting up like a telescope' },
      { text: 'swimming in her own tears', anchor: 'up to her chin in salt water' },
      { text: 'animals run in circles to get dry and everybody gets a prize', anchor: 'Caucus-race' },
      { text: 'a lizard is kicked out of the chimney', anchor: 'There goes Bill' },
      { text: 'an insect smoking on a mushroom asks who she is', anchor: 'took the hookah out of its mouth' },
      { text: 'a bird takes her for a snake because of her long neck', anchor: 'screamed the Pigeon' },
      { text: 'an infant turns into a pig', anchor: 'it was neither more nor less than a pig' },
      { text: 'the vanishing cat leaves only its smile', anchor: 'a grin without a cat' },
      { text: 'riddles at a mad party around the table', anchor: 'Why is a raven like a writing-desk' },
      { text: 'servants painting flowers red in fear of their sovereign', anchor: 'painting them red' },
      { text: 'a game played with live birds and hedgehogs', anchor: 'the mallets live flamingoes' },
      { text: 'moral lessons of the ugly noblewoman', anchor: 'the moral of that is' },
      { text: 'lessons at the school under the sea', anchor: 'Reeling and Writhing' },
      { text: 'dancing with lobsters on the beach', anchor: 'Lobster Quadrille' },
      { text: 'the trial about stolen pastry begins', anchor: 'The Queen of Hearts, she made some tarts' },
      { text: 'she overturns the jurors', anchor: 'upsetting all the jurymen' },
      { text: 'awakening on the bank beside her sister', anchor: 'Wake up, Alice dear' },
    ],
  },
  {
    file: 'en/christmas-carol.txt',
    language: 'en',
    queries: [
      {
        text: 'two gentlemen collect money for the poor and are turned away',
        anchor: 'Are there no prisons',
      },
      { text: 'his nephew invites him to dinner', anchor: 'A merry Christmas, uncle' },
      { text: 'a face appears on the door of his house', anchor: 'Marley’s face' },
      { text: 'the dead partner comes dragging chains', anchor: 'I wear the chain I forged in life' },
      {
        text: 'a lonely boy left at school during the holidays',
        anchor: 'A solitary child, neglected by his friends',
      },
      { text: 'an employer gives a merry ball with fiddler and dancing', anchor: 'In came a fiddler' },
      { text: 'his fiancée releases him because he loves money', anchor: 'Another idol has displaced me' },
      { text: 'a jolly giant on a heap of food', anchor: 'there sat a jolly Giant' },
      { text: 'the poor family eats its goose', anchor: 'There never was such a goose' },
      { text: 'miners sing in a hut on the moor', anchor: 'where miners live' },
      { text: 'two starved children hidden under the robe', anchor: 'This boy is Ignorance' },
      { text: 'thieves sell the bed curtains of a dead man', anchor: 'bed-curtains' },
      { text: 'a father mourns his crippled little son', anchor: 'My little, little child' },
      { text: 'he reads his own name on a gravestone', anchor: 'upon the stone of the neglected grave' },
      { text: 'he sends a boy to buy a turkey', anchor: 'the prize Turkey' },
      { text: 'he raises the salary of his clerk', anchor: 'raise your salary' },
    ],
  },
  {
    file: 'en/treasure-island.txt',
    language: 'en',
    queries: [
      {
        text: 'an old sailor with a sea chest takes lodgings',
        anchor: 'his sea-chest following behind him in a hand-barrow',
      },
      { text: 'a blind beggar delivers a summons', anchor: 'that’s done,” said the blind man' },
      { text: 'mother and son take money from a dead man’s trunk', anchor: 'I’ll have my dues' },
      { text: 'hidden among the fruit he overhears a mutiny', anchor: 'apple barrel' },
      { text: 'a marooned man who longs for cheese', anchor: 'toasted, mostly' },
      { text: 'attack on the palisade', anchor: 'The boarders swarmed over the fence like monkeys' },
      { text: 'he cuts the anchor rope in a tiny boat', anchor: 'cut one strand after another' },
      { text: 'fight with a drunken seaman in the rigging', anchor: 'One more step, Mr. Hands' },
      { text: 'the parrot screams in the dark and he is caught', anchor: 'Pieces of eight! Pieces of eight' },
      { text: 'a skeleton points the way', anchor: 'human skeleton lay' },
      { text: 'the pit where the gold was is empty', anchor: 'found and rifled' },
    ],
  },
  {
    file: 'fr/boule-de-suif.txt',
    language: 'fr',
    queries: [
      { text: 'une armée vaincue traverse la ville en désordre', anchor: 'lambeaux d’armée en déroute' },
      {
        text: 'les voyageurs attendent le départ dans la neige, avant l’aube',
        anchor: 'Un rideau de flocons blancs',
      },
      {
        text: 'elle partage son panier de nourriture avec ses compagnons affamés',
        anchor: 'deux poulets entiers',
      },
      {
        text: 'l’officier ennemi retient la diligence à l’auberge',
        anchor: 'sans chevaux et sans conducteur',
      },
      { text: 'des soldats étrangers aident aux travaux du ménage', anchor: 'épluchait des pommes de terre' },
      {
        text: 'les dames et les messieurs complotent pour la convaincre',
        anchor: 'prépara longuement le blocus',
      },
      { text: 'la religieuse excuse le péché par la bonne intention', anchor: 'le motif est pur' },
      { text: 'elle pleure en silence et personne ne lui offre à manger', anchor: 'larmes' },
    ],
  },
  {
    file: 'fr/voyage-centre-terre.txt',
    language: 'fr',
    queries: [
      { text: 'le savant rentre avec un vieux manuscrit', anchor: 'Snorre Turleson' },
      { text: 'le neveu déchiffre le message secret', anchor: 'Descends dans le cratère' },
      { text: 'leçons de vertige en haut d’un clocher', anchor: 'leçon' },
      { text: 'ils atteignent le sommet du volcan', anchor: 'sommet du Sneffels fut atteint' },
      { text: 'mourir de soif dans les galeries', anchor: 'une gorgée d’eau' },
      { text: 'le guide perce le rocher et l’eau jaillit', anchor: 'un jet d’eau s’élança' },
      { text: 'perdu seul dans le noir, sans lampe', anchor: 'Perdu dans ce labyrinthe' },
      { text: 'ils construisent un radeau', anchor: 'bon et solide radeau' },
      { text: 'combat de monstres marins', anchor: 'ichthyosaurus' },
      { text: 'une boule de feu pendant la tempête', anchor: 'La boule' },
      { text: 'une forêt de champignons géants', anchor: 'forêt de champignons' },
      { text: 'rejetés par une éruption en Italie', anchor: 'Stromboli' },
    ],
  },
  {
    file: 'fr/madame-bovary.txt',
    language: 'fr',
    queries: [
      { text: 'un nouvel élève ridicule arrive en classe', anchor: 'Charbovari' },
      { text: 'une soirée dansante dans un château', anchor: 'le cotillon' },
      { text: 'l’opération manquée du pied bot', anchor: 'stréphopode' },
      { text: 'séduction pendant un concours agricole', anchor: 'Race porcine' },
      { text: 'promenade à cheval dans la forêt', anchor: 'elle s’abandonna' },
      { text: 'un soir à l’opéra', anchor: 'Lagardy parut' },
      { text: 'le fiacre fermé parcourt la ville', anchor: 'stores tendus' },
      { text: 'elle avale le poison', anchor: 'arsenic' },
      { text: 'l’enterrement', anchor: 'De profundis' },
    ],
  },
];
