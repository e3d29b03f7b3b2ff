//! What the plan takes in itself: requests that came by phone, fax or mail, and documents that came so.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, text, text_null};

use crate::statements::{indexes, reference};

/// A table of who entered which request from which form, and what a file says of the way on which it came.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// A form that is sent twice enters one request.
const INDEXES: [&str; 1] =
    ["create unique index prior_auth_intake_request on prior_auth_intake (entered_by, request_key)"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("prior_auth_intake")
            .col(text("id").primary_key())
            .col(text("prior_auth_id"))
            .col(text("entered_by"))
            .col(text("request_key"))
            .col(big_integer("entered_at"))
            .foreign_key(&mut reference("prior_auth_intake", "prior_auth_id", "prior_auth"))
            .foreign_key(&mut reference("prior_auth_intake", "entered_by", "account"))
            .to_owned();
        manager.create_table(table).await?;
        indexes(manager, &INDEXES).await?;
        for column in [text_null("channel"), big_integer_null("arrived_at")] {
            let file = Table::alter().table("file").add_column(column).to_owned();
            manager.alter_table(file).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["channel", "arrived_at"] {
            let file = Table::alter().table("file").drop_column(column).to_owned();
            manager.alter_table(file).await?;
        }
        let table = Table::drop().table("prior_auth_intake").to_owned();
        manager.drop_table(table).await
    }
}
