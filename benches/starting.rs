//! How long `relais serve` takes to answer on an existing database, and what it holds when idle:
//! `scripts/with-postgres --durable cargo bench --bench starting`.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark stops at the first surprise and prints"
)]

#[path = "../tests/support/mod.rs"]
mod support;

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::{Duration, Instant};

use support::account;
use support::engine::Engine;
use support::program::Installation;

const STARTS: usize = 11;

fn main() {
    for engine in Engine::all() {
        let house = Installation::new(engine.clone());
        let mut times = Vec::new();
        let mut memory = 0;
        for _ in 0..STARTS {
            let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
            let start = Instant::now();
            let mut child = house
                .command(&["serve"], &[("RELAIS_BIND", &address.to_string())])
                .spawn()
                .unwrap();
            while !is_ready(address) {
                std::thread::sleep(Duration::from_millis(1));
            }
            times.push(start.elapsed());
            std::thread::sleep(Duration::from_secs(3));
            memory = account::resident_memory(child.id()).unwrap().max(memory);
            child.kill().unwrap();
            child.wait().unwrap();
        }
        times.sort();
        println!(
            "{}: ready after {} ms (median of {STARTS}; most {} ms), {} MB when idle for 3 s",
            engine.name(),
            times[STARTS / 2].as_millis(),
            times[STARTS - 1].as_millis(),
            memory >> 20
        );
    }
}

fn is_ready(address: SocketAddr) -> bool {
    let Ok(mut stream) = TcpStream::connect(address) else { return false };
    let request =
        format!("GET /health/ready HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    let mut answer = String::new();
    stream.write_all(request.as_bytes()).is_ok()
        && stream.read_to_string(&mut answer).is_ok()
        && answer.starts_with("HTTP/1.1 200")
}
