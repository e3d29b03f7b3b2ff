//! Four style sheets out of many: lightningcss follows the imports, lowers what older browsers lack (nesting,
//! `light-dark()`) and minifies.

use std::path::Path;

use lightningcss::{
    bundler::{Bundler, FileProvider},
    printer::PrinterOptions,
    stylesheet::{MinifyOptions, ParserOptions},
    targets::{Browsers, Features, Targets},
};

use crate::{
    failure::{Context, Failure, Outcome},
    workspace::Workspace,
};

/// What every signed-in page needs beside the project's style sheet, in the folder of that one.
pub const ROOMS: &str = "rooms.css";
/// What signed-in pages other than the dashboard need beside both, in the same folder.
pub const WORK: &str = "work.css";
/// What public pages need beside the project's style sheet, in the same folder.
pub const PUBLIC: &str = "public.css";

/// Bundles the project's style sheet, and those of signed-in pages, of work and of public pages.
///
/// # Errors
/// A file is missing or is not CSS; the message has file, line and column.
pub fn bundles(workspace: &Workspace) -> Outcome<[String; 4]> {
    let main = workspace.path(&workspace.leptos.style_file);
    let of = |file| bundle(workspace, &main.with_file_name(file));
    Ok([bundle(workspace, &main)?, of(ROOMS)?, of(WORK)?, of(PUBLIC)?])
}

fn bundle(workspace: &Workspace, entry: &Path) -> Outcome<String> {
    let targets = targets(&workspace.leptos.browserquery)?;
    let files = FileProvider::new();
    let options = ParserOptions {
        filename: entry.display().to_string(),
        ..ParserOptions::default()
    };
    let mut bundler = Bundler::new(&files, None, options);
    let mut sheet = bundler
        .bundle(entry)
        .map_err(|error| Failure::new(format!("style sheet: {error}")))?;
    sheet
        .minify(MinifyOptions {
            targets,
            ..MinifyOptions::default()
        })
        .context(|| format!("style sheet {}", entry.display()))?;
    let printed = sheet.to_css(PrinterOptions {
        minify: true,
        targets,
        ..PrinterOptions::default()
    });
    printed
        .map(|sheet| sheet.code)
        .context(|| format!("style sheet {}", entry.display()))
}

/// The browsers that the metadata asks for, and lowering of what not all of them know yet in any case.
fn targets(query: &str) -> Outcome<Targets> {
    let browsers = Browsers::from_browserslist([query]).context(|| format!("browserquery \"{query}\""))?;
    Ok(Targets {
        browsers,
        include: Features::Nesting | Features::LightDark,
        exclude: Features::empty(),
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use std::fs;

    use super::*;

    fn sheet_of(files: &[(&str, &str)]) -> Outcome<String> {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let mut workspace = Workspace::find().unwrap();
        workspace.leptos.style_file = folder.path().join("main.css");
        bundle(&workspace, &workspace.path(&workspace.leptos.style_file))
    }

    #[test]
    fn imports_are_inlined_in_their_layers_and_urls_are_left_alone() {
        let css = sheet_of(&[
            ("main.css", "@layer base, parts; @import \"base.css\" layer(base);"),
            (
                "base.css",
                "@font-face { font-family: P; src: url(\"fonts/p.woff2\"); }",
            ),
        ]);
        let css = css.unwrap();
        assert!(
            css.contains("@layer base{") && css.contains("url(fonts/p.woff2)"),
            "{css}"
        );
    }

    #[test]
    fn nesting_and_light_dark_are_lowered() {
        let css = sheet_of(&[(
            "main.css",
            ":root{color-scheme:light dark} a{color:light-dark(#000,#fff);& b{top:0}}",
        )]);
        let css = css.unwrap();
        assert!(!css.contains('&') && !css.contains("light-dark("), "{css}");
        assert!(css.contains("a b{") && css.contains("--lightningcss-light"), "{css}");
    }

    #[test]
    fn a_missing_import_is_named() {
        let error = sheet_of(&[("main.css", "@import \"gone.css\";")])
            .unwrap_err()
            .to_string();
        assert!(error.contains("style sheet"), "{error}");
    }
}
