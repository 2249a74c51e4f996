//! Rows of one file that bear a number of a row above them: the database sorts the numbers, not our
//! memory. The rule is that of [`domain::import::same_as`].

use domain::id::ImportId;
use domain::import::{Field, ImportKind, Reading};
use sea_orm::{FromQueryResult, Statement};

use super::stage::{Doubled, turn_into_duplicates};
use crate::db::Db;
use crate::error::StoreError;
use crate::sql::ROWS;

/// The number of a row, the reason that it gives, and what has it in a file.
const NUMBERS: [(&str, &str, &[Field]); 3] = [
    ("source -> 'row' ->> 'siret'", "same_siret_in_file", &[Field::Siret]),
    (
        "coalesce(source -> 'row' ->> 'siren', substr(source -> 'row' ->> 'siret', 1, 9))",
        "same_siren_in_file",
        &[Field::Siren, Field::Siret],
    ),
    ("source -> 'row' ->> 'vat_number'", "same_vat_number_in_file", &[Field::VatNumber]),
];

/// Turns rows that would double a row above them into duplicates.
pub(super) async fn find(db: &Db, id: ImportId, reading: &Reading) -> Result<(), StoreError> {
    if reading.kind != ImportKind::Customers {
        return Ok(());
    }
    for (number, reason, fields) in NUMBERS {
        if fields.iter().any(|field| reading.has(*field)) {
            of_number(db, id, number, reason).await?;
        }
    }
    Ok(())
}

async fn of_number(
    db: &Db,
    id: ImportId,
    number: &str,
    reason: &'static str,
) -> Result<(), StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        line: i32,
        other: i32,
    }
    // Two establishments of one enterprise are two customers: only where a SIRET is missing, or is
    // the same, a number says that they are one. A row whose reference is known stays what it is.
    let sql = format!(
        "SELECT line, other FROM (
             SELECT line, verdict, source -> 'row' ->> 'reference' AS reference,
                    CASE WHEN source -> 'row' ->> 'siret' IS NULL OR $3 THEN
                        min(line) OVER (PARTITION BY {number} ORDER BY line
                            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
                    ELSE
                        min(CASE WHEN source -> 'row' ->> 'siret' IS NULL THEN line END)
                            OVER (PARTITION BY {number} ORDER BY line
                            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
                    END AS other
             FROM import_row
             WHERE import_id = $1 AND verdict IN ('create', 'update', 'unchanged')
               AND {number} IS NOT NULL) AS row
         WHERE other IS NOT NULL AND line > $2 AND (verdict = 'create' OR reference IS NULL)
         ORDER BY line LIMIT 10000"
    );
    let mut after = 0;
    loop {
        let values = [id.0.into(), after.into(), (reason == "same_siret_in_file").into()];
        let backend = db.read().get_database_backend();
        let statement = Statement::from_sql_and_values(backend, &sql, values);
        let rows = Row::find_by_statement(statement).all(db.read()).await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.line;
        for rows in rows.chunks(ROWS) {
            let doubled: Vec<Doubled> = rows
                .iter()
                .map(|row| Doubled {
                    line: row.line,
                    reason,
                    customer: None,
                    other: Some(row.other),
                })
                .collect();
            let txn = db.begin().await?;
            turn_into_duplicates(&*txn, id, &doubled).await?;
            txn.commit().await?;
        }
    }
}
