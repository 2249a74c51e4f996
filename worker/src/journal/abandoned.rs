//! Journals that nobody holds: their process ended before it had settled them.

use std::collections::BTreeMap;
use std::fs::{File, TryLockError};
use std::io::{self, Read as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use domain::id::MessageId;
use domain::message::Outcome;
use uuid::Uuid;

use super::file::{ENDING, ENDING_OF_NEW};
use super::line::{self, Event, FirstLine};

/// The journal of a process that is gone. Locked while it is held here, so that one process at a
/// time settles it.
#[derive(Debug)]
pub(crate) struct Abandoned {
    /// The file.
    pub(crate) path: PathBuf,
    /// The claim under which its messages were taken.
    pub(crate) claim_token: Uuid,
    /// Whether the machine has not been started again since. Only then does silence about a message
    /// prove that it was never begun; else the last lines may be missing.
    pub(crate) same_boot: bool,
    /// Messages of which it knows the outcome, the last one it noted.
    pub(crate) answered: Vec<(MessageId, Outcome)>,
    /// Messages handed over whose answer it does not know.
    pub(crate) begun: Vec<MessageId>,
    /// Keeps the lock.
    _file: File,
}

impl Abandoned {
    /// Deletes it, after its outcomes are committed.
    ///
    /// # Errors
    /// When the file cannot be deleted.
    pub(crate) fn delete(self) -> io::Result<()> {
        std::fs::remove_file(&self.path)
    }
}

/// The journals in `folder` that nobody holds, read during the start `boot` of the machine. A
/// folder that does not exist has none; a journal of another version is left alone.
///
/// # Errors
/// When the folder or a journal cannot be read.
pub(crate) fn abandoned(folder: &Path, boot: &str) -> io::Result<Vec<Abandoned>> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let ending = path.extension().and_then(|ending| ending.to_str());
        if !matches!(ending, Some(ENDING | ENDING_OF_NEW)) {
            continue;
        }
        let Some(file) = lock(&path)? else { continue };
        if ending == Some(ENDING) {
            found.extend(read(path, file, boot)?);
        } else {
            // Its process ended before the first message; or is about to lock it, and makes
            // another one.
            std::fs::remove_file(&path)?;
        }
    }
    Ok(found)
}

/// The file, locked; none when it is held, or gone.
fn lock(path: &Path) -> io::Result<Option<File>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    match file.try_lock() {
        // Deleted between the opening and the lock: somebody has settled it.
        Ok(()) if file.metadata()?.nlink() == 0 => Ok(None),
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

fn read(path: PathBuf, mut file: File, boot: &str) -> io::Result<Option<Abandoned>> {
    let mut text = Vec::new();
    file.read_to_end(&mut text)?;
    let mut lines = text.split_inclusive(|&byte| byte == b'\n');
    let header = line::read_header(lines.next().unwrap_or_default());
    let named = path.file_stem().and_then(|stem| Uuid::parse_str(stem.to_str()?).ok());
    let (claim_token, same_boot) = match (header, named) {
        (FirstLine::Header(header), _) => {
            (header.claim_token, !boot.is_empty() && header.boot == boot)
        }
        // Lost in a power cut: the name of the file still says whose it is.
        (FirstLine::Torn, Some(claim_token)) => (claim_token, false),
        (FirstLine::Torn | FirstLine::OtherVersion, _) => {
            tracing::warn!(path = %path.display(), "a delivery journal of another version is left alone");
            return Ok(None);
        }
    };
    let mut known: BTreeMap<MessageId, Option<Outcome>> = BTreeMap::new();
    for event in lines.filter_map(line::read) {
        match event {
            Event::Begun(id) => known.insert(id, None),
            Event::Answered(id, outcome) => known.insert(id, Some(outcome)),
        };
    }
    let mut begun = Vec::new();
    let mut answered = Vec::new();
    for (id, outcome) in known {
        match outcome {
            Some(outcome) => answered.push((id, outcome)),
            None => begun.push(id),
        }
    }
    Ok(Some(Abandoned { path, claim_token, same_boot, answered, begun, _file: file }))
}
