//! Invariants of the delivery ledger: nothing is lost between its states.

use super::Invariant;

pub(super) const INVARIANTS: &[Invariant] = &[
    Invariant {
        name: "message_counters_equal_the_messages",
        sql: "SELECT batch_id AS id FROM (
                SELECT batch_id, state, SUM(counted) AS counted, SUM(there) AS there FROM (
                  SELECT batch_id, state, count AS counted, 0 AS there FROM message_counter
                  UNION ALL
                  SELECT batch_id, state, 0, COUNT(*) FROM message GROUP BY batch_id, state
                ) AS side GROUP BY batch_id, state
              ) AS state_of_batch
              WHERE counted <> there GROUP BY batch_id",
    },
    Invariant {
        name: "audience_is_the_sum_of_the_states",
        sql: "SELECT r.id FROM dunning_run r
              WHERE r.state = 'confirmed' AND (
                SELECT COUNT(*) FROM dunning_notice n
                WHERE n.run_id = r.id AND n.review IN ('none', 'approved')
              ) <> (SELECT COALESCE(SUM(c.count), 0) FROM message_counter c
                   WHERE c.batch_id = r.id)",
    },
    Invariant {
        name: "message_has_where_to_go",
        sql: "SELECT id FROM message
              WHERE (channel = 'email' AND contact_point_id IS NULL)
                 OR (channel = 'letter' AND address_id IS NULL)",
    },
];
