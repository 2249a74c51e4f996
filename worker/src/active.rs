//! The batches that this process is sending: a second job for one of them only says "look again".

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use tokio::sync::watch;
use uuid::Uuid;

/// The batches in work, and whether somebody asked again meanwhile.
#[derive(Debug)]
pub(crate) struct Active {
    batches: Mutex<HashMap<Uuid, bool>>,
    count: watch::Sender<usize>,
}

impl Default for Active {
    fn default() -> Self {
        Self { batches: Mutex::default(), count: watch::Sender::new(0) }
    }
}

impl Active {
    /// Begins `batch`; none when it is in work, which is asked to look again then.
    pub(crate) fn begin(&self, batch: Uuid) -> Option<InWork<'_>> {
        let mut batches = self.batches.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(again) = batches.get_mut(&batch) {
            *again = true;
            return None;
        }
        batches.insert(batch, false);
        self.count.send_replace(batches.len());
        Some(InWork { active: self, batch })
    }

    /// Ends when no batch is in work.
    pub(crate) async fn idle(&self) {
        let mut count = self.count.subscribe();
        let _ = count.wait_for(|count| *count == 0).await;
    }
}

/// A batch in work, until it is dropped.
pub(crate) struct InWork<'a> {
    active: &'a Active,
    batch: Uuid,
}

impl InWork<'_> {
    /// Whether somebody asked again since the last call.
    pub(crate) fn asked_again(&self) -> bool {
        let mut batches = self.active.batches.lock().unwrap_or_else(PoisonError::into_inner);
        batches.get_mut(&self.batch).is_some_and(std::mem::take)
    }
}

impl Drop for InWork<'_> {
    fn drop(&mut self) {
        let mut batches = self.active.batches.lock().unwrap_or_else(PoisonError::into_inner);
        batches.remove(&self.batch);
        self.active.count.send_replace(batches.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_job_for_a_batch_in_work_makes_the_first_look_again_once() {
        let active = Active::default();
        let batch = Uuid::from_u128(1);
        let first = active.begin(batch).unwrap();
        assert!(!first.asked_again());
        assert!(active.begin(batch).is_none());
        assert!(active.begin(Uuid::from_u128(2)).is_some());
        assert!(first.asked_again());
        assert!(!first.asked_again());
        drop(first);
        assert!(active.begin(batch).is_some());
        assert_eq!(*active.count.borrow(), 0);
    }
}
