//! One Fluent file: its grammar, its keys, its typography.

use domain::language::Language;
use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

use crate::fault::TemplateFault;
use crate::files::File;

/// Reads a file; what breaks the grammar is named with its line, the rest is kept.
pub(super) fn read(file: &File, faults: &mut Vec<TemplateFault>) -> FluentResource {
    match FluentResource::try_new(file.text.clone().into_owned()) {
        Ok(resource) => resource,
        Err((resource, errors)) => {
            for error in errors {
                let before = file.text.get(..error.pos.start).unwrap_or_default();
                let line = before.matches('\n').count() + 1;
                let reason = format!("line {line}: {}", error.kind);
                faults.push(TemplateFault::Syntax { file: file.shown.clone(), reason });
            }
            resource
        }
    }
}

/// The keys of its texts.
pub(super) fn keys(resource: &FluentResource) -> impl Iterator<Item = &str> {
    resource.entries().filter_map(|entry| match entry {
        Entry::Message(message) if message.value.is_some() => Some(message.id.name),
        _ => None,
    })
}

/// French sets U+202F before `;` `!` `?`, U+00A0 before `:` `€` `%` `»` and after `«`.
pub(super) fn check_typography(
    language: Language,
    file: &File,
    resource: &FluentResource,
    faults: &mut Vec<TemplateFault>,
) {
    if language != Language::Fr {
        return;
    }
    for entry in resource.entries() {
        let Entry::Message(message) = entry else { continue };
        let mut texts = Vec::new();
        if let Some(pattern) = &message.value {
            collect(pattern, &mut texts);
        }
        if let Some(sign) = texts.iter().find_map(|text| wrong_space(text)) {
            let (file, key) = (file.shown.clone(), message.id.name.to_owned());
            faults.push(TemplateFault::Typography { file, key, sign });
        }
    }
}

/// Every text of a pattern, each variant apart, values written as `x`.
fn collect(pattern: &Pattern<&str>, texts: &mut Vec<String>) {
    let mut text = String::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => text.push_str(value),
            PatternElement::Placeable { expression } => {
                text.push('x');
                collect_variants(expression, texts);
            }
        }
    }
    texts.push(text);
}

fn collect_variants(expression: &Expression<&str>, texts: &mut Vec<String>) {
    match expression {
        Expression::Select { variants, .. } => {
            for variant in variants {
                collect(&variant.value, texts);
            }
        }
        Expression::Inline(InlineExpression::Placeable { expression }) => {
            collect_variants(expression, texts);
        }
        Expression::Inline(_) => {}
    }
}

/// The first sign that a wrong space stands beside. Without any space a sign is left alone when
/// it may be no punctuation: `12:30`, `https://`, `?page=`.
fn wrong_space(text: &str) -> Option<char> {
    let signs: Vec<char> = text.chars().collect();
    signs.windows(2).find_map(|pair| match *pair {
        [before, sign @ (';' | '!' | '?')] if before.is_whitespace() && before != '\u{202f}' => {
            Some(sign)
        }
        [before, sign @ (':' | '€' | '%' | '»')]
            if before.is_whitespace() && before != '\u{a0}' =>
        {
            Some(sign)
        }
        ['«', after] if after != '\u{a0}' => Some('«'),
        [before, sign @ (';' | '!' | '?' | '€' | '%' | '»')] if before.is_alphanumeric() => {
            Some(sign)
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_spaces_are_looked_at_where_they_stand() {
        for (text, sign) in [
            ("Vraiment\u{202f}? Oui\u{a0}: 40\u{a0}€, «\u{a0}là\u{a0}»", None),
            ("à 12:30, voir https://exemple.fr", None),
            ("Vraiment ?", Some('?')),
            ("Vraiment\u{a0}?", Some('?')),
            ("Vraiment?", Some('?')),
            ("Voici : ", Some(':')),
            ("40 €", Some('€')),
            ("40€", Some('€')),
            ("« là\u{a0}»", Some('«')),
            ("«\u{a0}là »", Some('»')),
        ] {
            assert_eq!(wrong_space(text), sign, "{text}");
        }
    }
}
