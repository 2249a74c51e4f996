//! The kinds of problems: each with its stable id and status.

use actix_web::http::StatusCode;

/// Declares the kinds: code and status in one table.
macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $status:ident;)+) => {
        /// A kind of problem. Its code ends the `type` of the answer and is stable.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Kind {
            $($(#[$doc])* $name,)+
        }

        impl Kind {
            /// All of them.
            pub(crate) const ALL: &[Self] = &[$(Self::$name),+];

            /// Its stable code.
            pub(crate) const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)+
                }
            }

            /// Its status.
            pub(crate) const fn status(self) -> StatusCode {
                match self {
                    $(Self::$name => StatusCode::$status,)+
                }
            }
        }
    };
}

kinds! {
    /// The request cannot be read.
    Malformed = "malformed", BAD_REQUEST;
    /// The body is not JSON.
    NotJson = "not_json", BAD_REQUEST;
    /// A parameter of the query is unknown or has a wrong value.
    MalformedQuery = "malformed_query", BAD_REQUEST;
    /// An `Idempotency-Key` is needed, or has a wrong form.
    KeyRequired = "idempotency_key_required", BAD_REQUEST;
    /// Nobody is signed in, or the token is not valid.
    Unauthenticated = "unauthenticated", UNAUTHORIZED;
    /// Address or password is wrong.
    WrongCredentials = "wrong_credentials", UNAUTHORIZED;
    /// The role, or the scope of the token, does not allow it.
    Forbidden = "forbidden", FORBIDDEN;
    /// A session's request came without its secret against forged requests.
    Forged = "csrf_token_required", FORBIDDEN;
    /// There is no such thing.
    NotFound = "not_found", NOT_FOUND;
    /// The address does not know this method.
    MethodNotAllowed = "method_not_allowed", METHOD_NOT_ALLOWED;
    /// It took longer to arrive than a request may.
    Slow = "request_timeout", REQUEST_TIMEOUT;
    /// The state of things forbids it.
    Conflict = "conflict", CONFLICT;
    /// It changed since it was read.
    Stale = "stale_version", PRECONDITION_FAILED;
    /// The body is too large.
    TooLarge = "body_too_large", PAYLOAD_TOO_LARGE;
    /// The body is not `application/json`.
    WrongMediaType = "wrong_media_type", UNSUPPORTED_MEDIA_TYPE;
    /// The body has faults, all of which are listed.
    Invalid = "invalid", UNPROCESSABLE_ENTITY;
    /// A rule of the trade forbids it.
    Refused = "refused", UNPROCESSABLE_ENTITY;
    /// `If-Match` is missing.
    VersionRequired = "version_required", PRECONDITION_REQUIRED;
    /// Too many tries.
    TooMany = "too_many_requests", TOO_MANY_REQUESTS;
    /// The head of the request is too large.
    HeadTooLarge = "head_too_large", REQUEST_HEADER_FIELDS_TOO_LARGE;
    /// Something failed.
    Internal = "internal", INTERNAL_SERVER_ERROR;
    /// It cannot be done now, and can be tried again.
    Unavailable = "unavailable", SERVICE_UNAVAILABLE;
}

impl Kind {
    /// The kind of an answer that the framework gave on its own.
    pub(crate) fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => Self::MethodNotAllowed,
            StatusCode::REQUEST_TIMEOUT => Self::Slow,
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Self::WrongMediaType,
            StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE => Self::HeadTooLarge,
            StatusCode::SERVICE_UNAVAILABLE => Self::Unavailable,
            status if status.is_client_error() => Self::Malformed,
            _ => Self::Internal,
        }
    }
}
