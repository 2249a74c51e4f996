//! A customer file by set inserts: a customer, its party, an address and an e-mail address each, a tag for
//! every other one.

use store::db::Engine;

use crate::words::words;

/// When all of it was made.
pub(crate) const AT: &str = "'2026-01-10 12:00:00+00:00'";

/// What makes the customers 1 to `customers`: the parties have the ids of kind 1, the customers of kind 2.
pub(crate) fn customers(engine: Engine, customers: u32) -> Vec<String> {
    let (numbers, id, _) = words(engine, customers);
    let (party, customer) = (id(1, "n"), id(2, "n"));
    vec![
        format!(
            "insert into party (id, kind, name, name_folded, language, created_at, updated_at)
             select {party}, 'organisation', 'Société ' || n, 'societe ' || n,
                    case when n % 10 < 8 then 'fr' when n % 10 = 8 then 'en' end, {AT}, {AT} from {numbers}"
        ),
        format!(
            "insert into customer (id, party_id, reference, reference_key, legal_class, currency, created_at, updated_at)
             select {customer}, {party}, 'C-' || n, 'c-' || n,
                    case when n % 10 < 7 then 'professional_company' else 'consumer' end, 'EUR', {AT}, {AT}
             from {numbers}"
        ),
        format!(
            "insert into address (id, party_id, role, lines, street, postal_code, city, country, created_at)
             select {}, {party}, 'main', '[]', '1 rue X', substr(cast(101000 + n % 94000 as text), 2, 5),
                    'Ville ' || (n % 30000), 'FR', {AT} from {numbers}",
            id(3, "n")
        ),
        format!(
            "insert into contact_point (id, kind, value, value_key, created_at)
             select {}, 'email', n || '@client.example', n || '@client.example', {AT} from {numbers}",
            id(4, "n")
        ),
        format!(
            "insert into party_contact_point (party_id, contact_point_id, role)
             select {party}, {}, 'main' from {numbers} where n % 10 <> 3",
            id(4, "n")
        ),
        format!(
            "insert into customer_tag (customer_id, tag_key, tag)
             select {customer}, 'client', 'Client' from {numbers} where n % 2 = 0"
        ),
    ]
}
