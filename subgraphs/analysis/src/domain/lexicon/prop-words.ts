import type { Language } from '@visiobook/schema';
import { words } from './word-list.ts';

/** Concrete things that a picture can show, in the singular. */
export const PROPS: Record<Language, ReadonlySet<string>> = {
  en: words(`key bottle table chair mushroom letter sword lantern boat book watch fan glove glass cup teapot teacup saucer kettle plate
    knife fork spoon bread cake tart pie apple rose flower tree bush hedge leaf door gate window curtain mirror clock bell candle lamp
    torch fire fireplace stove pipe hat cap crown coat cloak shawl dress boot shoe slipper stick cane umbrella bag trunk box chest casket
    basket barrel bucket jar jug bowl pot pan rope chain ladder wheel cart carriage coach sledge bicycle horse dog cat bird rabbit mouse
    gun pistol rifle musket cannon bow arrow spear axe hammer nail spade shovel scythe anchor sail oar mast raft ship map chart compass
    telescope microscope globe scroll newspaper paper pen pencil ink desk bed pillow blanket cradle sofa armchair bench stool shelf
    cupboard drawer carpet rug picture portrait painting statue violin piano guitar flute drum trumpet fiddle coin purse jewel necklace
    diamond pearl flag banner skull bone coffin tomb stone rock bridge tower fountain statue mill barn fence
    tent hammock net hook fish egg cheese wine beer rum brandy cigar cigarette handkerchief ribbon veil mask wig feather shell coral seaweed
    balloon kite doll toy ball card dice chessboard hedgehog flamingo pig lobster tortoise snake spider caterpillar butterfly owl parrot wolf bear lion tiger
    elephant monkey whale shark crab dove crow raven eagle swan goose duck hen cock goat sheep cow donkey camel deer fox frog moon star cloud
    throne sceptre scaffold gallows telegraph telegram train locomotive engine machine bicycle spectacles eyeglass jar medicine potion stretcher
    revolver dagger whip saddle bridle harness plough sack wheelbarrow broom needle thread thimble scissors lighthouse windmill palm pine oak
    biscuit pudding turkey sandwich tea coffee sugar pepper soup bird-cage cage chimney pistol pocket-book bible photograph envelope dynamite`),
  fr: words(`clef clé bouteille table chaise champignon lettre épée lanterne bateau barque canot livre montre éventail gant verre tasse théière
    soucoupe bouilloire assiette couteau fourchette cuillère pain gâteau tarte pomme orange rose fleur arbre buisson haie feuille porte grille
    fenêtre rideau miroir glace horloge pendule cloche bougie chandelle lampe torche feu cheminée poêle pipe chapeau casquette couronne manteau
    cape châle robe botte soulier sabot pantoufle bâton canne parapluie sac malle boîte coffre coffret panier tonneau seau cruche bol pot marmite
    corde chaîne échelle roue charrette voiture calèche diligence traîneau cheval chien chat oiseau lapin souris fusil pistolet carabine canon arc
    flèche lance hache marteau scie clou bêche pelle faux ancre voile rame mât radeau navire carte boussole télescope longue-vue microscope globe
    parchemin journal papier plume crayon encre bureau lit oreiller couverture berceau canapé fauteuil banc tabouret étagère armoire tiroir tapis
    tableau portrait statue violon piano guitare flûte tambour trompette harpe pièce bourse or bijou bague collier diamant perle médaille drapeau
    crâne os cercueil croix tombe pierre rocher pont tour puits fontaine moulin grange barrière tente hamac filet hameçon poisson œuf fromage vin
    bière rhum cigare cigarette mouchoir ruban voilette masque perruque coquillage corail algue ballon poupée jouet balle dé échiquier cochon homard
    tortue serpent araignée chenille papillon hibou perroquet loup ours lion tigre éléphant singe baleine requin crabe colombe corbeau aigle cygne
    oie canard poule coq chèvre mouton vache âne chameau cerf renard grenouille lune étoile nuage trône potence télégramme train locomotive machine
    lunettes remède fiole flacon revolver poignard fouet selle bride harnais charrue brouette balai aiguille dé ciseaux phare palmier sapin chêne
    biscuit soupe thé café sucre sel cage portefeuille photographie enveloppe scaphandre bouquet casque cuirasse bouclier hublot harpon poulpe
    volcan mine pioche wagonnet soupière gigot jambon poulet gibecière besace sacoche gourde manuscrit encrier chapelet missel cierge vitrail`),
};

/** Forms of these that are verbs or adjectives more often than things. */
export const MAYBE_VERBS: Record<Language, ReadonlySet<string>> = {
  en: words(`watch book fan box stick fire lie nail sail anchor needle saddle paddle spade bow hammer picture plate cook drum fiddle
    rose bear duck fox swan crow cock goat deer dress boot shoe shed mask whip map chart net hook fish mill fence rock stone bridge
    cap crown coat cloak glass bag sack engine machine play ball card card cart coach paper pen ink pot pan bowl rope chain light lamp
    bell stool shelf cable stretch saw bite kite leaf branch tear arms pipe pepper tart trunk bone star shell feather
    watches fans boxes sticks fires books nails sails anchors pictures plates crowns bears`),
  fr: words(`porte montre lance livre voile garde plume carte glace feu ferme marche table mine bride selle charge cloche balle
    barque tente perle masse couronne fouet gourde lampe dé or portes montres livres ferme rose vase scie pêche`),
};
