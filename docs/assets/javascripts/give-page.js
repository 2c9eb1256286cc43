/**
 * Shares the page or a section of it: copies its address, or opens the device's share sheet, an e-mail or the print
 * dialog. Each action shows a status message, which screen readers announce. `?print` in the address opens the print
 * dialog at once, for links to a page's print sheet.
 */

/** How long a status message is shown, in milliseconds; an address to copy by hand stays until the next tap. */
const SHOWN = 8000

const canonical = /** @type {HTMLLinkElement | null} */ (document.querySelector('link[rel="canonical"]'))
const page = (canonical ? canonical.href : location.href).replace(/[?#].*$/, "")

const message = document.createElement("p")
message.className = "status-message"
message.role = "status"
document.body.append(message)
let shown = 0

/**
 * @param {string} words the status message
 * @param {string} address the address to copy by hand, if any
 */
const tell = (words, address = "") => {
  clearTimeout(shown)
  message.textContent = words
  if (!address) {
    shown = setTimeout(clear, SHOWN)
    return
  }
  const field = document.createElement("span")
  field.className = "status-message__address"
  field.textContent = address
  message.append(" ", field)
  // In the capture phase, so that a tap on a button removes the old message before the button shows a new one.
  addEventListener("click", clearFromOutside, true)
}

const clear = () => {
  message.textContent = ""
  removeEventListener("click", clearFromOutside, true)
}

/** @param {MouseEvent} event */
const clearFromOutside = event => {
  if (!message.contains(/** @type {Node} */ (event.target))) clear()
}

/**
 * For older browsers, and for pages that were not loaded over HTTPS.
 * @param {string} text
 */
const copyByHand = text => {
  const field = document.createElement("textarea")
  const focused = /** @type {HTMLElement | null} */ (document.activeElement)
  field.value = text
  field.className = "status-message__field"
  document.body.append(field)
  field.select()
  const done = document.execCommand("copy")
  field.remove()
  focused?.focus()
  if (!done) throw new Error("not copied")
}

/**
 * @param {string} address
 * @param {string} what the thing that it links to
 */
const copy = async (address, what) => {
  try {
    await (navigator.clipboard
      ? navigator.clipboard.writeText(address).catch(() => copyByHand(address))
      : copyByHand(address))
    tell(`Link to ${what} copied: ${address}`)
  } catch {
    tell(`This browser cannot copy a link for you. Copy the address of ${what} by hand:`, address)
  }
}

const print = () => {
  tell("The print dialog is opening. You can also save the page as a PDF there.")
  // The page is blocked while the print dialog is open, so the message must be shown before.
  setTimeout(() => window.print(), 50)
}

/** @param {string} title */
const share = async title => {
  try {
    await navigator.share({ title, url: page })
    tell("The link was shared.")
  } catch (error) {
    if (/** @type {Error} */ (error).name === "AbortError") tell("Nothing was shared.")
    else await copy(page, "this page")
  }
}

for (const ways of document.querySelectorAll(".give-page")) {
  const title = /** @type {HTMLElement} */ (ways).dataset.title ?? document.title
  for (const way of /** @type {NodeListOf<HTMLElement>} */ (ways.querySelectorAll("[data-give]"))) {
    const kind = way.dataset.give
    way.hidden = kind === "share" && !navigator.share
    if (way instanceof HTMLAnchorElement && !way.href)
      way.href = `mailto:?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(`${title}\n\n${page}`)}`
    way.addEventListener("click", () => {
      if (kind === "copy") void copy(page, "this page")
      else if (kind === "share") void share(title)
      else if (kind === "print") print()
      else tell("Your email app is opening with the link. If it does not, copy the link instead.")
    })
  }
}

document.addEventListener("click", event => {
  const target = /** @type {Element} */ (event.target)
  const link = /** @type {HTMLAnchorElement | null} */ (target.closest(".section-link"))
  if (link) void copy(page + link.hash, link.ariaLabel?.replace(/^Link to /, "") ?? "this section")
  const button = /** @type {HTMLElement | null} */ (target.closest("[data-copy]"))
  if (button) void copy(button.dataset.copy ?? "", button.dataset.copyName ?? "the page")
})

for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-copy]"))) {
  // If the site's address is not set, the build only knows the path of the page.
  button.dataset.copy = new URL(button.dataset.copy ?? "", location.href).href
}

if (new URLSearchParams(location.search).has("print")) {
  const address = new URL(location.href)
  address.search = ""
  history.replaceState(history.state, "", address)
  addEventListener("load", print)
}
