//! Which codes of a page are known, and in which words.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::codes::{CodeSet, CodeSystem, ProcedureCode};
use entity::imported_code::{Column, Entity};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QuerySelect as _};

use super::imported::{in_short, systems};
use crate::Services;
use crate::db::DbError;

/// Of some procedure codes those that are known, with words for each: ours where we have some, else those of an imported file.
///
/// It is looked up once for all rows of a page. Codes with words of ours cost nothing; only for the others the database is asked,
/// in one statement by its key. So every server knows an imported code at once, and a page of common codes is as fast as ever.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownCodes(BTreeMap<ProcedureCode, Known>);

/// What is known of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Known {
    words: String,
    /// The last day on which it can be used; `None` while it goes on.
    ends_on: Option<NaiveDate>,
}

impl KnownCodes {
    /// Those among `codes` that are known; texts that are no codes are not.
    pub(crate) async fn among<'a>(
        services: &Services,
        conn: &impl ConnectionTrait,
        codes: impl Iterator<Item = &'a str>,
    ) -> Result<Self, DbError> {
        let mut known = BTreeMap::new();
        let mut others = Vec::new();
        for code in codes.filter_map(|code| ProcedureCode::parse(code).ok()) {
            match services.catalog.wording(code.as_str()) {
                Some(words) => {
                    let words = words.to_owned();
                    known.insert(code, Known { words, ends_on: None });
                }
                None => others.push(code.as_str().to_owned()),
            }
        }
        if others.is_empty() {
            return Ok(Self(known));
        }
        others.sort();
        others.dedup();
        let rows: Vec<(String, String, Option<String>)> = Entity::find()
            .select_only()
            .columns([Column::Code, Column::Words, Column::EndsOn])
            .filter(Column::CodeSystem.is_in(systems(CodeSet::Procedure).map(CodeSystem::code)))
            .filter(Column::Code.is_in(others))
            .into_tuple()
            .all(conn)
            .await?;
        for (code, words, ends_on) in rows {
            let wrong = |column, problem| DbError::value("imported_code", column, &code, problem);
            let day = |text: String| text.parse().map_err(|_| wrong("ends_on", "an ISO date"));
            let one = Known {
                words: in_short(&words),
                ends_on: ends_on.map(day).transpose()?,
            };
            let parsed = ProcedureCode::parse(&code).map_err(|_| wrong("code", "a procedure code"))?;
            known.insert(parsed, one);
        }
        Ok(Self(known))
    }

    /// Whether a code is known and can be used on a day. Of one that has ended only the words stay: requests name it still,
    /// and whether it needs an authorization then is for a person to say.
    #[must_use]
    pub fn has_on(&self, code: &ProcedureCode, day: NaiveDate) -> bool {
        let known = self.0.get(code);
        known.is_some_and(|known| known.ends_on.is_none_or(|last| day <= last))
    }

    /// The words for a code, however it is typed; `None` for one that is not known.
    #[must_use]
    pub fn words(&self, code: &str) -> Option<&str> {
        let code = ProcedureCode::parse(code).ok()?;
        self.0.get(&code).map(|known| known.words.as_str())
    }
}
