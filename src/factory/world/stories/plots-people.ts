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
a>b cry: it was my idea!
b>a cry: then it was a [bad|silly] one!
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
- [nobody *believe it|the cat, who *be the only one listening, *yawn], and [@a least of all|neither *do @a]
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
n>a say: [well, come in, then|since you are here, hold the lamp]. It is a present for the whole street.
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
`;
