//! Tests of the server's responses: types, caching, policy, and the page for a screen's address.

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use axum::body::{Body, to_bytes};
use axum::http::header::{
    ACCEPT, ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY,
    CONTENT_TYPE, LOCATION,
};
use axum::http::{HeaderMap, HeaderName, Request, StatusCode};
use satchel_server::{BasePath, site};
use tempfile::TempDir;
use tower::ServiceExt;

type Outcome = Result<(), Box<dyn Error>>;

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Answer {
    fn header(&self, name: &HeaderName) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("")
    }
}

fn build() -> Result<TempDir, Box<dyn Error>> {
    let folder = TempDir::new()?;
    for (name, content) in [
        ("index.html", "<!doctype html>page"),
        ("404.html", "<!doctype html>page"),
        ("satchel-0123456789abcdef.js", "js"),
        ("satchel-0123456789abcdef.js.gz", "compressed"),
        ("satchel-0123456789abcdef_bg.wasm", "wasm"),
        ("manifest.webmanifest", "{}"),
        ("service-worker.js", "sw"),
    ] {
        fs::write(folder.path().join(name), content)?;
    }
    Ok(folder)
}

async fn get(base: &str, path: &str, ask: &[(HeaderName, &str)]) -> Result<Answer, Box<dyn Error>> {
    let folder = build()?;
    let base: BasePath = base.parse()?;
    let mut request = Request::builder().uri(path);
    for (name, value) in ask {
        request = request.header(name, *value);
    }
    let response = site(folder.path(), &base).oneshot(request.body(Body::empty())?).await?;
    let (parts, body) = response.into_parts();
    let body = String::from_utf8(to_bytes(body, 1 << 20).await?.to_vec())?;
    Ok(Answer { status: parts.status, headers: parts.headers, body })
}

#[tokio::test]
async fn files_have_the_types_that_browsers_insist_on() -> Outcome {
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/satchel-0123456789abcdef.js", "text/javascript"),
        ("/satchel-0123456789abcdef_bg.wasm", "application/wasm"),
        ("/manifest.webmanifest", "application/manifest+json"),
    ] {
        let answer = get("/", path, &[]).await?;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_eq!(answer.header(&CONTENT_TYPE), kind, "{path}");
    }
    Ok(())
}

#[tokio::test]
async fn hashed_files_are_kept_and_the_others_are_asked_for() -> Outcome {
    let hashed = get("/", "/satchel-0123456789abcdef.js", &[]).await?;
    assert!(hashed.header(&CACHE_CONTROL).contains("immutable"));
    for path in ["/", "/index.html", "/service-worker.js", "/manifest.webmanifest"] {
        assert_eq!(get("/", path, &[]).await?.header(&CACHE_CONTROL), "no-cache", "{path}");
    }
    let missing = get("/", "/gone-0123456789abcdef.js", &[]).await?;
    assert_eq!(missing.header(&CACHE_CONTROL), "no-store");
    Ok(())
}

#[tokio::test]
async fn a_compressed_copy_is_served_to_those_who_take_it() -> Outcome {
    let path = "/satchel-0123456789abcdef.js";
    let answer = get("/", path, &[(ACCEPT_ENCODING, "gzip, br")]).await?;
    assert_eq!(answer.body, "compressed");
    assert_eq!(answer.header(&CONTENT_ENCODING), "gzip");
    assert_eq!(answer.header(&CONTENT_TYPE), "text/javascript");
    assert_eq!(get("/", path, &[]).await?.body, "js");
    Ok(())
}

#[tokio::test]
async fn a_screens_address_answers_with_the_page() -> Outcome {
    let html = [(ACCEPT, "text/html,application/xhtml+xml")];
    for (base, path) in [("/", "/contacts/42"), ("/satchel/", "/satchel/contacts/42")] {
        let answer = get(base, path, &html).await?;
        assert_eq!((answer.status, answer.body.as_str()), (StatusCode::OK, "<!doctype html>page"));
        assert_eq!(answer.header(&CACHE_CONTROL), "no-cache");
    }
    Ok(())
}

#[tokio::test]
async fn a_missing_script_is_not_answered_with_a_page() -> Outcome {
    let answer = get("/", "/gone.js", &[(ACCEPT, "*/*")]).await?;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(!answer.body.contains("doctype"));
    Ok(())
}

#[tokio::test]
async fn a_base_path_serves_below_it_and_leads_to_it() -> Outcome {
    assert_eq!(get("/satchel/", "/satchel/", &[]).await?.body, "<!doctype html>page");
    for path in ["/", "/satchel"] {
        let answer = get("/satchel/", path, &[]).await?;
        assert!(answer.status.is_redirection(), "{path}");
        assert_eq!(answer.header(&LOCATION), "/satchel/", "{path}");
    }
    assert_eq!(get("/satchel/", "/manifest.webmanifest", &[]).await?.status, StatusCode::NOT_FOUND);
    Ok(())
}

#[tokio::test]
async fn every_answer_carries_the_policy_errors_too() -> Outcome {
    for path in ["/", "/gone.js", "/satchel-0123456789abcdef_bg.wasm"] {
        let answer = get("/", path, &[]).await?;
        let policy = answer.header(&CONTENT_SECURITY_POLICY);
        assert!(policy.starts_with("default-src 'none'"), "{path}");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{path}");
        assert_eq!(answer.header(&HeaderName::from_static("x-content-type-options")), "nosniff");
    }
    Ok(())
}

#[tokio::test]
async fn the_sample_for_other_hosts_has_the_same_headers() -> Outcome {
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../.ci/rebase");
    let sample = fs::read_to_string(script)?;
    let answer = get("/", "/", &[]).await?;
    for name in [
        "content-security-policy",
        "x-content-type-options",
        "referrer-policy",
        "permissions-policy",
        "cross-origin-opener-policy",
        "cross-origin-resource-policy",
    ] {
        let value = answer.header(&HeaderName::from_static(name));
        assert!(!value.is_empty() && sample.contains(value), "{name}: {value}");
    }
    Ok(())
}

#[test]
fn a_base_path_has_a_slash_at_both_ends() {
    for text in ["/", "/satchel/", "/a/b/"] {
        assert!(text.parse::<BasePath>().is_ok(), "{text}");
    }
    for text in ["", "satchel", "/satchel", "satchel/", "//", "/{x}/"] {
        assert!(text.parse::<BasePath>().is_err(), "{text}");
    }
}
