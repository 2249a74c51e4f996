//! A tree as JSON: what [`Tree::read`] reads back as the same tree.

use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

use super::condition::{Condition, NumberTest, Test, TextTest};
use super::day::{DayTest, Edge, Span};
use super::tree::{Node, Tree};
use crate::customer::CustomValue;
use crate::money::Currency;

impl Tree {
    /// The tree as JSON.
    #[must_use]
    pub fn to_json(&self) -> Value {
        node(&self.0)
    }
}

impl Serialize for Tree {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_json().serialize(serializer)
    }
}

fn node(of: &Node) -> Value {
    match of {
        Node::And(all) => json!({ "and": all.iter().map(node).collect::<Vec<_>>() }),
        Node::Or(any) => json!({ "or": any.iter().map(node).collect::<Vec<_>>() }),
        Node::Not(inner) => json!({ "not": node(inner) }),
        Node::Is(is) => condition(is),
    }
}

fn condition(is: &Condition) -> Value {
    let mut fields = Map::new();
    fields.insert("field".to_owned(), is.field.code().into());
    fields.insert("operator".to_owned(), is.operator().code().into());
    if let Some(value) = value(&is.test) {
        fields.insert("value".to_owned(), value);
    }
    if let Some(span) = is.over {
        fields.insert("over".to_owned(), over(span));
    }
    Value::Object(fields)
}

fn value(test: &Test) -> Option<Value> {
    Some(match test {
        Test::Text(TextTest::OneOf(values)) => one_or_list(values),
        Test::Choice(values) => one_or_list(values),
        Test::Text(TextTest::Contains(text) | TextTest::BeginsWith(text)) => json!(text),
        Test::Flag(flag) => json!(flag),
        Test::Number(test) => number(*test, |number| json!(number)),
        Test::Decimal(test) => number(*test, |number| CustomValue::Number(number).json()),
        Test::Money(currency, test) => number(*test, |amount| money(amount, *currency)),
        Test::Day(test) => day(*test),
        Test::Empty => return None,
    })
}

fn one_or_list<T: Serialize>(values: &[T]) -> Value {
    match values {
        [one] => json!(one),
        list => json!(list),
    }
}

fn number(test: NumberTest, write: impl Fn(i64) -> Value) -> Value {
    match test {
        NumberTest::Equals(value)
        | NumberTest::GreaterThan(value)
        | NumberTest::LessThan(value) => write(value),
        NumberTest::Between(low, high) => json!([write(low), write(high)]),
    }
}

fn money(amount: i64, currency: Currency) -> Value {
    json!({ "amount": amount, "currency": currency })
}

fn day(test: DayTest) -> Value {
    match test {
        DayTest::On(edge) | DayTest::Before(edge) | DayTest::After(edge) => match edge {
            Edge::Day(day) => json!(day),
            Edge::Today => json!("today"),
        },
        DayTest::DaysAgo(days) | DayTest::NextDays(days) | DayTest::In(Span::LastDays(days)) => {
            json!(days)
        }
        DayTest::In(Span::During(name)) => json!(name.code()),
        DayTest::In(Span::Between(from, to)) => json!([from, to]),
    }
}

fn over(span: Span) -> Value {
    match span {
        Span::LastDays(days) => json!({ "last_days": days }),
        Span::During(name) => json!({ "during": name.code() }),
        Span::Between(from, to) => json!({ "from": from, "to": to }),
    }
}
