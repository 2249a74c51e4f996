//! Imports in three steps and exports, by the real program on both engines.

use std::path::Path;

use domain::segment::{OwnFields, Tree};
use serde_json::Value;
use store::testing::{context, runtime};

use crate::support::engine::Engine;
use crate::support::program::Installation;

/// Real companies, published by INSEE; their licence keeps them out of this project.
const SIRENE: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/customers/sirene_sample.csv");

fn json(house: &Installation, arguments: &[&str]) -> Value {
    let text = house.must(arguments);
    serde_json::from_str(&text).unwrap_or_else(|_| panic!("{text}"))
}

fn table(house: &Installation, name: &str) -> String {
    let path = house.path(name);
    house.must(&["export", "customers", "--output", path.to_str().unwrap()]);
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn a_file_is_planned_applied_and_undone() {
    for engine in Engine::all() {
        let house = Installation::new(engine);
        let file = house.path("customers.csv");
        let known = "reference;name;email;siret\nA;Alpha;a@alpha.example;42352994000011\n";
        std::fs::write(&file, known).unwrap();
        let file = file.to_str().unwrap();
        house.must(&["import", "customers", file]);
        let before = table(&house, "before.csv");

        let text = "reference;name;email;siret\n\
                    A;Alpha;a@alpha.example;42352994000011\n\
                    A2;Alpha again;;42352994000011\n\
                    B;Beta;b@beta.example;\n\
                    C;Gamma;wrong;\n\
                    a;Alpha twice;;\n";
        std::fs::write(file, text).unwrap();
        let plan = json(&house, &["import", "customers", file, "--plan", "--json"]);
        let counts =
            ["create", "update", "duplicate", "fault"].map(|name| plan[name].as_u64().unwrap());
        assert_eq!(counts, [1, 0, 2, 2], "{plan}");
        let rows: Vec<_> = plan["rows"].as_array().unwrap().iter().collect();
        let shown: Vec<_> = rows
            .iter()
            .map(|row| {
                (
                    row["line"].as_i64().unwrap(),
                    row["verdict"].as_str().unwrap(),
                    row["reason"].as_str(),
                )
            })
            .collect();
        assert_eq!(
            shown,
            [
                (2, "duplicate", Some("unchanged")),
                (3, "duplicate", Some("same_siret")),
                (4, "create", None),
                (5, "fault", Some("not_an_email")),
                (6, "fault", Some("twice_in_file")),
            ]
        );
        assert_eq!(rows[1]["customer"], "A");
        assert_eq!(table(&house, "after.csv"), before, "nothing is applied");

        let id = plan["id"].as_str().unwrap();
        let applied = json(&house, &["import", "apply", id, "--json"]);
        assert_eq!((&applied["state"], &applied["applied"]), (&"applied".into(), &1.into()));
        assert_eq!(applied["fault_rows"].as_array().unwrap().len(), 2);
        assert_ne!(table(&house, "after.csv"), before);
        let undone = json(&house, &["import", "revert", id, "--json"]);
        assert_eq!((&undone["state"], &undone["removed"]), (&"reverted".into(), &1.into()));
        assert_eq!(table(&house, "after.csv"), before);
        house.must(&["doctor"]);
    }
}

#[test]
fn what_was_invoiced_since_is_not_undone_and_says_so() {
    for engine in Engine::all() {
        let house = Installation::new(engine);
        let file = house.path("customers.csv");
        std::fs::write(&file, "reference;name\nA;Alpha\nB;Beta\n").unwrap();
        let plan =
            json(&house, &["import", "customers", file.to_str().unwrap(), "--plan", "--json"]);
        let id = plan["id"].as_str().unwrap();
        house.must(&["import", "apply", id]);
        let invoices = house.path("invoices.csv");
        std::fs::write(
            &invoices,
            "customer;number;issued_on;due_on;amount\nA;1;2013-01-02;2013-02-25;10.50\n",
        )
        .unwrap();
        house.must(&["import", "invoices", invoices.to_str().unwrap()]);
        let said = house.refused(&["import", "revert", id]);
        assert!(said.contains("A: an invoice"), "{said}");
        assert_eq!(table(&house, "after.csv").lines().count(), 3);
    }
}

#[test]
fn five_hundred_companies_of_sirene_come_and_go() {
    if !Path::new(SIRENE).exists() {
        eprintln!("skipped: {SIRENE} is not here, no file of INSEE SIRENE was imported");
        return;
    }
    for engine in Engine::all() {
        let house = Installation::new(engine);
        let before = table(&house, "before.csv");
        let plan = json(&house, &["import", "customers", SIRENE, "--plan", "--json"]);
        assert_eq!(
            (&plan["create"], &plan["fault"]),
            (&500.into(), &0.into()),
            "{}",
            plan["reading"]
        );
        let id = plan["id"].as_str().unwrap();
        house.must(&["import", "apply", id]);
        let again = json(&house, &["import", "customers", SIRENE, "--plan", "--json"]);
        assert_eq!((&again["duplicate"], &again["create"]), (&500.into(), &0.into()));
        let undone = json(&house, &["import", "revert", id, "--json"]);
        assert_eq!(undone["removed"], 500);
        assert_eq!(table(&house, "after.csv"), before);
    }
}

#[test]
fn a_workbook_leaves_and_comes_back() {
    for engine in Engine::all() {
        let house = Installation::new(engine);
        let file = house.path("customers.csv");
        std::fs::write(&file, "reference;name;phone;credit_limit\nA;=Alpha;0491138900;12,50\n")
            .unwrap();
        house.must(&["import", "customers", file.to_str().unwrap()]);
        for name in ["customers.xlsx", "again.csv"] {
            let format = name.rsplit('.').next().unwrap();
            let path = house.path(name);
            let path = path.to_str().unwrap();
            house.must(&["export", "customers", "--format", format, "--output", path]);
            let plan = json(&house, &["import", "customers", path, "--plan", "--json"]);
            assert_eq!(
                (&plan["duplicate"], &plan["fault"], &plan["update"]),
                (&1.into(), &0.into(), &0.into()),
                "{plan}"
            );
        }
        assert!(house.must(&["export", "customers"]).contains(",'=Alpha,"));
    }
}

#[test]
fn the_customers_of_a_segment_leave_as_a_table() {
    for engine in Engine::all() {
        let house = Installation::new(engine);
        let file = house.path("customers.csv");
        let text = "reference;name;street;postal_code;city;country\n\
                    A;=Alpha;1 rue X;69003;Lyon;FR\nB;Beta;1 rue X;75001;Paris;FR\n";
        std::fs::write(&file, text).unwrap();
        house.must(&["import", "customers", file.to_str().unwrap()]);
        let tree = serde_json::json!(
            { "field": "place.city", "operator": "equals", "value": "LYON" }
        );
        let tree = Tree::read(&tree, &OwnFields::default()).unwrap();
        runtime().block_on(async {
            let db = store::Db::open(&house.database_url(), 1).await.unwrap();
            let name = "Ceux de Lyon".parse().unwrap();
            store::segment::create(&db, &context(), &name, &tree, None).await.unwrap();
        });
        let table = house.must(&["segment", "export", "ceux de lyon"]);
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines.len(), 2, "{table}");
        assert!(lines[1].starts_with("A,unknown,'=Alpha,"), "{table}");
        let path = house.path("lyon.xlsx");
        let path = path.to_str().unwrap();
        house.must(&["segment", "export", "Ceux de Lyon", "--format", "xlsx", "--output", path]);
        let plan = json(&house, &["import", "customers", path, "--plan", "--json"]);
        assert_eq!((&plan["duplicate"], &plan["fault"]), (&1.into(), &0.into()), "{plan}");
        let told = house.refused(&["segment", "export", "Nobody"]);
        assert!(told.contains("There is no segment of this name."), "{told}");
        let few = house.must(&["export", "customers", "--name", "bet"]);
        assert_eq!(few.lines().count(), 2, "{few}");
    }
}

#[test]
fn the_other_lists_leave_as_tables() {
    for engine in Engine::all() {
        let house = Installation::new(engine);
        let path = |name: &str| house.path(name).to_str().unwrap().to_owned();
        let (customers, invoices) = (path("customers.csv"), path("invoices.csv"));
        std::fs::write(&customers, "reference;name\nA;=Alpha\nB;Beta\n").unwrap();
        let text = "customer;number;issued_on;due_on;amount\n\
                    A;F1;2026-01-05;2026-02-05;12,50\nB;F2;2026-01-06;2026-02-06;7,00\n";
        std::fs::write(&invoices, text).unwrap();
        house.must(&["import", "customers", &customers]);
        house.must(&["import", "invoices", &invoices]);
        let table = house.must(&["export", "invoices", "--customer", "a", "--as-of", "2026-01-10"]);
        let lines: Vec<&str> = table.lines().collect();
        assert!(lines[0].starts_with("Customer reference,Customer name,Series,"), "{table}");
        assert_eq!(lines[1..], ["A,'=Alpha,,F1,2026-01-05,2026-02-05,12.50,12.50,EUR,,"]);
        let late = ["export", "invoices", "--state", "overdue", "--as-of", "2026-02-06"];
        assert_eq!(house.must(&late).lines().count(), 2);
        for list in ["payments", "people", "tasks"] {
            assert_eq!(house.must(&["export", list]).lines().count(), 1, "{list}");
            let path = path("list.xlsx");
            house.must(&["export", list, "--format", "xlsx", "--output", &path]);
        }
        let told = house.refused(&["export", "tasks", "--customer", "Z"]);
        assert!(told.contains("no customer of this reference"), "{told}");
    }
}

#[test]
fn a_file_of_customers_takes_back_and_never_gives_in_both_languages() {
    let mapping = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/customers_with_consents.toml");
    for engine in Engine::all() {
        let house = Installation::new(engine);
        let file = house.path("customers.csv");
        std::fs::write(
            &file,
            "reference;name;email;Lettre d'information;Désinscrit des offres\n\
             A;Alpha;a@alpha.example;STOP;non\n\
             B;Beta;b@beta.example;;oui\n\
             C;Gamma;c@gamma.example;peut-être;\n",
        )
        .unwrap();
        let file = file.to_str().unwrap();
        let asked = ["import", "customers", file, "--mapping", mapping, "--plan"];
        let plan = json(&house, &[&asked[..], &["--json"]].concat());
        let counts = ["create", "update", "duplicate", "fault"];
        assert_eq!(counts.map(|name| plan[name].as_u64().unwrap()), [2, 0, 0, 1], "{plan}");
        assert_eq!(
            (&plan["notices"]["refusal_recorded"], &plan["notices"]["tried_to_raise"]),
            (&2.into(), &1.into())
        );
        let row = &plan["rows"][0];
        assert_eq!(
            (&row["verdict"], &row["notices"][0]["code"]),
            (&"create".into(), &"tried_to_raise".into()),
            "{row}"
        );
        assert_eq!(row["notices"][1]["code"], "refusal_recorded");
        assert_eq!(plan["rows"][2]["faults"][0]["column"], "Lettre d'information");
        for (language, words) in [
            ("fr", "un oui ne se reprend pas d’un fichier"),
            ("en", "a yes is not taken from a file"),
        ] {
            let output = house.command(&asked, &[("LC_ALL", language)]).output().unwrap();
            let said = String::from_utf8(output.stdout).unwrap();
            assert!(said.contains(words), "{said}");
        }
        let plan = json(&house, &[&asked[..], &["--json"]].concat());
        let id = plan["id"].as_str().unwrap();
        let applied = json(&house, &["import", "apply", id, "--json"]);
        assert_eq!(applied["notice_rows"].as_array().unwrap().len(), 3, "{applied}");
        let of = |address: &str, purpose: &str| {
            let asked =
                ["may-contact", address, "--channel", "email", "--purpose", purpose, "--json"];
            json(&house, &asked)["allowed"].clone()
        };
        assert_eq!(
            (of("a@alpha.example", "newsletter"), of("b@beta.example", "offers")),
            (false.into(), false.into())
        );
        let undone = json(&house, &["import", "revert", id, "--json"]);
        assert_eq!(
            (&undone["state"], &undone["removed"], &undone["refusals_kept"]),
            (&"reverted".into(), &2.into(), &2.into())
        );
        house.must(&["doctor"]);

        let wrong = house.path("wrong.toml");
        std::fs::write(
            &wrong,
            "[consents.\"email\"]\npurpose = \"gazette\"\nchannel = \"email\"\n",
        )
        .unwrap();
        let said =
            house.refused(&["import", "customers", file, "--mapping", wrong.to_str().unwrap()]);
        assert!(said.contains("gazette"), "{said}");
    }
}

#[test]
fn whoever_was_suppressed_and_comes_again_by_a_file_is_caught() {
    for engine in Engine::all() {
        let house = Installation::new(engine);
        let import = |text: &str| {
            let file = house.path("customers.csv");
            std::fs::write(&file, text).unwrap();
            let mapping = house.path("mapping.toml");
            let said = "[consents.\"letter\"]\npurpose = \"newsletter\"\nchannel = \"email\"\n";
            std::fs::write(&mapping, said).unwrap();
            let (file, mapping) =
                (file.to_str().unwrap().to_owned(), mapping.to_str().unwrap().to_owned());
            json(&house, &["import", "customers", &file, "--mapping", &mapping, "--json"])
        };
        let of = |address: &str| {
            let asked =
                ["may-contact", address, "--channel", "email", "--purpose", "newsletter", "--json"];
            let answer = json(&house, &asked);
            (answer["allowed"].clone(), answer["reason"].clone())
        };
        let came =
            import("reference;name;kind;email;letter\nA;Alpha;company;anne@alpha.example;\n");
        assert_eq!(of("anne@alpha.example"), (true.into(), "professional_address".into()));
        let id = came["id"].as_str().unwrap();
        let said =
            import("reference;name;kind;email;letter\nA;Alpha;company;anne@alpha.example;STOP\n");
        house.must(&["import", "revert", said["id"].as_str().unwrap()]);
        house.must(&["import", "revert", id]);
        assert_eq!(
            of("anne@alpha.example"),
            (false.into(), "suppressed".into()),
            "nobody of the file, and caught"
        );
        let again =
            import("reference;name;kind;email;letter\nZ;Zeta;company;ANNE@alpha.example;yes\n");
        assert_eq!(of("anne@alpha.example"), (false.into(), "suppressed".into()));
        let told: Vec<_> = again["notice_rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["code"].as_str().unwrap())
            .collect();
        assert_eq!(told, ["address_suppressed", "tried_to_undo"], "{again}");
        house.must(&["doctor"]);
    }
}
