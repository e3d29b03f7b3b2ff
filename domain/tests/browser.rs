//! Browsers by what they say of themselves.

use domain::auth::Browser;
use domain::auth::browser::{Family, System};
use proptest::prelude::*;

const KNOWN: [(&str, Family, Option<System>); 9] = [
    (
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
        Family::Chrome,
        Some(System::Windows),
    ),
    (
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
        Family::Edge,
        Some(System::Windows),
    ),
    (
        "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
        Family::Firefox,
        Some(System::Linux),
    ),
    (
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15",
        Family::Safari,
        Some(System::MacOs),
    ),
    (
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1",
        Family::Safari,
        Some(System::Ios),
    ),
    (
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0.7444.77 Mobile/15E148 Safari/604.1",
        Family::Chrome,
        Some(System::Ios),
    ),
    (
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36",
        Family::Samsung,
        Some(System::Android),
    ),
    (
        "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 OPR/125.0.0.0",
        Family::Opera,
        Some(System::ChromeOs),
    ),
    ("Mozilla/5.0 (Nobody knows) Firefox/145.0", Family::Firefox, None),
];

#[test]
fn a_browser_is_known_by_its_own_mark_and_not_by_those_it_borrows() {
    for (text, family, system) in KNOWN {
        assert_eq!(Browser::of(text), Some(Browser { family, system }), "{text}");
    }
}

#[test]
fn programs_that_are_no_browser_have_no_family() {
    for text in ["", "curl/8.5.0", "Mozilla/5.0", "Mozilla/5.0 Version/1 of something"] {
        assert_eq!(Browser::of(text), None, "{text}");
    }
}

#[test]
fn what_is_stored_is_read_back() {
    for &family in Family::ALL {
        for system in [None].into_iter().chain(System::ALL.iter().copied().map(Some)) {
            let browser = Browser { family, system };
            assert_eq!(Browser::parse(&browser.code()), Some(browser));
        }
    }
    for code in ["", "netscape", "firefox beos", "firefox windows 11"] {
        assert_eq!(Browser::parse(code), None, "{code}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in any::<String>()) {
        if let Some(browser) = Browser::of(&text) {
            prop_assert_eq!(Browser::parse(&browser.code()), Some(browser));
        }
    }
}
