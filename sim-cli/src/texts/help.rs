//! The help: what the program does, each verb, each flag.

use clap::Command;

use crate::texts::Lang;

/// Help for one thing that may be typed: its id, Swedish, English.
type Line = (&'static str, &'static str, &'static str);

const ABOUT: (&str, &str) = (
    "Utfall räknar ut vad ett gemensamt arbetssätt mellan socialtjänst och Arbetsförmedling ger:\nvad det sparar, för vem, vilket år, och hur säkert det är.",
    "Utfall predicts what a joint way of working between social services and the employment\nservice brings: what it saves, for whom, in which year, and how sure that is.",
);

const AFTER: (&str, &str) = (
    "Börja så här:\n  utfall new kommunen.toml        skriver ett scenario att ändra i\n  utfall check kommunen.toml      säger vad som är fel i det\n  utfall compare kommunen.toml    räknar och svarar",
    "Begin like this:\n  utfall new kommunen.toml        writes a scenario to change\n  utfall check kommunen.toml      says what is wrong with it\n  utfall compare kommunen.toml    runs it and answers",
);

const COMPARE_AFTER: (&str, &str) = (
    "Samma fil, frö och antal framtider ger alltid samma svar, oavsett antal trådar.\nCtrl-C avbryter: det som är färdigräknat visas, och programmet slutar med kod 6.\n\nSlutkoder: 0 klart, 2 fel på raden, 3 fel i scenariot, 4 sparade framtider går inte att använda,\n5 svaret gick inte att skriva, 6 avbrutet.",
    "The same file, seed and number of futures always give the same answer, whatever the number of threads.\nCtrl-C stops it: what is finished is shown, and the program ends with code 6.\n\nExit codes: 0 done, 2 mistake on the line, 3 errors in the scenario, 4 kept futures cannot be used,\n5 the answer could not be written, 6 stopped.",
);

#[rustfmt::skip]
const VERBS: &[Line] = &[
    ("compare", "Jämför arbetssätten i ett scenario med dagens", "Compare the designs of a scenario with today's way of working"),
    ("report", "Skriv ett beslutsunderlag: webbsida, PDF, Excel eller data", "Write a decision paper: web page, PDF, Excel or data"),
    ("sensitivity", "Säg vilka osäkra tal som avgör svaret, och vilka som skulle ändra det", "Say which uncertain numbers decide the answer, and which would change it"),
    ("verify", "Låt båda motorerna räkna samma tal och säg om de är överens", "Let both engines work out the same numbers and say whether they agree"),
    ("merge", "Sätt ihop delar av en lång körning, och svara", "Join the shards of a long run, and answer"),
    ("diff", "Säg vad som skiljer två arbetssätt, och vad varje skillnad gör med svaret", "Say what differs between two designs, and what each difference does to the answer"),
    ("breakeven", "Säg vilket värde ett tal måste ha för att ett arbetssätt ska gå jämnt upp", "Say which value a number must have for a design to break even"),
    ("choose", "Rangordna arbetssätten, och sök bättre tal inom en budget", "Rank the designs, and search for better numbers within a budget"),
    ("predict", "Skriv en daterad prognos, månad för månad, i ett register", "Write a dated prediction, month by month, in a register"),
    ("follow-up", "Jämför en prognos ur registret med vad som hände", "Hold a prediction of the register against what came"),
    ("value", "Säg vad det är värt att veta mer innan beslutet", "Say what it is worth to know more before deciding"),
    ("pilot", "Säg vad ett försök med två grupper kan visa, och om det lönar sig", "Say what a pilot with two arms can show, and whether it pays"),
    ("backtest", "Håll dokumenterade utfall mot vad modellen väntar sig", "Hold documented outcomes against what the model expects"),
    ("calibrate", "Sök de värden på osäkra tal som ger kommunens egen statistik", "Find the values of uncertain numbers that give the municipality's own statistics"),
    ("fit", "Skatta scenariots tal ur kommunens egna ärenden eller utbetalningar", "Estimate a scenario's numbers from the municipality's own cases or payments"),
    ("simulate-records", "Skriv påhittade ärenden ur ett scenario, att öva med", "Write made-up records from a scenario, to rehearse with"),
    ("check", "Säg vad som är fel i ett eller flera scenarier, utan att räkna", "Say what is wrong with one or more scenarios, without running them"),
    ("explain", "Beskriv arbetssätten och allt som svaret vilar på", "Describe the designs and everything the answer rests on"),
    ("new", "Skriv ett kommenterat scenario att börja med", "Write a commented scenario to begin with"),
    ("schema", "Skriv scenariofilens JSON Schema, för textredigerare", "Print the JSON Schema of the scenario file, for text editors"),
    ("completions", "Skriv kommandoradens ifyllnad för ett skal", "Print completions for a shell"),
];

#[rustfmt::skip]
const FLAGS: &[Line] = &[
    ("lang", "Språk: sv eller en; annars gäller UTFALL_LANG, annars svenska", "Language: sv or en; otherwise UTFALL_LANG, otherwise Swedish"),
    ("help", "Visa den här hjälpen", "Show this help"),
    ("version", "Visa programmets version", "Show the program's version"),
    ("compare.file", "Scenariot, eller - för att läsa det från ett annat program", "The scenario, or - to read it from another program"),
    ("compare.draws", "Antal lika troliga framtider [2000]", "How many equally likely futures [2000]"),
    ("compare.seed", "Frö: ett annat frö ger andra framtider [1]", "Seed: another seed gives other futures [1]"),
    ("compare.threads", "Antal trådar; alla processorer om inget sägs", "How many threads; every processor where nothing is said"),
    ("compare.designs", "Bara dessa arbetssätt, med komma emellan", "Only these designs, with commas between"),
    ("compare.fixed", "Lås ett tal i alla framtider, till exempel inflow.per_month=40; kan stå flera gånger", "Fix a number in every future, for example inflow.per_month=40; may stand several times"),
    ("compare.format", "text, json eller csv [text]", "text, json or csv [text]"),
    ("compare.method", "monte-carlo, eller exact: väntade värden utan slump, utan intervall [monte-carlo]", "monte-carlo, or exact: expected values without chance, without interval [monte-carlo]"),
    ("compare.report", "Skriv också beslutsunderlaget, till exempel rapport.html (se utfall report)", "Also write the decision paper, for example report.html (see utfall report)"),
    ("report.file", "Scenariot, eller resultat i .json från compare --format json", "The scenario, or results in .json from compare --format json"),
    ("report.out", "Filen som ska skrivas; namnets slut säger vad: .html, .pdf, .xlsx, .csv eller .parquet", "The file to write; how its name ends says what: .html, .pdf, .xlsx, .csv or .parquet"),
    ("report.with_draws", "Lägg till ett blad med varje framtid i en .xlsx", "Add a sheet with every future to an .xlsx"),
    ("report.one_page", "Bara en sammanfattning som ryms på ett A4-blad, för .html och .pdf", "Only a summary that fits on one A4 sheet, for .html and .pdf"),
    ("report.browser", "Webbläsaren som skriver ut en .pdf; annars den som hittas (Chromium, Chrome, Edge)", "The browser that prints a .pdf; otherwise the one that is found (Chromium, Chrome, Edge)"),
    ("report.draws", "Antal lika troliga framtider [2000]", "How many equally likely futures [2000]"),
    ("report.seed", "Frö: ett annat frö ger andra framtider [1]", "Seed: another seed gives other futures [1]"),
    ("report.threads", "Antal trådar; alla processorer om inget sägs", "How many threads; every processor where nothing is said"),
    ("report.designs", "Bara dessa arbetssätt, med komma emellan", "Only these designs, with commas between"),
    ("report.quiet", "Visa inget om hur långt räkningen kommit", "Show nothing about how far it has come"),
    ("sensitivity.file", "Scenariot, eller -", "The scenario, or -"),
    ("sensitivity.draws", "Antal lika troliga framtider i jämförelsen [2000]", "How many equally likely futures in the comparison [2000]"),
    ("sensitivity.draws_each", "Antal framtider för varje ände av de längsta staplarna och för grupper [512]", "How many futures for each end of the longest bars and for groups [512]"),
    ("sensitivity.seed", "Frö: ett annat frö ger andra framtider [1]", "Seed: another seed gives other futures [1]"),
    ("sensitivity.threads", "Antal trådar; alla processorer om inget sägs", "How many threads; every processor where nothing is said"),
    ("sensitivity.designs", "Bara dessa arbetssätt, med komma emellan", "Only these designs, with commas between"),
    ("sensitivity.perspective", "Vems pengar: municipality, public-sector eller society [municipality]", "Whose money: municipality, public-sector or society [municipality]"),
    ("sensitivity.format", "text, json eller csv [text]", "text, json or csv [text]"),
    ("sensitivity.out", "Skriv svaret till en fil", "Write the answer to a file"),
    ("sensitivity.report", "Skriv också beslutsunderlaget med svaret i, till exempel rapport.html", "Also write the decision paper with the answer in it, for example report.html"),
    ("sensitivity.quiet", "Visa inget om hur långt räkningen kommit", "Show nothing about how far it has come"),
    ("verify.file", "Scenariot, eller -", "The scenario, or -"),
    ("verify.sets", "Antal uppsättningar av osäkra tal [3]", "How many sets of uncertain numbers [3]"),
    ("verify.cohorts", "Antal kullar hushåll för varje uppsättning [400]", "How many cohorts of households for each set [400]"),
    ("verify.seed", "Frö: ett annat frö ger andra tal och andra hushåll [1]", "Seed: another seed gives other numbers and other households [1]"),
    ("verify.threads", "Antal trådar; alla processorer om inget sägs", "How many threads; every processor where nothing is said"),
    ("verify.quiet", "Visa inget om hur långt räkningen kommit", "Show nothing about how far it has come"),
    ("compare.out", "Skriv svaret till en fil", "Write the answer to a file"),
    ("value.file", "Scenariot, eller -", "The scenario, or -"),
    ("value.draws", "Antal lika troliga framtider, minst 512 [2000]", "How many equally likely futures, 512 at least [2000]"),
    ("value.seed", "Frö: ett annat frö ger andra framtider [1]", "Seed: another seed gives other futures [1]"),
    ("value.threads", "Antal trådar; alla processorer om inget sägs", "How many threads; every processor where nothing is said"),
    ("value.designs", "Bara dessa arbetssätt att välja mellan, förutom dagens, med komma emellan", "Only these designs to choose between, besides today's, with commas between"),
    ("value.perspective", "Vem som beslutar: municipality, public-sector eller society [municipality]", "Who decides: municipality, public-sector or society [municipality]"),
    ("value.format", "text, json eller csv [text]", "text, json or csv [text]"),
    ("value.out", "Skriv svaret till en fil", "Write the answer to a file"),
    ("value.report", "Skriv också beslutsunderlaget med svaret i, till exempel rapport.html", "Also write the decision paper with the answer in it, for example report.html"),
    ("value.quiet", "Visa inget om hur långt räkningen kommit", "Show nothing about how far it has come"),
    ("pilot.file", "Scenariot, eller -", "The scenario, or -"),
    ("pilot.draws", "Antal lika troliga framtider, minst 512 [2000]", "How many equally likely futures, 512 at least [2000]"),
    ("pilot.seed", "Frö: ett annat frö ger andra framtider [1]", "Seed: another seed gives other futures [1]"),
    ("pilot.threads", "Antal trådar; alla processorer om inget sägs", "How many threads; every processor where nothing is said"),
    ("pilot.designs", "Bara dessa arbetssätt att välja mellan, förutom dagens, med komma emellan", "Only these designs to choose between, besides today's, with commas between"),
    ("pilot.perspective", "Vem som beslutar: municipality, public-sector eller society [municipality]", "Who decides: municipality, public-sector or society [municipality]"),
    ("pilot.format", "text, json eller csv [text]", "text, json or csv [text]"),
    ("pilot.out", "Skriv svaret till en fil", "Write the answer to a file"),
    ("pilot.report", "Skriv också beslutsunderlaget med svaret i, till exempel rapport.html", "Also write the decision paper with the answer in it, for example report.html"),
    ("pilot.quiet", "Visa inget om hur långt räkningen kommit", "Show nothing about how far it has come"),
    ("value.studies", "En undersökning av ett tal, till exempel segment.slow.hazard.job.per_month=50,200; kan stå flera gånger", "A study of a number, for example segment.slow.hazard.job.per_month=50,200; may stand more than once"),
    ("pilot.arms", "Hushåll i det nya arbetssättet och i dagens [50x50]", "Households under the new way of working and under today's [50x50]"),
    ("pilot.months", "Månader som varje hushåll följs från sin ansökan [5]", "Months each household is followed from its application [5]"),
    ("pilot.allocation", "every-second (turordning), random (lottning) eller by-office (ett kontor mot ett annat) [every-second]", "every-second (by turns), random (by lot) or by-office (one office against another) [every-second]"),
    ("pilot.design", "Arbetssättet som prövas [det första]", "The design that is tried [the first]"),
    ("pilot.outcome", "Vad beslutet går efter: off-assistance eller self-support [off-assistance]", "What the decision goes by: off-assistance or self-support [off-assistance]"),
    ("pilot.contamination", "Andel i dagens arbetssätt som ändå får det nya, till exempel 10%", "Share under today's way of working that gets the new one anyway, for example 10%"),
    ("pilot.drop_out", "Andel som inte går att följa till slutet, till exempel 10%", "Share that cannot be followed to the end, for example 10%"),
    ("pilot.cost_sek", "Vad försöket kostar oavsett storlek", "What the pilot costs whatever its size"),
    ("pilot.cost_sek_per_household", "Vad försöket kostar för varje hushåll", "What the pilot costs for each household"),
    ("compare.precision", "Räkna tills felet i kommunens medelutfall är högst så stor del av det, till exempel 1%", "Run until the error of the municipality's mean outcome is at most this share of it, for example 1%"),
    ("compare.precision_sek", "Räkna tills felet i kommunens medelutfall är högst så många kronor", "Run until the error of the municipality's mean outcome is at most so many kronor"),
    ("compare.max_draws", "Största antalet framtider med --precision; --draws är då det minsta [100000]", "The most futures with --precision; --draws is then the least [100000]"),
    ("compare.keep_draws", "Spara varje framtid i en fil, allt eftersom de blir klara", "Keep every future in a file, as they are finished"),
    ("compare.resume", "Fortsätt på en sparad fil; det som inte skrivs på raden gäller som förra gången", "Go on with a kept file; what is not on the line holds as last time"),
    ("compare.shard", "Räkna bara en del av framtiderna, till exempel 2/4, och spara dem", "Run only a shard of the futures, for example 2/4, and keep them"),
    ("merge.draws_files", "Sparade framtider: delarna, i valfri ordning", "Kept futures: the shards, in any order"),
    ("merge.out", "Skriv alla framtider till en fil", "Write all futures to one file"),
    ("merge.format", "Visa svaret som text, json eller csv [text, utan --out]", "Show the answer as text, json or csv [text, without --out]"),
    ("backtest.files", "Ett eller flera scenarier", "One or more scenarios"),
    ("backtest.draws", "Antal lika troliga framtider [1000]", "How many equally likely futures [1000]"),
    ("backtest.seed", "Frö: ett annat frö ger andra framtider [1]", "Seed: another seed gives other futures [1]"),
    ("backtest.threads", "Antal trådar; alla processorer om inget sägs", "How many threads; every processor where nothing is said"),
    ("backtest.format", "text, json, csv eller markdown [text]", "text, json, csv or markdown [text]"),
    ("backtest.out", "Skriv svaret till en fil", "Write the answer to a file"),
    ("backtest.quiet", "Visa inget om hur långt räkningen kommit", "Show nothing about how far it has come"),
    ("calibrate.file", "Scenariot", "The scenario"),
    ("calibrate.facts", "Uppgifterna att kalibrera till, en TOML-fil (se README)", "The facts to calibrate to, a TOML file (see README)"),
    ("calibrate.free", "De osäkra tal som ska sökas, med komma emellan: adresser som i utfall explain, eller namn på parametrar", "The uncertain numbers to find, with commas between: addresses as in utfall explain, or names of parameters"),
    ("calibrate.out", "Skriv ett scenario som lägger de nya talen ovanpå det gamla", "Write a scenario that lays the new numbers over the old one"),
    ("calibrate.draws", "Antal uppsättningar av värden som prövas [2000]", "How many sets of values are tried [2000]"),
    ("calibrate.cohorts", "Antal kullar hushåll för varje uppsättning [8]", "How many cohorts of households for each set [8]"),
    ("calibrate.method", "auto, monte-carlo, eller exact: väntade värden för de uppgifter som har sådana [auto]", "auto, monte-carlo, or exact: expected values for the facts that have them [auto]"),
    ("calibrate.seed", "Frö: ett annat frö prövar andra värden [1]", "Seed: another seed tries other values [1]"),
    ("calibrate.threads", "Antal trådar; alla processorer om inget sägs", "How many threads; every processor where nothing is said"),
    ("calibrate.format", "Visa svaret som text, json eller csv [text]", "Show the answer as text, json or csv [text]"),
    ("calibrate.report", "Skriv också en webbsida, till exempel kalibrering.html", "Also write a web page, for example calibration.html"),
    ("calibrate.quiet", "Visa inget om hur långt räkningen kommit", "Show nothing about how far it has come"),
    ("compare.quiet", "Visa inget om hur långt räkningen kommit", "Show nothing about how far it has come"),
    ("diff.file", "Scenariot, eller -", "The scenario, or -"),
    ("diff.from", "Arbetssättet att börja från", "The design to begin from"),
    ("diff.to", "Arbetssättet att sluta med", "The design to end with"),
    ("diff.draws", "Antal lika troliga framtider [2000]", "How many equally likely futures [2000]"),
    ("diff.seed", "Frö: ett annat frö ger andra framtider [1]", "Seed: another seed gives other futures [1]"),
    ("diff.threads", "Antal trådar; alla processorer om inget sägs", "How many threads; every processor where nothing is said"),
    ("diff.in_order", "Byt bara en sak i taget, i filens ordning; annars också i alla ordningar", "Switch only one at a time, in the order of the format; otherwise also in every order"),
    ("diff.format", "text, json eller csv [text]", "text, json or csv [text]"),
    ("diff.out", "Skriv svaret till en fil", "Write the answer to a file"),
    ("diff.quiet", "Visa inget om hur långt räkningen kommit", "Show nothing about how far it has come"),
    ("breakeven.file", "Scenariot, eller -", "The scenario, or -"),
    ("breakeven.draws", "Antal lika troliga framtider [2000]", "How many equally likely futures [2000]"),
    ("breakeven.seed", "Frö: ett annat frö ger andra framtider [1]", "Seed: another seed gives other futures [1]"),
    ("breakeven.threads", "Antal trådar; alla processorer om inget sägs", "How many threads; every processor where nothing is said"),
    ("breakeven.designs", "Bara dessa arbetssätt, med komma emellan", "Only these designs, with commas between"),
    ("breakeven.perspective", "Vems pengar: kommunen, offentlig-sektor eller samhället [kommunen]", "Whose money: municipality, public-sector or society [municipality]"),
    ("breakeven.format", "text, json eller csv [text]", "text, json or csv [text]"),
    ("breakeven.out", "Skriv svaret till en fil", "Write the answer to a file"),
    ("breakeven.report", "Skriv också beslutsunderlaget, till exempel rapport.html (se utfall report)", "Also write the decision paper, for example report.html (see utfall report)"),
    ("breakeven.quiet", "Visa inget om hur långt räkningen kommit", "Show nothing about how far it has come"),
    ("choose.file", "Scenariot, eller -", "The scenario, or -"),
    ("choose.draws", "Antal lika troliga framtider [2000]", "How many equally likely futures [2000]"),
    ("choose.seed", "Frö: ett annat frö ger andra framtider [1]", "Seed: another seed gives other futures [1]"),
    ("choose.threads", "Antal trådar; alla processorer om inget sägs", "How many threads; every processor where nothing is said"),
    ("choose.designs", "Bara dessa arbetssätt, med komma emellan", "Only these designs, with commas between"),
    ("choose.perspective", "Vems pengar: kommunen, offentlig-sektor eller samhället [kommunen]", "Whose money: municipality, public-sector or society [municipality]"),
    ("choose.format", "text, json eller csv [text]", "text, json or csv [text]"),
    ("choose.out", "Skriv svaret till en fil", "Write the answer to a file"),
    ("choose.report", "Skriv också beslutsunderlaget, till exempel rapport.html (se utfall report)", "Also write the decision paper, for example report.html (see utfall report)"),
    ("choose.quiet", "Visa inget om hur långt räkningen kommit", "Show nothing about how far it has come"),
    ("breakeven.lever", "Talet som flyttas: sökvägen till det eller slutet av den, gärna med gränser, till exempel hyra.sek_per_month=0..50000; skrivs den två gånger blir det en karta", "The number that is moved: the path to it or how that ends, with or without bounds, for example rent.sek_per_month=0..50000; written twice it gives a map"),
    ("breakeven.lowest", "Lägsta värde [vad som är troligt eller tillåtet]", "Lowest value [what is likely or allowed]"),
    ("breakeven.highest", "Högsta värde", "Highest value"),
    ("choose.most_per_household", "Högsta pris på ett extra hushåll i egen försörjning, kronor [1000000]", "Highest price of an extra household in self-support, SEK [1000000]"),
    ("choose.search", "Sök de bästa värdena på ett arbetssätts tal inom gränser, till exempel review.every_days=14..91,fte=0.1..0.5", "Search for the best values of a design's numbers within bounds, for example review.every_days=14..91,fte=0.1..0.5"),
    ("choose.budget_sek", "Vad uppstart, drift och nya tjänster får kosta kommunen under hela tiden, kronor", "What set-up, running cost and new posts may cost the municipality over the whole time, SEK"),
    ("predict.file", "Scenariot, eller -", "The scenario, or -"),
    ("predict.register", "Registret, en fil med en prognos per rad; den skapas om den inte finns", "The register, a file with a prediction a line; it is made where there is none"),
    ("predict.design", "Arbetssättet som kommunen ska arbeta enligt, om det finns flera", "The design that the municipality will run, where there are several"),
    ("predict.draws", "Antal lika troliga framtider [2000]", "How many equally likely futures [2000]"),
    ("predict.seed", "Frö: ett annat frö ger andra framtider [1]", "Seed: another seed gives other futures [1]"),
    ("predict.threads", "Antal trådar; alla processorer om inget sägs", "How many threads; every processor where nothing is said"),
    ("predict.quiet", "Visa inget om hur långt räkningen kommit", "Show nothing about how far it has come"),
    ("follow-up.actual", "Utfallet per månad: CSV med kolumnerna månad, hushåll, utbetalt_kr", "What came by month: CSV with the columns month, households, paid_sek"),
    ("follow-up.register", "Registret som prognosen står i", "The register that holds the prediction"),
    ("follow-up.prediction", "Prognosens rad i registret, eller början av dess kontrollsumma (minst åtta tecken) [den senaste]", "The prediction's line in the register, or how its checksum begins (eight digits or more) [the latest]"),
    ("follow-up.format", "text, json eller csv [text]", "text, json or csv [text]"),
    ("follow-up.out", "Skriv svaret till en fil", "Write the answer to a file"),
    ("fit.records", "Ärenden eller utbetalningar: CSV ur verksamhetssystemet. Inget lämnar datorn", "Cases or payments: CSV from the case system. Nothing leaves the computer"),
    ("fit.out", "Filen med tal som ett scenario kan läsa in med include", "The file of numbers that a scenario can include"),
    ("fit.mapping", "Kopplingsfil: vilken kolumn som är vad, och vad avslutsorsakerna betyder", "Mapping file: which column is what, and what the reasons for closing mean"),
    ("fit.onto", "Lägg talen över hushållen i detta scenario: --out blir då ett scenario att köra", "Lay the numbers over the households of this scenario: --out is then a scenario to run"),
    ("fit.mapping_template", "Skriv bara en kopplingsfil att fylla i: kolumnerna som hittades, och avslutsorsakerna med antal", "Only write a mapping file to fill in: the columns found, and the reasons for closing with counts"),
    ("fit.report", "Skriv också en rapport med kurvor: .html, .txt eller .json", "Also write a report with curves: .html, .txt or .json"),
    ("simulate-records.file", "Scenariot, eller -", "The scenario, or -"),
    ("simulate-records.out", "Filen med ärenden som ska skrivas", "The file of records to write"),
    ("simulate-records.mapping", "Skriv också kopplingsfilen som hör till", "Also write the mapping file that goes with it"),
    ("simulate-records.with_segments", "Skriv också segmentet i varje rad; en kommun vet det inte om de snabba och långsamma", "Also write the segment in each row; a municipality does not know it of the quick and slow ones"),
    ("simulate-records.seed", "Frö: ett annat frö ger andra ärenden [1]", "Seed: another seed gives other records [1]"),
    ("simulate-records.start", "Den första månaden, till exempel 2022-01; annars slutar ärendena i dag", "The first month, for example 2022-01; otherwise the records end today"),
    ("check.files", "Ett eller flera scenarier, eller -", "One or more scenarios, or -"),
    ("explain.file", "Scenariot, eller -", "The scenario, or -"),
    ("explain.design", "Bara detta arbetssätt", "Only this design"),
    ("explain.resolved", "Visa scenariot efter include och based_on, med varje tabells ursprung", "Show the scenario after include and based_on, with where each table comes from"),
    ("explain.out", "Skriv till en fil", "Write to a file"),
    ("new.path", "Filen som ska skrivas; utan den visas scenariot", "The file to write; without it the scenario is shown"),
    ("simulate-records.force", "Skriv över filer som finns: de kan vara era riktiga ärenden", "Overwrite files that are there: they may be your real records"),
    ("new.force", "Skriv över en fil som finns", "Overwrite a file that is there"),
    ("schema.results", "Beskriv i stället svaret som compare skriver med --format json", "Describe the answer that compare writes with --format json instead"),
    ("schema.reference", "Skriv i stället uppslagsverket över alla tabeller och nycklar", "Print the reference of all tables and keys instead"),
    ("schema.diff", "Beskriv i stället svaret som diff skriver med --format json", "Describe the answer that diff writes with --format json instead"),
    ("schema.follow_up", "Beskriv i stället svaret som follow-up skriver med --format json", "Describe the answer that follow-up writes with --format json instead"),
    ("schema.calibration", "Beskriv i stället svaret som calibrate skriver med --format json", "Describe the answer that calibrate writes with --format json instead"),
    ("schema.out", "Skriv till en fil", "Write to a file"),
    ("completions.shell", "bash, zsh, fish, powershell eller elvish", "bash, zsh, fish, powershell or elvish"),
];

#[rustfmt::skip]
const USAGES: &[Line] = &[
    ("utfall", "utfall <kommando> [flaggor]", "utfall <command> [flags]"),
    ("compare", "utfall compare FIL [flaggor]", "utfall compare FILE [flags]"),
    ("report", "utfall report FIL --out RAPPORT [flaggor]", "utfall report FILE --out REPORT [flags]"),
    ("sensitivity", "utfall sensitivity FIL [flaggor]", "utfall sensitivity FILE [flags]"),
    ("verify", "utfall verify FIL [flaggor]", "utfall verify FILE [flags]"),
    ("merge", "utfall merge FIL... [flaggor]", "utfall merge FILE... [flags]"),
    ("diff", "utfall diff FIL ARBETSSÄTT ARBETSSÄTT [flaggor]", "utfall diff FILE DESIGN DESIGN [flags]"),
    ("breakeven", "utfall breakeven FIL --lever TAL [flaggor]", "utfall breakeven FILE --lever NUMBER [flags]"),
    ("choose", "utfall choose FIL [flaggor]", "utfall choose FILE [flags]"),
    ("predict", "utfall predict FIL --register FIL [flaggor]", "utfall predict FILE --register FILE [flags]"),
    ("follow-up", "utfall follow-up CSV --register FIL [flaggor]", "utfall follow-up CSV --register FILE [flags]"),
    ("value", "utfall value FIL [flaggor]", "utfall value FILE [flags]"),
    ("pilot", "utfall pilot FIL [flaggor]", "utfall pilot FILE [flags]"),
    ("backtest", "utfall backtest FIL... [flaggor]", "utfall backtest FILE... [flags]"),
    ("calibrate", "utfall calibrate FIL --to UPPGIFTER --free TAL,TAL [flaggor]", "utfall calibrate FILE --to FACTS --free NUMBER,NUMBER [flags]"),
    ("fit", "utfall fit CSV --out FIL [flaggor]\n  utfall fit CSV --mapping-template FIL", "utfall fit CSV --out FILE [flags]\n  utfall fit CSV --mapping-template FILE"),
    ("simulate-records", "utfall simulate-records FIL --out CSV [flaggor]", "utfall simulate-records FILE --out CSV [flags]"),
    ("check", "utfall check FIL...", "utfall check FILE..."),
    ("explain", "utfall explain FIL [flaggor]", "utfall explain FILE [flags]"),
    ("new", "utfall new [FIL] [flaggor]", "utfall new [FILE] [flags]"),
    ("schema", "utfall schema [flaggor]", "utfall schema [flags]"),
    ("completions", "utfall completions SKAL", "utfall completions SHELL"),
];

/// What stands for a value in the help: id, Swedish, English.
#[rustfmt::skip]
const VALUES: &[Line] = &[
    ("file", "FIL", "FILE"), ("files", "FIL", "FILE"), ("path", "FIL", "FILE"), ("out", "FIL", "FILE"), ("report", "FIL", "FILE"), ("browser", "FIL", "FILE"),
    ("draws_files", "FIL", "FILE"), ("keep_draws", "FIL", "FILE"), ("max_draws", "ANTAL", "NUMBER"),
    ("precision", "PROCENT", "PERCENT"), ("precision_sek", "KRONOR", "KRONOR"), ("shard", "DEL/ANTAL", "SHARD/NUMBER"),
    ("fixed", "ADRESS=VÄRDE", "ADDRESS=VALUE"), ("draws_each", "ANTAL", "NUMBER"), ("perspective", "VEM", "WHO"),
    ("draws", "ANTAL", "NUMBER"), ("threads", "ANTAL", "NUMBER"), ("seed", "TAL", "NUMBER"),
    ("lever", "TAL", "NAME"), ("lowest", "VÄRDE", "VALUE"), ("highest", "VÄRDE", "VALUE"), ("search", "TAL=LÄGST..HÖGST", "NAME=LOW..HIGH"), ("budget_sek", "KRONOR", "KRONOR"), ("most_per_household", "KRONOR", "KRONOR"),
    ("designs", "NAMN,NAMN", "NAME,NAME"), ("design", "NAMN", "NAME"), ("from", "ARBETSSÄTT", "DESIGN"), ("register", "FIL", "FILE"), ("records", "CSV", "CSV"), ("mapping", "FIL", "FILE"), ("mapping_template", "FIL", "FILE"), ("onto", "FIL", "FILE"), ("start", "MÅNAD", "MONTH"), ("actual", "CSV", "CSV"), ("prediction", "RAD", "LINE"), ("to", "ARBETSSÄTT", "DESIGN"),
    ("format", "FORM", "FORM"), ("method", "METOD", "METHOD"), ("sets", "ANTAL", "NUMBER"), ("cohorts", "ANTAL", "NUMBER"), ("shell", "SKAL", "SHELL"),
    ("facts", "FIL", "FILE"), ("free", "TAL,TAL", "NUMBER,NUMBER"),
    ("studies", "ADRESS=ANTAL,ANTAL", "ADDRESS=NUMBER,NUMBER"), ("arms", "ANTALxANTAL", "NUMBERxNUMBER"), ("months", "ANTAL", "NUMBER"), ("allocation", "HUR", "HOW"),
    ("outcome", "UTFALL", "OUTCOME"), ("contamination", "PROCENT", "PERCENT"), ("drop_out", "PROCENT", "PERCENT"), ("cost_sek", "KRONOR", "KRONOR"), ("cost_sek_per_household", "KRONOR", "KRONOR"),
];

fn find(lines: &[Line], id: &str, lang: Lang) -> Option<&'static str> {
    lines
        .iter()
        .find(|line| line.0 == id)
        .map(|line| lang.pick(line.1, line.2))
}

/// Returns a command with all its help in a language.
pub fn put_in(command: Command, lang: Lang) -> Command {
    let verbs = lang.pick("Kommandon", "Commands");
    let whole = dressed(command, "", lang)
        .about(lang.pick(ABOUT.0, ABOUT.1))
        .after_help(lang.pick(AFTER.0, AFTER.1))
        .help_template(format!(
            "{{about}}\n\n{}\n  {{usage}}\n\n{verbs}\n{{subcommands}}\n\n{}\n{{options}}{{after-help}}\n",
            usage_heading(lang),
            flags_heading(lang),
        ));
    whole.mut_subcommands(|verb| {
        let name = verb.get_name().to_owned();
        let after = if name == "compare" {
            COMPARE_AFTER
        } else {
            ("", "")
        };
        dressed(verb, &name, lang)
            .about(find(VERBS, &name, lang).unwrap_or_default())
            .after_help(lang.pick(after.0, after.1))
            .disable_help_flag(true)
            .help_template(verb_template(lang, name == "schema"))
    })
}

fn verb_template(lang: Lang, is_without_values: bool) -> String {
    let values = match is_without_values {
        true => String::new(),
        false => format!("{}\n{{positionals}}\n\n", lang.pick("Värden", "Values")),
    };
    format!(
        "{{about}}\n\n{}\n  {{usage}}\n\n{values}{}\n{{options}}{{after-help}}\n",
        usage_heading(lang),
        flags_heading(lang)
    )
}

fn usage_heading(lang: Lang) -> &'static str {
    lang.pick("Så skrivs det", "Usage")
}

fn flags_heading(lang: Lang) -> &'static str {
    lang.pick("Flaggor", "Flags")
}

fn dressed(command: Command, verb: &str, lang: Lang) -> Command {
    let name = if verb.is_empty() { "utfall" } else { verb };
    command
        .override_usage(find(USAGES, name, lang).unwrap_or_default())
        .mut_args(|arg| {
            let id = arg.get_id().as_str().to_owned();
            let own = format!("{verb}.{id}");
            let arg = match find(FLAGS, &own, lang).or_else(|| find(FLAGS, &id, lang)) {
                Some(help) => arg.help(help),
                None => arg,
            };
            match find(VALUES, &id, lang) {
                Some(value) if arg.get_action().takes_values() => arg.value_name(value),
                _ => arg,
            }
        })
}
