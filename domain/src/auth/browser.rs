//! Which browser somebody uses, as far as it says so itself: enough to tell one's own sessions apart, and nothing more.
//!
//! Only the family and the system are ever kept. The whole text a browser sends is long, changes with each version, and would tell
//! people apart who want to be told apart by nobody.

coded! {
    /// A family of browsers.
    pub enum Family {
        /// Google Chrome, and Chromium.
        Chrome = "chrome",
        /// Microsoft Edge.
        Edge = "edge",
        /// Mozilla Firefox.
        Firefox = "firefox",
        /// Opera.
        Opera = "opera",
        /// Apple Safari.
        Safari = "safari",
        /// Samsung Internet.
        Samsung = "samsung",
    }
}

coded! {
    /// What the browser runs on.
    pub enum System {
        /// Android.
        Android = "android",
        /// ChromeOS.
        ChromeOs = "chromeos",
        /// An iPhone or an iPad that says so; many iPads call themselves a Mac.
        Ios = "ios",
        /// Linux.
        Linux = "linux",
        /// macOS.
        MacOs = "macos",
        /// Windows.
        Windows = "windows",
    }
}

/// What a browser says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Browser {
    /// Its family.
    pub family: Family,
    /// Its system, where that is one of the known.
    pub system: Option<System>,
}

/// Marks of a family, the most special first: nearly all browsers also call themselves Chrome, Safari and Mozilla.
const FAMILIES: [(&str, Family); 12] = [
    ("Edg/", Family::Edge),
    ("EdgA/", Family::Edge),
    ("EdgiOS/", Family::Edge),
    ("OPR/", Family::Opera),
    ("SamsungBrowser/", Family::Samsung),
    ("Firefox/", Family::Firefox),
    ("FxiOS/", Family::Firefox),
    ("Chrome/", Family::Chrome),
    ("Chromium/", Family::Chrome),
    ("CriOS/", Family::Chrome),
    ("HeadlessChrome/", Family::Chrome),
    ("Version/", Family::Safari),
];

/// Marks of a system, the most special first: Android calls itself Linux, an iPhone says "like Mac OS X".
const SYSTEMS: [(&str, System); 8] = [
    ("Windows", System::Windows),
    ("Android", System::Android),
    ("iPhone", System::Ios),
    ("iPad", System::Ios),
    ("CrOS", System::ChromeOs),
    ("Mac OS X", System::MacOs),
    ("Macintosh", System::MacOs),
    ("Linux", System::Linux),
];

impl Browser {
    /// What the header `User-Agent` says; `None` for a program that is no browser we know.
    pub fn of(user_agent: &str) -> Option<Self> {
        let family = first(&FAMILIES, user_agent)?;
        // Only Safari calls itself by its version, and others do not call themselves Safari without their own mark.
        let is_known = family != Family::Safari || user_agent.contains("Safari/");
        is_known.then(|| Self {
            family,
            system: first(&SYSTEMS, user_agent),
        })
    }

    /// The text under which it is stored: `firefox windows`.
    pub fn code(self) -> String {
        match self.system {
            Some(system) => format!("{} {system}", self.family),
            None => self.family.to_string(),
        }
    }

    /// The browser of a stored text.
    pub fn parse(code: &str) -> Option<Self> {
        let (family, system) = code
            .split_once(' ')
            .map_or((code, None), |(family, rest)| (family, Some(rest)));
        Some(Self {
            family: Family::parse(family)?,
            system: match system {
                None => None,
                Some(code) => Some(System::parse(code)?),
            },
        })
    }
}

fn first<T: Copy>(marks: &[(&str, T)], text: &str) -> Option<T> {
    marks
        .iter()
        .find(|(mark, _)| text.contains(mark))
        .map(|(_, what)| *what)
}
