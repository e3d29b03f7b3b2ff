//! Words for browsers, where somebody looks at their own sessions.

use domain::auth::Browser;
use domain::auth::browser::{Family, System};

/// `Firefox on Windows`
#[must_use]
pub fn browser(browser: Option<Browser>) -> String {
    let Some(Browser { family, system }) = browser else {
        return "Browser that did not say its name".to_owned();
    };
    let family = match family {
        Family::Chrome => "Chrome",
        Family::Edge => "Edge",
        Family::Firefox => "Firefox",
        Family::Opera => "Opera",
        Family::Safari => "Safari",
        Family::Samsung => "Samsung Internet",
    };
    let system = match system {
        None => return family.to_owned(),
        Some(System::Android) => "Android",
        Some(System::ChromeOs) => "ChromeOS",
        Some(System::Ios) => "iPhone or iPad",
        Some(System::Linux) => "Linux",
        Some(System::MacOs) => "Mac",
        Some(System::Windows) => "Windows",
    };
    format!("{family} on {system}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_named_with_its_system_as_far_as_they_are_known() {
        let of = |family, system| browser(Some(Browser { family, system }));
        assert_eq!(of(Family::Firefox, Some(System::Windows)), "Firefox on Windows");
        assert_eq!(of(Family::Safari, None), "Safari");
        assert_eq!(browser(None), "Browser that did not say its name");
    }
}
