//! Numbers, ids and days in the words of each engine: what set inserts are made of.

use store::db::Engine;

/// The id of a kind of row and an expression of its number.
pub(crate) type Id = fn(u32, &str) -> String;

/// The day that lies an expression of days before the one of the questions.
pub(crate) type Day = fn(&str) -> String;

/// Rows `s` of the numbers `n` from 1 to `count`, ids and days.
pub(crate) fn words(engine: Engine, count: u32) -> (String, Id, Day) {
    match engine {
        Engine::Sqlite => (
            format!(
                "(with recursive n(n) as (select 1 union all select n + 1 from n where n < {count}) \
                 select n from n) s"
            ),
            |kind, n| {
                format!("unhex(printf('%08x', {kind}) || '00007000' || printf('%016x', {n}))")
            },
            |days| format!("date('2026-11-23', (-({days})) || ' days')"),
        ),
        Engine::Postgres => (
            format!("generate_series(1, {count}) s(n)"),
            |kind, n| {
                format!(
                    "(lpad(to_hex({kind}), 8, '0') || '00007000' || lpad(to_hex({n}), 16, '0'))::uuid"
                )
            },
            |days| format!("(date '2026-11-23' - ({days})::int)"),
        ),
    }
}
