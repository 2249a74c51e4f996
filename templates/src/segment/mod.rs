//! Segments as people read them: one sentence for a condition, an indented list for a group.
//!
//! Each shape of condition is one text of the locales, with its affirmation and its negation; nothing
//! is put together from pieces of sentences.

mod words;

use domain::language::Language;
use domain::segment::{Condition, DayTest, Edge, Field, NumberTest, Span, Test, TextTest, Tree};
use domain::segment::{CustomerField, MessageField, Node};

use crate::{Arg, Catalog, format};

/// Names that a text takes with their values.
type Args = Vec<(&'static str, Arg)>;

impl Catalog {
    /// A segment in words: one line, or a line for each condition below that of its group.
    #[must_use]
    pub fn segment(&self, language: Language, tree: &Tree) -> String {
        let writer = Writer { catalog: self, language };
        let (group, inner) = branches(tree.root());
        let Some(group) = group else {
            let condition = writer.leaf(tree.root());
            return writer.text("segment-who", &[("condition", condition.into())]);
        };
        let group = writer.text(&format!("segment-who-{group}"), &[]);
        let mut lines = vec![group];
        for node in inner {
            writer.lines(node, 0, &mut lines);
        }
        lines.join("\n")
    }
}

struct Writer<'a> {
    catalog: &'a Catalog,
    language: Language,
}

/// How the parts of a group hold together, and its parts; no group for a condition or its negation.
fn branches(node: &Node) -> (Option<&'static str>, Vec<&Node>) {
    match node {
        Node::And(all) => (Some("all"), all.iter().collect()),
        Node::Or(any) => (Some("any"), any.iter().collect()),
        Node::Not(inner) => match &**inner {
            Node::And(all) => (Some("not_all"), all.iter().collect()),
            Node::Or(any) => (Some("none"), any.iter().collect()),
            Node::Not(twice) => branches(twice),
            Node::Is(_) => (None, Vec::new()),
        },
        Node::Is(_) => (None, Vec::new()),
    }
}

impl Writer<'_> {
    fn text(&self, key: &str, args: &[(&str, Arg)]) -> String {
        self.catalog.text(self.language, key, args)
    }

    fn lines(&self, node: &Node, depth: usize, lines: &mut Vec<String>) {
        let indent = "  ".repeat(depth);
        let (group, inner) = branches(node);
        let line = match group {
            Some(group) => self.text(&format!("segment-{group}"), &[]),
            None => self.leaf(node),
        };
        lines.push(format!("{indent}– {line}"));
        for node in inner {
            self.lines(node, depth + 1, lines);
        }
    }

    /// A condition, or its negation.
    fn leaf(&self, node: &Node) -> String {
        let mut negated = false;
        let mut node = node;
        loop {
            match node {
                Node::Not(inner) => {
                    negated = !negated;
                    node = &**inner;
                }
                Node::Is(condition) => return self.condition(condition, negated),
                // Groups are lists, written by their caller.
                Node::And(_) | Node::Or(_) => return String::new(),
            }
        }
    }

    fn condition(&self, condition: &Condition, negated: bool) -> String {
        let field = &condition.field;
        let (key, mut args) = self.shape(condition);
        args.push(("not", yes_or_no(negated)));
        args.push(("what", self.what(field, condition.over).into()));
        self.text(&key, &args)
    }

    /// The text of a test, and its values.
    fn shape(&self, condition: &Condition) -> (String, Args) {
        let field = &condition.field;
        match &condition.test {
            Test::Text(test) => self.of_text(field, test),
            Test::Choice(codes) => {
                let labels = codes.iter().map(|code| self.choice(field, code)).collect();
                let key = match field {
                    Field::Message(MessageField::State) => "segment-message-state",
                    Field::Identifier(_) => "segment-identifier-present",
                    Field::Person(_) => "segment-person-role",
                    _ => "segment-choice",
                };
                (key.to_owned(), vec![("values", self.any_of(labels).into())])
            }
            Test::Flag(value) => {
                let key = match field {
                    Field::Own(_) => "segment-flag-own".to_owned(),
                    field => format!("segment-flag-{}", field.code().replace('.', "-")),
                };
                (key, vec![("value", yes_or_no(*value))])
            }
            Test::Number(test) => of_number(*test, Arg::Number),
            Test::Decimal(test) => {
                of_number(*test, |number| format::ten_thousandths(self.language, number).into())
            }
            Test::Money(currency, test) => {
                of_number(*test, |amount| self.money(amount, *currency).into())
            }
            Test::Day(test) => self.of_day(*test),
            Test::Empty => {
                let key = match field {
                    Field::Tag(_) => "segment-tag-empty",
                    Field::Identifier(_) => "segment-identifier-empty",
                    Field::Person(_) => "segment-person-empty",
                    Field::Customer(CustomerField::Owner) => "segment-owner-empty",
                    Field::Customer(CustomerField::Procedure) => "segment-procedure-empty",
                    _ => "segment-empty",
                };
                (key.to_owned(), Args::new())
            }
        }
    }

    fn of_text(&self, field: &Field, test: &TextTest) -> (String, Args) {
        // A customer has many tags: the sentence says that one of them passes.
        let key = |shape: &str| match field {
            Field::Tag(_) => format!("segment-tag-{shape}"),
            _ => format!("segment-{shape}"),
        };
        match test {
            TextTest::OneOf(texts) => {
                let quoted = texts.iter().map(|text| self.quoted(text)).collect();
                (key("choice"), vec![("values", self.any_of(quoted).into())])
            }
            TextTest::Contains(text) => {
                (key("contains"), vec![("value", self.quoted(text).into())])
            }
            TextTest::BeginsWith(text) => {
                (key("begins_with"), vec![("value", self.quoted(text).into())])
            }
        }
    }

    fn of_day(&self, test: DayTest) -> (String, Args) {
        let edge = |name: &str, edge: Edge| match edge {
            Edge::Today => (format!("segment-{name}-today"), Args::new()),
            Edge::Day(day) => (format!("segment-{name}"), vec![("day", self.day(day).into())]),
        };
        let days = |name: &str, days: u32| {
            (format!("segment-{name}"), vec![("days", Arg::Number(i64::from(days)))])
        };
        match test {
            DayTest::On(on) => edge("on", on),
            DayTest::Before(before) => edge("before", before),
            DayTest::After(after) => edge("after", after),
            DayTest::DaysAgo(ago) => days("more_than_days_ago", ago),
            DayTest::NextDays(next) => days("in_next_days", next),
            DayTest::In(Span::LastDays(last)) => days("in_last_days", last),
            DayTest::In(Span::During(name)) => (format!("segment-during-{name}"), Args::new()),
            DayTest::In(Span::Between(from, to)) => {
                let days = vec![("from", self.day(from).into()), ("to", self.day(to).into())];
                ("segment-between_days".to_owned(), days)
            }
        }
    }
}

fn of_number(test: NumberTest, write: impl Fn(i64) -> Arg) -> (String, Args) {
    let one = |name: &str, value: i64| (format!("segment-{name}"), vec![("value", write(value))]);
    match test {
        NumberTest::Equals(value) => one("amounts_to", value),
        NumberTest::GreaterThan(value) => one("greater_than", value),
        NumberTest::LessThan(value) => one("less_than", value),
        NumberTest::Between(low, high) => {
            ("segment-between".to_owned(), vec![("low", write(low)), ("high", write(high))])
        }
    }
}

fn yes_or_no(yes: bool) -> Arg {
    if yes { "yes" } else { "no" }.into()
}
