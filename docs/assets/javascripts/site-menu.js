/** Opens and closes the menu on a narrow screen, by pointer and by keyboard. */

const open = /** @type {HTMLInputElement | null} */ (document.querySelector("#__drawer"))
const menu = /** @type {HTMLElement | null} */ (document.querySelector("#site-menu"))
const button = /** @type {HTMLButtonElement | null} */ (document.querySelector("button.site-button--menu"))
const close = /** @type {HTMLButtonElement | null} */ (document.querySelector(".site-nav__close"))

if (open && menu && button) {
  /** @param {boolean} wanted */
  const set = wanted => {
    open.checked = wanted
    button.ariaExpanded = String(wanted)
  }

  button.addEventListener("click", () => {
    set(!open.checked)
    if (open.checked) menu.focus()
  })
  // The overlay beside the menu is a label of the same checkbox.
  open.addEventListener("change", () => set(open.checked))
  menu.addEventListener("keydown", event => {
    if (event.key !== "Escape" || !open.checked) return
    set(false)
    button.focus()
  })
  if (close) close.hidden = false
  close?.addEventListener("click", () => {
    set(false)
    button.focus()
  })
  menu.addEventListener("focusout", event => {
    if (event.relatedTarget && !menu.contains(/** @type {Node} */ (event.relatedTarget))) set(false)
  })
  menu.addEventListener("click", event => {
    if (/** @type {Element} */ (event.target).closest("a")) set(false)
  })
}
