// Stories of a few sentences, told to order: about a thing `o`, an animal `x`, a place `p`, somebody of a trade `c`.
// Each keeps what it was asked for from beginning to end. The notation is explained in ../script.ts.
export const SHORT = `
# plot small-found cast a:child o:treasure
:small-start
one [morning|day] @a *find @o [under a bench|beside the well|in the long grass|on the steps of the school]
:small-whose
at the last [house|door] someone *know @o at once
= @a *give it back
+ @a *get [a warm bun|a red apple|a kiss on the forehead] for it
:small-glad
# plot small-mended cast a:child o:toy! b:friend
:small-start
@a *love @o.n [more than anything|very much]
- one day it *break [in two|with a crack]
:small-sad
@b *bring [string and glue|a hammer and two nails|a needle and strong thread]
= together they *mend it
now @o.n *look [a little crooked|older than before]
- @a *like it even better
# plot small-shared cast a:child o:toy b:friend
:small-start
@a and @b *find @o, and both *want it
they *pull at it [from both sides|until it *creak]
- neither *let go
+ @a *have an idea
a>b say: you *can have it today, and @a *>have it tomorrow.
= they *share @o.n
:small-friends
# plot small-gift cast a:child m:parent o:treasure
:small-start
@a *want to give @m something [fine|special]
- there *be no money in the house
= @a *look [in the attic|in every drawer|by the river] and *find @o
@a *rub it until it *shine
~ @m *open the little parcel
m>a say: this *be the best present of all.
:small-glad
# plot small-lost cast a:child o:treasure! b:friend
:small-start
@a *carry @o.n [everywhere|in one pocket]
- one evening the pocket *be empty
:small-sad
@b *help to look [under every bush|with a lamp|all along the lane]
at last they *see @o.n [in the mud|behind a stone|on a fence post]
= @a *hold it tight all the way home
# plot small-wind cast a:child o:toy m:parent
:small-start
@a *play with @o [in the yard|on the hill|by the gate]
- a gust of wind *take it away
= @a *run after it [over two fences|through the whole town|down to the river]
@o *hang in a tree
m>a say: hold the ladder.
+ @m *climb up and *fetch it
:small-glad
# plot small-lame cast a:child x:wild m:parent
:small-start
one [cold|wet|windy] day @a *meet @x with a hurt foot
:small-kind
@m *wash the foot and *bind it with a [clean rag|red ribbon]
@x *stay [for a week|until the moon *be round] and *sleep in a basket
then it *can run again
= @a *open the door
@x *look back once and *go
+ every spring it *come to the garden again
# plot small-guest cast a:child x:wild m:parent
:small-start
every evening @x *come to the back door and *wait
m>a say: we have no food for guests.
- @a *save [a crust|half a pancake|a bit of cheese] each day
one night there *be a noise in the yard
< a thief *want the hens
@x *make such a noise that he *run away
= from then on @x *have a bowl of its own
# plot small-way-home cast a:child x:wild
:small-start
@a *go too far into the wood
= soon all the trees *look the same
:small-sad
then @x *step out from behind a tree
it *walk on a little and *wait, again and again
@a *follow
+ there **be the lights of @t
@x *be gone before @a *can say thank you
# plot small-proud cast x:wild
:small-once-x
it *want to be [as big as a hill|as loud as thunder|as fast as the wind]
it *practise all day, until everything *hurt
an old toad *ask what it *be for
@x *!know an answer
that night it *rain
= everyone *come to the den of @x
- the den *be so small that it *stay warm all night
from then on @x *be glad to be what it *be
# plot small-hungry cast x:wild
:small-once-x
it *be winter, and there *be nothing to eat
= @x *go from door to door and *ask for [a crumb|a nut|a little corn]
everyone *say no, except a mouse, who *share her last nut
in spring @x *find [a whole field of corn|a tree full of nuts|a cellar with an open window]
- it *!keep it alone
it *call the mouse first
= they **be friends from then on
# plot small-afraid cast x:wild
:small-once-x
it *be afraid of [the dark|thunder|water|its own shadow]
the others *laugh about it
- one night a little chick *fall [into the ditch|behind the wall]
nobody *dare to go there
< it *be so dark
@x *shake all over, and *go
+ it *carry the chick home
since then nobody *laugh about @x
# plot small-pet cast a:child x:pet m:parent
:small-start
@a *want @x more than anything in the world
m>a ask: who *>feed it and brush it?
= @a *get up early for a whole month and *help with everything
on the first day of spring something *scratch at the door
it *be @x, with a ribbon round its neck
@a *laugh and *cry at once
= the two **be never seen apart
# plot small-outing cast a:child b:friend p:outplace
:small-start
one [fine|sunny|bright] day @a and @b *go to @p.n with [bread and cheese|two apples and a blanket|a cake in a cloth]
- they **be hardly there when it *begin to rain
= they *crawl under the blanket and *eat everything at once
the rain *drum and *drum
b>a say: this *be the best day of the year.
when the sun *come out, @p.n *shine like new
:small-friends
# plot small-secret cast a:child b:friend p:outplace
:small-start
nobody *go to @p.n any more
- @a *hear [a soft song|a tapping|somebody laugh] there
= @a *fetch @b, and they *creep up to @p.n together
it *be only [an old man with a flute|a girl with a fiddle|a boy who *carve boats]
they *listen until dark
+ now three *meet at @p.n every week
# plot small-night cast a:child m:parent p:inplace
:small-start
@a *!like @p.n
< it *be dark there, and something *tap
one night the lamp *go out, and someone *have to fetch the oil from @p.n
@a *count the steps and *sing aloud
the tapping *be only [a loose shutter|a branch at the window|a mouse with a nut]
m>a ask: *be @a not afraid?
a>m say: yes, @a *be. @a *sing all the same.
since then @a *go to @p.n alone
# plot small-echo cast a:child b:friend p:outplace
:small-start
@a *go to @p.n and *call [hello|good morning|a long word]
a voice *call the same words back
= @a *run home and *fetch @b
@b *call, and nobody *answer
b>a say: there *be no voice.
then somebody *laugh behind a bush
it *be a little girl, who *copy everybody
= now three **go to @p.n to play
# plot small-work cast a:child c:job
:small-start
in @t there *be @c, who *be never late
- one morning the shutters *stay closed
= @a *knock, and *find @c in bed with a fever
@a *boil soup, *light the stove and *sweep the shop
in three days @c *be well again
+ @c *teach @a a secret of the trade
= now there **be two who *can do it
# plot small-wish cast c:job
:small-once-c
one night someone *knock and *ask for a bed
@c *give the stranger the best bed and *sleep on the floor
in the morning the stranger *smile and *grant one wish
@c *think for a long time
- there *be nothing that @c *need
= @c *wish for rain on the dry fields
it *rain all day, and the whole town *dance in the street
# plot small-contest cast c:job a:child
:small-once-c
everyone *say that nobody *be better at the work
= @c *become proud and *!greet anyone
then @a.new *come by and *ask why the shop *be so empty
@c *!know
a>c say: people **like a good word too.
= @c *try it the next day, and *find it hard
- soon the shop *be full again
# plot small-supper cast a:child c:job m:parent
:small-start
one evening @c *knock at the door and *ask for a little soup
m>a say: there *be hardly enough for us.
- @a *fill a third bowl
@c *eat, *laugh and *tell stories until midnight
in the morning @c *be gone
- the hole in the roof *be mended
:small-glad
# small-start
@a.new *live in [@t|a small house in @t|@t, near the bridge]
/
once there *be a child in @t, and that *be @a
/
this *=be a story of @a.new from @t
/
in @t *live @a.new, who *be #age years old
/
in the town of @t *live @a.new
# small-once-x
[once|long ago] there *live @x [in a wood|near @t|behind a mill|at the edge of a field]
/
in a [deep|dark|green] wood *live @x
/
there *be once @x that *have [no friends|a great plan|one wish]
# small-once-c
[once|long ago] there *live @c in @t
/
in the town of @t there *be once @c
# small-whose
@a *go from door to door and *ask whose it *be
/
it *must belong to somebody
= @a *ask [the baker, the smith and the ferryman|in every shop|all the neighbours]
# small-sad
@a *sit down and *cry
/
@a *!know what to do
/
@a *be very sad
# small-kind
@a *carry it home [in a coat|very carefully|under one arm]
/
@a *!think for long
= @a *take it home
# small-glad
that night @a *sleep [very well|with a smile]
/
@a *be happy all day
/
that *be a good day
# small-friends
from then on they **be good friends
/
since that day nobody *see one without the other
/
they *laugh about it for a long time
`;
