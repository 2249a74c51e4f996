//! Faults of what a caller sent: where, which rule, never the value.

use crate::problem::{Kind, Problem};

/// The rule that a value breaks; `fault-<code>` is its text in the locales.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wrong {
    pub(crate) code: &'static str,
    /// What the text names: limits and codes of ours, nothing that was sent.
    pub(crate) params: Vec<(&'static str, String)>,
}

impl Wrong {
    pub(crate) const fn new(code: &'static str) -> Self {
        Self { code, params: Vec::new() }
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.params.push((name, value.to_string()));
        self
    }
}

/// Where the value stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// In the body: a JSON pointer.
    Pointer(String),
    /// In the query: the name of the parameter.
    Parameter(String),
}

/// One fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) place: Place,
    pub(crate) wrong: Wrong,
}

/// Faults are told up to this many: a body of a million wrong fields gets no answer of a million.
const MOST: usize = 100;

/// The faults found so far.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<Fault>);

impl Faults {
    /// Adds a fault at a JSON pointer.
    pub(crate) fn at(&mut self, pointer: &str, wrong: Wrong) {
        self.add(Place::Pointer(pointer.to_owned()), wrong);
    }

    /// Adds a fault of a parameter of the query.
    pub(crate) fn of_parameter(&mut self, name: &str, wrong: Wrong) {
        self.add(Place::Parameter(name.to_owned()), wrong);
    }

    fn add(&mut self, place: Place, wrong: Wrong) {
        if self.0.len() < MOST {
            self.0.push(Fault { place, wrong });
        }
    }

    /// Nothing, unless there are faults.
    pub(crate) fn none(&mut self) -> Result<(), Problem> {
        if self.is_empty() {
            return Ok(());
        }
        Err(Problem::faults(Kind::Invalid, std::mem::take(self)))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn into_vec(self) -> Vec<Fault> {
        self.0
    }
}
