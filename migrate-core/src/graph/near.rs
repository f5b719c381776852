//! What somebody may have meant who typed a name that there is not.

/// How many are told.
const MOST: usize = 3;

/// The names that one is most likely a slip of, the likeliest first.
pub(super) fn nearest<'a>(typed: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let wanted = typed.to_lowercase();
    let mut near = Vec::new();
    for name in names {
        let other = name.to_lowercase();
        let distance = strsim::osa_distance(&wanted, &other);
        let shorter = wanted.chars().count().min(other.chars().count());
        if distance <= shorter.div_ceil(3).min(3) {
            near.push((distance, name));
        }
    }
    near.sort_unstable();
    near.truncate(MOST);
    near.into_iter().map(|(_, name)| name.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likeliest_come_first_and_what_is_far_not_at_all() {
        let names = ["2d970929c35", "2d970929c44", "deals", "x"];
        assert_eq!(nearest("2d970929c34", names), ["2d970929c35", "2d970929c44"]);
        assert_eq!(nearest("Deal", names), ["deals"]);
        assert!(nearest("y", ["deals"]).is_empty());
    }
}
