// The worker of a screen test: the same module as the tests, serving their jobs. The page sends it
// nothing until it reports that it is listening.
onmessage = async ({ data: module }) => {
  onmessage = null;
  const glue = await import("/wasm-bindgen-test.js");
  await glue.default({ module_or_path: module });
  glue.serve_jobs();
};
