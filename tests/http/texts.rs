//! Every code that a caller can be told has its text, in both languages.

use std::collections::BTreeSet;
use std::path::Path;

use domain::call::CallFault;
use domain::consent::ConsentFault;
use domain::contact_sheet::SheetFault;
use domain::contactability::{ContactRuleFault, Reason};
use domain::customer::{
    AddressFault, CustomFieldFault, CustomerFault, EmailFault, IdentifierFault, NoteFault,
    PaymentSheetFault, PersonFault, PhoneFault, SocialFault,
};
use domain::erasure::ErasureRefusal;
use domain::invoice::InvoiceFault;
use domain::message::SkipReason;
use domain::payment::PaymentFault;
use domain::purpose::PurposeFault;
use domain::task::{TaskFault, TaskKind};
use domain::user::PasswordFault;
use templates::Catalog;

/// The texts between `before` and the next quote, in all sources below a folder.
fn quoted(folder: &str, before: &str) -> BTreeSet<String> {
    fn walk(folder: &Path, before: &str, found: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, before, found);
            } else if path.extension().is_some_and(|ext| ext == "rs") {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                if name.contains("tests") {
                    continue;
                }
                let text = std::fs::read_to_string(&path).unwrap();
                let text = text.split("#[cfg(test)]").next().unwrap();
                found.extend(
                    text.split(before)
                        .skip(1)
                        .map(|rest| rest.split('"').next().unwrap().to_owned()),
                );
            }
        }
    }
    let mut found = BTreeSet::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), before, &mut found);
    found
}

fn missing(
    catalog: &Catalog,
    prefix: &str,
    codes: impl IntoIterator<Item = String>,
) -> Vec<String> {
    let keys = codes.into_iter().map(|code| format!("{prefix}-{code}"));
    keys.filter(|key| !catalog.has_text(key)).collect()
}

#[test]
fn every_refusal_has_its_text() {
    let catalog = Catalog::embedded().unwrap();
    let mut codes = quoted("store/src", "refused(\"");
    codes.extend(quoted("store/src", "Refusal::new(\""));
    codes.extend(quoted("api/src", ".coded(\""));
    codes.extend(CustomerFault::ALL.iter().map(|fault| fault.code().to_owned()));
    codes.extend(CustomFieldFault::ALL.iter().map(|fault| fault.code().to_owned()));
    codes.extend(NoteFault::ALL.iter().map(|fault| fault.code().to_owned()));
    codes.extend(PaymentSheetFault::ALL.iter().map(|fault| fault.code().to_owned()));
    codes.extend(PersonFault::ALL.iter().map(|fault| fault.code().to_owned()));
    codes.extend(TaskFault::ALL.iter().map(|fault| fault.code().to_owned()));
    codes.extend(InvoiceFault::ALL.iter().map(|fault| fault.code().to_owned()));
    codes.extend(PaymentFault::ALL.iter().map(|fault| fault.code().to_owned()));
    codes.extend(ConsentFault::ALL.iter().map(|fault| fault.code().to_owned()));
    codes.extend(PurposeFault::ALL.iter().map(|fault| fault.code().to_owned()));
    codes.extend(SheetFault::ALL.iter().map(|fault| fault.code().to_owned()));
    codes.extend(CallFault::ALL.iter().map(|fault| fault.code().to_owned()));
    codes.extend(ContactRuleFault::ALL.iter().map(|fault| fault.code().to_owned()));
    let refused =
        [ErasureRefusal::Merged, ErasureRefusal::Restricted, ErasureRefusal::Establishment];
    codes.extend(refused.iter().map(|refusal| refusal.code().to_owned()));
    assert_eq!(missing(&catalog, "refusal", codes), Vec::<String>::new());
}

#[test]
fn every_answer_on_contact_has_its_text_and_so_has_a_message_that_may_not_leave() {
    let catalog = Catalog::embedded().unwrap();
    let codes = Reason::ALL.iter().map(|reason| reason.code().to_owned());
    assert_eq!(missing(&catalog, "contact-reason", codes), Vec::<String>::new());
    let bars = [
        Reason::PartyDeleted,
        Reason::PartyRestricted,
        Reason::ContactPointInvalid,
        Reason::NoContactPoint,
        Reason::Suppressed,
    ];
    let codes = bars.iter().map(|reason| reason.code().to_owned());
    let over = [SkipReason::RequestOver, SkipReason::LinkOver];
    let codes = codes.chain(over.map(|reason| reason.code().to_owned()));
    assert_eq!(missing(&catalog, "message-reason", codes), Vec::<String>::new());
}

#[test]
fn every_conflict_has_its_text() {
    let catalog = Catalog::embedded().unwrap();
    let mut codes = quoted("store/src", "Conflict { code: \"");
    codes.extend(quoted("store/src", "_key\", \""));
    codes.extend(["duplicate", "broken_reference", "idempotency_key_used"].map(String::from));
    assert_eq!(missing(&catalog, "conflict", codes), Vec::<String>::new());
}

#[test]
fn every_fault_has_its_text() {
    let catalog = Catalog::embedded().unwrap();
    let mut codes = quoted("api/src", "Wrong::new(\"");
    codes.extend(IdentifierFault::ALL.map(|fault| fault.code().to_owned()));
    codes.extend(AddressFault::ALL.map(|fault| fault.code().to_owned()));
    codes.extend(
        [EmailFault::DomainWithoutDot, EmailFault::ControlCharacter].map(|f| f.code().to_owned()),
    );
    codes.extend([PhoneFault::NotInThePlan].map(|fault| fault.code().to_owned()));
    codes.extend(SocialFault::ALL.map(|fault| fault.code().to_owned()));
    codes.extend(
        [
            PasswordFault::TooShort,
            PasswordFault::TooLong,
            PasswordFault::LikeTheEmail,
            PasswordFault::Guessable,
        ]
        .map(|fault| fault.code().to_owned()),
    );
    assert_eq!(missing(&catalog, "fault", codes), Vec::<String>::new());
}

#[test]
fn every_kind_of_problem_has_its_title_and_its_detail() {
    let catalog = Catalog::embedded().unwrap();
    let introduction = api::document().info.description.unwrap();
    let kinds: Vec<_> = introduction
        .lines()
        .filter_map(|line| line.strip_prefix("- `"))
        .filter_map(|line| line.split('`').next())
        .collect();
    assert!(kinds.len() > 15, "{kinds:?}");
    let keys = kinds.iter().flat_map(|kind| [(*kind).to_owned(), format!("{kind}-detail")]);
    assert_eq!(missing(&catalog, "problem", keys), Vec::<String>::new());
}

#[test]
fn every_task_of_the_program_has_its_title() {
    let catalog = Catalog::embedded().unwrap();
    let codes = TaskKind::ALL.iter().map(|kind| kind.code().to_owned());
    assert_eq!(missing(&catalog, "task", codes), Vec::<String>::new());
}
