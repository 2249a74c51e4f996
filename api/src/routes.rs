//! Every route, in one list: what is served, what is documented and what the tests walk.

use actix_web::dev::HttpServiceFactory;

use crate::access::Rule;
use crate::endpoint::{Endpoint, endpoints, resources};

/// Under which the routes of nouns stand.
pub(crate) const BASE: &str = "/api/v1";

/// Under which the pages of documentation stand.
pub(crate) const DOCS: &str = "/api/v1/docs";

/// The nouns, under [`BASE`].
fn nouns() -> Vec<Endpoint> {
    endpoints![
        address::get,
        address::invalidate,
        address::validate,
        call::get,
        call::record,
        company::get,
        company::put,
        consent::export,
        consent::get,
        consent::list,
        consent::record,
        consent_request::create,
        consent_request::get,
        contact_sheet::create,
        contact_sheet::form,
        contact_sheet::get,
        contact_point::get,
        contact_point::invalidate,
        contact_point::validate,
        contact_rule::list,
        contact_rule::record,
        contactability::get,
        contactability::person,
        credit_note::allocate,
        credit_note::confirm,
        credit_note::create,
        credit_note::export,
        credit_note::get,
        credit_note::list,
        custom_field::create,
        custom_field::get,
        custom_field::list,
        custom_field::patch,
        customer::attachment::content,
        customer::attachment::create,
        customer::attachment::delete,
        customer::attachment::get,
        customer::attachment::list,
        customer::attachment::restore,
        customer::create,
        customer::delete,
        customer::export,
        customer::get,
        customer::history,
        customer::list,
        customer::merge,
        customer::note::create,
        customer::note::delete,
        customer::note::export,
        customer::note::get,
        customer::note::history,
        customer::note::list,
        customer::note::patch,
        customer::note::restore,
        customer::patch,
        customer::payment_sheet::get,
        customer::payment_sheet::put,
        customer::restore,
        customer::timeline,
        duplicate::begin,
        duplicate::dismiss,
        duplicate::get,
        duplicate::list,
        duplicate::progress,
        duplicate::search,
        dunning::hold::get,
        dunning::hold::lift,
        dunning::hold::list,
        dunning::hold::place,
        dunning::jump::list,
        dunning::jump::make,
        dunning::notice::approve,
        dunning::notice::get,
        dunning::notice::refuse,
        dunning::preview,
        dunning::procedure::create,
        dunning::procedure::get,
        dunning::procedure::list,
        dunning::procedure::put,
        dunning::run::cancel,
        dunning::run::confirm,
        dunning::run::get,
        dunning::run::left_out,
        dunning::run::list,
        dunning::run::messages,
        dunning::run::progress,
        dunning::run::propose,
        erasure::erase,
        establishment::create,
        establishment::delete,
        establishment::export,
        establishment::get,
        establishment::history,
        establishment::list,
        establishment::merge,
        establishment::patch,
        establishment::restore,
        establishment::timeline,
        import::apply,
        import::create,
        import::get,
        import::list,
        import::progress,
        import::revert,
        import::rows,
        invoice::create,
        invoice::export,
        invoice::get,
        invoice::list,
        merge::get,
        merge::list,
        merge::undo,
        message::discard,
        message::export,
        message::get,
        message::list,
        message::prove,
        message::retry,
        message::settle,
        payment::allocate,
        payment::bounce,
        payment::confirm,
        payment::create,
        payment::export,
        payment::get,
        payment::list,
        reference_rate::list,
        reference_rate::record,
        person::create,
        person::delete,
        person::export,
        person::get,
        person::history,
        person::list,
        person::merge,
        person::patch,
        person::restore,
        person::timeline,
        restriction::get,
        restriction::lift,
        restriction::restrict,
        preference_link::create,
        preference_link::get,
        search::find,
        segment::create,
        segment::delete,
        segment::export,
        segment::fields,
        segment::get,
        segment::history,
        segment::list,
        segment::members,
        segment::preview,
        segment::put,
        segment::restore,
        session::create,
        session::get,
        session::delete,
        task::complete,
        task::create,
        task::export,
        task::get,
        task::history,
        task::list,
        task::my_day,
        task::patch,
        task::reopen,
        purpose::add_wording,
        purpose::create,
        purpose::get,
        purpose::list,
        purpose::put,
        purpose::wordings,
        suppression::get,
        suppression::lift,
        suppression::suppress,
        token::list,
        token::create,
        token::revoke,
        user::list,
        user::create,
        user::get,
        user::change,
    ]
}

/// What speaks to machines, at the root.
fn machines() -> Vec<Endpoint> {
    endpoints![health::live, health::ready, metrics::get]
}

/// The pages that everybody may open who holds a signed link, at the root: their addresses are short.
fn pages() -> Vec<Endpoint> {
    endpoints![
        public::confirm::get,
        public::confirm::post,
        public::preferences::get,
        public::preferences::post,
        public::style,
        public::unsubscribe::get,
        public::unsubscribe::post,
    ]
}

/// Under which they stand.
pub(crate) const PAGES: [&str; 2] = ["/p/", "/u/"];

/// Every endpoint with its whole path.
pub(crate) fn all() -> Vec<Endpoint> {
    let mut all = nouns();
    for endpoint in &mut all {
        endpoint.path.insert_str(0, BASE);
    }
    all.extend(machines());
    all.extend(pages());
    all
}

/// The services of every endpoint.
pub(crate) fn services() -> Vec<impl HttpServiceFactory> {
    resources(&all())
}

/// Who may call a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everybody.
    Everybody,
    /// Everybody who is known.
    SignedIn,
    /// Those who may do this act.
    May(domain::user::Act),
}

/// A route and who may call it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteRule {
    /// `GET`, `POST`, ...
    pub method: &'static str,
    /// The path, with `{id}` where an id stands.
    pub path: String,
    /// Who may call it.
    pub access: Access,
}

/// Every route and who may call it, as the signatures of the handlers say: for the tests.
#[must_use]
pub fn rules() -> Vec<RouteRule> {
    let rule = |endpoint: Endpoint| RouteRule {
        method: endpoint.method_name(),
        access: match endpoint.rule {
            Rule::Everybody => Access::Everybody,
            Rule::SignedIn => Access::SignedIn,
            Rule::May(act) | Rule::MayUnlessOpen(act) => Access::May(act),
        },
        path: endpoint.path,
    };
    all().into_iter().map(rule).collect()
}
