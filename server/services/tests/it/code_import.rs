//! Codes from published files: all of a file or nothing, in the place of the file before, and known from then on.

use chrono::TimeDelta;
use domain::access::Role;
use domain::codes::{CodeSet, CodeSystem};
use domain::prior_auth::{InquiryInput, Need, Requirement, Status};
use entity::{audit, imported_code};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use services::catalog::{self, CodeFile, ImportError, Imported, LeftOut};
use services::notification;
use services::on_both_databases;
use services::prior_auth::{
    ListQuery, create_draft, detail, draft, drafts, inquire, keep_proof, list, proof, write_message,
};
use services::testing::code_files::{hcpcs_records, icd10cm_codes_line, icd10cm_order_line};
use services::testing::{MemberSpec, Stage, fill, knee_orthosis, request_info, submit_filled};

fn file(name: &str, text: &str) -> CodeFile {
    CodeFile {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
    }
}

async fn import(stage: &Stage, texts: &[&str]) -> Result<Vec<Imported>, ImportError> {
    let files: Vec<CodeFile> = (1..)
        .zip(texts)
        .map(|(number, text)| file(&format!("{number}.txt"), text))
        .collect();
    catalog::import(&stage.services, &request_info(), &files).await
}

async fn found(stage: &Stage, set: CodeSet, text: &str) -> Vec<(String, String)> {
    let found = catalog::search(&stage.services, set, text).await.unwrap();
    found.into_iter().map(|found| (found.code, found.words)).collect()
}

async fn found_codes(stage: &Stage, set: CodeSet, text: &str) -> Vec<String> {
    found(stage, set, text)
        .await
        .into_iter()
        .map(|(code, _)| code)
        .collect()
}

async fn stored(stage: &Stage) -> u64 {
    imported_code::Entity::find()
        .count(stage.services.db.read())
        .await
        .unwrap()
}

fn about(code: &str) -> InquiryInput {
    InquiryInput {
        procedure_code: code.to_owned(),
        line_of_business: "medicare_advantage".to_owned(),
        place_of_service: "12".to_owned(),
        service_date: "2026-11-24".to_owned(),
    }
}

const CPT: &str = "code,description\n27447,Invented service of a licensee\n";

on_both_databases! {
    fn the_same_file_once_more_changes_nothing_and_another_one_takes_its_place(stage: Stage) {
        let [ferry, moon] = ["A9001", "E9001"].map(|code| hcpcs_records(code, "Invented moon ferry", ""));
        let first = [hcpcs_records("A1", "Invented modifier", ""), ferry.clone(), moon].concat();
        let read = Imported {
            system: CodeSystem::Hcpcs,
            codes: 2,
            added: 2,
            changed: 0,
            removed: 0,
            left_out: LeftOut { modifiers: 1, ..LeftOut::default() },
        };
        assert_eq!(import(&stage, &[&first]).await.unwrap(), [read]);
        assert_eq!(import(&stage, &[&first]).await.unwrap(), [Imported { added: 0, ..read }]);
        let second = [ferry.replace("moon ferry", "moon barge"), hcpcs_records("K9001", "Invented sledge", "")].concat();
        let changed = Imported { added: 1, changed: 1, removed: 1, left_out: LeftOut::default(), ..read };
        assert_eq!(import(&stage, &[&second]).await.unwrap(), [changed]);
        assert_eq!(found_codes(&stage, CodeSet::Procedure, "invented moon").await, ["A9001"]);
        assert_eq!(stored(&stage).await, 2);
        let record = audit::Entity::find().filter(audit::Column::Action.eq("codes.import"));
        let record = record.all(stage.services.db.read()).await.unwrap();
        assert_eq!(record.len(), 3);
        assert!(record.iter().all(|row| row.subject_kind == "code_system" && row.subject_id == "hcpcs"));
        assert!(record.iter().any(|row| row.detail_json.contains("\"removed\":1")));
    }

    fn several_files_are_imported_together_or_not_at_all(stage: Stage) {
        let codes = icd10cm_codes_line("M9911", "Invented illness");
        let broken = format!("{codes}{codes}");
        let refused = import(&stage, &[CPT, &broken]).await.unwrap_err();
        assert!(refused.to_string().starts_with("2.txt, line 2: "), "{refused}");
        assert_eq!(stored(&stage).await, 0);
        let order = icd10cm_order_line(1, "M9911", false, "Invented illness");
        let refused = import(&stage, &[&codes, &order]).await.unwrap_err();
        assert_eq!(refused.to_string(), "both 1.txt and 2.txt hold codes of ICD-10-CM");
        assert_eq!(import(&stage, &[CPT, &order]).await.unwrap().len(), 2);
        assert_eq!(import(&stage, &[&codes]).await.unwrap()[0].changed, 0, "both files say the same");
        assert_eq!(found_codes(&stage, CodeSet::Procedure, "licensee").await, ["27447"], "CPT was left alone");
        let record = audit::Entity::find().filter(audit::Column::Action.eq("codes.import"));
        assert_eq!(record.count(stage.services.db.read()).await.unwrap(), 3, "what was refused is on no record");
    }

    fn more_codes_than_go_in_one_statement_are_stored_and_taken_away(stage: Stage) {
        let lines = |from: u32, to: u32| -> String {
            (from..to).map(|code| format!("{code:05}\tInvented service {code}\n")).collect()
        };
        let table = |from, to| format!("code\tdescription\n{}", lines(from, to));
        let first = import(&stage, &[&table(10_000, 12_500)]).await.unwrap()[0];
        assert_eq!((first.codes, first.added), (2_500, 2_500));
        let second = import(&stage, &[&table(12_000, 12_600)]).await.unwrap()[0];
        assert_eq!((second.added, second.changed, second.removed), (100, 0, 2_000));
        assert_eq!(stored(&stage).await, 600);
    }

    fn imported_codes_are_suggested_where_ours_leave_room(stage: Stage) {
        let ended = hcpcs_records("A9001", "Invented moon ferry, old", "20261122");
        let ends_today = hcpcs_records("A9002", "Invented moon ferry, last day", "20261123");
        let ours = hcpcs_records("L1832", "Invented moon words for a code of ours", "");
        let long = format!("Invented moon {}", "and more ".repeat(40));
        let texts = [ended, ends_today, hcpcs_records("A9003", &long, ""), ours].concat();
        let illness = icd10cm_codes_line("M9911", "Invented Ménière's illness, 50% of it");
        import(&stage, &[&texts, &illness, CPT]).await.unwrap();
        let find = async |text: &'static str| found_codes(&stage, CodeSet::Procedure, text).await;
        assert_eq!(find("moon inv").await, ["A9002", "A9003"]);
        assert_eq!(find("a900").await, ["A9002", "A9003"]);
        assert_eq!(find("A9001").await, Vec::<String>::new(), "it ended yesterday");
        assert_eq!(find("27447").await, ["27447"]);
        assert_eq!(find("moon%").await, find("moon").await, "signs mean nothing");
        assert_eq!(find("_").await, Vec::<String>::new());
        let brace = &found(&stage, CodeSet::Procedure, "L1832").await[0];
        assert!(brace.1.starts_with("Knee brace"), "{brace:?}");
        let long = &found(&stage, CodeSet::Procedure, "A9003").await[0].1;
        assert!(long.ends_with('…') && long.chars().count() <= 161, "{long}");
        for text in ["m9911", "M99.11", "m99.1", "ménière", "invented 50"] {
            assert_eq!(found_codes(&stage, CodeSet::Diagnosis, text).await, ["M99.11"], "{text}");
        }
        assert_eq!(found_codes(&stage, CodeSet::PlaceOfService, "moon").await, Vec::<String>::new());
        assert_eq!(found_codes(&stage, CodeSet::Procedure, "wheelchair").await.len(), 12);
        let need = catalog::search(&stage.services, CodeSet::Procedure, "27447").await.unwrap()[0].need;
        assert_eq!(need, Some(Need::NotNeeded));
        stage.clock.advance(TimeDelta::days(1));
        assert_eq!(found_codes(&stage, CodeSet::Procedure, "moon inv").await, ["A9003"]);
    }

    fn of_many_who_look_for_words_at_once_each_is_answered(stage: Stage) {
        import(&stage, &[&icd10cm_codes_line("M9911", "Invented illness")]).await.unwrap();
        let texts = (0..40).map(|number| if number % 2 == 0 { "invented" } else { "words of nothing" });
        let stage = &stage;
        let looks = texts.map(|text| async move { (text, found_codes(stage, CodeSet::Diagnosis, text).await) });
        for (text, found) in futures::future::join_all(looks).await {
            assert!(found.is_empty() || (text == "invented" && found == ["M99.11"]), "{text}: {found:?}");
        }
        assert_eq!(found_codes(stage, CodeSet::Diagnosis, "invented").await, ["M99.11"], "turns are given back");
    }

    fn an_imported_code_is_known_to_every_server_at_once(stage: Stage) {
        let other = stage.second_server().await;
        stage.member(MemberSpec::default()).await;
        let desk = stage.caller(Role::Coordinator).await;
        let services = &stage.services;
        let before = inquire(services, &about("27447")).await.unwrap();
        assert_eq!((before.requirement, before.wording), (Requirement::Unknown, None));
        let version = {
            let proof_of = keep_proof(services, &desk, &about("L1830"), "page1").await.unwrap();
            proof(services, &desk, &proof_of).await.unwrap().rules_version
        };
        catalog::import(&other, &request_info(), &[file("cpt.csv", CPT)]).await.unwrap();
        let words = Some("Invented service of a licensee".to_owned());
        let after = inquire(services, &about("27447")).await.unwrap();
        assert_eq!((after.requirement, after.wording), (Requirement::NotRequired, words.clone()));
        let kept = keep_proof(services, &desk, &about("27447"), "page2").await.unwrap();
        let kept = proof(services, &desk, &kept).await.unwrap();
        assert_eq!(Some(kept.wording), words);
        assert_eq!(kept.rules_version.len(), 12);
        assert_ne!(kept.rules_version, version, "a proof says on which codes it rests");
    }

    fn a_code_that_has_ended_is_for_a_person_to_judge(stage: Stage) {
        let records = hcpcs_records("E9001", "Invented pump", "20261130");
        import(&stage, &[&records]).await.unwrap();
        let services = &stage.services;
        let on = |day: &str| InquiryInput {
            procedure_code: "E9001".to_owned(),
            line_of_business: "commercial".to_owned(),
            place_of_service: "12".to_owned(),
            service_date: day.to_owned(),
        };
        let last = inquire(services, &on("2026-11-30")).await.unwrap();
        assert_eq!(last.requirement, Requirement::NotRequired);
        let later = inquire(services, &on("2026-12-01")).await.unwrap();
        assert_eq!(later.requirement, Requirement::Unknown);
        assert_eq!(later.wording.as_deref(), Some("Invented pump"), "its words stay");
    }

    fn its_words_stand_on_drafts_lists_and_cases(stage: Stage) {
        stage.member(MemberSpec::default()).await;
        import(&stage, &[CPT]).await.unwrap();
        let desk = stage.caller(Role::Coordinator).await;
        let services = &stage.services;
        let mut fields = knee_orthosis();
        "27447".clone_into(&mut fields.procedure_code);
        let words = Some("Invented service of a licensee");
        let id = create_draft(services, &desk).await.unwrap();
        fill(services, &desk, &id, &fields).await.unwrap();
        assert_eq!(draft(services, &desk, &id).await.unwrap().0.known.words(" 27447"), words);
        assert_eq!(drafts(services, &desk).await.unwrap()[0].service.as_deref(), words);
        let submitted = submit_filled(services, &desk, &id, &fields).await.unwrap();
        assert_eq!(submitted.status, Status::NotRequired, "the code is known, and no rule lists it");
        let page = list(services, &desk, ListQuery::default()).await.unwrap();
        assert_eq!(page.items[0].service.as_deref(), words);
        let case = detail(services, &desk, &submitted.reference).await.unwrap();
        assert_eq!(case.summary.service.as_deref(), words);
        assert_eq!(case.lines[0].service.as_deref(), words);
        let nurse = stage.caller(Role::Nurse).await;
        let key = services.env.new_id();
        write_message(services, &nurse, &submitted.reference, &key, "Which knee?").await.unwrap();
        let told = notification::list(services, &desk, 10).await.unwrap();
        assert_eq!(told.items.len(), 1, "{told:?}");
        assert_eq!(told.items[0].service.as_deref(), words);
    }
}
