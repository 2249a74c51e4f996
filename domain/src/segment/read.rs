//! A tree from JSON, with every fault at once and where each stands.

mod value;

use serde_json::{Map, Value};

use super::condition::{Condition, Operator};
use super::fault::{TreeFault, TreeFaultKind};
use super::field::{Field, OWN, OwnFields};
use super::tree::{MOST_CONDITIONS, MOST_DEPTH, Node, Tree};

/// Faults are told up to this many.
const MOST_FAULTS: usize = 100;

/// The names that a condition may have.
const NAMES: [&str; 4] = ["field", "operator", "value", "over"];

impl Tree {
    /// Reads a tree, which may ask of the fields that the firm defined.
    ///
    /// # Errors
    /// Every fault with its JSON pointer.
    pub fn read(json: &Value, own: &OwnFields) -> Result<Self, Vec<TreeFault>> {
        let mut reader = Reader { own, faults: Vec::new(), conditions: 0 };
        match reader.node(json, "", 1) {
            Some(node) if reader.faults.is_empty() => Ok(Self(node)),
            _ => Err(reader.faults),
        }
    }
}

struct Reader<'a> {
    own: &'a OwnFields,
    faults: Vec<TreeFault>,
    conditions: usize,
}

impl Reader<'_> {
    fn fault(&mut self, at: &str, kind: TreeFaultKind) {
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(TreeFault { at: at.to_owned(), kind });
        }
    }

    fn node(&mut self, json: &Value, at: &str, depth: usize) -> Option<Node> {
        if depth > MOST_DEPTH {
            self.fault(at, TreeFaultKind::TooDeep);
            return None;
        }
        let Value::Object(names) = json else {
            self.fault(at, TreeFaultKind::NotANode);
            return None;
        };
        for (group, make) in [("and", Node::And as fn(_) -> _), ("or", Node::Or as fn(_) -> _)] {
            if let Some(inner) = names.get(group) {
                self.only(names, &[group], at);
                return self.group(inner, &format!("{at}/{group}"), depth).map(make);
            }
        }
        if let Some(inner) = names.get("not") {
            self.only(names, &["not"], at);
            return self
                .node(inner, &format!("{at}/not"), depth + 1)
                .map(|node| Node::Not(Box::new(node)));
        }
        if names.contains_key("field") {
            return self.condition(names, at).map(Node::Is);
        }
        self.fault(at, TreeFaultKind::NotANode);
        None
    }

    fn group(&mut self, json: &Value, at: &str, depth: usize) -> Option<Vec<Node>> {
        let Value::Array(items) = json else {
            self.fault(at, TreeFaultKind::NotANode);
            return None;
        };
        if items.is_empty() {
            self.fault(at, TreeFaultKind::Empty);
        }
        if items.len() > MOST_CONDITIONS {
            self.fault(at, TreeFaultKind::TooMany);
            return None;
        }
        // Each one is read even when one before it has a fault.
        let read: Vec<_> = (0..)
            .zip(items)
            .map(|(index, item): (usize, _)| self.node(item, &format!("{at}/{index}"), depth + 1))
            .collect();
        read.into_iter().collect()
    }

    fn condition(&mut self, names: &Map<String, Value>, at: &str) -> Option<Condition> {
        self.conditions += 1;
        if self.conditions == MOST_CONDITIONS + 1 {
            self.fault(at, TreeFaultKind::TooMany);
        }
        self.only(names, &NAMES, at);
        let code = names.get("field").and_then(Value::as_str).unwrap_or_default();
        let Some(field) = Field::of(code, self.own) else {
            let own = code.starts_with(OWN);
            let kind =
                if own { TreeFaultKind::UnknownOwnField } else { TreeFaultKind::UnknownField };
            self.fault(&format!("{at}/field"), kind);
            return None;
        };
        let operator = self.operator(names.get("operator"), &field, &format!("{at}/operator"));
        let over = names.get("over").filter(|over| !over.is_null());
        let over = over.map(|json| self.over(json, &field, &format!("{at}/over")));
        let test = self.test(names.get("value"), &field, operator?, &format!("{at}/value"))?;
        Some(Condition { field, test, over: over.map_or(Some(None), |over| over.map(Some))? })
    }

    fn operator(&mut self, json: Option<&Value>, field: &Field, at: &str) -> Option<Operator> {
        let Some(json) = json else {
            self.fault(at, TreeFaultKind::ValueMissing);
            return None;
        };
        let code = json.as_str().unwrap_or_default();
        let known = field.spec().operators().find(|operator| operator.code() == code);
        if known.is_none() {
            self.fault(at, TreeFaultKind::Operator(field.clone()));
        }
        known
    }

    /// Names each member of an object that is not one of `known`.
    fn only(&mut self, names: &Map<String, Value>, known: &[&str], at: &str) {
        for name in names.keys().filter(|name| !known.contains(&name.as_str())) {
            let step: String = name.chars().filter(|c| !c.is_control()).take(60).collect();
            let step = step.replace('~', "~0").replace('/', "~1");
            self.fault(&format!("{at}/{step}"), TreeFaultKind::UnknownName);
        }
    }
}
