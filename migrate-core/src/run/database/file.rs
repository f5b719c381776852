//! A database that is a file.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::{Created, DatabaseFault, Dropped, fault};
use crate::error::Error;

fn of_file(what: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Error {
    move |error| fault(DatabaseFault::File { what, path: path.display().to_string(), error })
}

/// Makes an empty file, which is an empty database.
pub(super) fn create(path: &Path) -> Result<Created, Error> {
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(_) => Ok(Created::Made),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(Created::There),
        Err(error) => Err(of_file("make", path)(error)),
    }
}

/// Removes a database's file and what stands beside it. What is no database stays.
pub(super) fn remove(path: &Path) -> Result<Dropped, Error> {
    let mut start = Vec::new();
    match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Dropped::Missing),
        Err(error) => return Err(of_file("read", path)(error)),
        Ok(file) => file.take(16).read_to_end(&mut start).map_err(of_file("read", path))?,
    };
    // The first bytes of every database that is not empty (SQLite's manual, "Database File Format").
    if !start.is_empty() && start != b"SQLite format 3\0" {
        return Err(fault(DatabaseFault::NotSqlite { path: path.display().to_string() }));
    }
    fs::remove_file(path).map_err(of_file("remove", path))?;
    for beside in ["-wal", "-shm", "-journal"] {
        let mut name = path.as_os_str().to_owned();
        name.push(beside);
        let beside = PathBuf::from(name);
        match fs::remove_file(&beside) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(of_file("remove", &beside)(error));
            }
            Ok(()) | Err(_) => {}
        }
    }
    Ok(Dropped::Gone)
}
