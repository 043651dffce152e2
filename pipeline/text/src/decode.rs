//! Bytes to characters: which encoding it is, what in it is broken.

use crate::ReadError;
use crate::letters::count_bytes;
use crate::map::Map;
use amur_model::{Finding, Severity, Span};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, GB18030, IBM866, ISO_8859_5, KOI8_U, UTF_16BE, UTF_16LE, WINDOWS_1251, X_MAC_CYRILLIC};
use std::borrow::Cow;

/// How much of a file is looked at to tell its encoding.
const SAMPLE: usize = 1 << 16;

/// Openings of files that are not text.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP"),
    (b"PK\x05\x06", "ZIP"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "OLE2, as old Word and Excel files"),
    (b"\x7fELF", "ELF"),
    (b"SQLite format 3\0", "SQLite"),
    (b"PAR1", "Parquet"),
    (b"\x28\xb5\x2f\xfd", "Zstandard"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"{\\rtf", "RTF"),
];

/// Characters that make up most of any Chinese text in the simplified script.
const COMMON_HAN: &str = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后\
多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天\
政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军情者最立代想已通\
并提直题党程展五果料员革位入常文总次品式活设及管特件长求老头基资边流路级少山统接知较将组见计别手角期根论运农指几九区强放决西干做\
必战先回则任取据处理府研市省贸易出口额元增亿万美商海关东北京俄黑龙江，。、；：“”（）％";

/// Letters that make up four fifths of any Russian text.
const COMMON_CYRILLIC: &str = "оеаинтсрвлкмдпуОЕАИНТСРВЛКМДПУ";

/// A set of characters of the first plane, a bit for each.
struct CharSet(Box<[u64; 1024]>);

impl CharSet {
    fn of(chars: &str) -> Self {
        let mut set = CharSet(Box::new([0; 1024]));
        for c in chars.chars().map(|c| c as usize).filter(|c| *c < 1 << 16) {
            set.0[c / 64] |= 1 << (c % 64);
        }
        set
    }

    fn has(&self, c: char) -> bool {
        self.0.get(c as usize / 64).is_some_and(|bits| bits >> (c as usize % 64) & 1 == 1)
    }
}

/// A decoded file.
#[derive(Debug)]
pub(crate) struct Decoded<'a> {
    pub text: Cow<'a, str>,
    /// From bytes of `text` to bytes of the file.
    pub map: Map,
    pub encoding: &'static str,
    pub findings: Vec<Finding>,
}

/// Decodes a file.
pub(crate) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if let Some((_, name)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(ReadError::Binary((*name).to_owned()));
    }
    let mut decoded = match marked(bytes)? {
        Some((encoding, bom)) if encoding == encoding_rs::UTF_8 => utf8(bytes, bom),
        Some((encoding, bom)) => transcode(bytes, bom, encoding)?,
        None => unmarked(bytes)?,
    };
    report_nuls(&mut decoded);
    Ok(decoded)
}

/// The encoding that a byte order mark names, and the mark's length.
fn marked(bytes: &[u8]) -> Result<Option<(&'static Encoding, usize)>, ReadError> {
    if bytes.starts_with(b"\xff\xfe\0\0") || bytes.starts_with(b"\0\0\xfe\xff") {
        return Err(ReadError::Encoding("UTF-32".to_owned()));
    }
    Ok(Encoding::for_bom(bytes))
}

/// Without a mark: UTF-16 by its zeros, then UTF-8, then the others.
fn unmarked(bytes: &[u8]) -> Result<Decoded<'_>, ReadError> {
    if let Some(encoding) = utf16_by_zeros(bytes) {
        return transcode(bytes, 0, encoding);
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let controls = count_bytes(sample, is_control);
    if controls * 2 >= sample.len() || (controls > 3 && controls * 50 > sample.len()) {
        return Err(ReadError::Binary("bytes that no text holds".to_owned()));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(whole(text, 0)),
        Err(_) if mostly_utf8(bytes) => Ok(utf8(bytes, 0)),
        Err(error) => transcode(bytes, 0, legacy_encoding(&bytes[error.valid_up_to()..])?),
    }
}

fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1a | 0x1b)
}

/// ASCII characters in UTF-16 have a zero in every second byte. A text may be nearly all Chinese, where only its blanks,
/// digits and line ends have one; so what is asked is that (nearly) all zeros stand on the same side, and that what comes
/// out of decoding is text.
fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    memchr::memchr(0, sample)?;
    let mut zeros = [0usize; 2];
    for pair in sample.chunks_exact(2) {
        zeros[0] += usize::from(pair[0] == 0);
        zeros[1] += usize::from(pair[1] == 0);
    }
    let [even, odd] = zeros;
    let (most, least, encoding) = if odd >= even { (odd, even, UTF_16LE) } else { (even, odd, UTF_16BE) };
    if most == 0 || most * 100 < sample.len() / 2 || least * 20 > most {
        return None;
    }
    let (text, _) = encoding.decode_without_bom_handling(sample);
    let (mut chars, mut strange) = (0usize, 0usize);
    for c in text.chars() {
        chars += 1;
        let text_like = matches!(c as u32, 0x20..=0x7e | 9 | 10 | 13 | 0xa0..=0x24f | 0x370..=0x52f | 0x2000..=0x22ff | 0x3000..=0x30ff | 0x4e00..=0x9fff | 0xff00..=0xffef);
        strange += usize::from(!text_like);
    }
    (strange * 20 <= chars).then_some(encoding)
}

/// Is a file that is not quite UTF-8 a broken UTF-8 file rather than one in another encoding? Characters of more than one byte
/// hardly come about by chance, so where most are whole, it is; and so is an ASCII text with a stray byte or two.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken, mut high) = (0usize, 0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        let valid = chunk.valid().as_bytes();
        whole += valid.iter().filter(|&&b| b >= 0xc0).count();
        broken += usize::from(!chunk.invalid().is_empty());
        high += chunk.invalid().len();
    }
    if whole > 0 { whole >= 4 * broken } else { high <= 3.max(bytes.len() / 2000) && high * 5 <= bytes.len() }
}

/// The encoding of bytes that are not UTF-8, told by the characters that come out; `bytes` begins at the first that is not.
fn legacy_encoding(bytes: &[u8]) -> Result<&'static Encoding, ReadError> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let counts = counts(sample);
    let cyrillic = [WINDOWS_1251, KOI8_U, IBM866, ISO_8859_5, X_MAC_CYRILLIC]
        .map(|encoding| (encoding, single_byte_share(encoding, &counts, COMMON_CYRILLIC)))
        .into_iter()
        .reduce(|best, next| if next.1 > best.1 { next } else { best });
    if let Some((encoding, share)) = cyrillic
        && share >= 0.6
        && in_words(sample)
    {
        return if encoding == WINDOWS_1251 { Ok(encoding) } else { Err(refused(encoding)) };
    }
    if share(GB18030, sample, COMMON_HAN) >= 0.25 {
        return Ok(GB18030);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, sample.len() == bytes.len());
    match detector.guess(None, Utf8Detection::Deny) {
        guess if guess == encoding_rs::GBK || guess == GB18030 => Ok(GB18030),
        guess if guess == WINDOWS_1251 && in_words(sample) => Ok(WINDOWS_1251),
        guess => Err(refused(guess)),
    }
}

fn refused(encoding: &'static Encoding) -> ReadError {
    ReadError::Encoding(encoding.name().to_owned())
}

/// Share of the characters beyond ASCII that are `common`, when `bytes` are read as `encoding`.
fn share(encoding: &'static Encoding, bytes: &[u8], common: &str) -> f64 {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let common = CharSet::of(common);
    let (mut all, mut hits) = (0usize, 0usize);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        all += 1;
        hits += usize::from(common.has(c));
    }
    if all == 0 { 0.0 } else { hits as f64 / all as f64 }
}

/// How often each byte occurs.
fn counts(bytes: &[u8]) -> [usize; 256] {
    let mut counts = [0; 256];
    for byte in bytes {
        counts[usize::from(*byte)] += 1;
    }
    counts
}

/// [`share`] of an encoding of one byte a character, by how often each byte occurs.
fn single_byte_share(encoding: &'static Encoding, counts: &[usize; 256], common: &str) -> f64 {
    let beyond_ascii: [u8; 128] = std::array::from_fn(|i| 0x80 + i as u8);
    let (characters, _) = encoding.decode_without_bom_handling(&beyond_ascii);
    let counts = &counts[beyond_ascii.len()..];
    let all: usize = counts.iter().sum();
    let hits: usize = characters.chars().zip(counts).filter(|(c, count)| **count > 0 && common.contains(*c)).map(|(_, count)| count).sum();
    if all == 0 { 0.0 } else { hits as f64 / all as f64 }
}

/// Do the bytes beyond ASCII stand together in words, rather than as single accented letters?
fn in_words(bytes: &[u8]) -> bool {
    let high = count_bytes(bytes, |byte| byte >= 0x80);
    let pairs = bytes.windows(2).filter(|pair| pair[0] >= 0x80 && pair[1] >= 0x80).count();
    pairs * 2 >= high
}

/// UTF-8 that is not broken, behind a mark of so many bytes.
fn whole(text: &str, bom: usize) -> Decoded<'_> {
    Decoded { text: Cow::Borrowed(text), map: Map::identity(bom, text.len()), encoding: "UTF-8", findings: Vec::new() }
}

/// Reads UTF-8 whose broken bytes become U+FFFD. A text without any is not copied.
fn utf8(bytes: &[u8], bom: usize) -> Decoded<'_> {
    let body = &bytes[bom..];
    if let Ok(text) = std::str::from_utf8(body) {
        return whole(text, bom);
    }
    let mut out = Output::with_capacity(body.len());
    let mut raw = bom;
    for chunk in body.utf8_chunks() {
        out.map.copy(raw, chunk.valid().len());
        out.text.push_str(chunk.valid());
        raw += chunk.valid().len();
        out.broken(raw, chunk.invalid().len());
        raw += chunk.invalid().len();
    }
    out.finish("UTF-8")
}

/// Reads any other encoding, with the bytes of every character.
fn transcode<'a>(bytes: &'a [u8], bom: usize, encoding: &'static Encoding) -> Result<Decoded<'a>, ReadError> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut out = Output::with_capacity(bytes.len() + bytes.len() / 2);
    // What the decoder has taken in, and where the next character begins; after a broken sequence the decoder may hold back
    // bytes that it will give out with the next call.
    let (mut taken, mut at) = (bom, bom);
    loop {
        let from = out.text.len();
        out.text.reserve(decoder.max_utf8_buffer_length_without_replacement(bytes.len() - taken).unwrap_or(0));
        let (result, read) = decoder.decode_to_string_without_replacement(&bytes[taken..], &mut out.text, true);
        taken += read;
        let Output { text, map, .. } = &mut out;
        // Characters of one size are put down together.
        let (mut units, mut size) = (0, (1, 1));
        for c in text[from..].chars() {
            let next = (c.len_utf8(), raw_width(encoding, c, &bytes[at + units * size.1..]));
            if next != size {
                map.replace_run(at, units, size.0, size.1);
                at += units * size.1;
                (units, size) = (0, next);
            }
            units += 1;
        }
        map.replace_run(at, units, size.0, size.1);
        at += units * size.1;
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(bad, after) => {
                at = taken - usize::from(after) - usize::from(bad);
                out.broken(at, usize::from(bad));
                at += usize::from(bad);
            }
        }
    }
    if out.broken_bytes * 20 > bytes.len().max(20) {
        return Err(ReadError::Encoding("unknown".to_owned()));
    }
    let name = if encoding == GB18030 { "GB18030" } else { encoding.name() };
    Ok(out.finish(name))
}

/// Bytes that `c`, the next character of `rest`, takes in `encoding`.
fn raw_width(encoding: &'static Encoding, c: char, rest: &[u8]) -> usize {
    if encoding == UTF_16LE || encoding == UTF_16BE {
        2 * c.len_utf16()
    } else if encoding == GB18030 {
        match rest {
            [lead, second, ..] if *lead > 0x80 => {
                if second.is_ascii_digit() {
                    4
                } else {
                    2
                }
            }
            _ => 1,
        }
    } else {
        1
    }
}

/// A text in the making, and what of the file was broken.
struct Output {
    text: String,
    map: Map,
    broken_bytes: usize,
    first_broken: Option<Span>,
}

impl Output {
    fn with_capacity(bytes: usize) -> Self {
        Output { text: String::with_capacity(bytes), map: Map::default(), broken_bytes: 0, first_broken: None }
    }

    fn broken(&mut self, raw: usize, len: usize) {
        if len > 0 {
            self.text.push(char::REPLACEMENT_CHARACTER);
            self.map.replace(raw, char::REPLACEMENT_CHARACTER.len_utf8(), len);
            self.broken_bytes += len;
            self.first_broken.get_or_insert(Span::new(raw, raw + len));
        }
    }

    fn finish(self, encoding: &'static str) -> Decoded<'static> {
        let findings = self.first_broken.map(|span| {
            let message = format!("{} bytes are no {encoding}; the first at byte {}", self.broken_bytes, span.start);
            Finding::new(Severity::Warning, "TXT101", message).hint("they are read as U+FFFD; look whether figures stand there").span(span)
        });
        Decoded { text: Cow::Owned(self.text), map: self.map, encoding, findings: findings.into_iter().collect() }
    }
}

/// A NUL in a text is a character that was lost.
fn report_nuls(decoded: &mut Decoded<'_>) {
    let mut nuls = memchr::memchr_iter(0, decoded.text.as_bytes());
    if let Some(first) = nuls.next() {
        let raw = decoded.map.hull(first..first + 1);
        let message = format!("{} NUL characters; the first at byte {}", 1 + nuls.count(), raw.start);
        let finding = Finding::new(Severity::Warning, "TXT102", message).hint("they are read as U+FFFD; look whether figures stand there");
        decoded.findings.push(finding.span(Span::new(raw.start, raw.end)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{BIG5, EUC_KR, KOI8_R, SHIFT_JIS, WINDOWS_1252};

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    }

    #[test]
    fn encodings_are_told() {
        let russian = "Товарооборот двух стран вырос за год на треть, сообщили журналистам в ведомстве.";
        let chinese = "据海关统计，今年上半年两国进出口贸易总值同比增长百分之三。";
        let english = "Exports rose by a third over the year.";
        let cases: Vec<(&str, &str, Vec<u8>)> = vec![
            ("UTF-8", english, english.into()),
            ("UTF-8", russian, russian.into()),
            ("UTF-8", chinese, [b"\xef\xbb\xbf", chinese.as_bytes()].concat()),
            ("UTF-16LE", chinese, [b"\xff\xfe".to_vec(), utf16(chinese, false)].concat()),
            ("UTF-16BE", russian, [b"\xfe\xff".to_vec(), utf16(russian, true)].concat()),
            ("UTF-16LE", english, utf16(english, false)),
            ("UTF-16BE", russian, utf16(russian, true)),
            ("windows-1251", russian, encoding_rs::WINDOWS_1251.encode(russian).0.into()),
            ("GB18030", chinese, GB18030.encode(chinese).0.into()),
        ];
        for (name, text, bytes) in cases {
            let decoded = decode(&bytes).expect(name);
            assert_eq!((decoded.encoding, &*decoded.text), (name, text));
            assert!(decoded.findings.is_empty());
        }
    }

    #[test]
    fn other_encodings_are_refused_by_name() {
        let cases: [(&'static Encoding, &str); 5] = [
            (KOI8_R, "Товарооборот двух стран вырос за год на треть, сообщили журналистам в ведомстве."),
            (SHIFT_JIS, "日本の輸出は前年同月に比べて増加しました。これは自動車の輸出が伸びたためです。"),
            (EUC_KR, "한국의 수출은 지난해보다 크게 증가했다. 반도체 수출이 늘어난 것으로 나타났다."),
            (BIG5, "臺灣對大陸出口總額較去年同期增加，其中電子產品佔了很大的比例，這是因為需求上升。"),
            (
                WINDOWS_1252,
                "Les échanges entre les deux régions ont été multipliés par deux ; la région a exporté du café, du thé et des légumes.",
            ),
        ];
        for (encoding, text) in cases {
            let (bytes, _, lost) = encoding.encode(text);
            assert!(!lost);
            let name = if encoding == KOI8_R { "KOI8-U" } else { encoding.name() };
            assert_eq!(decode(&bytes).err(), Some(ReadError::Encoding(name.to_owned())));
        }
        assert_eq!(decode(b"\xff\xfe\0\0a\0\0\0").err(), Some(ReadError::Encoding("UTF-32".to_owned())));
    }

    #[test]
    fn binary_files_are_refused() {
        for bytes in [&b"%PDF-1.7 and so on"[..], b"PK\x03\x04rest", b"\x89PNG\r\n\x1a\n", b"\0\x01\x02\x03\0\0\xff", &[0; 100]] {
            assert!(matches!(decode(bytes), Err(ReadError::Binary(_))), "{bytes:?}");
        }
        assert_eq!(decode(b"").err(), Some(ReadError::Empty));
    }

    #[test]
    fn broken_bytes_are_told() {
        for (bytes, text, code, at) in [
            (&b"Trade grew \xff by 3%"[..], "Trade grew \u{fffd} by 3%", "TXT101", 11..12),
            (
                "\u{42d}\u{43a}\u{441}\u{43f}\u{43e}\u{440}\u{442} \u{440}\u{430}\u{441}\u{442}\u{435}\u{442}".as_bytes(),
                "Экспорт растет",
                "",
                0..0,
            ),
            (b"Trade\0 grew by 3%", "Trade\0 grew by 3%", "TXT102", 5..6),
        ] {
            let decoded = decode(bytes).expect("a text");
            assert_eq!(decoded.text, text);
            let found = decoded.findings.first().map(|f| (f.code.clone(), f.span));
            assert_eq!(found, (!code.is_empty()).then(|| (code.to_owned(), Some(Span::new(at.start, at.end)))));
        }
    }

    #[test]
    fn every_character_knows_its_bytes() {
        let text = "出口 5% 増 и рост €𠀀";
        let (bytes, _, _) = GB18030.encode(text);
        let decoded = transcode(&bytes, 0, GB18030).expect("GB18030");
        for (i, c) in decoded.text.char_indices() {
            let raw = &bytes[decoded.map.hull(i..i + c.len_utf8())];
            assert_eq!(GB18030.decode_without_bom_handling(raw).0, c.to_string());
        }
    }
}
