// What a clause may be dressed in, by what its verb says: how, where, when, what for. Every phrase of a class
// fits any clause of that class, told of one person (`@x`), in past and present.
//
//   # walk: go come …   a class and the verbs that belong to it
//   = how               the question that the phrases below answer; a sentence answers each once
//   without a word / …  phrases; each stands at the end, after a comma if it begins with one
//   ^ without a word    … or in front, or between subject and verb
//   # fall not night: … not of subjects with such a word; `of`: only of those
//   < of course        … only in front or between
//   {rain,out}          only so: the day's weather, out of doors, what the story has set
export const MODIFIERS = `
# walk: go walk come step wander return stroll march trudge follow cross tiptoe trot leave
= how
^ without a word / ^ without another word / without looking back / with @x's hands in @x's pockets
with @x's hands behind @x's back / with @x's head down / with @x's chin in the air / with both arms swinging
with the look of someone who *have a plan / with @x's collar turned up / one step at a time / at @x's own pace
, humming a tune that *have no end / , humming a little / , whistling through @x's teeth / , counting every step
, talking to nobody in particular / , looking neither left nor right
, trying to look as if it *be any other day / , as quietly as a cat on a carpet / , not fast and not slowly
, with a face that *give nothing away / , and not a board *creak / like someone with a great deal to do
like a cat in a strange house / like a general before a battle / the way people *go to a feast
the way one *walk on ice / as if somebody *~wait for @x / as if nothing in the world *can go wrong
as though it *be the most natural thing in the world / so quietly that not even the cat *look up
so straight that one could have balanced a cup on @x's head / ^ in a great hurry / ^ with small, quick steps
^ on legs that *will rather have stayed where they **be / {worried} ^ with a heavy heart
{worried} ^ with a heart like lead / {worried} with @x's stomach in a knot
{worried} , biting the inside of one cheek / {worried} , hoping very much for a bit of luck
{glad} ^ with a light heart / {glad} with a spring in every step / {glad} , grinning from ear to ear
{out} kicking a pebble along / {out} with one eye on the sky / {out} , greeting everyone on the way
{rain,out} ^ through the puddles / {rain,out} with wet shoes / {rain,out} with the rain running down @x's neck
{rain,out} with a sack over @x's head against the wet / {snow,out} with the snow creaking under every step
{snow,out} , leaving small dark footprints in the white / {snow,out} , blowing on @x's fingers
{sun,out} with the sun in @x's eyes / {sun,out} on the shady side / {wind,out} with the wind behind @x
{wind,out} ^ against the wind / {wind,out} , holding on to @x's hat / {fog,out} ^ through the grey
{fog,out} with one hand on the wall, so as not to get lost
= when
before anyone *can ask why / before anyone *can say a word / while nobody *~look
^ at the first stroke of the bell / ^ as soon as that *be settled / ^ a minute later / ^ quite suddenly
^ in the end
# run: run rush race hurry dash hasten gallop
= how
as fast as @x's legs *will go / as fast as @x *can / as if the ground *be hot / as if a goose *be behind @x
as though there *be not a minute to lose / like a hare across a field / like the wind, or nearly
so fast that @x's shadow *have trouble keeping up / so fast that two hens *fly up in fright / with flying hair
with both arms going like a windmill / with one shoelace undone / with a stitch in @x's side
, out of breath and red in the face / , jumping over whatever *lie in the way / , two steps at a time
, calling out as @x *go / , all elbows and knees / , not caring who *see it / without stopping once
without so much as a hat / ^ faster than ever before / ^ at full speed / {worried} with @x's heart in @x's mouth
{worried} , hoping it *be not too late / {glad} , shouting for joy / {glad} , laughing all the way
{rain,out} so that the water *splash up to @x's knees / {snow,out} , sliding the last part of it
{wind,out} with the wind in @x's hair / {fog,out} straight into the grey / {sun,out} in spite of the heat
= when
before anyone *can stop @x / before the others *^notice anything / ^ a moment later / ^ at once
^ that very minute
# climb: climb crawl creep kneel jump leap slip crouch squeeze
= how
on hands and knees / without a sound / with great care / , holding @x's breath / , one foot after the other
, feeling for a hold with one hand / , careful not to look down / , with more luck than skill
, nearly losing a shoe / , and only once *say ouch / like a cat / like a squirrel, only slower
as quietly as a mouse / as if @x *^do it every day / not very gracefully / ^ very slowly / ^ with a little grunt
^ without thinking about it for long
# try: try
= how
with all @x's might / ^ as hard as possible / ^ without much hope / ^ as a last resort / ^ just as bravely
, this way and that / , first gently and then not so gently / , pulling and pushing by turns / , red in the face
, and nearly *lose @x's temper
= when
^ after that / ^ of course / ^ next
= long
again and again / until @x's fingers *be sore / a good many times
# search: search hunt examine study
= how
from one end to the other / from top to bottom / with great thoroughness / without leaving out a corner
, on hands and knees where it *be needed / , looking under everything that *have an under
, lifting one thing after another / , muttering something / , first quickly and then slowly
like a fox round a hen house / like someone who *^lose a needle in a haystack / as if there *be gold to be found
^ as carefully as possible / ^ inch by inch / {worried} with a lump in @x's throat / {worried} , close to tears
= long
^ for the best part of an hour / ^ for a good while / until there *be no place left
a second time and then a third
= why
just to be sure / to make quite certain / ^ to be on the safe side
# look: look stare peer gaze watch glance
= how
with narrow eyes / with wide eyes / with @x's head on one side / with @x's nose almost touching
with one hand over @x's eyes / with a frown between @x's brows / without blinking / without moving
without saying what @x *think / , very closely / , first with one eye and then with the other
, hardly daring to breathe / , chewing on a thumbnail / , muttering something
, as if that *can change anything / like a hawk / like a doctor with a sick cow
the way a cat *look at a closed door / the way one *look at a riddle / as if for the first time
as if there *may be a trick in it / ^ with great attention / ^ as carefully as possible
{worried} with a lump in @x's throat / {worried} , close to tears / {glad} with shining eyes
= long
^ for a good long minute / ^ for quite a while / ^ for as long as it *take to count to twenty
until @x's eyes *water / until it *get too dark to see
# hold: take pick put lift carry hold open close shut pull push turn tie wipe rub shake fetch lay set pack unpack wrap unwrap fold hang press drag roll fill empty drop stuff snatch grab touch
= how
with both hands / with two fingers / with great care / with @x's left hand, because the right one *be sticky
with the tip of @x's tongue between @x's teeth / with a quick look over one shoulder / without a sound
without asking anyone / without knowing quite why / without any fuss / , gently, as one *handle an egg
, slowly and then all at once / , breathing hard through @x's nose / , a little clumsily
, talking to it under @x's breath / , more bravely than @x *feel / , using every bit of strength @x *have
as carefully as if it *be made of glass / as if it *may bite / as though it *weigh nothing
like somebody who *know what to do / like a baker with a hot loaf / ^ very carefully / ^ with a little sigh
^ with cold fingers / ^ with a steady hand / {worried} with trembling fingers / {worried} with a sinking heart
{glad} with a happy sigh / {glad} , humming with pleasure
= when
before anyone *can say no / before it *be too late / ^ at the second try / ^ at last / ^ a moment later
while everyone *~look the other way
= why
just in case / to be on the safe side / for safety's sake
# give: give hand pass offer share bring lend
= how
with both hands / with a little bow / with a small smile / with a nod / with a wink / without a word
without asking for anything back / without thinking twice / , which *be kind / , not quite without a sigh
, looking at the ground / , pretending that it *be nothing much / , as one *give a present to a king
as if it *be nothing at all / as though it *be the last in the world / like somebody used to it
^ a little shyly / ^ gladly / ^ after a short struggle
= when
before anyone *can ask / ^ then and there / ^ in the end / ^ after all
# eat: eat drink bite chew taste nibble lick sip
= how
with great pleasure / with @x's eyes shut / with both elbows on the table / without putting it down once
without a word / , down to the last crumb / , slowly, so that it *will last
, and a good deal *land on @x's chin / , licking every finger afterwards / , chewing as loudly as a goat
, making small sounds of content / like someone who *^work all day / like a bird, a bit here and a bit there
as if there *be no tomorrow / as politely as at a wedding / ^ with a good appetite / ^ very slowly / ^ hungrily
= when
until there *be nothing left / before it *get cold / while it *be still warm / ^ after that
# think: think wonder decide remember guess consider
= how
with a finger against @x's nose / with @x's eyes on the ceiling / with @x's chin in @x's hands
without saying anything / , not for the first time / , though @x *keep it quiet
, drawing circles with one foot / , and it *be no small thought / ^ not without reason / all by @x.self
^ secretly / ^ deep down
= when
^ just then / ^ at that very moment / ^ after a while / ^ now and then
= long
^ for a long minute / ^ for the rest of the day
# feel: feel worry hope fear tremble blush shiver
= how
from head to toe / right down to @x's toes / though @x *!will have said so
though there *be no good reason for it / more than @x *can say / , as people sometimes **do
, like a kettle just before it *boil / ^ all at once / ^ all of a sudden / ^ for the first time that day
^ in spite of everything / ^ without knowing why / ^ just for a moment / ^ not for long, but thoroughly
# show: laugh smile cry nod shrug sigh grin giggle weep frown blink wave sniff
= how
in spite of @x.self / without meaning to / with @x's whole face / with one hand over @x's mouth
, half glad and half ashamed / , and it *do @x good / , which *be an answer too
, like somebody who *know better / as one *do on such occasions / ^ very softly / ^ just a little
^ for no clear reason / ^ rather bravely
= long
^ for a while / until it *hurt / until @x's eyes *be wet / more than once
= when
^ at that / ^ at last / ^ for the first time in days
# wait: wait sit stand lie rest stay sleep lean squat stop
= how
with @x's knees drawn up / with @x's back against the wall / with @x's arms folded
with @x's chin on @x's fists / with both feet together / without moving / without making a sound
, as still as a post / , swinging one foot / , counting up to a hundred and back
, listening to @x's own breath / , thinking of supper / , feeling rather small / , all ears
, and the time *crawl / like a stone / like a lamp that nobody *^light / like a cat at a mouse hole
as patiently as a fisherman / as if @x *^take root / ^ quite alone / ^ very quietly / ^ in silence
{worried} with an uneasy feeling / {worried} , not knowing where to put @x's hands / {glad} , smiling to @x.self
{glad} with a warm feeling all the way down / {rain,out} with water dripping from @x's sleeves
{snow,out} , stamping from time to time / {sun,out} with the sun on @x's face
{wind,out} with leaves blowing round @x's feet / {fog,out} like a ghost in the grey
= long
^ for a while / ^ for a very long time / ^ for as long as it *take to eat an apple
until @x's feet *go to sleep / until the bell *ring / until @x *can bear it no longer
= when
^ after that / ^ for once / ^ a little apart
# talk: tell explain ask call talk promise thank shout whisper answer beg warn greet sing read
= how
in a low voice / in @x's politest voice / in one breath / with both hands / with @x's mouth full
with a good many words / with a red face / without a pause / without leaving anything out
, stammering a little / , a bit louder than *be needed / , as plainly as possible / , looking at @x's own shoes
, choosing every word / , twice, so that nothing *be lost / as politely as @x *can
as if it *be nothing special / like somebody reading from a book / ^ a little breathlessly / ^ very politely
^ in as few words as possible / ^ after a deep breath / {worried} with a shaking voice
{worried} , trying not to cry / {glad} with a laugh / {glad} , hopping on one foot
= when
before @x's courage *^go / ^ at last / ^ straight away / ^ then and there
# work: make build cut sew dig plant bake mend work sweep scrub wash clean peel draw write paint carve knit stir cook repair polish saw hammer
= how
with rolled-up sleeves / with @x's tongue between @x's teeth / with great care / with more zeal than skill
without looking up / without any help / without complaining, or hardly / , whistling / , humming to keep in time
, bit by bit / , with a smudge on @x's nose / , making rather a mess / , as neatly as @x *can
, saying every step aloud / , and it *be harder than it *look / like a real master
like somebody who *be paid for it / as if a prize *hang on it / with all @x's might / ^ as well as possible
^ slowly but surely / ^ all alone / {worried} with fingers that *!will obey
{glad} , singing at the top of @x's voice
= long
^ for an hour / ^ hour after hour / until @x's arms *ache / until @x's back *be stiff
= why
to make up for it / just to prove that it *can be done / so that nobody *can complain
for the honour of the family
# find: find notice see hear discover meet spot
= how
quite by chance / without looking for it / to @x's great surprise / , which *be more than @x *^hope for
, and *can hardly believe it / , of all things / , clear as day / as one always *do, in the last place
as plainly as a nose in a face / ^ by pure luck / ^ with no trouble at all
= when
^ at last / ^ just in time / ^ after a good deal of trouble / ^ a moment later / ^ that same hour
^ in the middle of all this
# learn: learn know understand believe forget like love want need have keep
= how
< to tell the truth / < as it *happen / < of course / < as everyone *know / < for some reason
# do: anything
= how
^ without thinking twice / ^ without a moment's delay / ^ without being asked / ^ without much ado
^ with some effort / ^ with a glance at the door / ^ with no fuss at all / ^ with a serious face
^ as calmly as possible / ^ quite calmly / ^ rather slowly / ^ almost without noticing
^ half in earnest and half for fun / ^ for lack of a better idea / ^ on the spur of the moment
^ to everyone's surprise / ^ to nobody's surprise / ^ for a change / ^ for the sake of peace / ^ by and by
{worried} ^ with an uneasy feeling / {worried} ^ with a dry mouth / {worried} ^ in spite of all fear
{worried} ^ not feeling brave at all / {worried} ^ feeling far too small for it
{glad} ^ in the best of moods / {glad} ^ with a warm feeling inside / {glad} ^ happier than a king
= when
^ after some thought / ^ after a short pause / ^ after a deep breath / ^ a little while later / ^ when it *be time
^ a few breaths later / ^ without waiting for an answer / < once that *be clear / ^ when nobody else *do
< as soon as it *be possible / < before the hour *be over / ^ while there *be still time / ^ at long last
`;

/** What a narrator puts in, before any sentence that tells. */
export const MUSINGS = `
of course, / as luck would have it, / to tell the truth, / believe it or not, / strange to say, / now,
needless to say, / it so *happen that / the truth *be that / so it *be that / as the story goes, / they say that
mind you, / naturally, / in any case, / as it *turn out, / as chance would have it, / if you can believe it,
and so it *come about that / well, / you may have guessed it: / and now listen: / this much is certain:
what *happen next *be that / people still say that / it *be a fact that / the long and the short of it *be that
as one *can have foreseen, / as these things go, / no one *=know why, but / it may sound odd, but
if the truth be told, / to make a long story short, / in short,
`;

/** Of whatever is no person's doing. */
export const EVENTS = `
# weather of rain snow sun wind fog frost cloud clouds storm leaves: rain snow shine blow hang drum drip howl drift gather flap swing glitter
= how
^ as if it *will never stop / as it *do at that time of the year / as it often *do in those parts
without any hurry / so that nobody *care to go far / so that even the dogs *stay close to the wall
, much to the joy of the ducks / , and the old people *nod and *say that they *^know it
, and nobody *be surprised / , as the almanac *^promise / , whatever the almanac *say / ^ quite gently
^ as far as one can see
= long
^ from morning till night / ^ all that day / until the hills *be gone
# fall not night evening dusk silence rain snow darkness sun face heart voice price smile river way: fall fly roll slip land tumble burst crack split snap drop sink topple slide
= how
with a noise like a wet kiss / with a sound like a small bell / with a thump / with a clatter that *wake the cat
before anyone *can put out a hand / in front of everybody / as if in a dream / as if it *^wait for that moment
in the most foolish way / , quite slowly, it *seem / , and nobody *dare to breathe / , and somewhere a dog *bark
, just like that / , which nobody *^expect / ^ without any warning / ^ for no reason at all
^ with terrible slowness
= when
^ at that very moment / ^ just then / ^ the next instant / ^ before long
`;
