//! What a page says when something was done, or cannot be: a clear word, and what to do.

/// What became of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// The consent is confirmed.
    Confirmed,
    /// It was confirmed before.
    ConfirmedBefore,
    /// The preferences are saved.
    Saved,
    /// The link is too old.
    Expired,
    /// The link is not as it was made.
    Altered,
    /// What the link is about is gone.
    Gone,
    /// The form was not as the page made it.
    Malformed,
}

impl Notice {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Confirmed,
        Self::ConfirmedBefore,
        Self::Saved,
        Self::Expired,
        Self::Altered,
        Self::Gone,
        Self::Malformed,
    ];

    /// The keys of its title and its text.
    pub(crate) const fn keys(self) -> [&'static str; 2] {
        match self {
            Self::Confirmed => ["public-confirmed-title", "public-confirmed-text"],
            Self::ConfirmedBefore => {
                ["public-confirmed-before-title", "public-confirmed-before-text"]
            }
            Self::Saved => ["public-saved-title", "public-saved-text"],
            Self::Expired => ["public-expired-title", "public-expired-text"],
            Self::Altered => ["public-altered-title", "public-altered-text"],
            Self::Gone => ["public-gone-title", "public-gone-text"],
            Self::Malformed => ["public-malformed-title", "public-malformed-text"],
        }
    }
}
