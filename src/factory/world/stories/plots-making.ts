// Stories of things made and found out: a tree, a dam, a loaf, a riddle, a tale within a tale, a sledge. The
// notation is explained in ../script.ts.
export const MAKING = `
# plot little-tree cast a:child m:parent n:neighbour b:friend
:tree-seed
:tree-plant

:tree-wait
:tree-harm
? :tree-wait

:tree-turn
:tree-end
# tree-seed
@a.new *eat [a plum|a peach|a cherry], [a very good one|from the last of the basket|over the fence], and *be left with the stone [in one hand|in one cheek], [and *!throw it away|which *look back|not knowing where to put it]
a>m ask: [is there a tree in there|what would happen if I put it in the ground|does it know what it is|how does it know which end is up]?
/
@n *give @a.new a [twig|stick] [for carrying wood|in place of a coin], [with two roots like hairs|wrapped in a wet rag], and *say that it *be a tree, [if one *have patience|only not yet]
/
%in the spring
@a.new *find a seedling [in the gutter|between two cobbles|on the dump], [with three leaves|no higher than a spoon], where [it *can not stay|a cart *will get it]
= @a *dig it out with [a fork|two fingers], [root and all|holding @a's breath]
# tree-plant
m>a say: [not there. There goes the washing|behind the shed, then, where nobody walks|it needs sun, and it needs room. More than you think].
@a *pace it out, [as wide as a house|in all directions], and *dig a hole, [deep enough for a dog|till the spade *ring]
/
@a *plant it, [the right way up|after some thought], and *tread the earth [down|firm], and *tell it [its name|where it *be]
~ the hens **stand round, [like people at a christening|with their heads on one side|and *hope for worms], [and one of them *make a speech|until it *be over|deeply moved]
/
n>a say: you plant that for your [grandchildren|old age]. 
a>n ask: [what, so long|not for Saturday|can it be done faster]?
n>a say: [talk to it. It does no good, but it passes the time|water, and no digging it up to look|I was told that, too, and now look at my walnut|it grows while you do other things. Do other things].
# tree-wait
every [morning|day after school] @a *measure it [against one knee|with a thread], and *cut a notch in [a stick|the door post]
- the notches **be [all in one place|like one thick notch]
/
@a *dig it up [once|only a little], [to see if it *do anything|at night, so that nobody *see], and *put it back
m>a say: that tree has grown downwards since yesterday.
@a *look at the ceiling, [which *need it|with earth under ten fingernails]
/
@b *come to see the tree, [and *look for it for a good while|with a ladder|as one *=visit a sick aunt], [and *walk round it twice|and nearly *step on it|with a small present]
b>a ask: [is it behind that leaf|that|what does it do]?
a>b say: [it is that leaf|it grows|you have to sit down and wait].
= they **sit down [before it|in the grass], and *wait [until supper|until a snail *go past them|and *try not to look too hard], [chewing on stalks|quite patiently, for them|with a watch]
/
%in the winter
it *be a [stick|dry twig] again, [and nobody *believe in it|like any other], and @a *put a [jacket|sack] round it [against the hares|in the evenings], and *scratch the bark with one nail: [it *be green|underneath there *be green]
/
a year *go by, [and another|as years **=do], and @a *need [new shoes|a longer bed] [twice|each spring]
- the tree *be up to [a knee|the second button], no [more|further], and [@a *think it rather slow|*be a good listener]
# tree-harm
the goat *get out, and [when @a *come|before anyone *notice], [there *be a stalk with teeth marks|it *stand there chewing], and [not one leaf *be left|two leaves **hang from its beard]
@a *sit down beside the stalk, and *!want any [supper|cake], [not even with cream|and that *mean something]
/
{!snow} there *be no rain [for six weeks|from the hay to the harvest], and the ground *crack, [the well too|as a pie crust *=do]
= @a *carry the [washing-up water|bath water] out, [every drop|soap and all], [cup by cup|four times a day]
/
[a storm|a cart|somebody's pig] *take it [at night|in passing], [from behind|without asking|at one go], and in the morning it *lie [flat|with its head in the mud|beside its own hole]
= @a *put it up again, with [a broom handle and a stocking|three sticks], [as @n *=bind a broken leg|and *hold it there until noon]
/
m>a say: the [shed|wall] has to be built, and it must be there. I am sorry.
@a *say [nothing|a great many things], and *stand before the tree with [both arms out|a rake], [one afternoon long|till the mason *take off his cap]
= the [shed|wall] in that house *have [a corner too many|a bend in it], [to this day|which strangers **=ask about]
# tree-turn
a>n say: it is dead.
n>a say: [wait until spring|dead things are brittle. Bend it|I have heard that before, from other people, about other trees].
%three weeks later
there *be a [bump|green point] on the [stalk|side], no bigger than [a louse|a grain of salt], and [@a *call the whole house|even the postman *have to look]
/
one day @a *want to measure, [as always|with the old thread], and *look down for the top, [and *!find it|out of habit]
it *be [level with @a's eyes|higher than the fence|up there, against the sky], [and nobody *^see it happen|and *look over into the lane|behind @a's back, so to speak|and *pretend that it *be nothing]
/
there *be a bird in it, [a small one|only for a moment], the first, and it *sit [on the one branch|right at the tip], and the tree *bend, and [*hold|*carry it]
a>m say: [it is in use|now it is a real one]. 
# tree-end
%[one summer, in the end|when at last there *be enough shade]
@b and @a *sit [under it|in its shade], [if they pull their feet in|first the one, then the other], and *eat the first [apple|fruit], [half each|which *be sour as a lemon]
b>a say: [good|worth it|another one of those, and I shall be sick].
/
@n *!see it bloom, or [only from the window|just once]
- there *be a bench there now, [for the old|with a blanket on it], and [@n *sit on it and *say that it *<be a good stick|in the evening it *=be in the shade]
/
now the thread *=hang on a nail in the [kitchen|shed], [with the notched stick|and *=be much too short], and [when children *=ask what it *=be for, @a *=take them out and *=say: look up|nobody *=may throw it out]
/
a>m say: it will be there when I am old.
m>a say: [yes. You might put a bench there|and someone will ask who planted it|then be nice to it].
@a *look up [through the leaves|into it], and *eat [a plum|a cherry], and *be left with a stone in one hand
# plot big-dam cast a:child b:friend n:neighbour m:parent
{!snow}
:dam-start
:dam-build
:dam-build

:dam-done
:dam-far
:dam-found

:dam-end
# dam-start
the [brook|stream] behind the houses *be [a foot wide|good for nothing], [except for wetting stockings|and three fishes **live in it], and @a.new and @b *look at it [on a hot day|for a while, with their hands in their pockets]
b>a say: [one could stop it|it goes by day and night, and nobody asks why|I bet we could make a lake].
/
@a.new *put a stone into the brook, [only to sit on|without thinking], and the water *go round it
+ @b *put a second one [beside it|in the gap], and [neither of them *say what it *be going to be|then it *be too late to stop]
/
a>b say: a lake, with [an island|a harbour]. [You are the mayor|I dig, you carry|Take off your shoes].
@a.new *^think of it [in the arithmetic lesson|at night], [down to the flags|with a drawing], and @b, [who *be always for it|the strongest friend for miles], *!have to be asked twice
# dam-build
they **fetch stones, [as big as loaves|from the old wall], and *fill the holes with [clay|grass and mud], [and with @b's cap|and *stamp on it]
- the water *find a [way|crack], [each time|a thin one], as [ants **=find sugar|a cat *=find an open door]
/
first it *go [left|round the end], and then [right|underneath], and once [straight through|over the top], [with everything they **have|and the mayor too]
b>a say: it [thinks|is thinking]. [It looks for the place where we were lazy|I am sure it listens].
/
@n *lean over the fence, [with a pipe|chewing], and *give them [an old door|a plank]
n>a say: [begin at the bottom, not at the top|leave it a way out, or it will take one|I had one of those, in sixty minutes it was gone].
= they **hear it with [one ear|pleasure|muddy ears], [and *forget the second half|and *put the door in crosswise]
/
they **work [till noon|on], wet to the [hips|ears], and *talk [like masons|of nothing but clay], and *miss [dinner|the soup|two bells]
m> call: [soup|for the third time, soup|does anybody still live here]!
a> call: [in a minute|we are holding the river]!
/
a [whole family|pair] of ducks *come to look, [in a row|from down the stream], and *find it [good|deep enough], and *sit down on it [before it *be ready|like people in a new house]
# dam-done
%[towards evening|in the late afternoon]
it *hold, and behind it the water *stand up, [brown and quiet|inch by inch], and *climb into the [grass|roots], and there *be a lake, [as long as a cart|with a sky in it]
they **sit at the edge [with blue feet|as kings **=do|and *count it], and [give out the names|divide it up|say what it *=be called]: [Cape Boot, Duck Bay, the Bread Islands|this *=be yours, that *=be mine|the Gulf of Stockings, and that one after the goat]
/
[the last hole|what *be left open] *be [as big as a fist|no bigger than a head|just so wide], and [@a *sit down in it|so @a *get in and *sit down|it *fit @a like a chair]
b>a say: [do not move|that is the best stone yet|now you have to stay there for ever].
~ @b *fetch [clay and more clay|half a bank|whatever *come to hand], [at a run|four times, and then once more]
= the lake *rise round @a, [first to the belt|very cold|up to the third button], and [*be finished|*stand still at last|*have a mayor in it]
# dam-far
- a brook *=be not only [there where one *=see it|behind one's own house]: [farther down|round two bends] it *=drive [the mill|a saw], and [the mill *stop|in the middle of a sack the wheel *stand still]
/
- below the dam there *be no brook [any more|at all], only [wet stones|a path of mud], and in a [hole|puddle], [one beside the other|hardly covered], **lie the three fishes, [and *look up|breathing fast]
/
- upstream it *!stop coming, [since nobody *^tell it|the brook], and by night it *be over the [path|bank], and *go to see [the cellar of @n|the cabbages], [down the four steps|quite quietly]
# dam-found
[up the stream|along the bank] *come the [miller|laundress], [with a white face|with both sleeves rolled up], then [a man with a dry trough|two geese on foot], and then @m, [with a spoon|and the soup *be cold]
n>a ask: [who has got the brook|do you happen to have seen a river|what did I say about a way out|is that all of it, or is there more behind]?
a>n say: [we have. It is there, behind us|we only borrowed it|it was doing nothing].
/
@a *hear somebody [shouting|swearing] [far off|down in the lane], and then [another|the bell of the mill, at the wrong time]
a>b whisper: [I think that is us|it went all the way down there, once].
@b *turn [pale|round] and *pick up the [spade|three fishes, in a shoe]
/
@a *see the fishes [on the way home|quite by chance], and *run [back|all the way up], [shouting|with a stitch], and *pull at the door [with both hands|with all @a's strength|like a dog at a root]
b>a ask: [are you mad|what are you doing|and our lake]?
a>b say: they can not breathe. [Help me|Pull].
# dam-end
they **take out the door, [both together|at one go], and the lake *get up and *go, [roaring|with all its capes and islands], [and @b on it a little way|down to the mill and past it]
there *be a cheer from below, [or a scream|and then the clap of the wheel], [it *!be quite clear which|and somebody's hat *go by]
/
n>a say: [a little one, then|with a gate in it]. [I will show you|One that opens].
%by the end of the week
there *be a pond with a [small door|wooden tooth], and [when the miller *=need it he *=ring|on Sundays they **=let it out], and the fishes **be [nine now|fat]
/
they **have to [carry mud out of the cellar|clean the mill race], [three afternoons|bucket after bucket], and [*learn a great deal about water|@n *sit on the steps and *count]
b>a say: it was the best lake [in the country|I ever had].
n> say: [that I can confirm|I had it in my boots|with ducks, too].
/
m>a ask: whose idea was it?
a>m say: [mine|the brook's. It wanted to rest]. 
b> say: mine.
m>a say: [that makes two of you, then, with one spoon of cold soup|so there are two to carry it back|eat, both].
# plot first-loaf cast a:child m:parent n:neighbour b:friend
:loaf-why
:loaf-start

:loaf-dough
:loaf-dough
:loaf-oven

:loaf-out
:loaf-end
# loaf-why
@m *be in bed with [a cold|one foot in a bandage], [and *!be allowed up|and *sleep at last], and there *be no bread, [only the heel|not a crumb in the box]
= @a.new *think: [how hard can it be|I have seen it a hundred times], and *tie on the big apron, [twice round|which *reach the floor]
/
@m *be to come home [late, and hungry|after four days away], and @a.new *want there to be [a smell|something] when the door *open
/
m>a say: you can bake bread when you [can see over the table|are bigger].
one day @a.new *can see over the table, [on tiptoe|just], and [@m *^go to the market|there *be nobody to ask]
# loaf-start
[flour, salt, water|flour and salt and water, that *be clear], and [what *be the fourth thing|then there *be a fourth thing|one thing more], [without which it *=!go|something small|which always *stand on the left]
@a *count them on [four|the] fingers, and the [fourth|last] finger *stay [up|empty], [and *be looked at|like a boy who *!know the answer]
/
@a *shake out the flour, [from a height|with both arms], and *see nothing for [a minute|a while]
+ [there *be|then there *come out of it] a white chair, a white [cat|clock], and [somebody white in the mirror|a hand, quite white|at the window somebody *laugh], [and everything *sneeze|and it *snow on gently|who *sneeze]
/
@n *look in at the window, [having seen the cloud|with an empty cup]
n>a ask: [is it on fire|have you yeast|are you moving out]?
a>n say: [I am baking|what is yeast|no, that is flour].
= @n *go home and *come back with [a bit of grey in a saucer|something under a cloth], and *say [that it *be alive|one *must be nice to it]
# loaf-dough
@a *mix it, and it *be [soup|a puddle]
= @a *take more flour, and it *be [gravel|a stone], and then [more water|milk], and [so on|back and forth], until there *be enough for [a wedding|the street]
/
it *stick to [ten fingers|both hands], and when @a *scratch an ear, [to the ear|it *have a new home], and then [to the door handle|to the cat, who *!say thank you]
/
one *have to knead it, [ten minutes|until it *feel like an ear lobe], @m always *say, and @a *knead, [with fists|with all @a's weight], and *feel [one's own ear|the cat's] [to compare|now and then], and *get it floury
/
[then|after all that] it *=have to rest, [warm and out of the wind|under a cloth|and not be looked at]
@a *put it [into bed|by the stove|in the good chair], [tucked in|with a cushion], and *sit beside it [on a stool|and *wait|like a nurse]
b>a ask: [who is ill|is it asleep|what are you waiting for]?
a>b say: [ssh. It rises|for it to get bigger|it has to think].
/
when @a *lift the cloth, there *be [nothing new|the same lump], and then [again nothing|a quarter of an hour later too]
- just when @a *forget about it, [over a book|because @b *come with a puppy], it *look over the edge [of the bowl|by itself] and *start to come out
# loaf-oven
[the oven *be too cold|the oven *be too hot|perhaps it *be hot enough], and [how *=do one know|who *=be to know that|an oven *=say nothing], [without burning oneself|from outside|if one *=be not @m]
@a *do what @m *do, which *be to put a hand in and count: at [seven|eight|six and a half] it *=must come out, [and it *do, with a cry|and not before]
/
@a *push it in, and *shut the door, and *sit down before it, [as before a theatre|with folded hands], and *look at [the iron|the crack of light]
~ the clock *go [slower|backwards|for a walk], [or so it *seem|@a *can swear to it], [as clocks **=do when one *=look|and @b *tell it so|and there *be nobody to wind it on]
/
b>a say: it smells [good|brown]. 
a>b say: [already|that is the crust]. 
b>a say: now it smells [black|different].
# loaf-out
out *come a thing, [flat as a plate|with a hump like a camel|shaped like @n's hat], [black below|burnt on one side] and white [above|in the middle], and it *knock, [when one *knock on it|if dropped], like a door
/
the loaf *be [no bigger than a fist|small], [hard|heavy], and @a *let it fall, and it *!break, [but the plate|the tile *do]
@a *look at it [a long time|from all sides|with one eye shut], and [it *be still bread|*call it bread, aloud, to hear how it *sound|*think of @m's face|*turn the better side to the door]
/
it *be brown, it *be round, and [it *sing when it *come out|it *crackle], very softly, [as bread *=do|and the cat *prick up her ears], and nobody *be more surprised than @a, [floury up to the hair|with both gloves on]
# loaf-end
@m *cut it, with [the saw|both hands on the knife], and *take a bite, and *chew, [and *look out of the window|for a long time]
a>m ask: [and|is it bad|can one eat it]?
m>a say: [one can. Slowly|there is no salt in it, and I have never had a better|it is bread. Your great adventure has a crust].
/
they **eat it in soup, [where it *swim|since it *need a bath], all of it, [to the last crumb|four people and a cat], and [there *be none left for the hens|the hens **go without]
/
n>a say: [I have laid worse ones|mine, the first, is under the gate. It keeps it open].
+ @n *teach @a about the [salt|oven], [on Saturday|from the beginning], and [the next one *be eaten dry|the fourth one *have no need of soup]
/
%in the morning
@m *be at the table already, [with the second slice|in the dark], and *say that [it *get better by lying|today nobody *have to go to the baker]
a>m say: [the next one will be round|today I know what the fourth thing is|tomorrow I shall make buns].
`;
