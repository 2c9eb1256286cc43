/**
 * Opens what is folded for a link into it and for print, in browsers that do not do so themselves (before Chrome 131,
 * Firefox 143 and Safari 18.4).
 */

const openAround = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  const closed = target?.closest("details:not([open])")
  for (let fold = closed; fold; fold = fold.parentElement?.closest("details:not([open])"))
    /** @type {HTMLDetailsElement} */ (fold).open = true
  if (closed) target?.scrollIntoView()
}

addEventListener("hashchange", openAround)
openAround()

if (!CSS.supports("selector(::details-content)")) {
  /** @type {HTMLDetailsElement[]} */
  let opened = []
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")].map(fold => /** @type {HTMLDetailsElement} */ (fold))
    for (const fold of opened) fold.open = true
  })
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false
  })
}
