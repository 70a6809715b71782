// Stories of things broken and mended. The notation is explained in ../script.ts.
export const MENDING = `
# plot broken cast a:child m:parent b:sibling o:crock
:start
?:weather
:broken-dear
%#dawn
:broken-play
:broken-fall

:broken-quiet
:broken-way

%#laterTime
:broken-home
:broken-end
# broken-dear
@m *love @o, [because it *^belong to an old aunt|which *come from a fair long ago|blue with a white rim]
/
on the top shelf *stand @o, [which nobody *use|for Sundays only|turned so that the crack *!show]
/
there *be only one thing in the house that *be not for touching, and that *be @o
/
@m *^carry @o through [two floods and a move|a whole war of cousins|three houses] without a scratch
/
@o *be the one thing that @m *^bring from home
# broken-play
@a and @b **~play [catch|ball|a wild game] [in the kitchen|near the shelf], [which *be not allowed|as they **^promise not to]
/
it *be too wet to go out, or too hot, or something
= @a and @b *play indoors, [very quietly at first|with a rolled-up sock for a ball]
/
b>a say: you can't throw it over the lamp.
a>b say: oh, can't I?
/
@a *show @b how a juggler *do it, with [three onions|four spoons|an onion, a shoe and a ball of wool]
/
@a *be a horse, and @b *be the rider, and the kitchen *be the whole world
/
all they *want *be to know whether [a cat *can wear a bonnet|one *can cross the room without touching the floor]
# broken-fall
the ball *fly [too high|past @b's ear|the wrong way]
+ it *hit @o
= @o *fall and *break into [three|four|a dozen|a hundred] pieces
/
somebody's elbow *touch the shelf, just a little
@o *turn once on its foot, like a dancer, and then it *be not there any more
+ from the floor *come the sound
/
there *be a moment when @o *be in the air and everything *can still have gone well
it *!go well
/
something *slip, something *roll, and something *break
it *be @o.n, in [two|five|seven] pieces
/
the cat *jump one way, the two of them the other, and @o *go straight down
# broken-quiet
[nobody *move|it *be very quiet|even the clock *seem to stop]
b>a whisper: [we could say that it was the cat|nobody saw us|hide it, quick]!
@a *look at the pieces
:worry
/
@a and @b *look at each other over the pieces
b>a say: [we could glue it|perhaps she never looks up there|it was old].
a>b say: it *!be as old as that.
/
one piece *go on rocking on the floor for a long time
neither of them *can look away
:worry
/
@b *fetch the broom, [the wrong broom|without being asked, which *be a sign]
b>a say: if we sweep it under the stove, it is as good as gone.
- @a *hold the dustpan and *!move
# broken-way
@a *think of the cat, who never *do any harm
= @a *shake @a's head
/
@a *pick up the pieces, one by one, and *lay them on the table where anyone *can see them
/
they *try it with flour and water
- it *look like a bun with a handle
/
@a *go to bed with it in @a's stomach, or so it *feel, and *come down again after ten minutes
/
it *will be easy to say nothing
- saying nothing *=have to be done every day anew
= @a *wait by the door
/
b>a ask: who *>say it?
+ they *draw straws
@a *draw the short one, and *be almost glad
# broken-home
@m *come home with [a basket of onions|cold hands|flour on both sleeves]
a>m say: it was me. I broke @o.n. I *be sorry.
/
the door *open, and there *be @m, [humming|with snow on one shoulder and a cake|in a good mood, of all days]
a>m say: before you take your coat off, I have to tell you something.
= @a *tell it, and *leave nothing out
/
@m *see it from the door, before anyone *can speak
a>m say: the cat *^do nothing.
m>a say: I did not think so. The cat can't throw.
/
@a *^prepare a long speech
- when @m *stand there, only five words **be left of it
a>m say: @o.n *be broken. By me.
/
@m *put down the bag and *count: two children, one cat, no @o.noun
m>a ask: which of you?
a>m say: [me|I threw it, and nobody caught it].
# broken-end
@m *sit down [heavily|without a word] and *look at the floor
m>a say: [it was only a pot|thank you for telling me|a broken pot *be better than a lie].
/
m>a ask: *be @b hurt?
@a *shake @a's head
m>a say: then [fetch the broom|we *>sweep it up|it *be only clay].
/
@m *turn the largest piece over
m>a say: do you know what I did to my mother's? [I said it was the wind. There was no wind|I buried it. It is there to this day].
+ they *sweep together
/
@m *!say anything for [as long as soup *take to boil|some time]
+ @m *take the prettiest piece and *put it on the sill, where [it still *be|the sun *come through it]
/
m>a say: well, now we can have a new one, and I never liked the handle.
it *be kind, and it *be not quite true, and @a *know it
/
from that day a [plain brown|lopsided|tin] one *stand on the shelf
it *be bought with @a's own [money, all of it|apple money|six weeks of sweeping]
:moral
/
@m *be sad about it, and *say so, and that *be all
b>a whisper: that went better than the cat.
# plot mend cast a:child b:friend n:neighbour o:toy!
:start
:mend-love
%#dawn
:mend-break
:worry
:mend-try

:mend-offer
:mend-work
%#laterTime
:mend-whole
:glad
:mend-next
# mend-love
@a *love @o.n more than [anything|all the cakes in the bakery|sleep]
/
@o.n *go with @a [to school, to bed and up every tree|wherever there *be room for two]
/
other children *have newer things
- none of them *have @o.n
/
you *can see from far off that @o.n *be loved: [half the paint *be gone|one side *be quite flat]
# mend-break
the [string|wheel|handle|spring] *break with a loud snap
/
@b only *want to hold @o.n for a moment
+ there *be a crack, and @b *hold two of them
/
@a *sit down on the wrong end of the bench, where @o.n *lie
/
it *happen in front of everybody: @o.n *fall off the wall and *lie there in pieces
/
nobody *do anything
it *be simply old, and at noon it *come apart in @a's hands
# mend-try
@a *try to mend it with [glue|string|a nail|wax]
- [that only *make it worse|the knot *!hold|it *fall apart again at once]
?+ @a *try once more, and *!do any better
/
first @a *tie it, then @a *glue it, then @a *tie what *^be glued
- it *look like a parcel
/
b>a say: I think that goes there.
- it *!go there
/
there *be a piece left over, whatever @a *do
/
@a *hammer a nail in, and the nail *come out on the other side, and so *do the sawdust
# mend-offer
n> say: [bring it here|let me see that|hm, let us have a look].
@n *have [a room full of tools|strong hands|a pair of round glasses] and *ask for nothing in return
- @n *!do the work alone
n>a say: hold this. Now turn it. Slowly.
/
@n *^listen to the hammering for an hour through the wall
n>a say: either you stop, or I help. You hold. I *>show.
/
in the window of @n *hang [a lamp|a saw and a clock|a sign that says open]
= @a *go in and *put the pieces on the bench
n>a ask: who did the gluing? [It *be brave gluing|I see. We *>begin by undoing that].
/
n>a ask: do you want it mended, or do you want to mend it?
@a *have to think about that
a>n say: the second.
n>a say: then take off your coat.
/
a>n ask: what *do it cost?
n>a say: one afternoon. Yours.
# mend-work
= @a *hold and *turn and *wait
~ @n *cut a new piece out of #wood
/
@n *measure twice and *hum once
+ they *saw, each at one end
/
the first piece *be too long, the second too short
n>a say: so now we know how long it is.
+ the third one *fit
/
it *go slowly, [because the glue *=want to think|for good work *=be like soup]
~ @a *learn the names of [nine tools|four kinds of wood|every file on the wall]
/
@n's fingers *know the way, and @a's fingers *watch and *try it after them
/
twice @a *want to give up, and twice @n just *hold out the file
# mend-whole
@o *be whole again, [and even better than before|with one new part that *shine|only a little crooked]
/
where the break *^be, there *be now [a thin bright line|a band of copper|a patch in the shape of a heart, by accident], and @a *like that place best
/
@n *blow off the dust
+ @o *do what it *^do before, only with a new small squeak
/
it *hold
@a *pull at it, *drop it on purpose and *pull again, and it *hold
# mend-next
%the next week
a [small|tearful|cross] boy *come down the lane with a broken [cart|drum|boat]
a> say: [bring it here|let me see that|hold this]. I know how it is done.
/
in the spring @b *break [a slate|a sledge|the handle of a bucket]
+ @a *look at it with one eye shut, exactly like @n
/
n>a say: come again when something breaks. Something always *=do.
= @a *come on [Saturday|the day after], with nothing broken at all
/
there *hang a small hammer in the workshop of @n now, lower than the others, where @a *can reach it
/
@b *have a doll with one leg
b>a ask: can you do legs?
a>b say: no. [But I know where the #wood is|We *>find out].
/
:moral
:end
# plot kite cast a:child b:friend o:flyer! p:outplace
{!wind}
:start
:kite-build
%#dawn
= @a *carry it to @p
:kite-try
:kite-cross

:kite-alone
:worry
:kite-sorry
:kite-up
:glad
:kite-last
:end
# kite-build
for [three days|a whole week] @a *^build @o.n out of [thin sticks and old paper|cloth and string|what *be left in the attic]
/
there *be glue on the table, glue on the cat and paper everywhere
- at the end of it *lie @o.n, [red on one side|as wide as a door|with two painted eyes]
/
@a *^draw the plan, *^buy the string and *^tell everyone that @o.n *will go up higher than the church
/
it *take [eleven sheets of paper and all of @a's patience|a whole wet week]
and then @o.n *be done
/
everything about @o.n *be home-made, even [the glue|the string, which *^be a sock]
# kite-try
@o *rise [a little|like a bird], *shake and *fall
+ @a *run [harder|the other way|up the slope] and *try again
- it *fall again, nose first
/
the wind *be there, and the string *be long enough
- @o *lie down in the grass like a tired dog
/
three times @a *run, three times @o *hop along behind like a hen
/
up it *go, and round, and round again, and down into [a bush|the only puddle|the neighbour's beans]
/
@o *do everything that a thing *can do in the air except stay there
# kite-cross
b>a ask: [does it fly at all|may I try|is it too heavy]?
a>b snap: leave me alone!
= @b *go away and *sit on [a wall|a stone|the grass]
/
b>a say: I would do it differently.
a>b say: nobody asked you.
= @b *whistle, and *look at a cloud, and *say no more
/
@b *laugh
it *be only a short laugh, at the wrong time
a>b say: go home, then!
- @b *go only as far as [the fence|the next tree]
/
@b *hold out a hand for the string
- @a *turn away with it, and that *be that
/
b>a say: perhaps a tail.
a>b cry: no tail!
= @b *shut @b's mouth, and *be quiet for a whole hour
# kite-alone
@a *try [five|seven|ten] more times
/
@a *run until [the grass *be flat|the string *be wet|there *be a path where no path *^be]
/
alone one *=can either hold or throw, and @a *need somebody for the other thing
/
the more @a *run, the less it *fly
/
@a *say some words to @o that *!be in any school book
# kite-sorry
%[at last|after a while]
@a *go over to @b
a>b say: I *be sorry. You can help, if you like.
b>a say: it needs a tail.
+ @b *pull off [a red scarf|a sock|both laces] and *tie it on
/
@a *sit down beside @b
for some time they *look at @o, which *lie there
a>b ask: what would you do?
b>a say: shorter string here, longer string there. And be nicer to it.
/
@a *hold out the string
it *be a way of saying it without saying it
+ @b *take it, and *look at the knots, and *undo one of them
/
a>b ask: were you going to say tail?
b>a say: yes. An hour ago.
+ they *make one, out of [a stocking|grass and an old ribbon|the list of rules]
/
a>b say: I was rude.
b>a say: you were. Give me your scarf.
= @a *untie it, and it *become a tail
# kite-up
this time @o *climb [higher than the church|over the trees|until it *be only a dot]
/
one of them *run, one of them *let go, and @o *lean on the wind and *stay
/
it *tug at the string like [a big fish|a dog that *^see a cat|somebody with news]
/
up it *go, past the roofs, past two very surprised crows
/
@o *go up so fast that @b *sit down, and the string *sing
# kite-last
%when their arms **be tired
they *lie on their backs and *take turns
/
b>a say: from up there you could see [my house|the sea|what is for supper].
/
people *stop on the road and *look, with their hands over their eyes
a> say: it *be ours.
/
they *hold it together, [one hand above the other|and neither *say whose it *be]
/
@b *!ask for a turn
= when it *be time, @a *let @b wind it in
`;
