//! What a type-ahead knows, without a browser: what is typed, what was asked, and what may be chosen.
//!
//! Every question has a number. A question that is not the newest is not asked any more, and its answer is not heard.

use super::Choice;
use crate::error::ApiError;

/// What a key means to the field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Press {
    /// Nothing: the browser does what it always does.
    Other,
    /// The list has changed.
    Handled,
    /// The list is to be opened, and nothing has been asked yet.
    Ask(u32),
    /// This code was chosen.
    Chosen(String),
}

/// See the module's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Suggestions {
    /// Whether the field takes several codes, with commas between them: then only the last of them is asked for.
    is_list: bool,
    typed: String,
    newest: u32,
    choices: Vec<Choice>,
    active: Option<usize>,
    is_open: bool,
    is_left: bool,
    said: String,
    meaning: String,
}

impl Suggestions {
    /// A field that holds `typed`, which means `meaning`. It is open where there are choices to show.
    pub(super) fn new(typed: String, meaning: String, choices: Vec<Choice>) -> Self {
        Self {
            typed,
            meaning,
            is_open: !choices.is_empty(),
            active: (!choices.is_empty()).then_some(0),
            choices,
            ..Self::default()
        }
    }

    /// The same field, where it takes several codes.
    pub(super) fn of_several(self) -> Self {
        Self { is_list: true, ..self }
    }

    /// What stands before the code that is being typed, and that code.
    fn parts(&self) -> (&str, &str) {
        let end = if self.is_list {
            self.typed.rfind([',', ';']).map_or(0, |place| place + 1)
        } else {
            0
        };
        self.typed.split_at(end)
    }

    pub(super) fn choices(&self) -> &[Choice] {
        &self.choices
    }

    pub(super) fn is_open(&self) -> bool {
        self.is_open
    }

    /// The place of the choice that Enter takes.
    pub(super) fn active(&self) -> Option<usize> {
        self.active.filter(|_| self.is_open)
    }

    /// What a screen reader says of the list.
    pub(super) fn said(&self) -> &str {
        &self.said
    }

    /// The words of the code in the field; empty where they are not known.
    pub(super) fn meaning(&self) -> &str {
        &self.meaning
    }

    /// Something was typed or pasted. The number of the question that follows, if there is one.
    pub(super) fn hold(&mut self, text: String) -> Option<u32> {
        if text == self.typed {
            return None;
        }
        self.typed = text;
        self.is_left = false;
        self.meaning.clear();
        self.active = None;
        self.newest += 1;
        if self.parts().1.trim().is_empty() {
            self.choices.clear();
            self.close();
            return None;
        }
        Some(self.newest)
    }

    /// What is to be asked under this number; nothing once there is a newer question.
    pub(super) fn question(&self, number: u32) -> Option<String> {
        (number == self.newest).then(|| self.parts().1.trim_start().to_owned())
    }

    /// The answer to a question. One that failed leaves a plain text field.
    pub(super) fn hear(&mut self, number: u32, answer: Result<Vec<Choice>, ApiError>) {
        if number != self.newest {
            return;
        }
        self.close();
        self.choices = answer.unwrap_or_default();
        if let [only] = self.choices.as_slice()
            && only.code.eq_ignore_ascii_case(self.parts().1.trim())
        {
            self.meaning.clone_from(&only.words);
            self.said.clone_from(&only.words);
        } else if !self.is_left {
            self.is_open = !self.choices.is_empty();
            self.said = match self.choices.len() {
                0 => "No suggestions".to_owned(),
                1 => "1 suggestion".to_owned(),
                count => format!("{count} suggestions"),
            };
        }
    }

    /// A key was pressed.
    pub(super) fn press(&mut self, key: &str) -> Press {
        match (key, self.is_open) {
            ("ArrowDown" | "ArrowUp", false) if self.choices.is_empty() && !self.parts().1.trim().is_empty() => {
                self.newest += 1;
                self.is_left = false;
                Press::Ask(self.newest)
            }
            ("ArrowDown" | "ArrowUp", _) if !self.choices.is_empty() => {
                self.active = Some(self.neighbour(key == "ArrowDown"));
                self.is_open = true;
                Press::Handled
            }
            ("Escape", true) => {
                self.close();
                Press::Handled
            }
            ("Enter", true) => match self.active {
                Some(place) => self.choose(place).map_or(Press::Other, Press::Chosen),
                None => Press::Other,
            },
            _ => Press::Other,
        }
    }

    /// The place after or before the active one, round the ends of the list.
    fn neighbour(&self, is_down: bool) -> usize {
        let last = self.choices.len().saturating_sub(1);
        match (self.active(), is_down) {
            (None, true) => 0,
            (None, false) | (Some(0), false) => last,
            (Some(place), false) => place - 1,
            (Some(place), true) if place >= last => 0,
            (Some(place), true) => place + 1,
        }
    }

    /// The choice at a place was taken: what the field then holds.
    pub(super) fn choose(&mut self, place: usize) -> Option<String> {
        let chosen = self.choices.get(place)?.clone();
        self.close();
        // An answer that is still on its way would open the list again.
        self.newest += 1;
        self.choices.clear();
        self.said = format!("{}, {}", chosen.code, chosen.words);
        let (kept, _) = self.parts();
        let blank = if kept.is_empty() { "" } else { " " };
        self.typed = format!("{kept}{blank}{}", chosen.code);
        self.meaning = chosen.words;
        Some(self.typed.clone())
    }

    /// Nothing is offered any more: the field was left, or Escape was pressed.
    pub(super) fn close(&mut self) {
        self.is_open = false;
        self.active = None;
        self.said.clear();
    }

    /// The field was left: an answer that comes later opens nothing, but may still explain the code.
    pub(super) fn leave(&mut self) {
        self.close();
        self.is_left = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(code: &str) -> Choice {
        Choice {
            code: code.to_owned(),
            words: format!("Words of {code}"),
            need: None,
        }
    }

    /// A field in which "knee" was typed, and which was answered with two codes.
    fn answered() -> Suggestions {
        let mut field = Suggestions::default();
        let asked = field.hold("knee".to_owned()).unwrap_or_default();
        field.hear(asked, Ok(vec![choice("L1832"), choice("L1843")]));
        field
    }

    #[test]
    fn an_answer_opens_the_list_and_says_how_many_there_are() {
        let field = answered();
        assert!(field.is_open());
        assert_eq!(field.active(), None, "nothing is chosen for anybody");
        assert_eq!(field.said(), "2 suggestions");
    }

    #[test]
    fn only_the_newest_question_is_asked_and_only_its_answer_is_heard() {
        let mut field = Suggestions::default();
        let first = field.hold("kn".to_owned()).unwrap_or_default();
        let second = field.hold("kne".to_owned()).unwrap_or_default();
        assert_eq!(field.question(first), None);
        assert_eq!(field.question(second).as_deref(), Some("kne"));
        field.hear(second, Ok(vec![choice("L1832")]));
        field.hear(first, Ok(vec![choice("K0823"), choice("K0824")]));
        assert_eq!(field.choices(), [choice("L1832")]);
    }

    #[test]
    fn of_several_codes_the_last_is_asked_for_and_the_others_stay() {
        let mut field = Suggestions::default().of_several();
        let asked = field.hold("M17.11, knee pain".to_owned()).unwrap_or_default();
        assert_eq!(field.question(asked).as_deref(), Some("knee pain"));
        field.hear(asked, Ok(vec![choice("M25.561"), choice("M25.562")]));
        assert_eq!(field.choose(0).as_deref(), Some("M17.11, M25.561"));
        assert_eq!(
            field.hold("M17.11, M25.561,".to_owned()),
            None,
            "nothing is asked for nothing"
        );
        let mut one = Suggestions::default();
        let asked = one.hold("brace, knee".to_owned()).unwrap_or_default();
        assert_eq!(one.question(asked).as_deref(), Some("brace, knee"));
    }

    #[test]
    fn typing_the_same_again_asks_nothing() {
        let mut field = answered();
        assert_eq!(field.hold("knee".to_owned()), None);
        assert!(field.is_open());
    }

    #[test]
    fn an_empty_field_offers_nothing_and_hears_no_late_answer() {
        let mut field = Suggestions::default();
        let asked = field.hold("k".to_owned()).unwrap_or_default();
        assert_eq!(field.hold("  ".to_owned()), None);
        field.hear(asked, Ok(vec![choice("K0823")]));
        assert!(!field.is_open());
    }

    #[test]
    fn the_arrows_go_round_and_enter_takes_the_active_choice() {
        let mut field = answered();
        let mut actives = Vec::new();
        for key in ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"] {
            assert_eq!(field.press(key), Press::Handled);
            actives.push(field.active());
        }
        assert_eq!(actives, [Some(0), Some(1), Some(0), Some(1)]);
        assert_eq!(field.press("Enter"), Press::Chosen("L1843".to_owned()));
        assert!(!field.is_open());
        assert_eq!(field.meaning(), "Words of L1843");
        assert_eq!(field.said(), "L1843, Words of L1843");
        assert_eq!(field.hold("L1843".to_owned()), None, "what was chosen is not asked for");
    }

    #[test]
    fn enter_without_an_active_choice_is_the_forms() {
        assert_eq!(answered().press("Enter"), Press::Other);
    }

    #[test]
    fn escape_closes_once_and_an_arrow_opens_again() {
        let mut field = answered();
        assert_eq!(field.press("Escape"), Press::Handled);
        assert!(!field.is_open() && field.said().is_empty());
        assert_eq!(
            field.press("Escape"),
            Press::Other,
            "the second one is the dialog's around it"
        );
        assert_eq!(field.press("ArrowDown"), Press::Handled);
        assert!(field.is_open());
    }

    #[test]
    fn an_arrow_in_a_field_that_was_filled_before_asks() {
        let mut field = Suggestions::new("L18".to_owned(), String::new(), Vec::new());
        let Press::Ask(number) = field.press("ArrowDown") else {
            unreachable!("a question")
        };
        assert_eq!(field.question(number).as_deref(), Some("L18"));
        assert_eq!(Suggestions::default().press("ArrowDown"), Press::Other);
    }

    #[test]
    fn a_whole_code_is_not_offered_but_explained() {
        let mut field = Suggestions::default();
        let asked = field.hold(" l1832 ".to_owned()).unwrap_or_default();
        field.hear(asked, Ok(vec![choice("L1832")]));
        assert!(!field.is_open());
        assert_eq!(field.meaning(), "Words of L1832");
        assert!(field.hold("l183".to_owned()).is_some());
        assert_eq!(field.meaning(), "", "of another code nothing is known");
    }

    #[test]
    fn whoever_has_left_the_field_is_offered_nothing_but_told_what_the_code_means() {
        let mut field = Suggestions::default();
        let asked = field.hold("L1".to_owned()).unwrap_or_default();
        field.leave();
        field.hear(asked, Ok(vec![choice("L1832"), choice("L1843")]));
        assert!(!field.is_open() && field.said().is_empty());
        let asked = field.hold("L1832".to_owned()).unwrap_or_default();
        field.leave();
        field.hear(asked, Ok(vec![choice("L1832")]));
        assert_eq!(field.meaning(), "Words of L1832");
    }

    #[test]
    fn a_failed_question_leaves_a_text_field() {
        let mut field = answered();
        let asked = field.hold("knees".to_owned()).unwrap_or_default();
        field.hear(asked, Err(ApiError::Unavailable));
        assert!(!field.is_open() && field.choices().is_empty());
    }
}
