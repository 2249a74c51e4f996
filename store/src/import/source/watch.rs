//! Watches the text on its way to the reader of rows: every kind of line end becomes one, a
//! quotation mark that nothing closes is told with its line, and no row takes the memory.

use std::collections::VecDeque;
use std::io::{self, Read};

use domain::import::FileFault;

use super::Faulty;

/// The most bytes of one row.
const LONGEST_ROW: usize = 1024 * 1024;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    FieldStart,
    Plain,
    Quoted,
    /// After a quotation mark within quotation marks: an end, or the first of two.
    Quote,
}

/// Passes UTF-8 on, with `\n` for every line end.
pub(super) struct Watch<R> {
    inner: R,
    separator: u8,
    at: At,
    line: u64,
    row_line: u64,
    quote_line: u64,
    row_length: usize,
    after_return: bool,
    /// A line break stands within the quotation marks that are open.
    broken: bool,
    /// And something after it: if they never close, rows were swallowed.
    swallowed: bool,
    cut: bool,
    /// Where the rows begin that the reader behind has not told yet; empty lines are none.
    starts: VecDeque<u64>,
}

impl<R: Read> Watch<R> {
    pub(super) const fn new(inner: R, separator: u8) -> Self {
        Self {
            inner,
            separator,
            at: At::FieldStart,
            line: 1,
            row_line: 1,
            quote_line: 1,
            row_length: 0,
            after_return: false,
            broken: false,
            swallowed: false,
            cut: false,
            starts: VecDeque::new(),
        }
    }

    /// Where the next row begins.
    pub(super) fn next_start(&mut self) -> Option<u64> {
        self.starts.pop_front()
    }

    /// Whether the last row ends within quotation marks: the file was cut there.
    pub(super) fn is_cut(&self) -> bool {
        self.cut && self.starts.is_empty()
    }

    fn see(&mut self, byte: u8) -> Result<(), FileFault> {
        self.row_length += 1;
        if byte == b'\n' {
            self.line += 1;
        } else if self.row_length == 1 {
            self.row_line = self.line;
            self.starts.push_back(self.line);
        }
        if self.at == At::Quoted && byte != b'"' {
            self.swallowed |= self.broken && byte != b'\n';
            self.broken |= byte == b'\n';
        }
        self.at = match (self.at, byte) {
            (At::FieldStart, b'"') => {
                self.quote_line = self.line;
                (self.broken, self.swallowed) = (false, false);
                At::Quoted
            }
            (At::Quoted, b'"') => At::Quote,
            (At::Quote, b'"') | (At::Quoted, _) => At::Quoted,
            (_, b'\n') => {
                self.row_length = 0;
                At::FieldStart
            }
            (_, byte) if byte == self.separator => At::FieldStart,
            _ => At::Plain,
        };
        if self.row_length > LONGEST_ROW {
            return Err(match self.at {
                At::Quoted => FileFault::QuoteOpen { line: self.quote_line },
                _ => FileFault::RowTooLong { line: self.row_line },
            });
        }
        Ok(())
    }

    /// Watches `text` and makes its line ends one kind; the new length.
    fn pass(&mut self, text: &mut [u8], length: usize) -> Result<usize, FileFault> {
        let mut kept = 0;
        for place in 0..length {
            let Some(byte) = text.get(place).copied() else { break };
            let after_return = std::mem::replace(&mut self.after_return, byte == b'\r');
            if after_return && byte == b'\n' {
                continue;
            }
            let byte = if byte == b'\r' { b'\n' } else { byte };
            self.see(byte)?;
            if let Some(slot) = text.get_mut(kept) {
                *slot = byte;
            }
            kept += 1;
        }
        Ok(kept)
    }
}

impl<R: Read> Read for Watch<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.inner.read(out)?;
            if read == 0 {
                if self.at == At::Quoted && self.swallowed {
                    let line = self.quote_line;
                    return Err(io::Error::other(Faulty(FileFault::QuoteOpen { line })));
                }
                self.cut = self.at == At::Quoted;
                return Ok(0);
            }
            let kept = self.pass(out, read).map_err(|fault| io::Error::other(Faulty(fault)))?;
            if kept > 0 {
                return Ok(kept);
            }
        }
    }
}
