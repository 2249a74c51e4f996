//! Enums of the domain as the interface shows them: by their stable codes, which the schema lists.

use domain::call::CallOutcome;
use domain::consent::{CollectionMethod, Decision, RequestState};
use domain::contactability::{ContactChannel, ContactRuleKind, FigureUnit, Reason};
use domain::customer::{
    ContactKind, ContactRole, CustomFieldKind, IdentifierKind, InvalidReason, LegalClass, NoteKind,
    PersonRole,
};
use domain::dunning::{CreditKind, DropReason, LeftOutReason, Review, RunState, Tone};
use domain::duplicate::{self, Likeness, PairState, SearchState};
use domain::erasure::Kept;
use domain::event::EventKind;
use domain::import::{ImportKind, Verdict};
use domain::language::Language;
use domain::merge::{Choice, MergeKind, MergeState};
use domain::message::{Channel, FailureClass, MessageState};
use domain::payment::Origin;
use domain::purpose::LegalGround;
use domain::rate::{Confirmation, RateKind};
use domain::restriction::RestrictionGround;
use domain::search::{FoundKind, Match};
use domain::suppression::SuppressionReason;
use domain::task::{TaskKind, TaskState, TaskSubject};
use domain::user::{Act, Role};
use store::customer::CustomerOrder;
use store::export::Format;

/// Declares how enums of the domain stand in bodies, queries and answers.
macro_rules! coded {
    ($($name:ident: $type:ty as $shown:literal),+ $(,)?) => {$(
        #[doc = concat!("`", $shown, "` by its code.")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) struct $name(pub(crate) $type);

        impl $name {
            fn codes() -> Vec<&'static str> {
                <$type>::ALL.iter().map(|value| value.code()).collect()
            }
        }

        impl std::ops::Deref for $name {
            type Target = $type;

            fn deref(&self) -> &$type {
                &self.0
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.0.code())
            }
        }

        impl $crate::input::Scalar for $name {
            fn parse(text: &str) -> Result<Self, $crate::input::Wrong> {
                let read = <$type>::ALL.iter().copied().find(|value| value.code() == text);
                read.map(Self).ok_or_else(|| {
                    $crate::input::Wrong::new("unknown_code").with("codes", Self::codes().join(", "))
                })
            }
        }

        $crate::input::in_bodies!($name);

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .enum_values(Some(Self::codes()))
                    .into()
            }
        }

        impl utoipa::ToSchema for $name {
            fn name() -> std::borrow::Cow<'static, str> {
                std::borrow::Cow::Borrowed($shown)
            }
        }
    )+};
}
coded! {
    LanguageCode: Language as "Language",
    RoleCode: Role as "Role",
    ActCode: Act as "Act",
    LegalClassCode: LegalClass as "LegalClass",
    ContactRoleCode: ContactRole as "ContactRole",
    ContactKindCode: ContactKind as "ContactKind",
    IdentifierKindCode: IdentifierKind as "IdentifierKind",
    InvalidReasonCode: InvalidReason as "InvalidReason",
    PersonRoleCode: PersonRole as "PersonRole",
    NoteKindCode: NoteKind as "NoteKind",
    CustomFieldKindCode: CustomFieldKind as "CustomFieldKind",
    TaskSubjectCode: TaskSubject as "TaskSubject",
    TaskKindCode: TaskKind as "TaskKind",
    TaskStateCode: TaskState as "TaskState",
    EventKindCode: EventKind as "EventKind",
    InvoiceStateCode: InvoiceStateChoice as "InvoiceState",
    OriginCode: Origin as "AllocationOrigin",
    ChannelCode: Channel as "Channel",
    ToneCode: Tone as "Tone",
    RunStateCode: RunState as "DunningRunState",
    ReviewCode: Review as "DunningReview",
    LeftOutReasonCode: LeftOutReason as "DunningLeftOutReason",
    DropReasonCode: DropReason as "DunningDropReason",
    CreditKindCode: CreditKind as "CreditKind",
    CustomerOrderCode: CustomerOrder as "CustomerOrder",
    FoundKindCode: FoundKind as "FindKind",
    MatchCode: Match as "FindMatch",
    MessageStateCode: MessageState as "MessageState",
    FailureClassCode: FailureClass as "FailureClass",
    RateKindCode: RateKind as "RateKind",
    ConfirmationCode: Confirmation as "RateConfirmation",
    ContactChannelCode: ContactChannel as "ContactChannel",
    ContactReasonCode: Reason as "ContactReason",
    ContactRuleKindCode: ContactRuleKind as "ContactRuleKind",
    FigureUnitCode: FigureUnit as "FigureUnit",
    LegalGroundCode: LegalGround as "LegalGround",
    DecisionCode: Decision as "ConsentDecision",
    CollectionMethodCode: CollectionMethod as "CollectionMethod",
    RequestStateCode: RequestState as "ConsentRequestState",
    RestrictionGroundCode: RestrictionGround as "RestrictionGround",
    SuppressionReasonCode: SuppressionReason as "SuppressionReason",
    ErasureKeptCode: Kept as "ErasureKept",
    CallOutcomeCode: CallOutcome as "CallOutcome",
    SaidCode: SaidChoice as "SettlementOutcome",
    ImportKindCode: ImportKind as "ImportKind",
    VerdictCode: Verdict as "ImportVerdict",
    TableFormatCode: Format as "TableFormat",
    LikenessCode: Likeness as "DuplicateLikeness",
    DuplicateReasonCode: duplicate::Reason as "DuplicateReason",
    DuplicateStateCode: PairState as "DuplicateState",
    SearchStateCode: SearchState as "DuplicateSearchState",
    MergeKindCode: MergeKind as "MergeKind",
    MergeStateCode: MergeState as "MergeState",
    KeptCode: KeptChoice as "MergeKept",
    KeptListCode: KeptListChoice as "MergeKeptList",
}

impl KeptChoice {
    /// As the domain has it.
    pub(crate) const fn choice(self) -> Choice {
        match self {
            Self::Survivor => Choice::Survivor,
            Self::Other => Choice::Other,
        }
    }
}

impl KeptListChoice {
    /// As the domain has it.
    pub(crate) const fn choice(self) -> Choice {
        match self {
            Self::Survivor => Choice::Survivor,
            Self::Other => Choice::Other,
            Self::Both => Choice::Both,
        }
    }
}

/// Declares choices that callers make and the domain has no enum with codes for.
macro_rules! choices {
    ($($(#[$meta:meta])* $name:ident { $($variant:ident = $code:literal),+ $(,)? })+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum $name {
            $(#[doc = $code] $variant,)+
        }

        impl $name {
            const ALL: &[Self] = &[$(Self::$variant),+];

            const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                }
            }
        }
    )+};
}

choices! {
    /// Whether something is owed of an invoice.
    InvoiceStateChoice { Open = "open", Paid = "paid", Overdue = "overdue" }
    /// What became of an uncertain message.
    SaidChoice { Sent = "sent", Lost = "lost" }
    /// Whose value a merge keeps.
    KeptChoice { Survivor = "survivor", Other = "other" }
    /// Whose list a merge keeps.
    KeptListChoice { Survivor = "survivor", Other = "other", Both = "both" }
}
