/**
 * The worker of the search. It loads the theme's own, which builds the index, and answers the queries in its place:
 * misspelled words are mended, names and symptoms count more than the text, and what may be an emergency comes
 * first. The theme and its worker exchange `{type, data}`: 0 the index to set up, 1 ready, 2 a query, 3 the answer.
 *
 * The address of the theme's worker stands in this one's: `search.js?engine=search.a1b2c3.min.js`.
 */

const SETUP = 0
const QUERY = 2
const RESULT = 3

/** How many letters of a query are read. */
const LONGEST = 200

/** How much of a section's text is shown. */
const LENGTH = 160

/** @type {Ranking | undefined} */
let ranking

// Before the theme's worker listens, so that it never sees a query.
addEventListener("message", event => {
  const { type, data } = event.data
  if (type === SETUP) ranking = new Ranking(data.docs, data.config.synonyms ?? [])
  if (type !== QUERY || !ranking) return
  event.stopImmediatePropagation()
  postMessage({ type: RESULT, data: { items: items(String(data)) } })
})

importScripts(new URL(new URL(location.href).searchParams.get("engine") ?? "", location.href).href)
importScripts("search-words.js", "search-ranking.js")

// What the theme's worker has built is there when this returns.
const { build } = lunr.Builder.prototype
lunr.Builder.prototype.build = function () {
  const index = build.call(this)
  ranking?.learnTexts(index.invertedIndex)
  return index
}

/**
 * Answers a query as the theme shows it: for each page an article, and the section that matches.
 * @param {string} query
 */
function items(query) {
  const typed = wordsOf(query.slice(0, LONGEST))
  if (!typed.length) return []
  const { words: mended, others } = ranking.spelling.mend(typed)
  const answers = withOthers(ranking.answers(mended), others)
  if (!answers.length) return nothingFound(typed)
  const words = new Set([...mended, ...others.flatMap(other => other.words)])
  const changed = mended.join(" ") === typed.join(" ") ? "" : mended.join(" ")
  const told = changed && `<span hidden data-search-mended="${changed}"></span>`
  return answers.map((answer, index) => {
    const { page, section, score, urgent } = answer
    const shown = [item(page.entry, score, urgent, index ? "" : told)]
    if (section) shown.push({ ...section, text: excerpt(section.text, words), score, terms: {} })
    return shown
  })
}

/**
 * Adds the best page for each other thing that may have been meant, as the third.
 * @param {Answer[]} answers
 * @param {{words: string[]}[]} others
 */
function withOthers(answers, others) {
  const found = [...answers]
  for (const { words } of others) {
    const [best] = ranking.answers(words, 1)
    if (!best || found.slice(0, 3).some(answer => answer.page === best.page)) continue
    // Enter opens the page with the highest score.
    found.splice(2, 0, { ...best, score: Math.min(best.score, found[0]?.score ?? best.score) })
  }
  return found.filter((answer, index) => found.findIndex(other => other.page === answer.page) === index)
}

/**
 * Says where to turn when no page has any of the words: all stretches, the causes, and when to get help.
 * @param {string[]} typed
 */
function nothingFound(typed) {
  const near = typed.flatMap(word => ranking.spelling.nearest(word, Math.max(2, word.length / 2), [], false).slice(0, 3))
  const told = `<span hidden data-search-nearest="${[...new Set(near)].slice(0, 3).join(" ")}"></span>`
  const pages = ["stretches/", "get-help/", "causes/"].flatMap(location => ranking.pages.get(location) ?? [])
  return pages.map((page, index) => [item(page.entry, 1, false, index ? "" : told)])
}

/**
 * A page as the theme's list shows it, which takes a title for HTML.
 * @param {Entry} entry
 * @param {number} score
 * @param {boolean} urgent
 * @param {string} told what site-search.js is to tell the reader, in words of the site's own; the theme hands on
 *   nothing but its list
 */
function item(entry, score, urgent, told) {
  const picture = entry.picture ? `<img class="search-picture" src="${address(entry.picture)}" alt="">` : ""
  const mark = urgent ? '<strong class="search-urgent">Urgent</strong> ' : ""
  const summary = entry.summary ? ` <span class="search-summary">${escaped(entry.summary)}</span>` : ""
  const title = `${told}${picture}${mark}${entry.title}${summary}`
  return { location: entry.location, title, text: "", score, terms: {} }
}

/**
 * The address of a file of the site, three folders above this script.
 * @param {string} path below docs/
 */
const address = path => escaped(new URL(`../../../${path}`, location.href).href)

/** @param {string} text */
const escaped = text => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;")

/**
 * The part of a section's text around the first word that was looked for, with these words marked.
 * @param {string} html
 * @param {Set<string>} words
 */
function excerpt(html, words) {
  const blocks = html.replace(/([.!?:,;])?<\/(?:li|p|t[dr])>/g, (_, end = ";") => `${end} `)
  const text = blocks.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").replace(/;\s*$/, "").trim()
  const looked = new Set(ranking.content([...words]))
  const isLooked = (/** @type {string} */ part) => ranking.content(wordsOf(part)).some(stem => looked.has(stem))
  const parts = text.split(/(?<=\s)/)
  let first = Math.max(0, parts.findIndex(isLooked))
  // From the start of the sentence, where that is near.
  for (let back = 0; first > 0 && back < 8 && !/[.!?:]\s$/.test(parts[first - 1]); back++) first--
  let length = 0
  const shown = []
  for (const part of parts.slice(first)) {
    if ((length += part.length) > LENGTH) break
    shown.push(isLooked(part) ? part.replace(/[\p{L}\p{N}'’]+/u, "<mark>$&</mark>") : part)
  }
  const end = first + shown.length < parts.length ? "…" : ""
  return `<p>${first ? "…" : ""}${shown.join("").trim()}${end}</p>`
}
