// Stories of small creatures met by the way: a frog, a duckling, bees, an owl. The notation is explained in
// ../script.ts.
export const CREATURES = `
# plot frog-in-the-milk cast a:child m:parent n:neighbour b:friend g:frogkind!
:milk-evening
:milk-morning

:milk-guess
:milk-guess
:milk-butter

:milk-what
:milk-end
# milk-evening
it *be the business of @a.new to [carry the milk home|put the milk in the cellar] [every evening|after the milking], and to [put the lid on it|close the can]
- [that evening|once] [there *be a dog fight in the lane|@b *call from the gate|a star *fall just then], and the lid [*stay on its nail|*be forgotten|*lie on the step till morning]
/
%[one summer night|one warm evening]
@a.new *carry the can down to [the spring|the cold cellar|the stone trough], [singing|in the dark|half asleep], and *think of everything [except|but] the lid
/
m>a ask: [did you cover the milk|is the lid on|milk done]?
@a.new *be in bed already, [nice and warm|with both eyes shut], and *say [yes|of course|mm]
- it *!be quite true, [and @a *know it|as far as @a *can remember]
# milk-morning
[in the morning|before it *be quite light|when the cocks **crow] there *be a noise [in the can|from below|where no noise *belong], [like somebody who *row a boat|a small regular splash|plop, and plop, and plop]
@a [*bend over it|*hold up the candle] and *see two eyes, [gold|rather tired], and *say [good morning|nothing at all]
/
when @m *lift the can, [it *be heavier than milk|something in it *kick], and @m *set it down again [faster|quite quickly]
m>a ask: [what is in here|what did you put in this|since when does milk swim|do you want to tell me something about this can]?
a>m say: [milk|I can explain|a lid was not].
/
@a *^get up early to [put things right|be the first at the can]
- somebody *be there [before @a|already]: [up to the neck in milk|going round and round], a [fat|green|spotted] @g.noun, [out of breath|which *look at the ceiling]
# milk-guess
the walls of the can **be [smooth|steep], and the @g.noun [*^swim all night|*^swim round since midnight], [in circles|without once sitting down], because [there *be nothing to stand on|milk *=have no banks]
/
m>a say: [another one would have given up|I should have sunk by ten|it does not know when it is beaten].
@a *look at the [round eyes|wide mouth], [which *give nothing away|and it *look back]
a>m say: [perhaps nobody told it|it was busy|it did not have the time].
/
a>m ask: shall I take it out?
m>a say: [wait|in a moment|not yet]. [Look at its feet|There is something beside it|I want to see something first].
/
@b, [come to borrow yeast|with a wet dog|on the way to school], *look in as well, [from above|standing on the stool], and *say [good morning to it|nothing for once|that one *have something like it at home]
b>a ask: [is it a milk animal|do you always keep one in there|may I hold it]?
a>b say: [it is a lodger|it fell in. Somebody forgot the lid|only since last night].
/
the cat *sit [beside the can|down by it|there already], [with its nose over the rim|very upright|licking its lips], and *see [its milk|breakfast] with [a person in it|a stranger in it|two eyes|somebody there first]
= it *give a short [cry|cough] and *go out [into the garden to think|backwards]
# milk-butter
and then the @g.noun [*climb|*pull itself up], [one leg after the other|quite slowly], on [something yellow|a lump as big as a fist|an island], and *sit there, [and the island *carry it|like a captain]
/
@a *put a hand into the can, and [instead of a frog|first] there *come out a lump, [cold and firm|yellow as a primrose], and on top of it, [folding its hands|blinking], the @g.noun
/
the splashing *stop
there it *sit, [high and dry|in the middle], on a [thing|heap] that *!be there in the evening, [and *breathe like a bellows|and *seem as surprised as anybody]
# milk-what
m>a say: butter. [It has made butter|All night long it has churned|Well, I never].
@a *begin to laugh, [and @m as well|first inside and then aloud], [till they **have to sit down on the floor|so that the can *ring]
/
a>m ask: [what is that|did you put that in]?
m>a say: what do you get when somebody beats the milk [all night|and does not stop]?
@a [*need a while|*look from the lump to the feet], and then *say it: butter
/
@n *come by for the [eggs|key] and *give the lump a look, [and the frog another|through a pair of glasses]
n>a say: [so they can do it, too|mine takes an hour with a crank|that is the smallest dairymaid I ever met].
# milk-end
@a *carry @g out to the [pond|wet grass], [in both hands|in a soup ladle], and *wash it [twice|from head to foot], and *say [thanks|sorry about the lid]
@g *jump in [without a word|white to the last], and for a moment the pond *have a cloud in it
/
[nobody *want the butter|the butter *stand there|one *can not quite eat that butter], [on bread or any other way|not even the cat|fresh as it *be], [somehow|and they *try hard|although it *be perfectly good]
- it *seem wrong to throw it out, [after such a night|with so much work in it], and so [the hinges of the door *get it|the cart wheels **have it], and [they **!squeak for a year|one can hear the silence]
/
%since then
when something [*=!go well|*=take for ever] in that house, [somebody *=say|there *=be someone who *=say] only [plop|"swim on"|"round once more"], and [it *=help|often there *=come something yellow]
/
m>a say: and now tell me about the lid.
a>m say: I forgot it. [I said yes because I was in bed|It is my fault, and I am sorry].
m>a say: [good. Swim on|that was the hard part|then we both have learned something from it].
/
%that evening
@a *put the lid on, and a stone on the lid, [and *go back to look|and a second one]
- next to the can there *be a [little ladder|bit of stick], [for emergencies|leaning on the rim], and [nobody *know who *make such things|@m *!ask about it]
# plot duckling-who-follows cast a:child m:parent b:friend g:fowlkind!
:duck-hatch
:duck-follow

:duck-trouble
:duck-trouble
? :duck-trouble

:duck-water
:duck-end
# duck-hatch
the nest *be [cold|empty but for one egg|left behind], [and the old bird *^go|after the flood], and @a.new *put the last egg [under a hen|into a sock by the stove|inside a shirt, against the skin]
+ [on the ninth day|one night|just as everyone *give it up] it *tick, [once|like a watch|and *rock a little], and [out of it *look a beak|there *be a wet thing in it, all eyes|out *fall somebody, and *look round]
/
@a.new *be [only passing|on the way to the well] when an egg [by the pond|in the reeds] *break, [exactly then|with a crack], and [the first thing that it *see in this world *be @a's face|out of it *look @g, and *look at @a]
/
@m *bring home an egg [in a hat|that nobody *^want to sit on]
m>a say: [breathe on it now and then|it is probably nothing|keep it warm, and we shall see]. 
@a.new *sleep [badly|sitting up] for [a week|nine nights], and then something under the blanket *say peep
# duck-follow
@g *look at @a and *decide [something|that this *be its mother], [once and for all|without asking]
+ when @a *take a step, [it *take six|there *be small feet behind]
/
wherever @a *go, [@g *go as well|there *be @g|a small peep *come after], [falling over every straw|always in a hurry|a yard behind], [up the stairs|across the yard], and [even|indeed] to the little house with the heart in the door
/
a>m say: it thinks I am [a duck|its mother].
m>a say: [somebody has to be|then you had better behave like one|hold your head up. It learns everything from you].
/
@a *try [to run away from it|going out by the window], [once|just to see], and *hear the crying [from behind the wall|through two doors], and *come back at once
# duck-trouble
it *come along to [school|the baker's], [under the gate|through a hole in the hedge], and *stand in the [middle|doorway] and *shout until it *see @a
[everyone *laugh|nobody *can do sums any more]
- [from then on|after that] it *have a place [under the bench|in the ink cupboard], [and *be quiet|and *learn a good deal]
/
@b *pretend to be @a, with @a's [cap|coat] on, and [*walk|*waddle] past
@g *look at @b [from below|only for a second], and *sit down [on @a's foot|and *wait for the right one]
b>a say: [it is cleverer than I thought|it must be the ears|it knows you by the feet|I have never been so insulted].
/
@a *have to [sleep|take a bath], and that *be [a problem|worse]
~ it *stand by the [bed|tub] and *cry [as if the world *be ending|at the top of its voice]
= in the end they [**go in together|**share the pillow], and [@m *say nothing about it|only one of them *sleep]
/
the cat *come [round the corner|along the wall|out from under the cart], [flat on the ground|all shoulders|quite by chance, as it *seem], [one foot and then another|with its eyes on something small]
@a *stand up as tall as [a house|@a *can] and *hiss, [like a goose|with spread arms], and [@g *hiss as well, behind @a's leg|the cat *change its mind]
/
@m *go past with the [soup|clean sheets], and between the feet *come @g, [and then the floor|there *be a cry]
m>a say: [one of us three has to learn to look down|well, there goes dinner|that was the good bowl|I have only two eyes, and they were on the soup]. [I see|It was the small one's turn|Tell your child|Whose is that].
/
it *rain, and @g *be [happy|beside itself], and @a *be [wet|less so]
- a mother [*=!can go in just because it *rain|*=have duties], [@m *say so from the dry doorway|and so @a *stay out and *admire puddles]
# duck-water
- there *be one thing that @a *can not [show it|teach it], and [that *be the pond|the summer *get on]
= @a *roll up both trouser legs and *walk in, [up to the knees|shivering], and *say [come|quack, if it *must be]
@g [*stand on the bank and *scold|*run up and down], and then [*forget to be afraid|*tip in], [and *float|like a cork]
/
b>a say: [it has never swum|nobody has shown it|it thinks it is a boot]. [You first|In you go|You are the mother|It will only do what you do].
@a *look at the water, [which *be green|and it *be cold], and *take off [one shoe and then the other|a coat]
+ @a *swim to the [reeds|little island] and back, [badly|with a great deal of splashing], and beside @a's ear *swim something small, [without any trouble|better from the first stroke]
/
%one day in late summer
a [row|whole string] of others *come by on the [pond|river], [talking|in good order], and @g *look at them, [and at @a, and at them|with a long neck]
it *be the first time that it *!know where to [go|look]
# duck-end
@a *walk home, [quickly|without turning round], and [listen|there *be nothing behind]
it *be very quiet, [without feet|all the way up the lane], and @a *look round [only at the gate|three times]
- on the water one of them *swim a bit apart, [and *look this way|and *call, only once]
/
m>a say: [you have done it well|that is how it is with children|they are supposed to go, you know]. I know [something about it|one who runs off every morning].
@a *lean against @m, [for a while|which @a *!do often any more], and [they **watch the pond get dark|neither *say anything clever]
/
in the autumn they **fly, [in a long line|with cries], and one of them *leave the line [over the house|above the yard], [*go round the chimney once|*fly round the chimney twice] and *catch up
a>b say: [that was mine|did you see|it has seen my red cap].
/
- in the evening there *be a peep at the door, [a deep one by now|rather hoarse]
it *^be out in the world, [all day|on the whole pond], and it *be [hungry|time for bed]
m>a ask: [how long does that go on|is it moving in|and tomorrow, and the day after]?
a>m say: [you should know|with me it has been some years|until I can fly].
# plot bee-swarm cast a:child m:parent n:neighbour b:friend
{!snow}
:bees-come
:bees-people

:bees-try
:bees-try
:bees-how

:bees-end
# bees-come
%[on the hottest day of the summer|one Sunday|at noon, on market day]
there *be a sound [in the air|over the roofs], like [a cart far off|a hundred people humming], and [a cloud *come over the bakery|it *get a little dark], and [the cloud *be bees|it *!be a cloud]
= @a.new *stand [still|quite still], [with a bun half way|with an open mouth|like a post with a hat]
/
@a.new *come out to [fetch the washing|ring the school bell] and *find a [brown beard|sack] [hanging from the branch|on the pump], [as long as an arm|which *be alive]
[it *hum|it *move a little, like breathing|the beard *have legs], and [there **be some thousand of them|it *be a swarm, the whole of it|@a *understand, slowly, what it *be made of], [one holding on to the other|and not one of them in a hurry]
/
[somebody *shout|a shout *go|one *can hear it] down the street: [shut the windows|bees|inside, all of you]!
[everybody *run|people **run] [in|behind something|the wrong way first], [and doors **bang|the dogs as well|and a hat *be left lying]
- @a.new *be up a ladder, [picking cherries|cleaning a sign], and they **come straight there, [and *settle on the rung below|thousands of them]
# bees-people
@n *look through a crack of the [shutter|door] and *give orders, [loud ones|many of them]
n>a say: [do not move|go away from there|somebody fetch somebody]. 
/
people **know what to do: [bang on pans|throw water|light a fire under them], [each of them loudly|and everyone something else], [through closed windows|out of the cellar]
= [pans **be banged|there *be a noise like a wedding], and the bees **take no notice [of it|but *hum]
/
b>a call: [have they stung you|what do they want|can I have your marbles, if they carry you off]?
a>b call: [no|nothing, I think|they are only sitting]. [They look tired|They are quite polite|Do not shout so]!
/
m>a say: [come away slowly|do not wave your arms|easy, now]. As if [you had all day|you were carrying eggs].
@a *do it so, [backwards|with very small steps], and one bee *ride along on [a sleeve|@a's nose], [*look about|*clean its feet] and *fly back
# bees-try
[the bravest man of the street|somebody's uncle|the night watchman] *come with a [sack|broom|wet sheet], [well wrapped up|in two coats and a curtain|walking like a knight], [and *ask for room|and everyone *look on through the keyholes|ready for anything]
- [he *be back before one *can count to ten|it *!take long|the bees **look at it only once], and [then he *sit in the trough|the trough *have him in it], [up to the ears|until evening|with only a nose out], [and *have nothing more to say|and *take no more questions|breathing through a straw]
/
a>n ask: [what do they want|where do they live|why do they hang there]?
n>a say: [a house. It was too crowded at home|they are moving. In the middle sits the queen, and nobody has told her where to|somewhere to live. Every summer half of them have to go|quiet. They are waiting for two or three who have gone to look at rooms].
@a *understand that [well|at once], [having seen people move house|as somebody who *share a bed with others]
/
@a *remember the [old bee man|woman with the hives] beyond the mill, [whom nobody *visit|whose name nobody *know for certain]
+ @a *run there, [two miles|through the wheat], and *come back with [a straw basket and good advice|a hat with a veil, much too big]
/
[rain *come up|a storm *climb over the mill], [black as a stove|with the first thunder|and it *get cool], and the swarm *draw together, [tight as a fist|very small|like people under one umbrella]
b>a ask: [will they drown|can bees swim|what happens to them in the rain|who will hold a roof over that]?
@a *!know, [and *look for a box|and *!want to see it]
# bees-how
@a *spread a white sheet on the ground, [and *put the basket on it, upside down|as the old people **=do], and *shake the branch [once, hard|with closed eyes]
they **fall like [a wet cloth|porridge], [with a soft noise|all in one lump], and then they *begin to [walk|march], [up the sheet|in at the door], [as people **=go to church|row on row]
/
@a *sing, because [the hands **shake|bees **=be said to like it], [quite low|the first thing that *come], and *push the basket under them, [a finger at a time|hardly breathing]
+ one *go in, [and *look round|to see the rooms], and [then ten|the others **hear of it], and in the end there *be [nobody outside|a last one, rather late]
/
with a [feather|goose wing] @a *brush them into the [box|basket], [gently|downwards], [handful by handful|as one *=brush crumbs off a lady]
three **sting, [one of them twice|here, here and there], and @a *say [ow|a word] only inside
# bees-end
they **be given a place [behind the school|at the end of the garden], with a view of [the beans|the limes], and [*fly out the next day|*be at home by evening]
%in the autumn
there **be [eleven pots|more pots than shelves|pots of it on every sill], [dark as tea|yellow as lamps], and [the bravest man *get a spoon|each house *get one, even those that **^be shut|@n *come with bread, quite by chance]
/
n>a say: [well, I had it under control|that was quite good|I shall buy you a hat].
@a *laugh [with a thick lip|on one side], [since the other *be swollen|as well as it *go], and *ask for [vinegar|some butter on it]
/
m>a ask: weren't you afraid?
a>m say: [yes|very]. [But they were more afraid than I was|They had nowhere to sleep|Only somebody had to be the ladder].
@m *look at @a's ear, [which *be as big as two|red as a beet], and *kiss the other one
/
when people **=hear something hum [on a hot day|in that street], they *=!shut the windows [any more|at once]
- they *=send for @a, [and *=hold the ladder|from behind a curtain, all the same]
# plot owl-nobody-believed cast a:child m:parent b:friend n:neighbour
:owl-seen
:owl-told

:owl-proof
:owl-proof
? :owl-told

:owl-night
:owl-end
# owl-seen
@a.new [*wake in the night|*get up for a drink of water] and *look out, and on the [gatepost|pump|neighbour's chimney] *sit an owl, [white all over|as big as a child of three], and *turn its head [all the way round|like a lid]
/
%[late one evening|when the moon *be full]
an owl *look in at the window of @a.new, [with its face to the glass|upside down], and [*stay a long time|*say a single word], and *be gone, [without a sound|as snow *=fall]
/
something [white|pale] *fly over the lane, [low|quite slowly], and *make no noise [whatever|at all], and @a.new [*look up at the right moment|*see its feet, in trousers]
# owl-told
a>m say: [there was an owl on the gate|there was an owl as big as me|we had a visitor last night, with wings|somebody has looked at me with yellow eyes]. 
m>a say: [there have been no owls here since the old oak fell|yes, yes|you have slept badly|it was a cat, I suppose].
/
a>b say: [I have seen an owl|last night there was an owl. A white one|it had trousers on].
b>a say: [and I a whale|was it reading the newspaper|people see such things, after cheese].
@a *go red, [because it *be true|up to the ears], and *say it again, [louder|word for word], [which *=!help|and *be believed still less]
/
n>a say: [owls, in our street|that was my shirt on the line|in my day children saw foxes]. 
= @a *go to look at the [shirt|line], [for the sake of order|with narrow eyes]
- it *have [buttons|no eyes], and it *!turn its head
/
at school they [*hear of it|*laugh], and [by noon|in the end] somebody *call @a "Owl," [and the others too|in a kindly way], [from behind|hooting]
@a *think that there **=be worse [animals|things], [and *look out of the window|but not many]
# owl-proof
@a *look for a feather [under the chimney|in all the gutters], and *find one, [soft as breath|white with a brown edge]
b>a say: [chicken|a pillow. That is from a pillow|could be anything].
/
under the barn roof **lie [grey rolls|little felt parcels], and @a *pick them apart with a [straw|needle]: [fur, a tooth|tiny bones, and a whole skull like a bean]
b>a ask: what is that [horrible thing|stuff]?
= @a *explain it, [with pleasure|at length], [and @b *turn pale|and *!be asked anything more that day]
/
@a *stay awake [three nights|till the cocks **crow], with [one foot in cold water|a string from the toe to the bedpost], and *see [two cats|the moon go over], and no owl
/
@a *draw it, [with all its spots|with coal on the shed door], [as large as life|from memory], so that [everyone *can see|there *be no doubt]
n>a say: [nice. What is it|a very fine pear|you have given the cat wings].
/
@a *learn to call, [through two thumbs|in a hollow hand], [all week|until @m *beg for mercy]
- [dogs **answer|the baby next door *answer], and a man with [a lantern|one boot] *come to ask who *be ill
# owl-night
%then one night
there *be a cry [in the loft|from the hay], and @m *go up with a lantern, [and @a behind|muttering something about cats]
in the beam of light **sit four [grey|woolly] balls, [in a row|by size], [with faces like clocks|and *hiss], and above them, [quite calm|as white as linen], *stand the owl
/
b>a say: I do not believe you, but I [am coming tonight|could sleep here, perhaps].
they **lie in the hay [with a bun|under one blanket], and *whisper until [it *get late|there *be no more to say], and [when it *strike one|just as @b *yawn], it *come, [straight over them|so near that the air *move their hair]
/
the mice **get into the [school|grain], that [winter|autumn], and the traps **be [no good|full and no use], [and everyone *complain|up and down the street]
- one night they all *hear it, [a long cry|a hoot from the tower], and the next morning there *be [not a mouse any more|silence behind the walls]
# owl-end
@m *say nothing [for quite a time|at first], and then: [it *<be not a cat|that *=be an owl|@a *^<say so]
[@a *think that this *be as good as cake|it *sound to @a like a brass band|nothing @a *^hear that year *be half as nice]
/
b>a whisper: [it has trousers on|I take it back, the whale and everything|how long have you known]?
a>b whisper: [I told you|for weeks|quiet. It can hear your stomach].
/
now everybody *^see it, [of course|long ago], and each *^see it [first|bigger than the next]
- the owl *sit on the chimney of @a's house and on no other, [and *turn its head|when it *have time], [as if to say good evening|and *wink, @a *=say]
a>m say: [it winks|it knows me].
m>a say: [no doubt|very likely|if you say so, then it does].
/
n>a say: [I always said so|an owl, in our street|I saw it long before you]. 
@a [*nod|*count up to ten], and *offer @n a look at the [skull|little tooth], [to be polite|fresh from that morning]
`;
