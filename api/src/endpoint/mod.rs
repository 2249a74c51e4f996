//! An endpoint: what its handler's types say about it, gathered once.
//!
//! The rule that the compiler holds: the first thing a handler takes is an access (a permission, being
//! signed in, or being open to everybody, said aloud), and everything else that it takes or answers knows
//! how to describe itself. So no route is without a check, and none is documented otherwise than it is.

mod parts;

use actix_web::dev::HttpServiceFactory;
use actix_web::{Handler, Responder, Route, web};
use utoipa::openapi::path::{HttpMethod, Operation, Parameter};
use utoipa::openapi::{ContentBuilder, response::ResponseBuilder};
use utoipa::openapi::{Ref, RefOr, Schema};
use utoipa::{Path, ToSchema};

pub(crate) use parts::{Part, Parts};

use crate::access::Rule;
use crate::answer::Answer;
use crate::problem::{Kind, MEDIA_TYPE};

/// Schemas by name, as utoipa gathers them.
pub(crate) type Schemas = Vec<(String, RefOr<Schema>)>;

/// A route with all that is known about it.
pub(crate) struct Endpoint {
    pub(crate) method: HttpMethod,
    pub(crate) path: String,
    pub(crate) rule: Rule,
    /// Folder and file: `customer`, `create`; `dunning`, `run::confirm`.
    name: [&'static str; 2],
    route: Box<dyn Fn(Route) -> Route>,
    operation: fn() -> Operation,
    parts: fn(&mut Operation, &mut Schemas),
    answer: fn(&mut Operation, &mut Schemas),
}

impl Endpoint {
    /// The endpoint of a handler; `P` is what `#[utoipa::path]` made beside it.
    pub(crate) fn new<P, F, Args>(name: [&'static str; 2], _: P, handler: F) -> Self
    where
        P: Path,
        F: Handler<Args>,
        Args: Parts + 'static,
        F::Output: Answer + Responder + 'static,
    {
        Self {
            method: P::methods().into_iter().next().unwrap_or(HttpMethod::Get),
            path: P::path(),
            rule: Args::RULE,
            name,
            route: Box::new(move |route| route.to(handler.clone())),
            operation: P::operation,
            parts: Args::document,
            answer: F::Output::document,
        }
    }

    /// The documentation; the schemas that it names are added to `schemas`.
    pub(crate) fn document(&self, schemas: &mut Schemas) -> Operation {
        let mut operation = (self.operation)();
        // What the attribute guessed from the path is said better by the types.
        operation.parameters = None;
        operation.responses.responses.clear();
        let [noun, verb] = self.name;
        let verb = verb.replace(" :: ", "_").replace("::", "_");
        operation.tags = Some(vec![noun.to_owned()]);
        operation.operation_id = Some(format!("{noun}_{verb}"));
        (self.answer)(&mut operation, schemas);
        (self.parts)(&mut operation, schemas);
        can_fail(&mut operation, &[Kind::Internal, Kind::Unavailable]);
        operation
    }

    /// The method as HTTP writes it.
    pub(crate) const fn method_name(&self) -> &'static str {
        match self.method {
            HttpMethod::Get => "GET",
            HttpMethod::Post => "POST",
            HttpMethod::Put => "PUT",
            HttpMethod::Delete => "DELETE",
            HttpMethod::Patch => "PATCH",
            HttpMethod::Head => "HEAD",
            HttpMethod::Options => "OPTIONS",
            HttpMethod::Trace => "TRACE",
        }
    }

    fn routes(&self) -> Vec<Route> {
        let route = &self.route;
        match self.method {
            HttpMethod::Post => vec![route(web::post())],
            HttpMethod::Put => vec![route(web::put())],
            HttpMethod::Delete => vec![route(web::delete())],
            HttpMethod::Patch => vec![route(web::patch())],
            // What can be read can be asked for without its content (RFC 9110, 9.3.2).
            _ => vec![route(web::get()), route(web::head())],
        }
    }
}

/// One resource for each path, so that another method is a 405 with its `Allow`.
pub(crate) fn resources(endpoints: &[Endpoint]) -> Vec<impl HttpServiceFactory + use<>> {
    let mut paths: Vec<&str> = endpoints.iter().map(|endpoint| endpoint.path.as_str()).collect();
    paths.sort_unstable();
    paths.dedup();
    let resource = |path: &str| {
        endpoints
            .iter()
            .filter(|endpoint| endpoint.path == path)
            .flat_map(Endpoint::routes)
            .fold(web::resource(path), actix_web::Resource::route)
    };
    paths.into_iter().map(resource).collect()
}

/// Adds a type's schema, and those that it names; answers its name.
pub(crate) fn add_schema<T: ToSchema>(schemas: &mut Schemas) -> String {
    let name = T::name().into_owned();
    if !schemas.iter().any(|(known, _)| *known == name) {
        schemas.push((name.clone(), T::schema()));
        T::schemas(schemas);
    }
    name
}

/// Adds a parameter.
pub(crate) fn add_parameter(operation: &mut Operation, parameter: Parameter) {
    operation.parameters.get_or_insert_default().push(parameter.into());
}

/// Adds the problems that can be answered. Those of one status share an entry.
pub(crate) fn can_fail(operation: &mut Operation, kinds: &[Kind]) {
    for kind in kinds {
        let told = format!("`{}`", kind.code());
        let status = kind.status().as_str().to_owned();
        if let Some(RefOr::T(known)) = operation.responses.responses.get_mut(&status) {
            if !known.description.contains(&told) {
                known.description = format!("{}, {told}", known.description);
            }
            continue;
        }
        let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
        let response = ResponseBuilder::new().description(told).content(MEDIA_TYPE, content);
        operation.responses.responses.insert(status, response.build().into());
    }
}

/// Lists endpoints by folder and file.
macro_rules! endpoints {
    ($($noun:ident $(:: $verb:ident)+),+ $(,)?) => {
        vec![$($crate::endpoint::Endpoint::new(
            [stringify!($noun), stringify!($($verb)::+)],
            $crate::$noun$(::$verb)+::__path_handler,
            $crate::$noun$(::$verb)+::handler,
        )),+]
    };
}
pub(crate) use endpoints;
