//! Updating an extension.

use std::fmt;

use crate::code::{self, Code};
use crate::name::{Name, Prefix, QualifiedName};
use crate::operation::written::{Holes, Unsaid};
use crate::operation::{Hazard, Irreversible, Misfit, Operate, Operation, Operations, fit};
use crate::schema::{Canonical, Extension, Schema};
use crate::site::Site;

/// Updates an extension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpdateExtension {
    /// The extension.
    pub extension: Name,
    /// The version; the one that the server has by default where there is none.
    pub version: Option<String>,
}

impl Operations {
    /// Updates an extension to a version, or with `None` to the one that the server has by default. PostgreSQL alone. The
    /// downgrade goes back to the version that the chain said last, if it said one and the extension has a way back.
    #[track_caller]
    pub fn update_extension<'a>(&mut self, name: &str, version: impl Into<Option<&'a str>>) {
        let version = version.into().map(str::to_owned);
        self.push(UpdateExtension { extension: name.into(), version }, Site::caller());
    }
}

impl Operate for UpdateExtension {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let before = fit::require_extension(schema, &self.extension)?.clone();
        schema.put_extension(Extension { version: self.version.clone(), ..before });
        Ok(())
    }

    fn inverse(&self, before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let extension = self.extension.clone();
        match before.extension(&extension).and_then(|before| before.version.clone()) {
            None => Err(Irreversible::Extension { extension }),
            version => Ok(vec![Self { extension, version }.into()]),
        }
    }

    fn names(&self) -> Vec<&QualifiedName> {
        Vec::new()
    }

    fn prefix(&mut self, _by: &Prefix) {}

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { extension, version } = self;
        out.list("update_extension", |out| {
            out.name(extension);
            if let Some(version) = version {
                out.string(version);
            }
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.version {
            None => write!(f, "update extension `{}`", self.extension),
            Some(version) => write!(f, "update extension `{}` to {version}", self.extension),
        }
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { extension, version } = self;
        let version = version.as_deref().map_or_else(|| Code::word("None"), code::text);
        Ok(vec![Code::op("update_extension", [code::name(extension), version])])
    }
}
