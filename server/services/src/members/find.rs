//! Finds the member a request is for.
//!
//! Number, birth date and last name must all fit: a number alone would let anyone list members. A miss says nothing about which of
//! the three was wrong.

use chrono::NaiveDate;
use domain::coverage::{CoveragePeriod, LineOfBusiness};
use domain::id::MemberRowId;
use entity::{coverage_period, member};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};

use crate::db::DbError;

/// A member with the periods in which the plan covers them.
#[derive(Clone, PartialEq, Eq)]
pub struct Member {
    /// The row.
    pub id: MemberRowId,
    /// First and last name.
    pub name: String,
    /// The last name alone.
    pub last_name: String,
    /// As on the card.
    pub number: String,
    /// In no particular order.
    pub coverage: Vec<CoveragePeriod>,
}

impl std::fmt::Debug for Member {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Member({})", self.id)
    }
}

/// The member whose number, birth date and last name these are; the case of the name does not matter.
///
/// # Errors
/// The database could not be read, or holds a period that is none.
pub async fn find(
    conn: &impl ConnectionTrait,
    number: &str,
    birth_date: NaiveDate,
    last_name: &str,
) -> Result<Option<Member>, DbError> {
    // PostgreSQL refuses to look for a NUL, and no number has one.
    if number.contains('\0') {
        return Ok(None);
    }
    let found = member::Entity::find()
        .filter(member::Column::MemberNumber.eq(number))
        .filter(member::Column::BirthDate.eq(birth_date.to_string()))
        .one(conn)
        .await?;
    let same_name = |name: &str| name.trim().to_lowercase() == last_name.trim().to_lowercase();
    let Some(found) = found.filter(|found| same_name(&found.last_name)) else {
        return Ok(None);
    };
    let periods = coverage_period::Entity::find()
        .filter(coverage_period::Column::MemberId.eq(&found.id))
        .all(conn)
        .await?;
    let coverage = periods.iter().map(period).collect::<Result<_, _>>()?;
    Ok(Some(Member {
        id: MemberRowId::new(&found.id),
        name: format!("{} {}", found.first_name, found.last_name),
        last_name: found.last_name,
        number: found.member_number,
        coverage,
    }))
}

fn period(row: &coverage_period::Model) -> Result<CoveragePeriod, DbError> {
    let wrong = |column, problem| DbError::value("coverage_period", column, &row.id, problem);
    let day = |column, text: &str| text.parse().map_err(|_| wrong(column, "an ISO date"));
    Ok(CoveragePeriod {
        line_of_business: LineOfBusiness::parse(&row.line_of_business)
            .ok_or_else(|| wrong("line_of_business", "a line of business"))?,
        from: day("from_date", &row.from_date)?,
        to: row.to_date.as_deref().map(|text| day("to_date", text)).transpose()?,
    })
}
