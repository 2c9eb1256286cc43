/**
 * Loads the search when somebody is about to use it: the theme's script, which then loads the index and its worker.
 * An address with a query (`?q=`) loads it at once, and what is typed is written into the address, so that it can be
 * linked to and returned to. A query in the fragment (`#q=`, from /connect/) may be somebody's diagnosis: it is removed
 * from the address at once and kept in the history state, which no server sees. This script also shows how many pages
 * were found, which words were corrected and whether it is urgent, and makes the list usable with the keyboard.
 */

/** The pause in typing after which the result is announced and written into the address, in milliseconds. */
const PAUSE = 600
/** How many characters of a fragment are searched for. */
const LONGEST = 500
/** How many letters of a query the worker reads, see workers/search.js. */
const MOST_LETTERS = 200

const script = /** @type {HTMLScriptElement | null} */ (document.querySelector("[data-search-script]"))
const open = /** @type {HTMLInputElement | null} */ (document.querySelector("#__search"))
const search = /** @type {HTMLElement | null} */ (document.querySelector(".md-search"))
const field = /** @type {HTMLInputElement | null} */ (document.querySelector(".md-search__input"))
const button = /** @type {HTMLButtonElement | null} */ (document.querySelector(".site-button--search"))
const list = /** @type {HTMLElement | null} */ (document.querySelector(".md-search-result__list"))
const status = /** @type {HTMLElement | null} */ (document.querySelector(".md-search-result__meta"))
const announced = /** @type {HTMLElement | null} */ (document.querySelector(".search-announced"))
const form = /** @type {HTMLFormElement | null} */ (document.querySelector(".md-search__form"))
const emergency = /** @type {HTMLElement | null} */ (document.querySelector(".search-emergency"))

if (script && open && search && field && button && list && status && announced && form && emergency) {
  // The theme overwrites the page's prompt with its own.
  const prompt = status.textContent
  let asked = false
  /** Whether the query came in a fragment, and must stay out of the address. */
  let isPrivate = false
  /** The query that came in the fragment. */
  let sent = ""

  /**
   * Replaces the address.
   * @param {(address: URL) => void} change
   * @param {object | null} state
   */
  const rewrite = (change, state = history.state) => {
    const address = new URL(location.href)
    change(address)
    history.replaceState(state, "", address)
  }

  const load = () => {
    if (asked) return
    asked = true
    const loaded = document.createElement("script")
    loaded.src = script.src
    loaded.addEventListener("load", () => {
      // The script waits for the document, which has long been loaded.
      document.dispatchEvent(new Event("DOMContentLoaded"))
      // It reads the field on keyup; what was typed before it was loaded counts as well.
      if (field.value) field.dispatchEvent(new KeyboardEvent("keyup"))
    })
    loaded.addEventListener("error", () => {
      asked = false
      status.textContent = "The search could not be loaded. Look in the menu, or try again."
    })
    document.head.append(loaded)
  }

  /**
   * Clicks the checkbox, because the theme's script listens to its events.
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

  /**
   * A note from the worker, which is in the first entry of the list.
   * @param {string} kind
   */
  const note = kind => list.querySelector(`[data-search-${kind}]`)?.getAttribute(`data-search-${kind}`)

  /** Describes the list in one line. */
  const showStatus = () => {
    const typed = field.value.trim()
    const nearest = note("nearest")
    emergency.hidden = !isPrivate
    if (!typed) status.textContent = prompt
    else if (nearest != null) {
      status.textContent = `Nothing found for “${typed}”. `
      if (nearest) status.append("Did you mean ", ...searchLinks(nearest.split(" ")), "? ")
      status.append("These pages may help.")
    } else if (list.children.length) {
      const [shown, total, corrected] = [list.children.length, Number(note("total")), note("corrected")]
      const pages = total > shown ? `The best ${shown} of ${total} pages.` : total === 1 ? "1 page." : `${total} pages.`
      status.textContent = corrected ? `${pages} Showing results for “${corrected}”.` : pages
      if (typed === sent) status.prepend("These words came with the link that you opened. ")
    }
  }

  let pause = 0
  /** After a pause in typing, announces what was found to screen readers, and writes the query into the address. */
  const settle = () => {
    clearTimeout(pause)
    pause = setTimeout(() => {
      const urgent = list.querySelector(".search-urgent") ? "Urgent: Get help now. " : ""
      announced.textContent = urgent + status.textContent
      if (open.checked) write(field.value.trim())
    }, PAUSE)
  }

  /** @param {string} query '' removes it from the address */
  const write = query => {
    if (isPrivate) rewrite(address => address.searchParams.delete("q"), query ? { privateSearch: query } : null)
    else if ((new URLSearchParams(location.search).get("q") ?? "") !== query)
      rewrite(address => {
        if (query) address.searchParams.set("q", query)
        else address.searchParams.delete("q")
      })
  }

  /** @param {string[]} words each becomes a link that searches for it */
  const searchLinks = words =>
    words.flatMap((word, index) => {
      const link = document.createElement("a")
      link.href = `${isPrivate ? "#" : "?"}q=${encodeURIComponent(word)}`
      link.textContent = word
      return index ? [index === words.length - 1 ? " or " : ", ", link] : [link]
    })

  /** Makes the theme's list accessible to the keyboard and to screen readers. */
  const repairList = () => {
    for (const link of list.querySelectorAll("[tabindex]")) link.removeAttribute("tabindex")
    // An article inside a link keeps its text out of the link's name, and the page has its own title.
    for (const article of list.querySelectorAll("article")) article.role = "presentation"
    for (const title of list.querySelectorAll("h1")) title.ariaLevel = "2"
    for (const title of list.querySelectorAll("h2")) title.ariaLevel = "3"
    for (const picture of list.querySelectorAll("img")) picture.addEventListener("error", () => picture.remove())
  }

  // The theme writes a status message of its own, even if the list does not change.
  const observer = new MutationObserver(() => {
    if (!asked) return
    observer.disconnect()
    repairList()
    showStatus()
    settle()
    watch()
    if (enterWaits && isAnswered()) openBest()
  })
  const watch = () => {
    for (const each of [list, status]) observer.observe(each, { childList: true })
  }
  watch()

  /** Whether the list answers what is in the field now, not an earlier state of it. */
  const isAnswered = () => {
    if (!list.children.length) return false
    const query = note("query") // the theme's own worker leaves no notes
    return query == null || query === field.value.slice(0, MOST_LETTERS)
  }

  let enterWaits = false
  /** Opens the first page, unless nothing was found. */
  const openBest = () => {
    enterWaits = false
    if (note("nearest") == null) list.querySelector("a")?.click()
  }

  field.addEventListener("input", () => (enterWaits = false))
  form.addEventListener("submit", event => event.preventDefault())
  form.addEventListener("reset", () => {
    // The field is empty after this event.
    setTimeout(() => {
      field.dispatchEvent(new KeyboardEvent("keyup"))
      field.focus()
    })
  })
  list.addEventListener("click", event => {
    const link = /** @type {Element} */ (event.target).closest("a")
    if (!link) return
    // The theme would close the search and remove the query from the address, so that "Back" would not return here.
    if (link.pathname !== location.pathname) event.stopPropagation()
    else if (link.hash) goTo(link.hash)
  })

  /**
   * Goes to a section of this page as soon as the theme lets the page scroll again.
   * @param {string} hash
   */
  const goTo = hash => {
    const section = document.getElementById(decodeURIComponent(hash.slice(1)))
    const locked = () => document.body.hasAttribute("data-md-scrolllock")
    const wait = () => (locked() ? requestAnimationFrame(wait) : requestAnimationFrame(() => section?.scrollIntoView()))
    setTimeout(wait)
  }

  search.addEventListener("keydown", event => {
    if (event.key === "Enter" && event.target === field) {
      event.preventDefault()
      event.stopPropagation()
      enterWaits = Boolean(field.value.trim())
      if (isAnswered()) openBest()
    }
    // On Tab the theme closes the search, and on other keys it returns to the field; here the focus stays in the list.
    const forTheTheme = event.target === field ? event.key !== "Tab" : ["ArrowUp", "ArrowDown"].includes(event.key)
    if (!forTheTheme) event.stopPropagation()
    if (event.key !== "Escape") return
    set(false)
    if (button.offsetParent) button.focus()
    else field.blur()
  })
  search.addEventListener("focusout", event => {
    if (event.relatedTarget && !search.contains(/** @type {Node} */ (event.relatedTarget))) set(false)
  })
  button.addEventListener("click", () => {
    show()
    field.focus()
  })
  field.addEventListener("focus", show)
  open.addEventListener("change", () => {
    button.ariaExpanded = String(open.checked)
    if (open.checked) settle()
    else {
      write("")
      // Its words must not be in the field when the search is opened again, where they would no longer be private.
      if (isPrivate) {
        field.value = ""
        field.dispatchEvent(new KeyboardEvent("keyup"))
      }
      isPrivate = false
      sent = ""
    }
  })
  // For browsers that do not know the `scripting` media query.
  document.documentElement.classList.add("scripts-run")

  /** @param {string} query */
  const searchPrivately = query => {
    isPrivate = true
    // A query from a record system is in quotation marks; other words were typed by the reader.
    sent = query.startsWith('"') ? query : ""
    field.value = query
    write(query)
    if (asked) field.dispatchEvent(new KeyboardEvent("keyup"))
    show()
    field.focus()
  }

  /** Searches for the query in the fragment. */
  const readFragment = () => {
    if (!location.hash.startsWith("#q=")) return
    const query = new URLSearchParams(location.hash.slice(1)).get("q")?.trim() ?? ""
    rewrite(address => (address.hash = ""))
    if (query) searchPrivately([...query].slice(0, LONGEST).join(""))
  }
  addEventListener("hashchange", readFragment)
  const kept = history.state?.privateSearch
  readFragment()
  if (new URLSearchParams(location.search).has("q")) load()
  else if (!isPrivate && typeof kept === "string") searchPrivately(kept)
}
