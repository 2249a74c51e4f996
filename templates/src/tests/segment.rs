//! Segments in words, in both languages.

use std::sync::LazyLock;

use domain::customer::{Choice, CustomField, CustomFieldKind, Label};
use domain::language::Language;
use domain::segment::{Field, Group, Kind, Operator, OwnFields, Tree};
use serde_json::{Value, json};

use crate::Catalog;

fn is(field: &str, operator: &str, value: Value) -> Value {
    json!({ "field": field, "operator": operator, "value": value })
}

/// What a firm defines: a field of each kind.
fn own() -> OwnFields {
    let label = |fr: &str, en: &str| Label { fr: fr.to_owned(), en: en.to_owned() };
    let field = |number: u128, kind: CustomFieldKind, fr: &str, en: &str| CustomField {
        id: uuid::Uuid::from_u128(number).into(),
        code: kind.code().to_owned(),
        kind,
        label: label(fr, en),
        choices: match kind {
            CustomFieldKind::Choice => ["wood", "steel"]
                .into_iter()
                .zip([label("Bois", "Wood"), label("Acier", "Steel")])
                .map(|(code, label)| Choice { code: code.to_owned(), label })
                .collect(),
            _ => Vec::new(),
        },
        archived: false,
    };
    OwnFields::new([
        field(1, CustomFieldKind::Text, "Devise", "Motto"),
        field(2, CustomFieldKind::Number, "Effectif", "Staff"),
        field(3, CustomFieldKind::Date, "Renouvellement", "Renewal"),
        field(4, CustomFieldKind::Choice, "Secteur", "Sector"),
        field(5, CustomFieldKind::Boolean, "Exporte", "Exports"),
    ])
}

/// The catalogue, read once for all of these tests.
fn catalog() -> &'static Catalog {
    static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::embedded().unwrap());
    &CATALOG
}

fn words(language: Language, tree: &Value) -> String {
    catalog().segment(language, &Tree::read(tree, &own()).unwrap())
}

#[test]
fn a_condition_is_a_sentence_and_so_is_its_negation() {
    let eur = |amount: i64| json!({ "amount": amount, "currency": "EUR" });
    let mut year = is("invoice.total", "less_than", eur(120_000));
    year["over"] = json!({ "last_days": 365 });
    for (condition, french, english, not_french, not_english) in [
        (
            is("customer.name", "contains", json!("Cœur")),
            "le nom contient «\u{a0}Cœur\u{a0}»",
            "the name contains “Cœur”",
            "le nom ne contient pas «\u{a0}Cœur\u{a0}»",
            "the name does not contain “Cœur”",
        ),
        (
            is("place.city", "one_of", json!(["Lyon", "Nice", "Metz"])),
            "la ville est «\u{a0}Lyon\u{a0}», «\u{a0}Nice\u{a0}» ou «\u{a0}Metz\u{a0}»",
            "the city is “Lyon”, “Nice” or “Metz”",
            "la ville n’est pas «\u{a0}Lyon\u{a0}», «\u{a0}Nice\u{a0}» ou «\u{a0}Metz\u{a0}»",
            "the city is not “Lyon”, “Nice” or “Metz”",
        ),
        (
            is("customer.legal_class", "equals", json!("public_body")),
            "la classe juridique est organisme public",
            "the legal class is public body",
            "la classe juridique n’est pas organisme public",
            "the legal class is not public body",
        ),
        (
            json!({ "field": "customer.language", "operator": "is_empty" }),
            "on ne connaît pas la langue",
            "the language is not known",
            "on connaît la langue",
            "the language is known",
        ),
        (
            is("reach.email", "equals", json!(false)),
            "aucune adresse électronique valable n’est connue",
            "no e-mail address that works is known",
            "une adresse électronique valable est connue",
            "an e-mail address that works is known",
        ),
        (
            is("invoice.overdue", "greater_than", eur(123_456)),
            "l’encours échu dépasse 1\u{202f}234,56\u{a0}€",
            "the overdue balance is above €1,234.56",
            "l’encours échu ne dépasse pas 1\u{202f}234,56\u{a0}€",
            "the overdue balance is not above €1,234.56",
        ),
        (
            year,
            "le total facturé (365 derniers jours) est en dessous de 1\u{202f}200,00\u{a0}€",
            "the invoiced total (last 365 days) is below €1,200.00",
            "le total facturé (365 derniers jours) n’est pas en dessous de 1\u{202f}200,00\u{a0}€",
            "the invoiced total (last 365 days) is not below €1,200.00",
        ),
        (
            is("payment.last", "more_than_days_ago", json!(1)),
            "la date du dernier règlement remonte à plus de 1 jour",
            "the day of the last payment is more than 1 day ago",
            "la date du dernier règlement ne remonte pas à plus de 1 jour",
            "the day of the last payment is not more than 1 day ago",
        ),
        (
            is("customer.created", "before", json!("today")),
            "la date d’entrée dans le fichier est avant aujourd’hui",
            "the day of entry in the file is before today",
            "la date d’entrée dans le fichier n’est pas avant aujourd’hui",
            "the day of entry in the file is not before today",
        ),
        (
            is("customer.created", "on", json!("2026-03-01")),
            "la date d’entrée dans le fichier est le 1er mars 2026",
            "the day of entry in the file is 1 March 2026",
            "la date d’entrée dans le fichier n’est pas le 1er mars 2026",
            "the day of entry in the file is not 1 March 2026",
        ),
        (
            is("invoice.last", "during", json!("last_quarter")),
            "la date de la dernière facture tombe le trimestre dernier",
            "the day of the last invoice falls last quarter",
            "la date de la dernière facture ne tombe pas le trimestre dernier",
            "the day of the last invoice does not fall last quarter",
        ),
        (
            is("message.state", "equals", json!("failed")),
            "un message est à l’état échoué",
            "a message is failed",
            "aucun message n’est à l’état échoué",
            "no message is failed",
        ),
        (
            is("identifier.present", "one_of", json!(["siren", "vat"])),
            "un numéro de ce type est connu\u{a0}: SIREN ou TVA",
            "a number of this kind is known: SIREN or VAT",
            "aucun numéro de ce type n’est connu\u{a0}: SIREN ou TVA",
            "no number of this kind is known: SIREN or VAT",
        ),
        (
            is("person.role", "equals", json!("accounts_payable")),
            "une personne a le rôle comptabilité fournisseurs",
            "a person has the role accounts payable",
            "aucune personne n’a le rôle comptabilité fournisseurs",
            "no person has the role accounts payable",
        ),
        (
            json!({ "field": "customer.owner", "operator": "is_empty" }),
            "personne ne suit le client",
            "nobody looks after the customer",
            "quelqu’un suit le client",
            "somebody looks after the customer",
        ),
        (
            is("own.date", "in_next_days", json!(30)),
            "le champ «\u{a0}Renouvellement\u{a0}» est dans les 30 prochains jours",
            "the field “Renewal” is in the next 30 days",
            "le champ «\u{a0}Renouvellement\u{a0}» n’est pas dans les 30 prochains jours",
            "the field “Renewal” is not in the next 30 days",
        ),
        (
            is("tag.name", "one_of", json!(["VIP", "salon"])),
            "une étiquette est «\u{a0}VIP\u{a0}» ou «\u{a0}salon\u{a0}»",
            "a tag is “VIP” or “salon”",
            "aucune étiquette n’est «\u{a0}VIP\u{a0}» ou «\u{a0}salon\u{a0}»",
            "no tag is “VIP” or “salon”",
        ),
        (
            json!({ "field": "tag.name", "operator": "is_empty" }),
            "il n’y a aucune étiquette",
            "there is no tag",
            "il y a une étiquette",
            "there is a tag",
        ),
        (
            is("own.text", "contains", json!("cœur")),
            "le champ «\u{a0}Devise\u{a0}» contient «\u{a0}cœur\u{a0}»",
            "the field “Motto” contains “cœur”",
            "le champ «\u{a0}Devise\u{a0}» ne contient pas «\u{a0}cœur\u{a0}»",
            "the field “Motto” does not contain “cœur”",
        ),
        (
            is("own.number", "greater_than", json!(12.5)),
            "le champ «\u{a0}Effectif\u{a0}» dépasse 12,5",
            "the field “Staff” is above 12.5",
            "le champ «\u{a0}Effectif\u{a0}» ne dépasse pas 12,5",
            "the field “Staff” is not above 12.5",
        ),
        (
            is("own.choice", "one_of", json!(["wood", "steel"])),
            "le champ «\u{a0}Secteur\u{a0}» est Bois ou Acier",
            "the field “Sector” is Wood or Steel",
            "le champ «\u{a0}Secteur\u{a0}» n’est pas Bois ou Acier",
            "the field “Sector” is not Wood or Steel",
        ),
        (
            is("own.boolean", "equals", json!(true)),
            "le champ «\u{a0}Exporte\u{a0}» est «\u{a0}oui\u{a0}»",
            "the field “Exports” is “yes”",
            "le champ «\u{a0}Exporte\u{a0}» n’est pas «\u{a0}oui\u{a0}»",
            "the field “Exports” is not “yes”",
        ),
        (
            json!({ "field": "own.date", "operator": "is_empty" }),
            "on ne connaît pas le champ «\u{a0}Renouvellement\u{a0}»",
            "the field “Renewal” is not known",
            "on connaît le champ «\u{a0}Renouvellement\u{a0}»",
            "the field “Renewal” is known",
        ),
    ] {
        let not = json!({ "not": condition });
        assert_eq!(words(Language::Fr, &condition), format!("Clients pour lesquels {french}."));
        assert_eq!(words(Language::En, &condition), format!("Customers for whom {english}."));
        assert_eq!(words(Language::Fr, &not), format!("Clients pour lesquels {not_french}."));
        assert_eq!(words(Language::En, &not), format!("Customers for whom {not_english}."));
    }
}

#[test]
fn groups_are_an_indented_list() {
    let email = is("reach.email", "equals", json!(true));
    let france = is("place.country", "equals", json!("FR"));
    let tree = json!({ "and": [
        email,
        { "or": [france, { "not": { "and": [france, email] } }] },
        { "not": { "or": [france] } },
    ] });
    assert_eq!(
        words(Language::Fr, &tree),
        "Clients pour lesquels toutes ces conditions sont vraies\u{a0}:
– une adresse électronique valable est connue
– au moins une de ces conditions est vraie\u{a0}:
  – le pays est FR
  – ces conditions ne sont pas toutes vraies\u{a0}:
    – le pays est FR
    – une adresse électronique valable est connue
– aucune de ces conditions n’est vraie\u{a0}:
  – le pays est FR"
    );
    assert_eq!(
        words(Language::En, &tree),
        "Customers for whom all of these hold:
– an e-mail address that works is known
– at least one of these holds:
  – the country is FR
  – not all of these hold:
    – the country is FR
    – an e-mail address that works is known
– none of these holds:
  – the country is FR"
    );
}

/// An id.
const ID: &str = "01900000-0000-7000-8000-000000000001";

/// A value of each form that an operator takes.
fn values(field: &Field, operator: Operator) -> Vec<Value> {
    let money = |amount: i64| json!({ "amount": amount, "currency": "EUR" });
    match (field.spec().kind, operator) {
        (_, Operator::IsEmpty) => vec![Value::Null],
        (Kind::Text, Operator::OneOf) => vec![json!(["a", "b"])],
        (Kind::Text, _) => vec![json!("a")],
        (Kind::Choice, Operator::OneOf) => {
            vec![json!(field.choices().into_iter().take(100).collect::<Vec<_>>())]
        }
        (Kind::Choice, _) => field.choices().into_iter().map(|code| json!(code)).collect(),
        (Kind::Flag, _) => vec![json!(true), json!(false)],
        (Kind::Number, Operator::Between) => vec![json!([1, 2])],
        (Kind::Number, _) => vec![json!(3)],
        (Kind::Decimal, Operator::Between) => vec![json!([1.5, 2])],
        (Kind::Decimal, _) => vec![json!(-3.25)],
        (Kind::Money, Operator::Between) => vec![json!([money(1), money(2)])],
        (Kind::Money, _) => vec![money(3)],
        (Kind::Day, Operator::Between) => vec![json!(["2026-01-01", "2026-01-02"])],
        (Kind::Day, Operator::InLastDays | Operator::InNextDays | Operator::DaysAgo) => {
            vec![json!(1), json!(2)]
        }
        (Kind::Day, Operator::During) => {
            domain::segment::SpanName::ALL.iter().map(|name| json!(name.code())).collect()
        }
        (Kind::Day, _) => vec![json!("today"), json!("2026-01-01")],
        (Kind::Id, Operator::OneOf) => vec![json!([ID, ID])],
        (Kind::Id, _) => vec![json!(ID)],
        (Kind::Currency, Operator::OneOf) => vec![json!(["EUR", "USD"])],
        (Kind::Currency, _) => vec![json!("EUR")],
    }
}

#[test]
fn every_field_operator_and_value_has_its_words_in_both_languages() {
    let catalog = catalog();
    for language in Language::ALL {
        let mut told = Vec::new();
        for group in Group::ALL {
            told.push(catalog.segment_group(language, *group));
        }
        let own = own();
        for field in Field::built_in().chain(own.iter().cloned().map(Field::Own)) {
            told.push(catalog.segment_field(language, &field));
            let spec = field.spec();
            for operator in spec.operators() {
                told.push(catalog.segment_operator(language, operator));
                for value in values(&field, operator) {
                    let mut condition = is(field.code(), operator.code(), value);
                    told.push(words(language, &json!({ "not": condition })));
                    told.push(words(language, &condition));
                    if spec.spans {
                        condition["over"] = json!({ "from": "2026-01-01", "to": "2026-01-02" });
                        told.push(words(language, &condition));
                        for name in domain::segment::SpanName::ALL {
                            condition["over"] = json!({ "during": name.code() });
                            told.push(words(language, &condition));
                        }
                    }
                }
            }
        }
        assert!(told.iter().all(|text| !text.contains('⟦')), "{told:#?}");
    }
}
