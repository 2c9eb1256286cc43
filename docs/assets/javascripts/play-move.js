/**
 * Plays the move of a stretch over its drawing: only on request, by the button or by a tap on the drawing, for less than
 * 5 seconds, and never if the device is set to reduce motion.
 */

/** How long the first step, each step after it and the last step are shown, in milliseconds. */
const FIRST = 600
const STEP = 220
const LAST = 900

const lessMotion = matchMedia("(prefers-reduced-motion: reduce)")

/**
 * @param {string} address
 * @returns {Promise<Element>} the move
 */
async function loaded(address) {
  const response = await fetch(address, { mode: "same-origin" })
  const svg = new DOMParser().parseFromString(await response.text(), "image/svg+xml").documentElement
  if (!response.ok || svg.localName !== "svg") throw new Error(response.statusText)
  svg.classList.add("move")
  return document.importNode(svg, true)
}

/**
 * @param {HTMLElement} figures one drawing or two, with the address of their move
 * @param {string} address of the move
 * @param {Element} controls the place for the button
 */
function offer(figures, address, controls) {
  // Of two drawings, the second is the stretch.
  const place = figures.querySelector("figure:last-child") ?? figures
  const button = document.createElement("button")
  const status = document.createElement("p")
  button.type = "button"
  button.className = "button button--quiet"
  status.setAttribute("role", "status")

  /** @type {Promise<Element> | undefined} */
  let loading
  /** @type {Element | undefined} */
  let move
  let timer = 0
  let turn = 0 // odd while the move is loaded or plays

  /** @param {string} words */
  function end(words) {
    turn += turn % 2
    clearTimeout(timer)
    move?.remove()
    place.classList.remove("is-moving")
    button.textContent = "Show the move"
    status.textContent = words
  }

  /**
   * @param {Element[]} steps
   * @param {number} index
   */
  function show(steps, index) {
    if (index === steps.length) return end("The move has ended.")
    for (const [at, step] of steps.entries()) step.setAttribute("display", at === index ? "inline" : "none")
    timer = setTimeout(show, index === 0 ? FIRST : index < steps.length - 1 ? STEP : LAST, steps, index + 1)
  }

  async function play() {
    const mine = ++turn
    button.textContent = "Stop"
    try {
      loading ??= loaded(address)
      move = await loading
    } catch {
      loading = undefined
      if (mine === turn) end("The move could not be loaded. The pictures show it as well.")
      return
    }
    if (mine !== turn) return
    status.textContent = "The move is playing."
    place.append(move)
    place.classList.add("is-moving")
    show([...move.querySelectorAll(":scope > g > g")], 0)
  }

  function follow() {
    end("")
    lessMotion.matches ? controls.replaceChildren() : controls.replaceChildren(button, status)
    place.classList.toggle("is-playable", !lessMotion.matches)
  }

  button.onclick = () => (turn % 2 ? end("The move has stopped.") : play())
  place.addEventListener("click", () => !lessMotion.matches && button.click())
  lessMotion.addEventListener("change", follow)
  follow()
}

for (const figures of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-move]"))) {
  const controls = figures.parentElement?.querySelector(".move-controls")
  if (figures.dataset.move && controls) offer(figures, figures.dataset.move, controls)
}
