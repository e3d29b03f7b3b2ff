//! Which codes of a page are known, and in which words.

use std::collections::BTreeMap;

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
pub struct KnownCodes(BTreeMap<ProcedureCode, String>);

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
                    known.insert(code, words.to_owned());
                }
                None => others.push(code.as_str().to_owned()),
            }
        }
        if others.is_empty() {
            return Ok(Self(known));
        }
        others.sort();
        others.dedup();
        let rows: Vec<(String, String)> = Entity::find()
            .select_only()
            .columns([Column::Code, Column::Words])
            .filter(Column::CodeSystem.is_in(systems(CodeSet::Procedure).map(CodeSystem::code)))
            .filter(Column::Code.is_in(others))
            .into_tuple()
            .all(conn)
            .await?;
        for (code, words) in rows {
            let wrong = |_| DbError::value("imported_code", "code", &code, "a procedure code");
            known.insert(ProcedureCode::parse(&code).map_err(wrong)?, in_short(&words));
        }
        Ok(Self(known))
    }

    /// Whether a code is known. One that has ended stays known: requests name it still.
    #[must_use]
    pub fn has(&self, code: &ProcedureCode) -> bool {
        self.0.contains_key(code)
    }

    /// The words for a code, however it is typed; `None` for one that is not known.
    #[must_use]
    pub fn words(&self, code: &str) -> Option<&str> {
        let code = ProcedureCode::parse(code).ok()?;
        self.0.get(&code).map(String::as_str)
    }
}
