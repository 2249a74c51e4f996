//! `POST /session`

use actix_web::body::BoxBody;
use actix_web::{HttpRequest, HttpResponse, Responder};
use domain::user::{Password, Secret32};
use store::session::{Login, SessionSecret};
use utoipa::openapi::path::Operation;

use super::SessionView;
use crate::access::{Anybody, set};
use crate::answer::{Answer, Found};
use crate::endpoint::{Schemas, can_fail};
use crate::input::{ActCode, Body, Raw, Text};
use crate::problem::{Kind, Problem};

input! {
    /// Who signs in.
    #[schema(as = NewSession, example = json!({
        "email": "zoe.durand@example.fr",
        "password": "cheval pile agrafe correct",
    }))]
    struct NewSessionBody {
        /// Address of the account.
        #[schema(value_type = String, format = Email, max_length = 254)]
        email: Text<254>,
        /// Password.
        #[schema(value_type = String, format = Password, max_length = 1024)]
        password: Raw<1024>,
    }
}

/// The session, and its cookie.
pub(crate) struct Opened(SessionView, SessionSecret);

impl Responder for Opened {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok().cookie(set(self.1)).json(self.0)
    }
}

impl Answer for Opened {
    fn document(operation: &mut Operation, schemas: &mut Schemas) {
        Found::<SessionView>::document(operation, schemas);
        can_fail(operation, &[Kind::WrongCredentials, Kind::TooMany]);
    }
}

/// Sign in.
///
/// Opens a session of 12 hours in a cookie that scripts cannot read. After some tries each further one
/// waits longer, for the account and for the caller's address.
#[utoipa::path(post, path = "/session")]
pub(crate) async fn handler(
    anybody: Anybody,
    body: Body<NewSessionBody>,
) -> Result<Opened, Problem> {
    let state = anybody.state();
    let secret = SessionSecret(Secret32::new(state.entropy()));
    let login = Login {
        email: body.value.email.0,
        password: Password::typed(&body.value.password.0),
        address: anybody.address().to_owned(),
        session: secret,
    };
    let context = anybody.context();
    let holder = store::session::open(anybody.db(), &context, &state.deps.secret, login).await?;
    let view = SessionView {
        acts: holder.user.role.acts().map(ActCode).collect(),
        user: holder.user.into(),
        csrf_token: Some(secret.csrf().text()),
    };
    Ok(Opened(view, secret))
}
