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

    /// Rows of people `p`, who lead to the customer's party.
    pub(super) const fn of_person(from: &'static str) -> Self {
        Self::new(from, "p.parent_id", "c.party_id")
    }

    /// The row of the party itself.
    pub(super) const fn party() -> Self {
        Self::new("party r", "r.id", "c.party_id")
    }

    const fn new(from: &'static str, key: &'static str, to: &'static str) -> Self {
        Self { from, key, to, filter: Vec::new(), few: false }
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
    pub(super) fn there(&self, level: Level) -> String {
        let Self { from, key, to, .. } = self;
        if self.few && level == Level::Must {
            return format!("{to} in (select {key} from {from}{})", self.filter(None));
        }
        format!("exists (select 1 from {from}{})", self.filter(Some(format!("{key} = {to}"))))
    }

    /// That the customer has no such row.
    pub(super) fn not_there(&self) -> String {
        format!("not {}", self.there(Level::May))
    }

    /// That the last day of such rows lies in `days`, where `lies` writes that an expression does. A
    /// customer without any row does not pass.
    pub(super) fn last(
        &self,
        column: &str,
        days: Days,
        level: Level,
        values: &mut Values,
        lies: impl Fn(&str, Days, &mut Values) -> String,
    ) -> String {
        if !in_sets(level, values.backend()) {
            let last = self.of_one(&format!("max({column})"));
            return format!("({}) is true", lies(&last, days, values));
        }
        // One lies in the days, and none behind them.
        let there = self.clone().with(lies(column, days, values)).there(level);
        let Some(behind) = days.to.and_then(|day| day.succ_opt()) else { return there };
        let behind = lies(column, Days { from: Some(behind), to: None }, values);
        format!("({there} and {})", self.clone().with(behind).not_there())
    }

    /// That a count or a sum over such rows passes, 0 where there is none.
    pub(super) fn measured(
        &self,
        expression: &str,
        test: NumberTest,
        level: Level,
        values: &mut Values,
    ) -> String {
        let Self { from, key, to, .. } = self;
        let few = self.few && level == Level::Must;
        let sets = in_sets(level, values.backend());
        // Only those of the customers that are asked about are summed.
        let part = values.within(key).filter(|_| *to == "c.id" && (few || sets));
        let part = self.filter(part);
        let grouped = |having| format!("from {from}{part} group by {key} having {having}");
        match test.holds(0) {
            false if few => {
                format!("{to} in (select {key} {})", grouped(number(expression, test, values)))
            }
            // A query that groups is joined by PostgreSQL only from behind another one.
            false if sets => {
                let rows = grouped(number(expression, test, values));
                format!("exists (select 1 from (select {key} as k {rows}) g where g.k = {to})")
            }
            // Whoever has no row passes: asked is who has rows and fails.
            true if sets => {
                let rows = grouped(format!("not ({})", number(expression, test, values)));
                format!("not exists (select 1 from (select {key} as k {rows}) g where g.k = {to})")
            }
            _ => number(&self.of_one(&format!("coalesce({expression}, 0)")), test, values),
        }
    }

    /// An aggregate over the rows of one customer.
    fn of_one(&self, aggregate: &str) -> String {
        let own = self.filter(Some(format!("{} = {}", self.key, self.to)));
        format!("(select {aggregate} from {}{own})", self.from)
    }

    fn filter(&self, first: Option<String>) -> String {
        let all: Vec<_> = first.into_iter().chain(self.filter.iter().cloned()).collect();
        if all.is_empty() { String::new() } else { format!(" where {}", all.join(" and ")) }
    }
}

/// Whether the rows of all customers are joined: SQLite looks at those of one customer after the other,
/// and so does PostgreSQL where only a few are asked for.
fn in_sets(level: Level, backend: DbBackend) -> bool {
    level != Level::Led && backend == DbBackend::Postgres
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
