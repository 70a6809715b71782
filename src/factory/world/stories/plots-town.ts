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
there **be so many #orchard.s=k that [year|summer] that [every shelf, bed and hat *be full of them|nobody at home *can bear the sight of them any more]
= on Saturday @a.new and @b **take [a table|two planks and a barrel] to the market, [to see whether strangers **like them better|before it *be light]
/
@a.new *^be to the market a hundred times, but [always with somebody who *do the talking|never on this side of the table]
today there *be [no one else to do it|only @a to do it], a heap of #orchard.s=k and [a long day|a very loud square]
# market-slow
people **go by, [looking at the sky|talking of other things], with baskets full of other people's #orchard.s=k
@a *call out [what there *be to sell|as the others *do], [but so softly|in such a small voice] that only [a dog|the cheese woman's dog] *turn round
/
a woman in [a green hat|two shawls] *pinch [them all|one after the other], *say that [her sister *grow bigger ones|in her day they **be rounder], and *buy nothing
/
@n *have the stall [across the way|next to it], with [a bell and a painted sign|a voice like a trumpet], and [everybody *go there|the crowd *stand three deep] [from the first hour|, and it *laugh a good deal]
/
a goat *come from behind and *eat [eleven of them|the paper with the price], [very thoughtfully|with its eyes shut], [before anyone *see it|and *look round for more]
/
{rain} it *begin to pour, and [in a moment the square *be empty|people **run under the roofs], and @a *sit there [under the table|with a sack for a hat] [like a hen on eggs|between the barrels]
/
a small boy *want to know what [one of them|half a one] *cost
@a *give it to him [for nothing|in exchange for a button], [because he *have no pockets at all|since he *ask so politely]
- then he *come back with [six others|all his cousins], and [every one of them *be polite|they **have a good many buttons]
# market-turn
@b *look at it all for a while, [chewing|with one eye shut]
b>a say: you look as if you [wanted to keep them|were sitting in a bath that has gone cold].
= they **make up a [song|poem] about #orchard.s=k, [with four bad rhymes|no longer than a sneeze], and @b *sing it from [the edge of the fountain|an upturned barrel]
+ people **stop, [to hear how it *>end|because it *be so very bad], and whoever *stop *buy something
/
%[then, by pure chance,|towards noon]
one *roll [off the table|from the heap] and *burst on the stones, and the smell of it *go [across the square|from nose to nose], as sweet as [a Sunday|summer]
[heads **turn round|a fat man *stop in the middle of a sentence], and @a *cut [one more|three of them] into thin slices and *let everybody taste
/
when it *be quiet, @n *come over, [hands behind the back|with two cups of something hot]
n>a say: you hide behind them. [Come round to the front|Stand up]. Who picked these?
a>n say: I did. The best ones hang [over the roof|right at the top], and you have to [lie down on the branch|hold on with your knees].
n>a say: well, [tell them that|I never heard that about an onion]. [Not me|And louder].
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
a>n ask: may I ring the bell, then?
n>a say: [we shall see|once. Not twice].
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
m>a say: [it's only a game|the main thing is to take part].
- whoever *say such a thing [*^win already|*^forget what it *be like], and @a.new *want the prize and nothing else
# contest-ready
{race} @a *run every morning [before the milk *come|while the others **sleep], [up the hill and down the hill|with a stone in each pocket], and *eat [porridge for two|eggs until the hens **give up]
/
{pumpkin} @a *water the plant with [milk|rain water] and *talk to it, [mostly about the weather|every evening], and *put [straw under it|a blanket over it] [at night|when it *get cold], [as one *do with a baby|which it *seem to like]
/
{boat} @a *try [bark|cork|a walnut], then [an old shoe|a wooden spoon], in the [trough behind the house|washtub], and [most of them **sink|they all **go round in circles]
/
@n *watch it all over the fence
n>a ask: [do you want to know the secret|shall I tell you how I won it, in the year of the great flood]?
a>n say: [no, thank you. I want to find it out|tell me].
n>a say: [good. There isn't one|sleep. That is the whole of it].
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
{race} half the field *run the wrong way, [after a dog with a flag|because the sign *^fall over], and only @a and @b **see it in time
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
{last} there *be no prize for [the last|such a thing]
- the pancake woman *come across the square and *give [the last two pancakes of the day|a whole stick of pancakes] to @a, [for nothing|because it *be years since she *^laugh so much]
/
{both} the judges **talk it over for [an hour|as long as a pudding *take], and [at last they **decide|one of them *announce] that there **be [two winners, and one cake, and a knife|two winners, one for even days and one for odd]
b>a say: you may have it [first|on Sundays].
/
{both} b>a ask: who do you think really won?
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
= since then they **do, and nobody who *come from outside *understand [why|what it *=have to do with the harvest]
/
%towards midnight
@a *fall asleep [under a table|on a heap of coats], with [a spoon in one fist|cake in one cheek], and @m *carry home [the whole parcel|what *^save the evening], [step by step|through the music]
/
{lines} @a *!^speak the three lines [, as it *turn out|in the end], and [nobody *miss them|*!think of it until breakfast]
b>a say: you can say them to me. [Go on|I have time].
/
old people **say that it [be the finest of them all|*be never so good before or since], [and they *=have seen sixty of them|but they always **say that]
:moral
`;
