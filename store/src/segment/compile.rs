//! From a tree to one condition on the rows `c` of `customer`.

use chrono::{Days as Count, NaiveDate, TimeDelta};
use chrono_tz::Tz;
use domain::calendar::begin;
use domain::context::Context;
use domain::segment::{
    Condition, CustomerField, Days, Field, InvoiceField, Node, PlaceField, ReachField, Test,
    TextTest, Tree,
};
use sea_orm::{ConnectionTrait, Statement, Value};

use super::field;
use super::rows::Level;
use super::spelling::Spellings;
use super::statement::Values;
use crate::company;
use crate::error::StoreError;

/// What the conditions need to know beside their own values.
#[derive(Debug)]
pub(super) struct Question {
    /// The day of the question, in the firm's zone.
    pub(super) today: NaiveDate,
    zone: Tz,
    /// Whether a due line was settled by something that counts only after today.
    pub(super) settled_later: bool,
    pub(super) cities: Spellings,
    pub(super) payment_terms: Spellings,
}

impl Question {
    /// Reads what `tree` needs to know.
    pub(super) async fn prepare<C: ConnectionTrait>(
        conn: &C,
        context: &Context,
        tree: &Tree,
    ) -> Result<Self, StoreError> {
        let firm = company::read(conn).await?.map(|(firm, _)| firm).unwrap_or_default();
        let today = context.today(firm.time_zone);
        let asks = |field: Field| asks(tree.root(), &field);
        let owed =
            asks(Field::Invoice(InvoiceField::Open)) || asks(Field::Invoice(InvoiceField::Overdue));
        Ok(Self {
            today,
            zone: firm.time_zone,
            settled_later: owed && settled_later(conn, today).await?,
            cities: if asks(Field::Place(PlaceField::City)) {
                Spellings::of_cities(conn).await?
            } else {
                Spellings::default()
            },
            payment_terms: if asks(Field::Customer(CustomerField::PaymentTerms)) {
                Spellings::of_payment_terms(conn).await?
            } else {
                Spellings::default()
            },
        })
    }

    /// Whether conditions that lead to a few stand at the root.
    pub(super) fn is_led(tree: &Tree) -> bool {
        matches!(tree.root(), Node::And(all) if all.iter().any(leads))
    }

    /// The customers `c` of whom a tree asks, as a query with the columns `columns`, up to its last
    /// condition.
    ///
    /// Where a place or a name leads to a few, they are found first and the other conditions are asked
    /// of them alone, whatever the engine makes of its statistics.
    pub(super) fn select(&self, tree: &Tree, columns: &str, values: &mut Values) -> String {
        if let Node::And(all) = tree.root()
            && Self::is_led(tree)
        {
            let (first, rest): (Vec<_>, Vec<_>) =
                all.iter().partition(|node| leads(node) || cost(node) == 0);
            let first = self.joined(first, " and ", Level::Must, values);
            let rest = if rest.is_empty() {
                field::ALWAYS.to_owned()
            } else {
                self.joined(rest, " and ", Level::Led, values)
            };
            return format!(
                "with led as materialized (
                   select c.* from customer c
                   where c.deleted_at is null and {first})
                 select {columns} from led c where {rest}"
            );
        }
        let condition = self.node(tree.root(), Level::Must, values);
        format!("select {columns} from customer c where c.deleted_at is null and {condition}")
    }

    fn joined(
        &self,
        mut nodes: Vec<&Node>,
        word: &str,
        level: Level,
        values: &mut Values,
    ) -> String {
        // What costs least is asked first; SQLite keeps this order.
        nodes.sort_by_key(|node| cost(node));
        let parts: Vec<_> = nodes.into_iter().map(|node| self.node(node, level, values)).collect();
        format!("({})", parts.join(word))
    }

    fn node(&self, node: &Node, level: Level, values: &mut Values) -> String {
        let below = if level == Level::Led { Level::Led } else { Level::May };
        match node {
            Node::And(all) => self.joined(all.iter().collect(), " and ", level, values),
            Node::Or(any) => self.joined(any.iter().collect(), " or ", below, values),
            Node::Not(inner) => format!("not ({})", self.node(inner, below, values)),
            Node::Is(condition) => field::condition(self, condition, level, values),
        }
    }

    /// That an expression, a day, lies in `days`.
    pub(super) fn in_days(expression: &str, days: Days, values: &mut Values) -> String {
        within(expression, days.from, days.to, values)
    }

    /// That an expression, an instant, lies in `days` of the firm's zone.
    pub(super) fn at_days(&self, expression: &str, days: Days, values: &mut Values) -> String {
        let from = days.from.map(|day| begin(day, self.zone));
        let to = days.to.and_then(|day| day.checked_add_days(Count::new(1)));
        // Instants are kept to the millisecond.
        let to = to.map(|day| begin(day, self.zone) - TimeDelta::milliseconds(1));
        within(expression, from, to, values)
    }
}

/// That an expression, written once, lies between two values, either of which may be none.
fn within<V: Into<Value>>(
    expression: &str,
    from: Option<V>,
    to: Option<V>,
    values: &mut Values,
) -> String {
    match (from, to) {
        (Some(from), Some(to)) => {
            let (from, to) = (values.bind(from), values.bind(to));
            format!("{expression} between {from} and {to}")
        }
        (Some(from), None) => format!("{expression} >= {}", values.bind(from)),
        (None, Some(to)) => format!("{expression} <= {}", values.bind(to)),
        (None, None) => field::ALWAYS.to_owned(),
    }
}

/// Whether an index finds the few customers of a condition.
fn leads(node: &Node) -> bool {
    let Node::Is(Condition { field, test, .. }) = node else { return false };
    match field {
        Field::Place(field) => *field != PlaceField::Country,
        Field::Customer(CustomerField::Name) => !matches!(test, Test::Text(TextTest::Contains(_))),
        Field::Customer(CustomerField::Restricted) | Field::Reach(ReachField::Invalid) => {
            *test == Test::Flag(true)
        }
        _ => false,
    }
}

/// What a node costs, at a guess: its dearest condition.
fn cost(node: &Node) -> u8 {
    match node {
        Node::And(inner) | Node::Or(inner) => inner.iter().map(cost).max().unwrap_or(0),
        Node::Not(inner) => cost(inner),
        Node::Is(Condition { field, test, .. }) => match (field, test) {
            (Field::Customer(CustomerField::Owner), Test::Empty)
            | (Field::Customer(CustomerField::Language), _) => 3,
            (
                Field::Customer(
                    CustomerField::Name | CustomerField::Restricted | CustomerField::Owner,
                ),
                _,
            ) => 1,
            (Field::Customer(_), _) => 0,
            (Field::Place(PlaceField::Country), _) | (Field::Tag(_), Test::Empty) => 3,
            (Field::Place(_) | Field::Tag(_), _) => 1,
            // A sum is read from an index alone, and most of the time few pass it.
            (_, Test::Money(..)) => 2,
            (Field::Reach(_), _) => 4,
            (
                Field::Identifier(_)
                | Field::Person(_)
                | Field::Own(_)
                | Field::Invoice(_)
                | Field::Payment(_)
                | Field::Message(_),
                _,
            ) => 3,
        },
    }
}

/// Whether a node asks of a field.
fn asks(node: &Node, field: &Field) -> bool {
    match node {
        Node::And(inner) | Node::Or(inner) => inner.iter().any(|node| asks(node, field)),
        Node::Not(inner) => asks(inner, field),
        Node::Is(condition) => condition.field == *field,
    }
}

async fn settled_later<C: ConnectionTrait>(conn: &C, today: NaiveDate) -> Result<bool, StoreError> {
    let sql = "select 1 as one from due_line where settled_on > $1 limit 1";
    let statement =
        Statement::from_sql_and_values(conn.get_database_backend(), sql, [today.into()]);
    Ok(conn.query_one_raw(statement).await?.is_some())
}
