//! How requests were determined, week by week or month by month, where the plan lives.

use domain::dashboard::{Scale, Span};
use domain::id::PracticeId;
use domain::prior_auth::Determination;
use domain::time::{Timestamp, to_millis};
use entity::prior_auth::{Column, Entity};
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Query, SelectStatement};
use sea_orm::{ConnectionTrait as _, FromQueryResult};

use crate::Services;
use crate::db::DbError;
use crate::prior_auth::Determined;

/// What was determined in a span of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decisions {
    /// The days.
    pub span: Span,
    /// By the rules, at once.
    pub rules: u64,
    /// After review.
    pub review: u64,
}

#[derive(FromQueryResult)]
struct Row {
    span: i32,
    determined_by: Option<String>,
    number: i64,
}

/// The practice's decisions in each span of the scale, the oldest first.
pub(super) async fn decisions(
    services: &Services,
    practice: &PracticeId,
    scale: Scale,
) -> Result<Vec<Decisions>, DbError> {
    let zone = services.plan.zone;
    let spans = scale.spans(services.env.today(zone));
    let (spans, instants): (Vec<Span>, Vec<(Timestamp, Timestamp)>) = spans
        .into_iter()
        .filter_map(|span| Some((span, span.instants(&zone)?)))
        .unzip();
    let mut decisions: Vec<Decisions> = spans
        .into_iter()
        .map(|span| Decisions {
            span,
            rules: 0,
            review: 0,
        })
        .collect();
    for row in services.db.read().query_all(&statement(practice, &instants)).await? {
        let Row {
            span,
            determined_by,
            number,
        } = Row::from_query_result(&row, "")?;
        let number = u64::try_from(number).unwrap_or_default();
        let by = determined_by.as_deref().and_then(Determination::parse);
        let of = usize::try_from(span).ok().and_then(|span| decisions.get_mut(span));
        match (of, by) {
            (Some(of), Some(Determination::Rules)) => of.rules = number,
            (Some(of), Some(Determination::Review)) => of.review = number,
            (None, _) | (_, None) => {
                return Err(DbError::value(
                    "prior_auth",
                    "determined_by",
                    practice.as_str(),
                    "a determination",
                ));
            }
        }
    }
    Ok(decisions)
}

/// Counts by the number of the span and the way of the determination.
fn statement(practice: &PracticeId, spans: &[(Timestamp, Timestamp)]) -> SelectStatement {
    let all = Determined {
        from: spans.first().map(|(from, _)| *from),
        before: spans.last().map(|(_, before)| *before),
        by: None,
    };
    let mut number = Expr::case(Expr::val(false), -1);
    for (position, (_, before)) in (0..).zip(spans) {
        number = number.case(Expr::col(Column::DeterminedAt).lt(to_millis(*before)), position);
    }
    let span = Alias::new("span");
    let mut select = Query::select();
    select
        .expr_as(number.finally(-1), span.clone())
        .column(Column::DeterminedBy)
        .expr_as(Expr::col(Column::Id).count(), Alias::new("number"))
        .from(Entity)
        .and_where(Expr::col(Column::PracticeId).eq(practice.as_str()));
    for condition in all.conditions() {
        select.and_where(condition);
    }
    select
        .add_group_by([Expr::col(span), Expr::col(Column::DeterminedBy)])
        .take()
}
