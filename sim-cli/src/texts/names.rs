//! What things are called: accounts, kinds of flow, states, statistics, units, kinds of value, groups of numbers.

use sim_core::diagnostic::{Kind, Named, WorkKind};
use sim_core::results::assumption::Basis;
use sim_core::results::comparison::Perspective;
use sim_core::results::theme::NumberTheme;
use sim_core::scenario::money::{Account, FlowKind};
use sim_core::scenario::number::Grade;
use sim_core::units::UnitKind;

use crate::texts::Lang;

/// Returns what an account is called.
pub fn account(lang: Lang, account: Account) -> &'static str {
    match account {
        Account::Municipality => lang.pick("Kommunen", "The municipality"),
        Account::OtherMunicipalities => lang.pick("Andra kommuner", "Other municipalities"),
        Account::Region => lang.pick("Regionen", "The region"),
        Account::State => lang.pick("Staten", "The state"),
        Account::UnemploymentInsurance => lang.pick("A-kassan", "Unemployment insurance"),
        Account::SocialInsurance => lang.pick("Socialförsäkringen", "Social insurance"),
        Account::Employers => lang.pick("Arbetsgivarna", "Employers"),
        Account::Households => lang.pick("Hushållen", "Households"),
        Account::Outside => lang.pick("Verkliga resurser", "Real resources"),
    }
}

/// Returns what there is too much of in one draw.
pub fn work(lang: Lang, what: WorkKind) -> &'static str {
    match what {
        WorkKind::Households => lang.pick("hushåll", "households"),
        WorkKind::Moves => lang.pick("händelser", "events"),
        WorkKind::Figures => lang.pick("tal att räkna", "figures to count"),
    }
}

/// Returns what a kind of flow is called on a row of a budget.
pub fn flow_kind(lang: Lang, kind: FlowKind) -> &'static str {
    match kind {
        FlowKind::Benefit => lang.pick("Försörjningsstöd", "Social assistance"),
        FlowKind::Wages => lang.pick("Löner", "Wages"),
        FlowKind::Tax => lang.pick("Skatter och avgifter", "Taxes and fees"),
        FlowKind::Transfer => lang.pick("Andra ersättningar", "Other transfers"),
        FlowKind::Programme => lang.pick("Insatser", "Interventions"),
        FlowKind::Subsidy => lang.pick("Lönestöd", "Wage subsidies"),
        FlowKind::Staff => lang.pick("Personal, nya tjänster", "Staff, new posts"),
        FlowKind::Running => lang.pick("Lokaler och drift", "Premises, running cost"),
        FlowKind::SetUp => lang.pick("Uppstart", "Set-up"),
    }
}

/// Returns who a perspective is, as the subject of a sentence.
pub fn perspective(lang: Lang, perspective: Perspective) -> &'static str {
    match perspective {
        Perspective::Municipality => lang.pick("kommunen", "the municipality"),
        Perspective::PublicSector => lang.pick("offentlig sektor", "the public sector"),
        Perspective::Society => lang.pick("samhället", "society"),
    }
}

/// Returns what a state is called that every scenario has; `None` for the scenario's own.
pub fn state(lang: Lang, id: &str) -> Option<&'static str> {
    Some(match id {
        "assistance" => lang.pick("försörjningsstöd", "social assistance"),
        "intervention" => lang.pick("insats", "intervention"),
        "open" => lang.pick("öppet ärende utan insats", "open case, no intervention"),
        "lost" => lang.pick("mellan stolarna", "lost between authorities"),
        "none" => lang.pick("ingen insats", "no intervention"),
        "every" => lang.pick("alla", "everyone"),
        "job" => lang.pick("jobb", "job"),
        "studies" => lang.pick("studier", "studies"),
        "unemployment_insurance" => lang.pick("a-kassa", "unemployment insurance"),
        "social_insurance" => lang.pick("sjuk- eller aktivitetsersättning", "social insurance"),
        "other_benefit" => lang.pick("annan ersättning", "another benefit"),
        "moved" => lang.pick("flyttat", "moved away"),
        "withdrawn" => lang.pick("återtagen eller avslagen ansökan", "withdrawn or refused"),
        "permanent" => lang.pick("lämnat för gott", "left for good"),
        "payment_gap" => lang.pick("uppehåll i betalningen", "payment gap"),
        _ => return None,
    })
}

/// Returns what a class of evidence is called.
pub fn basis(lang: Lang, basis: Basis) -> &'static str {
    match basis {
        Basis::Documented => lang.pick("dokumenterat för platsen", "documented for this place"),
        Basis::Statistics => lang.pick(
            "offentlig statistik eller forskning",
            "public statistics or research",
        ),
        Basis::Assumed => lang.pick("antaget", "assumed"),
    }
}

/// Returns what a grade means.
pub fn grade(lang: Lang, grade: Grade) -> &'static str {
    match grade {
        Grade::A => lang.pick(
            "registerdata eller lottat försök",
            "register data or randomised trial",
        ),
        Grade::B => lang.pick("offentlig statistik", "official statistics"),
        Grade::C => lang.pick(
            "rapport utan säker jämförelse, press eller kommunens webb",
            "report without a solid comparison, press or a municipal page",
        ),
        Grade::D => lang.pick("bedömning eller antagande", "judgement or assumption"),
    }
}

/// Returns what a unit is called after a number.
pub fn unit(lang: Lang, unit: &str, value: f64) -> &'static str {
    let is_one = value == 1.0;
    match unit {
        "days" if is_one => lang.pick("dag", "day"),
        "months" if is_one => lang.pick("månad", "month"),
        "years" if is_one => lang.pick("år", "year"),
        "minutes" if is_one => lang.pick("minut", "minute"),
        "fte" if is_one => lang.pick("heltidstjänst", "full-time post"),
        "days" => lang.pick("dagar", "days"),
        "months" => lang.pick("månader", "months"),
        "years" => lang.pick("år", "years"),
        "per_month" => lang.pick("per månad", "a month"),
        "per_year" => lang.pick("per år", "a year"),
        "sek" => lang.pick("kr", "SEK"),
        "minutes" => lang.pick("minuter", "minutes"),
        "count" => lang.pick("st", ""),
        "fte" => lang.pick("heltidstjänster", "full-time posts"),
        "ratio" => lang.pick("gånger", "times"),
        "correlation" => lang.pick("(samband)", "(correlation)"),
        _ => "",
    }
}

/// Returns which values a unit may take.
pub fn allowed_values(lang: Lang, unit: UnitKind) -> &'static str {
    match unit {
        UnitKind::Share => lang.pick(
            "en andel mellan 0 och 1 (20 procent skrivs 0.2)",
            "a share from 0 to 1 (20 per cent is written 0.2)",
        ),
        UnitKind::Ratio => lang.pick(
            "en faktor som är 0 eller större (1 är ingen skillnad)",
            "a factor of 0 or more (1 is no difference)",
        ),
        UnitKind::Days => lang.pick(
            "ett antal dagar, 0 eller fler",
            "a number of days, 0 or more",
        ),
        UnitKind::Months => lang.pick(
            "ett antal månader, 0 eller fler",
            "a number of months, 0 or more",
        ),
        UnitKind::Years => lang.pick("ett antal år, 0 eller fler", "a number of years, 0 or more"),
        UnitKind::PerMonth => lang.pick(
            "en takt per månad, 0 eller större",
            "a rate a month, 0 or more",
        ),
        UnitKind::PerYear => lang.pick(
            "en ändring per år, större än -0.99 (två procent skrivs 0.02)",
            "a change a year above -0.99 (two per cent is written 0.02)",
        ),
        UnitKind::Minutes => lang.pick(
            "ett antal minuter, 0 eller fler",
            "a number of minutes, 0 or more",
        ),
        UnitKind::Count => lang.pick("ett antal, 0 eller fler", "a number of 0 or more"),
        UnitKind::Fte => lang.pick(
            "ett antal heltidstjänster, 0 eller fler",
            "a number of full-time posts, 0 or more",
        ),
        UnitKind::Correlation => {
            lang.pick("ett samband mellan -1 och 1", "a correlation from -1 to 1")
        }
        UnitKind::Sek => lang.pick("ett belopp i kronor", "an amount in SEK"),
        UnitKind::Plain => lang.pick("ett tal", "a number"),
    }
}

/// Returns what the numbers of a unit are called.
pub fn unit_kind(lang: Lang, unit: UnitKind) -> &'static str {
    match unit {
        UnitKind::Share => lang.pick("andel", "share"),
        UnitKind::Ratio => lang.pick("faktor", "factor"),
        UnitKind::Days => lang.pick("dagar", "days"),
        UnitKind::Months => lang.pick("månader", "months"),
        UnitKind::Years => lang.pick("år", "years"),
        UnitKind::PerMonth => lang.pick("takt per månad", "rate a month"),
        UnitKind::PerYear => lang.pick("ändring per år", "change a year"),
        UnitKind::Minutes => lang.pick("minuter", "minutes"),
        UnitKind::Count => lang.pick("antal", "count"),
        UnitKind::Fte => lang.pick("heltidstjänster", "full-time posts"),
        UnitKind::Correlation => lang.pick("samband", "correlation"),
        UnitKind::Sek => lang.pick("kronor", "SEK"),
        UnitKind::Plain => lang.pick("tal utan enhet", "number without unit"),
    }
}

/// Returns what stands in a place of the file, with how it is written.
pub fn kind(lang: Lang, kind: Kind) -> &'static str {
    match kind {
        Kind::Text => lang.pick("en text inom citattecken", "a text in quotation marks"),
        Kind::WholeNumber => lang.pick("ett heltal", "a whole number"),
        Kind::Number => lang.pick("ett tal", "a number"),
        Kind::VaryingNumber => lang.pick(
            "ett tal, eller `{ varies = ... }`",
            "a number, or `{ varies = ... }`",
        ),
        Kind::YesNo => lang.pick("`true` eller `false`", "`true` or `false`"),
        Kind::Month => lang.pick(
            "en månad inom citattecken, som \"2027-01\"",
            "a month in quotation marks, like \"2027-01\"",
        ),
        Kind::List => lang.pick("en lista, `[a, b]`", "a list, `[a, b]`"),
        Kind::Table => lang.pick(
            "en tabell, `{ nyckel = värde }`",
            "a table, `{ key = value }`",
        ),
        Kind::Date => lang.pick("ett datum", "a date"),
        Kind::Word => lang.pick("ett ord inom citattecken", "a word in quotation marks"),
    }
}

/// Returns how such a thing is written, for an example.
pub fn example(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Word => "\"...\"",
        Kind::WholeNumber => "12",
        Kind::Number => "0.25",
        Kind::VaryingNumber => "14",
        Kind::YesNo => "true",
        Kind::Month | Kind::Date => "\"2027-01\"",
        Kind::List => "[...]",
        Kind::Table => "{ ... }",
    }
}

/// Returns what a word in the file refers to.
pub fn named(lang: Lang, named: Named) -> &'static str {
    match named {
        Named::Segment => lang.pick("ett segment", "a segment"),
        Named::Exit => lang.pick("en utgång", "an exit"),
        Named::Intervention => lang.pick("en insats", "an intervention"),
        Named::Design => lang.pick("ett arbetssätt", "a design"),
        Named::Source => lang.pick("en källa", "a source"),
        Named::Parameter => lang.pick("en parameter", "a parameter"),
        Named::Staff => lang.pick("en yrkesgrupp", "a profession"),
        Named::Account => lang.pick("ett konto", "an account"),
        Named::State => lang.pick("ett tillstånd", "a state"),
        Named::FlowKind => lang.pick("ett slags flöde", "a kind of flow"),
        Named::UncertainNumber => lang.pick("ett osäkert tal", "an uncertain number"),
        Named::Pool => lang.pick("en pool", "a pool"),
        Named::Flow => lang.pick("ett flöde", "a flow"),
        Named::List => lang.pick("en lista", "a list"),
        Named::Reform => lang.pick("en reform", "a reform"),
        Named::Probe => lang.pick("en grupp som följs", "a group that is followed"),
        Named::Correlation => lang.pick("ett samband", "a correlation"),
        Named::IntakeStep => lang.pick("ett steg in", "an intake step"),
    }
}

/// Returns what a theme of numbers is called.
pub fn theme(lang: Lang, theme: NumberTheme) -> &'static str {
    match theme {
        NumberTheme::Intake => lang.pick(
            "Vilka som söker, och vägen in",
            "Who applies, and the way in",
        ),
        NumberTheme::Choice => lang.pick("Val av insats, och platser", "Choice, and places"),
        NumberTheme::Transitions => lang.pick(
            "Vägen till jobb och tillbaka, och insatsernas effekt",
            "Exits and returns, and what interventions do",
        ),
        NumberTheme::Money => lang.pick(
            "Priser, ersättningar och arbetstid",
            "Prices, benefits and working time",
        ),
    }
}

/// Returns what all numbers of one grade of evidence are called.
pub fn graded(lang: Lang, grade: Option<Grade>) -> String {
    match grade {
        Some(grade) => {
            let evidence = lang.pick("Underlag av betyg", "Evidence of grade");
            format!("{evidence} {}", grade.word())
        }
        None => lang
            .pick("Underlag utan betyg", "Evidence without grade")
            .to_owned(),
    }
}

/// Returns a name as it stands inside a sentence.
pub fn quoted(lang: Lang, name: &str) -> String {
    lang.pick(format!("”{name}”"), format!("“{name}”"))
}

/// Returns the heading under which something of that name is declared; `None` for fixed words.
pub fn declared_as(named: Named) -> Option<&'static str> {
    match named {
        Named::Segment => Some("segment"),
        Named::Intervention => Some("intervention"),
        Named::Design => Some("design"),
        Named::Source => Some("source"),
        Named::Parameter => Some("parameter"),
        Named::Staff => Some("staff"),
        Named::Pool => Some("pool"),
        Named::Flow => Some("flow"),
        Named::List => Some("list"),
        Named::Reform => Some("reform"),
        Named::Probe => Some("probe"),
        Named::Correlation => Some("correlation"),
        Named::IntakeStep
        | Named::Exit
        | Named::Account
        | Named::State
        | Named::FlowKind
        | Named::UncertainNumber => None,
    }
}
