//! Serves the folder `dist` on this machine: `satchel-server [FOLDER]`. Reads `PORT` (8080) and
//! `BASE` (`/`) from the environment.

use std::env;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use satchel_server::{BasePath, serve};
use tokio::net::TcpListener;

const PORT: u16 = 8080;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            tell(&mut io::stderr(), &message);
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let folder = PathBuf::from(env::args().nth(1).unwrap_or_else(|| "dist".into()));
    if !folder.join("index.html").is_file() {
        return Err(format!("there is no index.html in {}: run `make dist`", folder.display()));
    }
    let base = env::var("BASE").unwrap_or_else(|_| "/".into());
    let base: BasePath = base.parse().map_err(|error| format!("BASE: {error}"))?;
    let port = match env::var("PORT") {
        Ok(text) => text.parse().map_err(|error| format!("PORT: {error}: {text}"))?,
        Err(_) => PORT,
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("could not start: {error}"))?;
    runtime.block_on(listen(&folder, &base, port))
}

async fn listen(folder: &Path, base: &BasePath, port: u16) -> Result<(), String> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let listener = TcpListener::bind(address).await.map_err(|error| refused(port, &error))?;
    let port = listener.local_addr().map_or(port, |address| address.port());
    tell(
        &mut io::stdout(),
        &format!("Satchel is at http://localhost:{port}{base} (Ctrl+C ends it)"),
    );
    let stop = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    serve(folder, base, listener, stop).await.map_err(|error| format!("stopped: {error}"))
}

fn refused(port: u16, error: &io::Error) -> String {
    if error.kind() == io::ErrorKind::AddrInUse {
        let next = port.saturating_add(1);
        format!(
            "port {port} is in use by another program: end it, or choose another port, as in `PORT={next} make serve`"
        )
    } else {
        format!("could not listen on port {port}: {error}")
    }
}

/// Prints a line, ignoring failures: a closed output is no reason to stop.
fn tell(out: &mut dyn io::Write, message: &str) {
    writeln!(out, "{message}").unwrap_or_default();
}
