//! Invariants of invoices, payments, credit notes and allocations.

use super::Invariant;

pub(super) const INVARIANTS: &[Invariant] = &[
    Invariant {
        name: "due_lines_add_up",
        sql: "SELECT i.id FROM invoice i
              LEFT JOIN due_line d ON d.invoice_id = i.id
              GROUP BY i.id, i.amount
              HAVING COALESCE(SUM(d.amount), 0) <> i.amount OR MIN(d.amount) <= 0",
    },
    Invariant {
        name: "due_line_is_its_invoices",
        sql: "SELECT d.id FROM due_line d JOIN invoice i ON i.id = d.invoice_id
              WHERE d.customer_id <> i.customer_id OR d.currency <> i.currency
                 OR d.due_on < i.issued_on",
    },
    Invariant {
        name: "no_line_gets_more_than_its_amount",
        sql: "SELECT d.id FROM due_line d JOIN allocation a ON a.due_line_id = d.id
              GROUP BY d.id, d.amount
              HAVING SUM(CASE WHEN a.reverses IS NULL THEN a.amount ELSE -a.amount END)
                     NOT BETWEEN 0 AND d.amount",
    },
    Invariant {
        name: "no_payment_gives_more_than_its_own",
        sql: "SELECT p.id FROM payment p JOIN allocation a ON a.payment_id = p.id
              GROUP BY p.id, p.amount
              HAVING SUM(CASE WHEN a.reverses IS NULL THEN a.amount ELSE -a.amount END)
                     NOT BETWEEN 0 AND p.amount",
    },
    Invariant {
        name: "no_credit_note_gives_more_than_its_own",
        sql: "SELECT n.id FROM credit_note n JOIN allocation a ON a.credit_note_id = n.id
              GROUP BY n.id, n.amount
              HAVING SUM(CASE WHEN a.reverses IS NULL THEN a.amount ELSE -a.amount END)
                     NOT BETWEEN 0 AND n.amount",
    },
    Invariant {
        name: "settled_on_is_what_the_allocations_say",
        sql: "SELECT id FROM (
                SELECT d.id, d.settled_on, CASE WHEN MAX(m.in_the_end) >= d.amount THEN
                         MAX(CASE WHEN m.reached >= d.amount AND m.reached - m.moved < d.amount
                                  THEN m.effective_on END) END AS derived
                FROM due_line d LEFT JOIN (
                  SELECT due_line_id, effective_on, SUM(amount) AS moved,
                         SUM(SUM(amount)) OVER (PARTITION BY due_line_id ORDER BY effective_on)
                           AS reached,
                         SUM(SUM(amount)) OVER (PARTITION BY due_line_id) AS in_the_end
                  FROM (SELECT due_line_id, effective_on,
                               CASE WHEN reverses IS NULL THEN amount ELSE -amount END AS amount
                        FROM allocation) AS move
                  GROUP BY due_line_id, effective_on
                ) AS m ON m.due_line_id = d.id
                GROUP BY d.id, d.settled_on, d.amount
              ) AS line
              WHERE settled_on <> derived OR (settled_on IS NULL) <> (derived IS NULL)",
    },
    Invariant {
        name: "allocation_counts_from_the_later_day",
        sql: "SELECT a.id FROM allocation a
              JOIN due_line d ON d.id = a.due_line_id
              JOIN invoice i ON i.id = d.invoice_id
              LEFT JOIN payment p ON p.id = a.payment_id
              LEFT JOIN credit_note n ON n.id = a.credit_note_id
              WHERE a.reverses IS NULL
                AND a.effective_on <> CASE
                  WHEN COALESCE(p.received_on, n.issued_on) > i.issued_on
                  THEN COALESCE(p.received_on, n.issued_on) ELSE i.issued_on END",
    },
    Invariant {
        name: "allocation_stays_with_its_customer_and_currency",
        sql: "SELECT a.id FROM allocation a
              JOIN due_line d ON d.id = a.due_line_id
              LEFT JOIN payment p ON p.id = a.payment_id
              LEFT JOIN credit_note n ON n.id = a.credit_note_id
              WHERE a.customer_id <> d.customer_id
                 OR a.customer_id <> COALESCE(p.customer_id, n.customer_id)
                 OR d.currency <> COALESCE(p.currency, n.currency)",
    },
    Invariant {
        name: "reversal_mirrors_what_it_takes_back",
        sql: "SELECT back.id FROM allocation back JOIN allocation a ON a.id = back.reverses
              WHERE a.reverses IS NOT NULL OR back.amount <> a.amount
                 OR back.due_line_id <> a.due_line_id OR back.customer_id <> a.customer_id
                 OR COALESCE(back.payment_id, back.credit_note_id)
                    <> COALESCE(a.payment_id, a.credit_note_id)
                 OR back.effective_on < a.effective_on",
    },
    Invariant {
        name: "bounced_payment_settles_nothing",
        sql: "SELECT p.id FROM payment p
              WHERE p.bounced_on IS NOT NULL AND (p.bounced_on < p.received_on OR EXISTS (
                SELECT 1 FROM allocation a WHERE a.payment_id = p.id AND a.reverses IS NULL
                  AND NOT EXISTS (SELECT 1 FROM allocation back WHERE back.reverses = a.id)))",
    },
    Invariant {
        name: "credit_note_corrects_an_invoice_of_its_customer",
        sql: "SELECT n.id FROM credit_note n JOIN invoice i ON i.id = n.invoice_id
              WHERE i.customer_id <> n.customer_id OR i.currency <> n.currency",
    },
];
