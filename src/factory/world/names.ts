// Names from four invented languages, each with its own sounds: Vellic (soft), Ostran (hard), Ildarin (long
// vowels) and Tembu (open syllables). A name is given once; words of our lexicon and well-known real names
// are never given.
import type { Random } from '../../base/random.ts';
import { allWords } from './lexicon/nouns.ts';

interface Language {
  readonly name: string;
  readonly heads: string;
  readonly f: string;
  readonly m: string;
  readonly family: string;
  readonly town: string;
  readonly water: string;
  readonly land: string;
}

export const LANGUAGES: readonly Language[] = [
  {
    name: 'Vellic',
    heads:
      'mel tal vel sen kal lum nev dar fen hal jor lis mir nol pel ral sel tov ven wil bel cor del fal gol hes lor mal ner sal',
    f: 'ia ena issa ani ora inda ette una ava elle ima osa',
    m: 'en or ric an emar om ero win ett ick aro oth',
    family: 'wick mond dine sley barrow hern quist low mere sant grave tine dell rush fane',
    town: 'mere wick ham brook dale port minster sey holt leigh combe stead',
    water: 'ow en ith ane ill esk our',
    land: 'onia mark land eth aria',
  },
  {
    name: 'Ostran',
    heads:
      'brag drov grun karv krod osk torv zark skel strem vrod gask hruk jarv dresk brun gorm kest vost trask ulg zel rusk drum orsk',
    f: 'a ka ina itsa ova esha ula yna eska ila',
    m: 'ik ov un ar osh ek an ul it ag',
    family: 'ovar enko skane itz ulov dran osk ivik urin akov eshny ard',
    town: 'grad vik ovo burg skaya ensk orod drava kov nitz',
    water: 'ova un isk ava etza or',
    land: 'via ovia stra ensk ora',
  },
  {
    name: 'Ildarin',
    heads: 'ael ild eir oan uin fael lae nuir sae tior vae cael ean ior mae rhi tae ulm yls ael dae hael iol sior thae',
    f: 'wen iel anna uira eth ine ys oria enna uin',
    m: 'dor ron ian uil gar oth mir las eon dan',
    family: 'adoren uinel irath aeris olien ethuin amar ondir aloth ielle',
    town: 'lond uin mir ost aras ethil orne las iath duin',
    water: 'uin iel ath ore wain',
    land: 'dor ien aria oth uil',
  },
  {
    name: 'Tembu',
    heads: 'ka te mo zu nda ji bo lu pe sho wa nu ki tsa ma de ru fi go ha ndo pa sa vi yo',
    f: 'mari lisa neke zuri tami wena sheka loma dina pesa rua kefa',
    m: 'bako mbele toro jabu dumo kuzi rani tanu baso wendo lumo gani',
    family: 'mbasa tukolo ndeka riwani zomba kalele shanda pomoni tabwe lungano',
    town: 'mbara weni kolo zanda puri tembe lani goro shava ndoma',
    water: 'zi mbe ra lua wiri',
    land: 'banda lunde sali taro mbia',
  },
];

/** Real people and places that these sounds could spell, and words that would read oddly as a name. */
const TAKEN =
  `malvina melania melissa melinda talia selena selina corina corinna delia celia belinda marina marissa dalia dora
  melanie valeria valencia salem selma velma wilma wilson nelson corinne corsica malta salina salerno nora noel noelle
  halifax dartmouth dallas wilmer elmer delmar feller miriam mirren mirella lisanna lisette lucinda lima lisa marian
  kalina karina darian darwin daren darren halen hallow jordan joran jorina nevada nevis nolan penelope pella ralia
  ralph salvia fenwick wilden welland norwich norfolk norman corrick berwick warwick keswick delaware delmonico
  brunei bruno brunei gaskell gorman kestrel trask vostok moscow kirov karpov oskar krakow torino bragg ulrich zelda
  zella vera kalinin jarvik rusk drummond drummer ruskin strem leningrad petrograd belgrade stalingrad novgorod
  aeron cael caelan ioan ean eamon ilda rhian rhianna rhiannon maeve maeline daedalus hael thales iona aeneid gwen
  kamari kadina kano mombasa zulu zuma zumba jira jina luanda lusaka pesa pemba wakanda wakuzi nubia kiev kigali
  masala mali malawi madina medina rwanda rudina fiji goa gobi hadar panama pakistan sahara samari salomon savanna
  victoria yoruba tema togo mobutu bokaro boro lula luna shona kenya tanzania zambia zimbabwe namibia tehran
  anna hanna hannah maria mary john james peter paul london paris berlin rome madrid norman selenium hitler stalin
  mario dario elena sandra martha ruth sarah david daniel michael robert richard henry edward william george
  dalwin hallett hallick mallick malick salick corrett fallen fallow galen goldwin golden seldom senior senna sentry
  talent talon valor velour venom venice pelican ralston felon melon salon demon lemon mermaid mallow sallow bellow
  delphi pelham malone salome coral corona torso torvald bruna gormet zelena kestina vostova drova boba bodina
  noor lorena loren loretta lorette solomon corsant nerissa nero nerine fenella fallon belize belen bellini belette
  haleth helena hesper malaria selva talisa darick derrick merrick fenn paloma padina sadina yolisa kizuri vidina`.split(
    /\s+/,
  );

export class Names {
  readonly #random: Random;
  readonly #given = new Set<string>();
  readonly #taken: Set<string>;

  constructor(random: Random) {
    this.#random = random;
    this.#taken = new Set([...TAKEN, ...allWords()]);
  }

  /** May this word be a name here at all? */
  fits(name: string): boolean {
    const low = name.toLowerCase();
    return low.length >= 4 && low.length <= 11 && !this.#taken.has(low) && !/(.)\1\1|[aeiou]{4}|[^aeiouy]{5}/.test(low);
  }

  /** A name of a language, of any use, possibly one already given. */
  word(language: Language, use: 'f' | 'm' | 'family' | 'town' | 'water' | 'land'): string {
    for (;;) {
      const heads = language.heads.split(' ');
      let head = this.#random.pick(heads);
      const tail = this.#random.pick(language[use].split(' '));
      if (head.length < 3 && use !== 'f' && use !== 'm' && this.#random.int(3) === 0) head += this.#random.pick(heads);
      const name = smooth(head + tail);
      if (this.fits(name)) return name[0]!.toUpperCase() + name.slice(1);
    }
  }

  /** A name that nothing else has. Long searches lengthen it. */
  unique(make: () => string): string {
    for (let tries = 0; ; tries++) {
      const name = make();
      if (!this.#given.has(name)) {
        this.#given.add(name);
        return name;
      }
      if (tries > 500) throw new Error('the language has run out of names');
    }
  }

  /** Marks a name as given. */
  take(name: string): boolean {
    if (this.#given.has(name)) return false;
    this.#given.add(name);
    return true;
  }
}

/** Sounds that meet badly run together. */
function smooth(word: string): string {
  return word
    .replace(/aea/g, 'ae')
    .replace(/iia/g, 'ia')
    .replace(/([aeiou])\1/g, '$1')
    .replace(/uiu/g, 'ui')
    .replace(/([bdgkpt])\1\1?/g, '$1')
    .replace(/sks?k/g, 'sk')
    .replace(/ael(ael|eal)/g, 'ael')
    .replace(/iore/g, 'ore')
    .replace(/aeo/g, 'ao')
    .replace(/aeu/g, 'au')
    .replace(/oau/g, 'ou')
    .replace(/eai/g, 'ei')
    .replace(/uii?/g, 'ui');
}
