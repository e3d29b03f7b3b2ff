//! Views of lists: kept for one person in one place, by names that differ.

use domain::access::Role;
use domain::form::FieldCode;
use domain::id::SavedViewId;
use domain::saved_view::{MOST_VIEWS, Place};
use services::saved_views::{SavedView, SavedViewError, delete, list, rename, save};
use services::testing::Stage;
use services::{Caller, on_both_databases};

async fn views(stage: &Stage, caller: &Caller, place: Place) -> Vec<SavedView> {
    list(&stage.services, caller, place).await.unwrap()
}

async fn names(stage: &Stage, caller: &Caller) -> Vec<String> {
    let views = views(stage, caller, Place::Requests).await;
    views.into_iter().map(|view| view.name).collect()
}

fn name_problem<T: std::fmt::Debug>(result: Result<T, SavedViewError>) -> FieldCode {
    match result {
        Err(SavedViewError::Name(code)) => code,
        other => panic!("{other:?}"),
    }
}

on_both_databases! {
    fn a_view_is_saved_renamed_and_deleted_and_each_is_on_record(stage: Stage) {
        let desk = stage.caller(Role::Coordinator).await;
        let services = &stage.services;
        assert_eq!(save(services, &desk, Place::Requests, " Denials ", "status=denied").await.unwrap(), "status=denied");
        save(services, &desk, Place::Requests, "all late", "due=overdue").await.unwrap();
        assert_eq!(names(&stage, &desk).await, ["all late", "Denials"]);
        let id = views(&stage, &desk, Place::Requests).await.remove(1).id;
        assert_eq!(rename(services, &desk, Place::Requests, &id, "Denied").await.unwrap(), "status=denied");
        assert_eq!(rename(services, &desk, Place::Requests, &id, "DENIED").await.unwrap(), "status=denied", "its own name");
        delete(services, &desk, Place::Requests, &id).await.unwrap();
        delete(services, &desk, Place::Requests, &id).await.unwrap();
        assert_eq!(names(&stage, &desk).await, ["all late"]);
        for (action, rows) in [("saved_view.save", 2), ("saved_view.rename", 2), ("saved_view.delete", 1)] {
            assert_eq!(stage.audited(action).await.len(), rows, "{action}");
        }
    }

    fn names_differ_and_twenty_are_kept(stage: Stage) {
        let desk = stage.caller(Role::Coordinator).await;
        let services = &stage.services;
        for number in 0..MOST_VIEWS {
            save(services, &desk, Place::Requests, &format!("View {number}"), "status=denied").await.unwrap();
        }
        let again = save(services, &desk, Place::Requests, "VIEW 3", "status=approved").await;
        assert_eq!(name_problem(again), FieldCode::Taken);
        let more = save(services, &desk, Place::Requests, "One more", "status=approved").await;
        assert_eq!(name_problem(more), FieldCode::TooMany { max: MOST_VIEWS });
        let first = views(&stage, &desk, Place::Requests).await.remove(0).id;
        assert_eq!(name_problem(rename(services, &desk, Place::Requests, &first, "view 7").await), FieldCode::Taken);
        assert_eq!(name_problem(rename(services, &desk, Place::Requests, &first, " ").await), FieldCode::Required);
        for query in ["", "a b", "\"><script>"] {
            let refused = save(services, &desk, Place::Requests, "Other", query).await;
            assert!(matches!(refused, Err(SavedViewError::Query)), "{query}");
        }
    }

    fn twenty_are_kept_however_many_are_saved_at_once(stage: Stage) {
        let desk = stage.caller(Role::Coordinator).await;
        let services = &stage.services;
        for number in 3..MOST_VIEWS {
            save(services, &desk, Place::Requests, &format!("View {number}"), "status=denied").await.unwrap();
        }
        let saving = ["a", "b", "c", "d", "e", "f", "g", "h"].map(|name| save(services, &desk, Place::Requests, name, "due=day"));
        let saved = futures::future::join_all(saving).await;
        let (kept, refused): (Vec<_>, Vec<_>) = saved.into_iter().partition(Result::is_ok);
        assert_eq!((kept.len(), refused.len()), (3, 5));
        for refused in refused {
            assert_eq!(name_problem(refused), FieldCode::TooMany { max: MOST_VIEWS });
        }
        assert_eq!(views(&stage, &desk, Place::Requests).await.len(), usize::try_from(MOST_VIEWS).unwrap());
    }

    fn a_view_is_ones_own_in_ones_own_place(stage: Stage) {
        let desk = stage.caller(Role::Coordinator).await;
        let colleague = stage.caller(Role::Viewer).await;
        let nurse = stage.caller(Role::Nurse).await;
        let services = &stage.services;
        save(services, &desk, Place::Requests, "Mine", "status=denied").await.unwrap();
        save(services, &nurse, Place::Queue, "Mine", "due=overdue").await.unwrap();
        let id = views(&stage, &desk, Place::Requests).await.remove(0).id;
        assert!(views(&stage, &colleague, Place::Requests).await.is_empty());
        assert!(views(&stage, &nurse, Place::Requests).await.is_empty());
        for (caller, place) in [(&colleague, Place::Requests), (&nurse, Place::Queue)] {
            assert!(matches!(rename(services, caller, place, &id, "Theirs").await, Err(SavedViewError::NotFound)));
            delete(services, caller, place, &id).await.unwrap();
        }
        let foreign = save(services, &desk, Place::Queue, "Queue", "due=overdue").await;
        assert!(matches!(foreign, Err(SavedViewError::Forbidden)));
        let missing = rename(services, &desk, Place::Requests, &SavedViewId::new("none"), "None").await;
        assert!(matches!(missing, Err(SavedViewError::NotFound)));
        assert_eq!(names(&stage, &desk).await, ["Mine"]);
    }

    fn somebody_elsewhere_has_other_views(stage: Stage) {
        let desk = stage.caller(Role::Coordinator).await;
        let other = stage.practice("Lakeside Home Medical").await;
        let mut elsewhere = desk.clone();
        elsewhere.actor.practice = Some(other);
        save(&stage.services, &desk, Place::Requests, "Mine", "status=denied").await.unwrap();
        save(&stage.services, &elsewhere, Place::Requests, "Mine", "status=approved").await.unwrap();
        let there = views(&stage, &elsewhere, Place::Requests).await;
        assert_eq!(there.len(), 1);
        assert_eq!(there[0].query, "status=approved");
    }
}
