// The fields of an editor speak the language of the page, whatever that of the colleague: letters join and lines run
// the right way. Where a translation is written, the Arabic beside it keeps its own.
const RIGHT_TO_LEFT = new Set(["ar", "ur", "fa", "ps"]);

function mark(place, code) {
  place.lang = code;
  place.dir = RIGHT_TO_LEFT.has(code) ? "rtl" : "ltr";
}

function markAll(code) {
  for (const place of document.querySelectorAll("form[data-edit-form] .w-field__input, #page-edit-form .w-field__input")) {
    mark(place, code);
  }
}

const config = document.getElementById("wagtail-config");
const code = config ? JSON.parse(config.textContent).ACTIVE_CONTENT_LOCALE : null;
if (code) {
  markAll(code);
  new MutationObserver(() => markAll(code)).observe(document.body, { childList: true, subtree: true });
}
