//! Which postal codes a French department has, as a condition that both engines take.

/// That the postal code of an address `r` is one of a department, by `domain::calendar::Zone::of_postal_code`. The
/// two first signs are said apart: an index has them.
pub(crate) fn has_postal_code(department: &str, mut bind: impl FnMut(&str) -> String) -> String {
    let mut begin = |two: &str, three: &[&str]| {
        let two = format!("substr(r.postal_code, 1, 2) = {}", bind(two));
        if three.is_empty() {
            return two;
        }
        let three: Vec<String> = three.iter().copied().map(&mut bind).collect();
        format!("({two} and substr(r.postal_code, 1, 3) in ({}))", three.join(", "))
    };
    match department {
        "2A" => begin("20", &["200", "201"]),
        "2B" => begin("20", &["202", "206"]),
        // Saint-Barthélemy and Saint-Martin have one code each among those of Guadeloupe.
        "977" => format!("({} and r.postal_code = '97133')", begin("97", &[])),
        "978" => format!("({} and r.postal_code = '97150')", begin("97", &[])),
        "971" => {
            format!("({} and r.postal_code not in ('97133', '97150'))", begin("97", &["971"]))
        }
        overseas if overseas.len() == 3 => {
            begin(overseas.get(..2).unwrap_or_default(), &[overseas])
        }
        metropolitan => begin(metropolitan, &[]),
    }
}
