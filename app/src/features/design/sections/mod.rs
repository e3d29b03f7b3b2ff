//! The sections of the page, by what the parts are for.

mod actions;
mod data;
mod fields;
mod files;
mod filters;
mod floating;
mod foundations;
mod messages;
mod story;
mod waiting;

pub use {
    actions::Actions, data::Data, fields::Fields, files::Files, filters::Filters, floating::Floating,
    foundations::Foundations, story::Story, waiting::Waiting,
};
