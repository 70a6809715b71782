// Stories of what is made, given and kept: a wedding cake, a promise, a gift without money. The notation is
// explained in ../script.ts.
export const GIVING = `
# plot wedding-cake cast a:child m:parent n:neighbour b:sibling
:cake-why

:cake-trouble
:cake-mend
?:cake-more

:cake-wedding
# cake-why
there *be to be a wedding, [the biggest of the year|in the house with the two chimneys], and the cake *have [five floors|a tower, a bridge and sugar doves], and it *stand [in the kitchen of @m|on two chairs in the hall], [because no other house *have such a wide door|where nobody *may breathe]
m>a say: I am only going [to fetch the bride's shoes|across the lane for a minute]. Don't touch it. [Don't look at it|Don't even think of it].
/
@m *^bake for [three days|a day and a night], [with every egg in the street|and *^burn two fingers], and now it *be done, the cake for the wedding, [as white as a hill in winter|so high that one *have to stand on a stool to see the doves], and @a.s and @b **be [left alone with it|to guard it until noon]
# cake-trouble
@b only *want to know [whether the doves **be real sugar|what *be under the icing], and *take [the smallest one, from behind|a very little bit with one finger], and [where one dove *be missing, the other *look lonely|the hole *look at them like an eye]
= @a *take [that one, too|away a bit on the other side], [for the sake of evenness|so that it *look meant], and then [it *be the other side's turn|the third floor *lean a little]
/
a wasp *come in at the window, [a fat one|humming], and *sit down on the top of it
@b *hit at the wasp with [a cloth|a wooden spoon], and [the wasp *fly away|*miss the wasp, but not everything]
+ the upper floors **begin to slide, [slowly, as a lady *go down on one knee|without any hurry], and [a moment later they **be on the lower floor, that is, on the floor|there *be nothing that anyone *can do]
/
the cat, [which *be supposed to be out|a white one, and so nobody *^see it], *get up from [between the third floor and the fourth|behind the bridge of sugar], *stretch [in both directions|one leg after the other], and *walk away, [with icing on all four feet|leaving a cave]
@a *look at @b, and @b *look at [the cake|the ceiling], and [nobody *breathe|somewhere a clock *tick]
/
[outside|in the yard] somebody *shout something about a loose pig, [and then there *be no need to shout any more|just as the pig *come in], and the table *have four legs, and the pig *run [between all of them|through three of them]
!worried
when [it *be over|the pig *be outside again], the bride of sugar *lie [under the stove|in the butter], and the bridegroom *can not be found [anywhere|at all]
# cake-mend
b>a whisper: [we could turn it round|let us eat the rest of it, then it was thieves|you tell her].
a>b say: [there is no back to a cake that stands in the middle|first we do what we can, and then we tell].
= they **fill the hole with [snow|white cheese and honey|what *be left of the porridge, and flour on top], and *stick [daisies|#flower.s] [all over it|where the doves **be], [tongue between the teeth|as fast as four hands *can]
/
@a *run to @n, [in an apron with sugar on both elbows|for want of anything better], and *tell it all in one breath
n>a ask: and how long have we got?
a>n say: [until the bells ring|less than that].
n>a say: [I know nothing about cakes, but I know something about propping up|bring me whatever is white and sweet]. Hold the lamp.
+ @n *build a [scaffold of liquorice|wall of biscuits] round it, [with a gate|measuring twice and swearing once], and [it *!look like a cake any longer|in the end it *look like a castle after a siege]
/
- [what *be down *be down|three floors **!become five by looking at them], and when @m *come in at the door, [with a shoe in each hand|singing], it *be very quiet in there
@a *say it, [before anybody *ask|in one word, which *be: me], and @b *say: [me, too|and me]
m>a say: [I see. Nobody is hurt, at least|let us sit down, all three of us, for one minute]. And now wash your hands, and [get out all the plums|fetch every apple in the cellar].
# cake-more
on the way there [it *begin to rain|a wheel *find the only hole in the road], and the cake, [which *^go through a good deal already|under an umbrella], *grow [a beard|somewhat softer], and *look [more and more like somebody's uncle|younger than before]
/
in front of the house *stand the [aunt with the eyeglass|whole family of the bridegroom], [to receive it|dressed to the chin], and [nobody *say anything|one of them *say: oh]
m> say: that is how they [make it in the mountains|do it this year]. [Haven't you heard|It is called the ruin].
# cake-wedding
then the bride *come, [in one shoe|a little out of breath], *look at it from top to bottom, and *begin to laugh, [until her veil *come off|so that everyone *have to laugh with her]
the bride *say that she *^be afraid of [the other kind|such a white, straight thing] all week, [and of most of the guests|and that now she *be not afraid of anything]
/
[the bridegroom|the bride's grandfather] *cut it, and *bite on [something hard|something]: it *be [a sugar dove, from the inside|the little bridegroom], and [from that moment|as they *=say in @t] it *mean luck for [seven|thirty] years
= since then every wedding cake in @t *be [a bit crooked|knocked once with a spoon], [on purpose|for safety's sake], and [nobody *know why|the bakers **be unhappy about it]
/
it *be eaten [to the last crumb|within the hour], porridge, daisies and all, and [four people **ask for the recipe|the bridegroom *have three pieces], [which @m *>keep to @m.self|and nobody *tell it]
b>a ask: is it very bad that I would do it again?
a>b say: [only the first dove|yes. But I would leave out the porridge|not very. Half bad].
/
m>a say: [next time I'll stay with it, and you fetch the shoes|you will be baking the next one. From the first egg].
= so it *come about that @a.n and @b.n *can bake [a cake of five floors|before they **can spell], and [guard it, too|**sit next to it all night with a spoon each, and **!touch it]
# plot promise cast a:child n:neighbour m:parent b:friend x:farm
:promise-given
:promise-days

:promise-tempt
:promise-break
:promise-night

:promise-end
# promise-given
when @n *go away [for a week|, for the first time in years], [with a trunk and a new hat|in the mail coach], @x *stay behind, [in the stable|chewing], and *need [water|somebody] at seven in the morning and [at seven in the evening|again at night]
a>n say: I'll do it. [Every day|You can go and dance]. I promise.
n>a say: it is a long word, that. [It has a morning and an evening in it|Say it again, slowly].
@a.new *say it again, and [they **shake hands on it|@n *hand over the key, warm from the pocket]
# promise-days
the first day it *be [a feast|wonderful]: @a *be there [before the sun|an hour too early], *bring [clover|twice as much as needed] and *stay [until school|to watch it eat, which *take long]
- by the [third|fourth], [it *be raining|the bed *be warm and the stable far], and @x *eat [a sleeve|half a hat], [not even on purpose|looking the other way]
/
@x [*kick over the bucket|*go in the wrong direction], [twice in one morning|every time], *eat [the rope|the list of what it *may eat], and *look at @a as if [it all *be @a's fault|somebody else *^promise something]
a>b say: [you can't imagine|I have a bruise shaped like a pear]. And [it is only Wednesday|there are four more days of it].
# promise-tempt
%[on the fifth day|on Saturday]
there *be [a fair on the other side of the river|a puppet show in the next village], [with a swing-boat and a man who *swallow fire|only for one evening], and [all the children **go|a cart with lanterns *stand ready], and it *leave at half past six
b>a say: come on, [it can eat later|once won't matter]. Who would know?
a>b say: [it would|@x would], I suppose.
/
@b *have [an uncle with a boat|two tickets], [just for today|and one of them *be free], and the boat *>!be back before [night|the moon]
b>a say: [animals can't tell the time|give it a double breakfast]. What do you say?
@a *think of [the lanterns|the water], and [of long ears in a dark stable|of the word with an evening in it], and *say [nothing at first|yes, and then no, and then yes]
# promise-break
= @a *fill the manger [to the brim|with the supper at noon], *say something [friendly|about being back soon], *hear [nothing but chewing|no answer to that], and *go along
it *be [as fine as one *can wish|all there, the music, the lanterns and the burnt almonds], but [from seven o'clock on|whenever a bell *strike] [there *be something in @a's shoe|each thing *have a long grey face in it], and it *be not a pebble
!went
/
- when [the horse *pull|the driver *call for the last time], @a *get down again, [over the wheel|before one *can count to three], and *stand in the road [until the lanterns **be gone|with both fists shut]
a> say: [it's your fault|I hope you are hungry. I hope you are very hungry], you great stupid beast.
# promise-night
{went} in the middle of the [best part|second act] @a *stand up, *climb over [the bench|eleven knees], and *run: [four miles|three miles and a half], [in the dark|by the river], [with a stitch in each side|and without a moon]
- [the stable *be empty|the door *be open], and in the mud there **be hoof marks, [quite fresh|and a piece of gnawed rope]: they **lead [to the road|into the night], [and @a after them|to @n's own gate and beyond]
@x *stand [in the middle of the bridge|at the door of @m's kitchen], [looking for someone|as if it *be expected], and *blow [into @a's neck|into the nearest ear], [twice|the way one *sigh]
/
{went} it *be [past ten|almost eleven] when @a *come to the stable, [out of breath|with the sugar heart still round the neck], and [all the windows **be black|inside it *be as quiet as in a shoe]
@x [*lie there with open eyes|*stand with its face to the door], and [not one straw *be missing|the double supper *be still in the manger]: it *be not [hunger, then|the hay that it *^wait for]
a> whisper: I am sorry. [I'm here|I had no idea].
/
{!went} that evening @a *carry the water [without a word|in great strides], and [half of it *go into one shoe|the bucket *come down with a bang]
- @x *put [its head|a wet nose] on @a's shoulder, [which it never *^do before|all the weight of it], and *breathe [out|into one ear], and [they **stand there for some time|from far away one *can hear the music, thin as a gnat]
/
{!went} in the straw [beside @x|by the light of a stable lamp] *lie something that *!^be there in the morning, [wet and all legs|no bigger than a cat]: [it *want to stand up and *can not yet|one of them *lick the other]
a> say: [so that is why you were in such a mood|and nobody would have been here]. Hold still. I'll get [some straw|a cloth].
+ all night @a *sit there, and [@m *bring a blanket and *sit down, too|the puppets **dance in another place, for other people]
# promise-end
%[on the last day|when the week *be over]
@n *come up the lane with the trunk, *look into the stable, [under the manger|at the hooves], and [into @a's face|last of all at @a]
n>a ask: well? Was it [hard|a long word]?
a>n say: [it had a Saturday in it|yes. I nearly lost it, in the middle].
/
{went} a>n say: I was not there on [Saturday|one evening]. [I came, but too late|I ran back, but it was night].
[@n *!say anything for a while|@n *take off the new hat and *turn it in both hands]
n>a say: but you [came|tell me]. [The first one is easy to break. It's the second that counts|There are people who can do neither].
/
n>a say: it looks [fatter|better than with me]. What did you give it?
a>n say: [both ends of the day|a sleeve, a rope and a list].
= [from then on|after that] @a *have the key for good, [on a nail at home|on a string], and @x, [which *be no friend of anybody|hearing those steps from afar], *shout across [three gardens|the whole lane] each evening at seven
/
b>a ask: was it worth it? You should have seen [the best of it|the end].
a>b say: [tell me all about it|I saw something as well].
+ they **sit [on the manger|in the straw], and @b *act it all, [with all the voices|jumping up and down], and @x [*look on|*eat a button]
:moral
# plot gift cast a:child m:parent b:friend n:neighbour
:gift-want
:gift-try
:gift-try
:gift-idea

:gift-day
:gift-end
# gift-want
@m's birthday *be [on Sunday|in three days], and @a.new *have [two coins, one of them with a hole in it|a button, a string and no money at all]
- in the window of [the shop at the corner|the pedlar] [*lie a comb with a bird on it|*stand a blue cup], and it *cost [more than the window|eleven times as much]
/
every year @a.new *give @m a drawing of a horse, and every year @m *say [how lovely it *be|that it *be a very fine dog|thank you], and *put it with the others
= [this time|at #age] it *have to be something [real|else], [with a ribbon and a price|that one *can hold in both hands]
/
m>a say: this year I want nothing at all. [I have everything|Only no fuss].
- [people who **say so **look at the shop windows all the same|@a.new *^see @m stop in front of a comb with a bird on it], and [it *be only four days till the birthday|@a *have two coins, one of them with a hole in it]
# gift-try
@a *ask @n whether there *be [any work to do|something to carry], [for money|and what it *>bring]
n>a say: [you could count my onions|I need someone to hold this]. 
%[when it *be dark|after two hours]
@a *have [one coin more|a bag of onions] and [blue hands|a sore back], and [it *be still not half enough|at that rate it *>take until spring]
/
@a *go from door to door with [a tray of stones, painted and dried|bunches of #flower.s], [singing a little|clean to the elbows], and *sell [one, to an aunt of @b|three]
- [after the third house|before long|at the very next gate] [it *begin to rain|a goat *see the rest of it], and [a business like that|the money] *be soon over
/
b>a say: [sell your boots. It is nearly summer|sell me your knife. I have always liked it|come with me to the rich aunt. She cries easily].
%[after some thought|when it *be done]
@a *run to the shop [with a fist full of money|, money in hand], [where the bird *^be|but the window *be empty there]
- somebody *^buy it [at noon|an hour ago]: [a man with a yellow beard|for a niece, the shop woman *say]
/
@a *try to make one [out of a shingle|from a piece of #wood], [with the bread knife|in secret, under the blanket]
- it *have [nine teeth, then six|a bird on it that *look like a boot], and [in the end two|the last one *break at midnight]
/
a>n ask: how long must one work for [a comb with a bird on it|such a thing]?
n>a say: [longer than till Sunday|that depends on the one who works]. But why a thing? [Things, one has to dust|Look at what is needed, not at what is sold].
# gift-idea
@a *sit on the step and *watch [@m|how @m *go to and fro]: [the water, the wood, the stove, the hens|up before everyone, and down after all of them], and [never once *sit down to anything warm|the tea always *get cold in its cup]
:idea
/
@b *say that [at home|in that house] nobody *know what to give either, [because @b's people **have everything twice|and there it *be slippers every year]
a>b ask: what would you want, if it could not be bought?
b>a say: [a whole day|that somebody would do my sums], [just once|from morning to night].
:idea
/
[looking for a box|under the bed] @a *find the horses of all the years, [eleven of them, on top of one another|pressed flat and smoothed], [the oldest with five legs|each with its year in the corner], in @m's [own drawer|best box]
[it *take a while to understand that|@a *look at them for a long time]
:idea
# gift-day
%before sunrise on the day
@a *get up, [in two pairs of socks|boots in hand], *fetch [the water, the wood and the eggs|everything that @m always *fetch], *light the stove, [at the fourth match|with a good deal of smoke], and *lay on the table a slip of paper: [today nobody may work here but me|one day, to keep]
when @m *come in, [tied into an apron already|quick as always], there *be a [chair by the window|cushion] with a cup beside it, and [the cup *steam|out of it *come steam]
/
%on the day
there *stand on the table a jar, [the big one from the cellar|washed three times], and in it **be [forty|a hundred] slips of paper, [rolled up small|each tied with a thread]
m>a ask: [what is that|may I]?
on the first *stand: [one hour of quiet|the pots, without being told], on the second: [a story, told in bed|I carry the water], and on the third: [a horse|whatever you like]
/
@a *lead @m, [with a cloth round both eyes|up the hill, before it *be quite day], [by one hand|step by step], to the top of the old wall, and *take off the cloth just as [the sun *come up|the first light *reach the river]
a>m say: that is for you. [It's used, but it's good|I have seen to it that nobody else is here].
they **sit there and *eat bread and [onions|jam], [with legs hanging down|until the bells **begin]
# gift-end
m>a say: [you have soot on your nose|I have never drunk it hot before. So that is what it tastes like].
= @m *drink it in very small sips, [with eyes shut|looking out], and [afterwards *sit on a little, for nothing|the hens **have to wait]
/
@m *say nothing [for a while|at all], and [that *be the best of it|then *have to look for a handkerchief], and *put it [with the horses|where the good cups **stand]
/
b>a ask: and what did it cost?
a>b say: [two boxes of matches and a good jug|everything, that is to say, nothing|ask me tonight. I can't feel my arms].
/
%[years later|to this day]
there *be [one slip|one of them] left, [rolled up small|in the drawer with the horses], and when @a *ask why, @m *say that [one must always have something in the house|it *be being saved for a bad day]
/
n>a say: well? What was needed?
a>n say: [a chair|not the comb]. But I [still want to make one|know now how many teeth it needs], by next year. Show me how you hold the saw.
`;
