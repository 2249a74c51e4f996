//! Saving preferences: what says something new is recorded, the rest is left alone.

use std::collections::BTreeMap;

use domain::consent::{CollectionMethod, Decision, NewConsent, choose};
use domain::contactability::ContactChannel;
use domain::context::Context;
use domain::id::{ConsentId, ContactPointId, PartyId, PurposeId, WordingId};
use domain::language::Language;

use super::unsubscribe::end;
use crate::consent;
use crate::db::Db;
use crate::error::StoreError;

/// What a person chose for one purpose and one channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wish {
    /// The purpose.
    pub purpose: PurposeId,
    /// The channel; a no without one is to all of them, those too by which the person is not reached yet.
    pub channel: Option<ContactChannel>,
    /// Yes or no.
    pub yes: bool,
    /// The words that were shown beside it; a yes needs them.
    pub wording: Option<WordingId>,
}

/// Saves what a person chose at a mailbox, in the words of `language`; answers how many choices said
/// something new. A purpose or a channel that is not on the page is left alone.
///
/// # Errors
/// [`StoreError::NotFound`] when the party or the mailbox is gone; [`StoreError::Refused`] when a yes
/// names no words, or another purpose's.
pub async fn save(
    db: &Db,
    context: &Context,
    party: PartyId,
    point: ContactPointId,
    language: Language,
    wishes: &[Wish],
) -> Result<usize, StoreError> {
    let txn = db.begin().await?;
    let known = super::get(&*txn, txn.fingerprints()?, party, point, context.now).await?;
    let mut saved = 0;
    for wish in wishes {
        let of = |choice: &&super::Choice| choice.purpose.purpose.id == wish.purpose;
        let Some(choice) = known.choices.iter().find(of) else { continue };
        let purpose = &choice.purpose.purpose;
        let asked = choice.channels.iter();
        let asked = asked.filter(|one| wish.channel.is_none_or(|channel| one.channel == channel));
        let asked: Vec<_> = asked.collect();
        let Some(first) = asked.first() else { continue };
        // A yes that stands anywhere is what a no takes back.
        let given = |one: &&super::ChannelChoice| {
            one.decision == Some(Decision::Given) || (!wish.yes && one.given_elsewhere)
        };
        let is_given = asked.iter().any(given);
        if !wish.yes && wish.channel.is_none() {
            // Whoever holds the link of a mailbox speaks for it, whoever else reads there.
            let anew = is_given || !choice.ended;
            end(&txn, context, point, Some(purpose.id), anew).await?;
        }
        let before = match (is_given, wish.channel) {
            (true, _) => Some(Decision::Given),
            (false, Some(_)) => first.decision,
            (false, None) if choice.ended => continue,
            (false, None) => None,
        };
        let Some(decision) = choose(before, purpose.ground, wish.yes) else { continue };
        // A no to calls, texts or letters is about all numbers and addresses of the person.
        let here = decision == Decision::Given || wish.channel == Some(ContactChannel::Email);
        let new = NewConsent {
            party: Some(known.party),
            point: first.point.filter(|_| here),
            purpose: Some(purpose.id),
            channel: wish.channel,
            decision,
            wording: wish.wording,
            language: Some(language),
            method: CollectionMethod::PreferenceCentre,
            collected_by: None,
            evidence: BTreeMap::new(),
            effective_at: context.now,
            import: None,
        };
        let _: ConsentId = consent::record_in(&txn, context, new).await?;
        saved += 1;
    }
    txn.commit().await?;
    Ok(saved)
}
