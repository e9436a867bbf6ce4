//! The encodings that a file may be said to have. The page shows and chooses them by these names
//! alone; what they mean is known to the worker.

use serde::{Deserialize, Serialize};

/// How the letters of a file are written as bytes: the encodings of the Encoding Standard
/// (encoding.spec.whatwg.org) that tables of contacts are met in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    /// UTF-8, with or without a mark at its beginning (RFC 3629).
    #[default]
    Utf8,
    /// UTF-16, the lower byte first, as Excel's "Unicode text" (RFC 2781).
    Utf16Le,
    /// UTF-16, the higher byte first.
    Utf16Be,
    /// Central European: Hungarian, Czech, Polish.
    Windows1250,
    /// Cyrillic.
    Windows1251,
    /// Western European.
    Windows1252,
    /// Greek.
    Windows1253,
    /// Turkish.
    Windows1254,
    /// Baltic.
    Windows1257,
    /// Vietnamese; its accents come apart from their letters and are put together.
    Windows1258,
    /// Thai: TIS-620 and what Windows adds to it.
    Windows874,
    /// Chinese, simplified: GB2312, GBK and GB18030.
    Gb18030,
    /// Chinese, traditional.
    Big5,
    /// Japanese, as Windows writes it.
    ShiftJis,
    /// Japanese, as Unix wrote it.
    EucJp,
    /// Korean.
    EucKr,
    /// Western European, as old Macs wrote it.
    Macintosh,
}

impl Encoding {
    /// All of them, those of the five languages first.
    pub const ALL: [Self; 17] = [
        Self::Utf8,
        Self::Utf16Le,
        Self::Utf16Be,
        Self::Windows1252,
        Self::Windows1250,
        Self::Windows1258,
        Self::Windows874,
        Self::Gb18030,
        Self::Big5,
        Self::Windows1251,
        Self::Windows1253,
        Self::Windows1254,
        Self::Windows1257,
        Self::ShiftJis,
        Self::EucJp,
        Self::EucKr,
        Self::Macintosh,
    ];

    /// Its label in the Encoding Standard: also what is stored and sent.
    pub fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Windows1250 => "windows-1250",
            Self::Windows1251 => "windows-1251",
            Self::Windows1252 => "windows-1252",
            Self::Windows1253 => "windows-1253",
            Self::Windows1254 => "windows-1254",
            Self::Windows1257 => "windows-1257",
            Self::Windows1258 => "windows-1258",
            Self::Windows874 => "windows-874",
            Self::Gb18030 => "gb18030",
            Self::Big5 => "big5",
            Self::ShiftJis => "shift_jis",
            Self::EucJp => "euc-jp",
            Self::EucKr => "euc-kr",
            Self::Macintosh => "macintosh",
        }
    }

    /// What it is called on screen, in English.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "Unicode (UTF-8)",
            Self::Utf16Le => "Unicode (UTF-16)",
            Self::Utf16Be => "Unicode (UTF-16, big endian)",
            Self::Windows1250 => "Central European (Windows-1250)",
            Self::Windows1251 => "Cyrillic (Windows-1251)",
            Self::Windows1252 => "Western European (Windows-1252)",
            Self::Windows1253 => "Greek (Windows-1253)",
            Self::Windows1254 => "Turkish (Windows-1254)",
            Self::Windows1257 => "Baltic (Windows-1257)",
            Self::Windows1258 => "Vietnamese (Windows-1258)",
            Self::Windows874 => "Thai (TIS-620)",
            Self::Gb18030 => "Chinese, simplified (GB18030)",
            Self::Big5 => "Chinese, traditional (Big5)",
            Self::ShiftJis => "Japanese (Shift JIS)",
            Self::EucJp => "Japanese (EUC-JP)",
            Self::EucKr => "Korean (EUC-KR)",
            Self::Macintosh => "Western European (Macintosh)",
        }
    }

    /// The encoding of a label of ours; `None` for any other.
    pub fn of_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.label() == label)
    }
}
