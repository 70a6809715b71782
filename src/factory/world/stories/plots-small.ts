// Stories of small troubles that are large at the time: a loose tooth, loud boots, a forgotten line, a burnt
// soup. The notation is explained in ../script.ts.
export const SMALL_TROUBLES = `
# plot loose-tooth cast a:child m:parent b:friend n:neighbour
:tooth-loose

:tooth-advice
:tooth-advice
:tooth-try
?:tooth-try
:tooth-out

:tooth-after
# tooth-loose
%[on Monday|one morning at breakfast|in the middle of a sum]
@a.new *bite into [a crust|an apple], and something [*give way|*say crick]: a tooth, [at the top in front|on the left], [*go forward and back, like a gate|*be no longer as firm as the others]
/
everybody in the class *^lose one already, [some three or four|even the little ones in the first row], except @a.new, who *push at every tooth each evening, [in vain|from left to right]
= when [at last|one Tuesday] one of them *move, [the whole street *have to look|everyone *have to put a finger on it|nothing else *be talked of], [though there *be not much to see|whether they **like it or not]
/
it *be the worst of times for a loose tooth: [on Saturday there *be roast chestnuts|the day after tomorrow @a.new *be to whistle before the whole school], and the tooth, [of course|being a tooth], *begin to wobble [on Thursday|then and no sooner]
# tooth-advice
m>a say: [leave it alone|stop playing with it]. It will come out [when it is ready|by itself, like an apple].
- [the tongue *!listen|it *be easy to tell a hand, but nobody *can tell a tongue]: it *go there [all day|by itself], [to push|to see whether anything *be new]
/
n>a say: [when I was small, one tied it to a door|a thread, a door handle, and somebody who comes in without knocking]. [Whoosh|You hardly feel it, except for the door].
+ @a *go pale and *thank [very much|@n], [from some distance|with the mouth shut], and *walk [home|off], rather fast, [along the middle of the street, where there **be no doors|looking round twice|past all the handles]
/
b>a say: [let me pull|I know how. I have done it to a goat]. One, two, and on three it is out.
a>b say: [you said three before it was two, last time|show me your hands first|and what do you do if it is the wrong one].
@b *count, [slowly|up to two], and [@a *shut the mouth just in time|@a *jump up and *be under the table]
/
a boy in the second row *know somebody who *^swallow one, and [ever since then it *bite him from inside|it *be never seen again]
# tooth-try
@a *tie [a thread|the end of a kite string] to it, and the other end to the goat, [and *wait|with a very good knot|after a short talk with it]
- the goat *lie down, [for the first time in its life|and *chew the thread], and after [half an hour|a long while] @a *have to [untie everything again|be cut free with the bread knife]
/
@a *eat [a toffee|the hardest crust in the house], [on purpose|with eyes shut], [then a second one|slowly], because toffee, people **say, *pull out [anything|a nail]
- [what *come out *be a different tooth, a false alarm made of almond|all it *do *be to glue the mouth together], and [for an hour|until supper] @a *be the quietest child in @t
/
a whole [morning|sermon of the teacher's] long @a *turn it with the tongue, [once round|like a key], and [there *be a small sound in it, like a step on gravel|it *taste of iron], but it *hold [by one thread|as a button *hold on a coat that nobody *>mend]
# tooth-out
then somebody [*tell a joke|*fall into the trough], it *be @b, [who else|hat and all], and @a *laugh [till the tears **come|with the whole face], and *say: oh
[on the ground|in the open hand] *lie something small and white, and nobody, [least of all @a,|although all of them **look,] *^feel a thing
/
%[when nobody *think of it|one night]
@a *sleep, [with the mouth open|on the left side], and in the morning [the tongue *find a hole as big as a house|there *be a gap], and the tooth [*lie in the bed|*be gone, and so *be the crumb it *^be biting on in the dream]
they **take the bed apart, [blanket by blanket|down to the straw], until [@m *find it in one ear|@m *step on it, without shoes]
/
@a *bite into the bun that @n *^bring, [a soft one, for the sick|still warm], [without thinking of anything|and *chew], and *look at it
there *be a bite [taken out|in it], and [in the bite|in the white] *stand the tooth, [upright|like a post in the snow]
n>a say: [well, mine never stay in either|that is what I call a nut]. Door handle or no door handle.
# tooth-after
[the tooth *be put in a nutshell|@a *put it on the window sill], and [in the morning there *be a coin in its place|the next day a mouse *^take it], [which people **explain in different ways|as it *should be], and [the coin *be spent on toffee|nobody *ask what a mouse *want with it]
/
%[from then on|on Saturday]
@a *can whistle [a new tune, a thin one, through the gap|in two voices], [better than before|which *be of use], and @b *push at [every tooth|a tooth of @b's own], in vain, [from left to right|in secret]
/
m>a say: show me. [How big you look with something missing|Now you have a window].
= @a *show it, [to everyone who *want to see|all day], and to [some|the postman], who *!want to, [as well|twice]
/
b>a ask: [did it hurt|tell me, was it bad]?
a>b say: [terribly|you wouldn't understand. Wait till you are older|one has to be brave, mostly beforehand].
# plot loud-boots cast a:child m:parent b:friend n:neighbour
:boots-get

:boots-noise
:boots-noise
:boots-rid

:boots-turn
:boots-end
# boots-get
@a.new *get new boots, [the first that **!^belong to anyone before|of thick brown leather], [with nails under them|with room in them for two winters], and [they **be beautiful|nobody in the class *have such a pair]
- they **squeak: [the left one high and the right one low|at every step, like a gate with something to say], [even on grass|, whatever one *do]
/
m>a ask: they will last [until you marry|for years]. [How do they feel|Can you move your toes|Shall we let them out of the box]?
they **feel [like two boats|like somebody else's feet], and when @a.new *take a step, the boots **say [squeak|eek], and at the second, [somewhat lower|after a pause], [oonk|squawk]
# boots-noise
at school the teacher *stop [in the middle of a word|with the chalk in the air] and *ask who *^bring [a piglet|a mouse] [along|into the room], and [nobody *say anything|@a *lift both feet off the floor], [until the bell *ring|for one whole lesson]
/
they **play hide-and-seek, and @a *be found [first, every single time|before the counting *be over], [by the sound alone|even in the hay]
b>a say: [you need not hide at all. You could just stand there and say here I am|we can play something where you stand still. Statues].
/
every dog in @t *come out to meet @a, [with its head on one side|seven of them in all], and [all of them **walk along behind|one of them *try to answer], because [they **think that there *be something to eat in there|to a dog it *sound like a question]
/
in the [library|quiet room of the town hall], where @m *send @a with [a letter|a form], [all heads **turn|eleven old men **look up from their newspapers], one after the other, [as @a *go by|squeak by squeak]
@a *try it [on the edges of the feet|on tiptoe|backwards], and it *become [slower, but not quieter|a tune]
# boots-rid
@a *rub them with [goose fat|butter|candle wax], *put them [in the rain barrel over night|out in the dew], and *fill them with [oats|wet sand], [as one or the other *advise|one after the other]
- in the morning they **squeak [just the same, only wetly|and **smell as well], and [the cat *take an interest in them|there *be a frog in the right one, which *squeak, too]
/
n>a say: [they have not been paid for. Squeaking boots are boots that are not paid for|throw them into the river, then buy the sort I make, without a voice].
a>n say: they are paid for. [I was there|In small coins].
n>a say: [then they are happy|well, some boots simply talk].
/
@a *go barefoot, [with the boots in one hand|boots round the neck], [as far as the corner and back from the corner|, hoping that nobody *see it]
m>a ask: [why are your feet blue|do you want to save them for your wedding]?
# boots-turn
%[that very week|on Friday]
in the [caves|old quarry] behind the mill, where nobody *may play and all of them **play, a lamp *go out, [and then the other|with a little puff], and it *be so dark that [one *can hear it|nobody *know any longer where in and where out *be]
somebody *begin to [cry|breathe loudly|ask for a mother], and nobody *dare to [move|take a step]
a> say: [follow the squeak|hold on to one another, and come after me]!
+ they **come, [in a long row|hand in hand], after the boots, [squeak, oonk, squeak, oonk|high and low], right turn and left turn, until [there *be a grey spot, and the spot *be the day|the dogs of @t **stand there, all seven, waiting at the way out]
/
the fog *come so fast that week that [the ferry *be lost on the river|three little ones **be missing on the common], and one *can see [no hand before one's eyes|nothing], and call as one *may, [it *come back from all sides|the fog *eat it]
= they **send @a [up and down the bank|in a big ring], in the boots, [stamping|as loud as they **go]
and out there, [from the left|quite near], somebody *shout that [there *be that pig again|he *know that sound], and *come, and *keep coming, [after the squeak|till the boat *bump against the jetty]
# boots-end
b>a ask: can I try them on?
+ @b *walk to the pump and back in them, [very upright|with a serious face], and they **!make [a sound|so much as a peep], [not for @b|for which @b *be almost sorry]
/
since then nobody *say anything about the noise, [not even the teacher|and the dogs **come as far as the school door], and [the little ones **stick walnut shells under their heels, in order to have it, too|when it *stop, some time in May, the whole class *be sorry]
/
m>a say: [I have found something for it, an oil. Give them to me|tomorrow we'll take them back to the shop].
a>m say: [no. They are as they should be|I would rather keep them as they are].
= they **stand by the bed at night, [a little apart|toes to the door], and [if one of them *squeak, all by itself, nobody *mind|it *be quiet at last]
# plot forgotten-line cast a:child m:parent b:friend n:neighbour
:line-part

:line-learn
:line-learn
:line-evening

:line-blank
:line-after
# line-part
in the school play that winter @a.new *be [a tree|the second snowflake|the king's door-keeper], [and there *be something to say|and it *be a part with words in it|with a crown of paper leaves and one great moment]: one line, [at the very end|just before the music]
/
they **act a play [for the whole town|on the feast of lanterns], [about a bear and a miller's daughter|with real snow made of feathers], and @a.new *get [the bear|the part of the moon], [because nobody else *fit the skin|being the quietest], with [seven words|one single sentence] in it
/
[as there **be more children than parts|when all the good parts **^go], the teacher *write one more sentence [on a slip of paper|at the bottom of the page], and @a.new *be to say it: [look, there comes the morning|nobody is there, it is only the wind|and so they all had enough soup]
# line-learn
@a *say it to [the cows|the soup|the mirror], [high and low|fast and slow], [as a question, too|with one hand on the heart], until [the words **have no meaning any more|the cows **look away]
/
@m *hear it [at breakfast, at noon and through the door|early and late], so often that [@m *say it over the washing, without noticing|the whole house *know it], and [the postman *say it instead of good morning|even the baby next door *say something of the kind]
/
b>a ask: what if you forget it?
- until then it never *^occur to @a that [one *can|such a thing *be possible], and [from that moment on|that night] [there *be nothing else to think of|@a *forget it eleven times, and each time it *come back, a little paler]
/
n>a say: when I was [a shepherd in the same play|your age], I had one word. [The word was yes|I said no]. 
a>n ask: and?
n>a say: [the play was over a good deal sooner|they had to think of something, and it was the best part].
/
to be quite sure, @a *write it [on the back of one hand|inside the left shoe|on a cuff], [in small letters|with the good ink]
- it [*rain on the way|*be so hot under the lamps], and [what *be left *be a blue cloud|nobody *can read it, not even an owl]
# line-evening
!worried
then it *be evening, and there **be [two hundred people|more people than chairs], [smelling of wet coats|all with the same face], and [the curtain *go up with a jerk|somewhere a baby *laugh], and it *begin
/
[behind the curtain it *be hot|they all **stand there behind the curtain], [one snowflake *be sick into a bucket|the bear *have hiccups], and the teacher *go from one to the other, [pale as the moon|with pins in her mouth], [telling each of them that everything *>be quite all right|to say that nobody need be afraid]
# line-blank
and now it *be quiet, for now [it *be @a's turn|@a *have to say it], and where the line *^be there *be [nothing|a hole, with a draught coming out of it|white, as on a slate that somebody *^wipe]
:line-saved
!-worried
# line-saved
[in the third row|right at the back] @m *move [both lips|a hand], but [from so far off it *look like chewing|it *can be anything]
@a *look at [the lamp|the painted moon] and *say [the only thing that *be there|what *come]: [good evening|that one must not be afraid, and that the soup *be nearly done]
+ [nobody *laugh, or rather, all of them|somebody *clap, and then the whole hall], and the [king|bear], who *^long to say something of his own, *say [good evening to you, too|that he *like soup], and [for a while the play *go its own way|they **talk a bit]
/
@b, who *be [a stone, and *have nothing to say|under a grey cloth beside @a], *say it, [in a deep voice, as stones **speak|very low, without moving]
= @a *say it after the stone, [word for word|like an echo], and [the people **think that it *should be so|an old man *wipe his eyes], because [it *be beautiful: even the stones **know it|it *be as if the night *speak]
/
it *be so quiet that one *can hear the feathers fall, [one here, one there|and they **fall], and @a *stand there and *look [up at them|after one of them], [with open mouth|for as long as it *take to come down]
[nobody *cough|the whole hall *look up, too], and then [a child in the first row *say it, whatever it *be, because everyone *know what *come next|the music simply *begin]
n> say: [that was the finest pause I ever saw in a theatre|I could have looked at that for another hour].
# line-after
b>a ask: where did it go, your line?
a>b say: [it came back on the way home, by the pump|I don't know. I have it now. Do you want to hear it|into the soup].
+ @a *say it, [loud and clear|without one mistake], [to the pump|to the dark street], and [far off a dog *answer|@b *clap, with gloves on]
/
the teacher *say [nothing, but *write something down|that in every play there must be room for something], and [from then on|the next winter] the line *stand in it [in ink|the new way], and [the old one *be forgotten|the stone, too, *have a part]
/
m>a say: I said it with you, [every word|as loud as I could without a voice].
a>m say: [I thought you were eating|I saw it. It helped, though I could not read it].
/
[years later|whenever it *snow] somebody in @t *say it, [at the pump, for instance|over the hedge], and the other one *say [the next line|good evening], and [neither of them *remember why|strangers **wonder]
:moral
# plot burnt-soup cast a:child m:parent b:sibling n:neighbour
:soup-ill

:soup-cook
:soup-cook
:soup-cook

:soup-table
:soup-end
# soup-ill
@m *be in bed, [with a red nose|with a fever and three pillows], for [once in ten years|the first time that anyone *can remember], and the kitchen *be [cold|quiet], and [@a.new *be the biggest person in it|@b *look at @a.n and @a.n *look at the pot]
a> say: [then I shall cook. How hard can it be|soup. Everybody can make soup. It is water that something has happened to].
/
m>a say: [there is soup in the cellar. You need only warm it|I shall be up by noon].
- @m *be asleep before [the end of the sentence|the door *be shut], the soup in the cellar *^grow [a coat of fur|a beard], and so @a.new *tie on the big apron, [twice round|with the string in front], and *take [the longest spoon|a deep breath]
/
it *be [Sunday, and all the shops **be shut|snowing, and the bread *be stale], when @m *lie down with a headache, and [by noon|before long] @b *be so hungry that [it *can be heard|the cat *leave the room for safety]
b>a ask: can you cook?
a>b say: [I have watched it a thousand times|of course. It is only stirring].
# soup-cook
[they **peel eleven potatoes|there **be turnips to peel, a whole heap|first of all comes the peeling, as everyone *know], [until nothing *be bigger than a marble|more or less square|with two knives and a spoon], and [the peel *weigh more than what *be left|what *fall on the floor *be washed again, and well]
/
[in the book *stand: a pinch of salt, but whose pinch it *!say|according to the book it *need salt, and not a word about how much|of salt there *be to be so and so much, but just there the page *be torn off]
= each of them *put in [one|some], [not knowing of the other|behind the other's back], and [later on, to be safe, one more|the cat *jump on the table, and a third lot *fall in]
/
@b *find [a jar with something brown in it|a bag of small black things] on the top shelf, and it *smell [of feast days|like a cupboard]
= they **take [a spoonful|the half of it], and [the soup *change colour|a smell *go through the house that *wake the dog], and it *be [cloves|coffee|either tea or tobacco]
/
[while they **argue about the carrots|when nobody *look], the fire *go out, and @a *lay on [more wood|what there *be], [a good deal more|and the bellows *do the rest]
+ the soup *begin to [bubble|sing], and then to [hiss|smell], and then, [in the space of one sneeze|when they just **^turn round], to [walk out of the pot and over the stove|smoke like a chimney]
/
@a *run to @n, [with the spoon still in one hand|leaving a trail of drops], and *ask how one *get [salt out again|the black off the bottom]
n>a ask: [put a potato in, it drinks it. But what have you done|and how did it get there in the first place|may I ask how much, or is it better not to know|have you tried stirring round it and calling it brown]?
a>n say: [a pinch. And a pinch. And a cat|nothing. It did it by itself|we only followed the book, and then the book fell in].
n>a say: [hm. Two potatoes, then|then take a very big potato, and talk to it kindly|well, some things one should serve with the lamp turned down].
# soup-table
[carrying it between them|on a tray, with a flower in a cup], they **go up the stairs, [step by step|leaving a little on each], and @m *sit up [in the pillows|with hair on all sides]
m>a ask: [what is that smell|who has been cooking|is that for me]?
a>m say: [soup, mostly|we have cooked. It is hot, at least, and there is plenty of it].
/
they **lay the table [with the white cloth|as for the mayor], and in the middle *stand the pot, [black on one side|with a lid on, for the time being], and nobody [*lift the lid|*want to be first]
there *be a knock, and @n [*come in|*put a head in], with [a loaf|half a cheese] under one arm, [only to see whether the roof *be still on|following the smoke]
n>a say: [I was going to ask whether anything was left. I see that a good deal is|I wanted to help, but it seems that the fire did|is it always so festive here at noon? One smells it as far as the bridge].
# soup-end
@m *take a spoonful, and [*look straight ahead for a while|*shut both eyes], and [something *go across @m's face, like weather|the clock *be very loud], and then, [to their surprise|slowly], *take another
m>a say: [I can taste again|well, that wakes the dead|it has everything in it]. I believe [I am better|I can get up].
?the fever *be gone [within the hour|by evening], and [@n *say that it *be the cloves|to this day nobody *know what it *be]
/
b>a ask: [is it meant to be chewed|why does it crunch|does it bite back]?
a>b say: [at the bottom, yes|it's a thick soup. Eat round the outside].
they **eat [the bread|the cheese], [dipped in it out of kindness|all four of them], and the rest *be given to the pig, [who *think about it|who *sneeze and *ask for more]
/
%since then
there *hang over the stove [a sheet of paper|a board], on which *stand: [one pinch, by one person|salt: ask first], and whenever anybody in that house *have a cold, [somebody *offer to make soup|the pot *be mentioned], and [most of the time the cold *be gone at once|that alone *help]
/
m>a say: the pot will [have to soak|never be quite the same].
a>m say: so will [I|we].
= the next day, [when nobody *be ill any more|on two chairs at the stove], @m *show them how it *be done, [from the first onion|with one hand and no book], and it *be [quite easy|harder than it *look, and it *take an hour], and [a little dull|nothing *jump out of the pot]
# plot map cast a:child m:parent b:friend n:neighbour o:treasure
:map-found

:map-go
:map-go
:map-go
:map-place

:map-end
# map-found
in [an old book|the lining of an old coat|the drawer that always *stick] @a.new *find a piece of paper, [brown at the edges|eaten by mice], with a [river|wall], a tree and a cross on it, and [under the cross two words that nobody *can read|some steps marked with dots]
a> ask: [what does one mark with a cross, if not a treasure|who draws such a thing for nothing]?
/
@b *bring it along [under the shirt|in a bottle], [looking round first|out of breath]: a map, [a real one, with a stain like blood, or jam|drawn with coal], of [@t, when it *be smaller|a place that one *must turn this way and that to know again]
b>a say: [half for you and half for me|I need someone who can count steps]. Bring a spade, and don't tell.
/
the bottle *^hang in the reeds [for years, one *can see that|, green with weed], and in it there *be a paper, which @a.new and @b, [with a bent wire|in a whole afternoon], **pull out in [three|four] pieces
[put together on a stone|side by side], they **show [a bridge, a tree and a cross|where to go]: twenty steps, then right, [then forty, then eleven|and on as far as the nose of the old man]
# map-go
[the paper *want twenty steps, but it *!say whose|twenty steps, but of what kind of legs? on that the map *be silent|it *begin with twenty steps, and at once there *be a quarrel about the length of a step]
= @a.n and @b.n **come out [in two different nettle beds|one on the road and one in the ditch], and [**meet in the middle, as a way out|**have to borrow a grown-up, a long one, for the counting]
/
where [a tree|an oak] *be on the map, there *stand [a bench|the wash-house] now, and [only the stump *look out behind it|an old woman on it *remember the tree, and how high it *<be]
[they **thank her for that and **go on|so they **be right, or nearly, and **go on|she *want to know what they **be up to, but they **go on], [somewhat to the left|from the stump|one half of a bun poorer]
/
the line *go straight through [the garden|the hen house] of @n, [who *be in it|where a sign *forbid it]
n>a ask: [and where to, with the spade|is this a new way to school, on your stomachs|have I invited you, or have I forgotten it]?
a>n say: [straight on, please. It is the map that wants it|only to the other side. We'll shut the gate|it goes right through here, you see. That dot is your hen house, I think].
= @n *look at the paper, [first from below|with one eye], and *lift [one hen aside|the fence], and *come along, [for a few steps only|rake in hand]
/
[they **dig until @b *can stand in it and not look out|for an hour they **dig|where the spade *go in best, they **dig until the earth *be over their heads], and [what they **find *be a shoe|at the bottom there *be a horse shoe, and then a second, and under them nothing but more of the earth|a worm *come out, *look at the two of them and *go in again]
b>a say: [we held it upside down|that dot there is not a dot. It is a fly|wait. What if this is not the river, but the edge of somebody's plate].
@a *turn the map [round|over], and [all of a sudden the river *be on the proper side|it *make more sense], and [everything *begin again from the bridge|the hole *have to be filled in]
/
{rain} it *pour, and the [coal|ink] *begin to run, [first the dots and then the wall|towards the cross], so that they **have to learn the rest by heart, [half each|aloud], [@a the lefts and @b the rights|like a poem]
# map-place
[there|at the end of it], under [a flat stone|the root], *stand a [tin|pot], and in it, [in a rag|among acorns], *lie @o, and a slip of paper: [whoever finds this must put in something else|I was nine, and this is the best I have]
!tin
/
the cross *be [in the yard of @m|under the step of @a's own house], [of all the places in the world|which neither of them *^expect]
m>a ask: [what are you doing there with my step|and who puts that back]?
a>m say: [we are looking for treasure|it says so here].
m>a say: let me see. [I know that stain. It was plum|well. Who would have thought]. I was [six|seven], and I buried it there because [I had a good place for it and nothing to put in|I wanted to be looked for].
!own
/
the cross *be [on the top of the hill|behind the last wall], where there *be nothing, [no stone, no tree and no hole|only grass], and they **sit down in it, [tired as dogs|spade and all], [without a word|to be angry]
then @b *look up: from here, and [from nowhere else|only from here], one *can see [the whole river, bend after bend, with the sun in it|the sea, a strip as thin as a knife]
!view
# map-end
{tin} they **think [for a long time|until it *get dark] about what to put in, and at last it *be [a button, a tooth and a drawing of the hen house|the best knife], [since it *should be the best|for it *have to be a fair exchange]
+ @a *draw a new map, [with a better cross|without any flies], and *put it [in the oldest book in the schoolroom|where somebody *>find it, but not too soon]
/
{tin} n>a ask: and what was it worth?
a>n say: [a whole afternoon|we don't know. We paid with a knife].
@n *hold it [up to the light|in one hand for a while] and *say that [it *^be lost for longer than one *can count|there *be someone in @t who *remember burying it, and *>!say more]
/
{own} @m *lie down on the ground, [in the good apron|long as it *be], and *reach under the step, [up to the shoulder|as far as it *go]: [something *rattle|there *be still a box there], and in it *be [nothing, carefully folded|a spring, a marble and a bit of blue glass]
m>a say: [it has kept well|there. Now it is yours. Look after it].
/
{own} that evening @a *draw a cross [on a paper|of a place that only two people *know], [and *put it into a coat of @m's, in the lining|with jam, so that it *look old], [for somebody later on|because one *can never know who *need it]
/
{view} b>a say: [so that was the treasure|somebody wanted to share it, and had no words for it].
a>b say: [one can't even spend it|half for you and half for me. You take the left].
= they **stay until [the first star|it *get cold], and **tell [nobody|only three people] about it, [each under the seal of silence|and not on paper]
/
b>a say: [we needn't have dug at all|my shoes are full of earth].
a>b say: [I am keeping the map|tomorrow we could bury something].
m>a ask: [and what have you found|where have you been, by the look of you]?
a>m say: [a shoe|the way, mostly].
# plot forgotten-birthday cast a:child m:parent b:friend n:neighbour
:birthday-morning

:birthday-day
:birthday-day
:birthday-day
:birthday-low

:birthday-turn
:birthday-last
# birthday-morning
on the morning on which @a.new *become #age, [the sun *shine in at the window|it *rain a little], the hens **make their noise, and in the kitchen *be [no cake|only the ordinary porridge], and nobody [*say a thing|*sing]
m>a say: [you are late. The water wants fetching|eat, it is getting cold, and then take the boots to the cobbler|don't dawdle. It is a day like any other, and the hens want to be let out].
/
@a.new *lie in bed with both eyes shut, [in order to be surprised|as one *do on a birthday], and *wait for [steps|the singing]
- what *come *be [the cat|the smell of porridge|@m's voice, from the yard, asking where the bucket *be], and then [nothing more|the noise of a broom, as on all other days]
/
there **be three hundred and sixty-four ordinary days in the year, and [then one other|@a.new *^count them], and the other one *be [today|a Tuesday, this time]
- [it *look just the same as the rest|nobody *seem to have counted along]
# birthday-day
at school the teacher *read the names [from the list|one by one] and *stop before the name of @a.n, [for a moment|with one finger on it], but then it *be only [on account of a blot|because of the spelling]
!worried
/
@b *^promise [something|to be there], and *come [late, with a red face|only as far as the fence], and *say that [there *be something to see to|a cousin, or a cow, *be ill], [looking at the sky|all in one breath]
b>a say: [I can't play today. It's the leg|no, no, not now! I have to hold something for someone|is it you? I am not here. I mean, not today]. [Tomorrow|Go away! I mean, goodbye|Don't look over the fence]!
/
a>n ask: [do you know what day it is|is there anything about today, would you say, that is not as on other days]?
n>a say: [Tuesday. Why|wash day, and the wind is right for it|the eleventh? No, that was yesterday. Or is it tomorrow].
a>n say: [oh, nothing|I only wondered whether anyone did].
/
m>a say: [here is the list. Go to the mill first, then to the far farm, and you need not hurry|somebody must take this round by the ferry. It is a long way, and it should be a long way|go and see whether the miller has any of the other flour. I don't want to see you before four].
@a *walk and *carry, [past one shut door after the other|greeting the ferryman, the miller and the geese|with an eye on every window], and [there *be something odd about the street, as if it *hold its breath|everyone *be in a hurry to go in]
/
@a *draw a number in the dust [with one toe|with a stick], a large [one|#age], [in the middle of the square|before the town hall], where [it *can be seen|people *must pass]
- [a cart *drive over it|a hen *scratch in it], and then another
# birthday-low
in the end @a *sit down [on the wall behind the mill|by the river], *eat a [dry|cold] bun, and *put [a dandelion|a straw] in it, [for a candle|standing up], and *blow it out
a> say: [many happy returns. Thank you. How good of you to think of it|well, then, to me. May I have a hat, and a better day|so, that is done. And what did I wish? One mustn't tell].
/
@a *tell it to [the goat|a cow by the fence], [because one *have to tell somebody|in a very few words]
[it *listen to the end|it *be a good listener], and then it [*eat a sleeve|*put out a long rough tongue], [which *be at least something|as if it *want to say many happy returns]
# birthday-turn
!-worried
%when it *strike five
@a *push open the door at home, [with the shoulder, both arms being full|slowly], and it *be [dark in there|quite black], and [then|all at once] there *be light, [so much of it that one *must blink|from #age candles], and [forty people|half the street] and the smell of [plums and butter|a cake as big as a wheel]
b>a shout: [it was me who held the candles, for three hours|do you know how hard it is to look at you and say nothing|blow! Blow, before it drips on the plums]!
!party
/
there *be [somebody sitting on the step|a lantern on the wall]: @b, with [a parcel that *move|something behind the back], [and very dirty knees|white with plaster]
b>a say: [it only got done now. I have been at it since Sunday|I hid from you all day long, and that was the hardest part|don't look at the corners. In the book it was quite easy]. [Happy birthday|Take it, before it runs away|Well, go on, open it]!
!one
/
on the way home @a *meet @m, [running, without a hat|white as chalk, with the almanac in one hand]
m>a cry: [what day is it? Say that it isn't today|I turned over two leaves at once! I thought it was tomorrow]!
= [they **stand there in the middle of the road, and neither of them *know whether to laugh|@a *look into that face, and all at once it *be nothing much, a day more or less]
!late
# birthday-last
{party} a>m ask: so you all knew, the whole day?
m>a say: [since the spring|do you know how hard it is to be so unkind, from morning to evening]? I [had to go into the cellar twice, to laugh|nearly gave you the cake at breakfast].
/
{party} the [teacher|miller] *have to explain the blot, @n *say that it *be the eleventh after all, and the goat, [which nobody *^invite|with a sleeve between its teeth], *be given [a piece of its own|the place by the stove]
/
{one} it *be a [boat|house|cart], [with real windows|painted blue], [a little bit crooked|and still wet], and [nobody in @t *have one like it|it *be the one present, and @a *!miss the rest]
+ they **sit on the step until it *be quite dark, and [@m *bring out the lamp and a plate of pancakes|none of the three *say very much]
/
{late} m>a say: [then you have it twice this year, today and tomorrow|tomorrow you are a king, and today a crown prince, from now until midnight].
+ they **bake [in the middle of the night|with the lamp on the floor], both of them, [in their nightshirts|up to the elbows in flour], and [@b *be fetched out of bed to lick the spoon|the cake *be eaten hot, out of the tin]
/
m>a ask: [and what would you have liked best|tell me, if you could have had it as you wanted: how would it have been]?
a>m say: [this|to be asked that at breakfast|I had it already, only I didn't know it].
/
%from that year on
@a *remember the birthday of everybody in the street, [even that of the ferryman's dog|on a list behind the door], and *say it to them [first thing in the morning|through the window], [just in case|before they **can think that nobody *know]
# plot day-without-words cast a:child b:friend m:parent n:neighbour
:words-bet

:words-day
:words-day
:words-day

:words-test
:words-end
# words-bet
b>a say: [you can't be quiet for as long as it takes to eat a pea|if talking were hay, you could feed every cow in @t].
a>b say: [I can be quiet for a whole day, if I want to|that's not true. I only speak when there is something to say, and there always is something].
= they **bet [a pear|two marbles and the good string], [from the morning bell to the evening bell|for all of Tuesday], and [@b *shake on it|that *be the last word that @a *say]
/
@a.new *talk [from the moment the hens **get up|in the bath, up trees and with a full mouth], to people, [dogs and doors|to the soup and to nobody], so that @m once *say, [not quite in earnest|with both hands over both ears], that a day without words *>be [as good as a new roof|the finest present]
- [such a thing *be easily said|one *should be careful with wishes]: the next morning @a *nod, instead of [good morning|all the things that usually *come], and *lay a finger on closed lips
# words-day
m>a ask: [are you ill|have you got a frog in there|what have you done? Is something broken]?
@a *shake a head, *draw [a lock in front of the mouth|a sun in the air] and *smile, [which *make it worse|so that @m *feel that forehead, *fetch the honey and *look for a scarf]
/
at school the teacher *ask what seven times eight *be, [and for once @a *know it|looking straight at @a], and @a [*jump up and down|*show it with all ten fingers, five times and a bit|*write it in the air]
- [what one *!say *!count|the one in front *get the praise for it], and it *be [like sitting on a hot stove|a very long hour]
/
n>a ask: can you tell me where [my goat|the road to the ford] is?
[with both arms|with a stick in the sand|with horns made of two fingers] @a *tell it, and @n *guess: [a windmill|a wedding], a snail, [a man with a hat|the mayor], and [in the end|after a quarter of an hour] they both **know, [though not the same thing|and **be very pleased with each other]
/
[all that one otherwise *!hear *be there|there *be so much to hear, when one's own noise *be gone]: [a clock in the next house|the wind in the keyhole], how @m *hum [over the washing|two notes, always the same], and how [the stairs **have each a voice of its own|the baker *talk to his dough]
@a *sit on the step and *listen, [quite still|with the mouth a little open], and [a sparrow *come as far as the shoe|people **begin to tell things]: the widow from the corner *tell of [her knee|her brother at sea], [for half an hour|and *go away lighter]
/
b>a ask: [what do you call somebody who can't keep quiet|do you want the last of the cake, yes or no|is it true that you are afraid of geese]?
@a [*go red, *go white, *breathe in|*open the mouth as wide as a barn door|*stamp with both feet], and *breathe out again, [through the nose|very slowly]
# words-test
- towards evening, [with half an hour still to go|when it *be all but won], @a *see [from the wall|on the way to the pump] that [a cart *come down the hill with nobody on it|a beam *bend over the bench], and @b *stand [in the way, with both eyes on a beetle|below it, whistling]
a> shout: [get away from there|jump, you sheep|behind you! Behind you]!
= @b *jump, [and the cart *go by, as near as a coat|it *crash, and the dust *fly], and then it *be quiet, [quieter than the whole day|except for one wheel that *go on turning]
b>a say: [you have lost|that was a word, and more than one]. [Thank you|I owe you a pear for it].
/
- it *^go well until [an hour before the bell|supper], when [a very small girl|the little one from the mill] *stand in the lane, [lost|who *!know her own street any more], and *cry, and [nothing *help|all fingers **be no use]: neither the windmill nor [the horns|the sun in the air]
@a *look round for @b, *look up at the tower, and *crouch down
a> ask: [come, I know where you live. Do you know the one about the duck at the fair|what is your name? And shall I tell you about a pig with a hat, all the way|do you hear? That is only the owl. Shall we count the steps]?
+ the crying *stop, [at the second sentence|for she *want to know how it *go on], and [out of the dark|from behind the pump] *come @b.n, who *^hear every word
# words-end
b>a say: [I heard nothing. I had something in both ears just then|it does not count, after dark|the bell has rung, long ago. Have you not noticed].
+ the pear *be cut in two, and [while they **eat it, nobody *speak|they **talk so much over it that it *get brown]
/
m>a ask: well, is it over? [Say something|I have never heard the clock so loud. Start anywhere].
= @a *begin, [with the morning bell|with what the widow *say], and *!stop before [midnight|the lamp *be empty], and @m *sit there, [chin in hand|with the knitting], and *be [glad of it|as one *be when a mill *begin to turn again]
/
[after that|from then on] @a *talk [no less than before|as much as ever], but [now and then|on Tuesdays], on the step, there *be a silence, [for about as long as a sparrow *need|all of a sudden], [and whoever *^want to tell something *sit down there|because it *be worth it]
# plot changing-places cast a:child m:parent b:sibling n:neighbour
:places-say

:places-day
:places-day
:places-day
:places-other

:places-evening
# places-say
a>m say: [you have it easy. You never have to learn anything by heart|nobody sends you for water, and nobody asks you whether you have washed your ears|when I am grown up I shall sit down the whole day, as you can].
m>a ask: [and you? You may climb about in trees while the soup is cooking. Shall we exchange|do you think so? I would give a good deal to have nothing but sums before me. What about tomorrow|will you have it, then? The keys hang there, and the goat kicks]?
= for one day, [from the first cock to the last lamp|it *be settled over the porridge], @a.n *be to do all that @m *do, and the other way round
/
at breakfast there **be words: @a.new *find [the day too full of things that one *must|that only children *have to do as they **be told], and @m *find [the same|that it *be the other way about]
b>m say: [then you do it the other way round, for once. I'll be the judge|change over, then, the two of you, and stop talking with bread in your mouths|let us see who is right. From now until the lamp goes out, and I stay as I am].
= they **shake hands over the milk, and @a *put on [the apron|the big keys], and @m *reach for [the school cap|the satchel]
# places-day
@a *light the fire, [which *go out|with the third basket of wood], *feed the hens, [twice, since they **!say that they **have some|who **look for the other one], and *sit down to have [a rest|a cup of something], [as one *do when one *be grown up|feet on the stool, like @m|at the head of the table]
- [at that moment|before the cup *be full] there *be [the milk|a man about the roof], and the dough, and [somebody *want to know where the candles **be|it *boil over]
/
[there *come a man with a bill, who *ask for the master or the mistress of the house|somebody *knock, a man with a long paper and a pencil behind one ear|about ten a voice in the hall *ask who *pay for the nails|on the step *stand the man who *come once a year, and who never *go without money]
a> ask: [that is me, today. What is it|and what if you are looking at the mistress, or the master|do I not look like one|how much is it, and did anybody order it]?
[the man *look for somebody behind @a|he *read it aloud, from top to bottom], and @a *say, [as @m always *do|with folded arms], that [it *be too dear|one *>think it over], and [he *take off a third|to his own surprise he *go away again]
/
[the washing *hang on the line at last, when|hardly *be the last peg in its place when|all of it *be out to dry, from sheet to sock, and] [the goat *find it|it *begin to rain, a big slow drop first|the line *say ping]
@a *run, [with pegs between the teeth|with the spoon still in one hand], *save [the sheets|what there *be to save], and in the kitchen [something *smell|the cat *sit in the butter], and @b *call from the yard that [the bucket *be in the well, without a rope|it *be only a scratch]
/
n>a say: [I have something to say about that fence, and I have said it for nine years|good day. It is the tree again, and the leaves of it. Where is the one I always shout at|it can't go on like this with the fence. This time I want to see the head of the house].
a>n say: [tell me, then, what it is that you want|I have till the bread is done|sit down. Nine years are a long time to stand].
= [nobody *^ask that before|@n *think for a while], and it *come out that [all @n *want *be somebody to complain to|it *be really about a ladder, lent and never brought back], and [over a cup of mint|within a quarter of an hour] the [matter|quarrel of nine years] *be done with
# places-other
@m [in the meantime|, cap on one side,] *do the sums, [eleven of them, four rightly|with the tongue between the teeth], *be sent for water, [twice|without a please], and *find that it *be [farther than it *<be once|uphill both ways], and that [one *be always called just when it *be at its best|there *be a frog to be looked at]
- from three o'clock on nobody *see @m, [not at the pump and not at home|whatever they **call]: [up in the pear tree *be a boot|the river *know it, and two boys with a raft]
/
m>a ask: may I go out?
a>m ask: [have you done your sums|and who brings in the wood|why must you always ask when I have my hands full]?
[they **look at each other|there *be a short silence|somewhere a clock *tick], and [both **have to bite their lips|each *know that sentence, from the other side|neither of the two *can keep a straight face]
# places-evening
in the evening they **sit on the step, [one with wet knees, one with flour up to the elbows|back to back, for support|too tired to take the shoes off], and [neither of them *say a thing for a while|the stars **come out without any help]
m>a say: [I had forgotten how long an afternoon is, and how it can be over all the same|it is very far down from a tree. Was it always so far|seven times eight. I had to ask a boy with no front teeth].
a>m say: [and I didn't know that one is never done. One only stops|I always thought that it did itself, all of it|and you? Do you think of all of us, one after the other, the whole day].
/
b>a ask: and who has won?
a>b say: [the cat|you. You got two suppers].
= @b *put it down in chalk on the door: [it *be even|one all], and [to be continued|next year again], [and it *can be read there still|under the marks that **show how tall they **be]
/
the next day everything *be as before, except that [somebody *fetch the water without being told|@a *ask whether there *be anything to carry], and [towards three|when the sun *come round] @m *put down the iron and *want to see [a frog|the world from a tree]
+ they **go, [both of them|just as they **be], and the soup [*have to look after itself|*be a little late, and nobody *mind]
`;
