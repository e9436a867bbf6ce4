//! The static host of a journey: the project's own server on a free port, which can be stopped and
//! restarted mid-journey.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, mpsc};
use std::thread::{self, JoinHandle};

use satchel_server::{BasePath, serve};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::process::free_port;
use crate::wire::{Failure, Outcome};

/// A build prepared for a base path. Hosts share it.
pub struct Site {
    folder: TempDir,
    base: String,
}

impl Site {
    /// Copies the build in `dist` and rebases the copy to `base`.
    pub fn prepare(dist: &Path, base: &str) -> Outcome<Self> {
        let folder = TempDir::with_prefix("satchel-site-")?;
        copy(dist, folder.path())?;
        rebase(folder.path(), base)?;
        Ok(Self { folder, base: base.into() })
    }
}

/// The folder that a host serves: shared with other hosts, or its own.
enum Served {
    Shared(Arc<Site>),
    Own(TempDir),
}

pub struct Host {
    served: Served,
    base: String,
    port: u16,
    running: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
}

impl Host {
    /// Serves a copy of the build in `dist` below `base`.
    pub fn start(dist: &Path, base: &str) -> Outcome<Self> {
        Self::of(&Arc::new(Site::prepare(dist, base)?))
    }

    /// Serves a prepared site on a port of its own: for a browser, another origin.
    pub fn of(site: &Arc<Site>) -> Outcome<Self> {
        Self::with(Served::Shared(Arc::clone(site)), site.base.clone())
    }

    /// Starts another host with the same files: for a browser, another device.
    pub fn another(&self) -> Outcome<Self> {
        match &self.served {
            Served::Shared(site) => Self::of(site),
            Served::Own(folder) => Self::start(folder.path(), &self.base),
        }
    }

    fn with(served: Served, base: String) -> Outcome<Self> {
        let mut host = Self { served, base, port: free_port()?, running: None };
        host.resume()?;
        Ok(host)
    }

    /// Serves a folder that is not a build of Satchel, unchanged.
    pub fn plain(folder: TempDir) -> Outcome<Self> {
        Self::with(Served::Own(folder), "/".into())
    }

    /// Serves a copy of a folder that is not a build of Satchel.
    pub fn unchanged(folder: &Path) -> Outcome<Self> {
        let own = TempDir::with_prefix("satchel-host-")?;
        copy(folder, own.path())?;
        Self::plain(own)
    }

    /// Returns the full address of a path in the application, given without a leading slash.
    pub fn address(&self, path: &str) -> String {
        format!("http://localhost:{}{}{path}", self.port, self.base)
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// The served files, possibly shared with other hosts; hence private. To change them, see
    /// `own_folder`.
    fn folder(&self) -> &Path {
        match &self.served {
            Served::Shared(site) => site.folder.path(),
            Served::Own(folder) => folder.path(),
        }
    }

    /// Returns the served folder for changes, after making it this host's own.
    pub fn own_folder(&mut self) -> Outcome<PathBuf> {
        if let Served::Shared(site) = &self.served {
            let folder = TempDir::with_prefix("satchel-host-")?;
            copy(site.folder.path(), folder.path())?;
            self.served = Served::Own(folder);
            if self.running.is_some() {
                self.resume()?;
            }
        }
        Ok(self.folder().to_owned())
    }

    /// Updates the file list and version, as after a build.
    pub fn rebase(&mut self) -> Outcome {
        rebase(&self.own_folder()?, &self.base)
    }

    /// Takes the network away: open connections end, new ones are refused.
    pub fn stop(&mut self) {
        let Some((stop, thread)) = self.running.take() else { return };
        // It is fine if the thread has already ended.
        stop.send(()).unwrap_or_default();
        thread.join().unwrap_or_default();
    }

    /// Serves again, on the same port.
    pub fn resume(&mut self) -> Outcome {
        self.stop();
        let base: BasePath =
            self.base.parse().map_err(|error| Failure::Broken(format!("{error}")))?;
        let (folder, port) = (self.folder().to_owned(), self.port);
        let (stop, stopped) = oneshot::channel();
        let (ready, is_ready) = mpsc::channel();
        let thread = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let Ok(runtime) = runtime else { return };
            // Dropping the runtime at the end closes every connection.
            runtime.block_on(async {
                let listener =
                    TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await;
                let bound = listener.as_ref().err().map(ToString::to_string);
                ready.send(bound).unwrap_or_default();
                let Ok(listener) = listener else { return };
                let until = async { stopped.await.unwrap_or_default() };
                serve(&folder, &base, listener, until).await.unwrap_or_default();
            });
        });
        match is_ready.recv() {
            Ok(None) => {
                self.running = Some((stop, thread));
                Ok(())
            }
            Ok(Some(error)) => Err(Failure::Broken(format!("port {port}: {error}"))),
            Err(error) => Err(Failure::Broken(format!("the host did not start: {error}"))),
        }
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.stop();
    }
}

fn rebase(folder: &Path, base: &str) -> Outcome {
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../.ci/rebase");
    let done = Command::new(script).arg(folder).arg(base).status()?;
    if done.success() { Ok(()) } else { Err(Failure::Broken("rebase failed".into())) }
}

fn copy(from: &Path, to: &Path) -> Outcome {
    for entry in fs::read_dir(from)? {
        let (source, target) = {
            let entry = entry?;
            (entry.path(), to.join(entry.file_name()))
        };
        if source.is_dir() {
            fs::create_dir_all(&target)?;
            copy(&source, &target)?;
        } else {
            fs::copy(&source, &target)?;
        }
    }
    Ok(())
}
