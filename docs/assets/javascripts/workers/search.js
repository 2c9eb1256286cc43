/**
 * The search worker, in place of the theme's own: it corrects misspelled words, ranks names and symptoms above the
 * text, and puts what may be an emergency first. The theme and its worker exchange `{type, data}`: 0 the index to set
 * up, 1 ready, 2 a query, 3 the answer.
 *
 * This worker's address contains that of the theme's: `search.js?engine=search.a1b2c3.min.js`. The theme's worker is
 * loaded for its stemmer, and takes over if this one cannot read the index.
 */

const SETUP = 0
const READY = 1
const QUERY = 2
const RESULT = 3

/** How many letters of a query are read, how many pages are shown, and how many letters of a section's text. */
const MOST_LETTERS = 200
const MOST_PAGES = 10
const EXCERPT_LETTERS = 160
/** Words in quotation marks, such as the name of a diagnosis from a record system, are not corrected. */
const EXACT = /^\s*["“„].*["”“]\s*$/

/** @type {Ranking | undefined} */
let ranking
/** The query that is waiting to be answered. @type {string | undefined} */
let waiting

// Added before the theme's worker adds its listener, so that it does not answer as well.
addEventListener("message", event => {
  const { type, data } = event.data
  if (type === SETUP) {
    try {
      ranking = new Ranking(data.docs, data.config.synonyms ?? [])
    } catch (error) {
      console.warn("The search goes on with the theme's own worker.", error)
      return
    }
    event.stopImmediatePropagation()
    postMessage({ type: READY })
  }
  if (type !== QUERY || !ranking) return
  event.stopImmediatePropagation()
  // When somebody types fast, only the last query is answered.
  if (waiting === undefined) setTimeout(answer)
  waiting = String(data)
})

importScripts(new URL(new URL(location.href).searchParams.get("engine") ?? "", location.href).href)
importScripts("search-words.js", "search-ranking.js")

/** Answers the waiting query. */
function answer() {
  const query = waiting ?? ""
  waiting = undefined
  if (ranking) postMessage({ type: RESULT, data: { items: items(ranking, query.slice(0, MOST_LETTERS)) } })
}

/**
 * Answers a query in the theme's format: for each page an article, and the section that matches.
 * @param {Ranking} ranking
 * @param {string} query
 */
function items(ranking, query) {
  const typed = wordsOf(query)
  if (!typed.length) return query.trim() ? nothingFound(ranking, [], query) : []
  const { words: corrected, others } = EXACT.test(query)
    ? { words: typed, others: [] }
    : ranking.spelling.corrected(typed)
  const found = withOthers(ranking, ranking.answers(corrected), others)
  if (!found.length) return nothingFound(ranking, typed, query)
  const changed = corrected.join(" ") === typed.join(" ") ? "" : corrected.join(" ")
  const notes = note("query", query) + note("total", String(found.length)) + (changed ? note("corrected", changed) : "")
  const looked = new Set([corrected, ...others].flatMap(words => ranking.content(words)))
  return found.slice(0, MOST_PAGES).map((each, index) => {
    const { page, score, urgent } = each
    const section = ranking.section(each)
    const shown = [item(page.entry, score, urgent, index ? "" : notes)]
    if (section) shown.push({ ...section, text: excerpt(ranking, section.text, looked), score, terms: {} })
    return shown
  })
}

/**
 * Adds the best page for each other possible correction, from the third place on.
 * @param {Ranking} ranking
 * @param {Answer[]} answers
 * @param {string[][]} others
 */
function withOthers(ranking, answers, others) {
  const found = [...answers]
  let at = 2
  for (const words of others) {
    const [best] = ranking.answers(words)
    if (!best || found.slice(0, at + 1).some(each => each.page === best.page)) continue
    // Enter opens the page with the highest score.
    found.splice(at++, 0, { ...best, score: Math.min(best.score, found[0]?.score ?? best.score) })
  }
  return found.filter((each, index) => found.findIndex(other => other.page === each.page) === index)
}

/**
 * Suggests pages when none has any of the words: when to get help, all stretches, and the causes.
 * @param {Ranking} ranking
 * @param {string[]} typed
 * @param {string} query
 */
function nothingFound(ranking, typed, query) {
  const near = (EXACT.test(query) ? [] : typed)
    .slice(0, 3)
    .flatMap(word => ranking.spelling.suggestions(word).slice(0, 3))
  const notes = note("query", query) + note("nearest", [...new Set(near)].slice(0, 3).join(" "))
  const pages = ["get-help/", "stretches/", "causes/"].flatMap(location => ranking.pages.get(location) ?? [])
  return pages.map((page, index) => [item(page.entry, 1, false, index ? "" : notes)])
}

/**
 * A page in the format of the theme's list, which treats a title as HTML.
 * @param {Entry} entry
 * @param {number} score
 * @param {boolean} urgent
 * @param {string} notes notes, see `note`
 */
function item(entry, score, urgent, notes) {
  const picture = entry.picture ? `<img class="search-picture" src="${address(entry.picture)}" alt="">` : ""
  const mark = urgent ? '<strong class="search-urgent">Urgent</strong> ' : ""
  const summary = entry.summary ? ` <span class="search-summary">${escaped(entry.summary)}</span>` : ""
  const title = `${notes}${picture}${mark}${escaped(bare(entry.title))}${summary}`
  return { location: entry.location, title, text: "", score, terms: {} }
}

/**
 * A note for site-search.js; the theme passes on nothing but its list.
 * @param {string} kind
 * @param {string} text
 */
const note = (kind, text) => `<span hidden data-search-${kind}="${escaped(text)}"></span>`

/**
 * The address of a file of the site, three folders above this script.
 * @param {string} path below docs/
 */
const address = path => escaped(new URL(`../../../${path}`, location.href).href)

/** @param {string} text */
const escaped = text => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;")

/**
 * An excerpt of a section's text around the first word that was searched for, with such words marked; '' if the section
 * has no text of its own.
 * @param {Ranking} ranking
 * @param {string} html
 * @param {Set<string>} looked the stems that were searched for
 */
function excerpt(ranking, html, looked) {
  const text = bare(html.replace(/([.!?:,;])?<\/(?:li|p)>/g, (_, end = ";") => `${end} `)).replace(/;$/, "")
  const isLooked = (/** @type {string} */ word) => ranking.content(wordsOf(word)).some(stem => looked.has(stem))
  // Words are at the odd indexes, the text between them at the even ones.
  const parts = text.split(/([\p{L}\p{N}'’]+)/u)
  const isWord = (/** @type {number} */ at) => at % 2 === 1
  let first = Math.max(
    1,
    parts.findIndex((part, at) => isWord(at) && isLooked(part))
  )
  // From the start of the sentence, if that is near.
  for (let back = 0; first > 1 && back < 8 && !/[.!?:;]\s/.test(parts[first - 1]); back++) first -= 2
  let shown = ""
  let letters = 0
  let at = first
  for (; at < parts.length && letters + parts[at].length < EXCERPT_LETTERS; at++) {
    letters += parts[at].length
    shown += isWord(at) && isLooked(parts[at]) ? `<mark>${escaped(parts[at])}</mark>` : escaped(parts[at])
  }
  if (!shown) return ""
  return `<p>${first > 1 ? "…" : ""}${shown.trim()}${at < parts.length ? "…" : ""}</p>`
}
