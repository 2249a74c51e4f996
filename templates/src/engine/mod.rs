//! The templates of both languages, parsed once, and how one is rendered.
//!
//! There is one registry for each language and each way of escaping, so that a template can
//! neither mix two languages nor leave data unescaped.

pub(crate) mod escape;
mod helper;
mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::language::Language;
use handlebars::{Context, Handlebars, RenderError, RenderErrorReason};

pub(crate) use helper::MARK;
pub(crate) use source::Kind;
use source::Source;

use crate::fault::TemplateFault;
use crate::files::Files;
use crate::locale::Locales;

/// The files of a template.
const FILES: [&str; 4] = ["subject", "text", "html", "letter"];

/// Those that a template of this noun must have: a page is HTML alone, and only a reminder is a letter too.
fn files_of(template: &str) -> &'static [&'static str] {
    match template.split('/').next() {
        Some("public") => &["html"],
        Some("mail") => &["subject", "text", "html"],
        _ => &FILES,
    }
}

/// Every template, ready to render.
#[derive(Debug)]
pub(crate) struct Engine {
    /// French text, French HTML, English text, English HTML.
    registries: [Handlebars<'static>; 4],
    /// `dunning/courtesy`, ...
    names: Vec<String>,
}

impl Engine {
    /// Parses every template; what is wrong with them goes to `faults`.
    pub(crate) fn read(
        files: &Files,
        locales: &Arc<Locales>,
        faults: &mut Vec<TemplateFault>,
    ) -> Self {
        let mut sources: BTreeMap<String, Source> = files
            .templates
            .iter()
            .filter_map(|(path, file)| Source::read(path, file, faults))
            .map(|source| (source.name.clone(), source))
            .collect();
        check_cycles(&mut sources, faults);
        check_uses(files, &sources, locales, faults);
        let names = check_files(files, &sources, faults);
        let registries = [
            registry(Language::Fr, false, &sources, locales),
            registry(Language::Fr, true, &sources, locales),
            registry(Language::En, false, &sources, locales),
            registry(Language::En, true, &sources, locales),
        ];
        Self { registries, names }
    }

    /// The names of the templates of a noun, without it: `courtesy`, `firm`, ...
    pub(crate) fn names<'a>(&'a self, noun: &'a str) -> impl Iterator<Item = &'a str> {
        self.names.iter().filter_map(move |name| name.strip_prefix(noun)?.strip_prefix('/'))
    }

    /// The template `name` in a language.
    ///
    /// # Errors
    /// There is none, or it does not fit what it is given.
    pub(crate) fn render(
        &self,
        language: Language,
        name: &str,
        context: &Context,
    ) -> Result<String, TemplateFault> {
        let [french_text, french_html, english_text, english_html] = &self.registries;
        let is_html = name.ends_with("html");
        let registry = match (language, is_html) {
            (Language::Fr, false) => french_text,
            (Language::Fr, true) => french_html,
            (Language::En, false) => english_text,
            (Language::En, true) => english_html,
        };
        registry.render_with_context(name, context).map_err(|error| fault(name, language, &error))
    }
}

fn fault(name: &str, language: Language, error: &RenderError) -> TemplateFault {
    if let RenderErrorReason::TemplateNotFound(_) = error.reason() {
        return TemplateFault::UnknownTemplate { name: name.to_owned() };
    }
    let template = error.template_name.clone().unwrap_or_else(|| name.to_owned());
    let reason = match error.line_no {
        Some(line) => format!("line {line}: {}", error.reason()),
        None => error.reason().to_string(),
    };
    TemplateFault::Render { template, language: language.code(), reason }
}

fn registry(
    language: Language,
    is_html: bool,
    sources: &BTreeMap<String, Source>,
    locales: &Arc<Locales>,
) -> Handlebars<'static> {
    let escape = if is_html { escape::html } else { escape::text };
    let mut registry = Handlebars::new();
    registry.set_strict_mode(true);
    registry.set_prevent_indent(true);
    registry.register_escape_fn(escape);
    let translate = helper::Translate { locales: Arc::clone(locales), language };
    registry.register_helper("t", Box::new(translate));
    registry.register_helper("part", Box::new(helper::Part));
    registry.register_helper("place", Box::new(helper::Place));
    registry.register_helper("if", Box::new(helper::Condition { wanted: true }));
    registry.register_helper("unless", Box::new(helper::Condition { wanted: false }));
    let text = |key: &str| locales.text(language, key, None).ok().map(|text| escape(&text));
    for source in sources.values().filter(|source| (source.kind == Kind::Html) == is_html) {
        let mut template = source.template.clone();
        source::set_in(&mut template, &text);
        registry.register_template(&source.name, template);
    }
    registry
}

/// Every key and every part that a template uses must be there.
fn check_uses(
    files: &Files,
    sources: &BTreeMap<String, Source>,
    locales: &Locales,
    faults: &mut Vec<TemplateFault>,
) {
    for source in sources.values() {
        let shown = || match files.templates.get(&format!("{}.hbs", source.name)) {
            Some(file) => file.shown.clone(),
            None => source.name.clone(),
        };
        for key in source.keys.iter().filter(|key| !locales.has(key)) {
            faults.push(TemplateFault::UnknownKey { file: shown(), key: key.clone() });
        }
        for part in source.parts.iter().filter(|part| !sources.contains_key(*part)) {
            faults.push(TemplateFault::UnknownPart { file: shown(), part: part.clone() });
        }
    }
}

/// A part that includes itself, at whatever depth, would never end.
fn check_cycles(sources: &mut BTreeMap<String, Source>, faults: &mut Vec<TemplateFault>) {
    let mut endless = Vec::new();
    for name in sources.keys() {
        let mut open: Vec<&str> = vec![name];
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        while let Some(part) = open.pop() {
            for inner in sources.get(part).map(|source| source.parts.as_slice()).unwrap_or(&[]) {
                if inner == name {
                    endless.push(name.clone());
                    open.clear();
                    break;
                }
                if seen.insert(inner) {
                    open.push(inner);
                }
            }
        }
    }
    for name in endless {
        sources.remove(&name);
        let what = "a part that includes itself".to_owned();
        faults.push(TemplateFault::Forbidden { file: format!("{name}.hbs"), what });
    }
}

/// The names of the templates; each must have its files.
fn check_files(
    files: &Files,
    sources: &BTreeMap<String, Source>,
    faults: &mut Vec<TemplateFault>,
) -> Vec<String> {
    let mut found: BTreeMap<&str, &str> = BTreeMap::new();
    for name in sources.keys() {
        if let Some((template, file)) = name.rsplit_once('/')
            && FILES.contains(&file)
        {
            found.insert(template, file);
        }
    }
    for (template, file) in &found {
        let here = format!("{template}/{file}.hbs");
        let shown = files.templates.get(&here).map_or(here.as_str(), |file| &file.shown);
        let root = shown.strip_suffix(&here).unwrap_or_default();
        for file in files_of(template) {
            if !sources.contains_key(&format!("{template}/{file}")) {
                let file = format!("{root}{template}/{file}.hbs");
                faults.push(TemplateFault::MissingFile { file });
            }
        }
    }
    found.into_keys().map(str::to_owned).collect()
}
