//! The one font family of the letters.

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// The family that the layouts name.
const FAMILY: &str = "Libertinus Serif";

/// The faces of the family, and what typst asks to choose among them.
pub(crate) struct Fonts {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) faces: Vec<Font>,
}

impl Fonts {
    /// Out of all that typst ships, the family of the letters: the rest is left unread.
    pub(crate) fn embedded() -> Self {
        let faces: Vec<Font> = typst_assets::fonts()
            .flat_map(|data| Font::iter(Bytes::new(data)))
            .filter(|font| font.info().family.as_str() == FAMILY)
            .collect();
        Self { book: LazyHash::new(FontBook::from_fonts(&faces)), faces }
    }
}
