//! The exact engine where features of a scenario meet that each need something of their own.

use crate::exact::{agree, chosen_text};
use crate::simulate::plan_of;

/// A price on the first two months in an open case.
const FIRST_DAYS: &str = "[flow.start_money]\npayer = \"municipality\"\nreceiver = \"outside\"\n\
     kind = \"programme\"\nsek_per_month = 1000\nwhile_in = [\"open\"]\nfirst_months = 2\n\
     [design.today]\n";

#[test]
fn both_engines_agree_on_a_design_that_ends_with_other_reviews_and_a_price_on_the_first_days() {
    let called = "treated = { applies_to = \"all\", call_in_months = 5 }\n";
    for (call_in, cohorts) in [("", 150), (called, 100)] {
        let house = format!(
            "{call_in}menu.every = {{ none = 40, work = 60 }}\n\
             discontinuation = {{ share = 1, within_months = 12 }}\n\
             effect.one = {{ hazard_ratio = 1.4, segments = [\"a\", \"b\"] }}\n\
             [design.house.review]\nevery_days = 70\nfinds_lost_share = 0.5\noffers_menu_share = 0.7\n"
        );
        let whole = chosen_text(&house, "discontinuation = true").replacen(
            "[design.today]\n",
            FIRST_DAYS,
            1,
        );
        agree(&plan_of(&whole), cohorts);
    }
}
