use std::path::Path;

use domain::id::MessageId;
use domain::message::{Outcome, Reply};
use uuid::Uuid;

use super::abandoned::Abandoned;
use super::{Journal, abandoned, boot_id};

const CLAIM: Uuid = Uuid::from_u128(0xc1a1);

fn id(number: u128) -> MessageId {
    MessageId(Uuid::from_u128(number))
}

fn accepted() -> Outcome {
    Outcome::Accepted { reply: Some(Reply::new(Some(250), "2.0.0 Ok: queued as 4FxY")) }
}

fn only(folder: &Path) -> Abandoned {
    let mut found = abandoned(folder, "boot").unwrap();
    assert_eq!(found.len(), 1);
    found.pop().unwrap()
}

fn path(folder: &Path) -> std::path::PathBuf {
    folder.join(format!("{}.journal", CLAIM.simple()))
}

#[test]
fn a_journal_that_was_left_says_what_was_answered_and_what_is_in_doubt() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("journal");
    let journal = Journal::create(&folder, CLAIM, "boot").unwrap();
    journal.begun(id(1)).unwrap();
    journal.answered(id(1), &Outcome::Uncertain).unwrap();
    journal.answered(id(1), &accepted()).unwrap();
    journal.begun(id(2)).unwrap();
    drop(journal);
    let left = only(&folder);
    assert_eq!((left.claim_token, left.same_boot), (CLAIM, true));
    assert_eq!(left.answered, [(id(1), accepted())]);
    assert_eq!(left.begun, [id(2)]);
}

#[test]
fn a_journal_in_use_is_nobodys_and_one_is_settled_by_one_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let journal = Journal::create(folder.path(), CLAIM, "boot").unwrap();
    assert!(abandoned(folder.path(), "boot").unwrap().is_empty());
    drop(journal);
    let left = only(folder.path());
    assert!(abandoned(folder.path(), "boot").unwrap().is_empty());
    drop(left);
    only(folder.path()).delete().unwrap();
    assert!(abandoned(folder.path(), "boot").unwrap().is_empty());
}

#[test]
fn a_finished_journal_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let journal = Journal::create(folder.path(), CLAIM, "boot").unwrap();
    journal.finish().unwrap();
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    assert!(abandoned(&folder.path().join("nowhere"), "boot").unwrap().is_empty());
}

#[test]
fn a_cut_at_any_byte_invents_no_outcome_and_loses_nothing_that_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let journal = Journal::create(folder.path(), CLAIM, "boot").unwrap();
    for number in 1..=4 {
        journal.begun(id(number)).unwrap();
        if number < 4 {
            journal.answered(id(number), &accepted()).unwrap();
        }
    }
    drop(journal);
    let whole = std::fs::read(path(folder.path())).unwrap();
    for cut in 0..=whole.len() {
        std::fs::write(path(folder.path()), &whole[..cut]).unwrap();
        let left = only(folder.path());
        let lines = whole[..cut].iter().filter(|&&byte| byte == b'\n').count();
        // The header, then begun and answered in turns.
        let events = lines.saturating_sub(1);
        assert_eq!(left.claim_token, CLAIM, "the name of the file says it too");
        assert_eq!(left.same_boot, lines > 0, "{cut}");
        assert_eq!(left.answered.len(), events / 2, "{cut}");
        assert_eq!(left.begun.len(), events % 2, "{cut}");
    }
}

#[test]
fn silence_proves_nothing_after_the_machine_was_started_again() {
    let folder = tempfile::tempdir().unwrap();
    let journal = Journal::create(folder.path(), CLAIM, "another boot").unwrap();
    journal.answered(id(1), &accepted()).unwrap();
    drop(journal);
    let left = only(folder.path());
    assert!(!left.same_boot);
    drop(left);
    assert!(!abandoned(folder.path(), "").unwrap()[0].same_boot);
    let left = only(folder.path());
    assert_eq!(left.answered.len(), 1);
}

#[test]
fn a_journal_of_another_version_and_any_other_file_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    drop(Journal::create(folder.path(), CLAIM, "boot").unwrap());
    // The sum of a header of version 2, so that the line is whole.
    std::fs::write(path(folder.path()), "relais-journal 2 x #24d34224\n").unwrap();
    std::fs::write(folder.path().join("note.txt"), "mine").unwrap();
    assert!(abandoned(folder.path(), "boot").unwrap().is_empty());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn one_that_was_never_begun_is_tidied_away() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(format!("{}.new", CLAIM.simple())), "").unwrap();
    assert!(abandoned(folder.path(), "boot").unwrap().is_empty());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn many_tasks_write_whole_lines() {
    let folder = tempfile::tempdir().unwrap();
    let journal = Journal::create(folder.path(), CLAIM, "boot").unwrap();
    std::thread::scope(|scope| {
        for task in 0..4 {
            let journal = &journal;
            scope.spawn(move || {
                for number in 0..250 {
                    journal.begun(id(task * 1_000 + number)).unwrap();
                    journal.answered(id(task * 1_000 + number), &accepted()).unwrap();
                }
            });
        }
    });
    drop(journal);
    let left = only(folder.path());
    assert_eq!((left.answered.len(), left.begun.len()), (1_000, 0));
}

#[test]
fn the_machine_says_which_start_it_is() {
    let boot = boot_id().unwrap();
    assert_eq!(boot.len(), 36);
    assert_eq!(boot, boot_id().unwrap());
}

#[test]
fn after_a_write_that_failed_nothing_more_is_promised() {
    // The device that is always full.
    let folder = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink("/dev/full", folder.path().join("full")).unwrap();
    let journal = Journal::at_end_of(&folder.path().join("full"));
    assert!(journal.begun(id(1)).is_err());
    assert!(journal.begun(id(1)).unwrap_err().to_string().contains("before"));
}
