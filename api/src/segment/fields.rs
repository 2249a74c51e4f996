//! `GET /segments/fields`

use domain::language::Language;
use domain::segment::Field;
use serde::Serialize;
use store::Page;
use templates::Catalog;
use utoipa::ToSchema;

use crate::access::{May, ReadSegments};
use crate::answer::{Found, Listed};
use crate::input::Reader;
use crate::problem::Problem;

/// A field of which a condition can ask.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SegmentField)]
pub(crate) struct FieldView {
    /// Stable code; that of one of the firm's own fields begins with `own.`.
    code: String,
    /// What it is called.
    label: String,
    /// Code of the group in which it is shown.
    group: &'static str,
    /// What the group is called.
    group_label: String,
    /// Its type: `text`, `choice`, `flag`, `number`, `decimal`, `money`, `day`, `id` or
    /// `currency`.
    kind: &'static str,
    /// Whether it can be counted `over` some days.
    over: bool,
    /// The operators that it takes.
    operators: Vec<CodeView>,
    /// The values of a choice.
    choices: Vec<CodeView>,
}

/// A code, and what it is called.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SegmentCode)]
pub(crate) struct CodeView {
    /// Stable code.
    code: String,
    /// What it is called.
    label: String,
}

/// List the fields of which a segment can ask, with their operators, the firm's own fields too. They are
/// few: there is one page.
#[utoipa::path(get, path = "/segments/fields")]
pub(crate) async fn handler(
    may: May<ReadSegments>,
    reader: Reader,
) -> Result<Found<Listed<FieldView>>, Problem> {
    let catalog = &may.state().deps.catalog;
    let own = store::segment::own_fields(may.db().read()).await?;
    let own = own.iter().cloned().map(Field::Own);
    let items = Field::built_in().chain(own).map(|field| view(catalog, reader.0, &field)).collect();
    Ok(Listed::of(Page { items, next: None }, |view| view))
}

fn view(catalog: &Catalog, language: Language, field: &Field) -> FieldView {
    let spec = field.spec();
    FieldView {
        code: field.code().to_owned(),
        label: catalog.segment_field(language, field),
        group: field.group().code(),
        group_label: catalog.segment_group(language, field.group()),
        kind: spec.kind.code(),
        over: spec.spans,
        operators: spec
            .operators()
            .map(|operator| CodeView {
                code: operator.code().to_owned(),
                label: catalog.segment_operator(language, operator),
            })
            .collect(),
        choices: field
            .choices()
            .into_iter()
            .map(|code| CodeView {
                code: code.to_owned(),
                label: catalog.segment_choice(language, field, code),
            })
            .collect(),
    }
}
