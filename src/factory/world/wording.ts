// The small change of language: phrases that say the same. A narrator leans to some of them, and a story keeps
// neither to one nor to what its author happened to write.
import type { Random } from '../../base/random.ts';
import { chance, hash } from './draw.ts';

/** Each line: phrases any of which may stand for any other; after `>` those that stand for the first only. */
const SAME = `
as if|as though
nobody|no one
somebody|someone
anybody|anyone
everybody|everyone
began to|started to
begins to|starts to
begin to|start to
begun to|started to
all at once|all of a sudden
At once>Straight away|Right away|There and then
for a while|for a time|for a bit|for some time
again and again>over and over|time after time|over and over again
time after time>again and again
now and then|from time to time|once in a while|every so often|now and again
all the time|the whole time
for a long time|for a good while|for quite some time
just then|at that moment|at that very moment
the next morning|the following morning
the next day|the following day
the next evening|the following evening
that evening|that same evening
that night|that same night
that afternoon|that same afternoon
a little later|a little while later|some time later
next to>beside
of course|naturally
perhaps|maybe
until|till
each other|one another
every day|each day
every morning|each morning
every evening|each evening
every time|each time
whenever>every time|each time
all day|the whole day
all night|the whole night
all morning|the whole morning
all afternoon|the whole afternoon
all the way|the whole way
once more|one more time
by now|by this time
by then|by that time
in a hurry|in great haste
at first light
at first sight
at first|to begin with|to start with
meanwhile|in the meantime
afterwards>after that
from then on|from that time on|ever after that
from that day on|from that day forward
a moment later|the next moment|a second later|a breath later
for a moment|for an instant|for a second
in a moment|in a second|in a minute
not far from>close to|near
the two of them|both of them
in spite of|despite
out loud|aloud
almost|nearly
probably|most likely
exactly|precisely
hardly|scarcely|barely
took hold of|caught hold of
takes hold of|catches hold of
on the other side of>across
although>though|even though
even though>although|though
two days later>after two days
three days later>after three days
an hour later|after an hour
a week later|after a week
a few minutes later|after a few minutes|some minutes later
in any case|at any rate
in fact|as a matter of fact
one by one|one after the other|one after another
step by step|one step at a time
little by little|bit by bit
sooner or later|some time or other
long ago|a long time ago
a lot of>plenty of|a good deal of
several>a number of
at last|at long last|finally
before long>soon|in a short while
for the first time|for the very first time
in silence>without a word|without speaking
as usual|as always
a great deal|a good deal
much too|far too
a bit of|a little bit of
a bit>a little
the kind of|the sort of
a kind of|a sort of
went home|walked home|made for home|set off home
goes home|walks home|makes for home|sets off home
went away|walked off|walked away
goes away|walks off|walks away
said nothing|said not a word|did not say a thing
says nothing|says not a word|does not say a thing
did not say anything|said nothing|did not say a word
does not say anything|says nothing|does not say a word
did not know what|had no idea what
did not know how|had no idea how
did not know why|had no idea why
did not know where|had no idea where
does not know what|has no idea what
does not know how|has no idea how
, because>, for|, since
and then again
and then>and after that
made a face|pulled a face
makes a face|pulls a face
by mistake|by accident
for ever>for good
the others>the rest
a whole week|a full week
a whole day|a full day
a whole hour|a full hour
only a>just a
I think of
I think>I believe|I suppose
what is the matter|what is wrong
all right|very well
at supper|over supper
in the middle of>right in the middle of
there was nothing but>there was only
there is nothing but>there is only
it turned out that>it came out that|it proved that
It turned out that>As it turned out,|It came out that|In the end it turned out that
on the way home>on the road home
went to the>walked to the|walked over to the|made for the
goes to the>walks to the|walks over to the|makes for the
ran to the>rushed to the|hurried to the|dashed to the
runs to the>rushes to the|hurries to the|dashes to the
said that>remarked that|mentioned that
wanted to>wished to
very much>a great deal
very quietly>ever so quietly|hardly above a breath
very slowly>ever so slowly
very carefully>ever so carefully|with the utmost care|with great care
very politely>ever so politely
a little too>rather too|a bit too
One day>One fine day
on one side>to one side
on the far side of>on the other side of|beyond
in no time>in next to no time|before anyone could count to ten
turned round>swung round|turned about
turns round>swings round|turns about
stood still>stood quite still
stands still>stands quite still
went back>returned
goes back>returns
came back>returned
comes back>returns
fell asleep>dropped off|went to sleep|nodded off
falls asleep>drops off|goes to sleep|nods off
fast asleep|sound asleep
got up and>stood up and|rose and
gets up and>stands up and|rises and
began to laugh>started to laugh|burst out laughing
begins to laugh>starts to laugh|bursts out laughing
began to cry>started to cry|burst into tears
a great many>a good many|very many
two or three|a couple of
not even>not so much as
by the time>when
as soon as possible
as soon as>the moment|the minute
half the school>half of the school
the whole school>the entire school
took no notice of>paid no attention to
looked round>glanced round|looked about
looks round>glances round|looks about
thought hard>thought long and hard
nodded>gave a nod
nods>gives a nod
sighed>heaved a sigh|gave a sigh
shrugged>gave a shrug
on tiptoe|on the tips of the toes
for days|for days on end
never again>not ever again
never once>not once
another one>one more
such a long time>so long
so many times>so often
most of all|above all
that very day>the same day
this time>now
a third time>yet again
did not|didn't
does not|doesn't
do not|don't
was not|wasn't
were not|weren't
is not|isn't
could not|couldn't
had not|hadn't
has not|hasn't
would not|wouldn't
should not|shouldn't
cannot|can't
will not|won't
no one could>nobody could
no one had>nobody had
no one can>nobody can
no one would>nobody would
as one does>as people do
because of
because>since|as
looked at>gazed at
looks at>gazes at
, but>, yet|, and yet
a long way>quite a way
for hours>for hours on end
at the same moment|at the same instant
too much>more than enough
right up to>all the way to
from top to bottom|from one end to the other
not very>not particularly
very quiet>quite quiet|ever so quiet
very still>quite still
very small>tiny
very old>ancient
quite sure>perfectly sure
asked whether>wanted to know whether|asked if
asks whether>wants to know whether|asks if
asked why>wanted to know why
asked what>wanted to know what
asked where>wanted to know where
saw that>noticed that
sees that>notices that
heard that>learned that
found out>discovered
finds out>discovers
in the dark>in the darkness
as quietly as possible|with as little noise as possible
as fast as possible|with all possible speed
that morning|that same morning
years later>many years later
over the fence>across the fence
not at all>not in the least
as though by chance>as if by accident
by chance|by accident
on purpose|deliberately
was silent for>said nothing for
is silent for>says nothing for
knew nothing of>had never heard of
two hours later>after two hours
for a week>for a whole week
for a year>for a whole year
for an hour>for a whole hour|for a good hour
the next spring>the following spring
the next year>the following year
the week after>a week later
in winter>in the winter
in summer>in the summer
in spring>in the spring
in autumn>in the autumn
all summer|the whole summer|all summer long
all winter|the whole winter|all winter long
all spring|the whole spring
before it was light>before daylight|before sunrise
before it is light>before daylight|before sunrise
until it was dark>until nightfall|until after dark
until it got dark>until nightfall
when it got dark>at nightfall|as darkness fell
at midnight>at the stroke of midnight
at noon>at midday|in the middle of the day
before noon>before midday
until noon>until midday
by noon>by midday
had never seen>had not once seen
In the end>At the end of it all|After all that
and that was that>and there was an end of it
and that is that>and there is an end of it
and so on>and so forth
all alone|quite alone
under one arm>tucked under one arm
out of breath|short of breath
in a low voice>in a hushed voice|in an undertone
in a small voice>in a tiny voice|in a thin voice
turned red>blushed|went red
turns red>blushes|goes red
was afraid of>was frightened of|was scared of
is afraid of>is frightened of|is scared of
were afraid of>were frightened of|were scared of
could not see>could not make out
ran home>rushed home|raced home
runs home>rushes home|races home
ran away>made off|ran off
runs away>makes off|runs off
went to bed>went off to bed
shouted at>yelled at
jumped up>leapt up|sprang up
jumps up>leaps up|springs up
gave it back>handed it back
gives it back>hands it back
gave it to>handed it to
gives it to>hands it to
pulled out>drew out
took out>brought out|produced
takes out>brings out|produces
put it back>set it back
people said that>it was said that
people say that>it is said that
the smallest of>the tiniest of
all kinds of|all sorts of
as a rule>most of the time
quite calmly|perfectly calmly|without any hurry
right down to>all the way down to
to and fro|back and forth
sat down on>settled down on
as big as>the size of
do you want to>would you like to
once a year>one day in every year
put down>set down
picked up>took up
picks up>takes up
came to the>got to the|arrived at the
comes to the>gets to the|arrives at the
got to the>reached the
for as long as>as long as
the whole town>the entire town
the whole lane>the entire lane
the whole street>the entire street
the whole square>the entire square
the whole world>all the world
said it again>said it once more|repeated it
says it again>says it once more|repeats it
such a thing>a thing like that
a piece of>a bit of
on top of it all>to crown it all|on top of everything
shut both eyes>closed both eyes
kept silent|kept quiet
keeps silent|keeps quiet
keep silent|keep quiet
by the fence>at the fence
by the door>at the door|next to the door
by the window>at the window
in the street>out in the street
in the yard>out in the yard
in the lane>out in the lane
at night>by night
tired of>weary of
announced that>declared that|let everyone know that
announces that>declares that|lets everyone know that
the next one>the one after that
came back with>returned with
half the town>half of the town
in the square>on the square
at dawn>at sunrise
on market day>on the day of the market
by evening>before evening
each of them>every one of them
every child>each child
went round it>walked round it
in front of it>before it
in return>in exchange
three times>no fewer than three times
two times>twice
every now and then|every once in a while
at breakfast|over breakfast
`;

/** By phrase: what may stand in its place, itself first. */
const ways = new Map<string, readonly string[]>();
for (const line of SAME.trim().split('\n')) {
  const [first, rest] = line.split('>') as [string, string | undefined];
  if (rest !== undefined) ways.set(first, [first, ...rest.split('|')]);
  else for (const one of line.split('|')) if (!ways.has(one)) ways.set(one, line.split('|'));
}
const longestFirst = [...ways.keys()].sort((a, b) => b.length - a.length);
const PHRASE = new RegExp(`(?<![\\w'’-])(?:${longestFirst.join('|')})(?![\\w'’-])`, 'gi');
const LEAN = 0.35; // how often a narrator takes the phrase leant to; else any

/** Said aloud, two words may become one. */
const SPOKEN = new Map(
  'it is|that is|there is|here is|what is|who is|he is|she is|you are|we are|they are|I am|I will|you will|we will|it will'
    .split('|')
    .map((two) => [
      two,
      two.replace(/ (?:is|are|am|will)$/, (end) => ({ ' is': "'s", ' are': "'re", ' am': "'m", ' will': "'ll" })[end]!),
    ]),
);
const TWO = new RegExp(`(?<![\\w'’-])(?:${[...SPOKEN.keys()].join('|')})(?= \\w)(?! (?:not|to)\\b)`, 'gi');
const HOW = /\b(?:what|how|where|who|as|than|which|whatever) $/i; // "how it is now": the verb is heard
const SHORTEN = 0.55; // how often what may be drawn together in speech is

const NOT = /\b(?:not|no|nothing|never|nobody|none|neither|nor|hardly|\w+n't)\b/i;

/** A sentence in the words of a narrator. */
export function reword(text: string, narrator: string, random: Random): string {
  const said = text.replace(PHRASE, (found, at: number) => {
    if (found === ', but' && NOT.test(text.slice(0, at))) return found; // "not the wind, but the cat"
    const low = lower(found);
    const all = ways.get(found) ?? ways.get(low);
    if (!all || all.length < 2) return found;
    const taken = chance(random, LEAN) ? all[hash(`${narrator} ${all[0]}`) % all.length]! : random.pick(all);
    return like(found, taken);
  });
  if (!said.includes('"')) return said;
  return said.replace(TWO, (found, at: number) => {
    const aloud = said.slice(0, at).split('"').length % 2 === 0;
    const short = SPOKEN.get(found) ?? SPOKEN.get(lower(found));
    if (!aloud || short === undefined || HOW.test(said.slice(0, at)) || !chance(random, SHORTEN)) return found;
    return like(found, short);
  });
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** Words with a capital where the ones before them had one. */
const like = (found: string, taken: string): string =>
  found === lower(found) || taken.startsWith('I ') ? taken : taken.charAt(0).toUpperCase() + taken.slice(1);
