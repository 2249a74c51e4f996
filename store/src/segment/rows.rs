//! Rows that belong to a customer, as a semi-join: the one shape of every condition that is not on the
//! customer's own row.

use domain::segment::{Days, NumberTest};
use sea_orm::DbBackend;

use super::statement::Values;

/// Where a condition stands in its tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    /// Whoever fails it is out: the root, and what `and` alone leads to.
    Must,
    /// Under `or` or `not`.
    May,
    /// Asked only of the few customers that the conditions which lead have found.
    Led,
}

/// Rows `r` of a table, and the customer to whom each belongs.
#[derive(Debug, Clone)]
pub(super) struct Rows {
    /// The table, called `r`, and what is joined to it.
    from: &'static str,
    /// The column that leads to the customer.
    key: &'static str,
    /// The column of the customer to which it leads.
    to: &'static str,
    filter: Vec<String>,
    having: Option<String>,
    few: bool,
}

impl Rows {
    /// Rows that lead to the customer itself.
    pub(super) const fn of_customer(from: &'static str) -> Self {
        Self::new(from, "r.customer_id", "c.id")
    }

    /// Rows that lead to the customer's party.
    pub(super) const fn of_party(from: &'static str) -> Self {
        Self::new(from, "r.party_id", "c.party_id")
    }

    /// The row of the party itself.
    pub(super) const fn party() -> Self {
        Self::new("party r", "r.id", "c.party_id")
    }

    const fn new(from: &'static str, key: &'static str, to: &'static str) -> Self {
        Self { from, key, to, filter: Vec::new(), having: None, few: false }
    }

    /// Only those for which `condition` holds.
    pub(super) fn with(mut self, condition: impl Into<String>) -> Self {
        self.filter.push(condition.into());
        self
    }

    /// These are few and an index finds them: where they are a must, the search begins with them.
    pub(super) const fn few(mut self) -> Self {
        self.few = true;
        self
    }

    /// That the customer has such a row.
    pub(super) fn there(&self, level: Level, backend: DbBackend) -> String {
        let (from, key, to) = (self.from, self.key, self.to);
        let all = |first: Option<String>| {
            let all: Vec<_> = first.into_iter().chain(self.filter.iter().cloned()).collect();
            if all.is_empty() { String::new() } else { format!(" where {}", all.join(" and ")) }
        };
        let grouped = self
            .having
            .as_ref()
            .map_or_else(String::new, |having| format!(" group by {key} having {having}"));
        if self.few && level == Level::Must {
            return format!("{to} in (select {key} from {from}{}{grouped})", all(None));
        }
        let whole = level != Level::Led && backend == DbBackend::Postgres;
        if self.having.is_some() && whole {
            // A query that groups is joined by PostgreSQL only from behind another one; SQLite would
            // group the whole table where this way it looks at the rows of one customer.
            let rows = format!("select {key} as k from {from}{}{grouped}", all(None));
            return format!("exists (select 1 from ({rows}) g where g.k = {to})");
        }
        let own = all(Some(format!("{key} = {to}")));
        format!("exists (select 1 from {from}{own}{grouped})")
    }

    /// That the customer has no such row.
    pub(super) fn not_there(&self, level: Level, backend: DbBackend) -> String {
        let level = if level == Level::Must { Level::May } else { level };
        format!("not {}", self.there(level, backend))
    }

    /// That the last day of such rows lies in `days`, where `lies` writes that the day of a row does:
    /// one lies in them, and none behind them. A customer without any row does not pass.
    pub(super) fn last(
        &self,
        days: Days,
        level: Level,
        values: &mut Values,
        lies: impl Fn(Days, &mut Values) -> String,
    ) -> String {
        let backend = values.backend();
        let there = self.clone().with(lies(days, values)).there(level, backend);
        let Some(behind) = days.to.and_then(|day| day.succ_opt()) else { return there };
        let behind = lies(Days { from: Some(behind), to: None }, values);
        let behind = self.clone().with(behind).not_there(level, backend);
        format!("({there} and {behind})")
    }

    /// That a count or a sum over such rows passes, 0 where there is none.
    pub(super) fn measured(
        &self,
        expression: &str,
        test: NumberTest,
        level: Level,
        values: &mut Values,
    ) -> String {
        let backend = values.backend();
        let passes = number(expression, test, values);
        if test.holds(0) {
            // Whoever has no row passes: asked is who has rows and fails.
            let fails = Self { having: Some(format!("not ({passes})")), ..self.clone() };
            fails.not_there(level, backend)
        } else {
            Self { having: Some(passes), ..self.clone() }.there(level, backend)
        }
    }
}

/// That an expression passes.
pub(super) fn number(expression: &str, test: NumberTest, values: &mut Values) -> String {
    match test {
        NumberTest::Equals(value) => format!("{expression} = {}", values.bind(value)),
        NumberTest::GreaterThan(value) => format!("{expression} > {}", values.bind(value)),
        NumberTest::LessThan(value) => format!("{expression} < {}", values.bind(value)),
        NumberTest::Between(low, high) => {
            let (low, high) = (values.bind(low), values.bind(high));
            format!("{expression} between {low} and {high}")
        }
    }
}
