//! `POST /segments/preview`

use serde::Serialize;
use utoipa::ToSchema;

use super::MemberView;
use super::tree::TreeBody;
use crate::access::{May, ReadSegments};
use crate::answer::Found;
use crate::input::{Body, Reader};
use crate::problem::Problem;

input! {
    /// A tree to be looked at.
    #[schema(as = SegmentQuestion)]
    struct PreviewBody {
        /// Its conditions.
        tree: TreeBody,
    }
}

/// Who a tree finds.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SegmentPreview)]
pub(crate) struct PreviewView {
    /// How many customers.
    count: u64,
    /// The first twenty, by reference.
    sample: Vec<MemberView>,
    /// The tree in words.
    sentence: String,
}

/// Count who a tree of conditions finds, and show the first ones. Nothing is stored.
#[utoipa::path(post, path = "/segments/preview")]
pub(crate) async fn handler(
    may: May<ReadSegments>,
    body: Body<PreviewBody>,
    reader: Reader,
) -> Result<Found<PreviewView>, Problem> {
    let (conn, context) = (may.db().read(), may.context());
    let tree = body.value.tree.known(may.db()).await?;
    let count = store::segment::count(may.db(), &context, &tree).await?;
    let sample = store::segment::sample(conn, &context, &tree).await?;
    let sentence = may.state().deps.catalog.segment(reader.0, &tree);
    let sample = sample.into_iter().map(MemberView::from).collect();
    Ok(Found(PreviewView { count, sample, sentence }))
}
