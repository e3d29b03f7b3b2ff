//! The design system: every part a page is made of. It knows no feature.
//!
//! A part and its style sheet have the same name: `ui/panel.rs`, `style/components/panel.css`. Parts never carry a
//! `style` attribute (the content security policy forbids it) and never write a sentence about an error (see
//! [`crate::copy`]).

pub mod address;
pub mod answer;
pub mod arches;
pub mod banner;
pub mod brand;
pub mod button;
pub mod case_parts;
pub mod case_table;
pub mod case_view;
pub mod checkbox;
pub mod clock_line;
pub mod data_table;
pub mod drop_zone;
pub mod due_time;
pub mod empty_state;
pub mod error_summary;
pub mod field;
pub mod file_list;
pub mod frame;
#[cfg(not(feature = "ssr"))]
pub mod full_load;
pub mod icon;
pub mod loaded;
pub mod log_in_frame;
pub mod message_thread;
pub mod page;
pub mod page_form;
pub mod palette;
pub mod panel;
pub mod password_input;
pub mod plan_words;
pub mod problem;
pub mod progress;
pub mod public_frame;
pub mod radio_group;
pub mod select;
pub mod skeleton;
pub mod status_tag;
pub mod summary_list;
pub mod tabs;
pub mod tag;
pub mod task_list;
pub mod text_area;
pub mod text_input;
pub mod timeline;

pub use address::{path_parameter, query_parameter};
pub use answer::{Answer, ask};
pub use banner::Banner;
pub use button::{Button, ButtonKind, LinkButton};
pub use case_parts::{CaseHeading, CaseLines, CaseNote, CaseSummary, CaseTimeline};
pub use case_table::{CaseTable, QueueTable};
pub use case_view::{CaseRow, CaseView, LineRow};
pub use checkbox::CheckboxField;
pub use clock_line::{Clock, ClockLine};
pub use data_table::{DataTable, TableCell, TableRow};
pub use drop_zone::DropZone;
pub use due_time::{Due, DueTime, Ticker, TimeLeft};
pub use empty_state::EmptyState;
pub use error_summary::ErrorSummary;
pub use field::Field;
pub use file_list::{FileList, FileRow, FileState, Receipt};
pub use frame::{Frame, FrameData};
#[cfg(not(feature = "ssr"))]
pub use full_load::FullLoad;
pub use icon::{Icon, IconName, Sprite};
pub use loaded::{keep_asking, loaded};
pub use log_in_frame::LogInFrame;
pub use message_thread::{MessageItem, MessageThread, ThreadMessage};
pub use page::{AsOf, Breadcrumb, PageHeading, PageTitle};
pub use page_form::{FormState, PageForm};
pub use palette::{Palette, PaletteEntry, PaletteGroup, PaletteTarget};
pub use panel::Panel;
pub use password_input::PasswordField;
pub use plan_words::PlanWords;
pub use problem::{Message, Problem};
pub use progress::Progress;
pub use public_frame::PublicFrame;
pub use radio_group::{RadioGroup, RadioOption};
pub use select::SelectField;
pub use skeleton::Skeleton;
pub use status_tag::StatusTag;
pub use summary_list::{SummaryList, SummaryRow};
pub use tabs::{Pager, Tab, Tabs};
pub use tag::{Count, Tag, Tone};
pub use task_list::{Task, TaskList, TaskState};
pub use text_area::TextAreaField;
pub use text_input::{DateField, TextField, Width};
pub use timeline::{Timeline, TimelineItem};
