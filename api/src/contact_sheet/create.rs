//! `POST /contact-sheets`

use chrono::NaiveDate;
use domain::contact_sheet::{ContactSheet, SheetAnswer, Whom};
use domain::customer::{ContactKind, ContactValue, EmailAddress, LegalClass};
use domain::id::{CustomerId, PartyId, UserId, WordingId};
use domain::purpose::PurposeCode;
use domain::task::TaskDraft;
use store::Db;

use super::ContactSheetView;
use crate::access::{FillContactSheets, Key, May};
use crate::answer::Created;
use crate::customer::point::contact_value;
use crate::input::{
    Body, CollectionMethodCode, ContactChannelCode, LanguageCode, LegalClassCode, Prose, Text,
};
use crate::problem::Problem;
use crate::purpose;

input! {
    /// A contact sheet. It is about somebody new (a private person, or a person of `organisation`), about
    /// somebody new at a known `customer`, or about a known `party`.
    #[schema(as = NewContactSheet, example = json!({
        "organisation": "Ateliers Hébrard",
        "name": "Zoé Durand",
        "email": "zoe.durand@client.example",
        "language": "fr",
        "method": "face_to_face",
        "place": "Salon de Lyon, stand B12",
        "need": "Un devis pour mars",
        "handed_over": "Le catalogue 2027",
        "follow_up": { "title": "Rappeler pour le devis", "due_on": "2026-11-27" },
        "answers": [{
            "purpose": "newsletter",
            "channel": "email",
            "yes": true,
            "wording": "01900000-0000-7000-8000-000000010001",
        }],
    }))]
    struct NewContactSheetBody {
        /// A known person, or a known customer itself.
        #[schema(value_type = Option<uuid::Uuid>)]
        party: Option<PartyId>,
        /// The known customer of somebody new.
        #[schema(value_type = Option<uuid::Uuid>)]
        customer: Option<CustomerId>,
        /// The new organisation of somebody new.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
        organisation: Option<Text<200>>,
        /// Who a new customer is in law; unknown when absent.
        legal_class: Option<LegalClassCode>,
        /// Name of the person; needed unless it is known.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
        name: Option<Text<200>>,
        /// What the person's card says.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
        job_title: Option<Text<200>>,
        /// E-mail address; a yes to mails needs one.
        #[schema(value_type = Option<String>, format = Email, max_length = 254)]
        email: Option<EmailAddress>,
        /// Phone number in international form or a French one; a yes to calls or texts needs one.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 254)]
        phone: Option<Text<254>>,
        /// The language in which one speaks, and in which the words were shown.
        language: LanguageCode,
        /// How it was collected: `face_to_face`, `paper` or `phone`.
        method: CollectionMethodCode,
        /// Where: the fair, the stand.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
        place: Option<Text<200>>,
        /// What they need.
        #[schema(value_type = String, min_length = 1, max_length = 4000)]
        need: Prose<4000>,
        /// What was handed over.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 4000)]
        handed_over: Option<Prose<4000>>,
        /// Who does what next, and by when.
        follow_up: FollowUpBody,
        /// What was said to each purpose that was asked about.
        answers: Vec<SheetAnswerBody>,
    }
}

input! {
    /// Who does what next, and by when.
    #[schema(as = FollowUp)]
    struct FollowUpBody {
        /// What is to be done.
        #[schema(value_type = String, min_length = 1, max_length = 200)]
        title: Text<200>,
        /// By which day.
        due_on: Option<NaiveDate>,
        /// Who is to do it.
        #[schema(value_type = Option<uuid::Uuid>)]
        assignee: Option<UserId>,
    }
}

input! {
    /// What was said to one purpose by one channel.
    #[schema(as = ContactSheetAnswer)]
    struct SheetAnswerBody {
        /// Code of the purpose.
        #[schema(value_type = String, pattern = "^[a-z][a-z0-9_]{0,39}$")]
        purpose: PurposeCode,
        /// By which channel.
        channel: ContactChannelCode,
        /// Yes or no; what was not asked has no answer.
        yes: bool,
        /// The words that were shown.
        #[schema(value_type = uuid::Uuid)]
        wording: WordingId,
    }
}

/// Fill in a contact sheet.
///
/// Makes the customer and the person, or finds them, and keeps the note, the answers and the task, all or
/// nothing. A yes to mails counts once the person has confirmed it by the link of a mail, which is sent in
/// their language; every other answer counts at once.
#[utoipa::path(post, path = "/contact-sheets")]
pub(crate) async fn handler(
    may: May<FillContactSheets>,
    key: Key,
    body: Body<NewContactSheetBody>,
) -> Result<Created<ContactSheetView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.with_body(&body.digest));
    let sheet = sheet(db, body.value).await?;
    let id = store::contact_sheet::fill(db, &context, sheet, key.as_ref()).await?;
    let sheet = store::contact_sheet::get(db.read(), id).await?;
    Ok(Created { location: format!("/api/v1/contact-sheets/{id}"), body: sheet.into() })
}

async fn sheet(db: &Db, body: NewContactSheetBody) -> Result<ContactSheet, Problem> {
    let phone = body.phone.map(|text| contact_value(ContactKind::Phone, &text.0)).transpose();
    let phone = phone.map_err(|wrong| Problem::fault("/phone", wrong))?;
    let mut answers = Vec::with_capacity(body.answers.len());
    for (place, answer) in body.answers.into_iter().enumerate() {
        let found = purpose::by_code(db, &answer.purpose).await?;
        let at = format!("/answers/{place}/purpose");
        answers.push(SheetAnswer {
            purpose: found.map_err(|wrong| Problem::fault(&at, wrong))?.purpose.id,
            channel: *answer.channel,
            yes: answer.yes,
            wording: answer.wording,
        });
    }
    let whom = match (body.party, body.customer) {
        (Some(party), _) => Whom::Known(party),
        (None, Some(customer)) => Whom::At(customer),
        (None, None) => Whom::New {
            organisation: body.organisation.map(|name| name.0),
            class: body.legal_class.map_or(LegalClass::Unknown, |class| *class),
        },
    };
    Ok(ContactSheet {
        whom,
        name: body.name.map(|name| name.0),
        job_title: body.job_title.map(|title| title.0),
        email: body.email,
        phone: phone.and_then(|value| match value {
            ContactValue::Phone(number) => Some(number),
            ContactValue::Email(_) | ContactValue::Social(_) => None,
        }),
        language: *body.language,
        method: *body.method,
        place: body.place.map(|place| place.0),
        need: body.need.0,
        handed_over: body.handed_over.map(|given| given.0),
        follow_up: TaskDraft {
            title: Some(body.follow_up.title.0),
            details: None,
            due_on: body.follow_up.due_on,
            assignee: body.follow_up.assignee,
        },
        answers,
    })
}
