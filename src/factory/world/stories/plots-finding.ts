// Stories of things lost, found, broken and mended. The notation is explained in ../script.ts.
export const FINDING = `
# plot lost cast a:child m:parent b:friend o:treasure!
:start
@a *have @o.n, [which *^belong to someone's grandmother|a present from an uncle at sea|found long ago on the beach], and *carry it everywhere
%#dawn
:weather
@a *put a hand into @a's pocket
- the pocket *be empty
@o *be gone
:worry

:look
? :look
- there *be no @o.noun
~ @b *come by [with a loaf under one arm|on the way to the well|eating an apple]
b>a ask: what *be @a looking for?
a>b say: @o.n. @a *^lose it, and it *be [the best thing @a *^own|not even really mine].
b>a ask: when *<do @a see it last?
@a *think back: [first the bakery, then the bridge, then the long wall|breakfast, the stairs, the hens]
:idea
+ they *go back the whole way, step by step

:found

:glad
:thanks
:end
# found
[under|behind|beside] the [third step|old bench|water trough|baker's cart] something *shine
+ @a *pick it up and *rub it clean
it *be @o.n
/
a [magpie|jackdaw|crow] *sit on the [roof|wall|pump] with something bright in its beak
@b *throw it a crust
= the bird *open its beak, and down *fall @o.n
/
@b *begin to laugh
b>a ask: what *be that on @a's own [coat|collar|string]?
it *^hang there all the time, [turned inside out|under the scarf|caught in the wool]
/
@a *kneel and *look into the [drain|hen house|flour box]
~ there, between [two stones|two sleepy hens|the white grains], *lie @o.n
/
@n *come out of a doorway and *hold out a hand
n> ask: does this belong to anyone?
it *be @o.n, [a little wet|none the worse|with a new scratch]
# plot broken cast a:child m:parent b:sibling o:vessel
:start
:weather
@m *love @o, [because it *^belong to an old aunt|which *come from a fair long ago|blue with a white rim]
%#dawn
@a and @b *~play [catch|ball|a wild game] [in the kitchen|near the shelf], [which *be not allowed|as they *^promise not to]
the ball *fly [too high|past @b's ear|the wrong way]
+ it *hit @o
= @o *fall and *break into [three|four|a dozen|a hundred] pieces

[nobody *move|it *be very quiet|even the clock *seem to stop]
b>a whisper: [we could say that it was the cat|nobody *<see us|hide it, quick]!
@a *look at the pieces
:worry
:broken2
# broken2
@a *think of the cat, who never *<do any harm
= @a *shake @a's head
%#laterTime
@m *come home with [a basket of onions|cold hands|flour on both sleeves]
a>m say: it *<be me. @a *<break @o.n. @a *be sorry.
{!mild} @m *sit down [heavily|without a word] and *look at the floor
m>a say: [it *<be only a pot|thank you for telling me|a broken pot *be better than a lie].
/
{!mild} m>a ask: *be @b hurt?
@a *shake @a's head
m>a say: then [fetch the broom|we *>sweep it up|it *be only clay].
# plot mend cast a:child b:friend n:neighbour o:toy!
:start
@a *love @o.n more than [anything|all the cakes in the bakery|sleep]
%#dawn
the [string|wheel|handle|spring] *break with a loud snap
:worry
@a *try to mend it with [glue|string|a nail|wax]
- [that only *make it worse|the knot *!hold|it *fall apart again at once]
?+ @a *try once more, and *!do any better

n> say: [bring it here|let me see that|hm, let us have a look].
@n *have [a room full of tools|strong hands|a pair of round glasses] and *ask for nothing in return
- @n *!do the work alone
n>a say: hold this. Now turn it. Slowly.
= @a *hold and *turn and *wait
~ @n *cut a new piece out of #wood
%#laterTime
@o *be whole again, [and even better than before|with one new part that *shine|only a little crooked]
:glad
%the next week
a [small|tearful|cross] boy *come down the lane with a broken [cart|drum|boat]
a> say: [bring it here|let me see that|hold this]. @a *know how it *be done.
:moral
# plot kite cast a:child b:friend o:toy! p:outplace
{!wind}
:start
for [three days|a whole week] @a *^build @o.n out of [thin sticks and old paper|cloth and string|what *be left in the attic]
%#dawn
:weather
= @a *carry it to @p
@o *rise [a little|like a bird], *shake and *fall
+ @a *run [harder|the other way|up the slope] and *try again
- it *fall again, nose first
b>a ask: [does it fly at all|may @b.s try|is it too heavy]?
a>b snap: leave me alone!
= @b *go away and *sit on [a wall|a stone|the grass]

@a *try [five|seven|ten] more times
:worry
%[at last|after a while]
@a *go over to @b
a>b say: @a *be sorry. @b *can help, if @b *like.
b>a say: it *need a tail.
+ @b *pull off [a red scarf|a sock|both laces] and *tie it on
this time @o *climb [higher than the church|over the trees|until it *be only a dot]
:glad
%when their arms **be tired
they *lie on their backs and *take turns
:end
# plot treasurebox cast a:child b:sibling m:grandparent o:treasure p:inplace
:start
:weather
@a and @b *can not go out
= they *go up to [the attic|the loft], [where nobody ever *tidy|which *smell of apples and dust]
behind [a broken chair|a heap of sacks|an old mirror] *stand a box
b>a ask: what *be in it?
:openbox
inside *lie @o, [some letters tied with string|a picture of a young woman|a child's shoe]
@b *want to run and show it to everyone
- @a *hold it up to the light and *wonder whose it *^be
= they *take it down to @m

@m *turn it over and over
m>a say: @m *think @m *<lose this [forty|fifty|sixty] years ago.
+ @m *tell them about [a summer by the river|a friend who *go to sea|a dance where nobody *dance]
~ [the fire *burn low|the rain *stop|supper *get cold]
m>a say: keep it. [A box *be no place for it|It *be yours now|@a *^keep it long enough].
:moral
:end
# openbox
the lock *be [rusty|stiff|broken]
= @a *use [a spoon|a nail|@a's knife] and *push
+ the lid *open with [a sigh|a creak|a cloud of dust]
/
there *be no key
- @b *find one [on a nail|in a jar of buttons|under the box], and it *fit
/
it *!be locked at all
= they *lift the lid together
# plot key cast a:child m:parent n:neighbour b:friend o:tool
:start
%#dawn
@m *go to market and *leave @a alone with [one rule|three rules]: keep the door shut
@a *step out for only a moment, [to see a parade of ducks|because someone *~sing in the street|after a ball that *roll away]
+ the door *fall shut behind @a with a click
:worry
:weather
@a *try [the window|the back door|the cellar hatch]
- it *be [locked|too high|too small, even for a child]
:help
@n *look at the door, *scratch one ear and *fetch @o
:lever
%#laterTime
@m *come round the corner
m>a ask: [what *be this|why *be @n.s here|has it rained inside, too]?
a>m say: @a *<break the rule. The door *<be quicker than @a.
m>a say: so *be every door.
:end
# lever
with a bit of [wire|patience|oil] and a [long|very long] breath @n *open it
/
@n *lift @a up to [the pantry window|the little window over the door]
= @a *climb in, head first, and *land in [the flour|a basket of socks|the sink]
/
n>a say: sometimes the best tool *be waiting.
= they *sit on the step and *share [a pear|some bread|an old joke]
`;
