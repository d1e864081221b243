import type { Language } from '@visiobook/schema';
import { words } from './word-list.ts';

/** Common nouns that can stand for one person of a story: "the stranger", "le capitaine". */
export const FEMALE_NOUNS: Record<Language, ReadonlySet<string>> = {
  en: words(`woman girl lady mother queen princess duchess countess baroness empress witch housekeeper maid governess nurse aunt
    grandmother widow wife daughter sister landlady mistress nun hostess actress heroine sorceress bride stepmother`),
  fr: words(`femme fille dame mère reine princesse duchesse comtesse baronne marquise impératrice sorcière gouvernante bonne
    servante nourrice tante grand-mère veuve épouse sœur maîtresse religieuse hôtesse actrice héroïne aubergiste cuisinière fée
    fillette mariée concierge vieille jeune-fille demoiselle`),
};

export const MALE_NOUNS: Record<Language, ReadonlySet<string>> = {
  en: words(`man boy gentleman father king prince duke count baron earl emperor knight wizard butler footman uncle grandfather
    widower husband son brother landlord master monk priest vicar parson abbot host actor hero sorcerer bridegroom captain
    squire sailor soldier policeman coachman blacksmith fisherman hunter shepherd hermit knave sheriff chief fellow lad`),
  fr: words(`homme garçon monsieur gentilhomme père roi prince duc comte baron marquis empereur chevalier sorcier domestique valet
    oncle grand-père veuf mari fils frère maître moine prêtre curé abbé hôte acteur héros marié capitaine matelot marin soldat gendarme
    cocher forgeron pêcheur chasseur berger ermite shérif chef gars jeune-homme vieillard commandant colonel général officier
    lieutenant sergent notaire docteur médecin professeur ingénieur juge commissaire brigadier bourreau mendiant vagabond bandit voleur
    pharmacien jardinier meunier boulanger marchand charretier ouvrier paysan fermier guide reporter avocat magicien harponneur canadien`),
};

export const ANY_NOUNS: Record<Language, ReadonlySet<string>> = {
  en: words(`doctor professor captain colonel major general lieutenant sergeant inspector detective stranger child baby
    servant cook clerk lawyer judge teacher pupil student prisoner traveller guard guide thief robber pirate beggar tramp
    merchant banker farmer gardener miller baker carpenter engineer reporter journalist editor artist painter poet musician
    president minister mayor executioner juror witness patient coroner curate artilleryman innkeeper hostler porter driver
    chairman secretary colleague neighbour visitor guest lodger savage native cripple hatter`),
  fr: words(`enfant inconnu inconnue étranger étrangère prisonnier prisonnière voyageur voyageuse élève concierge malade savant
    artiste peintre poète musicien président ministre maire pirate esclave convict témoin vagabonde`),
};

export const ANIMALS: Record<Language, ReadonlySet<string>> = {
  en: words(`cat dog rabbit hare mouse dormouse rat fox wolf bear lion tiger horse pony donkey mule cow bull ox calf sheep lamb goat pig
    boar hen cock rooster duck goose swan eagle hawk owl crow raven parrot lory dodo pigeon dove sparrow robin nightingale swallow
    caterpillar butterfly bee ant spider beetle cricket grasshopper snake serpent lizard turtle tortoise frog toad fish whale shark
    lobster crab monkey ape gorilla elephant camel deer stag fawn squirrel badger mole weasel hedgehog otter puppy kitten hound
    mastiff terrier spaniel pigeon bat eaglet magpie canary oyster walrus gnat panther leopard jackal cub crocodile pup jaguar`),
  fr: words(`chat chatte chien chienne lapin lièvre souris loir rat renard loup louve ours lion lionne tigre cheval jument âne mulet vache
    taureau bœuf veau mouton agneau brebis chèvre cochon porc sanglier poule coq canard oie cygne aigle faucon hibou chouette corbeau corneille
    perroquet pigeon colombe moineau rouge-gorge rossignol hirondelle chenille papillon abeille fourmi araignée scarabée grillon cigale
    serpent lézard tortue grenouille crapaud poisson baleine requin homard crabe singe gorille éléphant chameau cerf biche faon écureuil
    blaireau taupe belette hérisson loutre chiot chaton caniche dogue épagneul chauve-souris pie canari huître panthère léopard chacal
    crocodile orang orang-outang jaguar poulain ânesse marmotte phoque cachalot`),
};

export const CREATURES: Record<Language, ReadonlySet<string>> = {
  en: words(`ghost spirit phantom spectre demon devil monster giant giantess dragon gryphon griffin unicorn fairy elf dwarf goblin
    troll ogre mermaid nymph vampire werewolf angel genie golem sphinx gnome imp hobgoblin creature fiend robot martian jabberwock`),
  fr: words(`fantôme spectre esprit revenant démon diable monstre géant géante dragon griffon licorne fée elfe lutin nain naine gobelin
    troll ogre ogresse sirène nymphe vampire loup-garou ange génie golem sphinx gnome diablotin créature farfadet bête`),
};

/** Verbs in the form a story uses them, that only a living being is the subject of. */
export const ACTING_VERBS: Record<Language, ReadonlySet<string>> = {
  en: words(`thought felt looked smiled laughed walked ran sat stood rose turned went came knew saw heard took gave began seemed
    nodded shook stared glanced leaned wept blushed frowned grinned bowed knelt slept awoke ate drank wore loved hated feared hoped
    wished wanted wondered remembered forgot believed listened watched waited hurried entered left stopped started jumped seized
    caught held drew put opened got made paused hesitated sighed would could had was did never will has must is`),
  fr: words(`pensa pensait regarda regardait sourit souriait rit riait marcha marchait courut courait s'assit assit asseyait leva levait tourna
    alla allait vint venait savait sut vit voyait entendit prit prenait donna donnait commença semblait hocha secoua fixa pencha pleura
    pleurait rougit pâlit salua dormait dormit mangea mangeait but buvait portait aimait aima détestait craignait espérait voulait voulut
    croyait crut écouta écoutait attendit attendait entra entrait sortit sortait s'arrêta arrêta sauta saisit tint tenait ouvrit hésita
    avait était fut eut n'avait n'était pouvait put devait dut se est a s'était resta restait demeura tendit frappa approcha`),
};
