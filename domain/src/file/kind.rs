//! The kinds of files that are taken, by the end of the name and by the first bytes.

coded! {
    /// A kind of file that is taken.
    pub enum FileKind {
        /// Portable Document Format.
        Pdf = "pdf",
        /// Portable Network Graphics.
        Png = "png",
        /// What cameras and phones make.
        Jpeg = "jpeg",
        /// What scanners and fax machines make.
        Tiff = "tiff",
    }
}

impl FileKind {
    /// The kind whose ending the name has, in whatever case.
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        Self::ALL
            .iter()
            .copied()
            .find(|kind| kind.endings().iter().any(|known| known.eq_ignore_ascii_case(ending)))
    }

    /// How names of this kind end, the usual one first.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Tiff => &["tif", "tiff"],
        }
    }

    /// What it is called in HTTP.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Tiff => "image/tiff",
        }
    }

    /// Whether these are the first bytes of such a file. Nothing may stand before them: a file that is two things at once
    /// begins as the other one.
    pub fn begins(self, bytes: &[u8]) -> bool {
        let magics: &[&[u8]] = match self {
            Self::Pdf => &[b"%PDF-"],
            Self::Png => &[b"\x89PNG\r\n\x1a\n"],
            Self::Jpeg => &[b"\xff\xd8\xff"],
            Self::Tiff => &[b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"],
        };
        magics.iter().any(|magic| bytes.starts_with(magic))
    }
}
