//! Segments in words, in both languages.

use std::sync::LazyLock;

use domain::language::Language;
use domain::segment::{Field, Group, Kind, Operator, Tree};
use serde_json::{Value, json};

use crate::Catalog;

fn is(field: &str, operator: &str, value: Value) -> Value {
    json!({ "field": field, "operator": operator, "value": value })
}

/// The catalogue, read once for all of these tests.
fn catalog() -> &'static Catalog {
    static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::embedded().unwrap());
    &CATALOG
}

fn words(language: Language, tree: &Value) -> String {
    catalog().segment(language, &Tree::read(tree).unwrap())
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

/// A value of each form that an operator takes.
fn values(kind: Kind, operator: Operator) -> Vec<Value> {
    let money = |amount: i64| json!({ "amount": amount, "currency": "EUR" });
    match (kind, operator) {
        (_, Operator::IsEmpty) => vec![Value::Null],
        (Kind::Text, Operator::OneOf) => vec![json!(["a", "b"])],
        (Kind::Text, _) => vec![json!("a")],
        (Kind::Choice(codes), Operator::OneOf) => vec![json!(codes())]
            .into_iter()
            .map(|all| json!(all.as_array().unwrap().iter().take(100).collect::<Vec<_>>()))
            .collect(),
        (Kind::Choice(codes), _) => codes().into_iter().map(|code| json!(code)).collect(),
        (Kind::Flag, _) => vec![json!(true), json!(false)],
        (Kind::Number, Operator::Between) => vec![json!([1, 2])],
        (Kind::Number, _) => vec![json!(3)],
        (Kind::Money, Operator::Between) => vec![json!([money(1), money(2)])],
        (Kind::Money, _) => vec![money(3)],
        (Kind::Day, Operator::Between) => vec![json!(["2026-01-01", "2026-01-02"])],
        (Kind::Day, Operator::InLastDays | Operator::DaysAgo) => vec![json!(1), json!(2)],
        (Kind::Day, Operator::During) => {
            domain::segment::SpanName::ALL.iter().map(|name| json!(name.code())).collect()
        }
        (Kind::Day, _) => vec![json!("today"), json!("2026-01-01")],
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
        for field in Field::all() {
            told.push(catalog.segment_field(language, field));
            let spec = field.spec();
            for operator in spec.operators() {
                told.push(catalog.segment_operator(language, operator));
                for value in values(spec.kind, operator) {
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
