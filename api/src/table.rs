//! A table of customers as an answer: sent as it is read, in bounded memory.

use actix_web::body::BoxBody;
use actix_web::http::header;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, Responder};
use domain::language::Language;
use futures::stream::{BoxStream, StreamExt as _, try_unfold};
use store::export::{CustomerTable, Customers, Format, customers_as_text, customers_as_workbook};
use tokio::io::AsyncReadExt as _;
use utoipa::openapi::content::ContentBuilder;
use utoipa::openapi::path::Operation;
use utoipa::openapi::response::ResponseBuilder;
use utoipa::openapi::schema::{ObjectBuilder, Type};

use crate::access::SignedIn;
use crate::answer::Answer;
use crate::endpoint::Schemas;
use crate::problem::Problem;

type Pieces = BoxStream<'static, Result<Bytes, std::io::Error>>;

/// A table that is sent as it is read.
pub(crate) struct Table {
    name: &'static str,
    format: Format,
    pieces: Pieces,
}

impl Table {
    /// The table of these customers as a file called `name`, in the words of a language.
    pub(crate) async fn of(
        caller: &SignedIn,
        name: &'static str,
        customers: Customers,
        format: Format,
        language: Language,
    ) -> Result<Self, Problem> {
        let table = CustomerTable { customers, language, headings: headings(caller, language) };
        let pieces = match format {
            Format::Csv => customers_as_text(caller.db().clone(), table)
                .map(|page| page.map(Bytes::from).map_err(std::io::Error::other))
                .boxed(),
            Format::Xlsx => workbook(caller, &table).await?,
        };
        Ok(Self { name, format, pieces })
    }
}

impl Responder for Table {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let name = format!("attachment; filename=\"{}.{}\"", self.name, self.format.code());
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

fn headings(caller: &SignedIn, language: Language) -> Vec<String> {
    let catalog = &caller.state().deps.catalog;
    let heading = |code: &str| catalog.text(language, &format!("export-heading-{code}"), &[]);
    CustomerTable::columns().iter().map(|field| heading(field.code())).collect()
}

/// A workbook ends with its table of contents: it is written to the disk before it is sent.
async fn workbook(caller: &SignedIn, table: &CustomerTable) -> Result<Pieces, Problem> {
    let file = tempfile::NamedTempFile::new().map_err(Problem::internal)?;
    let out = file.reopen().map_err(Problem::internal)?;
    customers_as_workbook(caller.db(), table, out).await.map_err(Problem::internal)?;
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
