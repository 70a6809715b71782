// Pieces that many stories share. The notation is explained in ../script.ts.
export const COMMON = `
# open
%#dawn
@a [*feed the hens|*sweep the step|*carry water from the well|*peel potatoes|*sit on the wall and *count the carts|*help @m in the yard|*look out of the window|*walk along the lane with a stick|*come home from school|*hang out the washing]
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
# weather
{rain} [the rain *drum on the roof|it *^rain since breakfast|rain *run down the windows|the gutters **be full and the street *shine|grey clouds *hang over the hills]
{snow} [snow *lie on every roof|the windows **be white with frost|it *^snow all night|the puddles **^freeze|the whole street *be white and quiet]
{sun} [the sun *shine|it *be warm enough to go barefoot|there *be not a cloud in the sky|the air *smell of hay|bees *hum in the lime trees]
{wind} [the wind *pull at the shutters|a strong wind *come up from the river|leaves *blow across the square|the washing *flap on the lines]
{fog} [fog *lie in the streets|one could not see the end of the lane|the fog *be so thick that the bells *sound far away]
# idea
then @a *have an idea
/
all at once @a *know what to do
/
@a *think [hard|for a while|until it *hurt]
+ @a *have an idea
/
an idea *come to @a, [slowly at first|the way a cat *come in|while nobody *~look]
/
that *give @a an idea
# worry
@a *feel #sad
/
@a *be too #afraid to [speak|move|eat|sleep]
/
@a's [heart *beat fast|stomach *feel like a stone|hands **begin to shake|face *turn hot]
/
@a *!know what to do
/
@a *want to cry, but no tears *come
/
for a moment @a *forget to breathe
/
@a *bite @a's lip and *look at the ground
# glad
@a *be so #glad that @a *jump into the air
/
@a *laugh out loud
/
@a *feel warm all over
/
@a *clap @a's hands
/
a smile *spread over @a's face
/
@a *can not stop smiling
/
@a *want to sing
/
@a *turn round and round until everything *spin
# thanks
a>b say: thank you, @b.n!
/
@a *thank @b with all @a's heart
/
a>b say: @a *>!forget this.
/
@a *say thank you three times
/
a>b cry: how good of @b!
/
@a *throw @a's arms round @b
/
@a *!know how to say thank you
= @a just *squeeze @b's hand
# comfort
m>a say: never mind. It *happen to everyone.
/
@m *sit down beside @a and *say nothing for a while
+ @m *tell @a about [the time when the roof *<fall in|a day long ago when everything *<go wrong|something much worse]
/
@m *put an arm round @a
m>a say: [tears are only rain. They stop|come here, little one|tomorrow *>be another day|we *>think of something]
/
m>a ask: shall we look at it together?
/
@m *make a cup of #drink for @a and *!ask any questions
/
m>a say: nothing is perfect. Only try again.
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
and if you ever *come to @t, [someone *>tell you the story|ask for @a.n, and you *>hear it again|you may still hear about it]
/
%at supper
@a *tell the story [twice|from beginning to end|with both hands and a mouth full of bread]
+ even @m *laugh
/
that *be the end of it, [or nearly|more or less|and a good one]
/
@m *look at @a for a long time
m>a say: [well done|that *<be a long day|@a *be proud of @b|now eat something].
/
%years later
@a still *remember [the smell of that day|how it *^feel|every word of it]
/
%the next morning
@a *wake early and *run to [the window|the door] to see [if it *be true|what the day *>bring]
/
nobody *say much on the way home
- it *be a good kind of quiet
/
{rain} by evening the rain *^stop, and the street *smell of wet stone
/
{snow} outside it *begin to snow again, softly, as if nothing *^happen
/
{sun} the sun *go down behind the roofs, and the stones **be still warm
# moral
?it *be not much, but it *be enough
/
?some things **=be like that
/
?that *be how @a *learn that [patience|honesty|help|a kind word] *=cost nothing
/
?@a *say that [luck *have very little to do with it|it *^be easy, which *!be quite true|anyone would do the same]
/
?big troubles often have small beginnings, and so do good days
/
?not everyone *believe it afterwards, but it *be so
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
# walk
@a *walk [as far as the bridge|along the river|through the orchard|over the hill|past the mill] [without stopping|on tiptoe|with @a's hands in @a's pockets|whistling|in no hurry|]
/
@a *run down the [lane|steps|hill] [two at a time|so fast that @a's hat *fly off|without looking back|and nearly *fall twice]
/
@a *go out into the [yard|street|morning|cold|field]
/
the way *lead [past the mill|through the wood|between two stone walls|along the water] and [up the hill|over a little bridge|into the fields]
# gather
{sun} [people *sit on their doorsteps|children *splash in the fountain|someone *~sing by an open window]
{rain} [people *hurry past under their hoods|a cat *look out at the wet street|water *drip from every leaf]
{snow} [children *pull their sledges up the hill|smoke *rise from every chimney|someone *~scatter ashes on the steps]
{wind} [doors *bang|an old man *hold on to his hat|the shop signs *swing and *squeak]
{fog} [footsteps *come and *go without their people|a lamp *float by in the grey]
`;
