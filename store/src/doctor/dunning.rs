//! Invariants of reminder runs and their claims. A run may be cancelled while some of its messages are
//! on their way: their claims stay open until the messages end.

use super::Invariant;

pub(super) const INVARIANTS: &[Invariant] = &[
    Invariant {
        name: "open_claim_has_a_live_notice",
        sql: "SELECT c.id FROM dunning_claim c
              JOIN dunning_notice n ON n.id = c.notice_id
              JOIN dunning_run r ON r.id = n.run_id
              WHERE c.state = 'open' AND (r.state = 'proposed' OR n.review = 'refused'
                OR (r.state = 'cancelled' AND n.review = 'awaiting') OR (
                n.review <> 'awaiting' AND NOT EXISTS (
                  SELECT 1 FROM message m
                  WHERE m.purpose_kind = 'dunning_notice' AND m.purpose_id = n.id
                    AND m.state IN
                      ('queued', 'claimed', 'deferred', 'uncertain', 'handed_out'))))",
    },
    Invariant {
        name: "sent_claim_has_an_accepted_message",
        sql: "SELECT c.id FROM dunning_claim c
              JOIN dunning_notice n ON n.id = c.notice_id
              JOIN dunning_run r ON r.id = n.run_id
              WHERE c.state = 'sent' AND (c.sent_on IS NULL OR c.sent_on <> r.day
                OR NOT EXISTS (
                  SELECT 1 FROM message m
                  WHERE m.purpose_kind = 'dunning_notice' AND m.purpose_id = n.id
                    AND m.state = 'accepted'))",
    },
    Invariant {
        name: "ended_message_has_no_open_claim",
        sql: "SELECT m.id FROM message m JOIN dunning_claim c ON c.notice_id = m.purpose_id
              WHERE m.purpose_kind = 'dunning_notice' AND c.state = 'open'
                AND m.state IN ('accepted', 'failed', 'skipped')
                AND NOT EXISTS (
                  SELECT 1 FROM message other
                  WHERE other.purpose_kind = 'dunning_notice' AND other.purpose_id = m.purpose_id
                    AND other.state IN
                      ('queued', 'claimed', 'deferred', 'uncertain', 'handed_out'))",
    },
    Invariant {
        name: "claim_is_of_a_line_of_its_customer",
        sql: "SELECT c.id FROM dunning_claim c
              JOIN due_line d ON d.id = c.due_line_id
              JOIN dunning_notice n ON n.id = c.notice_id
              LEFT JOIN merged_customer m ON m.customer_id = n.customer_id
              WHERE c.customer_id <> d.customer_id OR n.currency <> d.currency
                 OR COALESCE(m.into_customer_id, n.customer_id) <> d.customer_id",
    },
    Invariant {
        name: "no_level_was_skipped",
        sql: "SELECT c.id FROM dunning_claim c
              WHERE c.state IN ('open', 'sent') AND c.level > 1
                AND NOT EXISTS (
                  SELECT 1 FROM dunning_claim below
                  WHERE below.due_line_id = c.due_line_id AND below.state = 'sent'
                    AND below.level = c.level - 1)
                AND NOT EXISTS (
                  SELECT 1 FROM dunning_jump j
                  WHERE j.due_line_id = c.due_line_id AND j.to_level >= c.level - 1)",
    },
    Invariant {
        name: "run_counts_its_messages",
        sql: "SELECT r.id FROM dunning_run r
              WHERE r.confirmed_at IS NOT NULL AND r.messages <> (
                SELECT COUNT(*) FROM dunning_notice n WHERE n.run_id = r.id)",
    },
    Invariant {
        name: "run_has_one_message_per_notice_to_send",
        sql: "SELECT n.id FROM dunning_notice n JOIN dunning_run r ON r.id = n.run_id
              WHERE r.state = 'confirmed' AND n.review IN ('none', 'approved') AND NOT EXISTS (
                SELECT 1 FROM message m
                WHERE m.purpose_kind = 'dunning_notice' AND m.purpose_id = n.id)",
    },
];
