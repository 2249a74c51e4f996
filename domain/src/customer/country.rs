//! Countries by their ISO 3166-1 alpha-2 code, with the French name that La Poste sorts by.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Code and name, in capitals without accents or punctuation, as the last line of a letter
/// posted in France bears it.
const NAMES: &str = "\
AD ANDORRE;AE EMIRATS ARABES UNIS;AF AFGHANISTAN;AG ANTIGUA ET BARBUDA;AI ANGUILLA;AL ALBANIE;\
AM ARMENIE;AO ANGOLA;AQ ANTARCTIQUE;AR ARGENTINE;AS SAMOA AMERICAINES;AT AUTRICHE;AU AUSTRALIE;\
AW ARUBA;AX ILES ALAND;AZ AZERBAIDJAN;BA BOSNIE HERZEGOVINE;BB BARBADE;BD BANGLADESH;BE BELGIQUE;\
BF BURKINA FASO;BG BULGARIE;BH BAHREIN;BI BURUNDI;BJ BENIN;BL SAINT BARTHELEMY;BM BERMUDES;\
BN BRUNEI;BO BOLIVIE;BQ PAYS BAS CARIBEENS;BR BRESIL;BS BAHAMAS;BT BHOUTAN;BV ILE BOUVET;\
BW BOTSWANA;BY BELARUS;BZ BELIZE;CA CANADA;CC ILES COCOS;CD REPUBLIQUE DEMOCRATIQUE DU CONGO;\
CF REPUBLIQUE CENTRAFRICAINE;CG CONGO;CH SUISSE;CI COTE D IVOIRE;CK ILES COOK;CL CHILI;\
CM CAMEROUN;CN CHINE;CO COLOMBIE;CR COSTA RICA;CU CUBA;CV CAP VERT;CW CURACAO;CX ILE CHRISTMAS;\
CY CHYPRE;CZ REPUBLIQUE TCHEQUE;DE ALLEMAGNE;DJ DJIBOUTI;DK DANEMARK;DM DOMINIQUE;\
DO REPUBLIQUE DOMINICAINE;DZ ALGERIE;EC EQUATEUR;EE ESTONIE;EG EGYPTE;EH SAHARA OCCIDENTAL;\
ER ERYTHREE;ES ESPAGNE;ET ETHIOPIE;FI FINLANDE;FJ FIDJI;FK ILES MALOUINES;FM MICRONESIE;\
FO ILES FEROE;FR FRANCE;GA GABON;GB ROYAUME UNI;GD GRENADE;GE GEORGIE;GF GUYANE FRANCAISE;\
GG GUERNESEY;GH GHANA;GI GIBRALTAR;GL GROENLAND;GM GAMBIE;GN GUINEE;GP GUADELOUPE;\
GQ GUINEE EQUATORIALE;GR GRECE;GS GEORGIE DU SUD;GT GUATEMALA;GU GUAM;GW GUINEE BISSAU;GY GUYANA;\
HK HONG KONG;HM ILES HEARD ET MACDONALD;HN HONDURAS;HR CROATIE;HT HAITI;HU HONGRIE;ID INDONESIE;\
IE IRLANDE;IL ISRAEL;IM ILE DE MAN;IN INDE;IO TERRITOIRE BRITANNIQUE OCEAN INDIEN;IQ IRAQ;IR IRAN;\
IS ISLANDE;IT ITALIE;JE JERSEY;JM JAMAIQUE;JO JORDANIE;JP JAPON;KE KENYA;KG KIRGHIZISTAN;\
KH CAMBODGE;KI KIRIBATI;KM COMORES;KN SAINT CHRISTOPHE ET NIEVES;KP COREE DU NORD;KR COREE DU SUD;\
KW KOWEIT;KY ILES CAIMANS;KZ KAZAKHSTAN;LA LAOS;LB LIBAN;LC SAINTE LUCIE;LI LIECHTENSTEIN;\
LK SRI LANKA;LR LIBERIA;LS LESOTHO;LT LITUANIE;LU LUXEMBOURG;LV LETTONIE;LY LIBYE;MA MAROC;\
MC MONACO;MD MOLDAVIE;ME MONTENEGRO;MF SAINT MARTIN;MG MADAGASCAR;MH ILES MARSHALL;\
MK MACEDOINE DU NORD;ML MALI;MM MYANMAR;MN MONGOLIE;MO MACAO;MP ILES MARIANNES DU NORD;\
MQ MARTINIQUE;MR MAURITANIE;MS MONTSERRAT;MT MALTE;MU MAURICE;MV MALDIVES;MW MALAWI;MX MEXIQUE;\
MY MALAISIE;MZ MOZAMBIQUE;NA NAMIBIE;NC NOUVELLE CALEDONIE;NE NIGER;NF ILE NORFOLK;NG NIGERIA;\
NI NICARAGUA;NL PAYS BAS;NO NORVEGE;NP NEPAL;NR NAURU;NU NIUE;NZ NOUVELLE ZELANDE;OM OMAN;\
PA PANAMA;PE PEROU;PF POLYNESIE FRANCAISE;PG PAPOUASIE NOUVELLE GUINEE;PH PHILIPPINES;PK PAKISTAN;\
PL POLOGNE;PM SAINT PIERRE ET MIQUELON;PN PITCAIRN;PR PORTO RICO;PS PALESTINE;PT PORTUGAL;\
PW PALAOS;PY PARAGUAY;QA QATAR;RE REUNION;RO ROUMANIE;RS SERBIE;RU RUSSIE;RW RWANDA;\
SA ARABIE SAOUDITE;SB ILES SALOMON;SC SEYCHELLES;SD SOUDAN;SE SUEDE;SG SINGAPOUR;\
SH SAINTE HELENE;SI SLOVENIE;SJ SVALBARD ET JAN MAYEN;SK SLOVAQUIE;SL SIERRA LEONE;\
SM SAINT MARIN;SN SENEGAL;SO SOMALIE;SR SURINAME;SS SOUDAN DU SUD;ST SAO TOME ET PRINCIPE;\
SV SALVADOR;SX SAINT MARTIN PARTIE NEERLANDAISE;SY SYRIE;SZ ESWATINI;TC ILES TURQUES ET CAIQUES;\
TD TCHAD;TF TERRES AUSTRALES FRANCAISES;TG TOGO;TH THAILANDE;TJ TADJIKISTAN;TK TOKELAU;\
TL TIMOR LESTE;TM TURKMENISTAN;TN TUNISIE;TO TONGA;TR TURQUIE;TT TRINITE ET TOBAGO;TV TUVALU;\
TW TAIWAN;TZ TANZANIE;UA UKRAINE;UG OUGANDA;UM ILES MINEURES DES ETATS UNIS;US ETATS UNIS;\
UY URUGUAY;UZ OUZBEKISTAN;VA VATICAN;VC SAINT VINCENT ET LES GRENADINES;VE VENEZUELA;\
VG ILES VIERGES BRITANNIQUES;VI ILES VIERGES AMERICAINES;VN VIET NAM;VU VANUATU;\
WF WALLIS ET FUTUNA;WS SAMOA;YE YEMEN;YT MAYOTTE;ZA AFRIQUE DU SUD;ZM ZAMBIE;ZW ZIMBABWE";

/// A country or territory of ISO 3166-1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country {
    code: &'static str,
    name: &'static str,
}

impl Country {
    /// France.
    pub const FRANCE: Self = Self { code: "FR", name: "FRANCE" };

    /// Every country, by code.
    pub fn all() -> impl Iterator<Item = Self> {
        NAMES
            .split(';')
            .filter_map(|row| row.split_once(' '))
            .map(|(code, name)| Self { code, name })
    }

    /// Its two letters.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.code
    }

    /// Its French name in capitals, without accents or punctuation.
    #[must_use]
    pub const fn postal_name(self) -> &'static str {
        self.name
    }

    /// Whether La Poste carries its letters as inland ones, without a country line: France, its
    /// overseas departments and collectivities, and Monaco.
    #[must_use]
    pub fn is_inland(self) -> bool {
        const INLAND: [&str; 14] =
            ["FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "NC", "PF", "WF", "TF", "MC"];
        INLAND.contains(&self.code)
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}

/// The text is no code of ISO 3166-1 alpha-2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an ISO 3166-1 alpha-2 code")]
pub struct UnknownCountry;

impl FromStr for Country {
    type Err = UnknownCountry;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let code = text.trim().to_ascii_uppercase();
        Self::all().find(|country| country.code == code).ok_or(UnknownCountry)
    }
}

impl From<Country> for String {
    fn from(country: Country) -> Self {
        country.code.to_owned()
    }
}

// By hand: a derive would ask the text it reads to live as long as the table of names.
impl<'de> Deserialize<'de> for Country {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        String::deserialize(reader)?.parse().map_err(serde::de::Error::custom)
    }
}

impl Serialize for Country {
    fn serialize<S: Serializer>(&self, writer: S) -> Result<S::Ok, S::Error> {
        writer.serialize_str(self.code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_is_found_by_its_code_and_its_name_fits_a_line() {
        let all: Vec<_> = Country::all().collect();
        assert_eq!(all.len(), 249);
        assert!(all.is_sorted() && all.contains(&Country::FRANCE));
        for country in all {
            assert_eq!(country.code().parse(), Ok(country));
            let plain = |c: char| c.is_ascii_uppercase() || c == ' ';
            let name = country.postal_name();
            assert!(name.len() <= 38 && name.chars().all(plain), "{name}");
        }
        assert_eq!("fr".parse(), Ok(Country::FRANCE));
        assert_eq!("XX".parse::<Country>(), Err(UnknownCountry));
        assert_eq!("FRA".parse::<Country>(), Err(UnknownCountry));
    }
}
