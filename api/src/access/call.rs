//! The three accesses, and what they give a handler to work with.

use std::future::{Ready, ready};
use std::marker::PhantomData;
use std::ops::Deref;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, web};
use chrono::NaiveDate;
use domain::company::Company;
use domain::context::{Actor, Context};
use serde_json::json;
use store::Db;
use utoipa::openapi::extensions::ExtensionsBuilder;
use utoipa::openapi::path::Operation;
use utoipa::openapi::security::SecurityRequirement;

use super::act::ActType;
use super::{Access, Caller, Principal, Rule};
use crate::endpoint::{Part, Schemas, can_fail};
use crate::problem::{Kind, Problem};
use crate::state::State;

/// A call by somebody who may do the act `A`.
pub(crate) struct May<A> {
    caller: SignedIn,
    act: PhantomData<A>,
}

/// A call by somebody who is known.
pub(crate) struct SignedIn {
    state: web::Data<State>,
    principal: Principal,
}

/// A call by anybody.
pub(crate) struct Anybody {
    state: web::Data<State>,
    caller: Caller,
    address: String,
}

impl<A> Deref for May<A> {
    type Target = SignedIn;

    fn deref(&self) -> &SignedIn {
        &self.caller
    }
}

impl SignedIn {
    pub(crate) fn state(&self) -> &State {
        &self.state
    }

    pub(crate) fn db(&self) -> &Db {
        self.state.db()
    }

    pub(crate) const fn principal(&self) -> &Principal {
        &self.principal
    }

    /// The moment of this call, in the caller's name.
    pub(crate) fn context(&self) -> Context {
        self.state.context(self.principal.actor())
    }

    /// The firm, as it is known.
    pub(crate) async fn firm(&self) -> Result<Company, Problem> {
        Ok(store::company::get(self.db()).await?.map(|(firm, _)| firm).unwrap_or_default())
    }

    /// The day given, else today in the firm's zone.
    pub(crate) async fn day_or_today(&self, day: Option<NaiveDate>) -> Result<NaiveDate, Problem> {
        match day {
            Some(day) => Ok(day),
            None => Ok(self.context().today(self.firm().await?.time_zone)),
        }
    }
}

impl Anybody {
    pub(crate) fn state(&self) -> &State {
        &self.state
    }

    pub(crate) fn db(&self) -> &Db {
        self.state.db()
    }

    pub(crate) const fn principal(&self) -> Option<&Principal> {
        match &self.caller {
            Caller::Known(principal) => Some(principal),
            Caller::Nobody => None,
        }
    }

    /// The network address of the caller.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// The moment of this call, in nobody's name.
    pub(crate) fn context(&self) -> Context {
        self.state.context(Actor::System)
    }
}

fn state(request: &HttpRequest) -> Result<web::Data<State>, Problem> {
    request.app_data::<web::Data<State>>().cloned().ok_or_else(|| Problem::internal("no state"))
}

fn signed_in(request: &HttpRequest) -> Result<SignedIn, Problem> {
    let state = state(request)?;
    let Some(Caller::Known(principal)) = request.extensions().get::<Caller>().cloned() else {
        return Err(Problem::of(Kind::Unauthenticated));
    };
    if principal.may_be_forged() && !request.method().is_safe() {
        return Err(Problem::of(Kind::Forged));
    }
    Ok(SignedIn { state, principal })
}

impl FromRequest for SignedIn {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(signed_in(request))
    }
}

impl<A: ActType> FromRequest for May<A> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(signed_in(request).and_then(|caller| {
            if caller.principal.may(A::ACT) {
                Ok(Self { caller, act: PhantomData })
            } else {
                Err(Problem::of(Kind::Forbidden).with("act", A::ACT))
            }
        }))
    }
}

impl FromRequest for Anybody {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let caller = request.extensions().get::<Caller>().cloned().unwrap_or(Caller::Nobody);
        ready(state(request).map(|state| {
            let address = super::address(request, &state);
            Self { state, caller, address }
        }))
    }
}

fn needs_credentials(operation: &mut Operation) {
    operation.security = Some(vec![
        SecurityRequirement::new::<_, [&str; 0], &str>("token", []),
        SecurityRequirement::new::<_, [&str; 0], &str>("session", []),
    ]);
    can_fail(operation, &[Kind::Unauthenticated]);
}

impl<A: ActType> Part for May<A> {
    fn document(operation: &mut Operation, _: &mut Schemas) {
        needs_credentials(operation);
        can_fail(operation, &[Kind::Forbidden]);
        let act = ExtensionsBuilder::new().add("x-act", json!(A::ACT.code())).build();
        operation.extensions = Some(act);
    }
}

impl Part for SignedIn {
    fn document(operation: &mut Operation, _: &mut Schemas) {
        needs_credentials(operation);
    }
}

impl Part for Anybody {
    fn document(operation: &mut Operation, _: &mut Schemas) {
        operation.security = Some(Vec::new());
    }
}

impl<A: ActType> Access for May<A> {
    const RULE: Rule = Rule::May(A::ACT);
}

impl Access for SignedIn {
    const RULE: Rule = Rule::SignedIn;
}

impl Access for Anybody {
    const RULE: Rule = Rule::Everybody;
}
