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
?+ between the two [nothing much ever *happen|there *be time to lie in the grass|@a *sleep a little]
/
it *be the duty of @a.new to mind @g, [a beast that *eat everything, even washing|the greediest animal in the lane]
?< [nobody else *be quick enough|nobody else *want to|@m *^decide it so]
/
[anyone who *^try it *know|as everybody *know who *^keep one], a goat *be not an easy animal
@a.new *^try it since [the spring|the thaw|the last fair], because @g *listen to nobody else
/
@a.new *can do [two things well|one thing better than anyone]: whistle [on two fingers|on a blade of grass] and [find @g|get @g home before dark]
?- [on this day|this time] the whistle *!help
# goat-gone
%#dawn
@a [*sit down for a moment to take a stone out of one shoe|*bend over a beetle that *lie on its back|*close @a's eyes, only to rest them]
+ when @a *look up again, [there *be only grass|the rope *lie there without its goat|something *be missing, and it *be @g]
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
somebody's cabbages **stand in a row, and [of the last three there **be only the stalks|four of them *have no hearts any more]
= at least @a *be [on the right path|not looking in the wrong place]
/
@a *stand still and [*try to think like a goat|*wonder where a goat *will go on [such a day|a morning like this]|*make a face like a goat, because that *=help one think]
= @a *go [uphill|where the thorns **grow|towards the smell of bread]
/
[a bush *shake|something *rustle in the hazels], and @a *creep up to it on all fours
- it *be only a [hen|hedgehog|boy] [that *^lose its own way|with a mouth full of berries|looking just as surprised]
# goat-b
@b *come along the path [with a sack of meal|eating a pear|rolling a hoop] and *turn round to help
b>a ask: [what does it like best|where would you go, if you were a goat|have you tried crying "salt"]?
a>b say: [everything, that is the trouble|up, always up|whatever is not allowed].
/
[from the top of a wall|from a ladder] @b *call down to ask what all the whistling *be about
a>b call: @g *be gone, and [it *be nearly milking time|if it *eat a shirt again, we **be lost].
= @b *climb down and *come too
/
@b *say that two people *can be in two places
= @a [*go|*search] [up the slope|to the left|along the wall] and @b [down to the water|to the right|through the gardens], until [somebody *give a shout|a shout *come across the field|they *^lose each other as well]
/
b>a say: [I bet it is on a roof|goats go up, my aunt says|somebody will be shouting soon, and then we know where].
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
@b *hold @a by the feet, and @a *hang down head first and *get hold of one horn
= up they **come, all three, [in one heap|with a jerk|and *lie there laughing]
/
[in the end|after two hours] they **sit down, [tired out|with sore feet|beaten], [on the steps of the well|on somebody's doorstep|where the path *come to an end], and [*share a crust|*say nothing|@b *look for something in a bag]
+ a [wet|warm] nose *push in between them and *take [the bread|all of it]
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
a cat *come across the yard with its mouth full, looking pleased
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
m>a ask: and where is it to sleep?
a>m say: [beside me|on the stove shelf|where the cat does not go].
= @m [*sigh|*move the flour jar] and *clear a shelf
# bird-food
a bird *=eat [all day long|more than one *=will think|every hour], and [the question *be what|nobody *know what|not just anything]
@a *try crumbs, and then [seeds|a bit of egg], and @g *!want either
= @a *go out with a spoon to dig for worms, [which *be not @a's favourite thing|in the rain, if need be]
/
@a *hold out [a fly|a small worm] on the end of a straw
@g *look at it [for a long time|first with one eye and then with the other]
- it *!open its beak
%[an hour later|at the ninth try]
it *do
/
n>a say: [soft food, and often|a drop of water on a feather, that is how|no milk, whatever they tell you].
@n *^have [a tame crow as a child|birds in the loft for thirty years] and *know about such things
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
children from the whole lane *come to look through the door, [two at a time|if they **be quiet]
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
there it *sit and *look out at the [trees|sky|swallows]
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
it *take [three|two] tries, and then it *go up and *!come back
# bird-after
the box [*stay where it *be|*stand there] for a week, because nobody *want to [put it away|be the one]
+ [a hen *lay an egg in it|@m *fill it with onions], and that *be that
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
they **listen, [and it *be not so quiet after all|both of them with their heads on one side]
`;
