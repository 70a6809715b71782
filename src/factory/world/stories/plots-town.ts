// Stories in which the whole town has a part: market, contests, feasts, storms and snow. The notation is
// explained in ../script.ts.
export const TOWN = `
# plot market cast a:child m:parent b:friend n:neighbour
:market-start

:market-slow
:market-slow
?:market-slow
:market-turn

:market-end
# market-start
on market day @m *have to stay [in bed with a cold|with a sick cow]
= @a.new *go alone, with [a barrow|two baskets|a handcart] full of #orchard.s=k, [rather proudly|and with a dry mouth]
m>a say: [come home when they are gone|don't come back before they are sold], and [don't give them away|don't eat the profit].
/
[there **be so many #orchard.s=k that year|the trees **bear so many #orchard.s=k that summer|all through the house there **be #orchard.s=k, so many] that [every shelf, bed and hat *be full of them|nobody at home *can bear the sight of them any more|the cat *move out]
= on Saturday @a.new and @b **take [a table|two planks and a barrel] to the market, [to see whether strangers **like them better|before it *be light]
/
@a.new *^be to the market a hundred times, but [always with somebody who *do the talking|never on this side of the table]
today there *be [no one else to do it|only @a to do it], a heap of #orchard.s=k and [a long day|a very loud square]
# market-slow
[people **go by|all morning people **go by|the whole of @t *go past], [looking at the sky|talking of other things|and not one of them *stop], with [baskets full of other people's #orchard.s=k|cheese and onions in their baskets|their baskets full already]
@a *call out [what there *be to sell|as the others **do|the price], [but so softly|in such a small voice] that [only a dog *turn round|nobody *hear it but the cheese woman's dog|a passing lady *say: pardon]
/
[a woman in a green hat|somebody's aunt|a lady with two shawls and a list] *pinch [them all|one after the other], *say that [her sister *grow bigger ones|in her day they **be rounder|she *have some at home], and [*buy nothing|*wipe her fingers and *go|*take one, to remember them by, without paying]
/
@n *have the stall [across the way|next to it], with [a bell and a painted sign|a voice like a trumpet], and [everybody *go there|the crowd *stand three deep] [from the first hour|, and it *laugh a good deal]
/
[a goat *come from behind and *eat|under the table there *be a goat, which *eat|nobody *^see the goat until it *^eat] [eleven of them|the paper with the price|the best ones], [very thoughtfully|with its eyes shut|beard and all]
/
{rain} it *begin to pour, and [in a moment the square *be empty|people **run under the roofs], and @a *sit there [under the table|with a sack for a hat] [like a hen on eggs|between the barrels]
/
[a small boy *want to know what one of them *cost|a boy whose nose just *reach the table *ask for half a one|there *stand a boy who *look and *look, until one *have to ask him]
@a *give it to him [for nothing|in exchange for a button], [because he *have no pockets at all|since he *be so polite|as there *be enough of them]
- [before long|in a quarter of an hour|the same hour] he *come back with [six others|all his cousins|a whole school], and [every one of them *be polite|they **have a good many buttons|all of their noses **be just as high]
# market-turn
@b *look at it all for a while, [chewing|with one eye shut]
b>a say: you look as if you [wanted to keep them|were sitting in a bath that has gone cold].
= they **make up a [song|poem] about #orchard.s=k, [with four bad rhymes|no longer than a sneeze], and @b *sing it from [the edge of the fountain|an upturned barrel]
+ people **stop, [to hear how it *>end|because it *be so very bad|with their fingers in their ears], and [whoever *stop *buy something|one *can not listen to such a thing without buying|by the third verse there **be coins on the table]
/
%[then, by pure chance,|towards noon]
one *roll [off the table|from the heap] and *burst on the stones, and the smell of it *go [across the square|from nose to nose], as sweet as [a Sunday|summer]
[heads **turn round|a fat man *stop in the middle of a sentence], and @a *cut [one more|three of them] into thin slices and *let everybody taste
/
when it *be quiet, @n *come over, [hands behind the back|with two cups of something hot]
n>a say: you hide behind them. [Come round to the front|Stand up]. Who picked these?
a>n say: I did. The best ones hang [over the roof|right at the top], and you have to [lie down on the branch|hold on with your knees].
n>a say: [well, tell them that. Not me|I never heard that about an onion. Say it again, and louder|and that you keep to yourself, all morning long]!
+ @a *tell it to the next one who *come by, [and then to a whole row of people|who *call her husband over to hear it]
/
an old man *have no money with him, only a hen, [which *look at nobody|asleep under one arm]
@a *take the hen [for a dozen and a half|against three pounds], *swap the hen for [a pair of boots|an umbrella with a duck's head], *swap that for [a saw|a big blue pot], and so on [until four|all afternoon], [because it *be such fun|each time with a handshake]
!swap
# market-end
{swap} %when the bells **ring five
there *be nothing left to swap but [a clock without hands|a very old accordion|a goat], and @a *take it home, [because somebody *have to|not at all sure of anything]
m>a ask: [and what is that|how much did you get]?
a>m say: [you will not believe how many things it has been today|it is right twice a day, or nearly|it was a hen at noon].
?@m *laugh until [the cold *be gone|the cow *look in at the door]
/
{!swap} m>a ask: all of them?
a>m say: all but [four|seven]. I was [my own best customer|hungry, and they were good].
= @m *count the coins, [once from the left and once from the right|twice], and *put [one of them|the biggest] into @a's hand
/
{!swap} %when the stalls **be taken down
there *be one left, [with a bruise on its cheek|the smallest of the lot], and @a *>!sell it for [a silver coin|anything]
they **eat it on the way home, bite by bite, [taking turns|walking slowly so that it *>last]
/
{!swap} n>a say: [next Saturday I shall have to be afraid of you|you can stand beside me next time. You draw a crowd].
a>n ask: [may I ring the bell, then|and what do I get for it|can I call out what you sell, too]?
n>a say: [we shall see|once. Not twice|you drive a hard bargain, for somebody who sells #orchard.s=k].
:end
# plot contest cast a:child b:friend m:parent n:neighbour
:contest-what
:contest-want

:contest-ready
:contest-ready
:contest-day

:contest-turn

:contest-end
# contest-what
every [year|autumn] there *be a race [round the old wall|from the bridge to the mill and back] in @t, and the first prize *be [a ham|a golden paper crown and a cake]
!race
/
once a year @t *look for the [largest|finest] pumpkin, and [whoever *grow it|the winner] *may ride [on the beer cart|in the front of the procession], waving
!pumpkin
/
on the last day of summer the children of @t **build boats out of [nutshells, bark and paper|whatever *float], and the one that *get to the bridge first *win [a bag of toffee|the big brass bell for a year]
!boat
# contest-want
@a.new *^be [second|last] [three years running|twice already], [which *be worse than it *sound|and *can still hear the laughing]
/
@b *^win it [last year|twice], and *speak of [it|little else] [on every occasion|whenever there *be somebody to listen]
= this time @a.new *want to win, [only once, and by a nose|more than to be good at sums]
/
m>a say: [it's only a game|the main thing is to take part|whoever wins, there will be soup].
- whoever *say such a thing [*^win already|*^forget what it *be like], and @a.new *want the prize and nothing else
# contest-ready
{race} @a *run every morning [before the milk *come|while the others **sleep], [up the hill and down the hill|with a stone in each pocket], and *eat [porridge for two|eggs until the hens **give up]
/
{pumpkin} @a *water the plant with [milk|rain water] and *talk to it, [mostly about the weather|every evening], and *put [straw under it|a blanket over it] [at night|when it *get cold], [as one *do with a baby|which it *seem to like]
/
{boat} @a *try [bark|cork|a walnut], then [an old shoe|a wooden spoon], in the [trough behind the house|washtub], and [most of them **sink|they all **go round in circles]
/
[@n *watch it all over the fence|from the other side of the fence @n *look on, shaking a head|one evening @n *stop and *look, and *go on, and *come back]
n>a ask: [do you want to know the secret|shall I tell you how I won it, in the year of the great flood|would you take advice from somebody with one good knee]?
a>n say: [no, thank you. I want to find it out|tell me].
n>a say: [good. There isn't one|sleep. That is the whole of it|eat an onion before and be kind to everyone. It does not help, but one feels better].
/
@b *lean on the wall, [eating something|whistling], and *say that [it *be a pity to take such trouble|some people **be born to it]
+ @a *bite @a's tongue and *go on [, twice as hard|without looking up]
# contest-day
%on the day
the whole town *be [on its feet|there], with [flags, dogs and grandmothers|cushions for the wall], and somebody *sell [hot chestnuts|pancakes on sticks]
?@a *be too #afraid to eat [even one|so much as a crumb]
/
%at last
the mayor *say three words, *hold up [a red handkerchief|his hat], *drop it, and it [*begin|*^begin before anyone *can sneeze]
# contest-turn
{race} they **run, and at the mill @a *be [in front|first by three steps], [for the first time ever|with the wind behind]
- there, [on the bend|behind the hedge], somebody *lie on the ground and *hold one ankle: it *be @b
@a *run past, [slower and slower|ten steps, eleven], *look at [the bridge|all those flags], and *turn round
b>a say: [go on, you fool|what are you doing? You were winning]!
a>b say: [be quiet and put your arm round my neck|I know. Get up].
= they **come in last, on three legs, [to a great deal of noise|when the ham *be cut up already]
!last
/
{race} half the field *run the wrong way, [after a dog with a flag|because the sign *^fall over], and only two of them **see it in time: @a.n and @b.n
side by side they **come up to the bridge, [neither of them an inch ahead|puffing like two kettles], and [the ribbon *break on both of them at once|nobody *can tell who *^touch it first]
!both
/
{pumpkin} on the last night [there *be a frost|the pigs **break out], and in the morning half the pumpkins in @t **be [black|gone], and @b's [among them|, too]
@a *look at [the one under the blanket|the biggest one of them all], then [at @b's face|over the wall], and *fetch [a knife|a saw]
a>b say: [it is big enough for two|one half each. Nobody said that it must be round].
!both
/
{pumpkin} on the way to the square the [cart *hit a stone|wheel *come off], and the pumpkin *roll [down the whole of the lane|past all the houses], [faster than any horse|bouncing twice], and *come to rest [in the fountain|against the judge's table], in [a hundred|rather many] pieces
nobody *speak, [until somebody *laugh|not even the dogs]
n> say: well, it was the [fastest|first to arrive], at any rate.
!last
/
{boat} the boats **go off together, [bobbing|like a lot of ducks], and after the first bend [@a's be in front|two of them **be ahead of the rest]: @a's and @b's
- below the willow they **get stuck on [the same twig|one another], [and *hang there|nose to nose], while all the others **go by
@b *wade in from one side and @a from the other, [up to their belts|in their good trousers], and they **!know [any longer|] whose *be whose
!both
/
{boat} [a duck|a swan] *come out of the reeds, *look at @a's boat [from the left and from the right|for some time] and *sit down on it
= it *go down [like a stone|with all its flags], and it *be the first time in [a hundred years|living memory] that a boat *be [sunk by an egg|lost in that way]
!last
# contest-end
{last} n>a say: in forty years nobody will remember who won today. [That, they will remember|But they will tell their children about you].
?and so it *be: [one *can still hear of it in @t|the winner's name *be forgotten by Monday]
/
{last} [there *be no prize for the last|the bell *ring for others, and so *do the applause|a prize for such a thing there never *^be in @t]
- the pancake woman *come across the square and *give [the last two pancakes of the day|a whole stick of pancakes] to @a, [for nothing|because it *be years since she *^laugh so much]
/
{both} the judges **talk it over for [an hour|as long as a pudding *take], and [at last they **decide|one of them *announce] that there **be [two winners, and one cake, and a knife|two winners, one for even days and one for odd]
b>a say: you may have it [first|on Sundays].
/
{both} b>a ask: [who do you think really won|if you had to say it, now, with nobody listening: which of us was it]?
a>b say: [me|you]. By a nose. [But I shall never tell|Don't tell anyone].
+ they **laugh, and *eat [the prize|what there *be to eat], and [next year it *begin all over again|that *be settled until next year]
# plot festival cast a:child m:parent b:friend n:neighbour
:festival-before
:festival-trouble
:festival-despair

:festival-idea

:festival-end
# festival-before
all [week|day] long there *be [a hammering and a baking|a smell of cakes] in @t, for tomorrow *be the [lantern night|harvest supper|apple feast], and [nobody *sleep much|@a.new *^count the days since spring]
@a *be to speak three lines, [after years of only looking on|and *know them backwards, too]
!lines
/
in @t the lantern night *come but once a year, [after the last apple *be picked|when the evenings **grow long], and [even the grumpiest people **hang something up|the whole town *be in the street until midnight]
this year @a.new *be old enough to help: [with the tables|with the ladders|wherever someone *need small hands], and @b with [the lamps|the ropes]
# festival-trouble
- at noon the sky *turn [yellow|as black as a pan], and [within a minute|before anyone *can count the chairs] a wind *go through the square and *take [the lanterns|the paper chains] along, [one after the other|over the roofs and far away]
!gone
/
- towards evening somebody *notice that the musicians **be not there, and [a boy on a donkey *bring the news|word *come]: [their cart *be in a ditch|the bridge *be up], eight miles off
!silent
/
- two hours before it *begin, the long table *break in the middle, [with all that *be on it|soup, pies and the cake with the tower], and [the dogs **!have to be asked|for a moment all one *can hear *be the dogs]
!hungry
/
- at four the fog *come up from the river, so thick that [one *can not see one's own shoes|people **shake hands with the pump], and [who *can dance in that|in it a lantern *be no more than a yellow smear]
!foggy
# festival-despair
n> say: well, that is that. [We shall have to call it off|Go home, all of you].
= people **begin to [take down the benches|put on their coats], and [a little girl *weep aloud|nobody *look at anyone]
/
the mayor *sit down on [the steps|a barrel], with his chain [round one ear|in his lap], and *say that [there never *^be such a year|next year, perhaps, there *>be another]
/
m>a say: it can't be helped. Come, we'll [eat at home|light a candle in the window].
- @a *stay where @a *be, [in the middle of the square|beside the empty stage], with [both fists in the pockets|a very straight back]
# festival-idea
{gone} @a *look at the turnips that [**lie there for the soup|the pigs **be meant to have], and at [a spoon|the stump of a candle]
a>b ask: how many can you hollow out in an hour?
= soon [every child in @t *sit on the kerb and *scrape|there *be a ring of people, all of them scraping], and [by dark|when the moon *come up] there **be two hundred faces, [not one of them pretty|every one with a different grin]
/
{gone} b>a ask: what *do a lantern need? Something to [see through|hold a light].
+ they **run from house to house for [jars|glasses, jars and bottles], and soon [there *be a row of them all the way to the bridge|every wall *twinkle], [smelling a little of pickles|green and brown and blue]
/
{silent} @a *take [two lids|a spoon and a pot] and *hit [the one with the other|it], [softly first|three times], and @b *blow across [a bottle|the neck of a jug]
somebody *laugh, and somebody *fetch [a comb and some paper|a saw that *can sing], and after [a quarter of an hour|a while] there *be a [band of forty|noise], and a tune [in the middle of it|here and there]
/
{silent} @a *remember that @n *^play the fiddle once, [long ago|before the trouble with the hand], and *go to ask
n>a say: I have not touched it in [ten|twenty] years. [The cat sleeps in the case|It has only three strings].
a>n say: three [will do|are more than we have].
+ @n *tune it, [swearing softly|head on one side], and *play, [first like a door|and at first it *hurt], and then [everybody *come out again|nobody *can keep still]
/
{hungry} a>m ask: what have we still got at home?
m>a say: half a loaf and [an onion|the end of a cheese].
a>m say: so has everybody.
= the children **run from door to door with [baskets|a washtub], and everyone *put in what [there *be|*be left]: [an egg, a bone, two carrots and a sausage|a cabbage, a heel of bacon, a handful of beans], and all of it *go into the big copper
+ it *be the best soup [that @t ever *eat|in memory], and nobody *can ever [make|cook] it again
/
{foggy} a>b ask: how do you find me [in the dark|when we play blind man]?
b>a say: [I listen|you giggle].
= they **give everyone [a bell|a tin with a pebble in it|something that *ring], and people **dance [by ear|after the sound], each with [whoever *come to hand|a hand out of the fog]
[the mayor *dance for an hour with the coat stand|half of them **find out only at the end with whom], and *!know it to this day
# festival-end
n>a say: we should do it like this every [year|time], [wind or no wind|on purpose].
= since then they **do, and nobody who *come from outside *understand [why|what it *have to do with the harvest]
/
%towards midnight
@a *fall asleep [under a table|on a heap of coats], with [a spoon in one fist|cake in one cheek], and @m *carry home [the whole parcel|what *^save the evening], [step by step|through the music]
/
{lines} @a *!^speak the three lines [, as it *turn out|in the end], and [nobody *miss them|*!think of it until breakfast]
b>a say: you can say them to me. [Go on|I have time].
/
old people **say that it [*be the finest of them all|*be never so good before or since], [and they *=have seen sixty of them|but they always **say that]
:moral
# plot bridge cast a:child b:friend n:neighbour m:parent
:bridge-before

:bridge-gone
:bridge-try
:bridge-try
:bridge-over

:bridge-end
# bridge-before
half of @t [*lie on the far side of the river|*be over there, across the water], and [between the two|in the middle] [there *be nothing but an old wooden bridge|*run a bridge of six planks and a rope], [which *groan|groaning like somebody's uncle], and [nobody *give it a thought|everybody *use it, and no one *mend it]
@a.new *cross it [four|six] times a day, [since @b *live on the other side|because the school *be here and @b there], [usually at a run|with a crumb for the fish each time, for luck]
/
[ever since they **be small|for years] @a.new and @b **^argue about [which side of the river *be the better one|who *have to come over to whom], [with a plum for the winner|mostly from the middle of the bridge]
- about the bridge itself [they **!waste a word|nobody ever *say anything], [as it *be just there, like the sky|because it *be always there]
# bridge-gone
{rain} it *^rain for [five days|a week], and [one morning|in the night] the river *come up, [brown and fat|with whole trees in it], and *take the bridge [along|away], [plank by plank|all in one piece, like a hat]
/
%[one night|on a Tuesday|in the thaw, of all times,]
an ice floe as big as a barn *come down the river and *lean on the bridge, [only a little|the way one *lean on a door]
+ there *be a crack, [and then nothing|a splash and a long silence], and in the morning there **be two [halves of a town|banks], [and no bridge|with people standing on both of them]
/
[a cart with eleven barrels|a wagon with one very large stone on it|somebody with a load of iron] *drive onto it, [against all advice|although there *be a sign|whistling]
[the horse *get over|the driver *jump], the barrels **swim, and the bridge *go [home to the sea|with them], [as if it *^wait for an excuse|without so much as a goodbye]
# bridge-try
[@b *stand on the far bank and *shout something, and @a *shout back|from bank to bank @a.n and @b.n **shout at each other|somebody over there *wave, and it *be @b, shouting, and @a *shout as well], [with both hands round the mouth|until the ducks **leave|until they **be hoarse]
- the river *be louder, and [all that *arrive *be a word like goat|of each sentence only one word *come across, mostly soup|what *arrive *sound like a sneeze], [which *can not be the whole of it|and it *make no sense at all|and that *be not what it *be about]
/
@n *throw a rope across, [once, twice, eleven times|with a stone tied to it], and each time it [*be a hand's breadth too short|*fall into the water just before the end]
n> say: [one more yard|a longer arm], that is all it wants. [And a better stone|I am not complaining].
/
@a *tie [a letter|a bun with a note in it] to [an arrow|a kite], *aim and *let go
- it *land [in a tree|on the roof of the mill], [where a crow *read it first|high up and well out of reach]
/
the grown-up people **hold a meeting about it on this side, and [across the water|over there, too,] they **hold [another|the very same one], [with the same waving of arms|as one *can see by the hats]
[by evening|on the third day] there **be [two plans|eleven plans], [for two different bridges|which **!meet in the middle|all of them on very good paper], and [not one nail|nobody *^get wet|the river *run on below]
/
m>a ask: why that long face? [There are children on this side, too|It is only a river].
a>m say: [but not the right one|it is my turn to bring the plum, and I can't].
# bridge-over
@a *look at the [washing line|long line of shirts] that *hang from [window to window|one side of the street to the other], [on its two little wheels|turning at both ends]
!line
a>n ask: [could one do that over a river|how long can such a line be|does it have to be a street in between]?
[@n *scratch one ear, *go indoors and *come out with|that *please @n, who *bring|without a word @n *fetch] [all the rope in the house|a bow and a ball of thread|a bow, an arrow and the reel from the mill]
first they **shoot a thread across, then the thread *pull a cord [after it|across], and the cord *pull the rope, [and the rope *hold|until it *hang there, dripping, from bank to bank]
/
[on the third day|when the water *^fall a little] @a and @b, each on one side, **begin to [lay stones|throw in stones], [not because anyone *^ask|one after the other, the biggest that they **can carry]
!stones
[people **laugh|the mayor *say that it *!be possible], and then a man *put down his pipe to fetch [a bigger one|a wheelbarrow full], and on the far side [a woman with rolled sleeves *do the same|they **!want to be worse]
= by Sunday there *be a row of [stepping stones|wet heads] from bank to bank, [with only one gap|not straight, but dry]
# bridge-end
{line} all summer a basket *go to and fro over the river, with [letters, cheese and once the doctor|bread one way and plums the other], and [the two sides never **^talk so much|once a cat *ride in it, looking straight ahead]
/
{stones} @a *jump from the left and @b from the right, and on the [last stone|middle stone, where there *be room for one,] they **meet, [wobbling|holding on to each other]
b>a ask: [where is my plum|why did you shout goat the other day|what took you so long]?
/
%[a year later|in the end|before winter]
they **build a new bridge, a [broad|stone] one, with [a bench in the middle|a rail], and [on the first plank|at the opening] @a.n and @b.n **may go first, [one from each side|because it *be known who *^begin it]
/
{stones} the new bridge *stand beside them now, [wide enough for two carts|very fine and rather dull]
- the children of @t still **go over the stones, [every one of them|in summer at least], and each stone *have a [name|number], [nobody *know from whom|which one *have to call out]
/
n> say: [it is a funny thing. When there was a bridge, I crossed it once a month|for forty years we nodded at each other, over there and over here|as long as one could go across, nobody went]. Now [I know the names of their hens|everybody has an aunt over there|I can tell you what they have for supper].
# plot bell cast a:child m:parent n:neighbour b:friend
:bell-what

:bell-dumb
:bell-guess
:bell-guess
:bell-up

:bell-found
:bell-end
# bell-what
[in the tower of @t|high over the roofs of @t] *hang a bell [with a crack in her voice|as old as the first house], called [Big Marta|the Old Lady|Grumbling Hanna], and [without her|until she *ring] [nobody *know what time it *be|no one *get up, *eat or *go to bed]
/
for a hundred years the bell of @t *^ring each [morning at six|noon and each evening], [in frost and in heat|whatever the weather], so that [the hens **get up by it|nobody *own a clock], and @a.new, who *live [just below it|near the tower], *!hear it at all any more
# bell-dumb
%[one Monday|one morning in autumn|on the day of the fair]
the ringer *pull [the rope|with all his weight], and [nothing *happen, up there or down here|all that one *hear *be a dull thud, like a boot on a sack]
= nobody *know [when to eat|how late it *be]: [the baker *sleep till nine|half the school *come at noon], and [the mayor *be seen in a nightshirt|the cows **stand at the gate and **complain]
/
at six it *be quiet, and [at seven it *be still quiet|at noon it *be quiet, too], and [no one *can say what *be missing|the whole town *wake up because it *!ring]
b>a ask: do you hear that?
a>b say: [no|hear what]?
b>a say: that is just it.
# bell-guess
[the mayor *say that it *be the rope|according to the mayor the rope *be to blame|a rope *can be too old, the mayor *explain], and they **buy a new one, [as thick as an arm|dear as it *be|red and white, since it *be to last]
- [the bell *keep silent|it *pull very nicely, and nothing *ring|with the new one it *be every bit as quiet as with the old]
/
n> say: [it is the weather|she is offended. I would be, up there|bells grow tired, like people].
?some people **nod, [as if they **^think so all along|and one of them *take off his hat to the tower]
/
an old woman *remember that [her grandmother *^speak of such a thing|it *^happen once before], in the year [of the two springs|when the river *<run backwards], and that [it *<end badly|she *^forget how it *<end]
/
two strong men **go up with [oil|hammers], and **come down again [with white faces|faster than they **^go up], because [there *be something up there, with eyes|something up there *^breathe at them]
/
@b *bet [a marble|half a pear] that [the clapper *^be stolen|there *be a ghost in it]
a>b ask: [who steals a clapper? What would one do with it|a thing as heavy as a calf? Up all those steps, and down again|do ghosts have nothing better to do]?
# bell-up
!worried
[in the end|since nobody else *want to,] @a.s and @b **climb up, [past the clock and the pigeons|a hundred and eleven steps and four ladders], with [a lantern|one candle] and [a piece of bread, in case it *take long|not very much courage]
/
a> ask: has anybody looked inside, [from underneath|with a light]?
[nobody *^look|it *turn out that nobody *^look|they all **look at one another], [because one *have to be thin for it|since everyone *think that the others *^do it|for who *put his head into a bell]
= @a *climb the tower with a lantern, [and @b *come along to hold the ladder|followed by @b, who *count the steps aloud]
/
@m *say [no|that it *be out of the question], and then, [after some thought|with one look at the silent tower], that @a *must at least [put on a scarf|be back by noon, if anyone *know when that *be]
= @a.n and @b.n **go up, rung by rung, [not looking down|each of them saying that the other *may go first]
# bell-found
!-worried
up there it *smell of [dust and feathers|iron and old wind], and under the rim of the bell, [packed in straw|all round the clapper], [somebody *^build a nest|*be a nest]: an owl, with three woolly chicks that **look into the light [as if it *be rude|without blinking]
a>b whisper: [so that is what has eyes. She must have tied up the clapper, to get some sleep|don't breathe. That is why it does not ring|three of them! And to think that somebody wanted to come up here with a hammer]!
!owl
/
@a *lift the lantern, and the [air|whole bell] *hum: there **be bees in it, [hanging like a brown beard|ten thousand of them], and [honey *drip on the beam|the clapper *stick in wax up to the neck]
b>a whisper: [let us go down again|not one loud word|I did not wake them. Did you wake them]!
!bees
/
round the clapper, [tied with great care|wound about three times], *be a [red scarf|woollen shawl], and beside it on the beam *sit [a small boy with his knees up|the ringer's little son, not very clean]
?the boy *explain that his baby sister [*wake up each time|*can not sleep for the noise], and that he only *want [one quiet day for her|to help]
!boy
# bell-end
{owl} the whole town *talk it over [for an evening|in the square], [the mayor *cough|the baker *bang a fist on the table], and [at last|by two votes] it *be decided to [wait|leave her alone] until the little ones *can fly
= for [five|six] weeks @a.n and @b.n **go through the streets at six with [a cow bell|two pot lids], [loved by no one|and **take it very seriously]
/
{bees} n>a say: [leave that to me|bees have always liked me]. Fetch me [an empty basket|a straw hat] and a feather.
%by evening
the bees **sit [in a basket behind the tower|in the mayor's garden], the bell *ring again, [a little sweeter than before|with a sticky sound], and each house *get [a spoon of honey|a jar]
/
{boy} nobody *scold him, [not even the mayor|though somebody *want to]
n> say: we could ring [a little less|the small one, softly], until she is bigger. [It does no harm to get up by the sun|I never liked six o'clock].
?%a year later
?the sister *be carried up [in a basket|on two shoulders] to pull the rope herself, and it *be [long, crooked and|not a tune, but] the finest ringing that @t *^hear
/
!glad
%when it *ring again
[people **come out of their doors|the whole street *stand still|windows **go up, all along the street], [spoon in hand|with soap on their faces|in the middle of a word], and [everyone *listen to the very end|nobody *move until the last of it *be gone], [as one *do only with something that one *^miss|even the hens]
/
m>a ask: what did it look like, from up there?
a>m say: [like the inside of a hat|small. Us, I mean. The whole town|you could put it in your pocket].
# plot clock cast a:child b:friend m:parent n:neighbour
:clock-was

:clock-notice
:clock-tell

:clock-turn
:clock-end
# clock-was
[the clock on the town hall of @t *be wrong|on the town hall of @t *hang a big clock, and it *be wrong|if a clock *can be wrong, the one on the town hall of @t *be so], [by twelve minutes|and not by a little|by more than it *take to boil three eggs], and [nobody *know it, since there *be no other|everything *be wrong together with it]: people **eat by it, [**meet by it and **come late by it|**go to school by it and **quarrel about it|and the hens, too]
- @a.new *!think about it [any more than the others **do|at all], until [the thing with the shadow|one day in spring]
/
in @t there *be only one clock, [a fine one|high up on the town hall], with [golden hands|a moon on it], and what it *say *be [so|the time], [whatever the sun *think|even if it *be dark outside]
= [nobody *look at the sun|it never *occur to @a.new to doubt it], [because why should one|for who *ask a clock whether it *be sure]
# clock-notice
@a *stick [a rod|the handle of a broom] into the ground, [for no particular reason|to play at ships], and *mark with [pebbles|chalk] where the shadow *fall [when the clock *strike|hour after hour]
- the shortest shadow *!come at twelve, [not on Monday and not on Tuesday|whatever one *do]: it *come [a good deal earlier|before]
/
a traveller with [a watch on a chain|three watches in his coat] *stop below the town hall, *look up, *look [down|at his own] and *laugh [until his hat *fall off|all the way to the inn]
= @a *run after him [to ask what *be so funny|and *ask to see]
+ they **hold the two times side by side, [and there *be no doubt about it|the big one and the little one], and [one of them *be wrong|it *!be the little one]
/
the mail coach *come [too early|before its time] [every day|whenever it *come], and the coachman *say each time that [it *be they who **be late here|he *be on the dot]
@a *be the first to [wonder about that|take him at his word], and *sit up [a whole night|until the stars *go in] with [an hourglass|a candle marked with pins]
# clock-tell
a> say: the clock is wrong!
n>a ask: [wrong? What do you measure it by, if not by the clock|and who are you, that you know better than a town hall]?
[people **laugh|nobody even *stop walking], and the mayor *say that [a clock with golden hands *!can be wrong|it *be wrong in a different sense]
/
a>m say: it is twelve minutes [wrong|too slow]. [Everything is|I have measured it eleven times].
m>a say: [then supper is late. Sit down|don't tell the teacher. Or tell the teacher, and let me watch].
- the teacher only *say that [time *be what everyone *agree on|@a *be late], [which *be true|and *shut the book], and that *be that
/
b>a say: if it is wrong, [let us put it right|then we have twelve minutes that nobody knows about]!
they **creep up the stairs of the town hall, [in their socks|one holding on to the other], and *push at the [long hand|great golden pointer], [once, together|with all their might]
- it *!move [by a hair|at all], and [down in the square a voice *ask what they **be doing there|@n *stand in the door]
# clock-turn
%[three days later|at the spring fair]
[the doctor's coach *leave|the ferry *go] without [half of those who *want to take it|the mayor], [on time, as the ferryman *say|by the sun], and [for the first time people **look up and **frown|there *be a good deal of waving and shouting]
= somebody *remember [@a|the child with the stick], and [a deputation in hats *come to the door|they **send for @a, stick and all]
/
@n *come by in the evening, [when nobody *see it|alone], and *look at the shadow [for a long time|with folded arms], and then at the [pebbles|chalk marks]
n>a say: [my soup has never been hot at noon|I have wondered about it for thirty years. I thought that it was me].
+ they **go to the mayor together, [one big and one small|with the rod], and [he *have to come out in his slippers|@n *do the talking, and @a *hold the stick]
/
one day at noon the sun *go dark, [as the almanac *^say|a bite at a time], and the almanac *give [the very minute|the time of it to the minute]
[the whole town *stand there with pieces of dark glass|all of @t *look up|everybody *bend back until the hats **fall off], and only @a *look at the clock
a> call: twelve minutes!
[everyone *turn round|four hundred pieces of glass **turn to the town hall|one head after the other *come down and *look where @a *look], and [there *be no arguing with the sun|the golden hands **seem to go red]
# clock-end
so at last somebody *climb up with a [big key|wrench], and @t *be [put right|moved on by twelve minutes], [between one soup spoon and the next|on a Sunday, so that nobody *>lose by it]
m>a ask: [and what has become of the twelve minutes|where do they go, twelve minutes that nobody has had|so I am twelve minutes older than I was at breakfast? Just like that]?
a>m say: [they were never there|we have used them already. They were in the soup].
/
it *be decided, [after four hours of speeches|by a show of hands], that the clock *>stay as it *be, for [the hens' sake|everybody *^get used to it], but that below it there *>be a [small sign|board]: [it *be later than you think|add twelve]
?travellers **laugh about it [still|], and nobody in @t *know [why|what *be so funny]
/
b>a say: now we are [no longer late for school|older than we were yesterday].
a>b say: [speak for yourself|by twelve minutes. I can feel it in my knees].
/
since then @a *wind the clock every Saturday, [with both hands|hanging from the key], and a rod *stand in the square, with [white pebbles round it|a ring of stones], where anyone *can [look it up|see what the sun *have to say]
:moral
# plot vote-about-the-well cast a:child m:parent n:neighbour b:friend
:vote-why

:vote-sides
:vote-sides
:vote-child

:vote-day
:vote-after
# vote-why
the old well in the square of @t [*have a crack|*give less and less], and [the mayor *want to fill it in|it *be said that one *should put a lid on it] and build [a bandstand|a statue of somebody] in its place
= there *be to be a vote, [on Sunday, by raising of hands|with white beans and black ones], and [from that hour|until then] nobody *talk of anything else
/
on market day the mayor *stand on a barrel and *announce that the well *be [old-fashioned|in the way], and that there *>be a vote [about it|on it], [every grown-up person having one bean|with beans, a white one for the well and a black one against it]
@a.new *go to the well every day, [with two buckets|on account of the echo], and [never *think|it never *seem possible] that it *can be anywhere else
# vote-sides
[half the town *be for it, half *be against it, and the third half *be|whoever *!be for it *be against it, and the rest *be|one street *be all for the well, the next all for the lid, and those on the corner **be] [first for it and then against|for whoever *speak last|of no opinion, but very loud]
[by Thursday|before the week *be half over] [the baker *!sell to the other side|there **be two barbers, one for each|nobody *can buy a bun without being asked], and [even the dogs **take sides|a wedding *be put off|at the inn they **saw the long table in two]
/
n>a say: [a well is a well|that hole has swallowed three of my hats]. I shall put in [a white bean|a black bean, and I know why].
a>n ask: why?
n>a say: [because my neighbour puts in the other one|that, child, is a long story, and it begins with a duck].
/
m>a say: [what does a well give, if one is honest? Water. There is a pump for that|it costs us a new rope every year, and a bucket every other year|I shall vote for the bandstand. One can't dance round a hole].
- [that evening|later on] @m *stand there for quite a while, [looking in|with one hand on the stone], and *come home without saying [what there *be to see|what about]
/
@b *say that in [a hundred years|the whole history of @t] nobody ever *ask the children, [who **be there most|although they **carry the water]
= they **take [a piece of chalk|a bucket of paint] and **write on the rim, in [large letters|rather crooked letters]: [ask us|we need it for the echo], and **be [seen|caught, paint and all]
# vote-child
a> say: if I had a bean, [I should want to see first what is down there|I would ask the well].
n>a say: [that is the first sensible word this week. I have a rope|well, you are thin enough, and I know where there is a rope|why not? Nobody else has thought of looking].
+ they **let @a down in the bucket, [in the evening, when nobody *look|with a candle], past [ferns, coins and a frog|stones as green as cheese], [deeper and deeper|hand over hand]
/
@a and @b **go from door to door, [with a slate|two of them and one pencil], and **ask everyone only this: [what do you remember|do you know a story about it]?
some **shut the door, and [the others|most of them] **begin to [smile|look at the ceiling]: there one *^be kissed, [there one *^drop a ring|here one *^learn to count], and [a very stern man *^talk to it every evening when he *<be six|nobody *^do nothing there]
!stories
# vote-day
{!stories} down there it *!be dry, [not at all|as everyone *^say]: the water *run [in from the side|behind a stone that *^fall], and [only the wall *be full of roots|with one push it *come, cold and up to the ankles]
a> call: [pull! There is a whole river down here|it is not dry at all! It only went another way|come and listen to this! No, let down a bucket first]!
- up there [somebody *^go to fetch the mayor|the whole square *^fill], and [forty faces **look down|they **hear every word twice, because of the echo]
/
{stories} [on Sunday|before the beans **be counted|when the mayor *^finish] @a *climb [on the barrel|onto the rim] and *read from the slate, [one after the other, without names|in a voice that *shake only at first]
[it *become quiet|some people **look at their shoes], and when it *come to the [kiss|ring], somebody *cough, and [somebody else *turn red to the ears|an old couple *hold hands]
# vote-after
when they **count, there **be four hundred white beans and one black one, [and everybody *swear that it *be not theirs|which *be the mayor's, and he *say so]
n> say: [it was a mistake. I can't see well in the dark|one must be against, or it isn't a vote].
/
the bandstand *be built [all the same|in the end], [right round the well|with a hole in the floor], and whoever *play the trumpet there *play it [twice, once for those below|with an echo, which no other town *have]
/
since then the children of @t **have [a bean each|beans of their own], [green ones|which **be counted, too], and when something *be to be [torn down|filled in], [someone *must first go and look|they **read from the slate before anybody *speak]
/
m>a ask: [and do you want to know what I saw in it|shall I tell you now why I stood there so long, that evening]?
a>m say: yes.
m>a say: [my face, at your age. It was still there|the sky, only smaller, so that one can look after it|nothing. It was the nothing that I remembered].
`;
