//! Duplicates and merges from the command line.

use serde_json::Value;

use crate::support::engine::Engine;
use crate::support::program::Installation;

const FILE: &str = "reference;name;email;street;postal_code;city\n\
     A1;Menuiserie Arnaud SARL;compta@arnaud.example;4 rue Haute;13002;Marseille\n\
     B2;MENUISERIE ARNAUD;compta@arnaud.example;4 Rue Haute;13002;MARSEILLE\n\
     C3;Garage du Port;garage@port.example;9 quai du Port;13002;Marseille\n";

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| panic!("{text}"))
}

#[test]
fn a_customer_that_stands_twice_is_found_merged_and_undone() {
    for engine in Engine::all() {
        let house = Installation::new(engine);
        house.set_up_firm();
        let file = house.path("customers.csv");
        std::fs::write(&file, FILE).unwrap();
        let file = file.to_str().unwrap();
        house.must(&["import", "customers", file]);
        assert_eq!(json(&house.must(&["duplicate", "search", "--json"]))["found"], 1);
        let pairs = json(&house.must(&["duplicate", "list", "--json"]));
        assert_eq!(pairs[0]["likeness"], "probable");
        assert_eq!(pairs[0]["parties"][1]["reference"], "B2");
        assert_eq!(pairs[0]["reasons"], json(r#"["same_name", "same_email", "same_address"]"#));
        assert!(house.must(&["duplicate", "list"]).contains("MENUISERIE"));

        let merged = json(&house.must(&["merge", "A1", "B2", "--keep", "name=survivor", "--json"]));
        assert_eq!(merged["state"], "done");
        assert!(
            house.refused(&["merge", "A1", "B2"]).len() > 10,
            "the old reference is the survivor's"
        );
        assert_eq!(house.must(&["duplicate", "list", "--json"]).trim(), "[]");
        let again = json(&house.must(&["import", "customers", file, "--json"]));
        assert_eq!(again["created"], 0, "the old reference makes no new customer");

        let id = merged["id"].as_str().unwrap();
        assert_eq!(json(&house.must(&["merge", "undo", id, "--json"]))["state"], "undone");
        let pair = pairs[0]["id"].as_str().unwrap();
        house.must(&["duplicate", "dismiss", pair]);
        assert_eq!(json(&house.must(&["duplicate", "search", "--json"]))["found"], 0);
        house.must(&["worker", "--drain"]);
        house.must(&["doctor"]);
    }
}
