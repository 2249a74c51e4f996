//! What finds what, and in which order.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;

fn coeur() -> Document {
    Document {
        id: Uuid::from_u128(1),
        name: "Société Cœur & Fils".to_owned(),
        references: vec!["dup-001".to_owned()],
        identifiers: vec!["42352994000011".to_owned(), "FR24423529940".to_owned()],
        emails: vec!["jean.dupont@coeur-fils.example".to_owned()],
        phones: vec!["+33612345678".to_owned(), "+262262481000".to_owned()],
        socials: Vec::new(),
        cities: vec!["L\u{2019}Haÿ-les-Roses".to_owned()],
        postal_codes: vec!["94240".to_owned()],
        tags: vec!["Grand compte".to_owned()],
        own_texts: vec!["Marché M-2024/17, forêt".to_owned()],
        own_choices: ["wood_trade", "Négoce de bois", "Timber"].map(str::to_owned).into(),
    }
}

fn why(typed: &str, document: &Document, typing: Typing) -> Option<&'static str> {
    let found = rank(&Query::parse(typed), std::slice::from_ref(document), typing);
    found.first().map(|found| found.reason.code())
}

#[test]
fn a_customer_is_found_by_what_is_known_of_it_in_any_writing() {
    for (typed, expected) in [
        ("societe coeur", Some("name")),
        ("SOCIÉTÉ CŒUR", Some("name")),
        ("coeur soc", Some("name")),
        ("soc co", Some("name")),
        ("fils", Some("name")),
        ("coeur dupont", Some("name")),
        ("coeur roses", Some("name")),
        ("societe durand", None),
        ("m-2024/17", Some("own_field")),
        ("foret", Some("own_field")),
        ("coeur marché", Some("name")),
        ("negoce bois", Some("own_field")),
        ("timber", Some("own_field")),
        ("wood_trade", Some("own_field")),
        ("grand compte", Some("tag")),
        ("compte forêt", Some("tag")),
        ("oeur", None),
        ("DUP-001", Some("reference")),
        ("dup-0", Some("reference")),
        ("dup", Some("reference")),
        ("du", Some("email")),
        ("423529940", Some("identifier")),
        ("423 529 940", Some("identifier")),
        ("423.529.940", Some("identifier")),
        ("42352994000011", Some("identifier")),
        ("423 529 940 00011", Some("identifier")),
        ("fr 24 423 529 940", Some("identifier")),
        ("FR24423529940", Some("identifier")),
        ("423529941", None),
        ("jean.dupont@coeur-fils.example", Some("email")),
        ("Jean.Dupont@Coeur-Fils.EXAMPLE", Some("email")),
        ("jean.dup@", Some("email")),
        ("jean.dupont@co", Some("email")),
        ("jean.dupont", Some("email")),
        ("@coeur-fils.example", Some("email")),
        ("0612345678", Some("phone")),
        ("06 12 34 56 78", Some("phone")),
        ("06.12.34.56.78", Some("phone")),
        ("06-12-34-56-78", Some("phone")),
        ("+33612345678", Some("phone")),
        ("+33 6 12 34 56 78", Some("phone")),
        ("+33 (0)6 12 34 56 78", Some("phone")),
        ("0033612345678", Some("phone")),
        ("0033 6 12 34 56 78", Some("phone")),
        ("33612345678", Some("phone")),
        ("06 12 34", Some("phone")),
        ("06123456", Some("phone")),
        ("06 12 34 56", Some("phone")),
        ("0262 48 10 00", Some("phone")),
        ("+262 262 48 10 00", Some("phone")),
        ("coeur 06 12 34 56 78", Some("phone")),
        ("coeur 06 12 34 56 79", None),
        ("l'hay les roses", Some("city")),
        ("hay", Some("city")),
        ("94240", Some("postal_code")),
        ("942", Some("postal_code")),
        ("grand compte", Some("tag")),
        ("", None),
        (" & ", None),
    ] {
        assert_eq!(why(typed, &coeur(), Typing::Exact), expected, "{typed}");
    }
}

#[test]
fn a_small_typing_fault_is_forgiven_and_a_large_one_is_not() {
    let firm = Document {
        name: "Établissements Lefèvre Gaz SARL 1234".to_owned(),
        cities: vec!["Marseille".to_owned()],
        ..Document::default()
    };
    for (typed, expected) in [
        ("lefevre", Some("name")),
        ("lefebre", Some("fuzzy")),
        ("lefevr", Some("name")),
        ("lefvre", Some("fuzzy")),
        ("lefeevre", Some("fuzzy")),
        ("elfevre", Some("fuzzy")),
        ("lefevre marselle", Some("fuzzy")),
        ("labebre", None),
        ("etablisement", Some("fuzzy")),
        ("etablisemants", Some("fuzzy")),
        ("etabisemants", None),
        ("gza", None),
        ("1235", None),
        ("lefebre durand", None),
    ] {
        assert_eq!(why(typed, &firm, Typing::Forgiving), expected, "{typed}");
    }
    assert_eq!(why("lefebre", &firm, Typing::Exact), None);
}

#[test]
fn the_best_come_first() {
    let named = |id, name: &str, city: &str| Document {
        id: Uuid::from_u128(id),
        name: name.to_owned(),
        cities: vec![city.to_owned()],
        ..Document::default()
    };
    let mut all = vec![
        named(1, "Boulangerie Martin et Filles", "Aix"),
        named(2, "Garage Renard", "Saint-Martin"),
        named(3, "Martinez", "Aix"),
        named(4, "Martin SARL", "Arles"),
        named(5, "SARL Martin", "Arles"),
        named(6, "Martin", "Arles"),
        named(7, "Durand", "Aix"),
    ];
    let marked = Document { references: vec!["martin".to_owned()], ..named(8, "Zoé", "Aix") };
    all.push(marked);
    let order = |typed: &str, typing| -> Vec<u128> {
        rank(&Query::parse(typed), &all, typing).iter().map(|found| found.id.as_u128()).collect()
    };
    assert_eq!(order("martin", Typing::Exact), [8, 6, 4, 5, 1, 3, 2]);
    assert_eq!(order("martin arles", Typing::Exact), [6, 4, 5]);
    assert_eq!(order("martni", Typing::Forgiving), [6, 4, 5, 1, 2]);
    assert_eq!(order("", Typing::Forgiving), [0; 0]);
}

#[test]
fn words_are_those_of_a_reader() {
    for (text, expected) in [
        ("Société Cœur", "societe coeur"),
        ("S.A.R.L. Dupont", "sarl dupont"),
        ("E.D.F", "edf"),
        ("L’Oréal (Paris)", "l oreal paris"),
        ("Saint-Étienne/Nord", "saint etienne nord"),
        ("M&B 3000", "m b 3000"),
        ("Ł.ódź", "l odz"),
        ("--", ""),
    ] {
        assert_eq!(words(text).join(" "), expected, "{text}");
    }
}

#[test]
fn a_party_is_posted_once_under_each_word_with_the_rank_of_the_best_place() {
    let terms = coeur().terms();
    let rank = |text: &str| terms.iter().find(|term| term.text == text).map(|term| term.rank);
    assert_eq!(rank("coeur"), Some(2), "of three words of a name");
    assert_eq!(rank("grand"), Some(10));
    assert_eq!(rank("roses"), Some(20));
    assert_eq!(rank("94240"), Some(30));
    assert_eq!(rank("dupont"), Some(40));
    assert_eq!(rank("423529940"), Some(50), "the enterprise of an establishment");
    assert_eq!((rank("l"), rank("example")), (None, None));
    assert_eq!(terms.iter().filter(|term| term.text == "fils").count(), 1);
}

proptest! {
    #[test]
    fn every_word_within_its_faults_shares_a_piece_or_is_swapped(
        kept in "[a-f]{4,16}",
        faults in proptest::collection::vec((0..3_u8, any::<prop::sample::Index>(), proptest::char::range('a', 'f')), 1..=2),
    ) {
        let mut typed: Vec<char> = kept.chars().collect();
        for (kind, at, letter) in faults.iter().take(edits_allowed(kept.len())) {
            let at = at.index(typed.len());
            match kind {
                0 => { typed.remove(at); }
                1 => typed.insert(at, *letter),
                _ => typed[at] = *letter,
            }
        }
        let typed: String = typed.into_iter().collect();
        prop_assert!(within(&kept, &typed, edits_allowed(kept.len())).is_some());
        let near = pieces_near(&typed);
        prop_assert!(pieces(&kept).iter().any(|piece| near.contains(piece)), "{} {}", kept, typed);
        prop_assert!(near.len() <= 60);
    }

    #[test]
    fn two_neighbours_that_are_swapped_are_one_fault(word in "[a-z]{4,12}", at in any::<prop::sample::Index>()) {
        let mut typed: Vec<char> = word.chars().collect();
        let at = at.index(typed.len() - 1);
        typed.swap(at, at + 1);
        let typed: String = typed.into_iter().collect();
        prop_assert!(within(&word, &typed, 1).is_some());
        prop_assert!(typed == word || with_letters_swapped(&typed).contains(&word));
    }

    #[test]
    fn the_number_of_faults_is_the_same_both_ways(one in "[a-d]{0,8}", other in "[a-d]{0,8}") {
        prop_assert_eq!(within(&one, &other, 9), within(&other, &one, 9));
        prop_assert_eq!(within(&one, &one, 0), Some(0));
    }

    #[test]
    fn anything_can_be_typed_and_a_name_finds_its_party(name in "\\PC{0,40}", typed in "\\PC{0,40}") {
        let document = Document { name: name.clone(), ..Document::default() };
        let documents = std::slice::from_ref(&document);
        let _ = rank(&Query::parse(&typed), documents, Typing::Forgiving);
        let query = Query::parse(&name);
        let _ = query.keys();
        let is_plain = name.chars().all(|c| c.is_alphabetic() || c == ' ');
        if is_plain && !query.is_empty() {
            prop_assert_eq!(rank(&query, documents, Typing::Exact).len(), 1);
        }
    }

    #[test]
    fn the_order_does_not_depend_on_the_order_of_the_candidates(
        names in proptest::collection::vec("(martin|sarl|aix|mar|du)( (martin|sarl|aix))?", 0..8),
        turn in any::<prop::sample::Index>(),
    ) {
        let mut documents: Vec<Document> = names
            .iter()
            .zip(1..)
            .map(|(name, id)| Document { id: Uuid::from_u128(id), name: name.clone(), ..Document::default() })
            .collect();
        let query = Query::parse("mar");
        let first = rank(&query, &documents, Typing::Exact);
        if !documents.is_empty() {
            let turn = turn.index(documents.len());
            documents.rotate_left(turn);
            documents.extend_from_within(..1);
        }
        prop_assert_eq!(rank(&query, &documents, Typing::Exact), first);
    }
}
