/**
 * Loads the search when somebody is about to use it: the theme's script, which then loads the index and its
 * worker. An address that asks for something (`?q=`) loads it at once. Of what is found it tells how much it is and
 * which words were mended, and it lets the keyboard into the list.
 */

const script = /** @type {HTMLScriptElement | null} */ (document.querySelector("[data-search-script]"))
const open = /** @type {HTMLInputElement | null} */ (document.querySelector("#__search"))
const search = /** @type {HTMLElement | null} */ (document.querySelector(".md-search"))
const field = /** @type {HTMLInputElement | null} */ (document.querySelector(".md-search__input"))
const button = /** @type {HTMLButtonElement | null} */ (document.querySelector(".site-button--search"))
const list = /** @type {HTMLElement | null} */ (document.querySelector(".md-search-result__list"))
const status = /** @type {HTMLElement | null} */ (document.querySelector(".md-search-result__meta"))

if (script && open && search && field && button && list && status) {
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
      status.textContent = "The search could not be loaded. Look in the menu, or try again."
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
  /**
   * A note of the worker, which stands in the first entry of the list.
   * @param {string} kind
   */
  const note = kind => list.querySelector(`[data-search-${kind}]`)?.getAttribute(`data-search-${kind}`)

  /** Says in one line what the list holds. */
  const showStatus = () => {
    const typed = field.value.trim()
    const nearest = note("nearest")
    if (!typed) status.textContent = "Type what hurts, what you feel or a stretch."
    else if (nearest != null) {
      status.textContent = `Nothing found for “${typed}”. `
      if (nearest) status.append("Did you mean ", ...searchLinks(nearest.split(" ")), "? ")
      status.append("These pages may help.")
    } else if (list.children.length) {
      const [shown, total, mended] = [list.children.length, Number(note("total")), note("mended")]
      const pages = total > shown ? `The best ${shown} of ${total} pages.` : total === 1 ? "1 page." : `${total} pages.`
      status.textContent = mended ? `${pages} Showing results for “${mended}”.` : pages
    }
  }

  /** @param {string[]} words each becomes a link that searches for it */
  const searchLinks = words =>
    words.flatMap((word, index) => {
      const link = document.createElement("a")
      link.href = `?q=${encodeURIComponent(word)}`
      link.textContent = word
      return index ? [index === words.length - 1 ? " or " : ", ", link] : [link]
    })

  /** Makes the theme's list ready for the keyboard and for screen readers. */
  const mendList = () => {
    for (const link of list.querySelectorAll("[tabindex]")) link.removeAttribute("tabindex")
    // An article within a link hides its words from the link's name, and the page has its own title.
    for (const article of list.querySelectorAll("article")) article.role = "presentation"
    for (const title of list.querySelectorAll("h1")) title.ariaLevel = "2"
    for (const title of list.querySelectorAll("h2")) title.ariaLevel = "3"
    for (const picture of list.querySelectorAll("img")) picture.addEventListener("error", () => picture.remove())
  }

  // The theme writes a status of its own, also where the list stays as it was.
  const observer = new MutationObserver(() => {
    if (!asked) return
    observer.disconnect()
    mendList()
    showStatus()
    watch()
  })
  const watch = () => {
    for (const each of [list, status]) observer.observe(each, { childList: true })
  }
  watch()

  search.addEventListener("keydown", event => {
    // The theme closes the search at this key; here it goes on to what was found.
    if (event.key === "Tab") event.stopPropagation()
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
  if (new URLSearchParams(location.search).has("q")) load()
}
