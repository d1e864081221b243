/**
 * What most guessed passwords come down to once digits and signs around them are taken off, in English and French,
 * with the product's own names. Longer lists refuse little more: what else is common is shorter than ten characters.
 */
export const COMMON_PASSWORD_STEMS: ReadonlySet<string> = new Set(
  `password passwort passw motdepasse monmotdepasse mypassword thepassword newpassword yourpassword
  passwordpassword passwd admin administrator administrateur root superuser user utilisateur guest invite welcome
  welcomeback bienvenue bonjour bonsoir hello helloworld salut letmein letmeinnow changeme changemenow changezmoi
  default defaut temporary temporaire secret topsecret supersecret masterkey master maitre login logmein access
  qwerty qwertyuiop qwertyui qwertz azerty azertyuiop azertyui qwertyqwerty asdfgh asdfghjkl zxcvbn zxcvbnm
  qazwsx qazwsxedc zaqwsx iloveyou iloveyousomuch iloveme jetaime jetadore monamour mabelle loulou doudou chouchou
  princess princesse sunshine soleil football footballer baseball basketball superman batman spiderman starwars
  pokemon minecraft fortnite dragon dragonball monkey shadow michael jennifer jessica charlie daniel nicolas thomas
  alexandre camille marseille olympique chocolate chocolat cookie computer ordinateur internet whatever trustno
  trustnoone freedom liberte summer winter spring autumn printemps automne hiver january february september october
  november december janvier fevrier juillet septembre octobre novembre decembre monday friday lundi vendredi
  qwertyuiopasdfghjkl abcdefghij abcdefgh blahblahblah testtest testing testpassword password test unknown nothing
  manchester liverpool chelsea arsenal barcelona realmadrid juventus superstar butterfly papillon elephant
  visiobook visiobookvisiobook monvisiobook myvisiobook correcthorsebatterystaple`.split(/\s+/),
);
