// Stories of children and animals: what strays, what is nursed, what will not be moved. The notation is
// explained in ../script.ts.
export const ANIMALS = `
# plot lost-goat cast a:child m:parent b:friend g:goatkind!
:goat-first
:goat-gone

:goat-search
? :goat-search
:goat-b

:goat-found
:goat-home
# goat-first
every [day|morning] @a.new *take @g up to [the common|the stony field|the grass behind the mill], and every evening [they **come home full of burrs|they **come back again, both of them hungry]
?+ between the two [nothing much ever *happen|there *be time to lie in the grass|@a *sleep a little|@a *read, or at least *hold a book]
/
it *be the duty of @a.new to mind @g, [a beast that *eat everything, even washing|the greediest animal in the lane]
?< [nobody else *be quick enough|nobody else *want to|@m *^decide it so]
/
a goat *=be [not an easy animal|no beast for the timid|cleverer than it *=look], [as anyone *know who *^keep one|and in @t they **will tell you so|least of all on a Monday]
@a.new *^have one to mind since [the spring|the thaw|the last fair], because @g *listen to [nobody else|@a now and then, and to others never]
/
@a.new *can do [two things well|one thing better than anyone]: whistle [on two fingers|on a blade of grass] and [find @g|get @g home before dark]
?- [on this day|this time] the whistle *!help
# goat-gone
%#dawn
@a [*sit down for a moment to take a stone out of one shoe|*bend over a beetle that *lie on its back|*close @a's eyes, only to rest them]
+ when @a *look up again, [there *be only grass|the rope *lie there without its goat|something *be missing, namely the @g.noun]
/
%#dawn
[there *be a noise of wood|something *crack] behind the [shed|house], and when @a *come to see, the [gate|fence] *have a hole in it [exactly as wide as a goat|and a little white hair on one nail]
@g *be gone
/
%#dawn
@a *tie the rope to [a post|a thistle|the leg of a bench] with a knot that [*!be quite a knot|*look better than it *be]
= @g *walk off with [the post|all of it|a yard of rope] [and nobody *see it go|in the middle of the morning]
/
%#dawn
@a *count what *have to be in the yard: [three hens, one barrow|the hens, the bucket, the broom], no @g.noun
@a *count again, [in case|slower|with one finger]
- it *come out the same
# goat-search
@a *ask [two old women on a bench|a man with a ladder|the miller's boy]
- they **^see [nothing but a dog|only their own feet|a goat, yes, but that *be on Tuesday]
/
@a *whistle
- [only an echo *come back|a dog *answer from across the valley|the wind *take the sound and *keep it]
/
there **be [hoof marks|small round marks] by [the ditch|the pump], and @a *follow them [past the beehives|along a wall|under a gate]
- they *come to [a stony place|the road|water] and *stop there
/
[somebody's cabbages|the cabbages of the schoolmaster|a row of young beans] **stand [in the sun|along the fence|there like soldiers], and [of the last three there **be only the stalks|four of them **have no hearts any more|the end of the row *^go for a walk]
= at least @a *be [on the right path|not looking in the wrong place]
/
@a *stand still and [*try to think like a goat|*wonder where a goat *will go on [such a day|a morning like this]|*make a face like a goat, because that *=help one think]
= @a *go [uphill|where the thorns **grow|towards the smell of bread]
/
[a bush *shake|something *rustle in the hazels], and @a *creep up to it on all fours
- it *be only a [hen|hedgehog|boy] [that *^lose its own way|with a mouth full of berries|looking just as surprised]
# goat-b
@b *come along the path [with a sack of meal|eating a pear|rolling a hoop] and *turn round to help
b>a ask: [what does it like best|where would you go, if you were a goat|have you tried a handful of salt]?
a>b say: [everything, that is the trouble|up, always up|whatever is not allowed].
/
[from the top of a wall|from a ladder|out of an apple tree|over a hedge] @b *call to ask [what all the whistling *be about|who *be lost|if anyone *need help|whether this *be a new game]
a>b call: @g *be gone, and [it *be nearly milking time|if it *eat a shirt again, we **be lost].
= @b *climb down and *come too
/
@b *say that [two people *can be in two places|four eyes **=be better than two|one *must go about it with a plan], [which *be true|and *draw a map in the dust|in a voice like a general's]
= @a [*go|*search] [up the slope|to the left|along the wall] and @b *go [down to the water|to the right|through the gardens], until [somebody *give a shout|a shout *come across the field|they *^lose each other as well]
/
b>a say: [I bet it is on a roof|goats go up, everybody knows that|somebody will be shouting soon, and then we know where].
@a *laugh, [though not much|but not for long]
- @b *be [quite serious|not often wrong about animals]
# goat-found
and there, on the [roof of the bakehouse|very top of the hay cart|wall of the churchyard], *stand @g, [chewing|looking down at the world like a queen|with a stocking hanging from its mouth]
:goat-down
/
[in the schoolroom|in the mayor's garden|in the middle of the market], where nobody *^ask for a goat, there *be a great [noise|running about], and [in the middle of it|behind an overturned table] *stand @g
a>b groan: [oh no|not the lettuces|of all places].
:goat-down
/
they **find @g in [an old lime pit|a narrow place between two rocks], [quite unhurt|bleating a little], and [too proud to cry|much too deep in to jump]
@b *hold @a by [the feet|the belt|one leg], and @a *hang down [head first|like a bat|as far as there *be any @a] and *get hold of [one horn|an ear|the collar]
= up they **come, [all three|goat and all|after much pulling], [in one heap|with a jerk|and *lie there laughing|two of them red and one offended]
/
[in the end|after two hours] they **sit down, [tired out|with sore feet|beaten], [on the steps of the well|on somebody's doorstep|where the path *come to an end], and [*share a crust|*say nothing|@b *look for something in a bag]
+ [a wet nose|a warm nose|something with a beard] *push in [between them|under @a's arm|from behind] and *take [the bread|all of it|the crust, and then the paper]
it *be @g, which *^follow them [the whole time|since the mill|all afternoon at ten steps]
# goat-down
@a *pull, and @b *push
- a goat *=have four [legs|feet], and [@g *use all of them|each of them *have an opinion of its own|they **be all against it]
= @a *hold out [a handful of salt|the last of the bread|a straw hat], which *work better
/
a>b say: do not run. Look as if you [want nothing|were eating something good].
@b *chew on nothing, [loudly|with great joy]
= within a minute @g *come to see [what it *be|whether there *be any left]
/
@a *turn round and *walk away, and [*!look back once|it *be hard not to look back]
= @g, which *hate to be left out, *come trotting after
# goat-home
m>a ask: [well, how was your day|anything new|why is one horn blue]?
@a and @b *look at each other
a>m say: [nothing much|@g *<go for a walk|quiet, mostly]. 
/
%that evening
@a *tie a new knot, and then a second one [on top of it|for luck]
~ @g *look on [with interest|as someone *look who *~learn something]
/
@g *give [a whole can of|more] milk that evening, [and it *taste a little of cabbage|as if to say sorry]
= nobody *be angry [for long|any more]
/
from then on there *be a bell, and [one always *can hear where @g *be|the whole lane *know when @g *~come]
- it *take @g only [four days|a week] to learn to walk [so that it *!ring|with a stiff neck]
# plot hurt-bird cast a:child m:parent n:neighbour g:songbird!
:bird-found
:bird-home

:bird-food
:bird-days
? :bird-days

:bird-time
:bird-go
:bird-after
# bird-found
%#dawn
@a.new *find something [on the path|under the hedge|on the doorstep] that [*look like a rag|*be no bigger than a plum]
- [it *blink|it *have a beak|it *try to hop], and *be a @g.noun with one wing [hanging down|at a wrong angle]
/
%[after the storm|the morning after a great wind]
there **be [broken branches|roof tiles] in the lane, and among them @a.new *find a young @g.noun that *can not fly
/
something *hit the window [with a small thump|while they **be at breakfast], and @a.new *run out to see what it *be
a @g.noun *lie [in the grass|on its back under the sill] and *breathe very fast
/
[a cat|the cat from next door|somebody's cat] *come [across the yard|along the wall|out of the hedge] [with its mouth full|carrying something|with a feather on its chin], [looking pleased|in a hurry to be alone|very softly]
@a.new *shout and *clap, and the cat *drop [what it *have there|its breakfast] and *walk away [as if it *be nothing to do with cats|offended]
it *be a @g.noun, [alive|only frightened, and one wing *be bent]
# bird-home
@a *pick @g up [in both hands|in a cap|with the hem of a shirt], and *feel the heart [go like a little clock|against one thumb]
+ @a *carry it home [as one *=carry a full cup|without stepping on a single crack]
/
m>a say: [they seldom live, you know|do not hope too much|put it somewhere dark, and then we wait].
@a [*nod|*swallow] and *go to look for a box
/
@a *make a bed out of [an old hat and some moss|a drawer and two socks|hay and a broken basket]
+ @g *sit in it and *look [very small|at the wall|angry]
/
m>a ask: [and where is it to sleep|and who gets up for it at night|have you thought of the cat|is it a guest, or are we a hospital now]?
a>m say: [beside me|on the stove shelf|where the cat does not go].
= @m [*sigh|*move the flour jar] and *clear a shelf
# bird-food
a bird *=eat [all day long|more than one *=will think|every hour], and [the question *be what|nobody *know what|not just anything]
@a *try crumbs, and then [seeds|a bit of egg], and @g *!want either
= @a *go out with a spoon to dig for worms, [which *be not @a's favourite thing|in the rain, if need be]
/
@a *hold out [a fly|a small worm|something wet] [on the end of a straw|between two fingers|on a spoon], [and *say ah|and *look away, to be polite|opening @a's own mouth as well]
@g *look at it [for a long time|first with one eye and then with the other]
- it *!open its beak
%[an hour later|at the ninth try]
it *do, [and then there *be no end to it|so quickly that the straw *be gone as well|as if it *^be thinking of nothing else]
/
n>a say: [soft food, and often|a drop of water on a feather, that is how|no milk, whatever they tell you].
@n *^have [a tame crow as a child|birds in the loft for years] and *know about such things
= @a *do it so, [six times a day|from the first light on]
/
@n *look into the box and *whistle softly, and [for the first time|to everyone's surprise] @g *turn its head
+ @n *show @a how to tie the wing with [a strip of linen|a soft thread], neither [too loose nor too tight|here nor there, but just so]
# bird-days
every morning @a *be [a little afraid to|almost too frightened to] lift the cloth
- every morning there *be [a black eye|an open beak] underneath
/
%on the [third|fourth] day
@g *begin to [sing, if one *can call it singing|peck at buttons|follow @a's finger with its head]
~ @m *~do the accounts, and [*lose count twice|*pretend to hear nothing]
/
@a *take @g [to school in a basket|to the table] [only once|one single time], and [after that nobody *learn anything until noon|it *walk through the butter]
/
[children from the whole lane|half the school|people one *!know at all] *come to look [through the door|over the edge of the box|in, on the tips of their toes], [two at a time|if they **be quiet|with caps in their hands|each of them only once]
@a *tell them [what people may do and what not|where to stand|not to breathe on it], like [a doctor|somebody who *sell tickets|the keeper of a museum]
/
@g *like [to ride on @a's shoulder|the sugar bowl best|to sleep in @a's sleeve], and nobody *have the heart to say no
/
once [the cat *get in|somebody *leave the door open], and @a *jump [over a chair|down the stairs] to be there first
@g *be [under the cupboard, scolding|sitting on the clock, quite calm]
# bird-time
the linen *come off, [thread by thread|on a Sunday], and @g [*stretch the wing|*try the wing], first a little and then all the way
m>a say: [well, look at that|as good as new|now it knows what it has it for].
@a *be glad and [not glad|sorry], both at the same time
/
%[one evening|two weeks later]
@g *fly from the shelf to the lamp, and [from the lamp to the window|into the curtain]
there it *sit, [with its back to the room|close to the glass|quite still], and *look out at the [trees|sky|swallows|others, who *have somewhere to go]
@a *know what that *mean
/
n>a say: a thing with wings [is only ever lent|wants to be up there|does not ask for a better box].
a>n say: I know. [Only not today|Tomorrow, perhaps|I only wanted somebody to say it].
/
@a *lie awake and *think of [all the good reasons to wait|the cold|hawks]
- [in the morning|at breakfast] @a *say that it *be time
# bird-go
@a *open the window [as wide as it *will go|with both hands], and *step back
for a moment [nothing *happen|@g only *sit there]
+ [there *be a little noise like a page being turned|the sill *be empty], and @g *be [a dot over the roofs|in the pear tree, and then no longer in the pear tree]
/
@a *go up to [the orchard|the top of the hill] with [the basket|the box] under one arm, [and @m *come too|and half the lane behind|while it *be still early]
@a *open @a's hands
@g *stay a moment longer than it *need to, [looking about|one foot on @a's thumb]
= @a *have time to say [goodbye|what there *be to say]
/
@a *throw @g into the air, not hard, [the way @n *^show it|as one *=throw a ball to [a small child|somebody's grandmother]|only a little way]
- it *come down again at once, [on @a's head|on the handle of the pump]
it *take [three tries|two tries|one more, and a little run], and then it *go [up and *!come back|over the roof and away|straight up, like a thought]
# bird-after
the box [*stay where it *be|*stand there] for a week, because nobody *want to [put it away|be the one]
+ [a hen *lay an egg in it|@m *fill it with onions|somebody *need a box for nails|the cat *try it, and *find it small], and [that *be that|so it *go on being useful|nobody *say a word about it|the house *be a house again]
/
%the next spring
there *be a nest [over the door|in the gutter], and in it a @g.noun that *!fly up when @a *come by
m>a say: [it may be any bird|they all look alike, you know].
@a *!say anything and *whistle the old four notes
/
sometimes in the morning somebody *sing [on the sill|very near], rather badly
= @a *know who it *be
/
a>m say: it is quiet here.
m>a say: yes. [It is|But listen to the garden].
they **listen, [and it *be not so quiet after all|both of them with their heads on one side|as they *^learn to in those weeks], and [out there somebody *try four notes|the evening *be full of it|there *be one voice in it that *!hold the tune]
# plot cat-who-chose cast a:child m:parent b:friend g:catkind!
:cat-comes
:cat-no

:cat-tries
:cat-tries
? :cat-others

:cat-turn
:cat-stays
# cat-comes
%#dawn
a [grey|black|white|striped|yellow] @g.noun *sit on the [step|wall|lid of the well] [in front of the house|across the lane], [as if it *^order something|and *wait|like a visitor with no luggage]
@a.new [*come out with the ashes|*open the door to shake a cloth|*look up from a bowl of porridge] and *see it
/
[when|as] @a.new *come home from [school|the well|the market], a @g.noun *walk [behind|three steps behind], [its tail straight up|in no hurry at all], [past seven other doors|round every puddle]
- when @a *stop, it *stop too and [*wash one paw|*study the sky]
/
[nobody in the lane *know|nobody *can say|it *be never found out] where the @g.noun *come from, [or why|or on what errand|though some *say from the river|and it *!tell]
one day it *be there, [on the roof of the shed|under the cart], and *look at the houses, [one after another|the way one *=choose a melon], and [at the last one|at the house of @a.new] it *nod
/
[there *be a noise|something *make a noise] at the [window|door|shutter] [one night|before it *be light|in the middle of a storm], [not a knock and not quite a scratch|like a fingernail on a plate|as somebody *=knock who *=be sure of a welcome]
= @a.new *go to look, [in bare feet|with a candle], and a wet @g.noun *walk in [without wiping its feet|past both of them, it and its shadow]
# cat-no
m>a say: [no|I know that look. No|before you ask, no|not for one night]. 
a>m say: I have not [said anything|asked yet].
m>a say: [your face has|you were about to|good, then we agree].
/
@m *^be against cats [since one *<sleep in the dough|for as long as anyone *know|on account of the sparrows]
= the @g.noun *be put out [kindly|with both hands|by the front door] and [*come in again by the back|*sit down on the sill]
/
m>a say: it [belongs to somebody|has a home, you can see that|is much too fat for a stray].
@a *ask [in all eleven houses|up and down the lane], [with it under one arm|and it *come along to every door]
- [nobody *^lose a cat|each of them *say no, thank you], [and two **offer another one|not even for a day]
/
it *be a small house, and @m *say [so|as much], [pointing out|counting] the [chairs|beds|plates]
- the @g.noun [*listen with closed eyes|*!seem to think it too small|*take the chair that *be not counted]
# cat-tries
@m [*carry|*take] it as far as [the mill|the tannery|the next village], [in a basket with a lid|under a coat], [and *come home by another road|and *wish it well]
- it *sit on the [table|step|bread box] when they [**come in|**open the door], [washing|only a little dusty|with the look of one who *^wait]
/
@m *shut the window
= it *come down the [chimney|loft ladder], [black from ears to tail|together with half a nest], and *leave [a row of|some] neat prints on the [clean sheets|tablecloth]
@a *laugh [into a pillow|until it *hurt], [quietly|because nothing else *help]
/
@a *put down a [saucer|lid] of milk, behind the [shed|woodpile], where [nobody *look|it *!be seen from the kitchen]
- [the next day|in the evening] there *be [already another one|a second saucer beside it], [and it *be @m's best|and nobody *say who *^put it there]
/
the @g.noun *bring a [mouse|beetle|very old sausage] and *lay it [on @m's slipper|neatly in the middle of the mat], [as rent|and *step back to be thanked]
m>a ask: [what am I to do with that|who has taught it that|am I meant to cook it|do you see what is lying there|is that a present or a threat]?
a>m say: [say thank you|I think it wants to pay|it is the thought].
/
[once|on washing day] it *sleep in the [laundry|bread basket|good hat], [and *leave hairs there|round as a bun], and @m *be [cross until supper|about to shout]
- it *open one eye and [*yawn|*stretch out a paw], and [somehow nobody *shout|the shouting *have to wait]
# cat-others
b>a ask: [is that your cat|since when do you have a cat|what is it called]?
a>b say: [it is not ours. It only lives here|ask Mother|it has not told us]. 
/
@b *offer it a home, with [fish on Fridays|a cushion|four mice a week]
- it *walk once [round|through] @b's [kitchen|yard], [politely|as one *=look at a picture], and *come back [to the old wall|with its nose in the air]
/
@b *have a dog, [which *think well of itself|a large one]
~ the dog *run [up to it|across the yard] barking, the @g.noun *go on washing
= the dog [*stop to think|*remember something at home|*sit down at a distance]
# cat-turn
%one night in [the cold weeks|the autumn]
something *cry and *scratch at @m's door until [the whole house *be awake|@m *come out to scold]
- there *be a smell of smoke, and a [coal|spark] *^fall on the [rug|basket of wood], [no bigger than a coin|already glowing]
@m *step on it, [twice|with bare feet], and *stand there [for a while|a long moment] with the @g.noun in one arm
/
[then|at the end of that month] @m *be ill, [with a cough|nothing bad, only long], and the @g.noun *lie on @m's feet [four days long|like a warm brick], [and *!go out even to hunt|purring like a mill]
/
%[that winter|in the same week]
[mice **get into the flour|there **be mice in the loft], first [two|one], and then [a wedding party|more than one *can count]
the @g.noun *be at work for [three|two] nights [without complaint|behind a closed door], and [then there *be no more mice|nobody *ask what it *cost them]
/
[then|one morning] it *!be there, [not on the wall|nor on the sill], and [not the day after|the saucer *stay full]
@m *say that it *be [good riddance|quieter so], and *go to the door [five|eight] times, [to see about the weather|for no reason]
%on the third day
it *come home with [a torn ear|burrs in its fur], and @m *drop [a plate|what there *be in @m's hands]
# cat-stays
m>a say: [for tonight|only until the spring|well, somebody has to watch the flour].
that *<be [many years ago|in another winter|before the new roof], and [it *=lie beside the stove to this day|it *=!^go yet|nobody *=^mention the spring again|somebody *=~watch the flour still]
/
m>a ask: [what does one call such an animal|has it a name, at least|and what is it to be called]?
a>m say: [Tenant|I call it Sir|it comes to everything but its name].
@g *turn over [on its back|in its sleep], [since that *be settled|with all four feet in the air]
/
[nobody *say yes|nobody ever *give leave]
- [one day|before the month *be out] there *be a [hole with a flap in the door|cushion in the good chair], and @m [*be the one who *^make it|*say that it *^be there for years]
/
a>m say: [so we have chosen a cat|now we have a cat|it seems that we keep a cat].
m>a say: [we? Look at its face|you think so? Nobody asked us|no. I think that somebody keeps us|it was looking for people, and took the first it could bear].
@g *blink [slowly|once], [as a landlord *=do|and that *be an answer]
# plot stubborn-donkey cast a:child m:parent n:neighbour b:friend g:donkeykind!
{!snow}
:donkey-load
:donkey-stops

:donkey-try
:donkey-try
:donkey-try
? :donkey-crowd

:donkey-why
:donkey-end
# donkey-load
%on market day
@m *send @a.new to [town|the mill] with @g and [two baskets of plums|three sacks of barley|nine cheeses], [for the first time alone|which **have to be there by ten]
m>a say: [be home by dark|keep to the road|let it drink at the bridge, but not too much|and no racing]. [It knows the way|If you get lost, ask it|It is older than you are, remember that].
/
@a.new *be [proud|very straight in the back] that morning, [because @a *have|with] the rope of @g in one hand and [@m's second-best hat on|a list in the other]
+ they **go [at a good pace|quite well together] as far as [the chapel|the last houses|the three poplars]
/
[anybody can|it *be no art to] lead @g, @m *say, [if one *be cleverer|as long as it *want to be led]
= @a.new *think [nothing of it|that it *will be easy] and *set off with [a cart of turnips|a load of jugs packed in straw] [behind|and a song]
# donkey-stops
[in the middle of the bridge|at the foot of the hill|where the road *be narrowest|after the second milestone], [at a place like any other|between one step and the next|as if at an inn], @g *stop
it *!be [lame|tired|thirsty], [as far as one *can see|and the sun *be not hot], it [only *stop|*put its four feet down like a table]
/
without [a word of warning|any reason], @g *stand still [before a puddle|between two hedges|on the only dry stones], [ears back|with half-closed eyes]
- [there *be still two miles to go|the church clock *strike nine]
/
@a [*be still singing|*^go on a few steps alone|*be just thinking of lunch] when the rope [*pull tight|*get heavy|*say no], [and nearly *sit down|with a jerk|like an anchor]
@g *^stop, [and *look like something made of stone|for good, by the look of it]
# donkey-try
@a *pull [with both hands|until the rope *creak|with one foot against a milestone]
- it *be like pulling [a church|at a tree]
= @a *fall over backwards into [the nettles|the ditch|something soft]
/
@a *push from behind, [which *be not the polite end|with one shoulder|counting to three]
@g [*lean back and *make itself comfortable|*take it for a kindness|*let out a long breath and *stay|*turn its head to see who *be there], [as one *=do in an armchair|and *close both eyes|chewing]
/
@a *hold out [a carrot|a plum|a whole cheese], [first close by and then farther off|with a coaxing noise]
- @g *stretch its neck, [*grow longer and longer|an inch and another inch], *eat it and *keep its feet [exactly|precisely] where they **be
/
@a *explain [the matter|everything] to it, [reasonably|as to a grown-up person]: the market, the price of plums, [what @m *will say|the shortness of life]
- @g *have [long ears|every chance to hear], and it *be no use
/
@a *sing to it, since [somebody once *say|it *be well known] that beasts **=like music
@g *join in [at the second verse|with great feeling], and [the crows **leave the poplars|a window *shut with a bang]
- it *!take a step
/
@a *walk off [alone|without it], whistling, [to make it jealous|and *look back from behind a bush]
- @g *eat [a thistle|the flowers off a bush], [in peace at last|and *!seem to miss anybody]
/
@a *unload [everything|the baskets one by one] and *lead it forward [empty|with nothing on its back]
- there *be no forward, [loaded or not|not for anyone|with baskets or without], and now [everything *lie in the road|there *be all that to lift again|a hen *~walk about among the cheeses]
# donkey-crowd
[behind them|on the road] there **be soon [a hay cart|a coach with a lady in it], [eleven sheep|a wedding] and @n, all waiting
[everybody *know what *must be done|there *be a great deal of good advice|they all **have had such a beast once], [and each of them *say something else|and nobody *do it|and it *!listen]
n>a say: [you should blow in its ear|turn it round and make it think it is going home|you must be firmer].
/
@b *come by [with a fishing rod|on the way to the river]
b>a ask: [is that one broken|why are you standing there|are you selling it here]?
a>b say: [ask it|it is thinking|you try].
= @b *try, [with great confidence|rolling up both sleeves], and [after a minute *sit down too|soon *be in the ditch as well]
/
@n, [coming the other way|on foot], *give [some advice|an opinion], which *be to [tickle it|light a pipe and wait]
@a *thank @n [through clenched teeth|politely] and [*!tickle anything|*wait without a pipe]
# donkey-why
[at last|when nothing else *occur to @a] @a *go round to the front and *look where it *look
there *be a [plank missing|crack right across] [in the bridge|a little way ahead], [and the river under it|wide enough for a hoof], [hidden by straw|under a bit of mud]
= @a [*begin to feel cold|*put a hand on its neck], and *say [nothing for a while|sorry]
/
[just then|before anyone *can say more] [there *be a roar|something *crack], and [half the bank|an elm|a whole load of rock] *come down over the road, [twenty steps farther on|exactly where they would have been by now]
[nobody *say a word|the dust *settle slowly]
- @g *shake its ears and *walk on, [round the heap|as if that *be what it *^wait for]
/
under its [left front hoof|belly strap] @a *find a [thorn|sharp stone|nail], [no longer than a fingernail|deep in]
= @a *draw it out with [two fingers|the teeth], and @g *sigh and *put its [head|whole weight] on @a's shoulder
/
[between its front feet|in the grass] a [lark|hen partridge] *sit on [five|four] eggs and *!move, [not so much as a feather|with round eyes]
= @a *lead it backwards, [one step|as on ice], and then in a [wide|great] circle, and [there *be no trouble any more|it *go like a lamb]
# donkey-end
they **be [too late|the last] at the market, and [everything *sell all the same|the best customers **be still there|the plums **^get a bit squashed]
m>a ask: [did it give you any trouble|well, which of you was cleverer|you are late, the two of you. What was it]?
a>m say: [I gave it some|it did, until I looked|not the way you think|ask it. It saw everything first].
/
from that day @a *have a rule: when @g *stop, [one *=look|first look], and then [ask|shout]
- [mostly|nine times in ten] it *be only [thistles|bad temper]
/
a>m say: it stopped.
m>a ask: why?
= @a *tell it all, and @m [*get up without a word|*take a lantern], *go to the stable and *give @g [the good oats|an apple], [then one more|peel and all]
/
they **say of @a in @t, [even now|still], "as stubborn as a donkey," and @a *take it [as praise|with a small bow]
`;
