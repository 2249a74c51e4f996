//! A statement as it grows: its text is ours, its values are bound.

use sea_orm::{DbBackend, Statement, Value};

/// The values of a statement that is being written.
#[derive(Debug)]
pub(super) struct Values {
    backend: DbBackend,
    bound: Vec<Value>,
}

impl Values {
    pub(super) const fn new(backend: DbBackend) -> Self {
        Self { backend, bound: Vec::new() }
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
