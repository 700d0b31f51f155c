//! The user's own folders: the config file with what of it a command uses, and where results are kept. A flag stands above the
//! config file.

use crate::args::Common;
use crate::own_text::{failed_to_read, read_own};
use anyhow::{Context, Result};
use clap::CommandFactory;
use clap::error::ErrorKind;
use etcetera::BaseStrategy;
use lastrep::batch::CachePlace;
use lastrep::journal::{Config, read_config};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The program's folder, in the folder that the system has for settings, and in the one for what can be made again.
const FOLDER: &str = "lastrep";

/// The name of the config file.
const NAME: &str = "config.toml";

/// The home of the user, in front of a path.
const HOME: &str = "~";

/// What the config file says, and what of it the command at hand uses.
#[derive(Debug, Default)]
pub(crate) struct Settings {
    config: Config,
    /// The file; `None` where there is none.
    file: Option<PathBuf>,
    used: RefCell<BTreeSet<&'static str>>,
}

impl Settings {
    /// Reads the file of `--config`, else the one of the user if there is one.
    ///
    /// # Errors
    /// When the file cannot be read, or holds something unknown.
    pub(crate) fn read(common: &Common) -> Result<Self> {
        let usual = || usual_file().filter(|file| file.is_file());
        let file = if common.no_config { None } else { common.config.clone().or_else(usual) };
        let Some(file) = file else { return Ok(Self::default()) };
        let text = read_own(&file, &mut Vec::new())?;
        let mut config = read_config(&text).with_context(|| failed_to_read(&file))?;
        for path in config.out.iter_mut().chain(&mut config.ladder).chain(&mut config.team) {
            *path = at_home(path);
        }
        Ok(Self { config, file: Some(file), used: RefCell::default() })
    }

    /// A flag, else what the config file says.
    pub(crate) fn or<T>(&self, key: &'static str, flag: Option<T>, said: impl Fn(&Config) -> Option<T>) -> Option<T> {
        flag.or_else(|| said(&self.config).inspect(|_| self.uses(key)))
    }

    /// The paths of a command, else those of the config file.
    ///
    /// # Errors
    /// clap's error of a missing argument, without either.
    pub(crate) fn paths(&self, given: &[PathBuf]) -> Result<Vec<PathBuf>> {
        let said = |config: &Config| Some(config.team.clone()).filter(|team| !team.is_empty());
        let given = (!given.is_empty()).then(|| given.to_vec());
        self.or("team", given, said).ok_or_else(|| {
            let lacking = "the following required arguments were not provided:\n  <PATH>...\n\nName the files, or set `team` in the \
                           config file.";
            crate::args::Cli::command().error(ErrorKind::MissingRequiredArgument, lacking).into()
        })
    }

    /// Which keys were used, with their values; `None` where none was.
    pub(crate) fn told(&self) -> Option<String> {
        let (file, used) = (self.file.as_ref()?, self.used.borrow());
        let value = |key: &&str| Some(format!("{key} {}", self.config.written.get(*key)?));
        let values: Vec<String> = used.iter().filter_map(value).collect();
        (!values.is_empty()).then(|| format!("by {}: {}", file.display(), values.join("; ")))
    }

    fn uses(&self, key: &'static str) {
        self.used.borrow_mut().insert(key);
    }
}

/// The config file of the user: `$XDG_CONFIG_HOME/lastrep/config.toml`, on Windows in the folder of roaming settings.
pub(crate) fn usual_file() -> Option<PathBuf> {
    etcetera::choose_base_strategy().ok().map(|base| base.config_dir().join(FOLDER).join(NAME))
}

/// Where results are kept: `$XDG_CACHE_HOME/lastrep` or `~/.cache/lastrep`, on Windows in the folder of local data.
pub(crate) fn cache() -> Option<CachePlace> {
    let folder = etcetera::choose_base_strategy().ok()?.cache_dir().join(FOLDER);
    Some(CachePlace { folder, program: std::env::current_exe().ok()? })
}

/// A path with the user's home in place of `~`.
fn at_home(path: &Path) -> PathBuf {
    let home = path.strip_prefix(HOME).ok().and_then(|rest| Some(etcetera::home_dir().ok()?.join(rest)));
    home.unwrap_or_else(|| path.to_path_buf())
}
