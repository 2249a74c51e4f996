//! What is stored of the customers that a page of rows names, by reference or by number, found by
//! sets.

use std::collections::{BTreeSet, HashMap};

use domain::customer::identifier::IdentifierKind;
use domain::customer::{CustomField, CustomerFile};
use domain::id::{CustomerId, UserId};
use domain::import::{Bearer, CustomerRow, Field, Reading, RowFault, SameAs, same_as};
use sea_orm::{ConnectionTrait, FromQueryResult, raw_sql};
use uuid::Uuid;

use crate::customer::{CustomerRecord, custom_fields_by_code, find, find_by_reference};
use crate::error::StoreError;
use crate::merge;
use crate::sql::{ROWS, on};
use crate::user;

type Bearers = HashMap<(IdentifierKind, String), Vec<Bearer>>;

/// What is stored of the customers that rows name.
pub(super) struct Known {
    by_reference: HashMap<String, CustomerRecord>,
    /// Those that a number alone names.
    by_id: HashMap<CustomerId, CustomerRecord>,
    /// The survivors of those that were merged, by the merged one's reference.
    merged: HashMap<String, CustomerId>,
    bearers: Bearers,
    /// The users whom rows name, by their address in lower case.
    owners: HashMap<String, UserId>,
    /// The firm's own fields, when a row has a value of one.
    fields: HashMap<String, CustomField>,
}

/// Whom a row means.
pub(super) enum Meant<'a> {
    /// Nobody that is known.
    Nobody,
    /// This customer.
    Known(&'a CustomerRecord),
    /// One that was merged into this customer.
    Merged(CustomerId),
    /// Nobody, and it would double a customer that bears one of its numbers.
    Doubled(SameAs),
}

impl Known {
    pub(super) async fn load<C: ConnectionTrait>(
        conn: &C,
        rows: &[(i32, CustomerRow)],
    ) -> Result<Self, StoreError> {
        let references = rows.iter().filter_map(|(_, row)| row.reference.as_ref());
        let keys: Vec<String> = references.map(|reference| reference.key()).collect();
        let found = find_by_reference(conn, &keys).await?;
        let by_reference: HashMap<String, CustomerRecord> =
            found.into_iter().map(|record| (record.reference.key(), record)).collect();
        let merged = merge::survivors_of_references(conn, &keys).await?;
        let (by_id, bearers) = (HashMap::new(), Bearers::new());
        let emails = rows.iter().filter_map(|(_, row)| row.owner.as_deref().map(str::to_lowercase));
        let emails: Vec<String> = emails.collect::<BTreeSet<_>>().into_iter().collect();
        let owners = user::by_email(conn, &emails).await?;
        let fields = if rows.iter().any(|(_, row)| !row.own.is_empty()) {
            custom_fields_by_code(conn).await?
        } else {
            HashMap::new()
        };
        let mut known = Self { by_reference, by_id, merged, bearers, owners, fields };
        // A row whose customer is known by its reference is not looked for by its numbers.
        let others: Vec<&CustomerRow> =
            rows.iter().map(|(_, row)| row).filter(|row| known.referred(row).is_none()).collect();
        known.bearers = bearing(conn, &others).await?;
        let named: BTreeSet<CustomerId> = others
            .iter()
            .filter(|row| row.reference.is_none())
            .filter_map(|row| known.same(row).filter(|same| same.certain))
            .map(|same| same.customer)
            .collect();
        let named: Vec<CustomerId> = named.into_iter().collect();
        let records = find(conn, &named).await?;
        known.by_id = records.into_iter().map(|record| (record.id, record)).collect();
        Ok(known)
    }

    /// The customers that rows may change.
    pub(super) fn ids(&self) -> impl Iterator<Item = CustomerId> {
        self.by_reference.values().chain(self.by_id.values()).map(|record| record.id)
    }

    /// The user whom a row names; or what it names that is not there, or takes no such value any more.
    pub(super) fn named(
        &self,
        row: &CustomerRow,
        reading: &Reading,
        before: Option<&CustomerFile>,
    ) -> Result<Option<UserId>, Vec<RowFault>> {
        let mut faults = Vec::new();
        let found = |email: &String| self.owners.get(&email.to_lowercase()).copied();
        let owner = row.owner.as_ref().and_then(found);
        if let (Some(email), None) = (&row.owner, owner) {
            faults.push(RowFault::of(Field::Owner, "unknown_user", email));
        }
        let has = |code: &str| before.and_then(|file| file.custom.get(code));
        let new = row.own.iter().filter(|(code, value)| has(code.as_str()) != Some(*value));
        for (code, value) in new {
            if self.fields.get(code).is_none_or(|field| field.takes(value).is_err()) {
                let column = reading.own.iter().find(|of| of.field.code == *code);
                let heading = column.map_or(code.as_str(), |of| of.column.heading.as_str());
                faults.push(RowFault::under(heading, "own_field", ""));
            }
        }
        if faults.is_empty() { Ok(owner) } else { Err(faults) }
    }

    fn referred(&self, row: &CustomerRow) -> Option<&CustomerRecord> {
        self.by_reference.get(&row.reference.as_ref()?.key())
    }

    fn same(&self, row: &CustomerRow) -> Option<SameAs> {
        same_as(row, |kind, value| {
            let found = self.bearers.get(&(kind, value.to_owned()));
            found.map_or(&[][..], Vec::as_slice)
        })
    }

    pub(super) fn meant(&self, row: &CustomerRow) -> Meant<'_> {
        let reference = row.reference.as_ref().map(|reference| reference.key());
        if let Some(survivor) = reference.and_then(|key| self.merged.get(&key)) {
            return Meant::Merged(*survivor);
        }
        if let Some(record) = self.referred(row) {
            return Meant::Known(record);
        }
        let Some(same) = self.same(row) else { return Meant::Nobody };
        let named = self.by_id.get(&same.customer).filter(|_| same.certain);
        match named {
            Some(record) if row.reference.is_none() => Meant::Known(record),
            _ => Meant::Doubled(same),
        }
    }
}

/// Who bears the numbers of rows; customers that were deleted do not.
async fn bearing<C: ConnectionTrait>(
    conn: &C,
    rows: &[&CustomerRow],
) -> Result<Bearers, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        value: String,
        id: Uuid,
        has_siret: bool,
    }
    let numbers = |of: fn(&CustomerRow) -> Option<&str>| -> Vec<String> {
        let numbers: BTreeSet<&str> = rows.iter().filter_map(|row| of(row)).collect();
        numbers.into_iter().map(str::to_owned).collect()
    };
    let wanted = [
        (IdentifierKind::Siret, numbers(|row| row.siret.as_ref().map(|siret| siret.as_str()))),
        (IdentifierKind::Siren, numbers(CustomerRow::siren_digits)),
        (IdentifierKind::Vat, numbers(|row| row.vat_number.as_ref().map(|vat| vat.as_str()))),
    ];
    let mut found = Bearers::new();
    for (kind, numbers) in &wanted {
        let code = kind.code();
        for numbers in numbers.chunks(ROWS) {
            let statement = raw_sql!(
                Postgres,
                r#"SELECT i.value, c.id,
                          EXISTS (SELECT 1 FROM identifier s
                                  WHERE s.party_id = i.party_id AND s.kind = 'siret') AS has_siret
                   FROM identifier i
                   JOIN customer c ON c.party_id = i.party_id AND c.deleted_at IS NULL
                   WHERE i.kind = {code} AND i.value IN ({..numbers})
                   ORDER BY c.id"#
            );
            for row in Row::find_by_statement(on(conn, statement)).all(conn).await? {
                let bearer = Bearer { customer: row.id.into(), has_siret: row.has_siret };
                found.entry((*kind, row.value)).or_default().push(bearer);
            }
        }
    }
    Ok(found)
}
