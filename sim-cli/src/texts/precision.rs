//! Why a run that was to be exact enough stopped.

use crate::texts::lang::sentences;

sentences! {
    /// The error is small enough.
    pub fn reached(limit: &str, which: &str) {
        sv: "Räknat tills felet i kommunens medelutfall (två standardfel) är högst {limit}: {which}.",
        en: "Run until the error of the municipality's mean outcome (two standard errors) is at most {limit}: {which}.",
    }
    /// The most draws were not enough.
    pub fn not_reached(most: &str, limit: &str, which: &str) {
        sv: "INTE SÅ NOGGRANT SOM BEGÄRT: efter {most} framtider, det högsta antal som fick räknas, är felet i kommunens medelutfall (två standardfel) fortfarande större än {limit}: {which}.",
        en: "NOT AS EXACT AS ASKED FOR: after {most} futures, the most allowed, the error of the municipality's mean outcome (two standard errors) is still larger than {limit}: {which}.",
    }
    /// Interrupted before it was small enough.
    pub fn not_yet_reached(limit: &str, which: &str) {
        sv: "Felet i kommunens medelutfall (två standardfel) är ännu större än {limit}: {which}.",
        en: "The error of the municipality's mean outcome (two standard errors) is still larger than {limit}: {which}.",
    }
    /// A mean that cannot be told from zero.
    pub fn near_zero(which: &str) {
        sv: "Medelutfallet går inte att skilja från noll ({which}), och en liten del av noll nås aldrig: sätt gränsen i kronor med --precision-sek.",
        en: "The mean outcome cannot be told from zero ({which}), and a small share of zero is never reached: set the limit in kronor with --precision-sek.",
    }
}
