/**
 * Loads the search when somebody is about to use it: the theme's script, which then loads the index and its
 * worker. An address that asks for something (`?q=`) loads it at once, and what is typed stands in the address, so
 * that it can be linked to and come back to. What comes in the fragment (`#q=`, from /connect/) may be somebody's
 * diagnosis: it goes out of the address at once and is kept where no server sees it, in the state of the history. Of
 * what is found it tells how much it is, which words were mended and whether it is urgent, and it lets the keyboard
 * into the list.
 */

/** How long nothing must be typed before something is announced and written into the address, in milliseconds. */
const PAUSE = 600
/** How many signs of a fragment are searched for. */
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
  // The theme writes a prompt of its own over the page's.
  const prompt = status.textContent
  let asked = false
  /** Whether what is searched for came in a fragment, and must stay out of the address. */
  let isPrivate = false
  /** What came in it. */
  let sent = ""

  /**
   * Writes another address over this one.
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

  /**
   * A note of the worker, which stands in the first entry of the list.
   * @param {string} kind
   */
  const note = kind => list.querySelector(`[data-search-${kind}]`)?.getAttribute(`data-search-${kind}`)

  /** Says in one line what the list holds. */
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
      const [shown, total, mended] = [list.children.length, Number(note("total")), note("mended")]
      const pages = total > shown ? `The best ${shown} of ${total} pages.` : total === 1 ? "1 page." : `${total} pages.`
      status.textContent = mended ? `${pages} Showing results for “${mended}”.` : pages
      if (typed === sent) status.prepend("These words were sent with the link that you opened. ")
    }
  }

  let pause = 0
  /** Once nothing more is typed, tells screen readers what was found, and writes the query into the address. */
  const settle = () => {
    clearTimeout(pause)
    pause = setTimeout(() => {
      const urgent = list.querySelector(".search-urgent") ? "Urgent: Get help now. " : ""
      announced.textContent = urgent + status.textContent
      if (open.checked) write(field.value.trim())
    }, PAUSE)
  }

  /** @param {string} query '' takes it out of the address */
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
    settle()
    watch()
    if (enterWaits && isAnswered()) openBest()
  })
  const watch = () => {
    for (const each of [list, status]) observer.observe(each, { childList: true })
  }
  watch()

  /** Whether the list is for what stands in the field, and not for the letters before the last ones. */
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
    // The theme would close the search and take the query out of the address, and the way back would not lead here.
    if (link.pathname !== location.pathname) event.stopPropagation()
    else if (link.hash) goTo(link.hash)
  })

  /**
   * Goes to a section of this page once the theme lets the page be scrolled again.
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
    // The theme closes the search at Tab, and at other keys goes back to the field; here one stays in the list.
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
      // Its words must not stand in the field when the search is opened again, as they would be no secret then.
      if (isPrivate) {
        field.value = ""
        field.dispatchEvent(new KeyboardEvent("keyup"))
      }
      isPrivate = false
      sent = ""
    }
  })
  // For a style sheet that cannot ask the browser whether scripts run.
  document.documentElement.classList.add("scripts-run")

  /** @param {string} query */
  const searchPrivately = query => {
    isPrivate = true
    // What a record system sends stands in quotation marks; other words the reader has typed.
    sent = query.startsWith('"') ? query : ""
    field.value = query
    write(query)
    if (asked) field.dispatchEvent(new KeyboardEvent("keyup"))
    show()
    field.focus()
  }

  /** Searches for what stands in the fragment. */
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
