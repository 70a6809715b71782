// Stories about what goes on between people: quarrels, secrets, promises, and how they are mended. The
// notation is explained in ../script.ts.
export const PEOPLE = `
# plot quarrel cast a:child b:friend m:parent o:toy!
:quarrel-friends
:quarrel-cause
:quarrel-split

:quarrel-alone
:quarrel-turn

:quarrel-peace
:quarrel-last
# quarrel-friends
@a.new and @b **share [almost|nearly|] everything: [a bench at school, a sledge in winter and every cold that *come to @t|the same path to school, the same jokes and the same side of the street|apples, secrets and wet socks]
/
[most days|as a rule|on any other day] @a.new and @b [**can not be pulled apart with a rope|**be together from the first bell until supper|**finish each other's sentences, some of them even rightly]
/
there *be [nobody|no one in all of @t] whom @a.new *like [better|more] than @b, [who *laugh at the right moments|who *live four doors away and *whistle under the window each morning|and so it *^be since they **be small enough to share a basket]
# quarrel-cause
%[one day|one afternoon|on the way home from school|on a dull Saturday]
they **build [a dam in the ditch|a house out of crates|a bridge of flat stones], and [each of them *know|both **be quite sure] how [it *have to be done|such a thing *be built]
- @a *want it [high|done quickly|straight], and @b *want [the very opposite|it the other way, and *say so louder]
a>b cry: [it was my idea|who thought of it in the first place|you always want everything your way]!
b>a cry: [then it was a silly one|and look what has come of it|you never had one in your life]!
/
%[one day|after school|on a wet Monday]
@b *borrow @o without asking [anyone|] and *bring it back [two days late|with a crack down one side|so muddy that nobody *can tell what it *^be]
a>b say: [you might have asked|you never even asked me].
b>a say: [it was like that before|it was old anyway|you would have said no].
/
it *begin [with almost nothing|as such things *do, with nothing much]: @b *laugh [at the wrong moment|when @a *step into the ditch|about @a's new cap in front of the whole school]
+ @a *call @b [a goose|a name that *!be a nice one|something rude that *rhyme with potato]
b>a say: [say that again|then go and play with somebody else].
+ @a [*say it again, and louder|*do exactly that]
# quarrel-split
@b [*go red|*turn round|*pick up one cap and two sticks] and *walk away [with very straight shoulders|without once looking back|as if there *be something important to do elsewhere]
/
they **go home on [two different sides of the street|different paths], and [neither of them *wave at the corner|for once nobody *whistle]
/
after that there *be not a word between them, [not at school, not at the pump|and people **begin to notice|not even to say that they **!~speak]
# quarrel-alone
[at first|for a day] it *feel [fine|rather grand|almost like a holiday] [to have so much time|to be alone|]
- by the [second|third] day there *be [nobody to tell about it|a joke that *have to be told, and no one to tell it to|far too much quiet in it]
/
@a *play [marbles|cards|chess] [against the wall|with the cat|against nobody], and [*lose all the same|*win every single game|*get tired of it before supper]
- it *be no fun [to win like that|at all|when no one *complain]
/
m>a ask: where *be @b these days?
a>m say: [busy, I suppose|how should I know that|I have not noticed].
@m *ask nothing more, [which *be worse than asking|but *put two buns on the table instead of one|and *go on peeling the potatoes]
# quarrel-turn
{rain} on the fourth day it *pour, and @a *stand [in the doorway of the school|under the baker's roof] without [a hood|so much as a hat]
@b *come by under [an old umbrella|a flour sack|a coat that *be much too big], *go past, *stop and *come back
b>a say: there is room for two, if nobody talks.
they **walk the whole way without [a word|looking at each other]
- at the corner [both of them **begin to speak at once|one of them *sneeze, and the other *have to laugh]
/
%[on the fourth day|a week later|when it *^go on long enough]
@a *write [a note|three lines on a scrap of paper], *read it and *tear it up, [then *write another|twice]
+ @a *go to push it under @b's door
- at that very moment [the door *open|somebody *come out]: it *be @b.n, with [a note just like it|a folded piece of paper in one hand]
?the two of them [**say|**have] the same words on them, [nearly|down to the last comma|though one of them *be better spelt]
/
%[on the third day|one morning|then, when nobody *expect it,]
a [goat|dog|young pig] *come down the lane with [somebody's washing|a string of sausages|the schoolmaster's hat] in its mouth
@a *jump to the left, @b.n *jump to the right, and [between them it *have nowhere to go|the thief *run straight into their arms]
+ they **look at each other over its [back|muddy head], [out of breath|with straw in their hair]
+ [neither of them *can keep a straight face|there *be nothing to do but laugh]
/
@m *give @a a basket [so heavy|so wide] that it *need two to carry it, and *!say a word about it
= there *be nothing for it: @a *have to knock at @b's door [, like it or not|after three deep breaths]
a>b say: [I need somebody with arms|can you take the other handle, just this once].
b>a say: [I have two of those|well, I was not doing anything].
# quarrel-peace
a>b say: [I was wrong, and I knew it at once|I started it|I am sorry. At least for half of it].
b>a say: [no, I did|so am I, for the other half|I know. So am I].
/
b>a ask: are we still [friends|two halves of something|not speaking]?
a>b say: [I never stopped|I can not remember|only until somebody says something].
+ they **talk [both at once|all the way home|until it *be dark], [because three days **be a long time|and most of it *be nonsense]
/
nobody *say sorry [in so many words|out loud]
- @b *break [an apple|a bun|a stick of toffee] in two and *hold out [the bigger half|both halves], and [that *be that|@a *take the smaller one]
# quarrel-last
[who *^begin it|who *be right] they **!find out, [then or later|and nobody ever *ask]
/
%[the week after|since then]
they **quarrel [again, of course, but|as often as before, only] never for longer than [it *take to eat an apple|one afternoon]
/
@m, who *see [the two of them|them both] from the window, *put [one more plate on the table|another potato in the pot] and *say nothing
/
:end
# plot envy cast a:child b:friend m:parent o:toy
:start
%[that spring|at the beginning of summer|on a Sunday]
@b *get @o [from an uncle who *travel|for helping with the hay|, all new and wrapped in paper], and [within an hour|before noon] [every child in the street *^see it|half the school *be standing round it]
:envy-grows

:envy-deed
:envy-turn

:envy-after
# envy-grows
@a *say that it *be [very nice|quite nice, for those who *like such things]
- [inside|somewhere under the ribs] [something small and green *begin to grow|it *hurt, like a stone in a shoe]
/
[at night|in bed|even at supper] @a *think of [nothing but|] @o, and of how [unfair it *be|much better it *>look in other hands]
m>a ask: [what *be the matter|have you bitten on a nut|why *do you *look at your soup like that]?
a>m say: [nothing at all|@b *have everything, and I have nothing].
?@m *look at [the bed, the roof and the soup|@a for a while] and *say that nothing *be quite a lot [nowadays|to keep clean]
/
a> say: I never wanted [such a thing|one of those], [it *be far too big|they always break].
- [nobody *believe it|the cat, who *be the only one listening, *yawn], and [@a least of all|neither *do @a.s]
# envy-deed
[the next day|when @b *be called in to supper] @o *lie [in the grass|on the wall] with nobody near it
@a *look left and right and *push it [under a bush|behind the rain barrel|deep into the hay] with one foot
+ @a *walk [off|away] [whistling|as slowly as anyone *can walk], but with [a hot face|a stone in the stomach]
!hid
/
b>a ask: do you want to [try it|have a turn], [just once round the square|if you are careful]?
a>b say: [no, thank you, I am busy|I have better things to do].
+ @a *go home, [though there *be nothing to do there|where @a *sit on the step and *be busy with a stick]
/
%from then on
@a *find fault with everything: @o *be [too loud|too slow|crooked], [@b *hold it wrong|and the colour *be wrong as well]
= @b, who *^be so #glad, *become quieter [and quieter|every day] and at last *leave it at home
# envy-turn
{hid} %[in the evening|before dark]
@b *go from door to door, [not even crying|very pale], and *ask whether anyone *^see it
@a *mean to [say no|shake a head]
- what *come out [of @a's mouth|] *be something else
a>b say: I know where it is. I [put it there|hid it].
b>a ask: but why?
a>b say: because it *be [yours|so lovely, and it *be not mine].
/
{!hid} %[a day or two later|on Saturday|not long after]
@a *find @b by the fence, [looking into the yard with round eyes|chin on both hands]
b>a say: [you have a tree of your own, and a swing|I wish I could whistle the way you do|at our house nobody has time to sing in the kitchen].
@a *turn round to look at [the yard|it all], as if [someone else *live there|it *be the first time]
b>a say: I would give [you @o for it|a good deal for that].
# envy-after
{hid} they **fetch it out together, [a bit damp|covered in straw], and [*dry|*clean] it with one sleeve each
a>b say: I *<think [you would never|nobody would ever] speak to me again.
b>a say: I was [cross for as long as it took to walk here|going to lend it to you tomorrow, anyway].
:moral
/
they **sit [down on the step|on the wall] and *count up what [each of them *have|the other *have instead]
/
[it *!take long|in the end it *be easy]: @o *spend [one week with @b and the next with @a|the mornings here and the afternoons there], [and so *do the swing|like a cat with two homes]
/
[after that|oddly enough] @o *be [just|only] a [toy|thing] again, [and rather a good one|no greener than any other]
a>b say: show me [how it works|the trick with the string|once more].
+ @b *show it, and @a *watch [with both eyes|properly this time]
/
:moral
:end
# plot secret cast a:child m:parent n:neighbour b:friend o:instrument
:secret-learn
n>a say: not a word to anyone, [least of all to @m|not before Sunday].
@a *promise it [with one hand on the doorpost|three times|at once, which *be too soon]

:secret-hard
:secret-hard
? :secret-hard

:secret-out
?:end
# secret-learn
[when|as] @a.new *bring [a basket of eggs|back a borrowed sieve|the milk] to @n, the door *be [open|not quite shut]
there, [in the middle of the room|on the table, half under a cloth], *stand @o, [half finished|still without any strings|newly painted]
n>a say: now you have seen it. It is for the [school, which has never had one|festival|children's dance].
/
[nobody|no child in @t] *can keep a secret [worse|less well] than @a.new, and [everybody *know it|nobody *know this better than @m]
but [it *happen that|one night] @a *look through a [crack in the shutter|hole in the fence] and *see @n at work on @o, [by candlelight|late in the evening]
n>a say: [well, come in, then|since you are here, hold the lamp]. [It is a present for the whole street|Nobody is to know of it, until it can be played|It will be a surprise, if you can be one for me].
/
@a.new *be #age when @n, [of all people|looking up and down the street first], *ask for help [with something heavy|in a whisper]
it *be @o, [bought with three years' savings|brought from far away], and *have to be carried up the stairs of the [school|town hall] at night, [so that nobody *>see it before the festival|because it *be to be a surprise]
# secret-hard
@b *notice at once that [something *be going on|@a *have something to hide]
b>a ask: [what is it|why do you look like a full jug|who told you what]?
a>b say: [nothing|I have a toothache|if I told you, you would know it, too].
@b [*guess all the way home|*offer two marbles and half a pear|*be offended until noon], and [some of the guesses **be nearly right|it *be terrible]
/
at supper @m *ask how @n *be [getting on|these days]
= @a *take a mouthful of [bread|hot potato] and *nod [for a long time|until the subject *change]
/
[at night|when it *be worst] @a *go out and *tell it to [the well, very quietly|the goat, who *go on eating|a hole in the old wall]
+ it *be [a little|much] easier to carry [after that|for a day]
/
a [boy|girl] at school *say that there *>be [no music this year|nothing new at the festival, as usual]
@a *begin to speak, *go red, *stop and *say that [one never *know|the weather *>be good, at least]
/
the word [*sit on @a's tongue|*be always just behind @a's teeth], [even at breakfast|like a hot crumb], and *want to get out
= @a *take to humming, [because nobody *can hum and talk|which *make everybody ask even more]
# secret-out
%[at last|on the day]
the doors **be thrown open, and there *be @o, [with flowers all round it|shining from end to end]
everybody [*cry out|*speak at once]
+ [someone|an old woman] *play the first tune on it, [a little wrong|as if it *^wait for that for years]
m>a ask: and you knew? All this time?
a>m say: [since the apples were green|every day of it|it nearly burst me].
+ @m *laugh, [and *look rather proud|but *shake @a's hand, the way one *do with grown-up people]
/
[the day before|on the last evening] @a *can bear it no longer and *run to @n
a>n say: [I have to tell somebody|I shall burst]. May I tell you?
n>a say: [me? Sit down. Tell me everything|go on, then. I have heard nothing about it].
+ @a *tell it [from beginning to end|twice], [every screw and every string|and @n.n *be very surprised in all the right places]
%[after that|now]
one more night *be [no trouble at all|nothing]
/
%[on the morning of the day|when the cloth *come off]
@b *stare at @o, then at @a
b>a cry: so that was the toothache!
a>b say: it *be much better now.
@n, [who *hear it|standing behind them], *put [one finger to smiling lips|a hand on @a's shoulder], and *let @a play the first note
# plot lie cast a:child b:friend m:parent n:neighbour
:lie-told
:lie-grows
:lie-grows

:lie-test
:lie-truth

:lie-end
# lie-told
it *be [on the school steps|at the noon break], where everyone *~tell [what they **^do all summer|of great deeds], and [@a.new *^do nothing but pick beans|it *be @a's turn next, and there *be nothing to tell but beans]
a> say: I have swum [across the river and back|under the bridge, all the way]!
!swim
[it *become very quiet|nobody *say a word], and it *be [a good quiet|the nicest quiet @a *^hear for a long time]
/
%[at school|one noon]
@b *^find [a coin|a bird's nest|a snake's skin], and all the others **stand round to look
@a.new *stand [behind them|at the back], [where one *see only necks|on tiptoe]
a> say: that is nothing. I have [caught the big pike|had the old pike on my hook] and let it go again.
!pike
[slowly|one by one] the necks [**turn round|**become faces]
/
a [big|long-legged] boy *say that [little ones **be always afraid|nobody under ten *dare to go out at night], and he *look straight at @a.new as he *say it
a> say: I have been in the old tower, [at midnight|by myself], without a lamp.
!tower
it just *slip out, [like a wet fish|all in one piece], and @a *be [as surprised as the others|the first to be surprised]
# lie-grows
by [evening|noon the next day] [the whole street *know it|it *be all over @t], and [with every telling it *grow a little|each one who *tell it *add a bit]
n>a ask: is it true, what they tell of you?
a>n say: [more or less|nearly|well, people talk].
/
@a *have to remember [every word of it|what *^be said to whom], [which *be harder than sums|and *lie awake over it]
/
the little ones **walk [behind @a in a row|after @a wherever @a *go], and one of them [*offer to carry the schoolbag|*ask for a hair from @a's head]
- it *be not half as [pleasant|nice] as one *may think
/
m>a ask: [what is this that I hear at the pump|they tell me such things about you. Are they true|is there anything that you want to tell me]?
[@a *have a mouth full of soup, luckily, and *make it last|the spoon *go into @a's mouth and *stay there|@a only *point at a full mouth]
m>a say: [I see|well, when the soup is gone, you may tell me].
/
b>a ask: [why did you never tell me, of all people|I tell you everything. So why not me|am I not your friend? Then why do I hear of it at the pump]?
!worried
@a [*think of an answer all the way home and *find none|*bend down to tie a lace that *be tied already, and *take a long time over it]
# lie-test
!out
{swim} %on the [next|first hot] Saturday
b>a say: [come on, show us. I have brought a towel for you|we all want to see it. There is a place on the wall for everyone|now we shall see something. My whole street is here].
they all **go down to the river, [which *be wider than usual|where the water *be green and quick], and @a *put in one toe
/
{pike} %on Saturday
half the school *come along to the mill pond, [with rods and buckets|eating plums], [because everyone *want to see the place|to see how it *be done]
something big *turn over in the middle, [slowly|like a log], and *go down again
b>a ask: how did you hold it?
/
{tower} %[when it *be dark|on the darkest night of the week]
they **come for @a, [with a rope, but no lamp|seven of them], and @b *say that [@a *can go first, knowing the way|it *be an honour]
the tower *lean over them [like an old man over his soup|without a single light], and even the owls **be quiet
# lie-truth
@a *begin to say [that there *be a toothache coming|something about the wind|something clever]
- [there **be no more lies in there|nothing *come out]
a>b say: I never did it. [I made it up|Not one bit of it].
/
@a *take @b by the sleeve and *go [a few steps away|behind the bushes]
there, [quickly, the way one *pull out a thorn|with red ears], @a *tell [the truth|the whole of it]
it *be [shorter than the lie|over in five words]
/
@a *think of running away, of [falling down in a faint|breaking a leg], of moving to another town
- in the end it *seem [easier|less trouble] [just|] to say it
a> say: it is not true, and I am sorry. [You can laugh now|Go home, all of you].
# lie-end
!-worried
[some of them **laugh, some of them **grumble, and|one after another they **go home, but] @b *stay [where @b *be|sitting on a stone]
b>a ask: [and what did you really do all summer|so what were you doing, when you were not being a hero|where were you, then, the whole summer]?
a>b say: I picked beans.
b>a say: [so did I|I watched geese. I told them it was horses].
/
{swim} b>a ask: can you swim at all?
@a *shake a head that *be already wet
= @b *take off [both shoes|shoes and stockings] and *go in [first|up to the knees] to show how it *begin
by the time the sun *be low, @a *can [float like a plank|do four strokes], and [that *be true, and there *be a witness|nobody *have to invent it]
/
@b *be silent for [a while|as long as it *take to eat a plum]
b>a say: [it was a good story, though. Tell it again, but say first that it is one|the part at night was the best. Next time put a bear in it|if you had only said that it was a story, we would have asked for more].
= @a *tell it again, much bigger, [on the school steps|on Monday], and [all of them **stay to the end|this time nobody *mind at all]
/
%[at home|in the kitchen]
@m *listen to it all, [stirring|with the spoon in the air]
m>a say: [that was worth more than a pike|well, that was a brave thing. And I know a pike when I see one].
?@a *sleep that night like [a sack of beans|a stone]
# plot newcomer cast a:child b:friend m:parent
:new-first
:new-alone
:new-shy

:new-turn

%the next [day|morning]
[@a *move one place to the left|@a *push the slate to one side of the bench|@a *give the next child a nudge and *move over], so that there *be room [for two|beside the wall|for one slate more]
:new-end
# new-first
[it *be hard to believe now|nobody *>believe it now], but [there *<be a time when @a.new *<know nothing of @b, not even the name|@a.new and @b **<be once strangers to each other]
it *begin on a [grey|wet|perfectly ordinary] Monday: a new child *stand [beside the teacher's desk|in the door of the schoolroom], [holding a slate with both hands|in boots that **be much too big], and *look at [the floor|nobody]
/
[when @b *move|the day that @b *move|in the week when @b, boots and all, *move] from the other end of @t into [the house by the pump|@a's street], [half the children *watch the cart|it *be the talk of the school for one whole day|nobody *do any sums until noon]
there **be [two chairs, a stove and a birdcage without a bird|eleven boxes and a clock that *strike in the middle of the street] on it, and, on top of it all, @b.n in [enormous boots|boots that **be made for somebody's uncle]
# new-alone
[at the break|every noon] the new one *stand [by the wall|under the lime tree], eating [bread with nothing on it|an apple, core and all]
[nobody *be unkind|no one *say a bad word|it *!be that anyone *mean any harm]
- [no one *say a good one, either|nothing else *happen|there *be a ring of empty ground round those boots, as if somebody *^draw it]
/
[the boys on the wall **make a song|the others **make up a song|there *be soon a song] about the boots, [not a very good one|with three verses|to the tune of the one about the pig]
+ @b *listen to the end and [*clap twice, quite politely|*ask if there *be more of it], [which *spoil it for everyone|and nobody *know what to do then]
/
it *turn out that @b *know [different rules for every game|all the games by other names]
= there [*be an argument each time|**be more arguments than games], and soon nobody *ask [anymore|who *want to play]
# new-shy
@a *mean to [go over|say something], [really|every day]
- [the bell always *ring just then|it *be hard to think of a first word]
/
m>a ask: [who is the child with the boots|what is the new one called|is it true that there is somebody new at school]?
a>m say: [I don't know|nobody has asked].
!cheap
m>a say: [a name is cheap. It costs one question|you could ask. They don't charge for it|somebody should find out. It is a long time to stand under a tree].
/
@a *be [shy|a little shy, as it *happen], and two shy people *can stand [side by side for weeks|under one tree for a long time] without a word, like [two posts|a pair of gateposts]
# new-turn
!out
%[then one morning|one day after school]
the miller's goose *get loose and *stand in the lane, [hissing like a kettle|with both wings spread], and [the whole school *stop|nobody *dare to go by]
@b *walk up to it, *bow and *say [something|two words] to it, very low
+ the goose *bow, too, and *go home
a>b ask: [what did you say to it|how did you do that|do you know that goose]?
b>a say: [good morning, that was all|only my name. It was the first here to ask|I said that I was new here, and rather afraid of it].
/
{rain,snow} 
%one noon
@a *open the bag, and [the bread *be gone|there *be no bread in it, only the slate and a stone]
without [a word|looking up] the new one *break a slice of bread in two, *think about it and *hold out the larger half
a>b say: thank you. I am @a.n.
b>a say: I know. [I counted everyone's names in the first week|I asked the teacher], in case somebody asked me for mine.
/
%one day, when the lane *be all mud
one of the big boots *get stuck [in the middle of it|and *stay where it *be], and @b *stand there on one leg, [like a heron|quite calmly]
@a *take hold of the boot and *pull, [first with one hand, then with both|harder and harder]
+ it *come out with a great smack, and both of them [**sit down in the mud|**be lying on their backs]
b>a say: pleased to meet you.
/
%[on a windy afternoon|one afternoon]
@a's [ball|cap] *land in the top of the lime tree, [where no one *^climb before|out of all reach]
before anyone *can speak, the boots **stand [empty|side by side] at the foot of the trunk and @b *be up among the leaves
b>a call: [does it belong to you? And who are you, while I am up here|here it is! What is your name, down there|I have it! Whom shall I throw it to]?
= @a *tell it to the tree, name and all
# new-end
[it *turn out that they **have the same way home|between the two houses there **be only two gardens and a hedge with a hole in it|neither of them *^know that the other *whistle the same wrong tune], and [the way *be much too short|they **take the longer way from then on|there *be so much to say that they **be late for supper]
/
%[by spring|before the year *be out]
the boots [**fit|**^become just the right size], and nobody *can say [any longer|] which of the two *^be the new one
/
{cheap} m>a ask: and what does your friend's name cost now?
a>m say: [three plums and a marble|I would not sell it].
/
[if there *be a new child in the school today|whenever a new child *stand by that wall], the two of them **walk over at once, [bowing|one of them in big boots], and **ask for the name, [because somebody *have to be the first|the way geese *do]
# plot apology cast a:child b:friend n:neighbour m:parent
:sorry-deed
:sorry-run

:sorry-try
:sorry-try
:sorry-door

:sorry-end
# sorry-deed
!out
@a.new and @b **~play [ball|catch with a hard green apple] in the lane, [just below|in front of] the house of @n, [which *be forbidden|where the wall *be best for it]
@a *throw [too hard|a little too well]
+ there *be a [crash|clear, high, expensive sound], and [glass *rain down on the step|the window *have a hole in it, shaped like a star]
/
@n *have a [pumpkin|row of cabbages] that *^grow [all summer|bigger than any other in @t] and [*be meant for the fair|*be talked of for miles]
%one #weather evening
@a.new *try to ride on it, [just to see whether it *>roll|for a bet with @b]
+ it *roll, [all the way to the ditch|faster and faster], and [there *be not much left of it|it *burst like a drum]
/
it *be @n's best [tablecloth|sheet], hung out to dry, and @a.new and @b **need [a sail|a tent] for [an hour|their raft]
- the [nail *be sharper than it *look|wind *have other plans]
= there *be a long, long sound of tearing
# sorry-run
b>a whisper: run!
+ they **run, and they **!stop before [the mill|there *be a wall between them and the world]
!worried
/
nobody [*^see it|*be about]
@a *look up the lane and down the lane, and [@a's feet **go by themselves|*walk off, slowly at first]
!worried
/
@b *say that it *<be [the wind|the cat|nobody's fault, really]
- @a *!say anything [at all|, and that *be how they **part]
!worried
# sorry-try
@a *go to the house of @n, *stand at the gate, *read the [number on it|name on the bell] and *go home again
/
%[before supper|in the evening]
@a *practise it in front of [the mirror|the goat]: sorry, very sorry, [terribly sorry|sorry beyond words]
- [each one *sound worse than the last|that *be easy]
/
[@a *get as far as the step, with one hand already up to knock|this time @a even *knock, with one finger|on the second try it *be the step, on the third the very door]
- [a dog *bark|something *move inside], and @a *be [round the corner|three houses away] in no time
/
@a *write it on a piece of paper and *push it under the door
- only then @a *see [that there *be no name on it|that it *be the wrong door]
/
m>a ask: [you have been past that house five times. What is in it|why all this running up and down]?
a>m say: [nothing|I am only going for walks].
m>a say: some walks are shorter if you go straight in.
# sorry-door
%[at last|the next morning|on the third day]
@a *knock, [three times, loudly, so that there *>be no way back|and *hold on to the doorpost]
n>a ask: [well|what is it|so it is you. What can I do for you]?
[all the fine words **be gone|not one of the fine words *be there], [like birds from a hedge|where there **be so many before|when they **be needed]
a>n say: it was me. I [am sorry|wanted to say it yesterday. I am so sorry].
/
%before @a *can knock
the door *open, and there *stand @n.n with [a broom|a shopping basket]
a>n say: [I did it. It was me|sorry], and I ran away, and [I am sorry for that as well|that was the worst of it].
/
@n.n *^sit down on the step to [mend a shoe|shell peas], and [there *be a free place next to it|*look up kindly]
@a *sit down, too, and *shell a pea
a>n say: I have something to say, and it is not easy.
n>a say: then say it to the [peas|wall]. I will listen from here.
= @a *say it, [from the first word to the last|to the peas, one by one]
# sorry-end
!-worried
@n *look at @a [for a long time|over a pair of glasses]
n>a say: I know. I was [behind the curtain|at the window] the whole time, wondering how long it would take you.
a>n ask: [and how long did it take|was it very long]?
n>a say: [two days. I needed four, at your age|less than I thought].
/
n>a say: good. Then you can [hold the ladder|bring me the broom], and [tomorrow, too|we will see about the rest].
= for [three afternoons|a week] @a *work there, [sweeping|carrying], and [by the end they **be on very good terms|it *be not the worst of weeks]
/
@n *say nothing about [money|punishment], but *ask whether [@a *like pancakes|anyone *be hungry]
[someone *come slowly up the path|there *be another knock]: it *be @b, [as white as flour|with ears like two beetroots]
b>n say: it was me as well.
n>b say: [come in. They are getting cold|I only have two forks].
/
n>a say: it can be mended. [Most things can, once somebody has said so|Few people can say that].
?they **mend it together, and the [patch|place] *can still be seen, [if one *know where to look|a little crooked]
:moral
%after that
@a *go past the house [every day|as before], only now [there *be always someone to wave to|without walking faster]
`;
