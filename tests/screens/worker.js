// The worker of a screen under test: the same module as the tests, of which it serves the jobs.
import("/wasm-bindgen-test.js").then(async (glue) => {
  await glue.default({ module_or_path: "/wasm-bindgen-test_bg.wasm" });
  glue.serve_jobs();
});
