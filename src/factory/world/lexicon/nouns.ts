// Words by kind, for `#kind` in clauses. Underscores are spaces. Kinds may overlap.
import { badArgument } from '../../../base/errors.ts';
import { ADJECTIVES } from './adjectives.ts';
import { SMALL } from './small.ts';

const NOUNS = {
  fruit:
    'apple pear plum cherry peach apricot fig quince orange lemon melon berry grape nut walnut chestnut hazelnut blackberry strawberry raspberry',
  vegetable:
    'carrot onion bean pea cabbage turnip leek pumpkin potato beet radish cucumber mushroom pepper lettuce parsnip marrow',
  dish: 'onion_soup fish_stew porridge rye_bread apple_pie pancakes dumplings mushroom_omelette sweet_buns ginger_biscuits plum_jam honey_cake fish_pie bean_stew noodle_soup barley_broth cheese_tart roast_chicken fried_fish baked_apples plum_cake oat_cake seed_cake onion_tart pea_soup rice_pudding cherry_pie leek_pie',
  meal: 'soup stew porridge bread cheese rice fish bread_and_butter pea_soup bean_stew barley_broth fried_fish noodles dumplings pancakes baked_apples roast_chicken eggs_and_bread oat_cakes hot_milk cold_chicken warm_bread apple_pie potato_soup mushroom_stew',
  grain: 'wheat barley oats rye millet rice maize flax',
  drink: 'water milk tea cider juice cocoa broth lemonade apple_juice mint_tea',
  pet: 'dog cat kitten puppy goat lamb rabbit hen duck goose pony donkey parrot tortoise pigeon',
  wild: 'fox hedgehog owl squirrel hare deer badger otter frog heron crow swan mouse beaver magpie toad jay robin mole bat',
  farm: 'cow ox sheep goat pig hen duck goose horse donkey mule ram',
  goatkind: 'goat',
  frogkind: 'frog toad',
  catkind: 'cat',
  donkeykind: 'donkey mule',
  fowlkind: 'duckling gosling',
  songbird: 'sparrow thrush robin finch starling swallow blackbird wren',
  insect: 'bee ant beetle butterfly moth spider cricket dragonfly ladybird snail worm wasp',
  fishes: 'trout carp eel perch pike herring salmon',
  toy: 'kite ball doll drum whistle puppet spinning_top wooden_horse toy_boat hoop marble paper_bird rag_bear toy_cart little_flute wooden_sword tin_soldier skipping_rope music_box paper_lantern toy_windmill clay_horse',
  treasure:
    'ring locket brooch silver_spoon old_coin seashell bead_necklace button pocket_knife feather blue_stone music_box glass_marble little_bell key compass ribbon medal thimble bone_comb bracelet lucky_stone watch',
  tool: 'hammer saw spade rake axe ladder needle bucket rope basket broom shovel chisel wheelbarrow net brush lamp pot kettle sieve knife hoe trowel plane mallet file anvil loom',
  clothing: 'coat scarf hat shirt sock shoe boot glove cloak apron shawl mitten jacket cap dress belt waistcoat jumper',
  vessel: 'jar jug cup bowl pot pan bucket basin barrel bottle tin box basket crate chest sack bag',
  furniture:
    'table chair bench bed stool shelf cupboard chest stove lamp mirror rug curtain cradle clock trunk desk drawer',
  room: 'kitchen bedroom cellar attic hall workshop pantry barn stable shed yard porch loft',
  flower: 'rose daisy tulip lily poppy violet bluebell sunflower marigold snowdrop buttercup primrose crocus thistle',
  tree: 'oak birch willow pine ash elm chestnut beech apple_tree pear_tree maple fir alder poplar hazel cherry_tree walnut_tree rowan',
  herb: 'mint sage thyme parsley dill basil rosemary chamomile fennel sorrel',
  wood: 'oak birch pine ash beech walnut cherry_wood elm',
  metal: 'iron copper tin silver brass steel lead',
  cloth: 'wool linen cotton silk felt velvet canvas leather',
  instrument: 'flute fiddle drum horn harp guitar whistle bell accordion pipe trumpet lute',
  building:
    'mill bakery school inn market_hall smithy barn chapel library tower bridge well harbour dairy tannery brewery pottery town_hall',
  hiding:
    'under_the_bed behind_the_stove in_the_woodshed under_the_stairs behind_the_flour_sacks in_the_hay on_top_of_the_cupboard beneath_the_porch at_the_bottom_of_the_basket between_two_cushions in_the_old_boot behind_the_water_barrel under_a_heap_of_leaves in_the_pocket_of_an_old_coat beside_the_well inside_the_clock on_the_window_sill under_the_cart behind_the_curtain in_the_apple_box in_the_drawer_with_the_spoons',
  outplace:
    'the_river the_bridge the_pond the_meadow the_orchard the_hill the_mill the_edge_of_the_forest the_old_wall the_harbour the_market_square the_well the_crossroads the_quarry the_sheepfold the_willow_tree the_lane the_beach the_vineyard the_boat_shed',
  inplace:
    'the_kitchen the_barn the_attic the_cellar the_workshop the_stable the_schoolroom the_hall the_bakery the_loft the_smithy the_pantry',
  sound:
    'a_bang a_crash a_whistle a_splash a_creak a_whisper a_thud a_rustle a_bark a_laugh a_cry a_knock a_squeak a_rattle',
  worry:
    'the_rent the_roof the_harvest the_winter the_price_of_bread the_broken_wheel the_sick_cow a_debt the_long_road the_missing_boat',
  job: 'baker smith miller weaver carpenter fisher shepherd potter tailor farmer gardener teacher doctor healer cobbler mason beekeeper ferryman innkeeper printer painter musician glassmaker clockmaker saddler tanner brewer cheesemaker boatbuilder ropemaker basketmaker lamplighter librarian midwife merchant sailor miner woodcutter hunter cook nurse clerk singer writer dyer bookbinder candlemaker',
  good: 'lamps boots blankets barrels ropes kettles clocks candles saddles bells chairs ploughs nets bottles knives baskets cheeses hats boats books pots toys ink soap paper buttons umbrellas spoons carts windows',
  material: 'oak pine clay copper iron tin glass wool linen leather paper brass wax straw stone silver',
  color:
    'red blue green yellow white black brown grey orange purple pink golden silver cream scarlet dark_green pale_blue',
  body: 'hand foot knee arm finger elbow shoulder ankle toe head ear nose chin thumb wrist',
  illness: 'fever cough toothache stomach_ache cold sore_throat headache rash earache',
  season: 'spring summer autumn winter',
  month:
    'the_first_month the_second_month the_thaw_month the_seed_month the_flower_month the_hay_month the_harvest_month the_apple_month the_rain_month the_frost_month the_snow_month',
  day: 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday',
  weatherNoun: 'rain wind snow fog frost hail storm sunshine thunder drizzle',
  festival:
    'the_harvest_supper the_spring_fair the_lantern_night the_boat_race the_winter_market the_midsummer_dance the_apple_day the_kite_day the_bread_feast the_song_night',
  game: 'hide_and_seek tag skipping marbles cards chess catch hopscotch a_guessing_game leapfrog dice blind_man’s_buff ninepins',
  skill:
    'swim whistle skate read write_his_name knit juggle row_a_boat ride ride_a_horse play_the_flute climb_the_rope tie_a_knot cook_an_egg bake_bread count_to_a_hundred dive milk_a_goat paint',
  school: 'slate chalk bell desk book map inkwell ruler globe lesson page picture',
  vehicle: 'cart wagon boat sledge barge ferry carriage raft',
  gift: 'a_jar_of_honey a_basket_of_eggs a_loaf_of_bread a_wool_scarf a_bunch_of_flowers a_pot_of_jam a_little_bell a_bag_of_nuts a_wooden_spoon a_warm_blanket a_new_slate a_picture a_song a_pair_of_mittens a_round_cheese a_bottle_of_cider a_pie an_apple a_candle a_carved_bird',
  virtue: 'patience kindness courage honesty care good_humour hard_work trust friendship hope',
  number: 'two three four five six seven eight nine ten twelve',
  part: 'handle wheel lid leg spring string hinge button corner wing strap sail mast roof shaft door',
  chore:
    'feed_the_hens sweep_the_floor fetch_water chop_wood dry_the_dishes carry_the_milk pick_beans mend_the_net wash_the_windows fold_the_sheets weed_the_garden peel_potatoes stack_the_wood milk_the_goat hang_out_the_washing polish_the_boots collect_the_eggs shake_the_rugs stir_the_jam shell_the_peas',
  skyThing: 'moon sun cloud star rainbow lightning evening_star',
  landThing: 'hill field rock stone path ditch hedge gate fence cave stream puddle meadow cliff marsh',
  orchard: 'apple pear plum peach apricot fig quince orange',
} as const;

const KINDS: Readonly<Record<string, string>> = { ...NOUNS, ...ADJECTIVES, ...SMALL };
const lists = new Map<string, readonly string[]>();

/** The words of a kind. Throws `bad-argument` for a kind that there is not. */
export function words(kind: string): readonly string[] {
  const known = lists.get(kind);
  if (known) return known;
  const text = KINDS[kind];
  if (text === undefined)
    throw badArgument(`There is no kind of word "${kind}".`, `Use ${Object.keys(KINDS).join(', ')}.`);
  const list = text
    .trim()
    .split(/\s+/)
    .map((word) => word.replaceAll('_', ' '));
  lists.set(kind, list);
  return list;
}

/** Every word of the lexicon, to count them and to keep names apart from them. */
export function allWords(): Set<string> {
  return new Set(Object.keys(KINDS).flatMap((kind) => words(kind).flatMap((word) => word.toLowerCase().split(' '))));
}
