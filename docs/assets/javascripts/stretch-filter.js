/**
 * Chooses from the list of stretches. What is chosen stands in the address, so that it can be linked to and
 * survives a reload. Only what the form itself offers counts; anything else in an address is named and left out.
 * Who arrives by such an address stands at the top of the page, far above the list: a note says what is chosen.
 */

/** @type {HTMLFormElement | null} */
const form = document.querySelector(".stretch-filter")
if (form) {
  const cards = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".stretch-card")])
  const selects = [...form.querySelectorAll("select")]
  const boxes = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("[name=suits]")])
  const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"))
  const reset = /** @type {HTMLButtonElement} */ (form.querySelector("[type=reset]"))

  /**
   * @param {HTMLElement} card
   * @param {string} name what is asked for: position, area, with or suits
   * @param {string} key
   */
  const has = (card, name, key) => (card.dataset[name] ?? "").split(" ").includes(key)

  /**
   * @param {HTMLElement} card
   * @param {string} selector
   */
  const elements = (card, selector) => /** @type {NodeListOf<HTMLElement>} */ (card.querySelectorAll(selector))

  /** Shows the cards that fit, and says how many there are. */
  const show = () => {
    const ruled = boxes.filter(box => box.checked).map(box => box.value)
    const chosen = selects.filter(select => select.value)
    for (const card of cards) {
      card.hidden =
        chosen.some(select => !has(card, select.name, select.value)) || ruled.some(key => !has(card, "suits", key))
      for (const advice of elements(card, "[data-advice]")) advice.hidden = !ruled.includes(advice.dataset.advice ?? "")
      // Without a position chosen, or with that of the version to start with, there is nothing to tell.
      for (const other of elements(card, "[data-other-position]"))
        other.hidden = !chosen.some(select => select.value === other.dataset.otherPosition)
    }
    const fit = cards.filter(card => !card.hidden).length
    const all = ruled.length + chosen.length === 0
    reset.hidden = all
    status.textContent = all
      ? `All ${cards.length} stretches are shown.`
      : fit
        ? `${fit} of ${cards.length} stretches ${fit === 1 ? "fits" : "fit"}. ${status.dataset.readCautions}`
        : status.dataset.nothingFits
  }

  /** Writes what is chosen into the address. */
  const write = () => {
    const address = new URL(location.href)
    const query = address.searchParams
    for (const name of ["suits", ...selects.map(select => select.name)]) query.delete(name)
    for (const select of selects) if (select.value) query.set(select.name, select.value)
    for (const box of boxes) if (box.checked) query.append("suits", box.value)
    history.replaceState(history.state, "", address)
  }

  const query = new URLSearchParams(location.search)
  const unknown = query.getAll("suits").filter(key => !boxes.some(box => box.value === key))
  for (const select of selects) {
    const wanted = query.get(select.name)
    if (wanted === null) continue
    if ([...select.options].some(option => option.value === wanted)) select.value = wanted
    else if (wanted) unknown.push(wanted)
  }
  for (const box of boxes) if (query.getAll("suits").includes(box.value)) box.checked = true

  /** Says under the title what the address has chosen, with a way to the list. */
  const tell = () => {
    const labels = [
      ...selects.filter(select => select.value).map(select => select.selectedOptions[0].text),
      ...boxes.filter(box => box.checked).map(box => box.labels?.[0].textContent.trim())
    ]
    if (labels.length + unknown.length === 0) return
    const note = document.createElement("p")
    note.className = "stretch-filter-note"
    if (labels.length) {
      const way = document.createElement("a")
      way.href = "#choose-a-stretch"
      way.textContent = `${cards.filter(card => !card.hidden).length} of ${cards.length} stretches`
      note.append("This link has chosen ", way, ` for you: ${labels.join(", ")}. `)
    }
    if (unknown.length) note.append(`The list cannot choose by “${unknown.join("”, “").slice(0, 80)}”.`)
    document.querySelector(".page-summary")?.after(note)
  }

  form.addEventListener("change", () => {
    show()
    write()
  })
  form.addEventListener("submit", event => event.preventDefault())
  form.addEventListener("reset", event => {
    event.preventDefault()
    for (const select of selects) select.value = ""
    for (const box of boxes) box.checked = false
    show()
    write()
    selects[0]?.focus()
  })
  form.classList.add("stretch-filter--works")
  show()
  tell()
}
