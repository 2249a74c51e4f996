//! What a search reads: the vocabulary with the pieces of its words, the postings, and which parties
//! changed since they were posted.
//!
//! Postings are kept by the words themselves, so that beginnings are a range of the key; and in the order in
//! which they are read, so that a word which a third of the file bears costs what its first page costs.
//! A document is all that can be searched of a party in one row: a hundred candidates are a hundred rows, not a
//! thousand of six tables. No foreign key leads to `party`: what is posted is derived, written by sets, and made again at will.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0013_search",
    up: &[
        "create table search_term (
             term {ordered} not null,
             parties bigint not null,
             constraint search_term_pkey primary key (term)
         ) {by_key}",
        "create table search_piece (
             piece {ordered} not null,
             term {ordered} not null,
             constraint search_piece_pkey primary key (piece, term)
         ) {by_key}",
        "create table search_posting (
             term {ordered} not null,
             rank smallint not null,
             party_id {uuid} not null,
             constraint search_posting_pkey primary key (term, rank, party_id)
         ) {by_key}",
        "create index search_posting_party on search_posting (party_id, term)",
        "create table search_document (
             party_id {uuid} not null,
             kind text not null,
             customer_id {uuid},
             reference text,
             document {json} not null,
             constraint search_document_pkey primary key (party_id)
         ) {by_key}",
        "create table search_pending (
             id {uuid} not null,
             party_id {uuid} not null,
             constraint search_pending_pkey primary key (id)
         )",
        // Whatever is there already waits to be posted.
        "insert into search_pending (id, party_id) select id, id from party",
    ],
    tables: &["search_term", "search_piece", "search_posting", "search_document", "search_pending"],
    seed: None,
};
