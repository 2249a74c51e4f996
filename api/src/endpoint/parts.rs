//! What a handler takes: an access first, then parts that describe themselves.

use actix_web::FromRequest;
use utoipa::openapi::path::Operation;

use super::Schemas;
use crate::access::{Access, Rule};

/// Something that a handler takes.
pub(crate) trait Part: FromRequest {
    /// Adds it to the documentation of an endpoint.
    fn document(operation: &mut Operation, schemas: &mut Schemas);
}

/// All that a handler takes.
pub(crate) trait Parts: FromRequest {
    /// Who may call it.
    const RULE: Rule;

    fn document(operation: &mut Operation, schemas: &mut Schemas);
}

macro_rules! tuples {
    ($(($($part:ident)*))+) => {$(
        impl<A: Access + 'static $(, $part: Part + 'static)*> Parts for (A, $($part,)*) {
            const RULE: Rule = A::RULE;

            fn document(operation: &mut Operation, schemas: &mut Schemas) {
                A::document(operation, schemas);
                $($part::document(operation, schemas);)*
            }
        }
    )+};
}

tuples! { () (B) (B C) (B C D) (B C D E) }
