//! Names of what is written: ids, slugs, files and labels.

use std::env;
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDateTime, Utc};
use migrate_source::Graph;

/// The longest slug, in bytes; a word that would pass it is left out.
const LONGEST_SLUG: usize = 40;

/// A new id: twelve random hexadecimal digits, which no revision of the chain has.
pub(super) fn draw_id(graph: &Graph) -> String {
    loop {
        let id = uuid::Uuid::new_v4().simple().to_string()[..12].to_owned();
        // An id that looks like a number is mistaken for one where it is typed without quotes.
        if id.contains(|c: char| c.is_ascii_alphabetic()) && graph.find(&id).is_none() {
            return id;
        }
    }
}

/// The name of a new file's module, `r20260214_113000_adding_offers`, with the time in UTC; behind the files of these
/// modules in order of names, also where two revisions are made within a second.
///
/// `SOURCE_DATE_EPOCH`, in seconds, stands for the clock where it is set, for what is to be repeated.
pub(super) fn module_name<'a>(message: &str, modules: impl IntoIterator<Item = &'a str>) -> String {
    let at = now();
    let latest = modules.into_iter().filter_map(stamp).max();
    let at = latest.map_or(at, |latest| at.max(latest + 1));
    let time = DateTime::<Utc>::from_timestamp(at, 0).unwrap_or_default();
    format!("r{}_{}", time.format(STAMP), slug(message))
}

/// The day, in UTC.
pub(super) fn today() -> String {
    DateTime::<Utc>::from_timestamp(now(), 0).unwrap_or_default().format("%Y-%m-%d").to_string()
}

/// The time in seconds: that of the clock, or of `SOURCE_DATE_EPOCH`.
fn now() -> i64 {
    let epoch = env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse::<i64>().ok());
    epoch.unwrap_or_else(|| {
        let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(elapsed.as_secs()).unwrap_or_default()
    })
}

/// How the time stands in a file's name.
const STAMP: &str = "%Y%m%d_%H%M%S";

/// The time in the name of a module, in seconds.
fn stamp(module: &str) -> Option<i64> {
    let text = module.strip_prefix('r')?.get(..15)?;
    Some(NaiveDateTime::parse_from_str(text, STAMP).ok()?.and_utc().timestamp())
}

/// A message as a part of a file's name: ASCII words in small letters with `_` between them.
pub(super) fn slug(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default();
    let plain = deunicode::deunicode(line).to_ascii_lowercase();
    let mut slug = String::new();
    for word in plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if slug.is_empty() {
            slug.push_str(&word[..word.len().min(LONGEST_SLUG)]);
        } else if slug.len() + 1 + word.len() <= LONGEST_SLUG {
            slug.push('_');
            slug.push_str(word);
        } else {
            break;
        }
    }
    if slug.is_empty() { "revision".to_owned() } else { slug }
}

/// A label for a branch, out of a message, which no branch and no revision of the chain has.
pub(super) fn label(graph: &Graph, message: &str) -> String {
    let slug = slug(message);
    let is_free = |label: &String| {
        let taken = |revision: &migrate_source::graph::Revision| {
            revision.id.text == *label || revision.branch.as_ref().is_some_and(|own| own.text == *label)
        };
        migrate_source::name::check_branch(label).is_ok() && !graph.revisions.iter().any(taken)
    };
    let numbered = (2_u32..).map(|number| format!("{slug}_{number}"));
    [slug.clone()].into_iter().chain(numbered).find(is_free).expect("there are more numbers than revisions")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_stands_behind_those_that_are_there() {
        let later = "r29990101_000000_from_the_future";
        assert_eq!(module_name("x", [later, "helpers", "r1_x"]), "r29990101_000001_x");
        assert_eq!(stamp("r20260214_113000_adding"), Some(1_771_068_600));
        assert_eq!(stamp("r2026_adding_offers_x"), None);
        assert!(module_name("x", []).starts_with("r20"));
    }

    #[test]
    fn a_slug_is_words_of_ascii() {
        assert_eq!(slug("Adding Offer model, for managing deals."), "adding_offer_model_for_managing_deals");
        assert_eq!(slug("Zahlungen für Käufer"), "zahlungen_fur_kaufer");
        assert_eq!(slug("  --  "), "revision");
        assert_eq!(slug("Первая"), "pervaia");
        assert_eq!(slug("one two\nthree"), "one_two");
        assert_eq!(slug(&"long ".repeat(20)), "long_long_long_long_long_long_long_long");
        assert_eq!(slug(&"x".repeat(200)).len(), LONGEST_SLUG);
    }
}
