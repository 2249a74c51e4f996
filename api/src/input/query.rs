//! The query of an address: named parameters, each at most once, unknown ones refused.

use std::collections::BTreeMap;
use std::future::{Ready, ready};
use std::ops::Deref;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use utoipa::IntoParams;
use utoipa::openapi::path::{Operation, ParameterIn};

use super::fault::{Faults, Wrong};
use super::scalar::Scalar;
use crate::endpoint::{Part, Schemas, add_parameter, can_fail};
use crate::problem::{Kind, Problem};

/// The parameters of a query, declared by `query!`.
pub(crate) trait Parameters: IntoParams + Sized + 'static {
    fn read(query: &str, faults: &mut Faults) -> Option<Self>;
}

/// One parameter.
pub(crate) trait Parameter: Sized {
    fn read(text: Option<&str>, name: &str, faults: &mut Faults) -> Option<Self>;
}

impl<T: Scalar> Parameter for Option<T> {
    fn read(text: Option<&str>, name: &str, faults: &mut Faults) -> Option<Self> {
        match text.map(T::parse) {
            None => Some(None),
            Some(Ok(value)) => Some(Some(value)),
            Some(Err(wrong)) => {
                faults.of_parameter(name, wrong);
                None
            }
        }
    }
}

/// A parameter that must be given.
#[derive(Debug)]
pub(crate) struct Required<T>(pub(crate) T);

impl<T: Scalar> Parameter for Required<T> {
    fn read(text: Option<&str>, name: &str, faults: &mut Faults) -> Option<Self> {
        if text.is_none() {
            faults.of_parameter(name, Wrong::new("required"));
        }
        Option::<T>::read(text, name, faults)?.map(Self)
    }
}

/// The parameters given, when all of them are known and none is given twice.
pub(crate) fn parameters(
    query: &str,
    known: &[&str],
    faults: &mut Faults,
) -> BTreeMap<String, String> {
    let mut given = BTreeMap::new();
    let pairs = web::Query::<Vec<(String, String)>>::from_query(query);
    let Ok(pairs) = pairs else {
        faults.of_parameter("", Wrong::new("not_a_query"));
        return given;
    };
    for (name, value) in pairs.into_inner() {
        if !known.contains(&name.as_str()) {
            let shown: String = name.chars().filter(|c| !c.is_control()).take(60).collect();
            faults.of_parameter(&shown, Wrong::new("unknown_parameter"));
        } else if value.contains('\0') {
            faults.of_parameter(&name, Wrong::new("control_character"));
        } else if given.insert(name.clone(), value).is_some() {
            faults.of_parameter(&name, Wrong::new("given_twice"));
        }
    }
    given
}

/// The query of a request.
#[derive(Debug)]
pub(crate) struct Query<T>(pub(crate) T);

impl<T> Deref for Query<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Parameters> FromRequest for Query<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let mut faults = Faults::default();
        let read = T::read(request.query_string(), &mut faults);
        ready(match read {
            Some(query) if faults.is_empty() => Ok(Self(query)),
            _ => Err(Problem::faults(Kind::MalformedQuery, faults)),
        })
    }
}

impl<T: Parameters> Part for Query<T> {
    fn document(operation: &mut Operation, _: &mut Schemas) {
        for parameter in T::into_params(|| Some(ParameterIn::Query)) {
            add_parameter(operation, parameter);
        }
        can_fail(operation, &[Kind::MalformedQuery]);
    }
}
