//! Invariants of imports: what is counted is there, and what is faulty says why.

use super::Invariant;

pub(super) const INVARIANTS: &[Invariant] = &[
    Invariant {
        name: "import_counts_what_it_applied",
        sql: "SELECT i.id FROM import i
              WHERE i.applied <> (SELECT COUNT(*) FROM import_row r
                                  WHERE r.import_id = i.id AND r.applied_at IS NOT NULL)",
    },
    Invariant {
        name: "applied_import_leaves_no_row_behind",
        sql: "SELECT DISTINCT i.id FROM import i JOIN import_row r ON r.import_id = i.id
              WHERE i.state = 'applied' AND r.applied_at IS NULL
                AND r.verdict IN ('create', 'update')",
    },
    Invariant {
        name: "faulty_row_says_why",
        sql: "SELECT DISTINCT r.import_id AS id FROM import_row r
              WHERE r.verdict = 'fault' AND NOT EXISTS (
                SELECT 1 FROM import_fault f
                WHERE f.import_id = r.import_id AND f.line = r.line)",
    },
];
