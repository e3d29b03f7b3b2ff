//! A server on a database of its own, with the people and cases a test needs.

use axum::Router;
use domain::{access::Role, id::PracticeId};
use server::http::{
    AppState, Parts, Site as Profile,
    assets::Assets,
    metrics,
    shutdown::{self, Stopper},
};
use services::{
    files::{ReaderSettings, ScannerPlace, ScannerSettings},
    settings::{Mode, Settings},
    testing::{MemberSpec, Stage},
};

use crate::browser::Browser;

/// The origin the server is configured with.
pub const ORIGIN: &str = "http://localhost:3000";

/// A server under test.
pub struct Site {
    pub stage: Stage,
    pub router: Router,
    pub stopper: Stopper,
}

impl Site {
    /// On an empty database.
    pub async fn open() -> Self {
        Self::with_origin(ORIGIN).await
    }

    /// On an empty database, reached at this address.
    pub async fn with_origin(origin: &str) -> Self {
        Self::with_profile(Profile::new(origin, Mode::Demo)).await
    }

    /// On an empty database, behind so many reverse proxies.
    pub async fn behind(proxies: usize) -> Self {
        Self::with_profile(Profile::new(ORIGIN, Mode::Demo).behind(proxies)).await
    }

    /// On an empty database, with a scanner for malware.
    pub async fn scanned_at(place: ScannerPlace) -> Self {
        let scanner = Some(ScannerSettings::at(place));
        Self::with(Profile::new(ORIGIN, Mode::Demo), |settings| {
            settings.files.scanner = scanner
        })
        .await
    }

    async fn with_profile(profile: Profile) -> Self {
        Self::with(profile, |_| ()).await
    }

    async fn with(profile: Profile, change: impl FnOnce(&mut Settings)) -> Self {
        // A second test in this process finds it initialised.
        drop(any_spawner::Executor::init_tokio());
        drop(metrics::install());
        // The program itself looks into files, as it does when it serves.
        let reader = ReaderSettings::command_of(env!("CARGO_BIN_EXE_portico"));
        let stage = Stage::sqlite_with(|settings| {
            settings.files.reader = reader;
            change(settings);
        })
        .await;
        let (stopper, heard) = shutdown::channel();
        let router = server::http::router(AppState::new(Parts {
            services: stage.services.clone(),
            assets: Assets::embedded(),
            site: profile,
            shutdown: heard,
            #[cfg(feature = "test-hooks")]
            hooks: None,
        }));
        Self { stage, router, stopper }
    }

    /// A browser that has not been here yet.
    pub fn browser(&self) -> Browser {
        Browser::new(self.router.clone(), self.stage.clone())
    }

    /// A browser in which somebody new with this role is signed in; providers in `practice`.
    pub async fn signed_in(&self, user_id: &str, role: Role, practice: Option<&PracticeId>) -> Browser {
        self.stage.account(user_id, role, practice).await;
        let mut browser = self.browser();
        browser.sign_in(user_id).await;
        browser
    }

    /// A practice, its coordinator in a browser, and the member Rosa Delgado.
    pub async fn coordinator(&self) -> Browser {
        let practice = self.stage.practice("Cedar Hill Orthopedics").await;
        self.stage.member(MemberSpec::default()).await;
        self.signed_in("Front.Desk1", Role::Coordinator, Some(&practice)).await
    }

    /// Another practice, Lakeside Home Medical, in which the account may look.
    pub async fn second_practice(&self, user_id: &str) -> PracticeId {
        let practice = self.stage.practice("Lakeside Home Medical").await;
        let account = self.stage.account_of(user_id).await;
        self.stage.grant(&account, Role::Viewer, Some(&practice)).await;
        practice
    }

    /// Somebody of Lakeside Home Medical in a browser.
    pub async fn second_office(&self) -> Browser {
        let practice = self.stage.practice("Lakeside Home Medical").await;
        self.signed_in("Front.Desk2", Role::Coordinator, Some(&practice)).await
    }

    /// A nurse in a browser.
    pub async fn nurse(&self) -> Browser {
        self.signed_in("Nurse.Ortiz", Role::Nurse, None).await
    }
}
