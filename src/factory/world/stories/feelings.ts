// What people feel, think of and say to each other in many stories. The notation is explained in ../script.ts.
export const FEELINGS = `
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
/
@a *scratch @a's head, [first on the left and then on the right|as if the answer *may be in there]
+ there it *be
/
what if there *be another way?
@a *think it through [from both ends|twice, to be sure]
/
it *be so simple that @a *have to laugh
/
@a *sit down on [a step|an upturned bucket|the nearest stone] to think
+ by the time the seat *be warm, @a *have a plan
/
"wait," @a *say to nobody, and *stand quite still with one finger in the air
/
something that @m once *^say *come back to @a
= now @a *know how to begin
/
there *be only one thing left that @a *^!try
/
the best ideas *=come [when one *=!look for them|from the side], and so *do this one
/
@a *look at [the ceiling|a cloud|@a's own feet] for so long that an answer *appear
/
@a's eyes *grow round
@a *^see how it *can be done
# worry
:worrying
!worried
!-glad
# worrying
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
/
something in @a [*sink like a spoon in soup|*grow very small|*go quiet]
/
@a *swallow, and then *swallow again
/
it *be as if [somebody *^blow out a lamp|the floor *^move a little|all the colours *^go out of the day]
/
@a *stand there [with empty hands|as if nailed to the spot|like a forgotten umbrella]
/
what *will @m say?
@a *!dare to think of it
/
@a's knees **be made of butter, or so it *feel
/
there *be a lump in @a's throat, and it *!go away
/
this *be bad
@a *know it at once, [the way one *=know that milk *^=turn|without being told]
/
if only one *can turn back the clock, @a *think
- clocks **!do that for anyone
/
@a *count to ten, because that *help sometimes
- this time it *!help
/
@a *look round for someone to ask
- there *be nobody [but a hen|in sight|who *look kind]
/
@a *tell @a.self that it *be nothing
- @a *!believe it
/
@a's ears **burn, and @a's mouth *be dry
/
@a *can think of seven things that might happen now, and not one of them *be good
# glad
:gladness
!glad
!-worried
# gladness
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
/
@a *be as #glad as [a dog with two tails|a hen with one chick|the first day of the holidays]
/
something light *go up in @a like a bubble
/
@a *hop [all the way to the gate and back|from one foot to the other], because standing still *be out of the question
/
the whole world *look [washed and ironed|a size larger|as if somebody *^polish it]
/
@a *make a noise that *be half a laugh and half a sneeze
/
if @a *^have a hat, @a.s would have thrown it [over the roof|as high as the church]
/
how light @a's feet **be all of a sudden!
/
@a *breathe out, for what *feel like the first time that day
/
@a's cheeks **be red, and it *!come from the wind
/
"ha!" *say @a, and then again, because it *be so nice to say
/
@a *!say anything
- one *can see it from [the other end of the street|the way @a *stand|ten paces off]
/
it *be better than [a birthday|cake|both market days together]
/
@a *hug [the nearest thing, which *be a post|the dog next door|@a.self, since nobody else *stand near]
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
/
a>b say: that *<be [kind|clever|brave] of @b.
b>a say: [oh, that *be nothing|you would do the same|say no more about it].
/
@a *give @b [the bigger half of an apple|the best marble of all|a feather that *be not for sale], because words *!be enough
/
a>b say: if @b ever *need [anything|help|someone to hold a ladder], come to @a.
/
@b *wave it away [like a fly|with a laugh|and *turn a little red]
- one *can see that @b *be pleased
/
a>b ask: how *can @a ever thank @b?
b>a say: [by not asking|with a pear, if there is one|just come again tomorrow].
/
"thank you" *be too short for what @a *mean
= @a *say it slowly
/
@a *bow to @b, as people *do [on the stage|in old books], and @b *bow back
/
without @b [it would never have worked|@a *will be standing there still]
= @a *tell @b so
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
/
@m *have a lap, even if @a *^become too big for it
= @a *climb into it anyway
/
m>a ask: has anyone died? Is the roof still on? Then it *>come right.
/
@m *cut a slice of bread for @a, [thicker than usual|with honey on both sides, which *be a thing for great occasions]
+ that *help more than talking
/
@m *find a handkerchief, and it *be even a clean one
m>a say: blow. And now [tell me|once more, from the beginning|slowly].
/
@m *hum [an old song|something without words] and *stroke @a's hair until the worst *be over
/
m>a say: when @m *<be as small as @a, @m *<do [something far sillier|the very same thing|it twice].
@a *can hardly believe it
/
it *help that @m *be there
/
m>a say: we *>sleep on it. [In the morning it *>be half the size|Things look different with an egg inside you].
`;
