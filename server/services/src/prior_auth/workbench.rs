//! What a reviewer looks at beside the request itself: the rules that ask for it, a clinician's word, and what the member and the
//! practice asked for before. For the plan's people alone.

use domain::access::Permission;
use domain::codes::ProcedureCode;
use domain::id::{CaseId, DraftId};
use domain::prior_auth::CoverageRule;
use domain::reference::Reference;
use domain::time::Timestamp;
use entity::{prior_auth, prior_auth_draft};
use sea_orm::sea_query::{Expr, ExprTrait as _, Order};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::contents::{Line, lines};
use super::detail::ReadError;
use super::draft::{Person, given, stored};
use super::summary::{self, Summary};
use super::take_back::NOBODY;
use crate::audit::{AuditEntry, listed};
use crate::db::DbError;
use crate::{Caller, Services};

/// So many earlier requests of each are shown.
pub const EARLIER: u64 = 5;

/// A rule that asks for authorization, and for what of the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criterion {
    /// The rule as it is known today.
    pub rule: CoverageRule,
    /// The codes of the request that it lists, in the order of the lines.
    pub codes: Vec<String>,
}

/// What lies beside a request on the reviewer's desk.
#[derive(Clone, Debug)]
pub struct Workbench {
    /// The rules, each once, in the order of the lines.
    pub criteria: Vec<Criterion>,
    /// Codes of the request that the plan knows, and for which no rule asks on these days.
    pub not_required: Vec<String>,
    /// Codes of the request that the plan does not know.
    pub unknown: Vec<String>,
    /// The clinician who attested what was sent, and when.
    pub attested: Option<(Person, Timestamp)>,
    /// Other requests for the same member, whoever sent them; the newest [`EARLIER`].
    pub of_member: Vec<Summary>,
    /// Other requests of the same practice; the newest [`EARLIER`].
    pub of_practice: Vec<Summary>,
}

/// What lies beside the request with this reference. The looking is put on record, with the references shown.
///
/// # Errors
/// [`ReadError::NotFound`] for a missing request, and for everybody who does not review.
pub async fn workbench(services: &Services, caller: &Caller, reference: &Reference) -> Result<Workbench, ReadError> {
    let may_read = caller.actor.can(Permission::ReadReviewQueue);
    let found = prior_auth::Entity::find()
        .filter(prior_auth::Column::Reference.eq(reference.as_str()))
        .one(services.db.read())
        .await?;
    let row = found.filter(|_| may_read).ok_or(ReadError::NotFound)?;
    let id = CaseId::new(&row.id);
    let (lines, attested, of_member, of_practice) = futures::try_join!(
        lines(services, &id),
        attested(services, row.draft_id.as_deref()),
        others(services, caller, &row, Of::Member),
        others(services, caller, &row, Of::Practice),
    )?;
    let entry = AuditEntry::by(caller, "prior_auth.list").on("prior_auth_list", format!("beside {reference}"));
    let shown = of_member.iter().chain(&of_practice).map(|other| &other.reference);
    listed(services, entry, shown).await?;
    let (not_required, unknown) = without_rule(services, &lines);
    Ok(Workbench {
        criteria: criteria(services, &lines),
        not_required,
        unknown,
        attested,
        of_member,
        of_practice,
    })
}

fn criteria(services: &Services, lines: &[Line]) -> Vec<Criterion> {
    let mut criteria: Vec<Criterion> = Vec::new();
    for line in lines {
        let rule = line.rule_id.as_deref().and_then(|id| services.catalog.rules.rule(id));
        let Some(rule) = rule else { continue };
        match criteria.iter_mut().find(|criterion| criterion.rule.id == rule.id) {
            Some(criterion) => criterion.codes.push(line.code.clone()),
            None => criteria.push(Criterion {
                rule: rule.clone(),
                codes: vec![line.code.clone()],
            }),
        }
    }
    criteria
}

/// The codes for which no rule asked when the request was received: those that are known, and the others.
fn without_rule(services: &Services, lines: &[Line]) -> (Vec<String>, Vec<String>) {
    let is_listed = |code: &str| {
        let code = ProcedureCode::parse(code);
        code.is_ok_and(|code| !services.catalog.rules.listing(&code).is_empty())
    };
    let others = lines.iter().filter(|line| line.rule_id.is_none());
    let (known, unknown): (Vec<_>, Vec<_>) = others.partition(|line| line.service.is_some() || is_listed(&line.code));
    let codes = |lines: Vec<&Line>| lines.into_iter().map(|line| line.code.clone()).collect();
    (codes(known), codes(unknown))
}

/// Who attested the draft as it was sent.
async fn attested(services: &Services, draft: Option<&str>) -> Result<Option<(Person, Timestamp)>, DbError> {
    let Some(draft) = draft else { return Ok(None) };
    let conn = services.db.read();
    match prior_auth_draft::Entity::find_by_id(draft).one(conn).await? {
        Some(draft) => given(conn, &DraftId::new(&draft.id), &stored(&draft)?.0).await,
        None => Ok(None),
    }
}

/// Whose other requests.
#[derive(Clone, Copy)]
enum Of {
    Member,
    Practice,
}

async fn others(
    services: &Services,
    caller: &Caller,
    row: &prior_auth::Model,
    of: Of,
) -> Result<Vec<Summary>, DbError> {
    if matches!(of, Of::Practice) && row.practice_id == NOBODY {
        return Ok(Vec::new());
    }
    let own = |column: prior_auth::Column| Expr::col((prior_auth::Entity, column));
    let same = match of {
        Of::Member => own(prior_auth::Column::MemberId).eq(row.member_id.as_str()),
        Of::Practice => own(prior_auth::Column::PracticeId).eq(row.practice_id.as_str()),
    };
    let mut select = summary::select();
    select
        .and_where(same)
        .and_where(own(prior_auth::Column::Id).ne(row.id.as_str()))
        .order_by((prior_auth::Entity, prior_auth::Column::CreatedAt), Order::Desc)
        .order_by((prior_auth::Entity, prior_auth::Column::Id), Order::Desc)
        .limit(EARLIER);
    let rows = summary::rows(services.db.read(), &select).await?;
    summary::in_words(services, caller, rows)
}
