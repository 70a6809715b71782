// Stories of things that are hard to do at first: learning a craft, keeping a promise, going down into a dark
// cellar, giving without money. The notation is explained in ../script.ts.
export const DOING = `
# plot errand cast a:child m:parent n:neighbour b:friend
:errand-sent
:errand-first

:errand-days
:errand-days
:errand-turn

:errand-end
# errand-sent
%that winter
@n [*slip on the step|*fall from a ladder] and *can not walk [for three weeks|until the thaw]
= @m *fill [a can with soup|a basket] every [day|noon], and [somebody *have to carry it over, and @a.new *be somebody|@a.new *be the one with young legs]
/
@n *have a bad back [that year|all through the spring], and *live [on the third floor|up ninety-one steps], and [water *!climb by itself|someone *have to bring the wood up]
m>a say: you have two legs and [nothing to do with them|an hour after school].
= from then on @a.new *do it, [not gladly|sighing on every step]
/
nobody *like to go to the house of @n, [because of the temper|who *shout at cats]
- that spring @n *be [in bed with a bad leg|too ill to go out], and @m *say that somebody *must, and that somebody *be @a.new
# errand-first
a>n say: [I have brought the soup|I am to say good day|here it is]. 
n>a say: [too much salt|it is cold|you are late]. [Shut the door|Not there. There|And wipe your feet].
@a *do as [@a *be told|one *say to a grown-up person] and *think [a number of things|of a very rude word]
/
[on the first day|the first time] @n *!say a word, but [*look into the can|*point at the table] and *turn to the wall
@a *stand there, [first on one foot and then on the other|not knowing where to look]
+ @a *go home [again|more quickly than usual]
/
[a voice from behind the door *ask who it *be|there *be a cough inside, and then the question who *be making all that noise|who *be there, somebody *call before the knock *be over]
a>n answer: it is only me.
n>a say: only is a fine name. [Come in, Only|Well, Only, wipe your feet].
# errand-days
from the window @a *can hear @b and the others [at play|in the yard], [which *make the stairs longer|laughing about something]
b>a call: are you coming or not?
a>b call: [not yet|when I am done]!
- when @a *be done, [it *be dark|the game *be over]
/
%[the next day|on the third day]
the stove *be out, and [there **be only three pieces of wood beside it|the dishes **stand in a heap]
@a [*sigh|*put down the basket] and *see to it, [because one *can not walk away from such a thing|though nobody *^ask]
n>a say: [hm|not bad, for somebody so small|the last one to do that was taller].
/
n>a ask: [what do they teach you at that school|can you read, at least]?
= @a *read aloud [from an old almanac|from the only book in the house|what *stand on the wrapping of the sausage], [stumbling over the long words|first standing, then sitting]
~ @n *correct every [third|second] word with closed eyes
/
@n *have [a drawer full of|a whole shelf of] [stones with holes in them|old keys|maps], and each one *have its story
[@a *stay a little longer than necessary|the soup *get cold], and [for the first time nobody *say anything about salt|it *be dark before either of them *notice]
/
@a *^bring [a bunch of #flower.s|a drawing of the street, with all its dogs|a jar with a beetle in it], [so that there *be something to look at|without knowing quite why]
n>a say: what is that good for?
a>n say: for looking at.
+ it *stand beside the bed [from then on|the whole week], [in the best light|turned to the pillow|where the medicine *be before]
/
they **play [draughts|cards] on the bed, and @n *cheat
= @a *learn to [cheat as well|see it coming], and [after a week it *be an even game|they **have to laugh about it in the end]
# errand-turn
!worried
%one evening
there *be no answer when @a *knock, [not even a cough|and the door *be shut]
@a *look [through the keyhole|under the mat for the key], [with a beating heart|calling all the time]
- @n *be only [on the stairs, practising|behind the house in the sun], with a stick and [a very red face|a proud look]
!-worried
n>a say: [eleven steps|all the way to the pump]. What do you say now?
/
one day @a *have a [cold|sore throat] and *can not go
- in the afternoon somebody *come up the lane, [slowly, on two sticks|stopping at every gate], with a can in one hand: it *be @n
n>a say: [there is not enough salt in it|I made it myself. Eat it while it is hot, and don't complain].
/
{snow,rain} it *be such weather that even [@m|the postman] *say that nobody *must go out [on such a day|in that]
- @a *go all the same
n>a say: [I thought you would not come|I had counted the hours, not that it matters].
a>n say: [I was curious how the story goes on|it is your turn to deal the cards].
# errand-end
%[when the leg *be well|at the end of the month]
nobody *have to bring anything any more
- at the usual hour [there *be a knock|@n *hear steps]: @a, with [nothing at all in either hand|the cards]
n>a ask: no soup?
a>n say: [no soup. Only me|I came without].
/
m>a say: you need not go [any more|today. The sticks are back in the cupboard].
a>m say: I know.
+ @a *go [all the same|, taking two steps at a time], and [@m *put some buns in a bag without being asked|nobody *see @a before supper]
/
%[years later|when @a *be grown up]
people **ask where @a *^learn to [read so well|play cards like that]
= @a *tell them of [an old drawer full of keys|ninety-one steps and a can of soup]
/
b>a ask: what do you do there all the time?
a>b say: [come and see|I get shouted at|you have to bring salt].
= from then on there **be [three of them at the table|two on the stairs], and @n *grumble that it *be [like living in a school|much too loud], and *bring out the [big|better] cups
# plot craft cast a:child n:neighbour m:parent o:tool
:craft-want
:craft-ask

:craft-trial
:craft-trial

:craft-fail
:craft-master

:craft-end
# craft-want
every day after school @a.new *stop [at the open door|under the window] of @n and *watch the [hands|work], [which never **be in a hurry|until it *get too dark to see]
/
@a.new *want to make things, [real ones, that other people *!throw away|the way other children *want cake], and nobody in @t *make them better than @n
/
[some children **climb, some **run, some **sing, but|at #age most people **want to be kings, but] @a.new *want only one thing: to [learn the trade of @n|be able to do what @n *do]
# craft-ask
a>n ask: will you teach me?
n>a say: [no|when you are taller|I have no time]. 
@a *come back the next day, [a day older|in thicker socks, and so a bit taller]
a>n ask: and now?
n>a say: [well, you can sweep|there is the broom. Start with that].
/
n>a say: you stand in my light.
@a *move [one step to the left|a little] and *go on looking
n>a say: since you will not go away, [hold this|you may as well hold the lamp]. Not so. So.
/
m>n say: I have a child at home who talks of nothing else.
n>m say: [send that child over, then. A week will cure it|they all do, until they have to sweep].
= on Monday @a *stand at the door before [it *be light|the bells **ring], [in an apron that *go twice round|with clean ears]
# craft-trial
[for a week|the first month long|until the leaves **fall] @a *may do nothing but [sweep and look on|sort nails, sweep, and sort nails|watch, with both hands in the pockets of the apron]
a>n ask: [when do I begin|is that all|and when does the learning start|shall I ever be allowed to touch something]?
n>a say: [you are in the middle of it|you began on Monday. Have you not noticed|it started with the broom].
/
@n *lay [five|seven] pieces of #wood on the bench and *ask which of them *be [sound|the best]
@a *look at them, *knock on them and *smell them, [one after the other|as @n *^do so often]
+ @a *point to [the ugliest|the smallest]
n>a say: [hm. And why|who told you that]?
a>n say: [it sounds like a bell|the others hum a little].
/
n>a say: this is @o.n. It [is older than you|has cut more fingers than bread|was already here when I came|knows the work, and you don't]. [What do you say to it|Is it not polite to say good morning|Well, how does one greet a thing like that|Would you lend it your right hand]?
a>n say: [good day, I suppose|nothing yet. It has not said anything to me|that I shall be careful].
n>a say: [that is a beginning|better than most|it heard you. Now pick it up].
/
[the first piece *be crooked, the second *be too long, and of the third it *be best to say nothing|one piece *be too short, one *break, and one *look so odd that the cat *leave the room|three pieces *come to nothing, one after the other, each in its own way]
n>a say: good. [Now you know three ways that it does not work|That makes three mistakes that you need not make again|Most people never get further than the first].
/
@a *hold @o like [a spoon|a fish that *may get away]
@n *say nothing, only *put a large warm hand over @a's small one and *lead it, [once, twice, ten times|back and forth]
[then|at some point] the hand *be gone, and [@o *go on by itself|@a *!notice it for quite a while|what @a *hear *be the sound that it *make next door, all day long]
# craft-fail
!worried
%[one afternoon|on the last day of the week]
@a *want to be quick, [for once|because the others **be already playing outside]
+ @o *slip, and [a long scratch *run across the work of days|the piece that *be nearly done *split from end to end]
a>n whisper: [it is spoilt|I can never do it|now I have to begin all over again].
/
@a *finish something at last, [a small box with a lid|a stool with three legs], and *run home with it
m>a say: [how lovely|oh, how clever you are]. 
- the [lid *!shut|stool *fall over], and [they both **see it|@m *say that it *be lovely all the same]
= @a *put it [behind the stove|in the dark under the bed] and *!want to go back [at all|in the morning]
/
a customer *take the wrong thing from the shelf, [the one that @a *^make|@a's first], and [*laugh till the windows **rattle|*ask, not unkindly, whether it *be meant for a horse|*put it down as if it *be hot]
[behind the door|under the bench, among the shavings,] @a *hear [it|every bit of it], [red to the ears|with the broom held tight|and *wish to be a broom]
# craft-master
!-worried
@n *go to [a cupboard|the darkest shelf] and *take out something wrapped in a cloth
n>a say: [I made this at your age|that was my first|nobody has seen this for thirty years]. [Look at it. Go on, laugh|You may hold it, but stand away from the window].
it *be [so crooked that it *can hardly stand|the worst piece of work that @a *^see]
= @a *have to laugh, [though it *be not meant to happen|and after a moment so *do @n.s]
/
n>a say: [do you know how many I have spoilt|how many, do you think, went into that stove before the first good one|guess how often I said that, when I was where you are]?
a>n ask: ten?
n>a say: [I stopped counting at four hundred|you could have heated the town hall with them]. 
+ @n *push a new piece over to @a, [without another word|and *go on with the work]
/
@n *turn the thing over and over, [for such a long time that the cat *leave|in the light from the window]
n>a say: [here, at this end, where you began, it is good|this bit here, as long as my thumb, I would be proud of|you were in a hurry from here to here. But look at that corner]. [I could not do it better|Now make all of it like that end|Make me a whole one out of such bits].
# craft-end
%[three weeks later|by the first snow]
there *stand on the shelf, between all the others, one [that *be a little smaller|with a crooked sign cut into the bottom|which *have a thumb mark on it]
[a woman|an old man] *come in, *look [along the row|at all of them, from left to right], [and, after holding three others to the light,|and, after some thought,] *choose [that one|it|the one with the mark]
n> say: that one [is not mine|costs double. It is somebody's first].
/
%years later
when a child *stop at the door and *stand in the light, @a *say nothing for a while
a> say: [well, there is the broom|hold this. Not so. So].
/
m>a ask: [and what have you learned today|well, what do they teach you over there|what is it, after all these weeks, that you know]?
a>m say: [to go slowly|how to sweep a corner|which end to begin at].
= @m *hang up the little apron and *ask nothing else, because @a *be [fast|] asleep [already, with one boot still on|at the table]
/
the [scratch|split] *be still there, but now [there *be a leaf carved round it|it *look like a river], and [one *may think that it *^be meant so|people **ask who *^have the idea]
# plot first-day cast a:child n:neighbour m:parent b:friend
:first-why
:first-morning

:first-wrong
:first-wrong
:first-right

:first-pay
# first-why
@n *need [an extra pair of hands|somebody with quick feet] for [market day|one day only], and @a.new *have a hand in the air before [anyone *ask how old one *have to be|@m *can say no]
/
it *be @a's first day of real work, [the kind that one *be paid for|from seven until six], and @n *be to be the master
/
@a.new *^save for [months|as long as anyone *can remember] for a pair of skates, and [there *be still one coin missing|the jar *be only half full]
!skates
n>a say: [you can earn that with me|come on Saturday], if you are [not afraid of getting tired|up before the hens].
# first-morning
@a *be awake [long before the hens|so early that it *be still yesterday], *put on [the cleanest shirt|two different socks] and *eat nothing [for excitement|, standing up]
m>a say: [do what you are told, and ask when you don't know|say good morning, and keep your sleeves out of things].
/
[@a *arrive an hour early|at six in the morning @a *stand before the shut door] and *sit on the step [to be on time|with a lantern]
n>a say: [I see that you mean it|you might have brought the sun with you].
/
b>a ask: may I come and watch?
a>b say: no. [It is work, not a circus|I shall be far too busy].
- all day long [there *be a nose pressed against the window|@b *happen to pass by], [eleven times in all|as if by chance]
# first-wrong
n>a say: take this to the [mason's wife|house with the green door], and don't run.
@a *run [all the same|of course]
- there *be [a corner, and a dog behind it|a loose stone just before the door], and [half of it *end up on the road|all of it *have to be done again]
/
[a customer|a lady in a hurry] *ask for a dozen, [and twelve it *should be|all of the same size]
- @a *count only [as far as eleven|ten], [because a wasp *come in|what with all that talking]
[before long|within five minutes] [the customer *be back, and not pleased|her voice *come round the corner, and a little later she *do, too|she *stand there again and *count aloud]
/
@n *say: left, and @a *hear: lift
= [a whole row of things|a tower of boxes] *come down, [one by one|slowly and then all at once]
n>a say: [that is one way to dust them|well, now they are all in one place].
/
somebody *want to pay with [a large silver piece|a coin from far away], and @a *give back [too much|more than @a *^get]
n>a say: [who taught you sums|that was generous. Whose money was it]?
@a *wish for [a hole in the floor|the end of the day|another name and another town]
/
at noon @a *sit down [on a sack|for a moment], just to [see how it *feel|rest both feet]
n>a say: good evening. [You have slept through the bells|We did not want to wake you, the customers and I|It is ten past one]. [The flour has taken the shape of your ear|You talk in your sleep, did you know? About cheese].
# first-right
- [late in the day|when nobody *expect anything more] a very small boy *come in, [crying|with a coin in his mouth], and *can not say what his mother *^send him for
n> ask: bread? Oil? [A rope|Soap]?
[the boy *shake his head each time|at every word he only *cry louder|nothing of that kind, it *seem, for he *stamp his foot]
@a *crouch down until [their noses **be level|both of them **be the same height] and *ask what it *>be used for
= they *find it in [three questions|no time]: [it *be string, for a goose|it *be a candle, because somebody *be having a birthday]
/
[towards four|in the busiest hour] the [scales **stop|lamp *go out|key *break off in the lock], and [a line of people *stand down to the pump|everyone *talk at once]
@a *go [to the back|under the table], *come out with [a spoon, a candle and a bit of wire|an old box of this and that], and *set to work
+ it *work, [to the surprise of everyone|not beautifully, but it *work|and nobody *ask how]
/
an old man *come in, [as he *do every day|very slowly], and *tell [how it all *<be better once|all about the winter of the great snow]
@n *have no time, and *roll both eyes
- @a *listen to the [whole of it|very end], and *ask [how it *go on|what *^become of the horse]
= he *buy three times as much as [usual|he *need], and *say that he *>come again
# first-pay
%when it *strike six
[@n *count some coins onto the table, *stop, and *add one more|on the table there **be the coins, one beside the other, and, a little apart, one more|@n *look into the box for a long time, and *lay down the money slowly, coin by coin]
n>a say: that is for [the day|work], and this one is for [thinking|not giving up|the rest of it].
/
n>a ask: well? Will you come again?
a>n ask: [may I|after all that]?
n>a say: [you only broke half of what I broke on mine|on my own first day I set fire to a curtain]. 
/
%[in the evening|when @a *come home]
@m *put a [bowl of hot water|stool] in front of the chair for [two tired feet|the worker], and *ask how it *^be
a>m say: [long|I did nearly everything wrong, but only once each].
/
@a *lay the first coin of all on the window sill, where [the moon *can see it|it *shine], and *look at it until [both eyes **fall shut|@m *put out the lamp]
{skates} ?the skates **have to wait [another week|, because one *!spend such a coin]
# plot dark cast a:child m:parent b:sibling p:inplace
:dark-fear
:dark-send

:dark-down
:dark-down
:dark-noise
:dark-truth

:dark-after
# dark-fear
[by day|in the sun|as long as it *be light] @a.new *be afraid of [nothing|neither geese nor thunder|nothing on four legs and very little on two]
- [as soon as the lamp *be out,|at night it *be another matter:] [there *be something under the bed|every coat on the wall *have shoulders|the floor *creak where nobody *walk], and @b *be [no help at all|asleep already|the one who *know the names of all that *live there]
/
[there **be children who **like the dark, as bats **do|some children **be happy in the dark, or **say so], but @a.new *!be one of them, and the darkest place [of all|in the world|that @a *know] *be @p [at night|when the door *be shut]
/
@a.new *be #age and [*can climb any tree in @t|*can whistle through two fingers|*^fight with a gander and *^win]
- [@a *will rather eat soap than walk into @p without a light|to go into @p without a light, no, that nobody *can ask|when it *get dark, @a *walk in the middle of the road, and of @p it *be better not to speak]
# dark-send
%[one evening|one night in autumn|after supper]
@m [*look into the basket, which *be empty|*lift the lid of the pot and *shake a head|*have both arms in the dough]
m>a say: [we need more wood from @p. Be so good|there is another candle in @p, on the left. Would you|somebody must fetch the jar of plums. It's in @p].
b>a whisper: [watch out for the one with the long fingers|say good evening to old Grumble, who lives in there|if you are not back by morning, can I have your knife].
/
{rain,wind} the storm *blow [out the lamp|a shutter open], and [the matches **be|the only dry candle *be] in @p, [on the second shelf|at the very back]
@m *can not go, [with one foot in a bandage|holding the shutter with both arms], and @b *look at @a
/
@b *bet [three marbles|all the marbles in the bag] that @a *dare not go into @p alone, [at night|without a candle], and count to [fifty|a hundred]
[one *can not let such a thing pass|the marbles **be good ones, some of them with stars inside|when somebody *say such a thing before the whole family, what *can one do]
# dark-down
!worried
[the first step *be easy, because one *can still see it|to begin with there *be the light from the door, thinner with every step|down to the third board it *go quite well, the lamp being just behind]
[the next one *creak|then the air *be colder], and [from there on it *be all guessing|soon there *be nothing to see, only black on black|after that one *may as well have no eyes at all]
/
@a *hum something, [very softly at first|the first tune that *come|a song about three frogs], to let [it, whatever it *be,|everyone in there] know that somebody *~come
- [halfway through the second verse|at the third frog|after the first line] the [tune *run out|voice *go away|end of it *be gone, as if blown out]
/
[with one hand on the wall and one in front|step by step|like somebody made of glass] @a *feel [the cold stones|a nail, a rope and something soft|a way along the shelves], and *think of [noon|all the things that **have fingers|nothing, as hard as one *can think of nothing]
/
@a *shut both eyes, so that the dark *be at least [@a's own|made at home], and *go on [like that|, counting steps]
+ [a cobweb|a towel on a hook|something thin and dry] *touch @a's face, [lightly, like a hand|as if to see who it *be|and then *let go]
# dark-noise
then there *be [#sound|#sound, quite near]
[@a *stand like a post|even @a's heart *stand still], and [something *breathe|two small lights **look up from the floor]
/
[behind the barrel|somewhere, low down,] something [*scratch|*knock], *stop, and *begin again, [just like a person who *want to be let in|three times, like a visitor|as if it *^think it over]
/
[a voice *say something, low and hollow|something *clear its throat|a long rough sound *come, and then a short one, like somebody asking]
- it *!come from outside [, not at all|, that *be certain]: [it *come from behind the shelf|there, in the corner, it *be|it *be in here, and not far off]
# dark-truth
!-worried
@a *want to run
- both legs **be [somewhere else|made of soup], so [@a *have to ask|there *be only the mouth left]: who *be there?
there *be a [small|sad] miaow, and [it *be the cat from next door, shut in since morning|a kitten *climb up @a's stocking and *begin to purr]
/
@a *remember how @m always *say that [one *must look a thing in the eye|things **shrink when one *give them a name]
= @a *say aloud what it *can be: [a branch, a mouse, the pipe, the wind|one mouse, or two, or a very fat one|wood that *dry, water that *drip, and an old door]
+ the noise *stop, [as if it *be ashamed|quite offended], and [a mouse *run over @a's shoe|something very small *hurry home with a nut|then there *be a squeak, and a second one, rather younger]
/
[the clouds **move, and through the little window the moon *look in|all at once some moonlight *fall in at the window, as much as a plate *hold|outside the wind *push a cloud aside, and it *be not quite so dark any more]
[all that there *be to see|what @a *see] *be [an apple that *roll down from its heap, step by step|a bucket, and a drop that *fall into it], [and a second one on the way|again and again|nothing more than that]
/
[because going back *be just as far|with both fists shut|after counting to three, and once more to three,] @a *take one step towards it and *put out a hand
[it *be warm, it *be woolly, and it *say meh|under the hand there *be wool, and under the wool something that *chew|two soft lips **take hold of a sleeve]: [somebody *^leave the lamb in there for the night|the goat *^come in to eat the onions, as nobody *^shut the door]
# dark-after
a> say: [so it's you. Good evening|you gave me a fright, and I believe I gave you one|well, you are smaller than you sound].
%when @a *come up again
@m *look at [the cobwebs|@a], *take off a spider and *ask nothing
b>a ask: [and? Did you see old Grumble|did you meet anybody|well? How many fingers has he got]?
a>b say: yes. [He drinks milk|He is afraid of you|He sends you his regards].
/
b>a ask: [what took you so long|why are you smiling like that]?
a>b say: [we had a talk|I counted to three hundred, to be safe|it was rather nice in there, once we knew each other].
= @b *pay [, marble by marble,|without a word] and [*look at @a from the side all evening|*want to know everything, and then rather not|*sleep that night with the blanket over both ears]
/
%[that night|when the lamp *be out]
@b *ask, [in a very small voice|from the other bed], whether there *be really nothing under there
= @a *climb out, *lie down on the floor and *look, [from one end to the other|with great care]
a>b say: [two socks and a spoon|only dust. It is more afraid than you are].
/
@a still *!love the dark, [to tell the truth|not at all]
- now there *be [somebody in it that one *know|a tune with three verses in it], and that *make [a great difference|the stairs shorter]
/
m>a ask: were you not afraid?
a>m say: [yes, all the time|very. I went anyway].
m>a say: then you were brave. [It is not possible the other way round|The others were only not afraid].
# plot wish cast a:child m:parent b:friend n:neighbour
:wish-what
:wish-how
:wish-wait

:wish-come
:wish-end
# wish-what
@a.new *wish for a dog, [and for nothing else|morning, noon and night], [a real one, with ears|big or small, it *!matter]
!dog
- at home there *be [no room for one, not even a thin one|too little soup for four legs more]
/
@a.new *wish for [a boat|a little boat] more than [for all the cakes in the world|anything], [because the river *go by every day and never *take anyone along|ever since @a *^can walk]
!boat
/
all that @a.new *wish for *be [to fly, if only once, as far as the mill|to see @t from above, like a stork], and [it *be not a wish that one *can tell just anyone|everybody *laugh about it, even the cat]
!fly
# wish-how
people **say that the [old well|well behind the mill] *hear wishes, [if one *throw in something that one *be fond of|but only before sunrise, and only one each]
%one #weather morning
@a *stand there with [the best marble|the last coin], *think of it once more and *let it fall
[it *be a long time before there *be a splash|down there something *say plop, after such a while that one nearly *^forget|nothing *be to be heard, and then, when @a *^turn to go, a very small sound]
n>a ask: who throws [stones|money] at my bucket?
/
b>a say: you have to wish on [a star|a load of hay|the first swallow], and [not tell|then turn round three times].
!out
= @a *do it [at the next chance|on the spot], so [hard|seriously] that [both ears **hurt|it *may have been heard in the next town]
n>a ask: [have you lost something up there|what is the matter with your neck]?
/
@a *write it on [a leaf|a strip of paper], *fold it and *give it to the river, [which *take it along without reading it|where it *go round a stone twice]
- it *get no further than the [sluice|net] of @n, [who *can read|who *fish it out with a hook]
n>a ask: is this yours, with [two mistakes|the blot] in it?
# wish-wait
[nothing *happen|for a week nothing *happen at all|Monday *come, and Tuesday, and nothing with them], [as so often with wishes|and @a *look out of the window each morning|not even by mistake]
b>a say: perhaps it [is a slow one|has to come from far away].
/
m>a ask: [what are you waiting for|who is coming, that you stand at the window]?
a>m say: [nobody. Something|I can not tell you, or it won't come].
/
@a *wait [for three days|until Sunday], *wait [some|three] more, and *begin to think that [nobody *^hear|somebody else *^get it by mistake]
n>a ask: [and what have you done for it so far|a wish is a lazy animal. Have you tried to push it]?
# wish-come
{dog} 
@n *have [an old dog|a dog as big as a calf] that *need somebody to [walk it|run with it] [every day|twice a day], [on account of a bad knee|since its master *be busy]
n>a say: [he pulls|he snores], he is [wet as a rule|not clever], and he would be yours [from four to six|on all days with a y in them].
%from then on
@a *have [half a dog|the best two hours of a dog], [and *want no other half|which *be more than it *sound]
/
{dog} @a *begin to carry [water|wood] for the [shepherd|people on the hill], [after school|on Saturdays], [just to be near the dogs|because the dog there *have nothing against it]
+ in spring there **be [five|seven] puppies, and [one of them *walk straight up to @a's shoe and *fall asleep|one *be left over, with a crooked ear]
m>a say: [it will sleep outside|well, it is small. It may stay until it is big].
?it *sleep [inside, of course|on @m's feet], from the very first night
/
{boat} 
in the reeds @n *show @a [an old boat|half a boat], [full of water and frogs|with a hole that a cat *can walk through]
n>a say: it is yours when it floats.
they **work [all summer|every evening], with [tar|boards], [nails that **be mostly straight|good advice from both banks] and [sore thumbs|a good deal of bread]
+ in the autumn it *float, [leaning a little|to the surprise of the frogs], and @b *be allowed to [bail|sit in front]
/
{boat} @a and @b **build [a raft|something] out of [four barrels and a door|an old gate], [and *tie it with every rope that there *be|in three days]
it *carry them [as far as the bend|past the last house], *turn round twice and *come apart, [quite politely, near the bank|one barrel at a time]
b>a say: it was a boat for [a quarter of an hour|as long as it lasted].
a>b say: [that is what I wished for. I forgot to say how long|next time I shall wish for better knots].
/
{fly} 
n>a ask: [have you ever been up the tower|are you one of those who get dizzy|do you know how many steps there are to the top of the mill]? I have to [oil the clock|mend a sail] tomorrow and [need someone small|could do with company].
there **be [a hundred and ninety|more] steps, and [a ladder, and then a little door|at the end a hatch, which @n *push up with one shoulder]
@a *put out [a head|two arms] and [*!say a word|*forget to breathe]: [the roofs of @t **lie there like a handful of dice|all the streets **be there, as thin as string, and people like poppy seeds]
a pigeon *fly by, [below them, not above|looking up for once], and [somebody down there *wave, or *shake out a cloth|the wind *smell of very far away]
/
{fly} @b *think about it [for a long time|all night], *fetch a rope and *climb the [big oak|lime tree]
b>a say: sit on the [board|sack]. Hold tight. It's [no bird, but it goes up|a kind of flying, only tied on].
@a *swing out over [the brook|the wall], higher [and higher|each time], until [there *be more sky than ground|both shoes **fly off by themselves]
# wish-end
?%[afterwards|in the evening]
?@a *go back to [thank somebody, without quite knowing whom|say that it *^come], and *throw in [a button|a bit of bun] for the trouble
/
b>a ask: [and what will you wish for next|have you got another one, now that this one is used up]?
a>b say: [nothing, for a while. I have enough to do|that it goes on like this|something for you. It is your turn].
/
m>a ask: so it came true?
a>m say: [not the way I wished it|more or less]. [Better, I think|It came with some work in it].
/
:end
`;
