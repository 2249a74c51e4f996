//! The encoding of a file: its byte order mark, else what the mapping says, else what its bytes
//! look like.

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Looks at every byte of a file, portion by portion.
pub(super) struct Look {
    detector: EncodingDetector,
    utf8: Utf8,
    /// NUL bytes at even and at odd places: every second byte of Western text in UTF-16.
    nul: [u64; 2],
    seen: u64,
}

impl Look {
    pub(super) fn new() -> Self {
        Self { detector: EncodingDetector::new(), utf8: Utf8::default(), nul: [0; 2], seen: 0 }
    }

    pub(super) fn feed(&mut self, bytes: &[u8]) {
        self.detector.feed(bytes, false);
        self.utf8.feed(bytes);
        for (place, byte) in (self.seen..).zip(bytes) {
            if *byte == 0
                && let Some(nul) = self.nul.get_mut(usize::from(place % 2 == 1))
            {
                *nul += 1;
            }
        }
        self.seen += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    }

    /// What the bytes look like.
    pub(super) fn guess(mut self) -> &'static Encoding {
        let [even, odd] = self.nul;
        let many = self.seen / 8;
        if odd > many && even * 8 < odd {
            return UTF_16LE;
        }
        if even > many && odd * 8 < even {
            return UTF_16BE;
        }
        if self.utf8.is_likely() {
            return UTF_8;
        }
        self.detector.feed(&[], true);
        // Of two that fit, the one that French programs write.
        self.detector.guess(Some(b"fr"), false)
    }
}

/// The encoding that the first bytes mark, and the length of the mark.
pub(super) fn marked(first: &[u8]) -> Option<&'static Encoding> {
    Encoding::for_bom(first).map(|(encoding, _)| encoding)
}

/// Counts what is UTF-8 and what is not. A text of which nearly every accent is right is a damaged
/// UTF-8 file, whose wrong rows are told, and not a right file of another encoding.
#[derive(Default)]
struct Utf8 {
    right: u64,
    wrong: u64,
    rest: Vec<u8>,
}

impl Utf8 {
    fn feed(&mut self, bytes: &[u8]) {
        let mut joined = std::mem::take(&mut self.rest);
        joined.extend_from_slice(bytes);
        let mut bytes = joined.as_slice();
        loop {
            match std::str::from_utf8(bytes) {
                Ok(text) => {
                    self.right += accents(text.as_bytes());
                    return;
                }
                Err(error) => {
                    let (good, bad) = bytes.split_at(error.valid_up_to());
                    self.right += accents(good);
                    let Some(length) = error.error_len() else {
                        // The character goes on in the next portion.
                        self.rest = bad.to_vec();
                        return;
                    };
                    self.wrong += 1;
                    bytes = bad.get(length..).unwrap_or_default();
                }
            }
        }
    }

    fn is_likely(&self) -> bool {
        self.wrong == 0 || self.right > self.wrong.saturating_mul(4)
    }
}

/// Characters beyond ASCII.
fn accents(text: &[u8]) -> u64 {
    let first = |byte: &&u8| **byte >= 0xc0;
    u64::try_from(text.iter().filter(first).count()).unwrap_or(u64::MAX)
}
