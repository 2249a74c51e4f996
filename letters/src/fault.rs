//! Why a letter cannot be set.

use templates::TemplateFault;
use typst::diag::SourceDiagnostic;
use typst::{World, WorldExt};

/// A letter that cannot be set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LetterFault {
    /// Its texts cannot be written.
    #[error(transparent)]
    Text(#[from] TemplateFault),
    /// The layout is nowhere.
    #[error("there is no layout {0}")]
    NoLayout(String),
    /// The layout is not right, or the letter does not fit it.
    #[error("{file}, line {line}: {reason}")]
    Layout {
        /// The layout.
        file: String,
        /// Its line; 0 when unknown.
        line: usize,
        /// What typst says.
        reason: String,
    },
}

impl LetterFault {
    /// The first of typst's complaints.
    pub(crate) fn of(world: &dyn World, main: &str, complaints: &[SourceDiagnostic]) -> Self {
        let Some(complaint) = complaints.first() else {
            return Self::Layout { file: main.to_owned(), line: 0, reason: "unknown".to_owned() };
        };
        let source = complaint.span.id().and_then(|id| world.source(id).ok());
        let file = source.as_ref().map_or_else(
            || main.to_owned(),
            |source| source.id().vpath().get_without_slash().to_owned(),
        );
        let line = source
            .zip(world.range(complaint.span))
            .and_then(|(source, range)| source.lines().byte_to_line(range.start))
            .map_or(0, |line| line + 1);
        Self::Layout { file, line, reason: complaint.message.to_string() }
    }
}
