//! A writer that hashes what passes through it.

use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{Result, Write};
use std::path::Path;

/// How many bytes a file has, and their SHA-256.
pub fn of_file(path: &Path) -> amur_store::Result<(u64, String)> {
    let mut hashed = Hashed::new(std::io::sink());
    File::open(path).and_then(|mut file| std::io::copy(&mut file, &mut hashed)).map_err(amur_store::Error::io("read", path))?;
    Ok(hashed.finish())
}

pub struct Hashed<W> {
    out: W,
    hasher: Sha256,
    bytes: u64,
}

impl<W: Write> Hashed<W> {
    pub fn new(out: W) -> Self {
        Hashed { out, hasher: Sha256::new(), bytes: 0 }
    }

    pub fn inner(&self) -> &W {
        &self.out
    }

    /// How many bytes passed, and their SHA-256 in hexadecimal digits.
    pub fn finish(self) -> (u64, String) {
        (self.bytes, self.hasher.finalize().iter().map(|b| format!("{b:02x}")).collect())
    }
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, buffer: &[u8]) -> Result<usize> {
        let n = self.out.write(buffer)?;
        self.hasher.update(&buffer[..n]);
        self.bytes += n as u64;
        Ok(n)
    }

    fn flush(&mut self) -> Result<()> {
        self.out.flush()
    }
}
