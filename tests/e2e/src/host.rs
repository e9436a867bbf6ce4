//! The static host of a journey: the project's own server on a free port, which can be taken away
//! and brought back in the middle.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc;
use std::thread::{self, JoinHandle};

use satchel_server::{BasePath, serve};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::process::free_port;
use crate::wire::{Failure, Outcome};

pub struct Host {
    folder: TempDir,
    base: String,
    port: u16,
    running: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
}

impl Host {
    /// Serves a copy of the built folder `dist` below `base`.
    pub fn start(dist: &Path, base: &str) -> Outcome<Self> {
        let folder = TempDir::with_prefix("satchel-host-")?;
        copy(dist, folder.path())?;
        let mut host = Self { folder, base: base.into(), port: free_port()?, running: None };
        host.rebase()?;
        host.resume()?;
        Ok(host)
    }

    /// Serves a folder that is no build of Satchel, as it is.
    pub fn plain(folder: TempDir) -> Outcome<Self> {
        let mut host = Self { folder, base: "/".into(), port: free_port()?, running: None };
        host.resume()?;
        Ok(host)
    }

    /// The address of a path inside the application, given without a leading slash.
    pub fn address(&self, path: &str) -> String {
        format!("http://localhost:{}{}{path}", self.port, self.base)
    }

    /// The files that it serves, for a journey that changes them.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Makes the files' list and version anew, as after a build.
    pub fn rebase(&self) -> Outcome {
        let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../.ci/rebase");
        let done = Command::new(script).arg(self.folder.path()).arg(&self.base).status()?;
        if done.success() { Ok(()) } else { Err(Failure::Broken("rebase failed".into())) }
    }

    /// Takes the network away: open connections end, new ones are refused.
    pub fn stop(&mut self) {
        let Some((stop, thread)) = self.running.take() else { return };
        // The thread may have ended by itself, which is as good.
        stop.send(()).unwrap_or_default();
        thread.join().unwrap_or_default();
    }

    /// Serves again, on the same port.
    pub fn resume(&mut self) -> Outcome {
        self.stop();
        let base: BasePath =
            self.base.parse().map_err(|error| Failure::Broken(format!("{error}")))?;
        let (folder, port) = (self.folder.path().to_owned(), self.port);
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
