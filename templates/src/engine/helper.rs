//! The helpers of a template: a text of the locales, a part, a place, and conditions that refuse
//! a name that is nowhere.

use std::sync::Arc;

use domain::language::Language;
use fluent_bundle::{FluentArgs, FluentValue};
use handlebars::{
    Context, Handlebars, Helper, HelperDef, HelperResult, JsonTruthy, JsonValue, Output,
    RenderContext, RenderErrorReason, Renderable,
};

use crate::locale::Locales;

/// What stands where Rust puts a finished piece. Data cannot hold it: see `escape`.
pub(crate) const MARK: char = '\u{1}';

/// `{{t "key" name=value}}`: the text of a key in the language of the registry, escaped.
pub(super) struct Translate {
    pub(super) locales: Arc<Locales>,
    pub(super) language: Language,
}

impl HelperDef for Translate {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let key = literal(helper, "t")?;
        let mut args = FluentArgs::with_capacity(helper.hash().len());
        for (name, value) in helper.hash() {
            let value = match value.value() {
                JsonValue::String(text) => FluentValue::from(text.as_str()),
                JsonValue::Number(number) => FluentValue::from(number.as_i64()),
                _ => return Err(missing(value.relative_path())),
            };
            args.set(*name, value);
        }
        let text =
            self.locales.text(self.language, key, Some(&args)).map_err(RenderErrorReason::Other)?;
        out.write(&registry.get_escape_fn()(&text))?;
        Ok(())
    }
}

/// `{{part "dunning/part/lines.html"}}`: another template, rendered in the place where it stands,
/// in the same context. Authors write `{{> lines}}`; the partials of the library would copy the
/// whole context each time.
pub(super) struct Part;

impl HelperDef for Part {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        render_context: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let name = literal(helper, "part")?;
        let part = registry
            .get_template(name)
            .ok_or_else(|| RenderErrorReason::TemplateNotFound(name.to_owned()))?;
        let outer = render_context.get_current_template_name();
        part.render(registry, context, render_context, out)?;
        render_context.set_current_template_name(outer);
        Ok(())
    }
}

/// `{{place "statement"}}`: where a letter shows its table, and a frame its content.
pub(super) struct Place;

impl HelperDef for Place {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let name = literal(helper, "place")?;
        out.write(&format!("{MARK}{name}{MARK}"))?;
        Ok(())
    }
}

/// `{{#if name}}` and `{{#unless name}}`, which in the library take a misspelt name for false.
pub(super) struct Condition {
    pub(super) wanted: bool,
}

impl HelperDef for Condition {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        render_context: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let value = helper.param(0).ok_or(RenderErrorReason::ParamNotFoundForIndex("if", 0))?;
        if value.is_value_missing() {
            return Err(missing(value.relative_path()));
        }
        let holds = value.value().is_truthy(false) == self.wanted;
        match if holds { helper.template() } else { helper.inverse() } {
            Some(template) => template.render(registry, context, render_context, out),
            None => Ok(()),
        }
    }
}

fn literal<'h>(
    helper: &'h Helper<'_>,
    name: &'static str,
) -> Result<&'h str, handlebars::RenderError> {
    helper
        .param(0)
        .and_then(|value| value.value().as_str())
        .ok_or_else(|| RenderErrorReason::ParamNotFoundForIndex(name, 0).into())
}

fn missing(path: Option<&String>) -> handlebars::RenderError {
    RenderErrorReason::MissingVariable(path.cloned()).into()
}
