//! Looks at everything a draft says: what is missing or wrong, whether the plan knows the member, and whether the member
//! is covered. Whether the plan knows the member is said only of one who was looked for when the step was saved: there
//! look-ups are counted.

use chrono::NaiveDate;
use domain::coverage::{LineOfBusiness, active_on};
use domain::form::{FieldCode, FieldError};
use domain::prior_auth::{Around, DraftInput, MemberMatch, Problem, Step, Submission};

use super::marks::Marks;
use crate::Services;
use crate::db::DbError;
use crate::members::{self, Member};

/// The member of a draft, as far as its page may show.
#[derive(Clone, PartialEq, Eq)]
pub struct FoundMember {
    /// First and last name.
    pub name: String,
    /// As on the card.
    pub number: String,
    /// The first day of service; today, where none is typed.
    pub on: NaiveDate,
    /// What covers the member on that day; `None` where nothing does.
    pub covered_by: Option<LineOfBusiness>,
    /// Where nothing does: when it did, or will.
    pub gap: Option<Gap>,
}

/// The nearest coverage of a day without any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// It ended on this day.
    Ended(NaiveDate),
    /// It begins on this day.
    Begins(NaiveDate),
}

impl std::fmt::Debug for FoundMember {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FoundMember([hidden])")
    }
}

/// What there is to say about a draft.
#[derive(Clone, Debug)]
pub struct Checked {
    /// For the states of its steps.
    pub around: Around,
    /// The member, if number, birth date and last name fit one.
    pub member: Option<FoundMember>,
    /// Everything that keeps it from being submitted, in the order of its steps.
    pub problems: Vec<Problem>,
    /// The request it would be, where nothing does.
    pub(in super::super) ready: Option<Ready>,
}

/// A request that may be submitted, and whom it is for.
#[derive(Clone, Debug)]
pub(in super::super) struct Ready {
    pub(in super::super) submission: Submission,
    pub(in super::super) member: Member,
    pub(in super::super) line_of_business: LineOfBusiness,
}

/// Checks what was typed, today.
pub(in super::super) async fn check(
    services: &Services,
    (input, marks): (&DraftInput, &Marks),
) -> Result<Checked, DbError> {
    let today = services.env.today(services.plan.zone);
    let mut around = Around {
        today,
        member: MemberMatch::Unknown,
        documents: 0,
    };
    let (mut problems, submission) = match Submission::parse(input, today) {
        Ok(submission) => (Vec::new(), Some(submission)),
        Err(problems) => (problems, None),
    };
    let mut found = None;
    let who = input.member.parse(today).ok();
    if who.is_some() && marks.has_look_up_open() {
        around.member = MemberMatch::NotFound;
        problems.insert(0, problem(Step::Member, 0, "member_id", FieldCode::NotLookedUp));
    } else if let Some(who) = who {
        found = members::find(services.db.read(), &who.number, who.birth_date, &who.last_name).await?;
        around.member = MemberMatch::Found;
        if found.is_none() {
            around.member = MemberMatch::NotFound;
            problems.insert(0, problem(Step::Member, 0, "member_id", FieldCode::MemberNotFound));
        }
    }
    if let Some(member) = &found {
        problems.extend(uncovered(member, input, today));
        problems.sort_by_key(|problem| problem.step);
    }
    let ready = submission.zip(found.clone()).filter(|_| problems.is_empty());
    Ok(Checked {
        around,
        member: found.map(|member| shown(&member, first_day(input, today).unwrap_or(today))),
        ready: ready.and_then(|(submission, member)| ready_as(submission, member)),
        problems,
    })
}

/// The line of business of a request is that of the coverage on the first day of service.
fn ready_as(submission: Submission, member: Member) -> Option<Ready> {
    let line_of_business = active_on(&member.coverage, submission.first_day())?.line_of_business;
    Some(Ready {
        submission,
        member,
        line_of_business,
    })
}

fn first_day(input: &DraftInput, today: NaiveDate) -> Option<NaiveDate> {
    input.service.parse(today).ok().map(|service| service.first_day())
}

/// A member must be covered on the first day of each service.
fn uncovered(member: &Member, input: &DraftInput, today: NaiveDate) -> Vec<Problem> {
    let Ok(service) = input.service.parse(today) else {
        return Vec::new();
    };
    let lines = service
        .lines()
        .filter(|line| active_on(&member.coverage, line.from).is_none());
    lines
        .map(|line| problem(Step::Service, line.key, "from_date", FieldCode::CoverageNotActive))
        .collect()
}

fn shown(member: &Member, on: NaiveDate) -> FoundMember {
    FoundMember {
        name: member.name.clone(),
        number: member.number.clone(),
        on,
        covered_by: active_on(&member.coverage, on).map(|period| period.line_of_business),
        gap: gap(member, on),
    }
}

/// Of a day without coverage: the first day of the next one, or else the last day of the one before.
fn gap(member: &Member, on: NaiveDate) -> Option<Gap> {
    if active_on(&member.coverage, on).is_some() {
        return None;
    }
    let begins = member
        .coverage
        .iter()
        .map(|period| period.from)
        .filter(|from| *from > on);
    let ended = member
        .coverage
        .iter()
        .filter_map(|period| period.to)
        .filter(|to| *to < on);
    begins.min().map(Gap::Begins).or_else(|| ended.max().map(Gap::Ended))
}

fn problem(step: Step, line: u32, field: &str, code: FieldCode) -> Problem {
    Problem {
        step,
        line,
        error: FieldError {
            field: field.to_owned(),
            code,
        },
    }
}
