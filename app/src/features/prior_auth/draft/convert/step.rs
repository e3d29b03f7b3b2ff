//! One step of a draft, ready to be filled in.

use domain::prior_auth::{ServiceInput, Step, StepFields, Unit};
use services::Services;
use services::prior_auth::{KnownMember, KnownProvider};

use super::super::view::{KnownMemberView, StepView};
use super::lines::lines;
use super::{Looked, head, member_view, page_name};
use crate::copy;
use crate::request::wording::Wording;

/// So many days from the first to the last day of service, where nothing is typed.
const DEFAULT_SPAN_DAYS: u64 = 30;

/// One step to be filled in.
pub fn step_view(services: &Services, looked: Looked, (step, line): (Step, u32), wording: &Wording) -> StepView {
    let head = head(&looked, wording);
    let (draft, checked) = looked;
    let service = &draft.input.service;
    let line = match (step, line) {
        (Step::Service, 0) => service.first_key(),
        (Step::Service, key) => key,
        _ => 0,
    };
    let mut fields = draft.input.fields(step, line);
    if step == Step::Service {
        fields = with_defaults(fields, service, wording);
    }
    let lines = if step == Step::Service {
        lines(&draft, &checked.problems, wording)
    } else {
        Vec::new()
    };
    StepView {
        head,
        step,
        fields,
        page: page_name(draft.version, &services.env.new_id()),
        line,
        lines,
        members: Vec::new(),
        providers: Vec::new(),
        has_room: service.has_room() || service.line(line).is_none(),
        member: checked
            .member
            .filter(|_| step == Step::Member)
            .map(|member| member_view(&member, wording)),
    }
}

/// The step "Member" with those of earlier requests.
pub fn with_members(view: StepView, known: Vec<KnownMember>, wording: &Wording) -> StepView {
    let member = |one: KnownMember| KnownMemberView {
        id: one.id.as_str().to_owned(),
        about: copy::member_in_short(&one.number, &wording.day(one.birth_date)),
        name: one.name,
    };
    StepView {
        members: known.into_iter().map(member).collect(),
        ..view
    }
}

/// The step "Providers" with those that are likely.
pub fn with_providers(view: StepView, known: Vec<KnownProvider>) -> StepView {
    let providers = known.into_iter().map(|one| (one.npi, one.name.unwrap_or_default()));
    StepView {
        providers: providers.collect(),
        ..view
    }
}

/// A service in which nothing is typed begins with the dates of the first one, or today for thirty days.
fn with_defaults(fields: StepFields, service: &ServiceInput, wording: &Wording) -> StepFields {
    let first = service.lines.first().cloned().unwrap_or_default();
    let or = |typed: String, first: String, default: String| {
        [typed, first]
            .into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or(default)
    };
    StepFields {
        unit: or(fields.unit, String::new(), Unit::Each.code().to_owned()),
        from_date: or(fields.from_date, first.from_date, wording.date_value(0)),
        to_date: or(fields.to_date, first.to_date, wording.date_value(DEFAULT_SPAN_DAYS)),
        ..fields
    }
}

#[cfg(test)]
mod tests {
    use domain::prior_auth::LineInput;
    use services::settings::PlanProfile;

    use super::*;

    fn wording() -> Wording {
        Wording::at(
            &PlanProfile::default(),
            domain::time::from_millis(1_795_723_800_000).unwrap_or_default(),
        )
    }

    #[test]
    fn an_empty_service_starts_today_for_thirty_days() {
        let fields = with_defaults(StepFields::default(), &ServiceInput::default(), &wording());
        assert_eq!(
            (fields.from_date.as_str(), fields.to_date.as_str()),
            ("2026-11-26", "2026-12-26")
        );
        assert_eq!((fields.unit.as_str(), fields.quantity.as_str()), ("each", ""));
    }

    #[test]
    fn a_further_service_starts_with_the_dates_of_the_first() {
        let first = LineInput {
            key: 1,
            from_date: "2026-12-01".to_owned(),
            to_date: "soon".to_owned(),
            unit: "days".to_owned(),
            ..LineInput::default()
        };
        let service = ServiceInput {
            lines: vec![first],
            ..ServiceInput::default()
        };
        let fields = with_defaults(StepFields::default(), &service, &wording());
        assert_eq!(
            (fields.from_date.as_str(), fields.to_date.as_str()),
            ("2026-12-01", "soon")
        );
        assert_eq!(fields.unit, "each");
    }

    #[test]
    fn what_is_typed_is_never_replaced() {
        let typed = StepFields {
            unit: "dozen".to_owned(),
            from_date: "soon".to_owned(),
            ..StepFields::default()
        };
        let fields = with_defaults(typed, &ServiceInput::default(), &wording());
        assert_eq!((fields.unit.as_str(), fields.from_date.as_str()), ("dozen", "soon"));
    }
}
