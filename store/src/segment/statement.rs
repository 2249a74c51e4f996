//! A statement as it grows: its text is ours, its values are bound.

use sea_orm::{DbBackend, Statement, Value};

use super::part::Part;

/// The values of a statement that is being written.
#[derive(Debug)]
pub(super) struct Values {
    backend: DbBackend,
    bound: Vec<Value>,
    /// Of which customers it asks.
    part: Part,
}

impl Values {
    pub(super) const fn new(backend: DbBackend) -> Self {
        Self::of_part(backend, Part::Whole)
    }

    pub(super) const fn of_part(backend: DbBackend, part: Part) -> Self {
        Self { backend, bound: Vec::new(), part }
    }

    /// That the ids of a column are those of the part; none where all of them are.
    pub(super) fn within(&mut self, column: &str) -> Option<String> {
        let Part::Ids { from, until } = self.part else { return None };
        let from = from.map(|id| format!("{column} >= {}", self.bind(id)));
        let until = until.map(|id| format!("{column} < {}", self.bind(id)));
        Some(from.into_iter().chain(until).collect::<Vec<_>>().join(" and "))
    }

    /// That a customer `c` is of the part.
    pub(super) fn of_customer(&mut self) -> Option<String> {
        match self.part {
            // Rows that lie side by side are read together.
            Part::Rows { nth, of } => Some(format!("c.rowid / 64 % {of} = {nth}")),
            Part::Ids { .. } | Part::Whole => self.within("c.id"),
        }
    }

    pub(super) const fn backend(&self) -> DbBackend {
        self.backend
    }

    /// The place of a value in the text.
    pub(super) fn bind(&mut self, value: impl Into<Value>) -> String {
        self.bound.push(value.into());
        format!("${}", self.bound.len())
    }

    /// The places of values in the text, parted by commas.
    pub(super) fn bind_all<V: Into<Value>>(
        &mut self,
        values: impl IntoIterator<Item = V>,
    ) -> String {
        let places: Vec<_> = values.into_iter().map(|value| self.bind(value)).collect();
        places.join(", ")
    }

    /// A query of texts that are bound as one value, however many they are.
    pub(super) fn bind_texts(&mut self, texts: &[&str]) -> String {
        let list = serde_json::Value::from(texts).to_string();
        let place = self.bind(list);
        match self.backend {
            DbBackend::Postgres => format!("select jsonb_array_elements_text({place}::jsonb)"),
            _ => format!("select value from json_each({place})"),
        }
    }

    /// The statement.
    pub(super) fn into_statement(self, sql: String) -> Statement {
        Statement::from_sql_and_values(self.backend, sql, self.bound)
    }
}

/// A pattern of LIKE with `\` as its escape, for what holds `text` anywhere.
pub(super) fn holding(text: &str) -> String {
    let mut pattern = String::from("%");
    for letter in text.chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}
