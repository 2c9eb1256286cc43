/**
 * Shows that a page's review is overdue. The page contains the date, and this is worked out when the page is read, so
 * that an old copy on an old server is correct too, and a build does not depend on the day.
 */
for (const note of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-next-review]"))) {
  const due = new Date(`${note.dataset.nextReview}T23:59:59`)
  note.hidden = !(due < new Date())
}
