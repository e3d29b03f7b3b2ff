//! Where documents are, what looks into them, and what scans them.

use std::path::Path;

use services::files::{FilePlace, FileSettings, ReaderSettings, ScannerPlace, ScannerSettings};

use crate::{config::FilesSection, failure::Failure};

/// The file store of the section, or the folder in the data folder where it names none. What is on its way is always there.
pub(super) fn files(section: &FilesSection, data: &Path) -> Result<FileSettings, Failure> {
    let settings = FileSettings::in_folder(data, reader()?);
    Ok(FileSettings {
        place: place(&section.url)?.unwrap_or(settings.place),
        scanner: scanner(&section.scanner)?.map(ScannerSettings::at),
        ..settings
    })
}

fn place(url: &str) -> Result<Option<FilePlace>, Failure> {
    match url.split_once("://") {
        _ if url.is_empty() => Ok(None),
        Some(("file", folder)) if folder.starts_with('/') => Ok(Some(FilePlace::Folder(folder.into()))),
        Some(("s3", bucket)) if cfg!(feature = "s3") && !bucket.is_empty() => {
            Ok(Some(FilePlace::Bucket(url.to_owned())))
        }
        Some(("s3", _)) if !cfg!(feature = "s3") => Err(Failure::new(
            "files.url names a bucket, and this program cannot speak to buckets",
            "build it with the feature s3, or name a folder",
        )),
        _ => Err(Failure::new(
            "files.url is neither file:///FOLDER nor s3://BUCKET/PREFIX",
            "correct it, or leave it out to keep files in the data folder",
        )),
    }
}

/// A whole path behind `unix:`, or host and port behind `tcp:`; nothing for nothing.
fn scanner(text: &str) -> Result<Option<ScannerPlace>, Failure> {
    match text.split_once(':') {
        _ if text.is_empty() => Ok(None),
        Some(("unix", socket)) if socket.starts_with('/') => Ok(Some(ScannerPlace::Unix(socket.into()))),
        Some(("tcp", address)) if has_port(address) => Ok(Some(ScannerPlace::Tcp(address.to_owned()))),
        _ => Err(Failure::new(
            "files.scanner is neither unix:/PATH nor tcp:HOST:PORT",
            "set it to where clamd listens, for example unix:/run/clamav/clamd.ctl, or leave it out to scan nothing",
        )),
    }
}

fn has_port(address: &str) -> bool {
    let Some((host, port)) = address.rsplit_once(':') else {
        return false;
    };
    !host.is_empty() && port.parse::<u16>().is_ok_and(|port| port > 0)
}

/// This program once more looks into files.
pub(super) fn reader() -> Result<ReaderSettings, Failure> {
    std::env::current_exe()
        .map(ReaderSettings::command_of)
        .map_err(|error| {
            Failure::new(
                format!("cannot find out where this program is: {error}"),
                "start it by its whole path",
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(url: &str, scanner: &str) -> FilesSection {
        FilesSection {
            url: url.to_owned(),
            scanner: scanner.to_owned(),
        }
    }

    #[test]
    fn files_are_in_the_data_folder_unless_an_address_says_where() {
        let place = |url| {
            let settings = files(&section(url, ""), Path::new("data"));
            settings.map(|settings| settings.place).ok()
        };
        assert_eq!(place(""), Some(FilePlace::Folder("data/files".into())));
        assert_eq!(place("file:///srv/files"), Some(FilePlace::Folder("/srv/files".into())));
        let bucket = cfg!(feature = "s3").then(|| FilePlace::Bucket("s3://bucket/prefix".to_owned()));
        assert_eq!(place("s3://bucket/prefix"), bucket);
        for wrong in ["file://srv", "s3://", "https://bucket.example", "data/files"] {
            assert_eq!(place(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_scanner_is_named_by_its_socket_or_its_port_and_nothing_is_guessed() {
        let place = |text: &str| {
            let settings = files(&section("", text), Path::new("data"));
            settings.map(|settings| settings.scanner.map(|scanner| scanner.place))
        };
        assert!(matches!(place(""), Ok(None)));
        let socket = ScannerPlace::Unix("/run/clamav/clamd.ctl".into());
        assert!(matches!(place("unix:/run/clamav/clamd.ctl"), Ok(Some(place)) if place == socket));
        for address in ["127.0.0.1:3310", "clamd:3310", "[::1]:3310"] {
            let tcp = ScannerPlace::Tcp(address.to_owned());
            assert!(matches!(place(&format!("tcp:{address}")), Ok(Some(place)) if place == tcp));
        }
        for wrong in [
            "/run/clamd",
            "unix:",
            "unix:clamd",
            "tcp:",
            "tcp:clamd",
            "tcp::3310",
            "tcp:clamd:0",
            "tcp:clamd:x",
            "none",
        ] {
            assert!(place(wrong).is_err(), "{wrong}");
        }
    }
}
