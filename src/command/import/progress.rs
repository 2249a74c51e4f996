//! How far an import is: a bar on a terminal, a line now and then elsewhere.

use std::io::Write as _;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use store::import::Progress;

use crate::house::House;

/// Between two lines where there is no terminal.
const PAUSE: Duration = Duration::from_secs(5);

pub(super) struct Watcher<'a> {
    house: &'a House,
    file: &'a str,
    bar: ProgressBar,
    /// Which step is told, and when last.
    told: Mutex<Option<(Step, Instant)>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Reading,
    Applying,
    Reverting,
    Posting,
}

impl<'a> Watcher<'a> {
    pub(super) fn new(house: &'a House, file: &'a str) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        let style = ProgressStyle::with_template("{msg} {wide_bar} {percent} %");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self { house, file, bar, told: Mutex::new(None) }
    }

    /// Shows how far it is.
    pub(super) fn tell(&self, progress: Progress) {
        let (step, done, total, message) = match progress {
            Progress::Reading { bytes, size, .. } => {
                let message = self.house.text("import-reading", &[("file", self.file.into())]);
                (Step::Reading, bytes, size, message)
            }
            Progress::Applying { done, total } => {
                (Step::Applying, done, total, self.counted("import-applying", done, total))
            }
            Progress::Reverting { done, total } => {
                (Step::Reverting, done, total, self.counted("import-reverting", done, total))
            }
            Progress::Posting { done, total } => {
                (Step::Posting, done, total, self.counted("import-posting", done, total))
            }
        };
        self.bar.set_length(total);
        self.bar.set_position(done.min(total));
        self.bar.set_message(message.clone());
        if self.bar.is_hidden() && total > 0 && self.is_time(step) {
            say(&message);
        }
    }

    fn counted(&self, key: &str, done: u64, total: u64) -> String {
        let (done, total) = (number(done), number(total));
        self.house.text(key, &[("done", done.into()), ("total", total.into())])
    }

    /// Says that an import that was interrupted goes on.
    pub(super) fn resumed(&self, done: u64, total: u64) {
        let args = [("done", number(done).into()), ("total", number(total).into())];
        let text = self.house.text("import-resumed", &args);
        self.bar.suspend(|| say(&text));
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }

    fn is_time(&self, step: Step) -> bool {
        let now = Instant::now();
        let mut told = self.told.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let due = told.is_none_or(|(last, at)| last != step || now.duration_since(at) >= PAUSE);
        if due {
            *told = Some((step, now));
        }
        due
    }
}

fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A line on standard error; nobody may be there to read it.
pub(super) fn say(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}
