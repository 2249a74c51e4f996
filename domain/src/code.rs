//! Stable codes of enums: the words of the database, of JSON and of the locales.

/// Gives an enum its `code()`, `ALL`, `Display` and `FromStr` from one table, so that no code is
/// written twice.
macro_rules! code_enum {
    ($name:ident, $fault:ident, $text:literal: { $($variant:ident => $code:literal),+ $(,)? }) => {
        impl $name {
            /// Every variant, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its stable name.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code),+
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }

        #[doc = concat!("The text is ", $text, ".")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
        #[error($text)]
        pub struct $fault;

        impl std::str::FromStr for $name {
            type Err = $fault;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($code => Ok(Self::$variant),)+
                    _ => Err($fault),
                }
            }
        }
    };
}
