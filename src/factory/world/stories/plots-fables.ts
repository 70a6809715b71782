// Fables: animals play the parts and talk, and a child hears of it. The notation is explained in ../script.ts.
export const FABLES = `
# fable-begin
%[one evening|on a long winter night|when the fire *be low|at bedtime]
@m *tell @a.new [the story of|about] @x and @y, [and it *go like this|who [both *live by the old mill|*know each other by sight]|for the third time that week]
/
@a.new [*!want to sleep|*ask for a story|*have a cold and *be bored], [and it *must be a true one|not the one with the king|as on every evening]
m>a say: [then I will tell you what happened to a neighbour of ours|a true one? This happened behind our own barn|shut your eyes, then. Once there were two who could not agree|I know one that nobody has heard yet|good, one. And it has feet and a tail, in fact it has two of each].
it *be about @x and @y, [and nobody else|who *!like to hear it told|and a certain night]
/
[anyone in @t|people in @t|the old people] *can tell you [about|what *^happen between] @x and @y, [and each *tell it another way|and the year *=be not certain]
@a.new *hear it from @m, [who *leave nothing out|on the way to the mill|over a bowl of lentils to be sorted|word for word as it *stand here]
/
@a.new *ask @m why [animals **=!speak|the beasts **=be so silent|the cow *=look as if she *=know something]
m>a say: [they do, but seldom to us|they do, when it matters|who says they do not|you must come at the right time]. [Listen|It was like this|I know of a case|Move up, it is a long one].
+ @m *tell @a of @x and @y
/
[long before anyone now alive *be born|in the days when the mill still *have two wheels|not long ago], [behind this very house|on a farm outside @t|where the lane *=end], there **be @x and @y
@m *tell @a.new of them [whenever it *rain|at the peeling of potatoes|with all the voices]
# fable-end
a>m ask: [is that the end|and then what|did they stay friends|is it true]?
m>a say: [it is as true as soup|that is all I know|for tonight it is|ask them, they live close by|the rest is for tomorrow].
/
a>m say: [I know somebody like that|I would have done it otherwise|that is you and the neighbour's goose].
m>a say: [so do I|of course you would|then it was not told for nothing|eat your bread]. 
/
@a *think about it [for a while|in the dark|until the candle *be out], [and *ask nothing|with open eyes|and *chew on a corner of the blanket|from both sides]
a>m ask: [which of them was right|what did they have for supper|were they still angry the next day|could one visit them|and what did the others say to that]?
- @m *be [asleep already|asleep in the chair|asleep, or *seem to be|thinking of something else|at the door, to see if it *^stop raining]
/
that *=be all [there *=be to it|anybody *=know|one *=need to know], [unless it *=be true about the second time|apart from the part with the soup|as far as it *=be fit for bedtime]
/
%since then
@a *look [at animals|over the fence] [with more respect|in another way|twice], [and *greet them|in case one of them *say something]
# plot moon-for-sale cast a:child m:parent x:wild y:farm
:fable-begin

:moon-find
:moon-sell

:moon-night
? :moon-ask
:moon-gone

:moon-truth
:fable-end
# moon-find
%one night
@x *come to the [pond|rain barrel|trough] to drink, and [in the water|right at the bottom|among the weeds] *lie the moon, [round as a cheese|white and whole|quite by itself]
x>y say: [look what I have found|come and see what I own|do not touch it, it is mine|there is something in here, and I saw it first].
/
@x *be [always short of something|poor], and [so *have ideas|could talk]
%one clear night
@x *show @y the moon in the [pond|bucket], [as one *=show a cow at a fair|with a great wave of one foot]
x>y say: [it fell in last week|I fished for it all night|this is the last one of its kind].
/
y>x ask: [what is that white thing in the water|what have you got in there|who left a light on down there|is that a plate, or what is it]?
@x *look, [and *think quickly|and *see at once what it *be worth]
x>y say: [a moon. Mine|that is my moon. I keep it there so that it stays fresh|oh, only my silver].
# moon-sell
y>x ask: [what would you take for it|is it for sale|how much]?
x>y say: [for you, six turnips|nothing under a sack of oats|I could not part with it. Well, nine apples]. 
@y *count [on its toes|out loud|twice], [*run home|*dig behind the barn] and *come back with [the whole price|all it *have|a heavy basket]
/
@y *want it [badly|more than supper|as it *^want nothing before], for [the winter nights **be long|the stable *have no window|no other beast on the farm *have one]
= they **shake on it, and @y *pay with [a week of dinners|the good straw|nine apples and a pear]
/
x>y say: [it is quite easy to keep|a moon is no trouble|you will hardly notice it by day|it needs water, and somebody to look at it]. [Only do not stir|Do not take it out|Never drink on that side|And no frogs].
y>x ask: [does it bite|what does it eat|can it swim]?
= @y *buy it, [on the spot|after a long look], for [half a sack of carrots|everything in the trough]
# moon-night
@y *sit by the water [all night|until the cocks **crow], and *let [nobody near|no frog hop in], [proud as a mayor|wide awake|breathing very softly]
~ @x *eat [turnips|apples] under a bush, [until it *be round as well|with both cheeks full]
/
the others **come from [the stable|the whole farm] to see it, and @y *charge them [an egg each|a bean a look|nothing, out of kindness]
- nobody *may [breathe on it|bring a duck|point]
/
a little wind *come and *break the moon into [a hundred|a great many] pieces
@y [*cry out|nearly *fall in|*hide both eyes], and *hold [very still|its breath] until [all of them **be together again|it *mend]
/
@y [*give it a name|*sing to it a bit|*wish it good night], [not loudly|as one *=do with a calf], and *go to bed happy
# moon-ask
an old [hen|cat] *look [first into the water and then up|at it and at the sky], [and *say only "hm"|and *go away without a word]
= @y *begin to [wonder|sleep badly], [just a little|though it *!want to]
/
y>x ask: [why is there another one up there|and whose is that one, over the barn|are there two of them|how did it get back up]?
x>y say: [that is only its reflection|it has a brother|the sky is very smooth tonight]. 
@y *nod, [slowly|in the end], [as it *be polite|for it *sound clever]
# moon-gone
- on the [third|fourth|next] night there **be clouds, [thick as wool|from one hill to the other], and the water *be [black|empty|only water]
y>x cry: [thief|somebody has taken it|it has run out|give me back my moon|wake up, it is gone]!
/
- every night it *be [thinner|a bit smaller], [as if mice **be at it|like a cheese in the pantry], and at last there *be [nothing but a rind|none at all]
y>x shout: [you have sold me an old one|it is used up|this one leaks|somebody is eating it from the left]!
/
- @y *get thirsty, [for it *be hot|at midday], and *drink, [only a sip|and another sip], and when it *look again, [there *be no moon|the pond *be the colour of sky]
@y *sit down [in the mud|heavily|where it *be], [with a hand on its belly|quite pale|and *feel it turn round in there], and *whisper that [it *^swallow it|now it *be inside|it *taste of nothing at all]
# moon-truth
@x *laugh so [much|hard] that it [*fall into the water itself|*roll down the bank], [with a great splash|head first], and *come up with weed on its head
y>x ask: [well, is it down there|have you found it|is it cold]?
+ @x *have to say no, [and then the rest|and *look at its feet]
/
@x *look at @y's face, and [the joke|the last turnip] *!taste [so good any more|of anything]
x>y say: look up. [It was never mine to sell|I sold you a puddle|There it is, and it costs nothing]. 
y>x ask: [and the turnips|the whole time|for everyone]?
= they **plant [turnips|a new row] together, [which *take all spring|by moonlight|and *quarrel only twice]
/
y>x say: [I see. Then I will sell you the sun|good. I have something for you, too|that was a clever trick].
@y *show @x [a hot stone|the brass pan on its nail|a bucket at noon], [and *ask nine apples|very cheap]
- @x *understand, and *go [quite red|quiet] and *bring [the turnips back|what there *be left]
/
%at the next full moon
it *be there again, [in the pond|whole], and @y [*be no longer angry|*laugh out loud]
= they **sit [side by side|on the bank] and *own it together, [one half each|on even nights @x, on odd nights @y], [which *=cost nothing|and that *last]
# plot narrow-plank cast a:child m:parent x:wild y:farm
:fable-begin

:plank-meet
:plank-talk
:plank-talk

:plank-long
:plank-out
:fable-end
# plank-meet
over the [stream|ditch|mill race] *lie a single plank, [no wider than a loaf|slippery with moss], and [exactly in the middle|over the deepest place] @x *meet @y
neither *will go back, [for each *^come more than halfway|and there *be no room to turn|on principle], [not by so much as a toe|and each *say so|though both *think of it]
/
@x *start from the left bank and @y from the right, [both in a hurry|both looking at their feet], and [so their noses **meet|they **bump heads] [half way across|above the foam]
/
%one [wet|fine] morning
@x *come over the plank with [a bundle|a nut] in its mouth, and @y *come [the other way|towards it] with [a bell round its neck|nothing at all], and [one plank *=be one plank|there *be only one]
/
[it *be a rule by that stream|everybody *know the rule of the plank|a board on the bank *say] that whoever *come first *may cross, [and the other *wait|and nobody *=have to push|in big letters, for beasts that **=read]
- @x and @y *set foot on it [at the same stroke of the bell|in the same moment], [or each *say so|and both *will swear to it]
# plank-talk
x>y say: [after you, but backwards|you are standing on my bridge|one of us is in the way, and I was here|I have the sun in my eyes, so it is your turn to move].
y>x say: [I never go backwards. It is a family matter|I have no eyes behind|bridges go to the heavier|my mother crossed here before yours].
/
x>y ask: [do you know who I am|can you swim|are you in a hurry, too]?
y>x answer: [no, and yet you are in my way|I have never asked myself|certainly, that is why I stand here].
= @x [*stamp a foot|*puff itself up|*show its teeth], and the plank *bend [a good deal|like a bow]
/
@y *try to look [twice its size|very dangerous], [which *be not easy on a plank|and nearly *slip]
x>y say: [careful|do that again, and we are both wet|very good. Now look like somebody going home].
/
they **say [several|a number of] things that one *=!repeat, [about ears|about relations|concerning tails], [until a trout *put its head out to listen|and the stream *take no notice]
/
y>x say: [let us draw straws|we could let a coin decide|one of us must be the wiser].
x>y ask: [and who goes for it|from where|and have you got one on you|very well, and which of us says so]?
they **think about that [for a while|without a smile], [each on its end|nose to nose]
/
x>y say: [I can stand here until autumn|I have had breakfast, and you|my family is known for standing].
= @y *sit down, [carefully|to show that it *have time], and *begin to [hum|count clouds|chew]
# plank-long
the sun [*go up and over|*climb], and [noon *come|shadows **turn round them], and [neither *move|they **be both hungry]
@x *have [half a pear|a crust|some nuts] [with it|in its cheek|left from breakfast]
~ @y *look [at the water|the other way], [politely|as hard as it *can]
- a stomach *=be not polite, and [that of @y *speak up|the plank *carry every sound]
= @x *break the thing in two, [not very evenly|without knowing why]
/
it *begin to rain, [first in drops|hard], and the one *have [a broad back|thick fur] and the other *be [small|thin]
= they **move [closer|up against each other], [for reasons of warmth|without a word about it], and [one of them *begin to talk about the weather|it *be almost pleasant]
/
[it *get dark|night *come|the stars **come out, above and below], and [a plank *=be a bad bed|a plank *=be cold at night|neither *dare to sleep|the water *talk under them]
y>x say: [tell me something, or I will fall asleep and fall in|what were you going over there for, anyway]?
x>y say: [to see whether the grass is better|for clover. And you|to visit an aunt]. 
y>x say: [there is none. I have just been|that is odd, I was going over for the same on your side|she is away].
# plank-out
x>y say: [lie down. I shall step over you|make yourself flat, and I will make myself light].
@y *lie flat [as a rug|on its belly], [and *shut both eyes|holding on], @x *step over, [toe by toe|with great respect], and [there they **be, each on its right side|it *be done in a moment]
/
both *say "after you" [at the same time|in one breath], [and *laugh|since they *be friends by now]
= they **take [a step back|two steps back] together, [very politely|bowing], and [both *fall in|*meet again in the middle]
+ the water *carry them to the same bank, [the wrong one for both|dripping and in good spirits]
/
there *be a crack, [not loud|like a nut|under both of them], and the plank *be [two planks|a memory|on its way to the sea], [quite suddenly|with all its moss|and then nothing *hold them up but habit]
= they **stand in the stream, which [*reach just to their knees|*be not deep at all|anyone can walk through], and *look at each other
y>x say: [so we could have walked|after you|well, well].
/
in the end they **turn, [both at once|like dancers|breast to breast], in a half circle, [holding on to each other by the ears|step for step], and [at the end each *stand where the other *^be|nobody *can say who *^give way]
- @x [*go home by the other way|*come back the same evening], [to do it again|because of the view]
# plot winter-guest cast a:child m:parent x:wild y:farm
{!sun}
:fable-begin

:guest-knock
:guest-fear
:guest-fear

:guest-night
:guest-turn
:fable-end
# guest-knock
%in the [coldest|longest] week of the winter
[something|somebody] *scratch at the door of the barn, [low down|three times|not very hard], and [it *be @x|outside *stand @x with ice in its whiskers]
x>y say: [it is cold. May I come in|only for tonight|I ask for nothing but a corner].
/
@y *hear it first: [a small cough outside|a sneeze in the snow|feet that *walk round the barn, and round again]
y>x ask: who is there?
x>y say: [nobody important|it is only me|a neighbour, in a way], and [a cold one|I can not feel my feet].
/
in the barn it *be [warm|dark and warm], and [all of them **be asleep|it *smell of hay and cow]
- out in the [snow|wind|wet] *stand @x, and *look through a [knothole|crack], [as one *=look into a baker's window|and *say nothing]
= @y, [which *sleep lightly|next to the door], *open it a hand wide
# guest-fear
the hens **be against it, [all eleven of them|loudly|before one *^ask them], [as hens **=be against most things|with their feathers up|and *say why, all at the same time]
y>x say: they say your sort has [a bad name|eaten an uncle of theirs|no manners]. 
x>y say: [I have heard that, too|I know. I have never met the rest of my sort|it was another one, or so I am told].
/
y>x ask: [what can you do|what do you bring|suppose we let you in, and then|are you hungry, and for whom]?
x>y say: [I can keep quiet|I am warm, once I am warm|not much. I know some stories|I see well in the dark].
/
the old [horse|cat|ram] *say that there **=be rules, [and nobody *know which|though they *be hard to remember]
- the rules **say nothing about [such a night|the likes of @x]
/
they **take a vote, [as one *=do|with tails|by candle light, but without the candle], and it *be [six to six|all against one|not clear], [because the pig *vote twice|and the sheep *vote for both|as the ducks **!know the question]
= @y *have to [say what *be to be done|decide it], and *look [at the snow|at those wet feet]
/
y>x say: [come in, but stay where I can see you|there, by the door. Not one step further|the left corner. The right one is for hens].
@x *lie down there, [as flat as a mat|rolled up very small], and *!move a [whisker|foot], [not even to scratch|for sheer politeness]
# guest-night
[nobody *sleep|it *be a long night|they all **pretend to sleep], [for everyone *watch the corner|or not with both eyes|one ear up], and the corner [*sneeze|*snore a little|*tremble|*breathe very carefully]
- towards morning the smallest [chick|lamb|duckling] *get up and *lie down [in the middle of|against] the guest, [because it *be soft there|as if that *be a cushion]
= @y *hold its breath, [and the whole barn too|with one foot lifted]
/
x>y say: there is a story about [a goat who went to sea|the end of the world, which is near here|a mouse and a bell].
@x *tell it, [in a small rusty voice|looking at the floor], and the hens **move nearer, [one perch at a time|without seeming to], and [when it *be over|at the best place], they **want to know what *come then
/
y>x ask: are you warm now?
x>y say: [on one side|my ears are. The rest is coming|nearly].
= @y *lie down [on the other side|beside it], [with a great sigh|back to back], and [that *be that|nobody *dare to say anything]
# guest-turn
%[two|three] nights later
[something quite different|something else, and larger,|a shadow with a smell] *come round the barn, [on soft feet|hungry|close to the boards], and *try [the door|the latch|first one board and then another]
the guest *stand up, [no bigger than before|with every hair on end|quite slowly], and *say [one word|something short|a thing] [in its own language|through the crack|that no hen *=know]
= it *go away, [whatever it *be|in long jumps], and [there *be a long silence|in the morning they **see the tracks, as wide as plates]
/
in the same night the lamp *fall over, [or a spark *fly|nobody *know how], and only @x, [which *sleep with one eye|used to bad nights], *see it
+ @x *wake @y, and they *stamp and *roll on it until it *be out, [and the farmer *!know to this day|black to the ears]
/
%when the thaw *come
@x *get up, [*say thank you to each of them, the pig too|*shake off the straw], and *want to go
y>x ask: [where to|who will tell us how the goat gets home|already]?
- the hens, [it *be the hens who *<say it|all eleven], *say that the corner *be rather [empty|large] without anyone
/
[in the spring|when the first flies **hum] it *be gone, [saying nothing|one mild morning|before anyone *be up], and the corner [*be swept clean|*be empty|*look larger than before]
- beside @y's straw *lie a [white stone|blue feather|mushroom], and [on the first cold night|next winter] @y *leave the door [a hand wide|on the latch], [by accident|because of the air]
# plot quiet-contest cast a:child m:parent x:wild y:farm
:fable-begin

:quiet-quarrel
:quiet-bet

:quiet-goes
:quiet-goes
:quiet-breaks

:quiet-after
:fable-end
# quiet-quarrel
@x and @y *have a quarrel about [who *be the cleverer|which of them *talk too much|a gate], and it *^go on [for a week|since the hay], [loudly|in front of everyone]
/
@y *say that @x *=can not [be still for a minute|hold its tongue|keep a secret from a post]
x>y say: [me? You talk in your sleep|I? I am known for silence. I could tell you stories about it|and who is talking now].
/
between the farm and the wood there *be one [apple|last pear|turnip] left, and @x and @y [**see it|**find it] [at the same time|from two sides]
they **argue until [the wasps **^eat half|it *be evening], [very well, both of them|in turns]
# quiet-bet
x>y say: whoever speaks first [has lost|is the fool|must carry the other home].
y>x say: [good|done|from now on].
x>y say: [good|now|that did not count].
+ they **sit down [face to face|on two stones|in the clover], and [it *begin|*shut their mouths|for the first time that year one *can hear the larks|somewhere a gate *stop creaking, to listen]
/
an old [crow|heron|ram], [who *like peace|tired of the noise], *propose a contest: the one who *keep silent longer *=win [the thing|everything]
- @x.n and @y.n *agree [with a nod|without asking what], and [a great quiet *come over the valley|even the brook *seem loud]
# quiet-goes
a fly *come and *sit down on @y's nose, [*walk round it|*clean its wings|*look about], and [*walk in|*go in at the left and *come out at the right|*invite another]
@y *turn [red|three colours|as stiff as wood], [*!make a sound|and *sneeze only inside|crossing both eyes], [and *stay like that|which *=be an art|though a tear *come]
/
@x *make faces, [terrible ones|one after another], to make @y laugh
- @y *look at [a cloud|its own feet], and [there *be a cloud just like @x|it *help very little]
/
it *begin to rain, [and neither *say so|heavily], and both of them *get wet [rather than mention it|to the skin]
/
a thistle *grow just there, and @x [*sit on it|*^sit down on it without looking], [since the beginning|slowly]
= [tears **run down @x's cheeks|@x *look at the sky], but no word *come
/
somebody *come by and *ask the way to @t, [twice|very politely]
they both **point, [in different directions|with their noses|at once], and [nobody *^see the man since|the man *take off his hat to them|the man *say that one seldom *=meet such quiet people]
/
night *come, and [the frogs **talk|owls **have much to say], and two **sit there [like stumps|with closed lips], and [neither *will sleep|each *hope that the other *^fall asleep]
# quiet-breaks
then the farmer's boy *come with a sack, [singing|looking for something], and *pick up the [apple|prize] and *bite into it
[both of them|they both|two voices] **shout [at once|as one]: [stop|hey there|not that one|that *=be ours]!
/
a [stone|branch] *be loose above @y's head, and @x *see it [begin to slip|move]
x>y cry: look out!
@y *jump, [and down it *come|just far enough], [where it *^sit|with a crash]
@y *!say for a long time who *^lose
/
@y *begin to hum, [not knowing it|very low], [as it *=do every evening|the song about the mill]
x>y cry: [ha! You have lost|I have won|that was a sound]!
y>x say: humming is not speaking. You [are|have spoken].
+ they **see that [they *be just where they *^be before|both *be right], and *have to laugh
/
[in the morning|at dawn] they *be both so [stiff and cold|tired] that [the same thought *come to them|they *look at each other]
they both **open their mouths [in the same breath|together|as the sun *come up] and [*say: breakfast|*say the same word, which *be breakfast|*ask the other for something to eat]
# quiet-after
they **share [what *be left|the core], [in halves|each a side], and *talk [all day|until dark] about [how quiet it *^be|silence]
/
y>x say: [it was nice, in a way|I heard the grass. Did you|you are quite good company, when you are still].
x>y say: [say that again|we could do it on Sundays|I thought so too, but I could not tell you].
/
@x *carry @y home, [or the other way round|a bet *=be a bet], [as far as the gate|for ten steps], and *tell it [everything|what *^come to mind meanwhile], [all of it|at one go]
/
[since then|from that day] they **have an hour [in the evening|before sunset] when neither *say a word, [by the brook|side by side], and [it *=be said that one can hear them a long way off|nobody *=know what they *=do afterwards]
`;
