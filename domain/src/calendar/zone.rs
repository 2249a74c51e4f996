//! Where a calendar holds: a French department or overseas collectivity by its INSEE number.

use std::fmt;
use std::str::FromStr;

use chrono_tz::Tz;

/// The departments and overseas collectivities (INSEE, code officiel géographique).
const DEPARTMENTS: &[&str] = &[
    "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "14", "15", "16",
    "17", "18", "19", "2A", "2B", "21", "22", "23", "24", "25", "26", "27", "28", "29", "30", "31",
    "32", "33", "34", "35", "36", "37", "38", "39", "40", "41", "42", "43", "44", "45", "46", "47",
    "48", "49", "50", "51", "52", "53", "54", "55", "56", "57", "58", "59", "60", "61", "62", "63",
    "64", "65", "66", "67", "68", "69", "70", "71", "72", "73", "74", "75", "76", "77", "78", "79",
    "80", "81", "82", "83", "84", "85", "86", "87", "88", "89", "90", "91", "92", "93", "94", "95",
    "971", "972", "973", "974", "975", "976", "977", "978", "986", "987", "988",
];

/// A department; Paris unless another is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Zone(&'static str);

impl Zone {
    /// Every department and collectivity, in the order of their numbers.
    pub fn all() -> impl Iterator<Item = Self> {
        DEPARTMENTS.iter().copied().map(Self)
    }

    /// Its INSEE number: `75`, `2A`, `972`.
    #[must_use]
    pub const fn department(self) -> &'static str {
        self.0
    }

    /// The clock of the overseas departments and collectivities; none where Paris time counts.
    #[must_use]
    pub fn overseas_clock(self) -> Option<Tz> {
        Some(match self.0 {
            "971" => Tz::America__Guadeloupe,
            "972" => Tz::America__Martinique,
            "973" => Tz::America__Cayenne,
            "974" => Tz::Indian__Reunion,
            "975" => Tz::America__Miquelon,
            "976" => Tz::Indian__Mayotte,
            "977" => Tz::America__St_Barthelemy,
            "978" => Tz::America__Marigot,
            "986" => Tz::Pacific__Wallis,
            "987" => Tz::Pacific__Tahiti,
            "988" => Tz::Pacific__Noumea,
            _ => return None,
        })
    }

    /// The department of a French postal code, when the code has the form of one. A handful of
    /// villages are served from the neighbouring department; for them this is the neighbour.
    #[must_use]
    pub fn of_postal_code(code: &str) -> Option<Self> {
        let code = code.trim();
        if code.len() != 5 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let department = match code {
            "97133" => "977",
            "97150" => "978",
            _ => match code.get(..3)? {
                "200" | "201" => "2A",
                "202" | "206" => "2B",
                overseas if overseas.starts_with("97") || overseas.starts_with("98") => overseas,
                _ => code.get(..2)?,
            },
        };
        department.parse().ok()
    }
}

impl Default for Zone {
    fn default() -> Self {
        Self("75")
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// No department has this number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the INSEE number of a department")]
pub struct UnknownDepartment;

impl FromStr for Zone {
    type Err = UnknownDepartment;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        DEPARTMENTS
            .iter()
            .find(|department| department.eq_ignore_ascii_case(text))
            .map(|department| Self(department))
            .ok_or(UnknownDepartment)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_postal_code_tells_its_department() {
        for (code, department) in [
            ("75011", Some("75")),
            ("01000", Some("01")),
            ("20000", Some("2A")),
            ("20137", Some("2A")),
            ("20200", Some("2B")),
            ("20600", Some("2B")),
            ("67000", Some("67")),
            ("97200", Some("972")),
            ("97133", Some("977")),
            ("97150", Some("978")),
            ("98800", Some("988")),
            ("99000", None),
            ("M1 1AE", None),
            ("7501", None),
        ] {
            assert_eq!(Zone::of_postal_code(code).map(Zone::department), department, "{code}");
        }
    }

    #[test]
    fn a_zone_overseas_has_its_own_clock() {
        for zone in Zone::all() {
            assert_eq!(zone.overseas_clock().is_some(), zone.department().len() == 3, "{zone}");
        }
        assert_eq!(Zone::all().count(), 96 + 11);
    }

    #[test]
    fn only_departments_are_zones() {
        assert_eq!("2a".parse::<Zone>().unwrap().department(), "2A");
        for text in ["20", "96", "0", "", "979", "FR"] {
            assert_eq!(text.parse::<Zone>(), Err(UnknownDepartment), "{text}");
        }
    }
}
