import type { Language } from '@visiobook/schema';
import { words } from './word-list.ts';

/** Parts and clothes by which people are recognised. */
export const FEATURES: Record<Language, ReadonlySet<string>> = {
  en: words(`eyes eye hair beard moustache mustache whiskers nose face cheeks chin forehead brow lips mouth teeth hands hand arms legs
    shoulders neck skin complexion figure curls locks eyebrows ears tail fur paws feathers wings claws scar voice dress gown coat cloak
    hat cap bonnet shawl apron waistcoat trousers breeches boots shoes gloves spectacles glasses wig crown suit jacket uniform robe ribbon crutch cane pigtail`),
  fr: words(`yeux œil cheveux chevelure barbe moustache moustaches favoris nez visage figure joues menton front lèvres bouche dents mains
    main bras jambes épaules cou peau teint taille boucles tresses sourcils oreilles queue pelage pattes plumes ailes griffes cicatrice voix
    robe manteau habit redingote chapeau casquette bonnet châle tablier gilet pantalon culotte bottes souliers gants lunettes perruque
    couronne veste uniforme blouse ruban béquille canne`),
};

/** Adjectives that can be drawn. */
export const LOOKS: Record<Language, ReadonlySet<string>> = {
  en: words(`white black red blue green grey gray brown golden yellow pink purple scarlet crimson silver dark fair pale ruddy rosy
    tall short long small little large big great thin slim slender lean stout fat plump broad round square sharp pointed hooked crooked
    bald curly straight wavy thick bushy shaggy grizzled blonde blond auburn chestnut flaxen freckled wrinkled tanned sunburnt swarthy
    handsome beautiful pretty lovely ugly old young aged ragged shabby tattered splendid elegant neat dirty clean bright shining
    sunken hollow deep keen piercing bloodshot bare powdered embroidered velvet silk satin leather woollen straw wooden cocked tiny huge`),
  fr: words(`blanc blanche blancs blanches noir noire noirs noires rouge rouges bleu bleue bleus bleues vert verte verts vertes gris grise grises brun
    brune bruns brunes doré dorée roux rousse rousses jaune jaunes rose roses violet violette pourpre argenté sombre sombres clair claire clairs pâle pâles
    grand grande grands grandes petit petite petits petites long longue longs longues gros grosse grosses large larges mince minces maigre maigres épais
    épaisse épaisses fin fine fins fines rond ronde ronds rondes carré carrée carrées pointu pointue crochu aquilin chauve frisé frisés frisée bouclés
    touffu touffus hérissée blond blonde blonds blondes châtain châtains ridé ridée hâlé basané beau bel belle beaux belles joli jolie laid laide vieux vieille
    jeune vif vifs vive brillant brillants brillantes ardents profond profonds creux creuses perçants étincelants usé usée déguenillé élégant
    élégante brodé brodée velours soie satin cuir laine nu nue nus nues énorme énormes haut haute robuste vigoureux trapu`),
};

/** Adjectives of character. */
export const TRAITS: Record<Language, ReadonlySet<string>> = {
  en: words(`kind gentle proud timid shy brave bold clever wise foolish stupid cruel wicked honest faithful loyal generous selfish greedy
    cheerful merry gloomy melancholy anxious nervous calm cold warm-hearted curious stubborn obstinate patient impatient angry furious
    polite rude haughty vain modest sensible silly lively lazy industrious jealous ambitious mysterious solemn grave sarcastic
    affectionate amiable agreeable disagreeable impudent savage fierce reserved restless sly cunning innocent good-natured ill-tempered
    eccentric lonely miserable happy energetic courteous dignified cowardly`),
  fr: words(`bon bonne doux douce fier fière timide brave hardi hardie courageux courageuse habile sage sot sotte stupide cruel cruelle méchant
    méchante honnête fidèle loyal loyale généreux généreuse égoïste avare gai gaie joyeux joyeuse sombre mélancolique inquiet inquiète
    nerveux nerveuse calme froid froide curieux curieuse têtu têtue patient patiente impatient impatiente furieux furieuse poli polie
    orgueilleux orgueilleuse vaniteux modeste raisonnable vif vive paresseux jaloux jalouse ambitieux mystérieux mystérieuse grave
    tendre aimable désagréable insolent féroce réservé rusé innocent naïf naïve solitaire malheureux malheureuse heureux heureuse
    énergique dévoué dévouée flegmatique imperturbable lâche intelligent intelligente`),
};
