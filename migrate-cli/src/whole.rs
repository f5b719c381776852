//! Files that are there whole or not at all, whenever the process is killed.

use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;
use std::time::Duration;

use tempfile::NamedTempFile;

/// Writes a file that must not be there.
pub(crate) fn create(file: &Path, text: &str) -> io::Result<()> {
    let mut beside = beside(file)?;
    beside.write_all(text.as_bytes())?;
    beside.as_file().sync_all()?;
    beside.persist_noclobber(file)?;
    Ok(())
}

/// Puts a new text in the place of a file's.
pub(crate) fn replace(file: &Path, text: &str) -> io::Result<()> {
    // Through a link, so that the link stays one, and beside what it leads to: a file is not moved between disks.
    let file = fs::canonicalize(file)?;
    let permissions = fs::metadata(&file)?.permissions();
    if permissions.readonly() {
        return Err(ErrorKind::PermissionDenied.into());
    }
    let mut beside = beside(&file)?;
    beside.write_all(text.as_bytes())?;
    fs::set_permissions(beside.path(), permissions)?;
    beside.as_file().sync_all()?;
    beside.persist(&file)?;
    Ok(())
}

/// Writes a file that may be there. What is none of a disk, as a pipe is, takes the text as it comes.
pub(crate) fn put(file: &Path, text: &str) -> io::Result<()> {
    match fs::metadata(file) {
        Ok(found) if found.is_file() => replace(file, text),
        // A link that leads nowhere yet is one.
        Err(_) if fs::symlink_metadata(file).is_err() => create(file, text),
        Ok(_) | Err(_) => fs::write(file, text),
    }
}

/// What a file that is not whole yet is called, before and behind some letters.
const BESIDE: (&str, &str) = (".migrate-", ".tmp");

/// How long a file is not whole at most: one that is older was left by a process that was killed.
const WRITING: Duration = Duration::from_mins(1);

/// A file beside another, which takes its place when it is whole.
fn beside(file: &Path) -> io::Result<NamedTempFile> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::metadata(folder)?;
    sweep(folder);
    let (prefix, suffix) = BESIDE;
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix).suffix(suffix);
    // Others may read it, unless the user's own mask says otherwise.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    // What it is called is nobody's, and another every time.
    builder.tempfile_in(folder).map_err(|error| error.kind().into())
}

/// Takes away what processes left that were killed while they wrote.
fn sweep(folder: &Path) {
    let (prefix, suffix) = BESIDE;
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let is_ours = name.to_str().is_some_and(|name| name.starts_with(prefix) && name.ends_with(suffix));
        let age =
            || entry.metadata().and_then(|metadata| metadata.modified()).ok().map(|time| time.elapsed());
        if is_ours && matches!(age(), Some(Ok(age)) if age > WRITING) {
            // It is in nobody's way.
            let _ = fs::remove_file(entry.path());
        }
    }
}
