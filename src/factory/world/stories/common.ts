// Pieces that many stories share. The notation is explained in ../script.ts.
export const COMMON = `
# open
%#dawn
@a [*feed the hens|*sweep the step|*carry water from the well|*peel potatoes|*sit on the wall and *count the carts|*help @m in the yard|*look out of the window|*walk along the lane with a stick|*come home from school|*hang out the washing]
/
%#dawn
@a *have nothing to do
& *do it [on the garden wall|under the table|with both feet in the water butt]
/
it *be one of those days when [even the clock *seem bored|the hours **go by on tiptoe|nothing *happen before breakfast and not much after it]
/
%#dawn
@a *wake up [before the hens|with a song in one ear|on the wrong side of the bed]
+ @a *pull on [one red sock and one grey|yesterday's shirt|whatever *lie nearest]
/
%#dawn
@m *send @a out [for bread|to the pump|with a message for the miller|from under everybody's feet]
/
@a *~think about nothing at all when it *begin
# start
@a.new *live [in|near|just outside] @t with @m
& *be #age years old
/
in @t there *live @a.new
@a *be only #age
/
%[when|the summer that|in the year when] @a *be #age
/
this *happen in @t, [where|a town where] [everyone *know everyone|the streets **be steep|the bells **ring too early|it *rain more than it should]
@a.new *live there [in a narrow house|above the bakery|near the bridge|in the last house of the lane] with @m
/
@a.new *be [#age years old|the sort of child who *ask questions|not very tall for a child of #age|known in @t for a loud laugh|always the first one awake]
/
nobody in @t *be as [curious|restless|quick|stubborn|quiet|cheerful] as @a
& *be #age that year
/
there *be a house in @t [with a crooked chimney|with a blue door|that *lean a little to the left], and in it *live @a.new
/
this *be the story of @a, who *live in @t and *have [two scratched knees|a pocket full of string|more ideas than buttons]
/
@a *be #age, [almost too old to be carried and not yet too old to ask|which *be old enough for most things|and very sure of it|and the teeth **come and *go as they **like]
/
everybody in @t *know @a, [if only by the noise|because of the hat|for one reason or another]
@a *be #age
- it *seem like more
/
if you *=go through @t [slowly|with your ears open|on a quiet day], someone *=tell you about @a
@a *be #age when it *happen
/
@a and @m *live [at the end of a lane in @t|in @t, over a shop that *sell nails|in two small rooms in @t]
the rooms **be warm, [and that *be what *count|and the stairs *creak|though the stove *smoke]
/
there **be quieter children than @a in @t
- there *be none with [better ears|longer legs|so many plans]
/
@a.new, who *be #age, *have [a good friend, a bad tooth and no bedtime to speak of|a loose tooth and a strong will|three wishes, and not one of them *be about money]
/
of all the children in @t, @a.s *have [the loudest whistle|the muddiest boots|the most questions]
/
it *be an ordinary week in @t
@a *^turn #age not long before
= nobody *can say "little" any more
/
some people *find things, and some people **be found by them
@a of @t, aged #age, *be of the second kind
/
@a.new *be from @t, where [the wind *have a name|the cats *own the walls|people *say good day twice]
/
you *=have to know that @a *be #age, and that in @t a child of #age *be expected to [help|be home by dark|keep out of the mill pond]
/
long before breakfast @a *be up and about in @t
@a *be #age
< there *be so much to see
/
@m *say that there *be no other child like @a in all @t
- nobody *know whether it *be praise
/
in those days @a *live in @t with @m and [a cat that *belong to nobody|a clock that *strike thirteen|a kettle that *sing]
/
@a *be not [the biggest|the fastest|the best behaved] child in @t
- @a.s *be certainly the most [patient|curious|hopeful]
# weather
{rain} [the rain *drum on the roof|it *^rain since breakfast|rain *run down the windows|the gutters **be full and the street *shine|grey clouds *hang over the hills]
/
{rain} it *rain [in long straight lines|as if someone *^turn over a bucket|so hard that the ducks *look pleased|on one side of the street and not on the other]
/
{rain} [there *be a puddle for every boot|water *find its way through the roof and *drip into three pots|the whole town *smell of wet dog]
/
{rain} nobody *go out that day [who *!have to|except ducks and the postman]
< the rain *!stop for a minute
/
{snow} [snow *lie on every roof|the windows **be white with frost|it *^snow all night|the puddles **^freeze|the whole street *be white and quiet]
/
{snow} the snow *^come in the night, and [not one footprint *be in it|now every fence post *wear a hat|the town *sound as if it *be wrapped in wool]
/
{snow} it *be so cold that [the pump *have to be thawed with hot water|your breath *stand before you|even the dogs *lift their feet]
/
{snow} [icicles as long as an arm *hang from the gutter|from the hill one *hear sledges and shouting|the path to the gate *have to be dug out first]
/
{sun} [the sun *shine|it *be warm enough to go barefoot|there *be not a cloud in the sky|the air *smell of hay|bees *hum in the lime trees]
/
{sun} it *be so hot that [the cats *lie about like washing|the tar *stick to one's toes|nobody *walk where they *can sit]
/
{sun} the sun *^dry the lane, and [dust *hang behind every cart|the stones **be warm as bread]
/
{sun} it *be the kind of day that *=make old people take off a scarf
/
{wind} [the wind *pull at the shutters|a strong wind *come up from the river|leaves *blow across the square|the washing *flap on the lines]
/
{wind} the wind *^steal two hats already, and it *be still early
/
{wind} it *blow so hard that [one *have to shout|the geese *walk backwards|the smoke *come out of the chimney sideways]
/
{wind} every loose thing in the street *rattle, *bang or *fly
/
{fog} [fog *lie in the streets|one could not see the end of the lane|the fog *be so thick that the bells *sound far away]
/
{fog} the hills **be gone, and the church, and [most of the street|the other side of the road]
/
{fog} in the fog [every lamp *wear a ring|people *bump into each other and *beg each other's pardon|a cart *sound like a whole army]
/
{fog} it *be grey outside, [as if the day *^forget to begin|and as quiet as under a blanket]
# end
%[that night|when the lamp *be out|before @a *fall asleep|in bed that evening]
@a *think about [the day|everything that *^happen|all this] and *smile in the dark
/
@a and @m *walk home together
~ the [stars|lamps|first stars] *come out one by one
/
%from that day on
@a [*look at things a little differently|*keep @a's eyes open|*laugh whenever someone *speak of it|*ask before doing anything of the kind]
/
and if you ever *=come to @t, [someone *>=tell you the story|ask for @a.n, and you *>=hear it again|you may still hear about it]
/
%at supper
@a *tell the story [twice|from beginning to end|with both hands and a mouth full of bread]
+ even @m *laugh
/
that *be the end of it, [or nearly|more or less|and a good one]
/
@m *look at @a for a long time
m>a say: [well done|that *<be a long day|@m *be proud of @a|now eat something].
/
%years later
@a still *remember [the smell of that day|how the air *^taste|every word of it]
/
%the next morning
@a *wake early and *run to [the window|the door] to see [if it *be true|what the day *^bring]
/
nobody *say much on the way home
- it *be a good kind of quiet
/
{rain} by evening the rain *^stop, and the street *smell of wet stone
/
{snow} outside it *begin to snow again, softly, as if nothing *^happen
/
{sun} the sun *go down behind the roofs, and the stones **be still warm
/
{wind} in the night the wind *lie down at last, and one *can hear [the river|the clock|a dog three streets away]
/
{fog} towards evening the fog *lift, and everything *stand where it always *^stand
/
when @m *come to put out the lamp, @a *be asleep already, [with both shoes on|with a smile|across the bed and not along it]
/
@a *go to bed early, which *!happen often
/
@m *ask what @a *^do all day
a>m say: [nothing much|oh, this and that|it *be a long story].
/
and then it *be time for supper, [for even the best day *=have to end somewhere|and there *be dumplings|and nobody *have to call @a twice]
/
it *be talked about in @t for [a week|a whole winter|longer than one would think]
- nobody *tell it as well as @a
/
a>m ask: can we do it again tomorrow?
m>a say: [not tomorrow|we *>see|ask @m in a week].
/
so that *be that
@a *wipe @a's hands on @a's [trousers|apron|sleeves] and *go home
/
the [cat|dog next door|baker's goose] *^watch it all and *tell no one
/
long afterwards, [when somebody *speak of luck|on evenings by the stove|whenever it *be mentioned], @a just *smile
/
that evening the soup *taste [better than it ever *^do|of nothing but soup, and that *be just right]
/
@a *draw a picture of it [on the back of a bill|with a burnt stick] and *hang it over the bed
/
if it *^!be true, who would have believed it?
/
@a *be tired in the best way, [from the toes up|like a horse after haymaking]
# moral
?it *be not much, but it *be enough
/
?some things **=be like that
/
?that *be how @a *learn that [patience|honesty|help|a kind word] *=cost nothing
/
?@a *say that [luck *have very little to do with it|it *^be easy, which *!be quite true|anyone would have done the same]
/
?big troubles often have small beginnings, and so do good days
/
?not everyone *believe it afterwards, but it *be so
/
?one never knows, as @m *like to say
/
?@a *keep [the secret of it|a small scratch as a reminder|one eye open after that]
/
?nobody *give a speech, and nobody *need one
/
?it *^take [half a day and two bandages|a good deal of breath|one brave minute], no more
# help
@n *come by with [a basket on one arm|a pipe in one hand|two buckets of water]
n>a ask: what *be the matter?
= @a *explain everything, [all in one breath|from the beginning|though not very clearly]
/
@a *knock at the next door, where @n *live
+ @a *tell @n.n what *^happen
/
@n, who *^watch from a window, *come out
n>a say: let me have a look.
/
@a *run to fetch @n
~ @n *~eat breakfast
= @n *come along with a mouth full of bread
/
@n *~mend a gate on the other side of the street
@a *call
+ @n *put down the hammer
/
there *be one person who *may know about such things, and that *be @n
= @a *go and *ask
/
@n *stop, *look and *put down a heavy bag
n>a say: [that *look like trouble|hm|you *have a face like three days of rain].
= out it all *come
/
@a *ask at [three|four] doors
- nobody *be at home except @n
n>a say: [well, come in and tell me|slowly now|one thing after another].
/
n>a ask: *can @n help, or [would you rather frown at it|is this a game]?
a>n say: please help.
/
@n *^hear the noise and *come to see [whether anyone *be hurt|who *~make it]
= @a *show @n.n
# look
@a *look [#hiding|everywhere|into every corner|up and down the street|in all the wrong places]
/
@a *search [the kitchen|the yard|the whole house|the street], [the cellar|the stairs|the shed] and [the loft|even the well|the hen house]
/
@a *turn [every cushion|the big basket|the whole drawer|all the pockets] upside down
/
@a *creep about on hands and knees
/
@a *ask [the baker|the postman|two old men on a bench|the girl next door], [who *shake a head|but nobody *^see anything|who *^hear nothing]
/
@a *follow [the marks in the mud|the sound|a trail of crumbs|the wall] as far as [the gate|the bridge|the last house]
/
@a *begin [at the top of the house|with the likeliest place|by the stove]
+ @a *end [in the cellar, with cobwebs in @a's hair|where nobody *will think of looking]
/
#hiding @a *find [a lost mitten|a button, two nuts and a dead beetle|last year's chalk], but that *be all
/
not [under the mat|on the sill|behind the door], not [in the bread bin|beside the pump|among the onions]: @a *look there twice
/
@a *shake out [the bed clothes|every boot in the house|the doormat]
+ only dust *come
/
@a *make a list of all the places and *cross them out, one by one
/
how many corners a house *have, when one *have to look into all of them!
/
@a *lie down flat and *peer under [the cupboard|the stove|the stairs], [where it *be dark and smell of mice|with a candle|and *sneeze]
/
@a *walk the whole way backwards, [in case that *help|because it *^get lost forwards]
# walk
@a *walk [as far as the bridge|along the river|through the orchard|over the hill|past the mill] [without stopping|on tiptoe|with @a's hands in @a's pockets|whistling|in no hurry|]
/
@a *run down the [lane|steps|hill] [two at a time|so fast that @a's hat *fly off|without looking back|and nearly *fall twice]
/
@a *go out into the [yard|street|morning|cold|field]
/
the way *lead [past the mill|through the wood|between two stone walls|along the water] and [up the hill|over a little bridge|into the fields]
/
@a *take the short way, [over the wall and through the nettles|which *be longer but *have plums in it]
/
it *be [a mile|not far|twenty minutes for a grown-up], and @a *need half an hour
< there *be so much to look at
/
first *come the [bridge|mill|last houses], then a long piece of nothing, then [the wood|the hill|the crossroads]
/
@a *count the [trees|gateposts|milestones] on the way and *get as far as [nineteen|forty|a hundred and two]
/
under @a's feet the path *turn from [stone to sand|mud to grass], and then it *be hardly a path any more
/
@a's shadow *walk ahead, long and thin, and *know the way
/
at the [crossroads|old oak|pump] @a *stop, *think and *go left
/
one foot before the other, that *be all there *be to it, and @a *do it [until the church *be small|with a stitch in one side]
# gather
{sun} [people *sit on their doorsteps|children *splash in the fountain|someone *~sing by an open window]
/
{sun} [two dogs *sleep in the middle of the road|an old woman *shell peas in the shade|from every garden one *hear a watering can]
/
{rain} [people *hurry past under their hoods|a cat *look out at the wet street|water *drip from every leaf]
/
{rain} [a boy *sail a shoe down the gutter|under the arch of the bridge three carters *wait and *grumble|somebody's umbrella *go by inside out]
/
{snow} [children *pull their sledges up the hill|smoke *rise from every chimney|someone *~scatter ashes on the steps]
/
{snow} [a snowman with a real hat *guard the pump|sparrows *sit in a row like buttons|the baker *sweep a path as wide as one loaf]
/
{wind} [doors *bang|an old man *hold on to his hat|the shop signs *swing and *squeak]
/
{wind} [a sheet *^get loose and *dance down the street|two geese *lean into the wind and *scold|whoever *come round the corner *come fast]
/
{fog} [footsteps *come and *go without their people|a lamp *float by in the grey]
/
{fog} [somebody *say good morning, and nobody *know who|a horse *cough quite near|the bell *ring as if from under water]
`;
