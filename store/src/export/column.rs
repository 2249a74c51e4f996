//! Columns of a table: the stable code of each beside what stands in it.

use domain::export::Cell;

/// A column of rows of a kind.
pub(super) struct Column<R> {
    /// Its stable code, by which its heading is found.
    pub(super) code: &'static str,
    /// What stands in it.
    pub(super) cell: fn(&R) -> Cell,
}

/// The codes of columns, in their order.
pub(super) fn codes<R>(columns: &[Column<R>]) -> Vec<&'static str> {
    columns.iter().map(|column| column.code).collect()
}

/// A row, a cell for each column.
pub(super) fn cells<R>(columns: &[Column<R>], row: &R) -> Vec<Cell> {
    columns.iter().map(|column| (column.cell)(row)).collect()
}
