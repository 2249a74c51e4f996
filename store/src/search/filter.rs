//! Which finds are wanted: by the customer that they are or to whom they lead, and by where they are.

use domain::calendar::Zone;
use domain::customer::{Country, LegalClass, Tag};
use domain::id::UserId;
use domain::language::Language;

use crate::department;
use crate::statement::Parts;

/// Which finds are wanted, beside their kind. A person and an establishment pass by the customer to whom they
/// belong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FindFilter {
    /// Those of a customer with this tag.
    pub tag: Option<Tag>,
    /// Those of a customer that this user looks after.
    pub owner: Option<UserId>,
    /// Those of a customer of this legal class.
    pub legal_class: Option<LegalClass>,
    /// Those to whom one writes in this language: their own, else that of their customer.
    pub language: Option<Language>,
    /// Those with an address in this department; people, whose customer has one there.
    pub department: Option<Zone>,
}

impl FindFilter {
    /// Writes whether a party passes, by the columns of its id and of its customer's: true or false, never
    /// unknown. Each part looks at one key of the party, so that no more is read than there are candidates.
    pub(super) fn passes(&self, sql: &mut Parts, party: &str, customer: &str) {
        sql.push("(1 = 1");
        if let Some(tag) = &self.tag {
            sql.push(&format!(
                " and exists (select 1 from customer_tag t
                              where t.customer_id = {customer} and t.tag_key = "
            ));
            sql.bind(tag.key());
            sql.push(")");
        }
        if let Some(owner) = self.owner {
            sql.push(&format!(
                " and exists (select 1 from customer_owner o
                              where o.customer_id = {customer} and o.user_id = "
            ));
            sql.bind(owner.0);
            sql.push(")");
        }
        if let Some(class) = self.legal_class {
            sql.push(&format!(
                " and exists (select 1 from customer k
                              where k.id = {customer} and k.legal_class = "
            ));
            sql.bind(class.code());
            sql.push(")");
        }
        if let Some(language) = self.language {
            sql.push(&format!(
                " and exists (select 1 from party own
                              left join customer k on k.id = {customer}
                              left join party above on above.id = k.party_id
                              where own.id = {party}
                                and coalesce(own.language, above.language) = "
            ));
            sql.bind(language.code());
            sql.push(")");
        }
        if let Some(department) = self.department {
            sql.push(&format!(
                " and exists (select 1 from party own
                              left join customer k on k.id = {customer}
                              join address r on r.party_id =
                                case own.kind when 'person' then coalesce(k.party_id, own.id)
                                              else own.id end
                              where own.id = {party} and r.country in "
            ));
            sql.list(Country::all().filter(|country| country.is_inland()).map(Country::code));
            let there =
                department::has_postal_code(department.department(), |text| sql.place(text));
            sql.push(&format!(" and {there})"));
        }
        sql.push(")");
    }
}
