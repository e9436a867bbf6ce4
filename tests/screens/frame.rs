//! Rust bindings of `frame.js`.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/tests/screens/frame.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    pub async fn open_frame(
        module: JsValue,
        path: &str,
        width: u32,
        height: u32,
        stored: Option<Vec<u8>>,
    ) -> Result<JsValue, JsValue>;
    pub async fn stored_in(frame: &JsValue) -> JsValue;
    pub async fn edit_task_elsewhere(frame: &JsValue, text: &str);
    pub fn reads_of_contacts(frame: &JsValue) -> u32;
    pub fn complaints(frame: &JsValue) -> Vec<String>;
    pub fn hide(frame: &JsValue);
    pub fn passed(frame: &JsValue) -> u32;
    pub fn show(frame: &JsValue);
    pub async fn pause(millis: u32);
    pub async fn next_change(frame: &JsValue);
    pub async fn idle(frame: &JsValue, script: &str);
    pub fn look(frame: &JsValue, script: &str, role: &str, name: &str, how: &str) -> Vec<JsValue>;
    pub fn text_of(element: &JsValue) -> String;
    pub fn text_of_page(frame: &JsValue) -> String;
    pub fn address(frame: &JsValue) -> String;
    pub fn press(element: &JsValue);
    pub fn follow(frame: &JsValue, address: &str);
    pub fn focus(element: &JsValue);
    pub fn fill(element: &JsValue, text: &str);
    pub fn choose(select: &JsValue, text: &str) -> bool;
    pub fn value_of(field: &JsValue) -> String;
    pub fn attach(field: &JsValue, name: &str, text: &str);
    pub async fn pick(frame: &JsValue, field: &JsValue, files: Vec<String>);
    pub async fn drop(frame: &JsValue, element: &JsValue, files: Vec<String>);
    pub async fn paste(frame: &JsValue, files: Vec<String>);
    pub fn key(frame: &JsValue, name: &str);
}
