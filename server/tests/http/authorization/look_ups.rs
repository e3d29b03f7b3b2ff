//! What a look-up must not tell.

use std::collections::BTreeSet;

use services::testing::MemberSpec;

use crate::site::Site;

#[tokio::test]
async fn a_member_must_match_in_full_or_the_answer_is_the_same() {
    let site = Site::open().await;
    let mut browser = site.coordinator().await;
    site.stage
        .member(MemberSpec {
            number: "LHP100200303",
            last_name: "Bello",
            ..MemberSpec::default()
        })
        .await;
    let draft = crate::drafts::new_draft(&mut browser).await;
    let mut answers = BTreeSet::new();
    for (member, born, name) in [
        ("LHP100200301", "1951-03-15", "Delgado"),
        ("LHP100200301", "1951-03-14", "Delgada"),
        ("LHP100200399", "1951-03-14", "Delgado"),
    ] {
        let mut fields = crate::drafts::knee_orthosis(&draft, "member");
        for (field, value) in [("member_id", member), ("birth_date", born), ("last_name", name)] {
            fields.iter_mut().find(|(key, _)| key == field).unwrap().1 = value.to_owned();
        }
        let answer = browser
            .post("/api/prior-auth/save-step", &crate::forms::borrowed(&fields))
            .await;
        answers.insert((answer.status.as_u16(), answer.text().to_owned()));
    }
    assert_eq!(answers.len(), 1, "{answers:?}");
}
