/**
 * Shows that a page's review is overdue. The page carries the date and works it out when it is read, so
 * that an old copy on an old server tells the truth as well, and a build does not depend on its day.
 */
for (const note of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-next-review]"))) {
  const due = new Date(`${note.dataset.nextReview}T23:59:59`)
  note.hidden = !(due < new Date())
}
