//! A statement put together from parts, each with the values that it binds.

use sea_orm::{ConnectionTrait, Statement, Value};

/// The text so far and its values.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    sql: String,
    values: Vec<Value>,
}

impl Parts {
    pub(crate) fn push(&mut self, sql: &str) {
        self.sql.push_str(sql);
    }

    /// Binds a value and writes its place.
    pub(crate) fn bind(&mut self, value: impl Into<Value>) {
        let place = self.place(value);
        self.sql.push_str(&place);
    }

    /// Binds a value whose place is written later.
    pub(crate) fn place(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    /// Binds values as a list in brackets.
    pub(crate) fn list<V: Into<Value>>(&mut self, values: impl IntoIterator<Item = V>) {
        let before = self.values.len();
        self.values.extend(values.into_iter().map(Into::into));
        let places: Vec<String> =
            (before + 1..=self.values.len()).map(|place| format!("${place}")).collect();
        self.sql.push_str(&format!("({})", places.join(", ")));
    }

    /// A column whose text begins so, in byte order.
    pub(crate) fn begins(&mut self, column: &str, beginning: &str) {
        self.push(column);
        self.push(" >= ");
        self.bind(beginning);
        self.push(" and ");
        self.push(column);
        self.push(" < ");
        self.bind(after(beginning));
    }

    /// Begins the next branch of a union, each of which is bounded by itself.
    pub(crate) fn branch(&mut self, sql: &str) {
        self.push(if self.sql.is_empty() {
            "select * from ("
        } else {
            " union all select * from ("
        });
        self.push(sql);
    }

    /// Ends it.
    pub(crate) fn end_branch(&mut self) {
        let name = format!(") b{}", self.values.len());
        self.push(&name);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.sql.is_empty()
    }

    pub(crate) fn on<C: ConnectionTrait>(self, conn: &C) -> Statement {
        let backend = conn.get_database_backend();
        let sql = crate::sql::numbered(backend, self.sql);
        Statement::from_sql_and_values(backend, sql, self.values)
    }
}

/// What no text with this beginning reaches.
pub(crate) fn after(beginning: &str) -> String {
    format!("{beginning}{}", char::MAX)
}
