//! The public pages in a browser, at the width of a phone and of a desk: what axe finds against WCAG 2.2 AA,
//! what is wider than the screen, and what the keyboard cannot reach or does not show.
//!
//! `./check pages` brings the browser and axe-core, whose file `RELAIS_TEST_AXE` names.

use std::fs;
use std::path::Path;
use std::process::Command;

use chrono::NaiveDate;
use domain::company::Company;
use domain::contactability::ContactChannel;
use domain::language::Language;
use serde_json::Value;
use templates::{Catalog, Notice, PublicBody, PublicChannel, PublicChoice, PublicPage};

/// A screen of this width, for which no window of a browser is narrow enough, and what is found on it.
const SCREEN: &str = r#"<!DOCTYPE html><title>screen</title>
<iframe src="page/page.html" width="WIDTH" height="800" style="border: 0"></iframe>
<script>
addEventListener('message', told => { document.body.textContent = 'AXE' + told.data + 'AXE'; });
</script>
"#;

/// Runs in the page, and tells the screen what it found.
const LOOK: &str = r#"
<script src="../axe.min.js"></script>
<script>
const unseen = [...document.querySelectorAll('a, button, input:not([type=hidden])')].filter(one => {
  one.focus();
  const style = getComputedStyle(one);
  return document.activeElement !== one || style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2;
}).map(one => one.outerHTML);
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
axe.run(document, { runOnly: tags }).then(found => {
  const told = {
    width: innerWidth,
    wide: document.documentElement.scrollWidth > innerWidth,
    unseen,
    passes: found.passes.length,
    violations: found.violations.map(one => [one.id, ...one.nodes.map(node => node.html)]),
  };
  parent.postMessage(JSON.stringify(told), '*');
});
</script>
"#;

fn firm() -> Company {
    Company {
        name: "Maison Hébrard".to_owned(),
        legal_form: Some("SARL au capital de 10\u{a0}000\u{a0}€".to_owned()),
        reply_to: Some("bonjour@hebrard.example".parse().unwrap()),
        ..Company::default()
    }
}

fn bodies() -> Vec<PublicBody> {
    let words = "I agree to receive your promotional offers. I can take this back at any time.";
    let choice = |code: &str, said: Option<bool>| PublicChoice {
        code: code.to_owned(),
        label: "Promotional offers".to_owned(),
        wording: Some("01900000-0000-7000-8000-000000010001".to_owned()),
        text: words.to_owned(),
        channels: ContactChannel::ALL
            .iter()
            .map(|channel| PublicChannel {
                channel: *channel,
                yes: said == Some(true),
                no: said == Some(false),
            })
            .collect(),
    };
    let choices = vec![
        choice("newsletter", Some(true)),
        choice("offers", None),
        PublicChoice { wording: None, ..choice("events", Some(false)) },
    ];
    let address = "a.very.long.address.of.somebody@a-very-long-name-of-a-house.example".to_owned();
    let mut bodies = vec![
        PublicBody::Confirm {
            wordings: vec![words.to_owned(); 2],
            until: NaiveDate::from_ymd_opt(2026, 12, 1).unwrap(),
        },
        PublicBody::Preferences {
            address: address.clone(),
            choices: choices.clone(),
            refused: false,
            refusable: true,
        },
        PublicBody::Preferences { address, choices, refused: true, refusable: false },
        PublicBody::Unsubscribe { purpose: Some("Newsletter".to_owned()), sent: false },
        PublicBody::Unsubscribe { purpose: Some("Newsletter".to_owned()), sent: true },
        PublicBody::Unsubscribe { purpose: None, sent: false },
        PublicBody::Unsubscribe { purpose: None, sent: true },
    ];
    bodies.extend(Notice::ALL.map(|notice| {
        let preferences = (notice == Notice::Confirmed).then(|| "../preferences/x".to_owned());
        PublicBody::Notice { notice, preferences }
    }));
    bodies
}

/// What the browser finds in the page of a folder at a width.
fn look(folder: &Path, width: u32) -> Value {
    let screen = folder.join("screen.html");
    fs::write(&screen, SCREEN.replace("WIDTH", &width.to_string())).unwrap();
    let out = Command::new("chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"])
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .args(["--window-size=1400,900", "--virtual-time-budget=20000", "--dump-dom"])
        .arg(format!("file://{}", screen.display()))
        .output()
        .unwrap();
    let dom = String::from_utf8(out.stdout).unwrap();
    let told = dom.split("AXE").nth(1).unwrap_or_else(|| panic!("{width}: {dom}"));
    let told = told.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    serde_json::from_str(&told).unwrap()
}

#[test]
#[ignore = "needs chromium and axe-core: ./check pages"]
#[expect(clippy::disallowed_methods, reason = "the check names the file, no setting does")]
fn every_public_page_is_usable_on_a_phone_and_at_a_desk_by_the_keyboard() {
    let axe = std::env::var("RELAIS_TEST_AXE").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::copy(axe, at("axe.min.js")).unwrap();
    let catalog = Catalog::embedded().unwrap();
    for part in ["p", "page"] {
        fs::create_dir(at(part)).unwrap();
    }
    fs::write(at("p/style.css"), catalog.public_style()).unwrap();
    let (firm, mut seen) = (firm(), 0);
    for language in Language::ALL {
        for body in bodies() {
            let named = format!("{language} {body:?}");
            let page = PublicPage { language, firm: &firm, root: "../", body };
            let html = catalog.public_page(&page).unwrap();
            let file = at("page/page.html");
            fs::write(&file, html.replace("</body>", &format!("{LOOK}</body>"))).unwrap();
            for width in [360, 1280] {
                let found = look(folder.path(), width);
                assert_eq!(found["width"], width, "{named}");
                assert_eq!(found["wide"], false, "{named} at {width}");
                assert_eq!(found["unseen"], Value::Array(vec![]), "{named} at {width}");
                assert_eq!(found["violations"], Value::Array(vec![]), "{named} at {width}");
                assert!(found["passes"].as_u64().unwrap() > 10, "{named} at {width}: {found}");
                seen += 1;
            }
        }
    }
    assert_eq!(seen, 2 * 2 * (7 + Notice::ALL.len()));
}
