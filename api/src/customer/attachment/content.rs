//! `GET /attachments/{id}/content`

use actix_web::body::BoxBody;
use actix_web::http::header::{
    self, Charset, ContentDisposition, DispositionParam, DispositionType, ExtendedValue,
};
use actix_web::{HttpRequest, HttpResponse, Responder};
use domain::id::AttachmentId;
use futures::TryStreamExt as _;
use utoipa::openapi::content::ContentBuilder;
use utoipa::openapi::path::Operation;
use utoipa::openapi::response::ResponseBuilder;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};

use crate::access::{May, ReadCustomers};
use crate::answer::Answer;
use crate::endpoint::Schemas;
use crate::input::Id;
use crate::problem::Problem;

/// What a browser may be told: it runs nothing of these. Everything else is bytes.
const HARMLESS: [&str; 5] =
    ["application/pdf", "image/jpeg", "image/png", "text/csv", "text/plain"];

/// The bytes of a file, to be saved and never shown in the page.
pub(crate) struct Download {
    name: String,
    media_type: String,
    bytes: Vec<u8>,
}

impl Responder for Download {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let harmless = HARMLESS.contains(&self.media_type.as_str());
        let media_type =
            if harmless { self.media_type.as_str() } else { "application/octet-stream" };
        HttpResponse::Ok()
            .insert_header((header::CONTENT_TYPE, media_type.to_owned()))
            .insert_header(disposition(&self.name))
            .body(self.bytes)
    }
}

/// `attachment`, with the name in ASCII and as it is (RFC 6266).
fn disposition(name: &str) -> ContentDisposition {
    let plain =
        |c: char| if c.is_ascii_graphic() && !"\"\\%".contains(c) || c == ' ' { c } else { '_' };
    ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![
            DispositionParam::Filename(name.chars().map(plain).collect()),
            DispositionParam::FilenameExt(ExtendedValue {
                charset: Charset::Ext("UTF-8".to_owned()),
                language_tag: None,
                value: name.as_bytes().to_vec(),
            }),
        ],
    }
}

impl Answer for Download {
    fn document(operation: &mut Operation, _: &mut Schemas) {
        let bytes = ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Binary)));
        let content = ContentBuilder::new().schema(Some(bytes)).build();
        let response = ResponseBuilder::new()
            .description("The bytes of the file, to be saved under its name.")
            .content("application/octet-stream", content);
        operation.responses.responses.insert("200".to_owned(), response.build().into());
    }
}

/// Download an attached file.
#[utoipa::path(get, path = "/attachments/{id}/content")]
pub(crate) async fn handler(
    may: May<ReadCustomers>,
    id: Id<AttachmentId>,
) -> Result<Download, Problem> {
    let file = store::customer::attachment(may.db(), *id).await?;
    let bytes = store::blob::read(may.db().read(), file.blob.id).try_concat().await?;
    Ok(Download { name: file.file_name, media_type: file.blob.media_type, bytes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_end_its_header() {
        let header = disposition("Contrat \"été\"\r\n.pdf").to_string();
        assert!(header.starts_with("attachment; filename=\"Contrat __t____.pdf\""), "{header}");
        assert!(
            header.contains("filename*=UTF-8''Contrat%20%22%C3%A9t%C3%A9%22%0D%0A.pdf"),
            "{header}"
        );
    }
}
