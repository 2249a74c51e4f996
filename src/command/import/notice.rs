//! What rows are told beside their verdicts, in words and for programs.

use domain::import::ImportNotice;
use serde_json::{Value, json};
use store::db::Db;
use store::import::{ImportRecord, NoticeRecord};
use templates::Arg;

use super::output::Output;

/// Notices that a summary shows one by one.
const SHOWN: u64 = 50;
/// Notices that a program is given.
const MOST: u64 = 100_000;

impl Output<'_> {
    /// How many rows are told what, and which; nothing when none is.
    pub(super) async fn noticed(&self, db: &Db, import: &ImportRecord) -> anyhow::Result<String> {
        let mut text = String::new();
        if import.notices.is_empty() {
            return Ok(text);
        }
        for (code, count) in &import.notices {
            text.push_str(&self.counted(&format!("import-noticed-{code}"), *count));
        }
        for notice in store::import::notices(db.read(), import.id, SHOWN).await? {
            text.push_str("  ");
            text.push_str(&self.notice(&notice));
        }
        let more = import.notices.values().sum::<u64>().saturating_sub(SHOWN);
        if more > 0 {
            text.push_str("  ");
            text.push_str(&self.counted("import-plan-more", more));
        }
        Ok(text)
    }

    /// One of them as a line.
    fn notice(&self, notice: &NoticeRecord) -> String {
        let args = [
            ("line", Arg::from(i64::from(notice.line))),
            ("column", Arg::from(notice.column.as_str())),
            ("reason", Arg::from(self.reason_of(notice.code))),
        ];
        self.line("import-at-column", &args)
    }

    fn reason_of(&self, code: ImportNotice) -> String {
        self.text(&format!("import-notice-{code}"), &[])
    }

    /// One of them for a program.
    pub(super) fn notice_as_json(&self, notice: &NoticeRecord) -> Value {
        json!({
            "line": notice.line,
            "column": notice.column,
            "code": notice.code.code(),
            "reason": self.reason_of(notice.code),
        })
    }

    /// All of them for a program.
    pub(super) async fn notices_as_json(
        &self,
        db: &Db,
        import: &ImportRecord,
    ) -> anyhow::Result<Vec<Value>> {
        let notices = store::import::notices(db.read(), import.id, MOST).await?;
        Ok(notices.iter().map(|notice| self.notice_as_json(notice)).collect())
    }
}

/// How many rows are told what, for programs: every code, also those of which there are none.
pub(super) fn counts_as_json(import: &ImportRecord) -> Value {
    let count = |code: ImportNotice| import.notices.get(&code).copied().unwrap_or(0);
    let counts = ImportNotice::ALL.iter().map(|code| (code.code().to_owned(), count(*code).into()));
    Value::Object(counts.collect())
}
