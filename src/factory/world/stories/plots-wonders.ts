// Stories of small adventures: a riddle, a tale by the fire, a hill with a view, one sledge for two, a coin
// that rolls, a raft. The notation is explained in ../script.ts.
export const WONDERS = `
# plot riddle-on-the-door cast a:child n:neighbour b:friend m:parent
:riddle-put
:riddle-first

:riddle-think
:riddle-think
:riddle-think

:riddle-get
:riddle-end
# riddle-put
%[one Monday|after the harvest|in the dull weeks of winter]
there *be a paper on the door of @n, and on it, in [large|crooked|red] letters, [a riddle|four lines and a question mark]: [whoever *can answer *may have the pear tree for a day|the prize *be a secret]
:riddle-which
/
@n *have a riddle for [everyone who *come in|each child in the street], [in place of good day|and no one *get past it]
- for @a.new it *be always a [hard|new|long] one
:riddle-which
/
n>a say: [before you get your change|first|so that you have something for the way home], a riddle.
@a.new *stand still, [on one leg|with an open basket|as before a dog that *may bite], [because @a *like riddles|since there *be no way round it]
:riddle-which
# riddle-which
!comb
n>a ask: what has teeth and [cannot bite|never eats|does not need a dentist]?
/
!hole
n>a ask: what gets [bigger|larger] the more you take [away from it|out of it]?
/
!echo
n>a ask: who answers [in every language|whatever you call] and has never [learned one|been to school]?
/
!name
n>a ask: what belongs to you, [and all others use it more|and you hardly ever use it yourself]?
/
!shade
n>a ask: what goes with you [all day|everywhere] and [leaves no footprint|weighs nothing], and [at noon it is shortest|stays out when the lamp does]?
# riddle-first
@a *say [the first thing that *come|something]: [a fish|the wind|a tax]
n>a say: [no|nearly no|that is an answer, but to another one]. 
/
@a *open a mouth and *shut it again, [like a carp|twice]
n>a say: [take your time. It has no legs|you have until Saturday|do not ask in the tavern. They have it from me].
/
a>n ask: [does it hurt|is it bigger than a cow|have we got one at home]?
n>a say: [now and then|I think so|everybody has|that would be telling].
= @a *go off with it, [the basket forgotten|as one *=carry a full bowl], and *say it over [at each step|all the way]
# riddle-think
@a *try it on [the hens|the goat|a post], [one after the other|aloud], and the [hens|hens in turn] *look [thoughtful|as though they **know]
/
@b, [who *be good at sums|in the middle of a plum], *hear it twice and *say [a saw|the moon|grandmothers], [at once|without chewing to the end], and then [a fork|a holiday|nothing more]
a>b say: [think of something that is so, not something that sounds so|that was my first, too|no. One must not guess, one must know|you can stop now. It is none of those].
/
all through [supper|the soup] @a *say nothing, and [a spoon *stay in the air|the bread *go into the water glass]
m>a ask: [are you ill|what have they done to you|is it love|where are you, and when do you come back]?
a>m say: [a riddle|I am not here|I have it between two teeth].
/
@a *wake in the night and *have it, [clear as day|the whole of it], and *say it aloud
- in the morning it *be [the word "button"|only "noodles"], [which *!fit at all|and not even @b *find that good]
/
[there *be somebody who *know it|someone *know it, of course|the answer *be also for sale], [a boy with a hoop|from the eldest of the smith's|behind the school], and the price *be [three marbles|not high|three marbles, to be paid first]
@a *hold [the marbles|three of them] in one hand, [for a good while|quite warm already], and *put them [back|away again]
a>b say: [then it would be his|what would I have afterwards|I can not un-know it, if I know it].
/
@a *walk up and down, [out by the fence and in by the shed|as @n *=do when the rent *be due], until there *be [a path|a hole in one stocking]
m>a say: [do not look at it. Look beside it|leave it alone, and it will come, like a cat|you are pulling. Push].
# riddle-get
{comb} %the next morning
@m *pull at @a's hair, [which *=be a daily misery|with water and patience], and [all at once|in the middle of "ow"] @a *stand quite still
a>m cry: [the comb|teeth]! [It has them all in a row|It is in your hand|Do that again|There are the teeth, and it never eats]!
/
{hole} @a *dig worms for the hens, [thinking of nothing|with a rusty spade], and *look [into the pit|down], and *let the spade fall
a>b shout: [a hole|it is a hole]! [The more I take out, the more there is|I have been standing in it|It is the thing that is not there|Look how I make it bigger with nothing]!
/
{echo} @a *shout it at the [quarry|mill wall], [from pure rage|with both hands to the mouth]: what *=be it?
- what *=be it, *ask [the wall|somebody] back, [quite politely|in @a's voice], and then it *be clear
/
{name} [somebody *call|@b *call] @a.n over the fence, [once and again|to come and play], and @a *think: [the whole street *=say it, only I never|how often they *use that today]
a>b say: that is it. [You have just said it|My name. You use it all day, and I have it for nothing].
/
{shade} %towards evening
they **walk home, and in front of @a *go somebody [eleven feet long|with legs like a stork], [who *stop whenever @a *stop|dark and flat|like a giant in a hurry], and it *wave [back|when @a *wave]
a>b say: [look who is coming with us|I have it, and I stand on it].
# riddle-end
@a *run to @n, [with one shoe|through two gardens], and *say the word, [and *!breathe|before the door *be open]
n>a say: [right|well, at last somebody|and how did you find it]. 
a>n say: [by not looking|it found me|I was busy with something else].
/
n>a ask: [and now you want the prize|well, when do you want the pears|and what shall I give you for that]?
a>n say: [no. Another one|I would rather have the next|yes. And one more for tonight].
= @n *scratch an ear and *admit that [there *be only this one|it *^take half a life to find it]
+ @a *make one up, [on the doorstep|then and there], and @n [*be still thinking|*!sleep that night], [to the joy of the hens|as far as one *=know]
/
the prize *be a box, [locked|no bigger than an egg|with a ribbon], and in it there *be [a paper|a smaller box, and in that a paper], and on it [the next riddle|a question mark|four new lines, in red]
@a *laugh so that [the street *come to the windows|the pears **drop]
b>a ask: [is that all|do you get anything to eat with it]?
a>b say: [it is the best thing in it|wait until you hear it].
/
since then @a *have [one ready|a riddle] for [everybody|anyone who *want something], and [they all **groan when they *see the paper on the door|in @t people **=learn to think while they **=knock]
# plot tale-by-the-fire cast a:child m:parent p:outplace
{!sun}
:fire-why
:fire-tale
:fire-stop

:fire-tale2
:fire-asks
:fire-tale3

:fire-out
# fire-why
it *be [too wet to go out|the longest evening of the year|an evening with no lamp oil], and the fire *talk [to itself|a little], and @a.new and @m *shell [beans|walnuts], [a mountain of them|into one bowl]
a>m say: [tell something|tell about the one who went away|something with a ship in it].
/
@a.new *can not get warm, [or *say so|after that walk], and *sit as near the fire as [the stockings **allow|one *=can without being soup]
m>a say: [then I shall have to tell you the warm one|come here. Do you know the one about the lamp|once, and that is not long ago].
/
the wind *come down the [chimney|stairs], and @a.new *jump at [every|each] bang
m>a say: that is only [the one who is looking for the door|somebody out of a story]. [Shall I|Do you know it]?
a>m say: [not a sad one|yes, but with everything in it|I know all yours].
# fire-tale
%[once upon a time|long ago]
there *be a [lamplighter|ferryman|tailor] who *have [a light that no wind *can put out|a coat with forty pockets|a boat that *know the way], and *live alone by [@p|a black lake], [and *be content, more or less|with a one-eyed hen]
:fire-comes
/
there *be a girl, [so *=go the tale|and this *=be true], who *^promise [a river|the moon|an old bear] to come back, [one day|before the snow], and *forget it, [as one *=forget an umbrella|what with all the washing]
:fire-comes
/
there *be a town where nobody *can [sleep|laugh], [since the bell *^crack|for a hundred years], and the mayor *offer [half of it|his own bed] to anyone who *bring [it back|a remedy], and all who *try *come home [yawning|with empty hands]
:fire-comes
# fire-comes
+ one night there *be a knock, [very low on the door|seven times], and outside *stand [an old woman no bigger than a jug|a fox in a hat|a child with wet shoes], and *ask for [a thread|a spoonful of light|the way]
/
+ there *come a winter [so cold that words **freeze, and one *have to put them on the stove to hear them|with no end to it, and one *have to go a long way for wood|that *sit down on the roofs like a hen, and *!get up again]
/
+ in the third year something *go by in the dark, [large|singing], and it *leave behind [a key|one feather, as long as an arm], [still warm|right on the doorstep]
# fire-stop
@m *stop there, to [put on a log|look for a bean], and *take [a very long time over it|no hurry at all]
a>m ask: [and|and then|who was it]?
m>a say: [where was I|what do you think|one moment. Stories also have to draw breath].
/
a>m say: [that is not true|nobody can do that].
m>a say: [then I can leave it|as you like. So it was a hen, and she laid an egg, the end|who is telling this].
a>m say: [no|go on|I believe it, I believe it].
/
a bean *jump into the fire and *go off with a [bang|pop], and both of them **jump [as well|in their chairs]
m>a say: [you see, they are listening|that was just where it belonged].
# fire-tale2
they **set out, [the two of them|that same night], over [seven hills|the ice|the roofs], with [a cheese|the hen under one arm|the light in a sock], and [whoever they *meet *come along|behind them the snow *close like a door]: [a goose|a soldier without a war], [two brothers who *!speak to each other|and last a very slow man]
/
- the door to it *be guarded by [a giant|three sisters], [who *sleep on Tuesdays|as high as a church], and to get by one *must [tell something they **!know|give the dearest thing one *have], [and no cheating|which *=be seldom what one *=think]
/
+ in the middle of the wood there *be a table, laid [for two|for exactly as many as they **be], with [steam on the soup|candles burning], and no one [there|anywhere], [and the chairs a little moved back|and a card with their names]
# fire-asks
a>m ask: was the [one|person] in it afraid?
m>a say: [very. That is why it is worth telling|less than you just now|only in the pauses].
/
@a *^stop shelling, [long ago|with a bean in each hand], and *!notice that [the stockings **smoke|the fire *need wood]
/
a>m say: I should have [gone back|taken the soup]. 
m>a say: [I too|that is what the slow man said]. [But then we would not have a story|Listen what came of it].
/
m>a ask: what would you have given?
@a *think about it, [honestly|and *look round the kitchen], and *say that [it *depend|the second-best marble would have been hard enough|one *=!give away anything with a heartbeat]
# fire-tale3
it *be, [of all people|would you believe it], [the same old woman|the fox, without a hat|the hen who *know it], all the time, and what they **seek *be [at home behind the stove|in the fortieth pocket|under their own doorstep], [where nobody *^look|only one *have to have been away to see it]
/
+ the giant *begin to [cry|laugh], [which *shake down the last apples|because nobody ever *^ask him in], and *carry them all home, [one in each pocket|across the ice], and *have [soup with them|a chair made, of four oaks], and [*come every Tuesday|if he *^=!leave, he *=sit there yet]
/
+ when they *open it, there *be [nothing in it|only a sound], and the nothing [*spread over the town|*go from house to house], quite [soft|quiet], and one after another they *fall asleep, [the mayor on the stairs|the dogs in the middle of a bark], and [that *be just what they *want|@m *yawn here, and it *=be catching]
# fire-out
the fire *be [red and low|only embers], and the bowl *be full, [nobody *know how|as if someone *^help]
a>m ask: [is it true|did you know them|where did you get that]?
m>a say: [from my grandmother, who was the hen|I made it of beans|part of it. Guess which].
/
@a *be asleep, [before the end|on the bean sack], and @m *tell it to the end all the same, [more softly|to the fire], because [a story *=!like to be left standing|one *=!can leave a giant in a doorway]
%in the morning
a>m ask: and did they get in?
/
somebody *knock at the door, [low down|seven times], [just then|when it *be all quiet]
neither of them *move, [and they *look at each other|with large eyes]
- it *be only [the neighbour, for salt|the wind with a twig], [or so it *say|and both of them **be a little sorry]
/
%the next evening
a>m say: [tell it again|the same one]. [And nothing changed|And do not stop for logs]. 
@m *tell it, [word for word|as well as @m *can], only [the hen *be a goose|the fox *have other feet this time], and @a [*put it right|*say "hen"] each time, [patiently|without opening an eye]
# plot sea-from-the-hill cast a:child b:friend n:neighbour
{!fog}
:sea-hear
:sea-go

:sea-up
:sea-up
? :sea-up

:sea-top
:sea-down
# sea-hear
n>a say: from the top of the hill one [can see|sees] the sea, on [clear days|a good day].
@a.new *look up at it, [as one *=look at a cupboard|for the first time, it *seem], though it *^stand there [all the time|as long as @a]
/
@a.new *^hear so much about the sea, [that it *=be blue|that one *=can not drink it], and *^see [none of it|only a cup with it on]
b>a say: [you can see it from up there|somebody in the market has seen it|it is behind the hill, like everything].
/
%[one morning in spring|on a day without school]
@a.new and @b *lie on their backs and *ask each other [what *be behind things|questions], and so [they *come to the hill|the talk *turn to the hill]
a>b say: [let us go and look|the sea, I bet|what do you bet].
# sea-go
they **take [two boiled eggs|bread with dripping|a jar of cold tea] and a [stick each|rope, for the steep parts], and *tell [nobody|the dog], and [before the dew *dry|by nine] the last house *be behind them
/
b>a ask: [how long does it take|is it far|when are we there|will we be back for supper]?
a>b say: [it is right there|an hour. You can see the top|until we are up].
they **go [straight at it|through wet bracken], and the hill *step back, [politely|a field at a time], to let them [come|by]
/
for the journey @a *take [a bottle, to bring some home|a bathing towel], and @b *carry [a list of things to look for|a long pole with a rag on it], and thus [they *go by the bakery as if to school|the whole street *know it]
# sea-up
[at last|sooner than they *^think|after a last bend] they **come to the top, [out of breath|and *throw their caps in the air|with a shout|the rag first]
- it *be [not the top|only a shoulder|a top, but not the one], and behind it [the real one *stand, with its hands on its hips|a higher one *go up|*be the next, and higher], [as if to ask what they *want|not even out of breath|wrapped in blue]
/
@b *have a [stone|thorn] in one shoe, [then in both|and no wish to mention it], and [then|at the next bend|a bit farther up] it *be @a, [who *have to sit down|with a blister like a plum|limping on the other side]
= they **change shoes, [left for left|as an experiment|sitting in the heather], which *help [both|neither|a little], [but *pass the time|and *look odd|until the next stone]
/
a [ram|bull|goose with a family] *stand [on the path|in the way|where it *be narrowest], [with lowered head|thinking|breathing out loud], and neither of them *remember [which one *be the brave one|what one *=do then|having seen such a large one]
b>a whisper: [walk as if you lived here|you first. I have the eggs|do not look at it. Whistle].
/
it *get [steep|steeper], and they **go on [all fours|hands and knees], holding on to [the heather|roots], and *say no more, [but *count the breaths|for lack of air]
~ [far below|behind them|under their heels] [the village *lie like something dropped|@t *be no bigger than a plate|the church *be a pin, and the river a thread], [with a little smoke on it|and no sound *come from it|too small for so many people]
/
a cloud *come and *sit down on the [hill|top], [just there|with them inside], and *take [its time|half an hour], and they **eat [the eggs|everything], with [wet hair|drops on their noses]
a>b say: [we can wait|it has to go home some time|we have come too far to be cross].
/
[an old man|a woman with a load of brushwood|a shepherd with nine goats] *sit by the [wayside|last tree|spring], [cutting a spoon|resting one leg|with eyes nearly shut], and *ask [where to|how far it *be to be|what there *be up there]
a> say: [to the sea|only up|the sea. To look at it].
[first there *be a long look|the old eyes **go from one to the other], then [a nod, as among travellers|a slow whistle|half an apple for each], and [a greeting to take along|good advice about the left path|nothing more]
# sea-top
[then|all of a sudden] there *be [no more up|nothing left to climb], [only sky|whichever way they *turn|just wind and grass], and [they **stand there, hand in hand because of the wind|nobody *say anything|@b *take off the cap, as in a church|both of them **forget their feet]
there *be [hill behind hill|blue, and behind it a paler blue|a forest like moss], and [right at the back|where the sky *come down|behind the last of them] [a line|something that *shine|a bright streak], [as thin as a thread|no thicker than the edge of a knife|and then nothing more]
b>a ask: [is that it|the line|is that all]?
a>b say: [it is far away. So it must be large|that is it. It has to be|yes. It goes on behind there, all the way].
/
and there *be the other side: [fields|woods], a road, a town with a tower, [smaller than a thimble|smoke and all], and people in it who [certainly *look this way|*know nothing of them]
a>b say: no sea.
b>a say: [no. But look|I never knew there was so much of the rest|they think we are the end of it].
they **look until [their eyes **water|it *be noon and past], and *wave with the [towel|rag], in case
/
the whole valley *be full of mist, [white to the brim|from hill to hill], with [tree tops|two towers] for islands, and it *move, [in slow waves|and *break on the rocks below them without a sound]
neither of them *say that [it *be not the sea|they **know better], [not then nor later|for who *=can say]
# sea-down
n>a ask: well, did you see it?
a>n say: [we saw how far it is|yes. It is thin|it was out].
@n *nod, [as one traveller to another|with a straight face], and *look [into the tea|at those shoes]
n>a say: [I have never been up there, you know|it was just the same when I went|tell me, how was it].
/
down *be [faster|easy], they **slide [on the towel|on what one *=sit on], and **be home by [lamp time|dark], with [one shoe|heather in their hair] and [a terrible thirst|no egg]
%that night
@a *hear it, [quite clearly|with an ear on the pillow], going [in and out|to and fro]
/
b>a say: and the bottle?
@a *hold it up, [empty|corked], and *say that there *be [wind|top of the hill] in it, [real|from right at the top], and *put it on the [sill|shelf]
= it *be there still, and [nobody *may open it|on hot days they **take turns to listen at it]
/
%[some day|much later]
@a *>see the sea, [a real one|from close by], and it *>be [very large|wet|just like that line, only all round], and then one *>hear @a say: [I know you|there you are], [to the surprise of the gulls|as one *=greet a neighbour]
# plot one-sledge cast a:child b:friend m:parent n:neighbour
{snow}
:sledge-snow
:sledge-whose

:sledge-hill
:sledge-ride
? :sledge-hill
:sledge-ride

:sledge-crash
:sledge-end
# sledge-snow
%[in the night|on the last day before school]
it *^snow, [without telling anyone|to the window sills|on every roof and step], and [the whole street|everything] *lie there like [a sheet of paper|a clean shirt], [and somebody *have to be first|with one cat track across it]
@a.new *be out [before the porridge|with a sock in each hand]
/
@a.new *wake because it *be so [quiet|bright], [as if someone *^stop the world|without a wheel or a hoof], and *know it before [looking|the curtain *move]
/
m>a say: [it will be gone by noon|cap, scarf, and the other scarf|first the path to the woodshed].
- @a.new *be [down the stairs|round the corner] already, and [the cap *hang on its hook|only the door *answer]
# sledge-whose
there *be one sledge, [and two who *want it|between them], for [@b's *^be firewood since the thaw|half of it *belong to each, the front and the back]
b>a say: [you steer, I scream|I push first, then you|whoever falls off has to pull].
/
the sledge *be [old|older than both of them together|not what it *^be], [with one runner of iron and one of hope|made by somebody for something else|held together with wire], and they **call it [Thunder|the Duchess|Grandfather, because it *groan]
/
a>b ask: [have you a sledge|what have we got that slides|does anybody need the bath today]?
b>a say: [a tray|the washboard from the yard|a door, but they still use it].
= they **take [the wash tub|the tin bath], in the end, [which *have no front|and nobody *say where from]
# sledge-hill
they **begin with the [small one|hen hill], [where one *=come to a stop by oneself|beside the babies], and [it *be fine|there *be nothing wrong with it]
- next to it there *be a bigger one, [as always|looking at them], and [after three goes|soon] the small one *be [for babies|no hill any more]
/
up one *have to [pull it|walk], [backwards|in the dents of the last time], twenty minutes for [half of one|a single "hui"]
b>a say: [it ought to be the other way round|think how warm we are|why does nobody invent something].
/
[the big ones|three from the upper street] *stand at the top, [with arms folded|like generals], and *say that [no baby *come through there|@a *!dare to]
a>b say: [hold on to me|did you hear something|now we have to].
/
[at the top|from up there|once one *=stand on it] the hill *look [different|twice as high|like a wall], [as hills **=do from above|with a fence at the end|and the houses so small], and both *find [a bootlace to be tied|something to do first|that there *be no hurry]
/
@n *come by with a [real|horse] sledge and [milk cans|the post], and *shake a head
n>a say: [mind the pump|there is a hole by the birch|I went down there once. Since then I am a head shorter].
# sledge-ride
they **go, [slowly at first|with a jerk], and then [not slowly|no longer slowly], and the [wind *take all the words|tears **run back into their ears], and the trees **step aside, [most of them|one after the other, and *bow]
b>a cry: [left|brake|not the pump|I can not look]!
/
@a *steer with [both heels|one foot and much hope], round the [stump|birch], over the [bump|ditch], and [for a moment there *be nothing under them|they **fly], [long enough to think about it|quite silent], and then there *be [rather a lot|all of it at once]
/
[half way down|after the bump|somewhere by the birch] @b *be [no longer there|missing|elsewhere], [it *turn out|as @a *notice from the silence], [and the sledge *go like an arrow|and the end of a scarf *be all there *be]
- behind *roll [a ball with a scarf|something white and shouting], and *pass @a [on the right|with arms and legs]
/
they **scream so well that [dogs **come from three farms|a window *open at the bottom|the crows **leave the wood], [for joy or for the other thing|both on one note], and *come to rest [in front of the baker's feet|nose to nose with a cow|on the only bare spot for miles]
# sledge-crash
it *go through the [hedge|fence], [neatly|and half of that *come along], into [a heap of straw|the washing of @n], and *stand still, [with a shirt on|and so *do time]
n>a ask: [was that you|all there|did you want to come to tea]?
/
- then there *be the stream, [which *=be not on the way as a rule|only thinly frozen], and the ice *say [a word|crack], and [the sledge *float|they **sit in it to the belt], [steaming|with the dignity of swans]
/
the runner *stay [behind on a stone|up there], and the rest *go on [without it|in a circle], and they **sit in the snow with [a rope|the rope in hand], and *look after [the duchess|what it *^be]
b>a say: [that was the best one|it was an old runner|now I can have firewood, too].
/
a [small|very small] child *stand in the way, [in a red cap|sucking an icicle], and @a [*throw the weight to the left|*think of nothing and *lean], so that they **turn over, [three times|like a wheel], and *lie [just in front of the cap|in a drift, two boots out of it]
the child *say: [again|me too]!
# sledge-end
m>a ask: [how did you get snow in there|is there any left on the hill|and who fell into what|how can one child hold so much snow]?
a>m say: [from below|it came in on its own|we went through some].
= @m *turn the boots over, [each of them a bucket|without a word], and *put [two|four] feet into [the warm oven|hot water], [like loaves|in a row]
/
they **mend it, [in the evening|by lamp light], with [wire and string|a barrel stave], and [the new runner *be better|it *pull to the left, and so in future one *=must start from the right]
/
it *rain in the night, and [in the morning|at breakfast] the hill *be [green|brown], with one [white stripe|long track] in it, [straight down|wobbling at the birch], and *stay so [for a week|until the sun *^read it]
they **stand [at the fence|there, hands in their pockets|in the wet grass] and *follow it with their eyes, [right to the end|and *hold on to each other at the bump|once more from the top|as one *=read a letter again]
/
b>a ask: tomorrow?
a>b say: [tomorrow|with the tray|if I can sit]. 
[over their heads|above the roofs] it *begin to snow again, [large flakes, in no hurry|as if it *^hear that]
`;
