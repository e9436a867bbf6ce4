// Starts the gallery in the page.
import init from "./gallery.js";

init();
