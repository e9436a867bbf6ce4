// The worker of a screen under test: the same module as the tests, of which it serves the jobs. The
// page speaks to it only when it has said that it listens.
onmessage = async ({ data: module }) => {
  onmessage = null;
  const glue = await import("/wasm-bindgen-test.js");
  await glue.default({ module_or_path: module });
  glue.serve_jobs();
};
