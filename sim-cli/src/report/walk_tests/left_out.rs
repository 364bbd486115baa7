//! What an output leaves out, each with the reason.

/// What the facts leave out.
pub const NOT_IN_THE_FACTS: &[(&str, &str)] =
    &[("pilot.seen.*.smallest", "a position: that size is marked")];

/// What the workbook leaves out; all of it is in the facts.
pub const NOT_IN_THE_WORKBOOK: &[(&str, &str)] = &[
    ("**.sd", "low and high tell the spread"),
    ("**.p05", "low and high are those of eight of ten"),
    ("**.p95", "low and high are those of eight of ten"),
    ("**.mc_se", "the error of a net saving's mean is shown"),
    ("comparisons.*.discontinued_share.value", OF_THE_PAGE),
    ("comparisons.*.drivers.**", OF_THE_PAGE),
    ("comparisons.*.extra_job_months.**", OF_THE_PAGE),
    ("comparisons.*.extra_self_support_at.**", OF_THE_PAGE),
    ("comparisons.*.months_with_payment_saved.**", OF_THE_PAGE),
    (
        "comparisons.*.savings.*.by_year.**",
        "the sheet of years has every account and its net",
    ),
    (
        "comparisons.*.savings.*.cost_per_extra_self_support_sek",
        OF_THE_PAGE,
    ),
    (
        "comparisons.*.savings.*.cumulative_p50_sek.*",
        "the sheet of months has the mean",
    ),
    (
        "comparisons.*.savings.*.equally_likely_sek.*",
        "the sheet of draws has every draw",
    ),
    (
        "comparisons.*.savings.*.run_off_sek_per_year.**",
        "the middle is shown",
    ),
    (
        "comparisons.*.savings.*.saving_probability_by_year.**",
        OF_THE_PAGE,
    ),
    ("comparisons.*.savings.*.variance.**", OF_THE_PAGE),
    ("comparisons.*.what_if.discount_factor.*", ONE_FOR_ALL),
    ("comparisons.*.what_if.discount_per_year", ONE_FOR_ALL),
    ("comparisons.*.what_if.displaced_share", ONE_FOR_ALL),
    ("comparisons.*.what_if.retained_tax_share", ONE_FOR_ALL),
    (
        "designs.*.budget.**",
        "the sheet of years has the difference from today",
    ),
    ("designs.*.people.elsewhere.**", OF_THE_PAGE),
    ("designs.*.people.events.**", OF_PEOPLE),
    ("designs.*.people.job_months.**", OF_PEOPLE),
    ("designs.*.people.months_with_payment.**", OF_PEOPLE),
    ("designs.*.people.probes.**", OF_PEOPLE),
    ("designs.*.people.published.**", OF_THE_PAGE),
    ("designs.*.people.queues.**", OF_THE_PAGE),
    ("designs.*.people.self_support_at.**", OF_PEOPLE),
    ("designs.*.people.staff.**", OF_THE_PAGE),
    ("designs.*.people.states.**", OF_THE_PAGE),
    ("evidence.weak_share", OF_THE_PAGE),
    ("evidence.weak_variance_share.value", OF_THE_PAGE),
    ("run.discount_per_year", "in words, in per cent"),
    ("run.large_loss_sek", OF_THE_PAGE),
    ("run.precision.**", OF_THE_PAGE),
    ("run.stock.**", OF_THE_PAGE),
    ("backtest.calibration.**", OF_THE_PAGE),
    ("backtest.figures.*.carriers.**", OF_THE_PAGE),
    ("backtest.figures.*.outside_by", OF_THE_PAGE),
    (
        "backtest.figures.*.position.below",
        "the middle of the position is shown",
    ),
    (
        "backtest.figures.*.position.up_to",
        "the middle of the position is shown",
    ),
    ("backtest.figures.*.predicted.empty_share", OF_THE_PAGE),
    ("backtest.figures.*.predicted.few_share", OF_THE_PAGE),
    (
        "backtest.figures.*.predicted.mean",
        "low, middle and high are shown",
    ),
    (
        "backtest.figures.*.predicted.mean_group",
        "how many are followed; for analysts",
    ),
    ("backtest.figures.*.reach_of_all.**", OF_THE_PAGE),
    ("backtest.figures.*.reach_of_one.**", OF_THE_PAGE),
    ("backtest.figures.*.readings.**", OF_THE_PAGE),
    (
        "break_even.designs.*.seen.*.points.*.net.mean",
        "the middle is shown",
    ),
    (
        "break_even.map.designs.*.seen.*.boundaries.**",
        "a line of the page's map; every cell of the map is shown",
    ),
    (
        "choice.same_best_again.value",
        "in words, as so many of a hundred",
    ),
    ("**.predicted_share", OF_TRUST),
    ("**.residual_trend", OF_TRUST),
    (
        "pilot.shows.*.difference.p50",
        "the mean is shown, low and high",
    ),
    ("pilot.shows.2.difference.**", OF_TIME),
    ("pilot.shows.2.today_share", OF_TIME),
    ("**.low.change_sek.value", OF_ENDS),
    ("**.high.change_sek.value", OF_ENDS),
    ("**.first_order.low", OF_SHARES),
    ("**.first_order.high", OF_SHARES),
    ("**.total.low", OF_SHARES),
    ("**.total.high", OF_SHARES),
];
const OF_ENDS: &str = "the net at each end and their difference are shown";
const OF_TRUST: &str = "tells whether a worth can be relied on; that is shown";
const OF_TIME: &str = "the time to self-support is no share";
const OF_SHARES: &str = "the error is shown";
const OF_THE_PAGE: &str = "the workbook is for finance officers; the page and the facts have it";
const OF_PEOPLE: &str = "the workbook is about money; the facts have every number of people";
const ONE_FOR_ALL: &str = "the same for all designs, and shown once";

/// What moves the page and yet is no figure of its own there.
pub const NOT_AS_A_FIGURE: &[(&str, &str)] = &[
    // Shares that are said in words, or that no table takes for a share when they are above one.
    ("choice.same_best_again.value", IN_WORDS),
    ("comparisons.*.discontinued_share.value", IN_WORDS),
    (
        "comparisons.*.savings.*.large_loss_probability.value",
        IN_WORDS,
    ),
    (
        "comparisons.*.savings.*.payback.never_share.value",
        IN_WORDS,
    ),
    ("comparisons.*.savings.*.variance.**", IN_WORDS),
    ("evidence.weak_variance_share.value", IN_WORDS),
    // The same for all who look: shown once.
    ("break_even.designs.*.seen.1.at.*.probability", ONCE),
    ("break_even.designs.*.seen.1.points.*.value", ONCE),
    ("information.seen.1.perfect.predicted_share", ONCE),
    ("pilot.seen.*.sizes.2-3.cost_sek", ONCE),
    // Of one perspective, account or group of months; the workbook or the facts have the others.
    (
        "comparisons.*.savings.1.cost_per_extra_self_support_sek",
        OF_OWN,
    ),
    ("comparisons.*.savings.1.run_off_sek_per_year.p50", OF_OWN),
    (
        "comparisons.*.savings.1.saving_probability_by_year.**",
        OF_OWN,
    ),
    (
        "comparisons.*.savings.2.**",
        "society has its net on the page",
    ),
    ("comparisons.*.difference.lines.20-39.**", OF_ACCOUNTS),
    ("comparisons.*.difference.totals.4-7.**", OF_ACCOUNTS),
    ("designs.*.people.events.**", "drawn where they are returns"),
    (
        "designs.*.people.queues.*.there.*",
        "places at the end are shown",
    ),
    ("designs.*.people.staff.*.available_fte.*", "at the end"),
    (
        "designs.*.people.staff.*.needed_fte.mean.*",
        "month by month in the facts",
    ),
    ("designs.*.people.states.0-1.**", OF_STATES),
    ("designs.*.people.states.3.**", OF_STATES),
    ("designs.*.people.states.6.**", OF_STATES),
    ("information.seen.1.studies.**", OF_OWN),
    ("sensitivity.designs.*.seen.1.bars.*.high.**", OF_OWN),
    ("sensitivity.designs.*.seen.1.bars.*.low.**", OF_OWN),
    ("sensitivity.designs.*.seen.1.shares.**", OF_OWN),
    // In another figure, or in a picture.
    (
        "break_even.map.designs.*.seen.*.boundaries.**",
        "a line on the map; every cell stands in its table",
    ),
    ("pilot.cost_sek", "in the whole cost of the pilot"),
    (
        "pilot.cost_sek_per_household",
        "in the whole cost of the pilot",
    ),
    ("pilot.shows.2.difference.**", OF_TIME),
    ("pilot.shows.2.today_share", OF_TIME),
    (
        "sensitivity.designs.*.seen.0.bars.*.low.change_sek.value",
        DRAWN,
    ),
    (
        "sensitivity.designs.*.seen.0.bars.*.high.change_sek.value",
        DRAWN,
    ),
    (
        "sensitivity.recommendations.1.net_sek.value",
        "nothing is said to be best where that is not clear",
    ),
];
const IN_WORDS: &str = "in words, or as a share that cannot be above one";
const ONCE: &str = "the same for all who look: shown once";
const OF_OWN: &str = "of the municipality, or who was asked about";
const OF_ACCOUNTS: &str = "of the other accounts the sum is shown";
const OF_STATES: &str = "jobs, studies and the lost are drawn; the facts have every state";
const DRAWN: &str = "drawn; the table has the net at each end";

/// What the page leaves out; all of it is in the facts.
pub const NOT_ON_THE_PAGE: &[(&str, &str)] = &[
    ("utfall_results", "the version of the form of results"),
    ("**.sd", "the intervals tell the spread"),
    ("**.p05", "intervals are those of eight of ten"),
    ("**.p95", "intervals are those of eight of ten"),
    (
        "**.mc_se",
        "the error is shown of net savings, of their chance and of where they come from",
    ),
    (
        "**.mean",
        "the middle is shown; means where they are added up",
    ),
    (
        "comparisons.*.drivers.*.squared",
        "the correlation is shown",
    ),
    (
        "comparisons.*.savings.*.cumulative_sek.mean.*",
        "the line is the median",
    ),
    (
        "comparisons.*.savings.*.payback.p10_month",
        "the middle is shown",
    ),
    (
        "comparisons.*.savings.*.run_off_sek_per_year.p10",
        "the middle is shown",
    ),
    (
        "comparisons.*.savings.*.run_off_sek_per_year.p90",
        "the middle is shown",
    ),
    (
        "comparisons.*.what_if.**",
        "for the formulas of the workbook",
    ),
    (
        "designs.*.budget.**",
        "the page shows differences from today",
    ),
    (
        "designs.*.people.job_months.**",
        "the difference from today is shown",
    ),
    (
        "designs.*.people.months_with_payment.**",
        "the difference from today is shown",
    ),
    ("designs.*.people.probes.**", "asked for by analysts"),
    (
        "designs.*.people.published.households_in_year.**",
        "the middle is shown",
    ),
    (
        "designs.*.people.published.sek_per_household_in_year.**",
        "the middle is shown",
    ),
    ("designs.*.people.queues.*.asked.**", OF_QUEUES),
    ("designs.*.people.queues.*.left.**", OF_QUEUES),
    ("designs.*.people.queues.*.longest.**", OF_QUEUES),
    ("designs.*.people.queues.*.mean_wait_days.*", OF_QUEUES),
    ("designs.*.people.queues.*.p90_wait_days.*", OF_QUEUES),
    ("designs.*.people.queues.*.served.**", OF_QUEUES),
    (
        "designs.*.people.queues.*.served_share.**",
        "the middle is shown",
    ),
    ("designs.*.people.queues.*.taken.**", OF_QUEUES),
    ("designs.*.people.queues.*.used_share.*", OF_QUEUES),
    (
        "designs.*.people.queues.*.used_share_in_all.**",
        "the middle is shown",
    ),
    (
        "designs.*.people.self_support_at.**",
        "the difference from today is shown",
    ),
    (
        "designs.*.people.staff.*.needed_fte.p10.*",
        "need is a mean",
    ),
    (
        "designs.*.people.staff.*.needed_fte.p90.*",
        "need is a mean",
    ),
    ("run.months_in_year.*", "shown of years in part only"),
    ("run.precision.least_draws", "the draws made are shown"),
    ("run.precision.most_draws", "the draws made are shown"),
    (
        "run.precision.reached.**",
        "errors stand in a table of their own",
    ),
    (
        "run.stock.drift_per_year",
        "a warning says when it is large",
    ),
    (
        "run.stock.warm_up_years",
        "shown of a stock that is not given",
    ),
    (
        "backtest.calibration.**",
        "how many lie inside is said; the rest is about many places",
    ),
    ("backtest.figures.*.carriers.**", "the strongest is named"),
    ("backtest.figures.*.denominator.*", "said of shares only"),
    (
        "backtest.figures.*.position.mid.value",
        "told in words, with its bounds",
    ),
    (
        "backtest.figures.*.predicted.mean_group",
        "how many are followed; for analysts",
    ),
    (
        "backtest.figures.*.reach_of_all.**",
        "what the model expects then is said",
    ),
    (
        "backtest.figures.*.reach_of_one.**",
        "what the model expects then is said",
    ),
    (
        "backtest.figures.*.readings.*.after_months",
        "of another kind of figure",
    ),
    (
        "backtest.figures.*.readings.*.predicted.empty_share",
        "said of the figure",
    ),
    (
        "backtest.figures.*.readings.*.predicted.few_share",
        "said of the figure",
    ),
    (
        "backtest.figures.*.readings.*.predicted.mean_group",
        "how many are followed; for analysts",
    ),
    ("backtest.price_year", "that of the page"),
    (
        "choice.search.best.*.behind_best.value",
        "said of the numbers as written",
    ),
    (
        "choice.search.heats.**",
        "how the search went; for analysts",
    ),
    ("**.worth.at_least_sek", "said of knowing everything"),
    (
        "pilot.seen.*.perfect.at_least_sek",
        "said of knowing everything",
    ),
    ("**.worth.predicted_share", OF_TRUST),
    ("pilot.seen.*.perfect.predicted_share", OF_TRUST),
    ("**.residual_trend", OF_TRUST),
    ("pilot.shows.*.shown_wrong.value", "the wrong way is shown"),
    ("sensitivity.designs.*.seen.*.bars.*.draws", OF_EFFORT),
    (
        "sensitivity.designs.*.seen.*.shares.by_grade.*.draws",
        OF_EFFORT,
    ),
    (
        "sensitivity.designs.*.seen.*.shares.by_number.*.draws",
        OF_EFFORT,
    ),
    (
        "sensitivity.designs.*.seen.*.shares.by_theme.*.draws",
        OF_EFFORT,
    ),
    ("sensitivity.designs.*.seen.*.shares.world.draws", OF_EFFORT),
    (
        "sensitivity.designs.*.seen.*.shares.weak.**",
        "said of the evidence, where the answer's grounds are told",
    ),
    ("sensitivity.recommendations.*.flips.*.draws", OF_EFFORT),
];
const OF_EFFORT: &str = "how many is said once for all";
const OF_QUEUES: &str = "by month the length of the queue is shown";
