//! A modified line says what is authorized of it, and a reviewer with which credential they decide.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{integer_null, text_null};

/// Columns.
#[derive(DeriveMigrationName)]
pub struct Migration;

const LINE: &str = "prior_auth_line";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [
            integer_null("authorized_quantity"),
            text_null("authorized_from"),
            text_null("authorized_to"),
        ] {
            let table = Table::alter().table(LINE).add_column(column).to_owned();
            manager.alter_table(table).await?;
        }
        let account = Table::alter()
            .table("account")
            .add_column(text_null("credential"))
            .to_owned();
        manager.alter_table(account).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["authorized_quantity", "authorized_from", "authorized_to"] {
            let table = Table::alter().table(LINE).drop_column(column).to_owned();
            manager.alter_table(table).await?;
        }
        let account = Table::alter().table("account").drop_column("credential").to_owned();
        manager.alter_table(account).await
    }
}
