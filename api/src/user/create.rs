//! `POST /users`

use domain::customer::EmailAddress;
use domain::user::{Password, PersonName};
use store::user::{NewUser, PasswordHash};

use super::UserView;
use crate::access::{Key, May, WriteUsers};
use crate::answer::Created;
use crate::input::{Body, Faults, LanguageCode, Raw, RoleCode, Wrong};
use crate::problem::{Kind, Problem};

input! {
    /// A user to make.
    #[schema(as = NewUser, example = json!({
        "email": "zoe.durand@example.fr",
        "name": "Zoé Durand",
        "role": "assistant",
        "language": "fr",
        "password": "cheval pile agrafe correct",
    }))]
    struct NewUserBody {
        /// By which the user signs in; one user's only.
        #[schema(value_type = String, format = Email, max_length = 254)]
        email: EmailAddress,
        /// Name.
        #[schema(value_type = String, min_length = 1, max_length = 200)]
        name: PersonName,
        /// Role.
        role: RoleCode,
        /// Language of what is shown to the user.
        language: LanguageCode,
        /// At least 12 characters, neither the address nor a password that is tried first. Without one the
        /// user acts by tokens only.
        #[schema(value_type = Option<String>, format = Password, min_length = 12, max_length = 256)]
        password: Option<Raw<1024>>,
    }
}

/// Make a user.
#[utoipa::path(post, path = "/users")]
pub(crate) async fn handler(
    may: May<WriteUsers>,
    key: Key,
    body: Body<NewUserBody>,
) -> Result<Created<UserView>, Problem> {
    let idempotency = key.with_body(&body.digest);
    let NewUserBody { email, name, role, language, password } = body.value;
    let password = match password {
        None => None,
        Some(text) => {
            let password = new_password(&text.0, email.as_str(), "/password")?;
            Some(PasswordHash::of(password, may.state().entropy()).await?)
        }
    };
    let new = NewUser { email, name, language: *language, role: *role, password };
    let id = store::user::create(may.db(), &may.context(), new, idempotency.as_ref()).await?;
    let user = store::user::get(may.db(), id).await?;
    Ok(Created { location: format!("/api/v1/users/{id}"), body: user.into() })
}

/// A new password that keeps the policy, or the fault at its place.
pub(super) fn new_password(text: &str, email: &str, at: &str) -> Result<Password, Problem> {
    Password::new(text, email).map_err(|fault| {
        let mut faults = Faults::default();
        faults.at(at, Wrong::new(fault.code()));
        Problem::faults(Kind::Invalid, faults)
    })
}
