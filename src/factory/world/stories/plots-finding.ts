// Stories of things lost and found. The notation is explained in ../script.ts.
export const FINDING = `
# plot lost cast a:child m:parent b:friend o:treasure!
:start
:lost-love
%#dawn
?:weather
:lost-gone
:worry

:look
?:look
:lost-friend
:lost-back

:found

:glad
?:thanks
:end
# lost-love
@a *have @o.n, [which *^belong to someone's grandmother|a present from an uncle at sea|found long ago on the beach], and *carry it everywhere
/
of all @a's things @o.n *be the dearest, [though it *!look like much|and nobody else *can touch it]
/
in @a's left pocket *live @o.n
and in the right one there *be nothing but [string|a hole|half a biscuit]
/
@a *!go anywhere without @o.n, not even [to school|to the pump|to bed]
/
there *be one thing that @a *will not lend to anyone, and that *be @o.n
/
people *ask what @o.n *be good for
- @a *say that it *be not for anything, it *be for having
# lost-gone
@a *put a hand into @a's pocket
- the pocket *be empty
@o *be gone
/
@a *feel for it, [as one *feel for a loose tooth|without thinking|while the bread *~get cold]
+ there *be nothing but lining
/
halfway [to school|home|across the square] @a *stop with one foot in the air
< something *be missing
it *be @o.n
/
it *be not in the left pocket, and not in the right one, and not in the cap
@o *^go, [nobody *know where|as if it *have legs]
/
where *be @o.n?
@a *^have it at breakfast, and now there *be only the place where it *^be
/
@a *turn out @a's pockets on the step: [string, a nut, half a biscuit|two nails and a feather|three crumbs and a ticket]
- there *be no @o.noun
# lost-friend
~ @b *come by [with a loaf under one arm|on the way to the well|eating an apple]
b>a ask: what *be @a looking for?
a>b say: @o.n. @a *^lose it, and it *be [the best thing @a *^own|not even really mine].
/
@b *^watch for some time from [the wall|an upstairs window|the top of a barrel]
b>a say: [you *^look there twice|if it is worms @a *want, dig deeper|that is a strange game].
a>b say: it *be no game. @o.n *be gone.
+ @b *jump down at once
/
@a *!want to tell anybody
- @b *can see it from [the ears|three houses off|the way @a *stand]
b>a ask: what *be it?
= @a *have to say it
/
@a *run straight to @b, [who *~chop kindling|who *~mind two small cousins and a goat|who *be up a tree]
a>b say: come quickly. I *^lose it.
b>a say: you *^lose what? Breathe first.
/
two *see more than one
= @a *fetch @b
@b *bring [a lantern|a stick to poke with|sandwiches, which *be sensible]
# lost-back
b>a ask: when *<do @a see it last?
@a *think back: [first the bakery, then the bridge, then the long wall|breakfast, the stairs, the hens|the pump, the post, the widow's fence]
= they *go back the whole way, step by step
/
b>a say: we *>walk it all again. You go first, and do what you did.
= @a *stop where @a *^stop, and *jump where @a *^jump
~ @b *look at the ground
/
b>a ask: were you running? Did you fall over anything?
@a *turn red
there *^be a wall, and @a *^climb it, though it *be not allowed
+ back they *go, to the wall
/
:idea
a>b say: it must be where I took off my [coat|shoes|scarf]!
+ they *run
/
b>a say: things **!walk. It *be where you dropped it.
it *sound simple, and it *be of some comfort
+ they *begin at the beginning
/
@b *draw the whole day in the dust with a stick, [a house for breakfast, a box for school|every corner of it]
+ @a *put a finger on one place, where @a *^trip over a dog
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
b>a ask: what *be that on your own [coat|collar|string]?
it *^hang there all the time, [turned inside out|under the scarf|caught in the wool]
/
@a *kneel and *look into the [drain|hen house|flour box]
~ there, between [two stones|two sleepy hens|the white grains], *lie @o.n
/
@n *come out of a doorway and *hold out a hand
n> ask: does this belong to anyone?
it *be @o.n, [a little wet|none the worse|with a new scratch]
/
a small child *sit on the church steps and *play with it
@a *want to shout
- @a *!shout
a> say: that is a nice [@o.noun|thing]. Shall we swap?
+ for [a whistle|half a biscuit|two nuts and a turn on @a's shoulders] @o *come home
/
it *take until [the sun *be low|the lamps **be lit|supper]
@b *move one single leaf with one single toe, and under it *lie @o.n
/
the baker's goose *~sit on it, as if it *be an egg
= they *have to talk to her for a long time
/
@a's hand *go into the pocket once more, out of habit, and *go through a hole
there, deep down in the lining, *be @o.n
b>a say: [I carried a lantern for that|well, it was a nice walk].
# plot treasurebox cast a:child b:sibling m:grandparent o:treasure p:inplace
:start
?:weather
:box-up
:box-there
:openbox
:box-inside

:box-ask
:box-told
:box-keep
:end
# box-up
@a and @b *!can go out
= they *go up to [the attic|the loft], [where nobody ever *tidy|which *smell of apples and dust]
/
it *be a long afternoon
= @a and @b *climb the ladder to [the attic|the loft], [though it *be said to be full of spiders|to look for ghosts]
/
@m *send @a and @b up for [a blanket|the big pan|onions], and *!see them again for two hours
/
above the kitchen *be a room that @a and @b *!know, because [the hatch *be too high|nobody ever *^have a reason]
+ that day they *have a ladder
# box-there
behind [a broken chair|a heap of sacks|an old mirror] *stand a box
b>a ask: what *be in it?
/
there *be [a bird cage|a bed without legs|one boot], and farther back, where the roof *come down, a box
/
@b *hit a knee on it in the dark
b>a say: ow. [Somebody put a chest here|It *be a box].
/
a ray of sun with dust in it *point straight at a box, as if it *^be paid for that
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
/
they *shake it
something *slide from one end to the other
+ then @b *see that one only *have to push the lid sideways
/
b>a ask: should we?
@a *^do it already
# box-inside
inside *lie @o, [some letters tied with string|a picture of a young woman|a child's shoe]
@b *want to run and show it to everyone
- @a *hold it up to the light and *wonder whose it *^be
= they *take it down to @m
/
first *come a newspaper, then straw, then a dead moth, and at the very bottom @o
b>a say: [is that all|it *be beautiful|who hides a thing like that]?
= they *carry it downstairs between them
/
it *be nearly empty
- in one corner, wrapped in a handkerchief, *be @o
@a *!dare to put it on the palm of one hand
- @b *dare
+ down they *go with it to @m
/
in the box *be another box, and in that one a third, and in the third @o
:box-who
= they *go and *ask
# box-who
b>a say: it must be a pirate's.
a>b say: in our house?
/
there *be a letter scratched on it, the first letter of @m's name or of somebody else's
/
it *be warm, as if someone *^hold it a minute ago, but that *be only the roof
# box-ask
@m *turn it over and over
m>a say: I think I lost this [forty|fifty|sixty] years ago.
/
@m *!say anything at first, and *sit down, though there *be no chair quite there
m>a ask: where did you get that?
/
m>a say: so that is where it was. I blamed my sister. [For years|I must write to her].
/
@m *look for the glasses, which *sit on @m's own head, and *look again
m>a say: I was as tall as that stool when I put it away.
/
@m *laugh so that the knitting *fall down
m>a say: oh, that thing! I had to promise never to lose it.
# box-told
+ @m *tell them about [a summer by the river|a friend who *^go to sea|a dance where nobody *^dance]
~ [the fire *burn low|the rain *stop|supper *get cold]
/
out of it *come a story, and out of the story *come another, with [a boat in it|a goat, a boy and a wedding cake|snow up to the windows]
/
what @m *tell then *be long, and some of it *be true
/
it *^be a present, from somebody with [big ears and a good heart|a violin and no money|very blue eyes]
@m *!say more than that
- @m's ears *turn pink
# box-keep
m>a say: keep it. [A box *be no place for it|It *be yours now|I kept it long enough].
:moral
/
m>a say: put it back, and put something of yours in with it. Somebody *>find it.
= they *put in [a button and a milk tooth|a drawing of the cat|a letter to nobody], and *shut the lid
/
now it *lie on the table beside @m's bed, where it *can be looked at
/
m>a ask: who saw it first?
a>m say: @b.
b> say: no, @a.
it *be the first time in a year that they *quarrel that way round
/
@m *want them to have it
= they *have it week by week, and on Sundays @m *have it
# plot key cast a:child m:parent n:neighbour b:friend o:opener
:start
%[one morning|early one day|on market day|one day after breakfast|while the whole town *~buy onions]
:key-alone
:key-out
:worry
?:weather
:key-try
:help
:key-tool
:lever
%#laterTime
:key-home
?:moral
:end
# key-alone
@m *go out and *leave @a alone with one rule: keep the door open or keep the key with you
/
m>a say: I *>be back by noon. Do not go out without the key.
@a *promise it, with one hand on the key
/
@a *be alone in the house for the first time, and the house *be [larger than usual|so quiet that one *can hear the flour]
/
there **be three rules: feed the stove, leave the jam alone, and never step out without the key
@a *know all three by heart
# key-out
@a *step out for only a moment, [to see a parade of ducks|because someone *~sing in the street|after a ball that *roll away]
+ the door *fall shut behind @a with a click
/
there *be a noise in the street, and @a *want to see no more than the end of it
- a door *=need no more than that either
it *click
/
the cat *run out, @a *run after the cat, and the door *run after nobody
it simply *shut
/
it *be only [four steps to the pump|a look over the wall]
- behind @a there *be a small, friendly click, and the key *hang inside on its nail
# key-try
@a *try [the window|the back door|the cellar hatch]
- it *be [locked|too high|too small, even for a child]
/
through the keyhole one *can see the key, and that *be all one *can do with it
/
@a *push, *pull, *knock and *say please
- nobody *be at home to hear it
/
@a *fish for the latch with [a wire|a bent spoon|a fork on a string], and *lose the [wire|spoon|fork] as well
/
the jam *be inside, the stove *be inside, and the only one outside *be @a
# key-tool
@n *look at the door, *scratch one ear and *fetch @o
/
@n *go round the house once, with a finger along the wall
n>a say: wait here. [You can't do anything else|Don't let it out].
+ @n *come back with @o
/
n>a say: doors **be like mules. You must not let them see that you **be in a hurry.
+ @n *unpack @o
/
@n *listen at the lock, as a doctor *listen at a chest, and *send @a for @o
# lever
with a bit of [wire|patience|oil] and a [long|very long] breath @n *open it
/
@n *lift @a up to [the pantry window|the little window over the door]
= @a *climb in, head first, and *land in [the flour|a basket of socks|the sink]
/
n>a say: sometimes the best tool *be waiting.
= they *sit on the step and *share [a pear|some bread|an old joke]
/
it *take longer than it *^take to lose it
the lock *cough twice, and the door *swing open as if nothing *^be the matter
/
something *bend, something *scratch, and something *give way
it *be the lock, and not @o, luckily
/
@n *try it once with @o and once without, and then *lean on the door
it *^stick, that *be all
it *^!be shut at all
# key-home
@m *come round the corner
m>a ask: [what *be this|why *be @n.s here|has it rained inside, too]?
a>m say: I broke the rule. The door was quicker than me.
m>a say: so *be every door.
/
when @m *come home, the stove *be warm, the jam *be full, and @a *have flour in @a's hair
m>a ask: do I want to know?
a>m say: it *be rather long.
/
@m *count the rules on three fingers, and *stop at the third
m>a ask: well?
= @a *tell it from the beginning, and @n *nod at the right places
/
m>a ask: and where was the key?
a>m say: it was very safe.
@m *try not to laugh, and *!manage it
/
the next market day @m *hang the key round @a's neck, on [a red ribbon|a bootlace], and *say not a word about it
`;
