//! Letters: the PDF of what `templates` has written, set by typst.
//!
//! Nothing is read from a disk or a network: the layouts come from the catalogue, the font is
//! compiled in, and a document of the same day and data has the same bytes. What customers and
//! users have written arrives as data and is never read as markup.
//!
//! The font is Libertinus Serif (SIL Open Font License 1.1), from `typst-assets`: a letter is
//! read on paper, where a serif face serves well, and it has the narrow spaces of French.

mod fault;
mod font;
mod typesetter;
mod world;

pub use fault::LetterFault;
pub use typesetter::Typesetter;
