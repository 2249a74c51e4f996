//! What is to be done, from the command line.

use serde_json::Value;

use crate::support::data;
use crate::support::engine::Engine;
use crate::support::program::Installation;

#[test]
fn a_customer_whom_nothing_reaches_is_a_task_until_somebody_did_it() {
    for engine in Engine::all() {
        let house = Installation::new(engine);
        let path = |name: &str| house.path(name).to_str().unwrap().to_owned();
        let (customers, invoices, mapping) =
            (path("customers.csv"), path("invoices.csv"), path("invoices.toml"));
        std::fs::write(&customers, "reference;kind;name\nC0000000;company;Muette\n").unwrap();
        data::write_invoices(invoices.as_ref(), 1, 1, "2025-03-03".parse().unwrap());
        data::write_mapping(mapping.as_ref());
        house.must(&["import", "customers", &customers]);
        house.must(&["import", "invoices", &invoices, "--mapping", &mapping]);
        house.must(&["dunning", "run", "--date", "2025-03-21", "--confirm"]);

        let listed = |arguments: &[&str]| -> Vec<Value> {
            let arguments = [&["task", "list", "--json"], arguments].concat();
            serde_json::from_str(&house.must(&arguments)).unwrap()
        };
        let tasks = listed(&["--customer", "c0000000", "--unassigned"]);
        assert_eq!(tasks.len(), 1, "{tasks:?}");
        let task = &tasks[0];
        assert_eq!(
            (&task["kind"], &task["customer"]),
            (&"no_contact_point".into(), &"C0000000".into())
        );
        for (language, title) in [
            ("fr", "Trouver une adresse pour relancer ce client"),
            ("en", "Find an address to remind this customer"),
        ] {
            let told = house.command(&["task", "list"], &[("LC_ALL", language)]).output().unwrap();
            assert!(String::from_utf8(told.stdout).unwrap().contains(title), "{language}");
        }

        let id = task["id"].as_str().unwrap();
        assert!(house.must(&["task", "done", id]).starts_with("Done: "));
        assert!(house.refused(&["task", "done", id]).contains("This task was done already."));
        assert!(listed(&[]).is_empty());
        assert_eq!(listed(&["--state", "done"])[0]["id"], id);
        for (arguments, words) in [
            (["task", "list", "--customer", "nobody"], "There is no customer of this reference."),
            (["task", "list", "--assignee", "no@body.example"], "There is no user of this e-mail"),
        ] {
            assert!(house.refused(&arguments).contains(words), "{arguments:?}");
        }
    }
}
