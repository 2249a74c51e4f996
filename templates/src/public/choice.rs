//! A purpose on the page of preferences: a box for each channel, and the no to all of them.

use domain::contactability::ContactChannel;
use serde::Serialize;

/// A purpose to choose.
#[derive(Debug, Clone)]
pub struct PublicChoice {
    /// Its stable name.
    pub code: String,
    /// Its name in the language of the page.
    pub label: String,
    /// The id of the words; without any, there is only a no.
    pub wording: Option<String>,
    /// The words.
    pub text: String,
    /// The channels that have a box.
    pub channels: Vec<PublicChannel>,
}

/// A channel of a purpose to choose.
#[derive(Debug, Clone, Copy)]
pub struct PublicChannel {
    /// The channel.
    pub channel: ContactChannel,
    /// Whether a yes stands.
    pub yes: bool,
    /// Whether a no stands.
    pub no: bool,
}

/// A purpose as the template has it.
#[derive(Debug, Serialize)]
pub(super) struct ChoiceView<'a> {
    code: &'a str,
    label: &'a str,
    wording: Option<&'a str>,
    text: &'a str,
    channels: Vec<ChannelView>,
}

/// A channel as the template has it.
#[derive(Debug, Serialize)]
struct ChannelView {
    /// Of the purpose and the channel: `offers-email`.
    name: String,
    label: String,
    yes: bool,
    no: bool,
}

impl PublicChoice {
    /// The purpose, with the texts of the page.
    pub(super) fn view(&self, text: impl Fn(&str) -> String) -> ChoiceView<'_> {
        let channels = self.channels.iter().map(|one| ChannelView {
            name: format!("{}-{}", self.code, one.channel),
            label: text(key(one.channel)),
            yes: one.yes,
            no: one.no,
        });
        ChoiceView {
            code: &self.code,
            label: &self.label,
            wording: self.wording.as_deref(),
            text: &self.text,
            channels: channels.collect(),
        }
    }
}

const fn key(channel: ContactChannel) -> &'static str {
    match channel {
        ContactChannel::Email => "public-preferences-by-email",
        ContactChannel::Phone => "public-preferences-by-phone",
        ContactChannel::Post => "public-preferences-by-post",
        ContactChannel::Sms => "public-preferences-by-sms",
    }
}
