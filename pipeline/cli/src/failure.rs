//! Why the program ends, and the exit code that says so.

use amur_store::Error;
use std::process::ExitCode;

#[derive(Debug)]
pub enum Failure {
    /// 1: it could not be done.
    Failed(String),
    /// 2: it was asked wrongly. (clap ends the program with 2 as well.)
    Usage(String),
    /// 3: done, but so many texts or rows were rejected that nothing was published.
    Rejected(String),
    /// 75: another run holds the lock; trying again later helps (`EX_TEMPFAIL`).
    Busy(String),
}

impl Failure {
    pub fn code(&self) -> u8 {
        match self {
            Failure::Failed(_) => 1,
            Failure::Usage(_) => 2,
            Failure::Rejected(_) => 3,
            Failure::Busy(_) => 75,
        }
    }

    pub fn message(&self) -> &str {
        let (Failure::Failed(m) | Failure::Usage(m) | Failure::Rejected(m) | Failure::Busy(m)) = self;
        m
    }
}

impl From<Error> for Failure {
    fn from(e: Error) -> Self {
        Failure::Failed(e.to_string())
    }
}

impl From<Failure> for ExitCode {
    fn from(failure: Failure) -> Self {
        ExitCode::from(failure.code())
    }
}
