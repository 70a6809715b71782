// Verbs whose forms no rule gives: lemma, past, participle; and those that double their last letter though
// they have two syllables, and those that no one is in the middle of ("she is knowing").

const IRREGULAR = `
arise arose arisen|awake awoke awoken|bear bore borne|beat beat beaten|become became become|begin began begun
bend bent bent|bet bet bet|bind bound bound|bite bit bitten|bleed bled bled|blow blew blown|break broke broken
breed bred bred|bring brought brought|build built built|burst burst burst|buy bought bought|cast cast cast
catch caught caught|choose chose chosen|cling clung clung|come came come|cost cost cost|creep crept crept
cut cut cut|deal dealt dealt|dig dug dug|do did done|draw drew drawn|dream dreamed dreamed|drink drank drunk
drive drove driven|eat ate eaten|fall fell fallen|feed fed fed|feel felt felt|fight fought fought|find found found
flee fled fled|fling flung flung|fly flew flown|forbid forbade forbidden|forget forgot forgotten
forgive forgave forgiven|freeze froze frozen|get got got|give gave given|go went gone|grind ground ground
grow grew grown|hang hung hung|have had had|hear heard heard|hide hid hidden|hit hit hit|hold held held
hurt hurt hurt|keep kept kept|kneel knelt knelt|knit knitted knitted|know knew known|lay laid laid|lead led led
leap leapt leapt|leave left left|lend lent lent|let let let|lie lay lain|light lit lit|lose lost lost
make made made|mean meant meant|meet met met|mistake mistook mistaken|overcome overcame overcome|pay paid paid
put put put|read read read|ride rode ridden|ring rang rung|rise rose risen|run ran run|say said said|see saw seen
seek sought sought|sell sold sold|send sent sent|set set set|sew sewed sewn|shake shook shaken|shine shone shone
shoot shot shot|show showed shown|shrink shrank shrunk|shut shut shut|sing sang sung|sink sank sunk|sit sat sat
sleep slept slept|slide slid slid|sow sowed sown|speak spoke spoken|speed sped sped|spend spent spent
spill spilled spilled|spin spun spun|split split split|spread spread spread|spring sprang sprung|stand stood stood
steal stole stolen|stick stuck stuck|sting stung stung|stride strode stridden|strike struck struck|string strung strung
swear swore sworn|sweep swept swept|swell swelled swollen|swim swam swum|swing swung swung|take took taken
teach taught taught|tear tore torn|tell told told|think thought thought|throw threw thrown|tread trod trodden
understand understood understood|upset upset upset|wake woke woken|wear wore worn|weave wove woven|weep wept wept
win won won|wind wound wound|withdraw withdrew withdrawn|wring wrung wrung|write wrote written
undo undid undone|rebuild rebuilt rebuilt|foresee foresaw foreseen|overhear overheard overheard`;

export const irregular: ReadonlyMap<string, readonly [past: string, participle: string]> = new Map(
  IRREGULAR.trim()
    .split(/[|\n]/)
    .map((line) => line.split(' '))
    .map(([lemma, past, participle]) => [lemma!, [past!, participle!]]),
);

export const doubling: ReadonlySet<string> = new Set(
  'begin forget admit permit prefer refer regret occur commit forbid upset undergo unplug equip control travel quarrel label signal level'.split(
    ' ',
  ),
);

export const stative: ReadonlySet<string> = new Set(
  `be have know want like love see hear feel need understand remember believe own belong seem mean cost hate
  prefer hope notice recognise deserve matter become decide agree realise forget promise die can must will should may
  contain weigh measure lie stand`.split(/\s+/),
);
