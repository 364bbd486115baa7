//! Where numbers come from.

use crate::scenario::text::Bilingual;

crate::record! {
    /// Something a number can be cited to.
    pub struct Source {
        /// What it is called.
        title: Bilingual,
        /// The file name of a document about this place; numbers cited to it count as documented.
        document: Option<String>,
        /// Who published it; numbers cited to it count as public statistics or research.
        publisher: Option<String>,
        /// When.
        year: Option<i32>,
        /// Where it can be found, without the protocol.
        address: Option<String>,
        /// A remark.
        note: Option<String>,
    }
}
