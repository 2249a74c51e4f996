//! One template file, made ready: parsed, checked for what a template may not do, its parts
//! resolved, the texts that need no value set in.

use handlebars::Template;
use handlebars::template::{HelperTemplate, Parameter, TemplateElement};

use crate::fault::TemplateFault;
use crate::files::File;

/// The output that a template makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// HTML: data is escaped.
    Html,
    /// Text, with columns parted by `|`.
    Text,
    /// A subject, or the text of a letter.
    Plain,
}

/// A parsed file.
#[derive(Debug, Clone)]
pub(super) struct Source {
    /// Its path without the ending: `dunning/courtesy/html`.
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) template: Template,
    /// The keys of the texts that it uses.
    pub(super) keys: Vec<String>,
    /// The names of the parts that it includes.
    pub(super) parts: Vec<String>,
}

impl Source {
    /// Parses a file; what is wrong with it goes to `faults`.
    pub(super) fn read(path: &str, file: &File, faults: &mut Vec<TemplateFault>) -> Option<Self> {
        let name = path.strip_suffix(".hbs")?;
        let ending = name.rsplit(['/', '.']).next().unwrap_or_default();
        let kind = match ending {
            "html" => Kind::Html,
            "text" => Kind::Text,
            _ => Kind::Plain,
        };
        let template = match Template::compile_with_name(&file.text, name.to_owned()) {
            Ok(template) => template,
            Err(error) => {
                let reason = error.to_string();
                faults.push(TemplateFault::Syntax { file: file.shown.clone(), reason });
                return None;
            }
        };
        let noun = name.split('/').next().unwrap_or_default();
        let mut walk = Walk {
            part: |part: &str| format!("{noun}/part/{part}.{ending}"),
            kind,
            keys: Vec::new(),
            parts: Vec::new(),
            forbidden: Vec::new(),
        };
        let mut template = template;
        walk.template(&mut template);
        faults.extend(walk.forbidden.into_iter().map(|what| {
            let file = file.shown.clone();
            TemplateFault::Forbidden { file, what }
        }));
        let (keys, parts) = (walk.keys, walk.parts);
        Some(Self { name: name.to_owned(), kind, template, keys, parts })
    }
}

struct Walk<F> {
    part: F,
    kind: Kind,
    keys: Vec<String>,
    parts: Vec<String>,
    forbidden: Vec<String>,
}

impl<F: Fn(&str) -> String> Walk<F> {
    fn template(&mut self, template: &mut Template) {
        for element in &mut template.elements {
            self.element(element);
        }
    }

    fn element(&mut self, element: &mut TemplateElement) {
        match element {
            TemplateElement::RawString(text) if self.kind == Kind::Text => {
                *text = text.replace('|', "\t");
            }
            TemplateElement::RawString(_) | TemplateElement::Comment(_) => {}
            TemplateElement::Expression(helper) | TemplateElement::HelperBlock(helper) => {
                self.helper(helper);
            }
            TemplateElement::PartialExpression(partial)
                if partial.params.is_empty() && partial.hash.is_empty() =>
            {
                let part = (self.part)(partial.name.as_name().unwrap_or_default());
                // The name holds nothing but letters, `/`, `.`, `_` and `-`: the grammar says so.
                if let Ok(call) = Template::compile(&format!("{{{{part {part:?}}}}}"))
                    && let Some(call) = call.elements.into_iter().next()
                {
                    *element = call;
                    self.parts.push(part);
                }
            }
            TemplateElement::HtmlExpression(_) => self.forbid("{{{ }}}, which escapes nothing,"),
            _ => self.forbid("a part with values, an inline part or a decorator"),
        }
    }

    fn helper(&mut self, helper: &mut HelperTemplate) {
        let name = helper.name.as_name().unwrap_or_default();
        match name {
            "t" => match helper.params.first() {
                Some(Parameter::Literal(key)) if key.is_string() => {
                    self.keys.extend(key.as_str().map(str::to_owned));
                }
                _ => self.forbid("a text whose key is not written out"),
            },
            "part" => self.forbid("the helper part (write {{> name}})"),
            "log" | "raw" => self.forbid("the helper log or raw"),
            _ => {}
        }
        for parameter in helper.params.iter().chain(helper.hash.values()) {
            if let Parameter::Subexpression(inner) = parameter
                && matches!(inner.name(), "t" | "part" | "place")
            {
                self.forbid("a text inside another expression");
            }
        }
        for inner in [&mut helper.template, &mut helper.inverse].into_iter().flatten() {
            self.template(inner);
        }
    }

    fn forbid(&mut self, what: &str) {
        self.forbidden.push(what.to_owned());
    }
}

/// Puts the texts that need no value in their place, already escaped, so that rendering costs
/// nothing for them.
pub(super) fn set_in(template: &mut Template, text: &dyn Fn(&str) -> Option<String>) {
    for element in &mut template.elements {
        match element {
            TemplateElement::Expression(helper) => {
                if helper.name.as_name() == Some("t")
                    && helper.hash.is_empty()
                    && let Some(Parameter::Literal(key)) = helper.params.first()
                    && let Some(text) = key.as_str().and_then(text)
                {
                    *element = TemplateElement::RawString(text);
                }
            }
            TemplateElement::HelperBlock(helper) => {
                for inner in [&mut helper.template, &mut helper.inverse].into_iter().flatten() {
                    set_in(inner, text);
                }
            }
            _ => {}
        }
    }
}
