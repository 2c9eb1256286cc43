/**
 * Filters the list of stretches. The choice is written into the address, so that it can be linked to and survives a
 * reload. Only options that the form has count; others in an address are named and ignored. Readers who open such an
 * address start at the top of the page, far above the list, so a note there says what is chosen.
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
   * @param {string} name the field: position, area, with or suits
   * @param {string} key
   */
  const has = (card, name, key) => (card.dataset[name] ?? "").split(" ").includes(key)

  /**
   * @param {HTMLElement} card
   * @param {string} selector
   */
  const elements = (card, selector) => /** @type {NodeListOf<HTMLElement>} */ (card.querySelectorAll(selector))

  /** Shows the cards that match, and says how many there are. */
  const show = () => {
    const ruled = boxes.filter(box => box.checked).map(box => box.value)
    const chosen = selects.filter(select => select.value)
    for (const card of cards) {
      card.hidden =
        chosen.some(select => !has(card, select.name, select.value)) || ruled.some(key => !has(card, "suits", key))
      for (const advice of elements(card, "[data-advice]")) advice.hidden = !ruled.includes(advice.dataset.advice ?? "")
      // If no position is chosen, or that of the starting version, there is nothing to add.
      for (const other of elements(card, "[data-other-position]"))
        other.hidden = !chosen.some(select => select.value === other.dataset.otherPosition)
    }
    const fit = cards.filter(card => !card.hidden).length
    const all = ruled.length + chosen.length === 0
    reset.hidden = all
    status.textContent = all
      ? `Showing all ${cards.length} stretches.`
      : fit
        ? `${fit} of ${cards.length} stretches ${fit === 1 ? "fits" : "fit"}. ${status.dataset.readCautions}`
        : (status.dataset.nothingFits ?? "")
  }

  /** Writes the choice into the address. */
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

  /** Shows under the title what the address has chosen, with a link to the list. */
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
      note.append("This link shows ", way, ` for you: ${labels.join(", ")}. `)
    }
    if (unknown.length) note.append(`The list has no filter called “${unknown.join("”, “").slice(0, 80)}”.`)
    document.querySelector("h1")?.after(note)
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
  const fold = form.closest("details")
  fold?.classList.add("narrow-list--works")
  if (fold && (boxes.some(box => box.checked) || selects.some(select => select.value))) fold.open = true
  show()
  tell()
}
