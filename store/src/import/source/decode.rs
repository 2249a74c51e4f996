//! From the bytes of any encoding to UTF-8, as a stream. What is no character becomes U+FFFD, so
//! that the row it stands in is told.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use encoding_rs::{CoderResult, Decoder, Encoding};

/// Reads UTF-8 out of bytes of another encoding; a byte order mark is left out.
pub(super) struct Decode<R> {
    inner: R,
    decoder: Decoder,
    raw: Vec<u8>,
    /// What of `raw` is not decoded yet.
    waiting: std::ops::Range<usize>,
    ended: bool,
    finished: bool,
    /// Bytes of the file read so far, for whoever shows progress.
    progress: Arc<AtomicU64>,
}

impl<R: Read> Decode<R> {
    pub(super) fn new(inner: R, encoding: &'static Encoding, progress: Arc<AtomicU64>) -> Self {
        Self {
            inner,
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: vec![0; 64 * 1024],
            waiting: 0..0,
            ended: false,
            finished: false,
            progress,
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        let read = self.inner.read(&mut self.raw)?;
        self.ended = read == 0;
        self.waiting = 0..read;
        self.progress.fetch_add(u64::try_from(read).unwrap_or(0), Ordering::Relaxed);
        Ok(())
    }
}

impl<R: Read> Read for Decode<R> {
    /// `out` must have room for at least four bytes; the reader of rows asks for thousands.
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while !self.finished {
            if self.waiting.is_empty() && !self.ended {
                self.fill()?;
            }
            let raw = self.raw.get(self.waiting.clone()).unwrap_or_default();
            let (result, read, written, _) = self.decoder.decode_to_utf8(raw, out, self.ended);
            self.waiting.start += read;
            self.finished = self.ended && matches!(result, CoderResult::InputEmpty);
            if written > 0 {
                return Ok(written);
            }
            if matches!(result, CoderResult::OutputFull) {
                return Err(io::Error::other("no room for a character"));
            }
        }
        Ok(0)
    }
}
