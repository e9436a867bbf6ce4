//! The supported encodings of a file. The page only shows and selects them; the worker decodes.

use serde::{Deserialize, Serialize};

/// A character encoding: those of the Encoding Standard (encoding.spec.whatwg.org) that occur in
/// tables of contacts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark (RFC 3629).
    #[default]
    Utf8,
    /// UTF-16 little-endian, as Excel's "Unicode text" (RFC 2781).
    Utf16Le,
    /// UTF-16 big-endian.
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
    /// Vietnamese; its combining tone marks are composed with their letters.
    Windows1258,
    /// Thai: TIS-620 with the additions of Windows.
    Windows874,
    /// Simplified Chinese: GB2312, GBK and GB18030.
    Gb18030,
    /// Traditional Chinese.
    Big5,
    /// Japanese, as on Windows.
    ShiftJis,
    /// Japanese, as on Unix.
    EucJp,
    /// Korean.
    EucKr,
    /// Western European, as on old Macs.
    Macintosh,
}

impl Encoding {
    /// All encodings, those of the app's five languages first.
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

    /// Returns its label in the Encoding Standard, which is also stored and sent.
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

    /// Returns its English display name.
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

    /// Returns the encoding with this label, if it is one of ours.
    pub fn of_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.label() == label)
    }
}
