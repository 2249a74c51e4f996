//! A list as a table: sent as it is read, in bounded memory.

use actix_web::body::BoxBody;
use actix_web::http::header;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, Responder};
use domain::user::Act;
use futures::stream::{BoxStream, StreamExt as _, try_unfold};
use store::export::{self, Format, List, as_text, as_workbook};
use tokio::io::AsyncReadExt as _;
use utoipa::openapi::content::ContentBuilder;
use utoipa::openapi::path::Operation;
use utoipa::openapi::response::ResponseBuilder;
use utoipa::openapi::schema::{ObjectBuilder, Type};

use crate::access::SignedIn;
use crate::answer::Answer;
use crate::endpoint::Schemas;
use crate::input::{LanguageCode, TableFormatCode};
use crate::problem::{Kind, Problem};

type Pieces = BoxStream<'static, Result<Bytes, std::io::Error>>;

/// A table that is sent as it is read.
pub(crate) struct Table {
    name: &'static str,
    format: Format,
    pieces: Pieces,
}

impl Table {
    /// The table of a list as a file called `name`: as CSV and in the caller's own language unless another
    /// format or language is asked for.
    pub(crate) async fn of(
        caller: &SignedIn,
        name: &'static str,
        list: List,
        format: Option<TableFormatCode>,
        language: Option<LanguageCode>,
    ) -> Result<Self, Problem> {
        // Every table names customers: a token may see who is in a segment, or what was paid, without
        // seeing what the file says of each.
        if !caller.principal().may(Act::ReadCustomers) {
            return Err(Problem::of(Kind::Forbidden).with("act", Act::ReadCustomers));
        }
        let format = format.map_or(Format::Csv, |format| *format);
        let language = language.map_or(caller.principal().language, |language| *language);
        let catalog = &caller.state().deps.catalog;
        let text = |key: &str| catalog.text(language, key, &[]);
        let table = export::Table::of(caller.db(), list, language, text).await?;
        let pieces = match format {
            Format::Csv => as_text(caller.db().clone(), table)
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

/// A workbook ends with its table of contents: it is written to the disk before it is sent.
async fn workbook(caller: &SignedIn, table: &export::Table) -> Result<Pieces, Problem> {
    let file = tempfile::NamedTempFile::new().map_err(Problem::internal)?;
    let out = file.reopen().map_err(Problem::internal)?;
    as_workbook(caller.db(), table, out).await.map_err(Problem::internal)?;
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
