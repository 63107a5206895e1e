// The fields of an editor speak the language of the page, whatever that of the colleague: letters join and lines run
// the right way. Where a translation is written, the source beside it keeps its own.
const RIGHT_TO_LEFT = new Set(["ar", "ur", "fa", "ps"]);

function mark(place, code) {
  if (place.lang !== code) {
    place.lang = code;
    place.dir = RIGHT_TO_LEFT.has(code) ? "rtl" : "ltr";
  }
}

function markFields() {
  const config = document.getElementById("wagtail-config");
  const code = config && JSON.parse(config.textContent).ACTIVE_CONTENT_LOCALE;
  if (code) {
    document.querySelectorAll("#page-edit-form .w-field__input").forEach((place) => mark(place, code));
  }
}

// wagtail-localize writes this one line in English, whatever the colleague's language.
function sayInOnesLanguage(editor, english, source, target) {
  const words = document.querySelector("script[data-legend]").dataset.legend;
  const line = [...editor.querySelectorAll("*")].find((place) => !place.children.length && place.textContent === english);
  if (line) {
    line.textContent = words.replace("%1", source.displayName).replace("%2", target.displayName);
  }
}

function markTranslation(editor) {
  const { sourceLocale, locale } = JSON.parse(editor.dataset.props);
  sayInOnesLanguage(editor, `${sourceLocale.displayName} to ${locale.displayName} translation`, sourceLocale, locale);
  for (const source of editor.querySelectorAll("li > p")) {
    mark(source, sourceLocale.code);
    source.parentElement.querySelectorAll(":scope > div, textarea").forEach((place) => mark(place, locale.code));
  }
}

function markAll() {
  const editor = document.querySelector(".js-translation-editor");
  if (editor) {
    markTranslation(editor);
  } else {
    markFields();
  }
}

markAll();
new MutationObserver(markAll).observe(document.body, { childList: true, subtree: true });
