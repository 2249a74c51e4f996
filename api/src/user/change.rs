//! `PATCH /users/{id}`

use domain::id::UserId;
use domain::user::PersonName;
use store::user::UserChange;

use super::UserView;
use crate::access::{May, WriteUsers};
use crate::answer::Versioned;
use crate::input::{Body, Expected, Id, LanguageCode, RoleCode};
use crate::problem::Problem;

input! {
    /// What to change; what is absent stays.
    #[schema(as = UserChange, example = json!({ "role": "accountant", "disabled": false }))]
    struct UserChangeBody {
        /// Name.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
        name: Option<PersonName>,
        /// Role.
        role: Option<RoleCode>,
        /// Language.
        language: Option<LanguageCode>,
        /// Disabling ends the user's sessions and silences the user's tokens.
        disabled: Option<bool>,
    }
}

/// Change, disable or enable a user.
///
/// One administrator always remains.
#[utoipa::path(patch, path = "/users/{id}")]
pub(crate) async fn handler(
    may: May<WriteUsers>,
    id: Id<UserId>,
    expected: Expected,
    body: Body<UserChangeBody>,
) -> Result<Versioned<UserView>, Problem> {
    let UserChangeBody { name, role, language, disabled } = body.value;
    let change = UserChange {
        name,
        role: role.map(|role| *role),
        language: language.map(|language| *language),
        disabled,
    };
    store::user::change(may.db(), &may.context(), *id, Some(expected.0), change).await?;
    let user = store::user::get(may.db(), *id).await?;
    let version = user.version;
    Ok(Versioned(user.into(), version))
}
