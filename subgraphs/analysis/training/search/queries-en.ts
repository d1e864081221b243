import type { SearchedBook } from './queries.ts';

export const ENGLISH: readonly SearchedBook[] = [
  {
    file: 'en/alice.txt',
    language: 'en',
    queries: [
      {
        text: 'a hurried animal consults his watch and vanishes underground',
        foreign: 'un animal pressé consulte sa montre et disparaît sous la terre',
        anchor: 'Oh dear! Oh dear! I shall be',
      },
      {
        text: 'she shrinks after swallowing a potion',
        foreign: 'elle rapetisse après avoir avalé une potion',
        anchor: 'shutting up like a telescope',
      },
      {
        text: 'swimming in her own tears',
        foreign: 'nager dans ses propres larmes',
        anchor: 'up to her chin in salt water',
      },
      {
        text: 'animals run in circles to get dry and everybody gets a prize',
        foreign: 'des animaux courent en rond pour se sécher et chacun reçoit un prix',
        anchor: 'Caucus-race',
      },
      {
        text: 'a lizard is kicked out of the chimney',
        foreign: 'un lézard est chassé de la cheminée à coups de pied',
        anchor: 'There goes Bill',
      },
      {
        text: 'an insect smoking on a mushroom asks who she is',
        foreign: 'un insecte qui fume sur un champignon lui demande qui elle est',
        anchor: 'took the hookah out of its mouth',
      },
      {
        text: 'a bird takes her for a snake because of her long neck',
        foreign: 'un oiseau la prend pour un serpent à cause de son long cou',
        anchor: 'screamed the Pigeon',
      },
      {
        text: 'an infant turns into a pig',
        foreign: 'un enfant se change en cochon',
        anchor: 'it was neither more nor less than a pig',
      },
      {
        text: 'the vanishing cat leaves only its smile',
        foreign: 'le chat qui disparaît ne laisse que son sourire',
        anchor: 'a grin without a cat',
      },
      {
        text: 'riddles at a mad party around the table',
        foreign: 'des énigmes pendant un repas de fous autour de la table',
        anchor: 'Why is a raven like a writing-desk',
      },
      {
        text: 'servants painting flowers red in fear of their sovereign',
        foreign: 'des serviteurs peignent des fleurs en rouge par peur de leur souveraine',
        anchor: 'painting them red',
      },
      {
        text: 'a game played with live birds and hedgehogs',
        foreign: 'un jeu où l’on joue avec des oiseaux vivants et des hérissons',
        anchor: 'the mallets live flamingoes',
      },
      {
        text: 'moral lessons of the ugly noblewoman',
        foreign: 'les leçons de morale de la vilaine dame noble',
        anchor: 'the moral of that is',
      },
      {
        text: 'lessons at the school under the sea',
        foreign: 'les leçons de l’école au fond de la mer',
        anchor: 'Reeling and Writhing',
      },
      {
        text: 'dancing with lobsters on the beach',
        foreign: 'danser avec des homards sur la plage',
        anchor: 'Lobster Quadrille',
      },
      {
        text: 'the trial about stolen pastry begins',
        foreign: 'le procès des tartes volées commence',
        anchor: 'The Queen of Hearts, she made some tarts',
      },
      {
        text: 'she overturns the jurors',
        foreign: 'elle renverse les jurés',
        anchor: 'upsetting all the jurymen',
      },
      {
        text: 'awakening on the bank beside her sister',
        foreign: 'le réveil sur la rive auprès de sa sœur',
        anchor: 'Wake up, Alice dear',
      },
    ],
  },
  {
    file: 'en/christmas-carol.txt',
    language: 'en',
    queries: [
      {
        text: 'two gentlemen collect money for the poor and are turned away',
        foreign: 'deux messieurs quêtent pour les pauvres et sont renvoyés',
        anchor: 'Are there no prisons',
      },
      {
        text: 'his nephew invites him to dinner',
        foreign: 'son neveu l’invite à dîner',
        anchor: 'A merry Christmas, uncle',
      },
      {
        text: 'a face appears on the door of his house',
        foreign: 'un visage apparaît sur la porte de sa maison',
        anchor: 'Marley’s face',
      },
      {
        text: 'the dead partner comes dragging chains',
        foreign: 'l’associé mort arrive en traînant des chaînes',
        anchor: 'I wear the chain I forged in life',
      },
      {
        text: 'a lonely boy left at school during the holidays',
        foreign: 'un garçon solitaire laissé à l’école pendant les vacances',
        anchor: 'A solitary child, neglected by his friends',
      },
      {
        text: 'an employer gives a merry ball with fiddler and dancing',
        foreign: 'un patron donne un bal joyeux avec un violon et des danses',
        anchor: 'In came a fiddler',
      },
      {
        text: 'his fiancée releases him because he loves money',
        foreign: 'sa fiancée le quitte parce qu’il aime l’argent',
        anchor: 'Another idol has displaced me',
      },
      {
        text: 'a jolly giant on a heap of food',
        foreign: 'un géant joyeux sur un tas de nourriture',
        anchor: 'there sat a jolly Giant',
      },
      {
        text: 'the poor family eats its goose',
        foreign: 'la famille pauvre mange son oie',
        anchor: 'There never was such a goose',
      },
      {
        text: 'miners sing in a hut on the moor',
        foreign: 'des mineurs chantent dans une cabane sur la lande',
        anchor: 'where miners live',
      },
      {
        text: 'two starved children hidden under the robe',
        foreign: 'deux enfants affamés cachés sous la robe',
        anchor: 'This boy is Ignorance',
      },
      {
        text: 'thieves sell the bed curtains of a dead man',
        foreign: 'des voleurs vendent les rideaux du lit d’un mort',
        anchor: 'bed-curtains',
      },
      {
        text: 'a father mourns his crippled little son',
        foreign: 'un père pleure son petit enfant infirme',
        anchor: 'My little, little child',
      },
      {
        text: 'he reads his own name on a gravestone',
        foreign: 'il lit son propre nom sur une tombe',
        anchor: 'upon the stone of the neglected grave',
      },
      {
        text: 'he sends a boy to buy a turkey',
        foreign: 'il envoie un garçon acheter une dinde',
        anchor: 'the prize Turkey',
      },
      {
        text: 'he raises the salary of his clerk',
        foreign: 'il augmente le salaire de son commis',
        anchor: 'raise your salary',
      },
    ],
  },
  {
    file: 'en/treasure-island.txt',
    language: 'en',
    queries: [
      {
        text: 'an old sailor with a sea chest takes lodgings',
        foreign: 'un vieux marin avec un coffre prend pension',
        anchor: 'his sea-chest following behind him in a hand-barrow',
      },
      {
        text: 'a blind beggar delivers a summons',
        foreign: 'un mendiant aveugle apporte un message',
        anchor: 'that’s done,” said the blind man',
      },
      {
        text: 'mother and son take money from a dead man’s trunk',
        foreign: 'la mère et le fils prennent de l’argent dans la malle d’un mort',
        anchor: 'I’ll have my dues',
      },
      {
        text: 'hidden among the fruit he overhears a mutiny',
        foreign: 'caché parmi les fruits il surprend une révolte',
        anchor: 'apple barrel',
      },
      {
        text: 'a marooned man who longs for cheese',
        foreign: 'un homme abandonné qui rêve de fromage',
        anchor: 'toasted, mostly',
      },
      {
        text: 'attack on the palisade',
        foreign: 'l’attaque de la palissade',
        anchor: 'The boarders swarmed over the fence like monkeys',
      },
      {
        text: 'he cuts the anchor rope in a tiny boat',
        foreign: 'il coupe la corde de l’ancre dans une petite barque',
        anchor: 'cut one strand after another',
      },
      {
        text: 'fight with a drunken seaman in the rigging',
        foreign: 'la lutte avec un matelot ivre dans les mâts',
        anchor: 'One more step, Mr. Hands',
      },
      {
        text: 'the parrot screams in the dark and he is caught',
        foreign: 'le perroquet crie dans le noir et il est pris',
        anchor: 'Pieces of eight! Pieces of eight',
      },
      {
        text: 'a skeleton points the way',
        foreign: 'un squelette montre le chemin',
        anchor: 'human skeleton lay',
      },
      {
        text: 'the pit where the gold was is empty',
        foreign: 'le trou où était l’or est vide',
        anchor: 'found and rifled',
      },
    ],
  },
];
