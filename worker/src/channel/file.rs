//! Mails as files: `<message id>.eml`, written beside and renamed, so that a repeat overwrites and
//! nobody ever reads half a mail.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use domain::id::MessageId;
use domain::message::Outcome;

use super::Delivered;

/// A folder of mails.
pub(super) struct FileChannel {
    folder: PathBuf,
}

impl FileChannel {
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Writes one mail.
    pub(super) fn write(&self, id: MessageId, mail: &[u8]) -> Delivered {
        match write_beside(&self.folder, &format!("{id}.eml"), mail) {
            Ok(()) => Delivered::Done(Outcome::Accepted { reply: None }),
            Err(error) => unwritable(&self.folder, error),
        }
    }
}

/// Nothing can be written in `folder`.
pub(super) fn unwritable(folder: &Path, error: io::Error) -> Delivered {
    Delivered::Broken(anyhow::Error::new(error).context(folder.display().to_string()))
}

/// Writes `name` in `folder`, for its owner alone: beside first, then in place.
///
/// # Errors
/// When the folder cannot be made or the file cannot be written.
pub(super) fn write_beside(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let beside = folder.join(format!(".{name}.new"));
    let open =
        || OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside);
    let mut file = match open() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
            open()?
        }
        opened => opened?,
    };
    file.write_all(bytes)?;
    fs::rename(&beside, folder.join(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_written_again_overwrites_itself_and_leaves_nothing_beside() {
        let folder = tempfile::tempdir().unwrap();
        let mail = folder.path().join("mail");
        let files = FileChannel::new(mail.clone());
        let id = MessageId(uuid::Uuid::from_u128(42));
        for text in ["first", "second"] {
            let delivered = files.write(id, text.as_bytes());
            assert!(matches!(delivered, Delivered::Done(Outcome::Accepted { .. })));
        }
        let names: Vec<_> = fs::read_dir(&mail).unwrap().map(|one| one.unwrap().path()).collect();
        assert_eq!(names, [mail.join("00000000-0000-0000-0000-00000000002a.eml")]);
        assert_eq!(fs::read_to_string(&names[0]).unwrap(), "second");
    }

    #[test]
    fn a_folder_that_cannot_be_written_stops_the_sending_and_fails_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("mail");
        fs::write(&file, "a file where the folder should be").unwrap();
        let delivered = FileChannel::new(file).write(MessageId(uuid::Uuid::nil()), b"x");
        assert!(matches!(delivered, Delivered::Broken(_)));
    }
}
