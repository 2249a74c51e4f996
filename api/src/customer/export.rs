//! `GET /customers/export`

use actix_web::body::BoxBody;
use actix_web::http::header;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, Responder};
use domain::language::Language;
use futures::stream::{BoxStream, StreamExt as _, try_unfold};
use store::customer::CustomerFilter;
use store::export::{CustomerTable, Format, customers_as_text, customers_as_workbook};
use tokio::io::AsyncReadExt as _;
use utoipa::openapi::content::ContentBuilder;
use utoipa::openapi::path::Operation;
use utoipa::openapi::response::ResponseBuilder;
use utoipa::openapi::schema::{ObjectBuilder, Type};

use crate::access::{May, ReadCustomers};
use crate::answer::Answer;
use crate::endpoint::Schemas;
use crate::input::{LanguageCode, LegalClassCode, Query, TableFormatCode, Text};
use crate::problem::Problem;

query! {
    /// Which customers, and how their table is written.
    struct CustomerExportQuery {
        /// `csv` (the default) or `xlsx`.
        #[param(inline)]
        format: Option<TableFormatCode>,
        /// The language of the headings and of the decimal mark; the caller's own when absent.
        language: Option<LanguageCode>,
        /// Those of a legal class.
        legal_class: Option<LegalClassCode>,
        /// Those whose name begins so, whatever the case and the accents.
        #[param(value_type = Option<String>, min_length = 1, max_length = 200)]
        name: Option<Text<200>>,
    }
}

type Pieces = BoxStream<'static, Result<Bytes, std::io::Error>>;

/// A table that is sent as it is read.
pub(crate) struct Table {
    format: Format,
    pieces: Pieces,
}

impl Responder for Table {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let name = format!("attachment; filename=\"customers.{}\"", self.format.code());
        HttpResponse::Ok()
            .insert_header((header::CONTENT_TYPE, self.format.media_type()))
            .insert_header((header::CONTENT_DISPOSITION, name))
            .streaming(self.pieces)
    }
}

impl Answer for Table {
    fn document(operation: &mut Operation, _: &mut Schemas) {
        let mut response = ResponseBuilder::new().description("The table, as a file.");
        for format in Format::ALL {
            let bytes = ObjectBuilder::new().schema_type(Type::String).build();
            let media_type = format.media_type().split(';').next().unwrap_or_default();
            let content = ContentBuilder::new().schema(Some(bytes)).build();
            response = response.content(media_type, content);
        }
        operation.responses.responses.insert("200".to_owned(), response.build().into());
    }
}

/// Export customers as a table that can be imported again.
///
/// A text has semicolons and a decimal comma in French, commas and a point in English; a cell that a
/// spreadsheet would take for a formula begins with an apostrophe.
#[utoipa::path(get, path = "/customers/export")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    query: Query<CustomerExportQuery>,
) -> Result<Table, Problem> {
    let query = query.0;
    let language = query.language.map_or(may.principal().language, |language| *language);
    let format = query.format.map_or(Format::Csv, |format| *format);
    let filter = CustomerFilter {
        legal_class: query.legal_class.map(|class| *class),
        name: query.name.map(|name| name.0),
        ..CustomerFilter::default()
    };
    let table = CustomerTable { filter, language, headings: headings(&may, language) };
    let pieces = match format {
        Format::Csv => customers_as_text(may.db().clone(), table)
            .map(|page| page.map(Bytes::from).map_err(std::io::Error::other))
            .boxed(),
        Format::Xlsx => workbook(&may, &table).await?,
    };
    Ok(Table { format, pieces })
}

fn headings(may: &May<ReadCustomers>, language: Language) -> Vec<String> {
    let catalog = &may.state().deps.catalog;
    let heading = |code: &str| catalog.text(language, &format!("export-heading-{code}"), &[]);
    CustomerTable::columns().iter().map(|field| heading(field.code())).collect()
}

/// A workbook ends with its table of contents: it is written to the disk before it is sent.
async fn workbook(may: &May<ReadCustomers>, table: &CustomerTable) -> Result<Pieces, Problem> {
    let file = tempfile::NamedTempFile::new().map_err(Problem::internal)?;
    customers_as_workbook(may.db(), table, file.path()).await.map_err(Problem::internal)?;
    let open = tokio::fs::File::open(file.path()).await.map_err(Problem::internal)?;
    // The file goes when it is sent, or when nobody listens any more.
    let pieces = try_unfold((open, file), |(mut open, file)| async move {
        let mut piece = Vec::with_capacity(PIECE);
        (&mut open).take(PIECE as u64).read_to_end(&mut piece).await?;
        let next = (open, file);
        Ok(if piece.is_empty() { None } else { Some((Bytes::from(piece), next)) })
    });
    Ok(pieces.boxed())
}

/// Bytes of a workbook that are sent at once.
const PIECE: usize = 64 * 1024;
