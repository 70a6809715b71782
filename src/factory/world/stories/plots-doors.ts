// Stories that begin with a knock or a cry: a storm, a night in the snow, a fire, a stranger, a letter. The
// notation is explained in ../script.ts.
export const DOORS = `
# plot storm cast a:child m:parent b:friend n:neighbour x:farm
{!snow} :storm-sign

:storm-comes
:storm-trouble

:storm-help
:storm-night

:storm-after
# storm-sign
[all day|since early morning] the [swallows **fly low|air *be like warm soup|smoke *creep along the ground], and [the cows **lie down in the middle of the morning|no leaf *move|every door in the house *stick], [and nobody *be in a good mood|which *mean something, as everyone *know]
m>a say: there is something coming. [Bring in the washing|Shut the shed, and put the bucket under the hole], and don't [stay out|go further than the pump].
/
@n *look at the sky, *wet a finger and *hold it up, [as if to ask a question|in the middle of the square]
n>a say: [by four o'clock you will see something|go home, child, and tie down what you love].
- @a.new *see nothing up there but [blue|three little clouds like buttons], and *go on [picking berries|with the game] [for another hour|until the first one *^grow a chin]
/
[somewhere|in an empty house|at the end of the lane] a door *bang, [then a second|and all the dogs **look up|though there *be no wind to speak of]
@a.new *be out on the hill with @x, [a good mile from any roof|looking for the first star|and *have one shoe off]
# storm-comes
then it *come: first [a row of drops as big as plums|one single gust], then [nothing, for as long as one *can hold one's breath|a dark wall, walking over the hill], and then [everything at once|all the water in the world]
/
the [light *turn green|sky *come down to the chimneys], somebody *call [a name|something] that the wind *take away, and [it *be night, at three in the afternoon|with a crack like a whip it *break]
/
[one *can no longer tell the sky from the ground|of the other side of the street there *be nothing left to see|what *be up and what *be down, nobody *know any more]
[the river *be on the road|the road *be a river], tiles **fly [like pigeons|past the window], and [a hen house *travel down the lane|somebody's bathtub *go by], with [the hens in it|nobody in it]
# storm-trouble
!worried
- where *be @x? @m *count [once, twice|everyone who *come in], and @x *be not there, [nor *be the rope|and the gate *stand open]
!lost
= @a *run out again, [before anyone *can say no|with a sack over one shoulder], [to where it *be usually tied up|calling all the way]
/
- across the lane [there *be no light in the house of @n|the roof of @n *lift like the lid of a pot], and [nobody *^come out|someone in there *~sing, very loudly]
!roof
@m *tie [one end of the clothes line to the door|a rope round two waists], [and *give @a the other|without many words], and they **go over, [bent like old people|on hands and knees]
/
- the water *be on the step, then [over it|under the door], and [the first shoe *swim|all at once there *be a frog in the kitchen]
!water
m>a say: up with the [flour|bread and the lamp]! [First what we eat, then what we sit on|And the hens. Take the hens].
= everybody *carry [something|what they **can], up [the stairs|the ladder], [until the loft *be a house and the house *be a pond|hens, chairs, the clock and the cat]
# storm-help
{lost} there, [under the willow|behind the broken wall], [between two stones|tied fast by its own rope], *stand @x, [wet to the bones|with the water up to its knees], and *!move a step, [neither forward nor back|whatever one *do]
@a *pull, @a *push, @a *say [every kind word there *be|please]
+ [at last|in the end] @a *sing to it, [a milking song|very loudly, right in its ear], and [it *put one foot out, and another|it *come along like a lamb], [probably to make it stop|as on any other evening]
/
{lost} @b, [who *^hear the calling|a lantern on a stick in one hand], *come from the other side
b>a shout: [I push, you pull|it won't go for you? It is afraid of the noise. Cover its ears]!
they **bring it home between them, [one at each end|the scarf round its head], and [nobody *can say which of the three *be the wettest|it *walk straight into the kitchen]
/
{roof} in there @n *sit [under the table|on the stove], with [a pan for a hat|an umbrella up], [quite dry and rather cross|holding on to the good clock]
n> say: I am not leaving. [It has stood for ninety years|I was born in this kitchen, and I'm not done with my soup].
a>n say: then bring [the soup|the pan] along. [We have a roof and no soup|Ours is hot].
= @n *think about it, [until a beam *fall down beside the soup|for as long as it *take the roof to leave], and *come
/
{water} [somebody *knock, at the upper window|there *be a bump against the wall]: it *be @n in a [washtub|wardrobe door], [rowing with a shovel|with two children, a goat and a lamp]
n> call: does anybody want [to go for a ride|bread? I have the whole shop in here]?
+ they **take in [first the bread, then the goat|whoever *come by], until there **be [eleven|fourteen] of them [under one roof|in the hay], [and somebody *have the hiccups|not counting the hens]
# storm-night
%all night
[the wind *sit on the roof and *howl|it *rain as if somebody *be paid for it], and inside [nobody *sleep|there *be one candle for all], and @n *tell about [worse storms|the storm of the three moons], [when the fish *<sit in the trees|each of them better than the last]
/
to [drown out the noise|pass the time] they **sing [everything that they **know|every song with more than ten verses], [and **invent the rest|even those with no tune], and [the goat *sleep|it *be almost cosy, though no one *say it]
/
@a *hold [the cat|@x by one ear|a lamp], [counting the seconds between light and thunder|and *count], and [somewhere between nine and ten|at twelve] *fall asleep, [sitting up|in the middle of a number]
# storm-after
!-worried
in the morning it *be so [quiet|still] that one *can hear [the drops fall|the mud settle], and [the sky *look as if it *^do nothing|everything *steam]
[they **find half a roof in the pear tree, and a boot that *belong to nobody|the whole of @t *be out with brooms, telling each other how loud it *^be|in front of every door somebody *stand and *wring out a carpet]
n>a say: [look at that, my chimney is standing|well, now I have a view of the stars]. And my soup was [too thin|better], I'll have you know.
/
%[it *take a week|until the next moon]
everyone *carry everyone's things home, [a bucket here, a bathtub there|asking from door to door], and [it *be wonderful how many people **talk to each other|some **be glad to be rid of what they **find]
b>a say: [I found your hat. It has an egg in it|we should have one every year, only smaller].
/
{lost} @x *!want to [leave the kitchen|go back to the shed], [not for hay and not for turnips|having got used to company]
m>a say: it was you who invited it. [You talk to it|Sing something].
/
{water} for weeks everything in the kitchen, [the bread, the chairs and the clock,|even the cat] *smell of [river|pond], and [in the drawer with the spoons|under the stove] there *live a frog, [which nobody *have the heart to move|whose opinion nobody *ask]
/
m>a ask: were you [very|] frightened?
a>m say: [no|a little]. [Only when it was over|I had my hands full|There was no time for it].
/
{roof} @n *stay [for three weeks|until there *be a new roof], *complain about [the beds|the early hours], and *leave behind [a mended pot|a carved spoon] and [a hole in the evenings|a silence at supper]
# plot night-in-the-snow cast a:child m:parent b:friend n:neighbour
{snow} :snowed-start

:snowed-where
:snowed-need
:snowed-need

:snowed-turn
:snowed-out
# snowed-start
it *begin [at noon|on the way home from school], with [a few flakes that **!seem to mean it|one flake, which @a.new *catch on a sleeve], and by four it *be [up to the knees|over the tops of the boots]
/
[late in the year, when nobody *expect it any more,|all day long] it *snow, [first prettily and then in earnest|as if someone *^forget to turn it off], and @a.new and @b **be on the road from the mill with [a sledge and a sack of flour|two cans of milk]
/
%on the shortest day of the year
@a.new *be on the way to [take a pie to an aunt|fetch @m's boots from the cobbler], [just over the hill and back|an hour there and an hour back], when [the hill *disappear|somebody *rub out the road, and then the trees]
# snowed-where
@a *see a light, [or something like one|no bigger than a pin], and *walk to it, [losing it twice|step for step, one mitten over each ear]
+ it *be the hut of @n, [half buried already|snowed in up to the window], and [the door *open before anyone *knock|a hand *pull in the whole snowman by the collar]
n>a say: [another one|shut the door, you are letting the winter in]. We are [four|six] now, and a horse.
/
there *be only the old [sheepfold|toll house], [with a stove and three walls and a half|where nobody *^live for years], and somebody *be in it already: @n, [a broken cart|two sacks of letters], and [a grey horse that *take up most of the room|a family of four on their way to a wedding]
n>a say: come in, come in. It is [colder inside, but there is less wind|not much, but it's round a stove].
/
when @a *come in at the door of the inn, [more snow than child|white all over], the room *be full of people who **^be on their way to somewhere else, [and every one of them cross|on benches, tables and one another's bags]
@n *move aside, [not very far|grumbling], and *make room for [half a child|one] [on the bench|by the stove]
# snowed-need
there *be [one loaf|a pot of beans], and [eleven people who **look at it|more mouths than spoons]
@a *remember the [pie|flour], [and *think for a moment of keeping quiet|still in the bag], and *put it on the table, [with only one corner missing|where it *lie in a great silence]
= one after another they **open their [bags|bundles], [slowly, the way people **do who **^pack for themselves|looking at the ceiling], and [a sausage *come out, and a jar of cherries|it *turn out that nobody *^travel hungry]
/
the wood *be gone by [nine|midnight], [and the stove *begin to tick|and the window *grow flowers]
n> say: then it's the [chairs|bench]. [I never liked them|Everybody up. One at a time].
+ they **sit [closer|in one heap], and [@a *be in the middle of it, where it *be warm|nobody *mind who *be who], [with a stranger's elbow in each rib|under seven coats]
/
a baby *cry, [thin and without end|as if it *be paid by the hour], and [nothing *help|everyone *know something better], [neither milk nor singing|from the horse-doctor to the widow in black]
- @a *make [a face|the noise of a duck], [more out of despair|only to see what *>happen]
+ it *stop, it *look, it *laugh, and the whole room *ask for the duck again, [and again|until @a *have no voice left]
/
two men **quarrel about [a blanket|the best place], [louder and louder|nose to nose], [as people **do when they **be afraid|and one *^roll up his sleeves]
@a *ask, [not meaning anything by it|in a small clear voice], [which of them *snore|whether it *be not big enough for two]
= [first nobody *laugh, and then everybody|they **look down], and they **share it, [back to back, each with one foot out|and in the morning neither *want to have the larger half]
/
n> say: well, somebody must tell a story. [You, with the red nose|The youngest begins].
@a *tell the only one that @a *know, [about a fox|which *have no end], and [when it *stop, the next one *go on with it|the others **help], until the fox *^marry, *^go to sea and *^become [a judge|mayor of @t]
# snowed-turn
%[at midnight|in the middle of the night]
[the roof *groan|a beam *crack], and [snow *come down the chimney|a long white tongue *come in under the door]
[everyone *get up without a word|all quarrels **be forgotten], and they **dig, [with pans and hands and a breadboard|turn and turn about], until [one *can see a star|the roof *be light again]
/
%towards morning
they **hear [a bell, far out|somebody call], and @n *hang [a lantern|a lantern and a red petticoat] from [a pole|the roof], while the others **shout, [all on one note|in four languages]
+ out of the white *come @m, [on two barrel staves|roped to three men], [with a shovel, a bottle of broth and a face that nobody *>forget|who *look at @a and *sit down in the snow]
m>a say: [so. You missed supper|I have been in every drift from here to @t, and you are warm]!
!found
/
nobody *want to say it, but [the snow *reach the top of the window|the door *>!open any more], and so @a, who *be the smallest, *be [pushed out through the little window|sent up the chimney, which *be cold by now]
outside there *be [no hut, no road, only white and a great many stars|a moon, and the whole world under one sheet], and @a *dig [down to the latch|where the door *must be], [with a frying pan|singing, so that they *>know where]
# snowed-out
{!found} %the next [day|noon]
the plough *come through with eight horses, [throwing up white waves|at the pace of a snail], and on it, [beside the driver|standing up], *be @m
m>a say: [there you are|how thin you have got. Have they fed you]!
a>m say: we had [beans, sausage, cherries and a horse|eleven dishes. And a wedding cake]. Not the horse.
/
they all **go their ways, [each on a different road|with stiff knees], [though they **stand about for a good while first|and nobody *want to be the first to leave]
- every year, [on the same day|when the first flake *fall], they **meet there again, [on purpose|with the stove lit in good time], and [the baby *be too big for the duck, but it *ask for it|@a *have to do the duck]
/
b>a ask: was it terrible?
a>b say: [yes. When can we do it again|it was cold, it was crowded, and it was over too soon|you should have heard the end of the fox].
/
:end
# plot chimney-fire cast a:child m:parent b:friend n:neighbour
:chimney-notice
:chimney-alarm

:chimney-work
:chimney-work
:chimney-turn

:chimney-after
# chimney-notice
%[before it *be quite light|at five in the morning|one frosty morning]
@a.new [*can not sleep|*have to fetch the rolls|*be up because of a tooth], and so it *be one small person [in a nightshirt|with a cold nose] who first *see [it|the sparks]: [out of the baker's chimney *come fire|over the bakery the sky *be orange], where there *should be smoke
/
it *smell of burning, [but of good burning|at first only a little], and @a.new *think of [toast|breakfast]
- the next moment there *be [a roar like a train of carts|something red on the snow of the roof], and [the baker's chimney *wear a hat of fire|sparks **sail over the lane], [one as big as a hen|and it *be rather beautiful]
/
@a.new and @b **stop on the way to school, [because it *rain sparks|to look at a roof]
b>a ask: does the baker's chimney always [do that|spit]?
a>b say: [no|not when I have looked].
# chimney-alarm
@a *want to shout, [and the voice *be gone|but nothing *come except air]
= @a *take [two pot lids|the school bell|a milk can and a stone] and *beat [on it|with it] [from door to door|down the whole lane], until [heads **come out of all the windows|there **be more nightcaps in the street than stones]
/
a> shout: fire! [At the baker's|Get up, all of you]!
[somebody *call back that it *be much too early for jokes|a window *open, a boot *fly out, a window *shut], and @a *shout again, [louder|in another key], [until even the deaf organ-grinder *come out|with both feet]
/
@a *run to the house of @n, [who *have the key to the fire bell|the nearest one with a ladder], and *hammer at the door [with both fists|with a turnip, that being what there *be]
n>a ask: is it [the end of the world|Monday already]?
a>n say: it is the baker's chimney.
= @n *come out [in one boot|with the trousers over one arm], and [the bell *ring|for once nobody *complain about the noise]
# chimney-work
they **make a line [from the pump to the bakery|through the whole lane], and the buckets **go along it, [full this way, empty that way|from hand to hand], [mayor to goose girl, goose girl to mayor|and even old enemies **pass them on with a nod]
/
the baker *run in and out [with flour on his nose|in tears], saving [first his wife, then the dough|a tray of buns, then the cat, then the same tray again], [and nobody *can talk to him|though the shop *!burn at all]
/
@n *climb up [in a wet blanket|with a sack of salt] and *call for [a chain|something heavy on a rope]
- the ladder *be [one rung|a whole arm] too short, [as ladders **be|by a hand], and [the tall ones **be too heavy for the roof|somebody small *be needed]
!small
/
the goat from next door *^come to look, [and *stand in the middle of everything|chewing on a rope that somebody *need], and [nobody *have a hand free for it|it *>!go]
@b *take it round the neck and *sit down [on the ground with it|in the gutter], [which *be a kind of help as well|so that it *can see]
/
somebody *cry that one [*must never pour water on a chimney|*have to use sand], [somebody else that one *have to|another that it *be all the same], and [for a moment they **stand there and **argue|they **do both at once]
# chimney-turn
{small} a>n say: I am light.
m>n ask: [on that roof? In that wind|is there really nobody else]?
- @m *tie the rope [twice round @a|with a knot of the good kind], and *hold the other end [with both fists|and *look nowhere else]
@a *creep up the tiles, [warm as a stove bench|on hands and knees], and *let the sack of salt fall down the chimney, [all at once|eyes shut]
+ inside it *hiss [like forty geese|as if a dragon *sneeze], a cloud *come up, and the fire *be out
/
the water in the pump *come to an end, [with a gurgle|after four hundred buckets], [just when it *begin to look better|and the whole line *stand still]
@a *look at the dough that *^run over all the tables, [because nobody *^put it in the oven|growing and growing|a whole hill of it]
a> call: [take that! It is wet and there is enough of it|the dough! Throw the dough]!
+ they **throw it, [in lumps and in armfuls|handful after handful], down the chimney and [against the beam|onto the sparks], [until it *be shut like a jar|and it *hiss like a goose]
!bread
/
the wind *turn, [as it sometimes *do at sunrise|, which *be luck], and *throw the sparks [at the hay loft of @n|over to the other side]
a>b shout: the washing! [All those wet sheets|Mondays are good for something]!
= they **pull the sheets [from every line|out of nine yards] and **lay them on the [hay|roofs], and the sparks **fall on them and **go out, [each with a little sigh|leaving small brown stars]
!sheets
# chimney-after
{bread} when [the smoke *^lift|all *be over], [the whole lane *smell like heaven|something *sit on the chimney], and there *be a loaf [in it|up there], eleven feet long, [black outside and white within|baked to a turn]
= they **saw it up [on the spot|on the steps] and *eat it with [butter and a little soot|the baker's last jam], and the baker *say that [he never *^get one so crisp|it *want salt]
/
{sheets} since then the sheets of @t **have [brown holes shaped like stars|spots], and [nobody *>part with them|brides **ask for them], [for they **be thought lucky|because whoever *sleep in them *sleep well]
/
{small} the baker *press @a's hand and *find no words, and so he *give [buns|a paper bag, and every morning another], [all that winter long|until @m *say that it *be enough]
b>a say: [next time I want to be the light one|I held the goat, don't forget].
+ the buns **be shared, [one for @a, one for @b, half a one for the goat|in three]
/
n>a say: who was it that [made that dreadful noise|beat on my door with a turnip]?
a>n say: me. [I am sorry about the door|It was all I had].
n>a say: [a good noise. I have never heard a better|keep the turnip. We'll put it in the town hall].
/
%[since then|to this day]
the baker *have his chimney swept [every month|at each new moon], and in the lane there *hang a bell, [low enough for anyone of #age|with a rope for small people]
/
m>a ask: were you not cold, in [that thin shirt|bare feet]?
a>m say: [no. There was a fire|when? Oh. Now I am].
# plot stranger cast a:child m:parent b:friend n:neighbour
:stranger-comes
:stranger-talk

:stranger-meet
:stranger-turn

:stranger-end
# stranger-comes
%[one evening|in the last week of autumn|on a day of thin rain]
a man [*come over the bridge|*stand at the pump] with [a sack as tall as himself|a box on his back], [limping a little|and *ask for nothing], and [nobody in @t *know him|all the curtains **move as he *go by, one after the other]
/
there *be somebody in the empty house [by the old wall|at the end of the lane], [people **say|and since yesterday there *be smoke]: an old woman, with [a birdcage under a cloth|three trunks and no furniture], who [*talk to herself|*greet nobody]
!she
# stranger-talk
n> say: [nobody comes here for nothing|I don't like the look of that]. I shall count my [hens|spoons] tonight.
+ [every one in @t *count something|doors **be locked that never **^have a lock], and [@a.new *ask what one *do with a hen that one *^count|some **count twice]
/
b>a whisper: [they say that there is a head in it|somebody heard a voice at night, and it was not singing].
a>b ask: [whose|who says so]?
b>a say: [they|everyone. I was told by the one who was told].
- @a.new *want to see [for @a.self|it]
/
m>a say: you are not to go [there|near it], [until we know more|do you hear].
a>m ask: and how do we get to know more, if nobody goes?
m>a say: [don't be clever|by waiting].
= [@a.new *wait|they all **wait], [a whole day|from Monday to Thursday], and [they **know|it *turn out that one *know] as much as before
# stranger-meet
@a and @b **creep up [through the nettles|along the wall], [as quiet as snails|on their stomachs], and *look [over the sill|through a crack]
- [there *be somebody looking back|a voice behind them *ask whether they **^lose something], [quite kindly|which *be not in the plan]
/
@a's [ball|cap], [thrown by @b|with the help of the wind], *fly over the fence and *land [in front of the stranger's door|right in the window]
[it *be a very good one|somebody *have to get it], and [the path *be long|so @a *go, looking braver than @a *be], and the door *open before [there *be any knocking|the third step]
/
{rain} @a *^run [under the first roof there *be|into the nearest doorway] when the rain *come, and [only then @a *see which one it *be|it *be that one]
a voice *say [that the door *be open|from inside: come in, or drip on somebody else's step]
# stranger-turn
{!she} a> ask: what is in the sack?
[the man *laugh, which *make another face of him|the man *put down his spoon], and *untie it: there **be [forty puppets in it, asleep on one another|books, nothing but books, with their backs off|wooden feet in it, large and small, to make shoes on]
[he *show one after the other|each of them *have a name], and [it *get late|@a *forget to be afraid], and [when the lamp *be lit|at the end of it] @b *be inside as well, [nobody *know since when|holding the string]
/
{!she} it *come out that he *look for [a street|a house with a blue door] in @t, [where somebody *<be once kind to him|because he *<be a boy here for one summer], and [nobody *^ask him, and so he *!^find it|he *be too shy to ask]
a>b ask: a blue door? [Is there one|Do you know of any]?
+ they **lead him [from street to street|through the whole town], [looking at doors|scratching at the paint of each], until under [the green and the white|three coats of brown] there *be something blue, and an old man *look out, astonished at how somebody *^grow
/
{she} under the cloth there *sit [a jackdaw with one wing|something black with one bright eye, a jackdaw], and it *say good evening, [hoarsely|like an innkeeper], and then [something about soup|the same again, backwards]
a>b whisper: that was the [head|voice]!
= @b *begin to laugh, [and *can not stop|with one hand over the mouth], and [the old woman *put on the kettle|so *do the jackdaw, which *know how]
/
{she} in the trunks **be [wigs, crowns and a donkey's head|maps of every place where she *^be], and [each one *have its story|they **be allowed to try it all], [and **stay till the bells **ring|one of them a king, the other only half of a donkey]
a> ask: why do you never come out?
it *be quiet, [for a moment|while the kettle *sing], and then she *say that [in all the other towns people **^knock first|nobody *^ask, and that one *!like to push in]
# stranger-end
@a *tell it [at home|at the pump], [with the whole story|from the beginning], and [nobody *want to have counted anything|@n *look into the bucket for a while]
n>a say: [well, one can be careful|hm. I did say that it might be something quite different].
= [@n *take over a jar of something, that same evening|the next day there **be eleven pies on one doorstep], [to see it close to|with a cloth over it and red ears]
/
%[by the new year|before it *be spring]
[nobody *say stranger any longer|there *be a chair in the inn with a name on it], and if one *come over the bridge with [a sack|a box] on his back, @a.s and @b **walk up and **ask what *be in it, [before anyone *start counting|because that *be the shortest way]
/
m>a ask: did I not say you were not to go there?
a>m say: [you said until we know more. We do now|yes. Do you want to hear what is in there].
+ @m *want to, [very much|first not, and then everything], and [supper *be late|*forget to be angry until the next day]
# plot late-letter cast a:child m:parent n:neighbour b:friend
:letter-found

:letter-whose
:letter-seek
:letter-seek

:letter-given
:letter-end
# letter-found
when they **pull down the old [post house|wall of the inn], [a stone *fall out|the floor *be taken up], and behind it, [grey with dust|between two mouse nests], *lie a letter, [never opened|with the seal still on it]
+ it *be @a.new who *find it, [being the one who *look into holes|because the big ones **be having their beer]
/
@a.new and @b **take [an old mail bag|a drawer] [for their ship|to make a sledge of it], and in [the lining|the very back of it] something *crackle
it *be a letter, [yellow and thin|folded in four], [with a stamp that nobody *know|and the ink *^go brown], and on it [*be a name and no street|one *can read almost all of the name]
/
the [postman|old postmaster] *put down his bag [for good|for the last time], and when he *empty it onto the table, [upside down|for the first time in forty years], [a letter *come out of the seam|there *be one more]
@a.new, who [*get the bag to keep|*stand nearest], *pick it up
# letter-whose
b>a say: open it!
a>b say: [it is not ours|you open it, then. You see? You don't, either].
= they **hold it up to the [sun|lamp], but all one *can see *be [a flower, or a blot|the word come, or came], and [now they **must know|that *make it worse]
/
[on the back *stand|it *be addressed] to [the girl with the lantern|the boy who *<can whistle], [in @t|by the river|house or no house], and [under it a date, sixty years ago and three days|it *be older than anyone who *stand there|the date *be from the time before the bridge]
m>a say: [whoever that was is not a child any more. You must look for somebody old|it may be anyone with a stick, by now|then it is for one of the old people. One can't tell by looking which of them could whistle].
/
a>m ask: does a letter get [bad|too old]?
m>a say: [only bread does|not as long as there is somebody to read it].
+ @m *wipe it [with a soft cloth|as if it *be an egg], and *put it [on the shelf, next to the clock|in a clean bag], and [in the morning @a *set out with it|they all **look at it while they **eat]
# letter-seek
they **ask the [oldest people in @t|three old women on the bench], [who once *<know everybody|who **be deaf in turns], and **get [a different answer from each|three names, a recipe and a piece of cake]
- two of the names **be [long gone|on the stones behind the lime trees], and the third [*^move away in the year of the flood|*belong to a dog]
/
@n *turn the letter [over and over|to the window], *sniff at it and *give it back
n>a say: [I know that hand, but I don't know from where|this was carried in a pocket with tobacco]. Ask at the [mill|ferry]. [They throw nothing away|They remember everything there, but they make you wait].
/
@a *read the name aloud [at the market|in front of the whole school], [standing on a chair|with one hand up, like a crier], and [everyone *look at everyone|for a moment it *be quiet]
- [nobody *answer|all that *come of it *be a joke], [and a wind *get up|except a baby]
/
@a *go through the old books in the town hall, [line by line|beside a clerk who *sigh], [as far as the year of the flood|until the letters **begin to swim], and *find the name, [with a wedding behind it|crossed out], and so another name, [for people **marry|which *be the one to look for]
# letter-given
[it *be, of all people,|in the end it *be|and who *sit there and *say: that *be me? It *be] the old woman who *sell [matches|pins] by the bridge, [and they **^go past her eleven times|past whom @a *go every single day|whose name nobody *^ask for years]
she *read it [twice|standing up], [with her lips moving|a long way from her eyes], and then *sit down on the step, [and it *be some time before she *speak|and *begin to laugh like a girl]
a> ask: is it something [bad|sad]?
[she *shake her head|no, she *say]: it *be only somebody who *ask her to dance, [at the spring fair|on the next Saturday], [sixty years ago|and to bring the lantern]
!dance
/
the old [ferryman|shepherd] *can not read without his glasses, [or *say so|and they **lie at home], so @a *have to read it to him, [out on the water|with the dog listening]: it *say that a friend *be sorry [for a quarrel about a boat|about the thing with the knife], and *>wait at the bridge [until it *be dark|every evening for a week]
he *look at the water, [for as long as it *take to cross it|and *say nothing], and then he *ask [whether it *be far to the next town|for the name once more]
!friend
# letter-end
{dance} at the next spring fair [@a.n and @b.n **see to it that there *be music|someone *come, leaning on two sticks, in a very old-fashioned hat], and the two of them **dance, [not fast|mostly standing], [until the lamps **be put out|sixty years late]
a>b say: [that is why one must not open other people's letters|a good thing that it came on a Tuesday].
/
{dance} a>m ask: and does she answer it, after all that time?
m>a say: [one always answers a letter|I should hope so].
= she *write [only one word|three pages], and @a *carry it, [running all the way, so that this one at least *be quick|over the bridge and up the hill], to a house with [roses|a bench] in front, [where an old man *open the door, comb in hand|where somebody *^wait since the morning]
/
{friend} %on Sunday
they **go there in a borrowed cart, [all in their good coats|he in the middle], and on a bench [by the road|in the sun] *sit another old man, [with the same kind of pipe|whittling], who *look up
all that he *say *be that they **be late, [and he *move over a little|but then he *have to take out a handkerchief]
/
{friend} the two of them **sit out there until it *be dark, [quarrelling happily about the boat|and nobody *know what they **say], and when @a *fetch him, [he *have a knife in his pocket that *!^be there before|they **be not done yet, and next Sunday it *go on]
/
b>a ask: [how many are there, do you think, still stuck somewhere|what if there is one for us, behind some wall]?
a>b say: [letters? Hundreds|enough]. [Let us look behind the other stones|That is what holes are for].
/
[since then|from that day on] @a *carry [every letter|the mail for the whole street], [although nobody *^ask for it|and *get a bun for it from the postmaster], and never *put one down before [it *be in a hand|the door *open]
`;
