//! The acts as types, for signatures: `May<ReadCustomers>`.

use domain::user::Act;

/// An act as a type.
pub(crate) trait ActType: 'static {
    const ACT: Act;
}

macro_rules! act_types {
    ($($name:ident),+ $(,)?) => {$(
        #[doc = concat!("[`Act::", stringify!($name), "`] as a type.")]
        #[derive(Debug)]
        pub(crate) enum $name {}

        impl ActType for $name {
            const ACT: Act = Act::$name;
        }
    )+};
}

act_types!(
    ReadCustomers,
    WriteCustomers,
    ReadTasks,
    WriteTasks,
    ReadSegments,
    WriteSegments,
    MergeCustomers,
    ReadInvoices,
    WriteInvoices,
    ReadPayments,
    WritePayments,
    ReadDunning,
    WriteProcedures,
    RunDunning,
    ReviewNotices,
    PlaceHolds,
    ReadMessages,
    SettleMessages,
    ReadCompany,
    WriteCompany,
    ReadUsers,
    WriteUsers,
    OwnTokens,
    ReadConsents,
    RecordConsents,
    ErasePeople,
    FillContactSheets,
    WritePurposes,
    ReadMetrics,
);
