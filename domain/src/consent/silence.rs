//! What a no leaves behind at an address: for which purposes it is to be known there when the address comes
//! again, under whatever name.

use super::{ConsentRecord, Decision};
use crate::contactability::ContactChannel;
use crate::customer::ContactKind;
use crate::id::{ContactPointId, PurposeId};
use crate::purpose::Purpose;

/// The purposes for which a no silences an address of the person who said it; none within stands for all
/// marketing. `others` are the decisions about the person and the address, `purposes` all that there are.
///
/// A yes that the same person gave after it, to the same purpose and by its channel, is not taken back: a
/// paper of last year may be written down today. Nor does a no to text messages silence calls: an address is
/// silenced for a purpose as a whole, and a channel that others share is left to the record of the no.
#[must_use]
pub fn silences(
    no: &ConsentRecord,
    others: &[ConsentRecord],
    (point, kind): (ContactPointId, ContactKind),
    purposes: &[Purpose],
) -> Vec<Option<PurposeId>> {
    let served = ContactChannel::of(kind);
    if let Some(channel) = no.channel {
        let shared = |other: &&ContactChannel| **other != channel;
        let of = |purpose: &&Purpose| Some(purpose.id) == no.purpose;
        let alone = match purposes.iter().find(of) {
            Some(purpose) => {
                !purpose.channels.iter().filter(shared).any(|one| served.contains(one))
            }
            None => !served.iter().any(|one| shared(&one)),
        };
        if !served.contains(&channel) || !alone {
            return Vec::new();
        }
    }
    let since = |purpose: PurposeId| {
        others.iter().any(|yes| {
            yes.decision == Decision::Given
                && yes.effective_at > no.effective_at
                && yes.party == no.party
                && yes.point.is_none_or(|of| of == point)
                && yes.purpose == Some(purpose)
                && yes.channel.is_some_and(|channel| served.contains(&channel))
        })
    };
    if let Some(purpose) = no.purpose {
        return if since(purpose) { Vec::new() } else { vec![Some(purpose)] };
    }
    let marketing = || purposes.iter().filter(|purpose| purpose.marketing).map(|one| one.id);
    if marketing().any(since) {
        marketing().filter(|purpose| !since(*purpose)).map(Some).collect()
    } else {
        vec![None]
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::id::{ConsentId, PartyId};
    use crate::purpose::LegalGround;

    const ANNE: PartyId = PartyId(Uuid::from_u128(10));
    const PAUL: PartyId = PartyId(Uuid::from_u128(11));
    const HERE: ContactPointId = ContactPointId(Uuid::from_u128(20));
    const NEWS: PurposeId = PurposeId(Uuid::from_u128(1));
    const CALLS: PurposeId = PurposeId(Uuid::from_u128(2));
    const TEXTS: PurposeId = PurposeId(Uuid::from_u128(3));

    fn purposes() -> Vec<Purpose> {
        use ContactChannel::{Email, Phone, Post, Sms};
        let of = |id, code: &str, channels: &[ContactChannel]| Purpose {
            id,
            code: code.parse().unwrap(),
            ground: LegalGround::SoftOptIn,
            channels: channels.to_vec(),
            marketing: true,
            active: true,
        };
        vec![
            of(NEWS, "newsletter", &[Email, Post, Sms]),
            of(CALLS, "calls", &[Phone]),
            of(TEXTS, "both", &[Phone, Sms]),
        ]
    }

    fn said(decision: Decision, on: &str) -> ConsentRecord {
        let at = format!("{on}T00:00:00Z").parse().unwrap();
        ConsentRecord {
            id: ConsentId(Uuid::from_u128(1)),
            party: Some(ANNE),
            voice: None,
            point: Some(HERE),
            purpose: Some(NEWS),
            channel: Some(ContactChannel::Email),
            decision,
            effective_at: at,
            recorded_at: at,
        }
    }

    #[test]
    fn a_no_is_known_where_no_yes_of_the_same_extent_was_given_after_it() {
        use ContactChannel::{Phone, Post, Sms};
        use ContactKind::Email;
        use Decision::{Given, Informed, Refused};
        let no = said(Refused, "2026-01-15");
        let to_all = ConsentRecord { purpose: None, channel: None, ..no };
        let by = |channel| ConsentRecord { channel: Some(channel), ..no };
        let yes = said(Given, "2026-02-01");
        let phone = ContactKind::Phone;
        let all = vec![None];
        let news = vec![Some(NEWS)];
        for (no, other, kind, expected, why) in [
            (no, None, Email, news.clone(), "nothing else was said"),
            (no, None, phone, vec![], "a mailbox is no phone"),
            (no, Some(yes), Email, vec![], "a yes since"),
            (no, Some(said(Given, "2026-01-15")), Email, news.clone(), "at once, the stricter"),
            (no, Some(said(Informed, "2026-02-01")), Email, news.clone(), "no consent"),
            (
                no,
                Some(ConsentRecord { party: Some(PAUL), ..yes }),
                Email,
                news.clone(),
                "another's",
            ),
            (no, Some(ConsentRecord { point: None, ..yes }), Email, vec![], "at all addresses"),
            (no, Some(ConsentRecord { purpose: Some(CALLS), ..yes }), Email, news, "to another"),
            (
                ConsentRecord { channel: None, ..no },
                Some(ConsentRecord { channel: Some(Post), ..yes }),
                Email,
                vec![Some(NEWS)],
                "a yes to letters",
            ),
            (to_all, None, Email, all.clone(), "to all"),
            (to_all, Some(yes), Email, vec![Some(CALLS), Some(TEXTS)], "but for what was given"),
            (by(Sms), None, phone, vec![Some(NEWS)], "no call is made for it"),
            (by(Post), None, phone, vec![], "a letter has no phone"),
            (ConsentRecord { purpose: Some(TEXTS), ..by(Sms) }, None, phone, vec![], "calls too"),
            (
                ConsentRecord { purpose: Some(CALLS), ..by(Phone) },
                None,
                phone,
                vec![Some(CALLS)],
                "",
            ),
            (ConsentRecord { purpose: None, ..by(Sms) }, None, phone, vec![], "texts are not all"),
            (ConsentRecord { purpose: None, ..no }, None, Email, all, "mails are all of a mailbox"),
        ] {
            let others: Vec<_> = [Some(no), other].into_iter().flatten().collect();
            assert_eq!(silences(&no, &others, (HERE, kind), &purposes()), expected, "{why}");
        }
    }
}
