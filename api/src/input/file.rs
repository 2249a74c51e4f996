//! The body of a request that is a file: its bytes, of a bounded size, with their media type.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, web};
use sha2::{Digest as _, Sha256};
use utoipa::openapi::path::Operation;
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::{ContentBuilder, Required};

use super::body::collect;
use crate::endpoint::{Part, Schemas, can_fail};
use crate::problem::{Kind, Problem};

/// The largest file, in bytes.
const LARGEST: usize = 10 * 1024 * 1024;

/// A file that was read.
pub(crate) struct FileBody {
    pub(crate) bytes: web::Bytes,
    /// What its sender says that it is.
    pub(crate) media_type: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub(crate) digest: String,
}

impl FromRequest for FileBody {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let mut payload = payload.take();
        Box::pin(async move {
            if request.headers().contains_key(header::CONTENT_ENCODING) {
                return Err(Problem::of(Kind::WrongMediaType));
            }
            let bytes = collect(&request, &mut payload, LARGEST).await?.freeze();
            let digest = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
            Ok(Self { bytes, media_type: media_type(request.content_type()), digest })
        })
    }
}

/// The media type without parameters; of bytes of no known kind when none is said, or when what is
/// said is none (RFC 6838, section 4.2).
fn media_type(said: &str) -> String {
    let said = said.trim().to_ascii_lowercase();
    let name = |text: &str| {
        let letter = |c: char| c.is_ascii_alphanumeric() || "!#$&-^_.+".contains(c);
        !text.is_empty() && text.len() <= 127 && text.chars().all(letter)
    };
    match said.split_once('/') {
        Some((kind, sub)) if name(kind) && name(sub) => said,
        _ => "application/octet-stream".to_owned(),
    }
}

impl Part for FileBody {
    fn document(operation: &mut Operation, _: &mut Schemas) {
        let bytes = ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Binary)));
        let content = ContentBuilder::new().schema(Some(bytes)).build();
        let body = RequestBodyBuilder::new()
            .description(Some("The bytes of the file, at most ten mebibytes."))
            .content("application/octet-stream", content)
            .required(Some(Required::True));
        operation.request_body = Some(body.build().into());
        can_fail(operation, &[Kind::TooLarge, Kind::WrongMediaType, Kind::Invalid]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_media_type_is_said_or_not_known() {
        for (said, kept) in [
            ("application/PDF", "application/pdf"),
            ("image/svg+xml", "image/svg+xml"),
            ("", "application/octet-stream"),
            ("text", "application/octet-stream"),
            ("text/ht ml", "application/octet-stream"),
            ("text/html/x", "application/octet-stream"),
        ] {
            assert_eq!(media_type(said), kept);
        }
    }
}
