//! The server: built by this one function, for `relais serve` and for the tests.

use std::net::TcpListener;
use std::sync::Arc;

use actix_web::dev::Server;
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, HttpServer, web};

use crate::access::identify;
use crate::config::{Config, Deps};
use crate::edge::surround;
use crate::openapi;
use crate::routes::{BASE, DOCS, services};
use crate::state::State;

/// A server on `listener`, which runs when it is awaited and stops by its handle. It takes no signals.
///
/// # Errors
/// When the listener cannot be used.
pub fn server(config: Config, deps: Deps, listener: TcpListener) -> std::io::Result<Server> {
    let workers = config.workers.max(1);
    let head_timeout = config.head_timeout;
    let shutdown = config.shutdown_seconds;
    let state = web::Data::from(Arc::new(State::new(config, deps)));
    let app = move || {
        let mut app = App::new()
            .app_data(state.clone())
            .wrap(from_fn(identify))
            .wrap(Compress::default())
            .wrap(from_fn(surround))
            .service(web::resource("/").route(web::get().to(openapi::to_pages)))
            .service(web::resource(DOCS).route(web::get().to(openapi::to_pages)))
            .service(
                web::resource(format!("{BASE}/openapi.json")).route(web::get().to(openapi::json)),
            )
            .service(openapi::pages());
        for service in services() {
            app = app.service(service);
        }
        app
    };
    Ok(HttpServer::new(app)
        .workers(workers)
        .client_request_timeout(head_timeout)
        .shutdown_timeout(shutdown)
        .disable_signals()
        .listen(listener)?
        .run())
}
