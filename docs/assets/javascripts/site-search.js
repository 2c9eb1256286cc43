/**
 * Loads the search when somebody is about to use it: the theme's script, which then loads the index and its
 * worker. An address that asks for something (`?q=`), or to mark words in the text (`?h=`), loads it at once.
 */

const script = /** @type {HTMLScriptElement | null} */ (document.querySelector("[data-search-script]"))
const open = /** @type {HTMLInputElement | null} */ (document.querySelector("#__search"))
const search = /** @type {HTMLElement | null} */ (document.querySelector(".md-search"))
const field = /** @type {HTMLInputElement | null} */ (document.querySelector(".md-search__input"))
const button = /** @type {HTMLButtonElement | null} */ (document.querySelector(".site-button--search"))

if (script && open && search && field && button) {
  let asked = false

  const load = () => {
    if (asked) return
    asked = true
    const loaded = document.createElement("script")
    loaded.src = script.src
    loaded.addEventListener("load", () => {
      // The script waits for the document, which has been there for long.
      document.dispatchEvent(new Event("DOMContentLoaded"))
      // It looks at the field when a key goes up; what was typed before it came counts as well.
      if (field.value) field.dispatchEvent(new KeyboardEvent("keyup"))
    })
    loaded.addEventListener("error", () => {
      asked = false
      const told = search.querySelector(".md-search-result__meta")
      if (told) told.textContent = "The search could not be loaded. Look in the menu, or try again."
    })
    document.head.append(loaded)
  }

  /**
   * Clicks the box, because the theme's script follows it by its events.
   * @param {boolean} wanted
   */
  const set = wanted => {
    if (open.checked !== wanted) open.click()
  }

  const show = () => {
    load()
    set(true)
  }

  search.addEventListener("pointerenter", load)
  button.addEventListener("pointerenter", load)
  button.addEventListener("click", () => {
    show()
    field.focus()
  })
  field.addEventListener("focus", show)
  open.addEventListener("change", () => {
    button.ariaExpanded = String(open.checked)
  })
  search.addEventListener("keydown", event => {
    if (event.key !== "Escape") return
    set(false)
    if (button.offsetParent) button.focus()
    else field.blur()
  })
  search.addEventListener("focusout", event => {
    if (event.relatedTarget && !search.contains(/** @type {Node} */ (event.relatedTarget))) set(false)
  })
  // For a style sheet that cannot ask the browser whether scripts run.
  document.documentElement.classList.add("scripts-run")
  const query = new URLSearchParams(location.search)
  if (query.has("q") || query.has("h")) load()
}
