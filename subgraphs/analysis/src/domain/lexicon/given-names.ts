import type { Language } from '@visiobook/schema';
import { words } from './word-list.ts';

/** Frequent given names, only to tell a person's gender when the story has not shown it yet. */
export const FEMALE_NAMES: ReadonlySet<string> =
  words(`mary anne ann anna jane elizabeth margaret catherine katherine kate sarah
  susan emily emma charlotte caroline harriet lydia lucy alice julia laura helen ellen eleanor martha rachel rebecca ruth hannah
  louisa maria marianne sophia sophie agnes clara flora florence grace rose edith ethel dorothy diana fanny georgiana isabella
  henrietta victoria virginia amelia amy beth meg nancy betsy molly polly peggy sally marie jeanne louise julie claire madeleine
  marguerite thérèse hélène cécile adèle amélie lucie lucile émilie eugénie geneviève françoise véronique catherine élisabeth
  berthe félicité nastasie léocadie mathilde pauline suzanne simone jacqueline blanche céline colette constance denise estelle
  gabrielle henriette honorine hortense irène jeannette juliette lise margot marthe mélanie nathalie odette rosalie solange sylvie
  valentine valérie virginie yvonne delphine clotilde élise agathe brigitte antoinette
  barbara beatrice bridget cecilia christina clarissa cordelia edna elinor esther eva evelyn frances gertrude gladys gwendolen harriet helena hilda ida
  irene isabel jessica joan josephine judith katharine leonora lettice lilian lily mabel marian marjorie matilda maud may mildred minnie miriam muriel nora olive
  olivia ophelia patience patricia penelope phoebe priscilla prudence rosalind rosamond roberta sibyl susanna sybil theresa violet vivian winifred georgina
  adrienne aline alix amandine angèle angélique anaïs annette apolline armande athénaïs augustine aurélie aurore bathilde béatrice bérénice camille caroline cosette
  denise désirée edmée éléonore élodie emma ernestine esther eugénie euphrasie fantine fernande flavie florence gilberte ginette hermine isabelle jenny josette julienne
  laure laurence léonie léontine lisette lucienne lydie marcelle mariette marthe maude mélie michelle mireille noémie octavie ophélie paule perrine philomène
  prudence raymonde renée rosine roxane sidonie sophie suzette sylvaine ursule valérie véra victoire victorine yolande zélie zoé`);

export const MALE_NAMES: ReadonlySet<string> =
  words(`john james william george charles henry thomas edward robert richard joseph
  david daniel peter paul mark luke matthew simon stephen andrew philip arthur albert alfred frederick francis frank walter ralph
  hugh roger oliver jack tom jim joe bill bob ben sam dick harry ned ted will edmund edgar ernest leonard lawrence martin michael
  nicholas patrick samuel theodore victor vincent jonathan abraham ebenezer timothy jacob jean pierre jacques paul louis henri
  charles antoine françois philippe michel andré robert georges émile jules gustave léon ernest eugène alphonse auguste victor
  étienne nicolas guillaume gaston raoul rené roland lucien maurice marcel olivier patrice raymond claude denis édouard félix
  ferdinand gabriel gilbert gilles hector hippolyte honoré hubert isidore jérôme joseph julien justin laurent léonard marc
  mathieu maxime octave pascal rodolphe simon théodore thomas vincent yves arsène stéphane otto hans cyrus axel
  abel adam alan alec alexander ambrose amos anthony archibald arnold augustus basil benjamin bernard bertram cecil christopher clarence clement clive cyril
  donald dorian douglas eric eugene ezra felix ferdinand geoffrey gerald gilbert giles godfrey gregory guy harold herbert horace howard humphrey ivan jasper
  jeremiah jeremy jerome joshua julian kenneth lancelot leopold lewis lionel malcolm maurice miles mortimer nathaniel neville norman oscar oswald percival percy quentin
  raymond reginald rupert sebastian septimus sidney silas stanley sylvester toby tobias tristram valentine wilfred
  achille adolphe adrien alain albert alexandre alexis alfred amédée anatole anselme aristide armand athanase augustin aurélien barthélemy baptiste basile bastien
  benoît bernard bertrand blaise camille casimir célestin césaire clément cléante colin constant cyprien cyrille damien daniel désiré didier dominique edmond eloi émilien
  étienne eustache évariste fabien fabrice fernand firmin florent florian françois frédéric gaspard gédéon germain gérard gontran grégoire guy henry hilaire
  honoré hyacinthe ignace jean-baptiste jean-jacques jean-louis jean-pierre joachim josé lambert laurent lazare léandre léopold lubin luc ludovic marius mathurin
  maximilien médard modeste narcisse nazaire norbert onésime pacôme paulin philibert placide prosper quentin rémi rémy richard rodrigue romain sébastien séraphin
  séverin silvestre sylvain théophile thibault tristan ulrich urbain valentin valère victorien vital xavier zacharie`);

/** Short forms and the names they stand for. */
const DIMINUTIVES: Record<Language, string> = {
  en: `lizzy:elizabeth eliza:elizabeth bessie:elizabeth betsy:elizabeth beth:elizabeth betty:elizabeth kitty:catherine kate:catherine
    tom:thomas tommy:thomas jim:james jimmy:james bill:william billy:william will:william dick:richard bob:robert bobby:robert
    jack:john johnny:john harry:henry hal:henry ned:edward ted:edward eddie:edward teddy:edward joe:joseph sam:samuel ben:benjamin
    tim:timothy tiny:timothy nick:nicholas fred:frederick frank:francis charlie:charles charley:charles georgy:george dan:daniel
    danny:daniel dave:david mike:michael andy:andrew alec:alexander alex:alexander sandy:alexander meg:margaret maggie:margaret
    peggy:margaret molly:mary polly:mary mina:wilhelmina nancy:anne nan:anne annie:anne fanny:frances nell:eleanor nelly:eleanor
    sally:sarah sukey:susan susie:susan lotty:charlotte lucy:lucilla jenny:jane jeannie:jane hetty:henrietta becky:rebecca
    matt:matthew steve:stephen jon:jonathan art:arthur abe:abraham phil:philip tony:anthony larry:lawrence
    jake:jacob freddy:frederick freddie:frederick ernie:ernest bertie:albert gus:augustus archie:archibald zeke:ezekiel ike:isaac
    walt:walter wally:walter ron:ronald ronny:ronald ronnie:ronald ray:raymond pete:peter pat:patrick paddy:patrick josh:joshua
    jerry:jeremiah jeff:jeffrey hugo:hugh greg:gregory gabe:gabriel ollie:oliver nat:nathaniel nate:nathaniel kit:christopher
    chris:christopher ken:kenneth don:donald davy:david dolly:dorothy dot:dorothy dora:theodora tess:theresa tessy:theresa
    gwen:gwendolen ginny:virginia gertie:gertrude trudy:gertrude flo:florence flossie:florence effie:euphemia edie:edith ellie:eleanor
    connie:constance cissy:cecilia cathy:catherine katy:catherine katie:catherine carrie:caroline barbie:barbara addie:adelaide
    mamie:mary minnie:wilhelmina millie:mildred milly:mildred mattie:martha patty:martha lottie:charlotte lou:louisa libby:elizabeth
    lil:lilian lily:lilian josie:josephine jo:josephine jess:jessica hattie:harriet harrie:harriet vicky:victoria winnie:winifred
    nelly:ellen nelly:helen nell:ellen nell:helen kate:katherine kitty:katherine cathy:katherine katy:katherine annie:anna nancy:ann
    harry:harold ned:edmund ted:theodore fred:alfred bertie:herbert bertie:robert bertie:bertram bert:albert bert:herbert
    daisy:margaret madge:margaret bella:isabella bell:isabella tilly:matilda sally:sara jamie:james jem:james jimmie:james johnnie:john
    rob:robert robbie:robert bobbie:robert liza:elizabeth lizzie:elizabeth janie:jane rosy:rose rosie:rose sue:susan
    susy:susan tina:christina lina:caroline lena:helena nora:eleanora nora:honora hugo:hubert willie:william willy:william`,
  fr: `jeannot:jean jeanneton:jeanne margot:marguerite lise:élise lisette:élise nini:eugénie toto:antoine toinette:antoinette
    pierrot:pierre paulot:paul jacquot:jacques louison:louise suzon:suzanne fanchon:françoise babette:élisabeth mimi:marie
    manon:marie nanette:anne nannette:anne nanon:anne ninon:anne charlot:charles colin:nicolas
    goton:marguerite gothon:marguerite madelon:madeleine lolotte:charlotte titine:ernestine titine:augustine mimile:émile
    totor:victor guguste:auguste bébert:albert fanfan:françois toine:antoine tonin:antoine toinon:antoinette colas:nicolas
    janot:jean jeannou:jean jacot:jacques julot:jules catiche:catherine`,
};

/** One short form may stand for several names. */
export const DIMINUTIVE_OF: Record<Language, ReadonlyMap<string, readonly string[]>> = {
  en: pairs(DIMINUTIVES.en),
  fr: pairs(DIMINUTIVES.fr),
};

function pairs(block: string): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const pair of block.split(/\s+/)) {
    const [short, full] = pair.split(':') as [string, string];
    names.set(short, [...(names.get(short) ?? []), full]);
  }
  return names;
}
