// Phrases that stories lean on: times, places, ways of doing, names for feelings. One kind a line.
export const SMALL = {
  crock: 'jug cup bowl teapot vase dish plate butter_dish sugar_bowl basin',
  flyer: 'kite kite paper_bird paper_dragon paper_fish',
  opener: 'ladder crowbar chisel bunch_of_keys hammer bent_wire oil_can hairpin',
  laterTime:
    'that_afternoon that_evening the_next_morning the_next_day a_little_later after_a_while before_long some_time_later an_hour_later by_noon towards_evening after_breakfast after_supper two_days_later at_the_end_of_the_week on_the_following_day when_the_bells_**ring a_few_minutes_later in_the_evening by_the_time_it_*be_dark just_before_sunset late_that_night early_the_next_day towards_noon when_the_shadows_**be_long not_long_after_that the_same_evening before_the_week_*be_out a_day_or_two_later when_the_lamps_**be_lit at_the_third_stroke_of_the_bell as_it_*~get_dark on_the_third_day some_hours_later when_nobody_*expect_it_any_more by_the_next_market_day after_what_seemed_like_a_year once_the_dishes_**be_done',
  soon: 'soon then presently at_last after_that next in_the_end finally by_and_by just_then at_that_moment all_at_once a_moment_later in_no_time and_then after_a_moment not_long_after_that a_little_later the_very_next_minute then_and_there before_long a_breath_later after_a_little_while',
  dawn: 'one_morning early_one_day one_day one_afternoon one_evening one_Sunday on_market_day late_one_afternoon one_quiet_evening one_Monday one_Saturday_towards_noon in_the_middle_of_the_week on_an_ordinary_Tuesday one_morning_before_school one_long_afternoon early_one_morning on_the_last_day_of_the_week one_day_between_breakfast_and_dinner at_the_end_of_a_long_week one_evening_after_supper on_a_day_like_any_other one_day_when_nobody_*expect_anything as_the_bells_**ring_noon_one_day one_morning_in_the_holidays',
  faraway:
    'far_away over_the_hills beyond_the_bridge on_the_other_side_of_the_river down_by_the_harbour up_on_the_ridge at_the_end_of_the_lane near_the_mill behind_the_church by_the_old_wall in_the_next_valley a_mile_down_the_road',
  amount: 'a_few several many two three four five six plenty_of a_whole_heap_of half_a_dozen a_dozen',
  distance: 'a_mile two_miles three_miles five_miles a_day’s_walk half_an_hour’s_walk a_stone’s_throw',
  voice:
    "in_a_low_voice in_a_small_voice in_a_loud_voice with_a_smile with_a_frown with_a_sigh with_a_laugh without_looking_up without_turning_round in_a_whisper after_a_pause with_a_nod almost_in_a_whisper a_little_too_loudly rather_quietly for_the_second_time as_if_it_*be_nothing with_a_yawn with_@x's_head_on_one_side with_one_hand_on_@x's_hip with_@x's_eyes_on_the_ground after_a_while as_if_to_@x.self through_@x's_teeth with_raised_eyebrows half_to_@x.self out_of_breath and_*look_away and_*scratch_@x's_ear and_*blush and_*mean_it at_last quite_seriously in_the_end more_kindly_than_before with_a_shrug without_much_hope as_soon_as_there_*be_a_pause very_slowly before_anyone_else_*can quick_as_a_flash in_@x's_best_voice though_nobody_*^ask as_if_@x_*^think_it_over_for_years with_a_wink",
  duration:
    'for_an_hour for_a_long_time all_day all_morning the_whole_afternoon until_dark until_supper for_days for_a_week the_whole_night',
  manner:
    'with_great_care as_fast_as_possible without_a_sound with_both_hands on_tiptoe with_a_heavy_heart in_a_hurry without_another_word with_shining_eyes with_a_deep_breath in_silence with_a_trembling_hand all_alone side_by_side',
  feelNoun: 'joy pride relief shame anger fear surprise pity hope envy sorrow wonder',
} as const;
