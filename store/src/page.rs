//! Pages by key: a list goes on after the last id seen, never from a row number.

use uuid::Uuid;

/// The most rows of a page.
pub const LARGEST_PAGE: u32 = 1_000;

/// Which page of a list is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageRequest {
    /// Rows asked for; taken between 1 and [`LARGEST_PAGE`].
    pub limit: u32,
    /// The id after which the page begins; none for the first page.
    pub after: Option<Uuid>,
}

impl PageRequest {
    /// The first `limit` rows.
    #[must_use]
    pub const fn first(limit: u32) -> Self {
        Self { limit, after: None }
    }

    /// Rows to read from the database: one more than the page, to know whether there is a next one.
    #[must_use]
    pub fn rows(self) -> u64 {
        u64::from(self.limit()) + 1
    }

    fn limit(self) -> u32 {
        self.limit.clamp(1, LARGEST_PAGE)
    }
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows of the page.
    pub items: Vec<T>,
    /// What to ask for as `after` to get the next page; none on the last one.
    pub next: Option<Uuid>,
}

impl<T> Page<T> {
    /// Makes a page of what was read by [`PageRequest::rows`].
    #[must_use]
    pub fn cut(mut rows: Vec<T>, request: PageRequest, id: impl Fn(&T) -> Uuid) -> Self {
        let limit = usize::try_from(request.limit()).unwrap_or(usize::MAX);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = if more { rows.last().map(id) } else { None };
        Self { items: rows, next }
    }

    /// The same page with its rows made into something else.
    #[must_use]
    pub fn map<U>(self, into: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(into).collect(), next: self.next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_names_the_next_one_only_when_there_is_one() {
        let ids: Vec<_> = (1..=3).map(Uuid::from_u128).collect();
        let cut = |rows: usize, limit| {
            Page::cut(ids.iter().copied().take(rows).collect(), PageRequest::first(limit), |id| *id)
        };
        assert_eq!(cut(3, 2), Page { items: ids[..2].to_vec(), next: Some(ids[1]) });
        assert_eq!(cut(2, 2).next, None);
        assert_eq!(cut(0, 2).next, None);
        assert_eq!(cut(2, 0).items.len(), 1, "a page has at least one row");
        assert_eq!(PageRequest::first(u32::MAX).rows(), u64::from(LARGEST_PAGE) + 1);
    }
}
