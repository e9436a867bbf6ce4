//! The routes: the folder's files, and the page for the addresses of screens.

use std::fmt;
use std::future::Future;
use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{ACCEPT, CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;

use crate::cache::cache_control;
use crate::headers::harden;

/// The path below which the application is served: `/`, or for example `/satchel/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BasePath(String);

/// The error of a base path that does not begin and end with a slash or contains special
/// characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BasePathError(String);

impl fmt::Display for BasePathError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "a base path begins and ends with a slash, like /satchel/: {}", self.0)
    }
}

impl std::error::Error for BasePathError {}

impl FromStr for BasePath {
    type Err = BasePathError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let framed = text.starts_with('/') && text.ends_with('/') && !text.contains("//");
        // The router would take braces and asterisks for patterns.
        let plain = !text.contains(['{', '}', '*', '?', '#']);
        if framed && plain { Ok(Self(text.into())) } else { Err(BasePathError(text.into())) }
    }
}

impl fmt::Display for BasePath {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// Serves `folder` below `base` on `listener` until `stop` is done.
///
/// # Errors
/// If the listener fails.
pub async fn serve(
    folder: &Path,
    base: &BasePath,
    listener: TcpListener,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    // Not a graceful shutdown: browsers keep connections open, and stopping should be immediate.
    tokio::select! {
        result = async { axum::serve(listener, site(folder, base)).await } => result,
        () = stop => Ok(()),
    }
}

/// Builds the routes for the files in `folder` below `base`.
pub fn site(folder: &Path, base: &BasePath) -> Router {
    let page = folder.join("index.html");
    let files = ServeDir::new(folder)
        .precompressed_gzip()
        .fallback(get(move |request: Request| screen(page.clone(), request)));
    let router = if base.0 == "/" {
        Router::new().fallback_service(files)
    } else {
        let (inside, home) = (base.0.trim_end_matches('/').to_owned(), base.0.clone());
        let bare = inside.clone();
        Router::new()
            .nest_service(&inside, files)
            // Without the slash, browsers would resolve relative addresses against the parent
            // folder.
            .layer(middleware::from_fn(move |request, next| {
                add_slash(bare.clone(), home.clone(), request, next)
            }))
    };
    router.layer(middleware::from_fn(finish))
}

/// Responds to a path without a file: with the page on navigation, else with a plain 404, so a
/// missing script does not get HTML.
async fn screen(page: PathBuf, request: Request) -> Response {
    if !is_navigation(&request) {
        return StatusCode::NOT_FOUND.into_response();
    }
    // Read on each request: a newer build may replace the folder while the server runs.
    match std::fs::read(&page) {
        Ok(bytes) => ([(CONTENT_TYPE, "text/html")], Body::from(bytes)).into_response(),
        Err(_) => (StatusCode::NOT_FOUND, "there is no build in this folder").into_response(),
    }
}

fn is_navigation(request: &Request) -> bool {
    let accepts = request.headers().get(ACCEPT).and_then(|value| value.to_str().ok());
    request.method() == Method::GET && accepts.is_some_and(|value| value.contains("text/html"))
}

async fn add_slash(bare: String, home: String, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if path == "/" || path == bare {
        return Redirect::temporary(&home).into_response();
    }
    next.run(request).await
}

/// Sets the headers of every response, including errors.
async fn finish(request: Request, next: Next) -> Response {
    let caching = cache_control(request.uri().path());
    let mut response = next.run(request).await;
    let usable = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let headers = response.headers_mut();
    harden(headers);
    let caching = if usable { caching } else { "no-store" };
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(caching));
    if headers.get(CONTENT_TYPE).is_some_and(|value| value == "text/html") {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    }
    response
}
