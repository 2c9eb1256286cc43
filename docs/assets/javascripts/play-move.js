/**
 * Plays the move between the two drawings of a stretch: when asked for, for less than 5 seconds, and never where
 * the device asks for less motion.
 */
const FIRST = 600,
  STEP = 220,
  LAST = 900 // milliseconds

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

/** @param {HTMLElement} figures two drawings, with the address of their move; the place for the button is behind */
function offer(figures) {
  const controls = figures.nextElementSibling
  const button = document.createElement("button")
  const status = document.createElement("p")
  button.type = "button"
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
    figures.classList.remove("figures--moving")
    button.textContent = "Show the move"
    status.textContent = words
  }

  /** @param {number} index */
  function show(index) {
    const steps = move.querySelectorAll(":scope > g > g")
    if (index === steps.length) return end("The move has ended.")
    steps.forEach((step, at) => step.setAttribute("display", at === index ? "inline" : "none"))
    timer = setTimeout(show, index === 0 ? FIRST : index < steps.length - 1 ? STEP : LAST, index + 1)
  }

  async function play() {
    const mine = ++turn
    button.textContent = "Stop"
    try {
      move = await (loading ??= loaded(figures.dataset.move))
    } catch {
      loading = undefined
      if (mine === turn) end("The move could not be loaded. The two pictures show it as well.")
    }
    if (mine !== turn) return
    status.textContent = "The move is playing."
    figures.lastElementChild.append(move)
    figures.classList.add("figures--moving")
    show(0)
  }

  function follow() {
    end("")
    lessMotion.matches ? controls.replaceChildren() : controls.replaceChildren(button, status)
  }

  button.onclick = () => (turn % 2 ? end("The move has stopped.") : play())
  lessMotion.addEventListener("change", follow)
  follow()
}

document.querySelectorAll("[data-move]").forEach(offer)
