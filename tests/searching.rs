//! `relais search`, as a person and a script use it.

use serde_json::Value;

use crate::support::data;
use crate::support::engine::Engine;
use crate::support::program::Installation;

fn found(house: &Installation, arguments: &[&str]) -> Vec<Value> {
    let mut command = vec!["search", "--json"];
    command.extend(arguments);
    serde_json::from_str(&house.must(&command)).unwrap()
}

#[test]
fn a_customer_of_a_file_is_found_by_a_script_and_by_a_person() {
    for engine in Engine::all() {
        let house = Installation::new(engine);
        let file = house.path("customers.csv");
        data::write_customers(&file, 40);
        house.must(&["import", "customers", file.to_str().unwrap()]);

        let finds = found(&house, &["etablissements hebrard 12"]);
        let keys =
            ["kind", "reference", "name", "match"].map(|key| finds[0][key].as_str().unwrap());
        assert_eq!(keys, ["customer", "C0000012", "Établissements Hébrard & Fils 12", "name"]);
        assert_eq!(found(&house, &["etablisements", "hebrard"])[0]["match"], "fuzzy");
        assert_eq!(found(&house, &["accounts7@customer7.example"])[0]["reference"], "C0000007");
        assert_eq!(found(&house, &["marseille"]).len(), 20);
        assert_eq!(found(&house, &["marseille", "--limit", "3"]).len(), 3);
        assert_eq!(found(&house, &["marseille", "--tag", "vip"]), [Value::Null; 0]);
        assert_eq!(found(&house, &["nobody"]), [Value::Null; 0]);
        assert!(house.must(&["search", "c0000012"]).starts_with("C0000012"));
        assert_eq!(house.must(&["search", "--reindex"]), "");
        assert_eq!(found(&house, &["harbour 39"])[0]["reference"], "C0000039");
    }
}
