//! What lies on the disk: nothing that can be read, and nothing that can be changed unnoticed.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use domain::file::FileState;
use domain::id::FileId;
use entity::file;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use services::Services;
use services::db::DbError;
use services::files::{ContentError, UploadError};
use services::keys::KeyRing;
use services::testing::Stage;

use super::desk::{CHUNK, Desk, pdf, pieces};

/// A chunk on the disk.
const SEALED: usize = CHUNK + 40;

fn body(desk: &Desk, id: &FileId) -> PathBuf {
    desk.store().join(id.as_str()).join("body")
}

#[tokio::test]
async fn the_disk_holds_random_bytes_under_random_names_for_this_user_alone() {
    let desk = Desk::open(Stage::sqlite().await).await;
    let secret = b"Rosa Delgado, LHP100200301, has pain in her knee";
    let bytes = [b"%PDF-1.7\n".as_slice(), &secret.repeat(3_000)].concat();
    let id = desk.received("Delgado knee.pdf", &bytes).await;
    let begun = desk.begin("Delgado knee 2.pdf", Some(bytes.len() as u64)).await.id;
    desk.append(&begun, 0, pieces(&bytes[..bytes.len() - 1], 1_000))
        .await
        .unwrap();
    let stored = fs::read(body(&desk, &id)).unwrap();
    assert_eq!(stored.len(), bytes.len() + 40 * bytes.len().div_ceil(CHUNK));
    let all = [
        stored,
        fs::read(desk.store().join(id.as_str()).join("page-1")).unwrap(),
        fs::read(desk.incoming().join(begun.as_str())).unwrap(),
    ]
    .concat();
    for word in [&b"Delgado"[..], b"LHP1002", b"%PDF", b"first"] {
        assert!(!all.windows(word.len()).any(|place| place == word), "{word:?}");
    }
    assert!(
        desk.on_disk()
            .iter()
            .all(|name| name.len() == 26 && !name.contains("elgado"))
    );
    #[cfg(unix)]
    for folder in [desk.store(), desk.incoming()] {
        let mode = std::os::unix::fs::PermissionsExt::mode(&fs::metadata(folder).unwrap().permissions());
        assert_eq!(mode & 0o777, 0o700);
    }
}

#[tokio::test]
async fn a_file_that_was_changed_does_not_open() {
    let desk = Desk::open(Stage::sqlite().await).await;
    let bytes = pdf(3 * CHUNK + 100);
    let id = desk.received("chart.pdf", &bytes).await;
    let other = desk.received("other.pdf", &bytes).await;
    let path = body(&desk, &id);
    let good = fs::read(&path).unwrap();
    assert_eq!(desk.read(&id).await.unwrap(), bytes);
    let chunks: Vec<&[u8]> = good.chunks(SEALED).collect();
    let [first, second, third, last] = chunks[..] else {
        panic!("four chunks")
    };
    let flipped = |at: usize| {
        let mut changed = good.clone();
        changed[at] ^= 1;
        changed
    };
    for (what, changed) in [
        ("a bit of the first nonce", flipped(0)),
        ("a bit of the text", flipped(SEALED + 1_000)),
        ("a bit of the last tag", flipped(good.len() - 1)),
        ("the end is missing", [first, second, third].concat()),
        ("the end is cut", good[..good.len() - 1].to_vec()),
        ("a chunk is missing", [first, third, last].concat()),
        ("two chunks are exchanged", [second, first, third, last].concat()),
        ("a chunk is doubled", [first, first, second, third, last].concat()),
        ("something follows", [&good[..], b"x"].concat()),
        ("a chunk follows", [&good[..], last].concat()),
        ("nothing is there", Vec::new()),
        ("it is another file", fs::read(body(&desk, &other)).unwrap()),
        (
            "it is a page of its own",
            fs::read(path.with_file_name("page-1")).unwrap(),
        ),
    ] {
        fs::write(&path, changed).unwrap();
        let read = desk.read(&id).await;
        assert!(
            matches!(read, Err(ContentError::Broken(_))),
            "{what}: {:?}",
            read.map(|bytes| bytes.len())
        );
    }
    fs::write(&path, &good).unwrap();
    assert_eq!(desk.read(&id).await.unwrap(), bytes);
    fs::remove_file(&path).unwrap();
    assert!(matches!(desk.read(&id).await, Err(ContentError::Store(_))));
}

#[tokio::test]
async fn the_image_of_one_page_does_not_open_as_that_of_another() {
    let desk = Desk::open(Stage::sqlite().await).await;
    let id = desk.received("chart.pdf", &pdf(10)).await;
    let folder = desk.store().join(id.as_str());
    fs::copy(folder.join("page-1"), folder.join("page-2")).unwrap();
    let services = &desk.stage.services;
    assert!(
        services::files::page_image(services, &desk.caller, &id, 1)
            .await
            .is_ok()
    );
    let moved = services::files::page_image(services, &desk.caller, &id, 2).await;
    assert!(matches!(moved, Err(ContentError::Broken(_))), "{moved:?}");
}

#[tokio::test]
async fn a_key_opens_its_own_file_and_no_other() {
    let desk = Desk::open(Stage::sqlite().await).await;
    let bytes = pdf(100);
    let (one, two) = (
        desk.received("one.pdf", &bytes).await,
        desk.received("two.pdf", &bytes).await,
    );
    let key_of = async |id: &FileId| {
        let row = file::Entity::find_by_id(id.as_str())
            .one(desk.stage.services.db.read())
            .await;
        row.unwrap().unwrap().wrapped_key
    };
    let (first, second) = (key_of(&one).await, key_of(&two).await);
    assert_ne!(first, second);
    let set_key = async |key: &Option<String>| {
        let done: Result<_, DbError> = desk
            .stage
            .services
            .db
            .write(async |w| {
                let row = file::Entity::update_many().col_expr(file::Column::WrappedKey, Expr::val(key.clone()));
                Ok(row.filter(file::Column::Id.eq(one.as_str())).exec(w.conn()).await?)
            })
            .await;
        done.unwrap();
    };
    set_key(&second).await;
    assert!(matches!(desk.read(&one).await, Err(ContentError::Broken(_))));
    set_key(&Some("no base64!".to_owned())).await;
    assert!(matches!(desk.read(&one).await, Err(ContentError::Broken(_))));
    set_key(&first).await;
    assert_eq!(desk.read(&one).await.unwrap(), bytes);
}

#[tokio::test]
async fn a_newer_key_seals_new_files_and_the_older_opens_what_it_sealed() {
    let old = "1:UtVcT0YTA9x/JmKmnUDqdmqyxNCnTRHBPGdpjCUJqSw=";
    let new = "2:bm6pU8Jq0TQ1hbGcYj0l5hVtRzqF3w8eWkX2aLsDnCo=";
    let ring = |text: &str| Arc::new(KeyRing::parse(text).unwrap());
    let desk = Desk::open(Stage::sqlite().await).await;
    let stage = desk.stage.reopened_with(|settings| settings.keys = ring(old)).await;
    // The one password of the builders is not sealed with these keys, and nobody signs in here.
    let desk = Desk { stage, ..desk };
    let bytes = pdf(100);
    let before = desk.received("before.pdf", &bytes).await;
    let stage = desk
        .stage
        .reopened_with(|settings| settings.keys = ring(&format!("{new} {old}")))
        .await;
    let desk = Desk { stage, ..desk };
    let after = desk.received("after.pdf", &bytes).await;
    for id in [&before, &after] {
        assert_eq!(desk.read(id).await.unwrap(), bytes);
    }
    let mut settings = desk.stage.settings.clone();
    settings.keys = ring(new);
    let refused = Services::open(settings, desk.stage.services.env.clone())
        .await
        .map(drop);
    let said = refused.unwrap_err().to_string();
    assert!(said.contains("files are sealed under key 1"), "{said}");
}

#[tokio::test]
async fn what_was_changed_on_its_way_is_not_received() {
    let desk = Desk::open(Stage::sqlite().await).await;
    let bytes = pdf(3 * CHUNK);
    let id = desk.begin("chart.pdf", Some(bytes.len() as u64)).await.id;
    desk.append(&id, 0, pieces(&bytes[..2 * CHUNK], 1_000)).await.unwrap();
    let path = desk.incoming().join(id.as_str());
    let mut sealed = fs::read(&path).unwrap();
    sealed[100] ^= 1;
    fs::write(&path, sealed).unwrap();
    let sent = desk
        .append(&id, 2 * CHUNK as u64, pieces(&bytes[2 * CHUNK..], 1_000))
        .await;
    assert!(matches!(sent, Err(UploadError::Store(_))), "{sent:?}");
    assert_eq!(desk.list().await[0].state, FileState::Uploading);
}
