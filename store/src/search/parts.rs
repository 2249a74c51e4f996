//! What the file has beside a party that can be searched: where it is, by what it is reached and known, and what the
//! desk added.

use std::collections::HashMap;

use domain::customer::Label;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::document::{Shown, wanted};
use crate::customer;
use crate::error::StoreError;

#[derive(FromQueryResult)]
struct PartRow {
    party_id: Uuid,
    kind: String,
    value: String,
}

/// Adds it to those of `parties` that are shown: a statement for the set, and one for the choices of the firm's
/// fields when somebody has any.
pub(super) async fn load<C: ConnectionTrait>(
    conn: &C,
    parties: &[Uuid],
    shown: &mut HashMap<Uuid, Shown>,
) -> Result<(), StoreError> {
    let mut sql = wanted(parties);
    sql.push(
        "select w.id as party_id, 'city' as kind, a.city as value
             from wanted w cross join address a where a.party_id = w.id
         union all select w.id, 'postal_code', a.postal_code
             from wanted w cross join address a where a.party_id = w.id
         union all select w.id, i.kind, i.value
             from wanted w cross join identifier i where i.party_id = w.id
         union all select w.id, p.kind, p.value_key
             from wanted w cross join party_contact_point r cross join contact_point p
             where r.party_id = w.id and p.id = r.contact_point_id
         union all select w.id, 'tag', t.tag
             from wanted w cross join customer c cross join customer_tag t
             where c.party_id = w.id and c.deleted_at is null and t.customer_id = c.id
         union all select w.id, 'reference', o.reference_key
             from wanted w cross join merged_customer m cross join customer c cross join customer o
             where m.into_party_id = w.id and c.id = m.into_customer_id and c.deleted_at is null
               and o.id = m.customer_id
         union all select w.id, 'own_text', v.text_value
             from wanted w cross join customer c cross join custom_value v cross join custom_field f
             where c.party_id = w.id and c.deleted_at is null and v.customer_id = c.id
               and f.id = v.field_id and f.kind = 'text' and v.text_value is not null
         union all select w.id, 'own_choice', f.code || '/' || v.text_value
             from wanted w cross join customer c cross join custom_value v cross join custom_field f
             where c.party_id = w.id and c.deleted_at is null and v.customer_id = c.id
               and f.id = v.field_id and f.kind = 'choice' and v.text_value is not null",
    );
    let mut choices: Vec<(Uuid, String)> = Vec::new();
    for row in PartRow::find_by_statement(sql.on(conn)).all(conn).await? {
        let Some(Shown { document, .. }) = shown.get_mut(&row.party_id) else { continue };
        match row.kind.as_str() {
            "city" => document.cities.push(row.value),
            "postal_code" => document.postal_codes.push(row.value),
            "email" => document.emails.push(row.value),
            "phone" => document.phones.push(row.value),
            "social" => document.socials.push(row.value),
            "tag" => document.tags.push(row.value),
            "reference" => document.references.push(row.value),
            "own_text" => document.own_texts.push(row.value),
            "own_choice" => choices.push((row.party_id, row.value)),
            _ => document.identifiers.push(row.value),
        }
    }
    add_choices(conn, &choices, shown).await
}

/// Adds choices, each written as the codes of its field and of itself, by what people read in both languages.
async fn add_choices<C: ConnectionTrait>(
    conn: &C,
    choices: &[(Uuid, String)],
    shown: &mut HashMap<Uuid, Shown>,
) -> Result<(), StoreError> {
    if choices.is_empty() {
        return Ok(());
    }
    let fields = customer::custom_fields_by_code(conn).await?;
    for (party, chosen) in choices {
        let Some((field, code)) = chosen.split_once('/') else { continue };
        let Some(field) = fields.get(field) else { continue };
        let Some(choice) = field.choices.iter().find(|choice| choice.code == code) else {
            continue;
        };
        let Some(Shown { document, .. }) = shown.get_mut(party) else { continue };
        let Label { fr, en } = choice.label.clone();
        document.own_choices.extend([choice.code.clone(), fr, en]);
    }
    Ok(())
}
