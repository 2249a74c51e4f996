//! What a run proposes, rule by rule.

use proptest::prelude::*;
use uuid::Uuid;

use super::LeftOutReason as Why;
use super::*;
use crate::id::{AddressId, ContactPointId, DueLineId, InvoiceId, ProcedureId};
use crate::message::Channel;
use crate::money::Currency;
use chrono::NaiveDate;

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The default procedure: 8, 20, 35 and 50 days, gaps of 10, a reviewed letter at the end.
pub(super) fn ladder() -> Procedure {
    let level = |code: &str, delay_days, gap_days, channel, tone, formal_notice| DunningLevel {
        code: code.into(),
        delay_days,
        gap_days,
        channel,
        template: code.into(),
        tone,
        formal_notice,
        review: formal_notice,
        review_above: None,
    };
    Procedure {
        id: ProcedureId(Uuid::nil()),
        code: "default".into(),
        tolerance: 0,
        grace_days: 0,
        active: true,
        levels: vec![
            level("courtesy", 8, 0, Channel::Email, Tone::Courteous, false),
            level("firm", 20, 10, Channel::Email, Tone::Firm, false),
            level("final", 35, 10, Channel::Email, Tone::Final, false),
            level("formal_notice", 50, 10, Channel::Letter, Tone::Formal, true),
        ],
    }
}

pub(super) const REACH: Reach = Reach {
    email: Some(ContactPointId(Uuid::from_u128(1))),
    phone: None,
    address: Some(AddressId(Uuid::from_u128(2))),
};

/// A line that was due `days` before 1 March 2026.
fn line(days: i64, residual: i64) -> LineFacts {
    LineFacts {
        id: DueLineId(Uuid::nil()),
        invoice: InvoiceId(Uuid::nil()),
        currency: Currency::EUR,
        due_on: day("2026-03-01") - chrono::Duration::days(days),
        residual,
        held: Held::default(),
        standing: Standing::default(),
        open: None,
        bounced: false,
    }
}

/// The same at a level, last reminded `days` before.
fn at(line: LineFacts, level: u8, days: i64) -> LineFacts {
    let since = Some(day("2026-03-01") - chrono::Duration::days(days));
    LineFacts { standing: Standing { level, since }, ..line }
}

fn credit(amount: i64) -> CreditFact {
    CreditFact {
        kind: CreditKind::Payment,
        id: Uuid::nil(),
        currency: Currency::EUR,
        reference: "VIR 1".into(),
        day: day("2026-02-01"),
        amount,
    }
}

fn customer(lines: Vec<LineFacts>) -> CustomerFacts {
    CustomerFacts { reminders_off: false, restricted: false, reach: REACH, lines, credits: vec![] }
}

fn run(facts: &CustomerFacts) -> Proposals {
    propose(facts, Some(&ladder()), day("2026-03-01"))
}

fn reasons(facts: &CustomerFacts) -> Vec<LeftOutReason> {
    run(facts).left_out.into_iter().map(|line| line.reason).collect()
}

#[test]
fn a_line_that_is_in_no_message_is_left_out_with_its_reason() {
    let open = |step| LineFacts { open: Some(step), ..line(30, 100) };
    let held = |amount| LineFacts { held: Held { amount, ..Held::default() }, ..line(30, 100) };
    let whole = LineFacts { held: Held { whole: true, ..Held::default() }, ..line(30, 100) };
    let over = |on| {
        let ended_on = Some(day(on));
        LineFacts { held: Held { ended_on, ..Held::default() }, ..at(line(30, 100), 1, 20) }
    };
    for (facts, reason, why) in [
        (line(7, 100), Some(Why::DelayNotReached), "too early"),
        (line(8, 100), None, "on the day"),
        (at(line(30, 100), 1, 9), Some(Why::GapNotReached), "reminded nine days ago"),
        (at(line(90, 100), 4, 40), Some(Why::LastLevelReached), "at the end of the ladder"),
        (line(30, 0), Some(Why::BelowTolerance), "nothing open"),
        (whole, Some(Why::Held), "held"),
        (held(100), Some(Why::Held), "held to the last cent"),
        (held(99), None, "a part is held"),
        (over("2026-02-28"), Some(Why::GapNotReached), "a hold that ended gives a fresh gap"),
        (over("2026-02-19"), None, "a fresh gap that is over"),
        (open(OpenStep::UnderWay), Some(Why::UnderWay), "its last reminder has not left"),
        (
            open(OpenStep::AwaitingReview),
            Some(Why::AwaitingReview),
            "its last reminder is looked at",
        ),
        (open(OpenStep::Uncertain), Some(Why::Uncertain), "its last reminder may have arrived"),
    ] {
        assert_eq!(reasons(&customer(vec![facts])), Vec::from_iter(reason), "{why}");
    }
}

#[test]
fn what_concerns_the_whole_customer_leaves_out_all_its_lines() {
    let good = || customer(vec![line(30, 100), line(3, 100)]);
    let stopped = Procedure { active: false, ..ladder() };
    for (facts, procedure, reason) in [
        (CustomerFacts { restricted: true, ..good() }, Some(ladder()), Why::Restricted),
        (CustomerFacts { reminders_off: true, ..good() }, Some(ladder()), Why::RemindersOff),
        (good(), None, Why::NoActiveProcedure),
        (good(), Some(stopped), Why::NoActiveProcedure),
        (
            CustomerFacts { credits: vec![credit(200)], ..good() },
            Some(ladder()),
            Why::CoveredByCredits,
        ),
    ] {
        let found = propose(&facts, procedure.as_ref(), day("2026-03-01"));
        assert!(found.notices.is_empty());
        assert_eq!(found.left_out, [0, 1].map(|fact| LeftOutLine { fact, reason }));
    }
}

#[test]
fn one_message_at_the_highest_level_lists_all_overdue_lines_and_the_credits() {
    let mut facts = customer(vec![
        line(3, 500),
        at(line(60, 1_000), 1, 30),
        line(10, 300),
        LineFacts { open: Some(OpenStep::UnderWay), ..at(line(25, 50), 1, 12) },
        LineFacts { held: Held { amount: 40, ..Held::default() }, ..line(9, 90) },
    ]);
    facts.credits = vec![credit(100), CreditFact { currency: "USD".parse().unwrap(), ..credit(7) }];
    let found = run(&facts);
    assert!(found.left_out.is_empty());
    let [notice] = found.notices.as_slice() else { panic!("one message") };
    let rises: Vec<_> = notice.lines.iter().map(|l| (l.fact, l.level_before, l.rises_to)).collect();
    let expected = [(1, 1, Some(2)), (3, 1, None), (2, 0, Some(1)), (4, 0, Some(1)), (0, 0, None)];
    assert_eq!(rises, expected, "the oldest first; a line rises by one level");
    assert_eq!((notice.level, notice.channel, notice.review), (2, Channel::Email, Review::None));
    assert_eq!((notice.residual, notice.held, notice.credit, notice.net), (1_940, 40, 100, 1_800));
    assert_eq!(notice.credits, [NoticeCredit { fact: 0, amount: 100 }]);
}

#[test]
fn a_credit_that_another_notice_subtracts_is_not_given_a_second_time() {
    let waiting = |residual| LineFacts {
        open: Some(OpenStep::AwaitingReview),
        ..at(line(70, residual), 3, 15)
    };
    let uncertain = LineFacts { open: Some(OpenStep::Uncertain), ..waiting(30) };
    for (others, credits, expected, net, why) in [
        (vec![], vec![100], vec![(0, 100)], Some(150), "nothing else is out"),
        (vec![waiting(1_000)], vec![100], vec![], Some(250), "all of it is out"),
        (vec![waiting(60)], vec![100], vec![(0, 40)], Some(210), "a part is out"),
        (vec![waiting(60), uncertain], vec![50, 80], vec![(1, 40)], Some(210), "the oldest first"),
        (vec![waiting(60)], vec![400], vec![], None, "what is left covers all"),
    ] {
        let mut facts = customer([vec![line(10, 250)], others].concat());
        facts.credits = credits.into_iter().map(credit).collect();
        let found = run(&facts);
        assert_eq!(found.notices.first().map(|notice| notice.net), net, "{why}");
        let shown = found.notices.iter().flat_map(|notice| &notice.credits);
        let shown: Vec<_> = shown.map(|credit| (credit.fact, credit.amount)).collect();
        assert_eq!(shown, expected, "{why}");
    }
}

#[test]
fn each_currency_has_a_message_of_its_own() {
    let usd = LineFacts { currency: "USD".parse().unwrap(), ..line(30, 70) };
    let mut facts = customer(vec![usd, line(10, 100), line(50, 5)]);
    facts.credits = vec![credit(105)];
    let found = run(&facts);
    assert_eq!(found.notices.len(), 1);
    assert_eq!((found.notices[0].currency.code(), found.notices[0].net), ("USD", 70));
    assert_eq!(found.left_out.len(), 2, "what is covered in one currency says nothing of another");
}

#[test]
fn a_person_looks_at_a_formal_notice_and_at_what_a_bounced_payment_reopened() {
    let formal = at(line(70, 100), 3, 15);
    let bounced = LineFacts { bounced: true, ..line(3, 100) };
    for (lines, review) in [
        (vec![line(10, 100)], Review::None),
        (vec![formal], Review::Awaiting),
        (vec![line(10, 100), bounced], Review::Awaiting),
    ] {
        assert_eq!(run(&customer(lines)).notices[0].review, review);
    }
}

#[test]
fn without_a_working_address_a_letter_takes_the_place_of_a_mail() {
    let email = REACH.email;
    for (reach, wanted, channel) in [
        (REACH, Channel::Email, Some(Channel::Email)),
        (Reach { email: None, ..REACH }, Channel::Email, Some(Channel::Letter)),
        (Reach { address: None, ..REACH }, Channel::Letter, None),
        (REACH, Channel::PhoneTask, Some(Channel::Letter)),
        (Reach { phone: email, ..REACH }, Channel::PhoneTask, Some(Channel::PhoneTask)),
        (Reach::default(), Channel::Email, None),
    ] {
        assert_eq!(reach.channel(wanted), channel);
    }
}

#[test]
fn what_cannot_be_posted_does_not_silence_what_can_be_mailed() {
    let formal = || at(line(70, 100), 3, 15);
    let no_post = Reach { address: None, ..REACH };
    let nowhere = Reach::default();
    for (reach, lines, level, rises, left_out, why) in [
        (REACH, vec![formal(), line(9, 50)], Some(4), vec![Some(4), Some(1)], vec![], "by letter"),
        (
            no_post,
            vec![formal(), line(9, 50), line(3, 20)],
            Some(1),
            vec![None, Some(1), None],
            vec![],
            "by mail, at the level of the mail",
        ),
        (
            no_post,
            vec![formal(), line(3, 20)],
            None,
            vec![],
            vec![Why::NoContactPoint, Why::DelayNotReached],
            "nothing else rises",
        ),
        (
            nowhere,
            vec![line(30, 100), line(3, 100)],
            None,
            vec![],
            vec![Why::NoContactPoint, Why::DelayNotReached],
            "no way at all",
        ),
    ] {
        let facts = CustomerFacts { reach, ..customer(lines) };
        let found = run(&facts);
        assert_eq!(found.notices.first().map(|notice| notice.level), level, "{why}");
        let lines = found.notices.iter().flat_map(|notice| &notice.lines);
        assert_eq!(lines.map(|line| line.rises_to).collect::<Vec<_>>(), rises, "{why}");
        assert_eq!(reasons(&facts), left_out, "{why}");
    }
}

#[test]
fn every_code_is_read_back() {
    for reason in LeftOutReason::ALL {
        assert_eq!(reason.code().parse(), Ok(*reason));
        assert_eq!(serde_json::to_value(reason).unwrap(), reason.code());
    }
}

proptest! {
    #[test]
    fn every_line_is_in_exactly_one_message_or_left_out_and_the_amounts_add_up(
        lines in proptest::collection::vec(
            (0_i64..80, 0_i64..300, 0_u8..5, 0_i64..30, 0_i64..200, 0_u8..8, any::<bool>()),
            0..12,
        ),
        credits in proptest::collection::vec(1_i64..200, 0..3),
        tolerance in 0_i64..50,
    ) {
        let facts: Vec<LineFacts> = lines
            .iter()
            .map(|(days, residual, level, since, held, state, dollars)| {
                let line = at(line(days + 1, *residual), *level, *since);
                LineFacts {
                    held: Held { whole: *state == 0, amount: held / 4, ended_on: None },
                    open: [OpenStep::UnderWay, OpenStep::AwaitingReview, OpenStep::Uncertain]
                        .get(usize::from(*state).wrapping_sub(1))
                        .copied(),
                    currency: if *dollars { "USD".parse().unwrap() } else { Currency::EUR },
                    ..line
                }
            })
            .collect();
        let facts = CustomerFacts {
            credits: credits.iter().map(|amount| credit(*amount)).collect(),
            ..customer(facts)
        };
        let procedure = Procedure { tolerance, ..ladder() };
        let found = propose(&facts, Some(&procedure), day("2026-03-01"));
        prop_assert_eq!(&found, &propose(&facts, Some(&procedure), day("2026-03-01")));

        let mut seen: Vec<usize> = found.left_out.iter().map(|line| line.fact).collect();
        seen.extend(found.notices.iter().flat_map(|n| &n.lines).map(|line| line.fact));
        seen.sort_unstable();
        prop_assert_eq!(seen, (0..facts.lines.len()).collect::<Vec<_>>());

        let mut currencies: Vec<_> = found.notices.iter().map(|n| n.currency).collect();
        currencies.dedup();
        prop_assert_eq!(currencies.len(), found.notices.len());
        for notice in &found.notices {
            let highest = notice.lines.iter().filter_map(|line| line.rises_to).max();
            prop_assert_eq!(highest, Some(notice.level));
            let of = |amount: fn(&NoticeLine) -> i64| notice.lines.iter().map(amount).sum::<i64>();
            prop_assert_eq!(notice.residual, of(|line| line.residual));
            prop_assert_eq!(notice.held, of(|line| line.held));
            let credit: i64 = notice.credits.iter().map(|c| c.amount).sum();
            prop_assert!(notice.credits.iter().all(|c| c.amount <= facts.credits[c.fact].amount));
            prop_assert!(notice.lines.iter().all(|l| l.stays.is_some() != l.rises_to.is_some()));
            prop_assert_eq!(notice.net, notice.residual - notice.held - credit);
            prop_assert!(notice.net > 0);
            for line in &notice.lines {
                let fact = &facts.lines[line.fact];
                prop_assert!(line.residual - line.held > tolerance);
                prop_assert_eq!(line.residual, fact.residual);
                prop_assert_eq!(fact.currency, notice.currency);
                prop_assert!(line.rises_to.is_none_or(|to| to == line.level_before + 1));
                prop_assert!(line.rises_to.is_none() || fact.open.is_none());
            }
        }
    }
}
