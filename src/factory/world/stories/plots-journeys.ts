// Stories of ways and weather: lost in fog, adrift, a night in a barn, a hill, a coin that rolls. The notation
// is explained in ../script.ts.
export const JOURNEYS = `
# plot fog-on-the-moor cast a:child m:parent b:friend
:fog-set-out
:fog-comes

:fog-lost
:fog-lost
:fog-meet

:fog-out
:fog-home
# fog-set-out
m>a say: [straight there and straight back|take the road, not the field|if it turns grey, stay where you are].
@a.new *promise it, [with one arm in the coat already|and *mean it], and *go off with [a basket for the shepherds|a can for milk|a letter for the farm on the hill]
/
@a.new and @b *^be on the [common|moor] since noon, [looking for a lost glove|to see the lambs|flying a bit of paper on a string]
- the day *be [shorter|greyer] than they **think
/
it *be [only half an hour|no way at all] from the mill to @t, [and @a.new *know it backwards|if one *=know it], and @a.new *^go it [a hundred times|in every weather but one]
/
%in the late autumn
@a.new *have to [bring the sheep down|fetch the pony from the upper field], and @b *come along, [for company|because of the chestnuts]
# fog-comes
first the [hill|tower] *be gone, and then the [wood|mill], [one after the other|without a sound], as if somebody *~rub them out
b>a say: it is getting [white|dark]. [Shall we run|Do you see that|I can not see my feet].
/
the fog *come up [from the river|out of the ditches|across the fields], [on soft feet|like milk that *boil over|faster than they **walk], and *stand [there|before them], [all round|higher than a man|with its arms out]
= @a *stop [whistling|walking], because [it *sound so strange|the path *^stop as well]
/
between one [step|word|breath] and the next there *be nothing [left|any more|in the world] but [grey|a thorn bush and a lot of white|a wet sort of wool], [not even a sound|and that *come nearer|and two feet in it]
@a *hold out a hand [to see|at arm's length], and the hand *be [there, just|only half there]
# fog-lost
@a *walk [straight on|straight ahead], [counting|very carefully], for [two hundred|three hundred] steps
- there *stand the [same|very] thorn bush, [with the same bit of wool on it|looking innocent]
/
@b *be quite sure of the way, [of course|as always], and *go first
= [a minute later|soon after] there *be a [splash|word], and @b *say that [the ditch *be here, then|nobody *have to come any nearer]
/
they **call, [both together|with their hands to their mouths|one high, one low], and somebody *call back, [exactly the same|in their own voices|only later|as if to make fun of them]
a>b say: [that is a rock|that was us|at least they are polite].
/
something big *stand in the way, [breathing|and *!move], with [horns|shoulders] like a [cupboard|gate]
a>b whisper: [do not run|can it see us|say something to it].
- it *be [a haystack|a cow], [which *look as lost as they|and quite a warm one]
/
[somewhere|far away] a bell *ring, and it *be [to the left|in front]
- at the next stroke it *be [on the other side|behind them], and [at the third *come from under the ground|then everywhere]
/
@a's [hair|scarf] *be full of [tiny drops|pearls], and the [cold|wet] *find the way in [at the collar|through each buttonhole]
b>a ask: [does one get used to it|are you afraid|have you anything to eat]?
a>b say: [no. A little|only when I think|half a bun, with fluff].
# fog-meet
they **sit down [with their backs together|on a stone|right where they *be], [so as to be sure of somebody|to think|because walking *be no use|and *share the fluff and the bun]
@a *listen, [with closed eyes, since open ones **be no use|first to one side and then the other], and [under the silence|little by little] there *be something: [water|a small trickling]
:fog-water
/
a>b say: [stay by the bush, and I will go as far as your voice reaches|sing, and do not stop. I shall come back to it].
@b *sing [all that *come to mind|the song with the nineteen verses], [loudly and quite wrong|until hoarse]
= @a *go out [like a boat on a rope|ten steps this way and ten steps that], and at the [fifth|seventh] try *touch [a wall|a milestone]
/
[all at once|close by] a small light *float along, [knee-high|swinging], and under it **go [two boots|four hooves]
a> call: hello!
the light *say hello, too, [without surprise|in an old man's voice], and *ask if @a [*want|*!have] [to hold on to the sheep|a minute to help count]: there *must be thirty, [and they **be white as well|of course white ones]
/
@a *think of the [geese|pigeons], who [**=fly home in anything|**=!need to see|**=have a map in the belly]
- there *be no goose, only the pony, [and it *~doze|with a wet nose]
b>a say: let go of [the rope|its head]. [It wants its supper as much as we do|It has never missed a meal].
@a *let go, and *hold on to the tail, [and @b to @a|which *be not very grand]
# fog-water
a>b say: that is the [brook|mill race]. It goes [through the village|past our house]. [It can not get lost|It has to know].
= they **go along in the water itself, [hand in hand|with their shoes round their necks], [very cold|singing], so as not to [miss|lose] it
# fog-out
[then|after a hundred years] something [hard|square|dark] *come out of the white, [and *hit @a on the knee|and *stand still|slowly], and it *be [the pump|a door|the corner of a house], and [they **know it|it *be theirs, with the crack in it|never *<be anything so lovely]
/
somebody *bang on a pan, [slowly|again and again], [the way one *=call bees|out of time], and they **know that [pan|hand]
= they **run [towards it|the last bit], [into the fence and over it|right through the currants]
/
there *be a smell of [onions|smoke], [thin at first|only a thread], and @a *follow it with [an open mouth|the nose in the air], like a dog, [from puddle to puddle|and it *lead through a gate]
/
the fog *have a [hole|door] in it, [not far away|quite low], and in the hole there *be a [lamp|window], and in the [window|light] @m
# fog-home
@m *!scold, [not at first|which *be worse], and *rub @a's hair with a towel [for rather a long time|until it *stand up]
m>a say: [I burned the soup with listening|next time you take the pony's advice at once|I have been beating that pan for an hour].
/
%the next morning
the sun *shine, [as if it *^be nobody|on everything alike|innocently], and they **go [to look|there once more|out with half the class]
- the thorn bush *stand [forty steps|a stone's throw] from the [last house|garden gate], [with a path trodden all round it|and three loops of footprints]
b>a say: we tell nobody.
a>b say: [nobody|not even the pony|how many steps did you say].
/
a>m say: I [stayed|did not stay] where I was. [It went away from under me|I tried. Only the place moved].
m>a say: [drink that|so I see|I know that sort of place]. 
/
since then @b *know [twenty|all the] verses by heart, and @a *like to hear it, [for old times' sake|at a distance], [when the weather *be good|most of all in fog]
# plot drifting-boat cast a:child b:friend n:neighbour
:boat-tied
:boat-off

:boat-try
:boat-try
? :boat-pass

:boat-stop
:boat-end
# boat-tied
the boat of @n *lie under the willows, [tied to a root|with a knot as thick as a fist], and nobody *^forbid [sitting in it|anyone to sit]
= @a.new and @b *sit in it, [every afternoon|after school], and *sail [to the end of the world|round the Cape of Onions] without moving an inch
/
@a.new *be only to [bail out the water|watch the boat for @n], [with an old tin|just for a moment], and @b *come by
b>a ask: [is it yours|may I get in|what are you captain of]?
a>b say: [get in, but wipe your feet|of this, until five|mind the eel].
/
%on a [hot|still] day
@a.new and @b *look for the [coolest|best] place in @t, and it *be at the bottom of a boat, [in the shade|with one's feet over the side], [and both of them **fall asleep there|where one *=be rocked]
# boat-off
[neither of them *^touch|nobody *^look at|it *be no one's fault about] the knot, [they *swear to it afterwards|or only a little]
- when @a *look up, [the willows **be walking by|the bank *be going away], [quite slowly|as in a dream]
/
[there *be a small plop|something *go plop|there *be a sound like a fish], and that *be [the rope|the end of the rope|the knot, saying goodbye], [falling in|and it *swim behind like a snake|as they *find out too late]
b>a say: [we are moving|I did not do anything|that was important, was it not].
/
a duck *pass them, [going the wrong way|standing still], and @b *remark that [this *be a strange sort of duck|it *swim backwards]
= @a *sit up, [and the boat too|all at once awake], and *see that it *be not the duck
# boat-try
there *be one oar, [it *turn out|under the seat], and with one oar a boat *=go [round and round|in circles], [first left, then right|like a dog before it *=lie down]
a>b say: [other side|now you|stop, I am getting dizzy].
/
@a *throw the rope at [a post|a branch|some cows], [again and again|with a wide swing], and [once *catch|all but *catch] something: [a thistle|its own leg|@b's cap]
/
they **paddle [with their hands|with a tin and a shoe|like dogs], [four of them in all|lying on their bellies|first in time and then not], [until the sleeves **be full|one on each side|and *count aloud], and the boat *take [little|no] notice
- it *have [plans of its own|the whole river behind it]
/
b>a say: [we could swim|I shall jump]. 
a>b ask: can you?
b>a say: [not very far|on dry land|as far as a rope lets me].
= they **stay [where they *be|on board], and *hold on to the [bench|edge]
/
@a *find what there *be: [a tin, a cork, half a sandwich|two worms and a sponge], and *divide it [by law|into equal parts], [for the voyage|for it *may take years]
~ @b *write their names on the side with a nail, [in case|and the date, so that one *will know]
/
they **shout to [a man with a fishing rod|some women at the washing place|a boy on a wall], [as loud as they *can|with both arms], and [they **get a wave|a wave *come back|the answer *be that it *be fine weather for it]
b>a say: [they think we want to|people are so friendly|we looked too happy].
# boat-pass
the river *get wider, [and it *get quiet|between reeds], and a heron *stand there [on one leg|as in a picture] and *let them come [quite near|within reach]
for a while they **forget [to be afraid|that it *be an accident], and [@b *hum|nobody *call for help]
/
they **go by [under the bridge|past the market], where [the drops **ring like bells|every word *come back], and *see it all from below, [the washing and the cats|as fish *=do]
a>b say: [I never knew it was so pretty|there is our house, from the wrong side|nobody looks down].
/
then there *be a sound [ahead|in front], low, [like carts|as of many people], and the water *get [smooth and quick|dark]
b>a ask: is that [the mill|what I think]?
= they **be quiet, [both of them|suddenly], and *reach for [the oar|each other] [at the same time|with cold hands]
# boat-stop
a>b say: steer for the [reeds|sandbank]! [Together|Left hand, right hand|Lean]!
they **put the one oar out behind, [both pulling|as @n *=do], and *hold it [hard over|with their whole weight], and it *help: [with a long hiss|slowly] the boat *run [into the reeds|up on the sand], [as if into bed|and that *be the end of the voyage|where it *stay]
/
[a line|a hook|something thin] *come [through the air|flying], [with a worm still on it|whistling|from nowhere], and *catch [in the rope|in @b's collar|on the side of the boat], [and *hold|and *sing with the pull|which *be a piece of luck]
[some man with a pipe|an angler in a straw hat], [who *^wait for a carp|cursing softly], *wind them in, [turn by turn|hand over hand], and *say that they **be the biggest [yet|today], though [bony|not much good for frying]
/
@a *stand up, [although one *=must not|with spread feet], and *catch a branch of the last [alder|willow], with both arms
the boat *want to go on and @a *want to stay, and @b, [holding @a's feet|in between], *be [longer that day than ever before|the rope]
- at last they **be [under the leaves|on the bank], scratched and [laughing|wet]
/
[behind them|round the bend] *come @n, [rowing somebody else's boat|standing up in a washtub], [not saying a word|out of breath|very red], and *take the rope between two teeth
# boat-end
n>a ask: [well, captain|and where were we going]?
a>n say: [round the Cape of Onions|home, if it is on your way|we kept it dry, at least].
= @n *look [at the boat, at the one oar, at the names|into the tin], and *have to turn away [for a moment|to cough]
/
they **walk back, [two hours through nettles|all the way upstream], pulling the boat [behind them|on a rope], and [they **talk of nothing else|every cow *get told about it]
@n *teach them a knot [that evening|on the spot], [the kind that *=get tighter|over, under and home], and [*make them tie|*have them tie] it fifty times
/
n>a say: [I tied that knot myself|it was my knot|who tied it? I did]. [So half of it was my fault|It seems I need glasses|We had better all three learn something]. 
+ they *shake hands on it, all three, and @n [*lend them the boat for Sundays|*give each an oar], [the one thing that *^be missing|with a longer rope]
/
b>a ask: how far was it?
a>b say: [to the last alder|two miles|not so far].
b>a say: [we shall say five|next time we take the whole sandwich|to the end of the world and a bit left].
# plot night-in-a-barn cast a:child m:parent
{!sun}
:barn-road
:barn-in

:barn-noise
:barn-noise
? :barn-talk
:barn-who

:barn-morning
# barn-road
@m and @a.new **be on the way home from [the fair|the salt market|selling baskets], with [an empty cart|a new kettle and tired feet], when [the wheel *come off|night *catch up with them], [still six miles from @t|where there *be not a house to be seen]
/
{rain} the bridge *be gone, [carried off|nothing but two posts], and [the rain *!stop|behind it the road *go on, very near and no use]
= @m and @a.new *have to [stay on this side|turn back into the dark]
/
{snow} it *begin to snow on the [pass|heath], [first in single flakes|as if it *will never stop], until @m and @a.new **!see [the pony's ears|the ditch from the road]
/
[it *be late|the lantern *go out in the wind|the moon *be not there yet], and @a.new *can not go [any further|another mile|on], [not one step|not even for a bun|with two such heels]
m>a say: [there is a roof, over there|a barn is better than a ditch|today we are guests of the hay].
# barn-in
the door *be [open a hand wide|held by a stick|stiff, and then all at once not], and inside it *be [dark as a pocket|dry|as warm as a cow], and *smell of [summer|apples and mice|something asleep]
@a *feel the way along [a wall|a ladder], and *fall [softly|up to the neck] into hay
/
@m *knock, [because one *=do|although it *be only a barn], and *say good evening into the dark
nobody *answer
- something *stop [chewing|breathing], [or so @a *think|@a *be nearly sure]
/
they **make a bed, [with a hollow for each|like a nest|as deep as a tub], and *share [the last of the bread|a sausage, and the bigger half *go to @a|one egg, salt and all], [in the dark, by feel|crumb by crumb|with a button for a candle]
m>a say: [nobody in the town has such a big bed|shoes off, we are not animals|sleep well. Do not snore].
# barn-noise
[there *be a noise|it *begin with the wall|something *make itself heard]: [tap, tap, and then nothing|a long creak|three knocks, or four], and [again|a little nearer|then from over there], [like a finger|as if it *^learn to count]
a>m ask: [what is that|did you hear it|are you asleep]?
m>a say: [a branch|wood. It talks at night, when nobody is there|yes, I was].
/
[something|somebody small] *run over the beams, [with quick feet|from end to end|right above them], *stop, and *run back, [as if it *^forget something|in slippers, by the sound of it|dragging a nut|and *say something cross]
= @a *pull the coat up to [the eyes|the ears], [and the feet *be out|which *help a good deal]
/
somebody *sigh, [deeply|in the dark], like [a person with troubles|an old man in church]
@a *hold on to @m's sleeve, and *!breathe [until it *be over|at all]
a>m whisper: there is someone. [Sighing|He sounds sad].
/
two lights **be up there, [green|round], [side by side|quite still], [and then they **be somewhere else|a little lower each time|and **go out, and **come back]
a>m say: [it has lamps|something is looking at me]. 
m>a say: then look back, [in a friendly way|and see who blinks first].
/
the whole barn *shake in the wind, [from the roof to the floor|like a ship], and [a door *bang|a chain *clink], [three times|somewhere below]
@a *count between the bangs, [for no reason|up to nine], and [always *lose count|it *make it a little better]
# barn-talk
m>a say: [when I was small I slept in a mill, and it was worse|shall I tell you what I am afraid of|take my thumb].
a>m ask: [are you never afraid|and weren't you afraid at all|is it bad, being grown up]?
m>a say: [now and then. One forgets it, in the daytime|there was a time. Then I gave the noises names|of geese. By day, too. Laugh if you like].
/
@a *give the noises names, [one after the other|for something to do]: [Tap *be a shoemaker|the runner *be called Pim], and the one who *sigh [*be Uncle|*want a lost button back]
= [soon|after that] it *be [almost cosy|quite a company], and @a *wait for [Pim|the shoemaker] when it *be quiet too long
# barn-who
[towards morning|when it *get grey] one *can see them: [a cow with a sad face|an old horse], who [*sigh once more|*chew], [a hen on a wheel|six hens], and a cat with two green lamps, [and she *~wash them|looking bored]
/
the [shutter|ladder] *tap, the [mice **run|dormouse *have a household up there], the [sigh *come from a cow|sighing one *be a cow], and [nothing of it *be left over|@a *make a mark behind each of them in the mind]
a>m say: [they were all somebody|it was only a family|Uncle is a cow].
/
@m *light the last match, and there, [an arm's length away|right beside them], *lie a calf, [new|wet still], [on legs like string|which *look at the light as if somebody *^make it a present]
the sighing one *stand over it [and *lick it dry|very proud], [and *sigh, with joy this time|with a look at the guests]
/
a man *come with a lantern, [and a fork|in a nightshirt], just as [afraid|pale] as they
he *ask who *be there, [in a thin voice|from behind the door], because [something *^sneeze in there all night|his barn *be haunted, as far as he *know], [and he *^hear it say "bless you"|and not for the first time]
# barn-morning
%in the morning
there *be a bowl of warm milk [on the step|for each], and they **mend the [door|roof] a bit, [for the night's lodging|to be quits], before they **go on
/
@a *say goodbye to each of them [by name|in turn], also the [ladder|shutter], [with a bow|and *be not sure that it *!tap back]
m>a say: [you will have something to tell|come, before you ask the cow along|and now home, to the small bed].
/
when they **be home again, [in the warm room|behind a good lock], it *be so quiet that @a *can not sleep, [not at all|for an hour]
a>m call: could you sigh a little?
= @m *sigh, [through the wall|from the kitchen], as well as [any cow|the best of cows], [twice|until it *be enough]
/
there *be hay in everything, [for weeks|in shoes and pockets], and whenever @a *find a [straw|stalk], it *go into a [box|book], [and the lid *smell of that night|with the name of a noise beside it]
# plot rolling-coin cast a:child m:parent n:neighbour b:friend
:coin-sent
:coin-falls

:coin-hunt
:coin-hunt
? :coin-b

:coin-found
:coin-home
# coin-sent
m>a say: [one coin, one loaf, and what is left over comes home again|hold it tight, it is the last until Friday|salt, a candle, and do not talk to the parrot].
@a.new *close [a fist|five fingers] round it, [so that it *get warm|like a lid], and *go, [saying it over: salt, candle, salt|with the other hand on top|hardly breathing]
/
for [the first time|once] @a.new *be to go shopping [alone|like a grown-up person], with [a real coin|a basket that *reach the ground] and [a list in the head|advice for three]
- the way *be long, [for a coin in a hand|past the fountain and the puppet show], and it *be [a fine day|a smooth coin]
/
@a.new *^earn a coin, [with nine buckets of snails|for holding a horse], [the first one ever|shining], and *be on the way to [spend it|the man with the paper windmills], [in no hurry to be there|because thinking about it *be half the joy]
# coin-falls
[in front of the smithy|on the bridge|just by the market] @a *look at it, [only to see if it *be still there|for one moment], and [a dog *push past|a cart *rattle past|somebody *say hello]
+ it *be in the air, and then it *be [on its edge|on the stones], and then it *roll, [as fast as a mouse|between all the legs|like something that *^wait for this]
/
@a *throw it up and *catch it, [the way sailors **=do|heads or tails], and *throw it up, [higher|once more, to make sure], and [*!catch it|there *be one ring on the stones]
= it *run away, [on its edge|down the lane], [taking every corner|as if it *know the way]
/
there *be a hole in the [pocket|glove], [no bigger than a pea|quite a new one], and the coin *find it, [as water *=do|by the pump]
@a *hear it [laugh, twice|go ping] and *see it turn [left|the corner], [past the hens|on one edge]
# coin-hunt
@a *run after it, [bent double|with one hand out], under [a ladder|a horse], [through somebody's chess game|between a lady and her dog], [and *say sorry to all of them|which *lead to remarks]
- it *be [quicker|always one step ahead], and *roll into [the tailor's|the church|a barrel maker's], [where it *be dark|by the only open door]
/
it *jump down the steps, [one after the other|ringing each time], [all thirty of them|like a goat|without missing one], and @a *go after it, [on the seat of some trousers|two at a time|less quietly]
- at the bottom there *be a grating, and it *lie [down there|on the mud], [an arm and a half deep|and *shine up|looking quite content]
/
@a *poke at it with [a stick with gum on it|a spoon on a string|a straw], [flat on the ground|with one eye shut], and *have it, [nearly|up to the last bar], and *lose it, [seven times|a little deeper]
/
people **come and *stand round, [each with an idea|and *ask if somebody *be down there], and [one *fetch a magnet|the idea *be a magnet]
- a coin [*laugh at that|*=!be iron], and the magnet *bring up [nails, hairpins, and half a horseshoe|a key that someone *^miss for nine years]
= there *be great joy, [but not on @a's side|in somebody|on all sides but one]
/
a [magpie|hen] *see it [too|first], and *look at it [sideways|with love], and *swallow it, [just like that|before @a *can say no]
@a *sit down before the bird, and they **look at each other, [eye to eye|for half an hour], and [both *wait|a crowd *place bets|neither *give anything away]
# coin-b
b>a ask: [how much was it|what have you lost|are you praying, or what is that]?
a>b say: [the last one until Friday|all of it|it is down there, and I am up here].
= @b *turn out both pockets: [a button, a beetle|string, and one half of a biscuit], and *offer [everything|the lot], [which *=be a friend's way|and it *help, in a manner of speaking]
/
@b *have a thin arm, [the thinnest in @t|thin as a rake], and *put it through, [up to the ear|with a groan], and *feel [something round|something that *move]
b>a say: [got it|it is wet|there are more of them]!
- it *be a [button|cork], [a fine one|and *smell], and the arm *be [stuck|not easy to get back]
# coin-found
@n *come out [to see who *~lie before the shop|with a ladle], and *listen to it all, [leaning on the door|down to the hole in the pocket], and *lift the grating, [as one *=take the lid off a pot|with two fingers]
n>a say: [they have hinges, you know|it only wants to be asked|people never pull. They poke].
/
@a *give up, and *look at the ground, [for the first time without looking for anything|since there *be nothing else to look at], and there it *lie, [under the left shoe|against the toe], [the whole time, very likely|flat as an honest coin]
/
it *roll, in the end, [against a boot|in a circle], and *fall over, and in the boot there *be [an old man|@n], who *pick it up, [groaning|with a bow]
n>a ask: does that belong to [somebody with mud on the nose|the one who has run through my stall twice]?
/
it *be gone, [and *stay gone|for good]
= @a *go into the shop and *tell it [as it *be|from the beginning], [red to the ears|to the counter, mostly], and @n *push the loaf across, [still warm|and half a one besides]
n>a say: [you can sweep up on Saturday|bring it when it has rolled home|the first one I was given is still in the mill pond].
# coin-home
m>a ask: [you were quick. Or is it evening|did it all go well|what took so long, and where is your sleeve]?
a>m say: [it went faster than I did|I have the bread, and I know the whole town now|yes. In the end].
/
m>a ask: and the change?
@a *open one hand, and in it *lie [a button|a nail and a hairpin], [and a small coin, quite black|polished on a sleeve], [which *be what the fountain *^give back|with compliments]
/
@m *sew up the [pocket|glove], [that same evening|with a double thread], and *put a [bean|pea] in it, [to practise with|for the next four weeks]
- @a *lose [the bean|it] only twice, [and each time it *come up again|and *eat it the third time]
/
[on Saturday|when the week *be over] @a *sweep the shop, [into every corner|so that one *can see the boards], and under the counter, [in the dust|behind the last sack], *lie a coin, [as old as @n|with a head on it that nobody *know]
n>a say: [so that is where it was|you see. They do roll home|halves, then].
# plot berry-wood cast a:child b:friend m:parent
{!snow}
:berry-go
:berry-further

:berry-further2
? :berry-eat
:berry-look
:berry-lost

:berry-way
:berry-home
# berry-go
m>a say: [only as far as the stream|a pailful, and be back for the milk|the near ones are good enough].
@a.new and @b *go, [swinging the pail|with purple on their minds], and the [near|first] ones **be [eaten by others|still green], [one *can not deny it|on the sunny side]
/
%in the berry weeks
there *be no child in @t with [white|clean] teeth, and @a.new and @b *have [a pail each|a place nobody *know of], [behind the quarry|which they *know from a blackbird]
/
@a.new *want to fill the [big pail|milk can], [to the brim|so that @m *say oh], for [a cake|eleven jars of jam], and *take @b along, [who *be quick|for the high ones]
# berry-further
they **begin [at the fence|by the last house], [one for the pail, one for the mouth|very properly], and the bottom of the pail [*ring|*go plink|*drum like rain], and then it [*go plop|*!ring any more|*fall silent]
b>a say: [over there they are bigger|I can see a black one|only to that bush].
/
the best ones, [as everyone *=know|it *=be a law], **hang [one arm farther in|behind the thorns], and [behind those there **be still better ones|the next bush *have the sun on it]
= they **go [to the next|a bush farther], and [then to the one after that|from that to the next]
# berry-further2
"just this one," they **say, [first @a|by turns], and [each bush *hand them on to the next|none of them *be the last], [down a bank|across a stream], [which *must be the one they *^hear about|without noticing that it *be a stream]
/
neither *look up, [for berries **=grow down there|not for an hour], and the [sun|light] *look [down|after them], and then *go about its own affairs, [behind the trees|to bed]
/
@a *climb on @b's shoulders, [for the top ones|which **be not quite still], and *see [from up there|over the leaves] [nothing but leaves|more bushes], and *report [paradise|that it *=!stop]
# berry-eat
there *be [someone else|another guest] in the bush, [on the far side|who *smack his lips], and *pick [with both hands|the lower ones]
b>a ask: [is that you|are you eating with your mouth open|since when do you sniff like that]?
- @a *stand [beside @b|right behind @b|three steps off], [holding the pail|quite still|with a closed mouth], and [the other one *sneeze|what *look out *be a badger, blue to the ears|the bush *grunt]
= both sides **beg pardon and *go, [quickly|backwards], [each with what there *be in the cheeks|and *leave the best bush to nobody]
# berry-look
then the pail *be full, [heaped|with leaves on top|and not one more *will go in], and @a *stand up, [for the first time|with a hand on the small of the back|quite proud], and *look [round|for the way|to all sides, and once more]
a>b ask: [where is the stream|which way did we come|do you know that tree]?
b>a say: [behind us. Or in front|I followed you|that one? No. And that one no better].
/
a drop *fall, [or a leaf|a cold one], and @b *ask what time it *be, [as one *=ask about an aunt|with a blue mouth]
@a *look for the [tower|smoke], [left, right, and once all round|on tiptoe], and there *be [only wood|trees, each like the next]
# berry-lost
they **go [that way|straight on], and there *be a [bush|place] they **know: [empty, with @b's cap on it|picked bare]
b>a say: [somebody was here before us|that is my cap|those were thorough people].
/
they **hold hands, [because of the roots|which they **!do otherwise|to count themselves], and *talk [loudly|of school|both together], so that [the wood *hear that there **be many of them|it *!get so quiet|nothing else *can be heard]
/
a>b say: [sit down. Who is lost stays where he is|eat something. One thinks better].
they **eat [one berry each|from the top], and then [a layer|a few more], and *think [no better|with their mouths full], [but more sweetly|until one *can see the rim]
# berry-way
@a *look at the ground, [where something *=shine|to keep from crying], and there **be [spots|drops], [dark ones|blue], one here and one there, [in a row|as far as the oak]
a>b say: your pail [has a hole|leaks]! [Bless it|All the way from home]!
= they **follow the spots [on hands and knees, as it *get dark|from one to the next], [and *lose them at the stream|as far as the fence], and *find [them again on the other side|the gate]
/
[above them|high up] the [crows|starlings] **fly home, [in a long line|all one way], and @a *know where they *=sleep: [in the lime trees by the school|on the church roof]
= they **run after them, [noses in the air|through what there *be], [into two ditches|and *fall over everything]
/
somebody *call, [far off|thin as a gnat], and [somebody else, from another side|then a whole choir], and lights **go [between the trees|to and fro], [like more berries|eight or nine]
b>a whisper: [are they looking for us|that is half the street|shall we call, or hide]?
a>b say: [call|together, on three|first call, and then we see].
/
@b *taste the [wind|air], and *find that it *smell [of pigs|of soot]
a>b say: [so what|how nice for you].
b>a say: there is only one [pigsty|smithy] that smells so. [I live next to it|That is ours, I would know it anywhere].
= they **walk with [closed eyes|their noses], [for the first time glad of it|left, when it *get thinner, then right], until [they *bump into the sty|it *can not be borne any more]
# berry-home
m>a ask: [only as far as the stream|was that the near ones|do you know what time it is]?
a>m say: [which stream|there was always one more|we met the evening on the way].
@m *look into the pail, [with the lantern|right down], and there *be [a handful|a layer], [and a cap|the size of a pancake]
/
there *be a cake, [a small one|like a coin], [from what *be left|with nine berries], and it *be divided [into as many pieces as there **<be lanterns|for everyone who *^look for them]
= each *get [one berry and the smell|a crumb with blue on it], [and *say that it *be worth it|with great ceremony]
/
@m *wash @a, [with sand in the end|first with soap and then with buttermilk], and the blue *go [from the hands into the ears|nowhere]
m>a say: [you will have to go to school as a plum|that wears off by spring|at least I can see where you have been].
/
the next day they **put [white pebbles|a cut] on every [tenth|last] bush, and *go [only as far as that|by those]
- behind the last one, [quite near|in the sun], there *hang a bush [so black that it *=!can be described|with berries like thimbles], and they **look at it, [with hands behind their backs|for quite a time], until [somebody *call them|the milk *have to be fetched|the bush *be in the shade, which *=help]
`;
