//! The revisions of a chain out of the registry, if they are those that its sources have.

use super::{ChainDefinition, Entry, RegistryError};

/// Collects the registered revisions of a chain, sorted by id.
///
/// # Errors
///
/// When there are none, when an id is registered twice, or when they are not those that `chain!` read.
pub fn collect(chain: &ChainDefinition) -> Result<Vec<&'static Entry>, RegistryError> {
    let entries = inventory::iter::<Entry>().filter(|entry| entry.chain == chain.identity);
    check(chain, entries)
}

/// Revisions sorted by id, and those of one id by where they stand.
pub(crate) fn sorted<'a>(entries: impl Iterator<Item = &'a Entry>) -> Vec<&'a Entry> {
    let mut entries = entries.map(|entry| (id_start(entry.id), entry)).collect::<Vec<_>>();
    entries.sort_unstable_by(|(start, one), (other_start, other)| {
        let by_id = start.cmp(other_start).then_with(|| one.id.cmp(other.id));
        by_id.then_with(|| one.site.cmp(&other.site))
    });
    entries.into_iter().map(|(_, entry)| entry).collect()
}

/// The first bytes of an id as a number that is sorted as they are: most comparisons need no more.
pub(crate) fn id_start(id: &str) -> u64 {
    match id.as_bytes().first_chunk() {
        Some(bytes) => u64::from_be_bytes(*bytes),
        None => {
            id.bytes().chain(std::iter::repeat(0)).take(8).fold(0, |all, byte| (all << 8) | u64::from(byte))
        }
    }
}

fn check<'a>(
    chain: &ChainDefinition,
    entries: impl Iterator<Item = &'a Entry>,
) -> Result<Vec<&'a Entry>, RegistryError> {
    let name = || chain.name.to_owned();
    let entries = sorted(entries);
    if let Some([one, two]) = entries.array_windows().find(|[one, two]| one.id == two.id) {
        let (first, second) = (one.site, two.site);
        return Err(RegistryError::Duplicate { chain: name(), id: one.id.to_owned(), first, second });
    }
    if entries.is_empty() {
        let written = chain.read.is_none_or(|read| !read.is_empty());
        let (chain, site) = (name(), chain.site);
        return Err(if written {
            RegistryError::Empty { chain, site }
        } else {
            RegistryError::Unwritten { chain, site }
        });
    }
    let Some(read) = chain.read else { return Ok(entries) };
    let is_read = |(entry, word): (&&Entry, &str)| entry.id == word;
    let words = || read.split_terminator(' ');
    if entries.iter().zip(words()).all(is_read) && words().count() == entries.len() {
        return Ok(entries);
    }
    let mut ids = words().map(|word| word.trim_end_matches('?')).collect::<Vec<_>>();
    ids.sort_unstable();
    let lacks = |id: &str| entries.binary_search_by_key(&id, |entry| entry.id).is_err();
    let missing = words().filter(|word| lacks(word)).filter(|word| !word.ends_with('?'));
    let mut missing = missing.map(str::to_owned).collect::<Vec<_>>();
    missing.sort_unstable();
    if !missing.is_empty() {
        return Err(RegistryError::Missing { chain: name(), ids: missing, site: chain.site });
    }
    let unread = entries.iter().filter(|entry| ids.binary_search(&entry.id).is_err());
    let unread = unread.map(|entry| entry.id.to_owned()).collect::<Vec<_>>();
    if !unread.is_empty() {
        return Err(RegistryError::Unread { chain: name(), ids: unread, site: chain.site });
    }
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Site;

    const NOTHING: ChainDefinition = ChainDefinition {
        name: "shop",
        type_name: "Shop",
        identity: "shop::Shop",
        site: Site::new("src/migrations.rs", 1, 1),
        read: Some(""),
        files: "",
    };

    #[test]
    fn a_chain_without_revisions_is_told_from_one_that_is_not_linked() {
        let unlinked = ChainDefinition { read: Some("a"), ..NOTHING };
        let error = |chain: &ChainDefinition| check(chain, std::iter::empty()).expect_err("no revision");
        assert!(matches!(error(&NOTHING), RegistryError::Unwritten { .. }));
        assert!(matches!(error(&unlinked), RegistryError::Empty { .. }));
        assert!(error(&NOTHING).help().starts_with("write the first"));
    }

    #[test]
    fn what_is_registered_is_compared_with_what_was_read() {
        const ENTRY: Entry = Entry {
            chain: "shop::Shop",
            id: "b",
            down: &[],
            depends_on: &[],
            needs: &[],
            branch: None,
            message: "",
            upgrade: |_| {},
            downgrade: None,
            site: Site::new("src/migrations.rs", 1, 1),
        };
        const FIRST: Entry = Entry { id: "a.long.id", ..ENTRY };
        let check = |read| {
            let entries =
                check(&ChainDefinition { read: Some(read), ..NOTHING }, [&ENTRY, &FIRST].into_iter())?;
            Ok(entries.iter().map(|entry| entry.id).collect::<Vec<_>>())
        };
        let sorted = Ok(vec!["a.long.id", "b"]);
        assert_eq!(check("a.long.id b"), sorted);
        assert_eq!(check("a.long.id? b? c?"), sorted);
        let site = NOTHING.site;
        let (chain, ids) = ("shop".to_owned(), vec!["c".to_owned()]);
        assert_eq!(check("a.long.id b c"), Err(RegistryError::Missing { chain, ids, site }));
        let (chain, ids) = ("shop".to_owned(), vec!["b".to_owned()]);
        assert_eq!(check("a.long.id"), Err(RegistryError::Unread { chain, ids, site }));
    }

    #[test]
    fn ids_are_sorted_as_their_bytes() {
        let ids = ["", "A", "a", "a.", "a1", "abcdefg", "abcdefgh", "abcdefgh1", "abcdefgi", "~"];
        for pair in ids.windows(2) {
            assert!(id_start(pair[0]) <= id_start(pair[1]), "{pair:?}");
        }
        assert!(id_start("a") < id_start("a1"));
    }
}
