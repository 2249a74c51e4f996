//! A journal that is being written.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use domain::id::MessageId;
use domain::message::Outcome;
use uuid::Uuid;

use super::line::{self, Header};

/// The ending of a journal's name, after its claim token.
pub(super) const ENDING: &str = "journal";

/// The ending while its first line is being written: nobody reads it yet.
pub(super) const ENDING_OF_NEW: &str = "new";

/// The journal of one claim. Several tasks may write to it: each event is one `write` at the end
/// of the file. Its lock lasts as long as it lives, or its process.
#[derive(Debug)]
pub(crate) struct Journal {
    file: File,
    path: PathBuf,
    /// A write failed: what follows could be glued to a half line, so that both are lost.
    spoilt: AtomicBool,
}

impl Journal {
    /// Begins the journal of `claim_token` in `folder`, during the start `boot` of the machine.
    ///
    /// # Errors
    /// When the file cannot be made: nothing may be sent under this claim.
    pub(crate) fn create(folder: &Path, claim_token: Uuid, boot: &str) -> io::Result<Self> {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        let path = folder.join(format!("{}.{ENDING}", claim_token.simple()));
        let new = path.with_extension(ENDING_OF_NEW);
        let header = line::write_header(&Header { claim_token, boot: boot.to_owned() });
        loop {
            let mut file =
                OpenOptions::new().append(true).create_new(true).mode(0o600).open(&new)?;
            file.try_lock().map_err(io::Error::from)?;
            file.write_all(&header)?;
            match std::fs::rename(&new, &path) {
                Ok(()) => return Ok(Self { file, path, spoilt: AtomicBool::new(false) }),
                // Another process found it before its lock and tidied it away.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Notes that the content of `id` is about to leave.
    ///
    /// # Errors
    /// When it cannot be noted: the content must not leave.
    pub(crate) fn begun(&self, id: MessageId) -> io::Result<()> {
        self.append(&line::write_begun(id))
    }

    /// Notes what came of `id`.
    ///
    /// # Errors
    /// When it cannot be noted: should the process end before the outcome is committed, the message
    /// becomes uncertain.
    pub(crate) fn answered(&self, id: MessageId, outcome: &Outcome) -> io::Result<()> {
        self.append(&line::write_answered(id, outcome)?)
    }

    /// Deletes it, after its outcomes are committed.
    ///
    /// # Errors
    /// When the file cannot be deleted.
    pub(crate) fn finish(self) -> io::Result<()> {
        std::fs::remove_file(&self.path)
    }

    #[cfg(test)]
    pub(super) fn at_end_of(path: &Path) -> Self {
        let file = OpenOptions::new().append(true).open(path).unwrap();
        Self { file, path: path.to_owned(), spoilt: AtomicBool::new(false) }
    }

    fn append(&self, line: &[u8]) -> io::Result<()> {
        if self.spoilt.load(Ordering::Acquire) {
            return Err(io::Error::other("the delivery journal could not be written before"));
        }
        let failed = loop {
            match (&self.file).write(line) {
                Ok(count) if count == line.len() => return Ok(()),
                Ok(_) => break io::ErrorKind::StorageFull.into(),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => break error,
            }
        };
        self.spoilt.store(true, Ordering::Release);
        Err(failed)
    }
}
