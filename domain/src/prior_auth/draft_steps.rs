//! A draft, step by step: what a page of it shows and what it puts in.

use super::draft::{
    ClinicalInput, DiagnosisInput, DraftInput, LineInput, MemberInput, ProvidersInput, ServiceInput, StepFields,
};
use super::step::Step;

impl DraftInput {
    /// What the page of a step shows; `line` says which service.
    pub fn fields(&self, step: Step, line: u32) -> StepFields {
        let none = StepFields::default();
        match step {
            Step::Member => StepFields {
                member_id: self.member.member_id.clone(),
                birth_date: self.member.birth_date.clone(),
                last_name: self.member.last_name.clone(),
                ..none
            },
            Step::Providers => StepFields {
                requesting_npi: self.providers.requesting_npi.clone(),
                rendering_npi: self.providers.rendering_npi.clone(),
                place_of_service: self.providers.place_of_service.clone(),
                ..none
            },
            Step::Service => self.service.fields(line),
            Step::Diagnosis => StepFields {
                diagnosis_code: self.diagnosis.diagnosis_code.clone(),
                ..none
            },
            Step::Clinical => StepFields {
                clinical_summary: self.clinical.clinical_summary.clone(),
                ..none
            },
            Step::Documents | Step::Check => none,
        }
    }

    /// Puts in what the page of a step posted, right or wrong; the other steps stay. False where one more service would be
    /// more than a request may have.
    pub fn put(&mut self, step: Step, line: u32, fields: StepFields) -> bool {
        match step {
            Step::Member => {
                self.member = MemberInput {
                    member_id: fields.member_id,
                    birth_date: fields.birth_date,
                    last_name: fields.last_name,
                }
            }
            Step::Providers => {
                self.providers = ProvidersInput {
                    requesting_npi: fields.requesting_npi,
                    rendering_npi: fields.rendering_npi,
                    place_of_service: fields.place_of_service,
                }
            }
            Step::Service => return self.service.put(line, fields),
            Step::Diagnosis => {
                self.diagnosis = DiagnosisInput {
                    diagnosis_code: fields.diagnosis_code,
                }
            }
            Step::Clinical => {
                self.clinical = ClinicalInput {
                    clinical_summary: fields.clinical_summary,
                }
            }
            Step::Documents => self.documents_seen = true,
            Step::Check => {}
        }
        true
    }
}

impl LineInput {
    /// Whether it says nothing of a service: unit and dates are offered ready-made, so they do not count.
    pub fn is_blank(&self) -> bool {
        [&self.procedure_code, &self.modifiers, &self.quantity]
            .iter()
            .all(|text| text.trim().is_empty())
    }
}

impl ServiceInput {
    /// The most services of a request.
    pub const MAX_LINES: usize = 10;
    /// No draft needs a larger key: one that was posted is not believed.
    const MAX_KEY: u32 = 9_999;

    /// The line with a key.
    pub fn line(&self, key: u32) -> Option<&LineInput> {
        self.lines.iter().find(|line| line.key == key)
    }

    /// The key of the first line: what the page shows that names none.
    pub fn first_key(&self) -> u32 {
        self.lines.first().map_or(1, |line| line.key)
    }

    /// The key that the next new line will have.
    pub fn next_key(&self) -> u32 {
        self.lines
            .iter()
            .map(|line| line.key)
            .max()
            .unwrap_or(0)
            .saturating_add(1)
    }

    /// Whether there is room for one more.
    pub fn has_room(&self) -> bool {
        self.lines.len() < Self::MAX_LINES
    }

    /// The lines that say something, in order, each with its number from 1; the first one where none does.
    pub fn told(&self) -> Vec<(usize, &LineInput)> {
        let told: Vec<_> = (1..).zip(self.lines.iter().filter(|line| !line.is_blank())).collect();
        if told.is_empty() {
            (1..).zip(self.lines.first()).collect()
        } else {
            told
        }
    }

    /// Takes a line away.
    pub fn remove(&mut self, key: u32) {
        self.lines.retain(|line| line.key != key);
    }

    /// Takes away the lines that say nothing; where none says anything, the one with that key stays.
    pub fn tidy(&mut self, key: u32) {
        let says_something = self.lines.iter().any(|line| !line.is_blank());
        self.lines
            .retain(|line| !line.is_blank() || !says_something && line.key == key);
    }

    fn fields(&self, key: u32) -> StepFields {
        let line = self.line(key).cloned().unwrap_or_default();
        StepFields {
            procedure_code: line.procedure_code,
            modifiers: line.modifiers,
            quantity: line.quantity,
            unit: line.unit,
            from_date: line.from_date,
            to_date: line.to_date,
            urgency: self.urgency.clone(),
            urgency_reason: self.urgency_reason.clone(),
            ..StepFields::default()
        }
    }

    /// A key that no line has begins a new one: the line was taken away elsewhere, or is new.
    fn put(&mut self, key: u32, fields: StepFields) -> bool {
        let (next, has_room) = (self.next_key(), self.has_room());
        self.urgency = fields.urgency;
        self.urgency_reason = fields.urgency_reason;
        let typed = LineInput {
            key,
            procedure_code: fields.procedure_code,
            modifiers: fields.modifiers,
            quantity: fields.quantity,
            unit: fields.unit,
            from_date: fields.from_date,
            to_date: fields.to_date,
        };
        match self.lines.iter_mut().find(|line| line.key == key) {
            Some(line) => *line = typed,
            None if has_room => self.lines.push(LineInput {
                key: if (1..=Self::MAX_KEY).contains(&key) { key } else { next },
                ..typed
            }),
            None => return false,
        }
        true
    }
}
