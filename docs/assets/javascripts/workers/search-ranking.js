/**
 * Ranks the pages that answer a query: by exact name, other names, what people type for the page, section headings,
 * symptoms, facts such as the position, and the text, in this order. Part of the search worker, see search.js.
 */

/** What a word is worth, by where it occurs; all words of a name together are worth NAME times as much again. */
const WORTH = { title: 1, names: 0.95, words: 0.85, heading: 0.7, symptoms: 0.7, facts: 0.6, summary: 0.45, text: 0.3 }

const NAME = 1.5

/** What it is worth if all words are in the text of one section. */
const TOGETHER = 0.25

/** Puts what may be an emergency above everything else. */
const URGENT = 10

/** The home page mentions everything and only links to the answer, so its words are worth less. */
const HOME = 0.5

/** How many letters of the last word must be typed before it can match a word of an emergency. */
const SURE = 3

/** How many pages are looked at more closely. */
const CLOSER = 50

/** The fraction of a query that a section must match to be shown. */
const TELLING = 0.4

/** Pages with less than this fraction of the best page's score are not shown. */
const LEAST = 0.3

/**
 * @typedef {{location: string, title: string, text: string, summary?: string, picture?: string, names?: string[], words?: string[],
 *   facts?: string[], symptoms?: string[], urgent?: string[]}} Entry an entry of the index: a page or a section
 * @typedef {{stems: Set<string>, worth: number}} Phrase
 * @typedef {{entry: Entry, sections: Entry[], phrases: Phrase[], urgent: Phrase[], worth: Map<string, number>}} SitePage
 * @typedef {{page: SitePage, score: number, urgent: boolean, terms: Term[]}} Answer
 * @typedef {{stem: string, also: string[], weight: number}} Term what is looked for: a stem, and what it may begin
 */

/** The pages of the site, indexed by the words that find them. */
class Ranking {
  /**
   * @param {Entry[]} entries pages, each before its sections
   * @param {string[][]} synonyms see `Synonyms`
   */
  constructor(entries, synonyms) {
    this.synonyms = new Synonyms(synonyms)
    this.spelling = new Spelling()
    /** @type {Map<string, SitePage>} */
    this.pages = new Map()
    /** The pages that have a stem in a name, a phrase or a heading. @type {Map<string, Set<SitePage>>} */
    this.having = new Map()
    /** The locations of the entries with a stem in their text. @type {Map<string, Set<string>>} */
    this.texts = new Map()
    /** How many sections of a page have a stem in their text. @type {Map<string, Map<SitePage, number>>} */
    this.counts = new Map()
    for (const entry of entries) this.#add(entry)
    for (const group of synonyms) for (const text of group) this.spelling.learn(wordsOf(text), SPELLED.synonym)
    this.spelling.finish()
  }

  /** @param {Entry} entry */
  #add(entry) {
    const [location, anchor] = entry.location.split("#")
    /** @type {SitePage} */
    const page = this.pages.get(location) ?? { entry, sections: [], phrases: [], urgent: [], worth: new Map() }
    this.pages.set(location, page)
    this.#text(entry, page)
    if (anchor) {
      page.sections.push(entry)
      this.#phrase(page, entry.title, WORTH.heading, SPELLED.heading, false)
      return
    }
    this.#phrase(page, entry.title, WORTH.title, SPELLED.name)
    for (const name of entry.names ?? []) this.#phrase(page, name, WORTH.names, SPELLED.name)
    for (const words of entry.words ?? []) this.#phrase(page, words, WORTH.words, SPELLED.words)
    for (const words of entry.symptoms ?? []) this.#phrase(page, words, WORTH.symptoms, SPELLED.symptom)
    for (const words of entry.facts ?? []) this.#phrase(page, words, WORTH.facts, SPELLED.fact)
    for (const words of entry.urgent ?? []) page.urgent.push(this.#phrase(page, words, WORTH.symptoms, SPELLED.symptom))
    this.#phrase(page, entry.summary ?? "", WORTH.summary, SPELLED.heading, false)
  }

  /**
   * @param {Entry} entry
   * @param {SitePage} page
   */
  #text(entry, page) {
    const words = wordsOf(bare(entry.text))
    this.spelling.learn(words, SPELLED.text)
    for (const stem of new Set(this.synonyms.stems(words))) {
      const known = this.texts.get(stem) ?? new Set()
      this.texts.set(stem, known.add(entry.location))
      const counts = this.counts.get(stem) ?? new Map()
      this.counts.set(stem, counts.set(page, (counts.get(page) ?? 0) + 1))
    }
  }

  /**
   * @param {SitePage} page
   * @param {string} text
   * @param {number} worth what each of its words is worth
   * @param {number} spelled what each of them is worth as a correction
   * @param {boolean} whole whether all its words together are worth more than the sum of them
   * @returns {Phrase}
   */
  #phrase(page, text, worth, spelled, whole = true) {
    const words = wordsOf(text)
    this.spelling.learn(words, spelled)
    const phrase = { stems: new Set(this.content(words)), worth }
    for (const stem of phrase.stems) {
      if ((page.worth.get(stem) ?? 0) < worth) page.worth.set(stem, worth)
      const having = this.having.get(stem) ?? new Set()
      this.having.set(stem, having.add(page))
    }
    if (worth >= WORTH.names) phrase.worth *= NAME
    if (whole && phrase.stems.size) page.phrases.push(phrase)
    return phrase
  }

  /**
   * The stems of the words that are not stop words; of all words, if all are.
   * @param {string[]} words
   */
  content(words) {
    const stems = this.synonyms.stems(words)
    const telling = stems.filter(stem => !EMPTY.has(stem))
    return telling.length ? telling : stems
  }

  /**
   * How well a stem distinguishes pages: the fewer pages have it, the higher.
   * @param {string} stem
   */
  weight(stem) {
    return Math.log(1 + (this.pages.size + 1) / (1 + (this.having.get(stem)?.size ?? 0)))
  }

  /**
   * @param {string[]} words what was typed, corrected
   * @returns {Term[]}
   */
  terms(words) {
    const last = words.slice(-1)
    const ends = new Set(this.synonyms.stems(last))
    return [...new Set(this.content(words))].map(stem => ({
      stem,
      // The last word may be half typed; a known word still counts as itself first.
      also: ends.has(stem) ? this.#begunBy(last[0]) : [],
      weight: this.weight(stem)
    }))
  }

  /**
   * The stems of the words with this beginning: all from names and phrases, some from the texts.
   * @param {string} start
   */
  #begunBy(start) {
    const stems = new Set(this.spelling.beginning(start).flatMap(word => this.synonyms.stems([word])))
    const found = [...stems].filter(stem => this.having.has(stem))
    if (start.length > 2) {
      found.push(...[...stems].filter(stem => !this.having.has(stem)).slice(0, 40))
      // The word that represents several words with this beginning.
      for (const [key, standIn] of this.synonyms.standIns) if (key.startsWith(start)) found.push(...standIn)
    }
    return found
  }

  /**
   * The pages that answer a query, the best first.
   * @param {string[]} words what was typed, corrected
   * @returns {Answer[]}
   */
  answers(words) {
    const terms = this.terms(words)
    const total = terms.reduce((sum, term) => sum + term.weight, 0) || 1
    /** @type {Map<SitePage, number>} */
    const scores = new Map()
    /** How much of the query a page matches; a word only in the text counts less. @type {Map<SitePage, number>} */
    const covered = new Map()
    for (const term of terms)
      for (const [page, worth] of this.#worthOf(term)) {
        scores.set(page, (scores.get(page) ?? 0) + (worth * term.weight) / total)
        covered.set(page, (covered.get(page) ?? 0) + ((worth > WORTH.text ? 1 : 0.7) * term.weight) / total)
      }
    /** What is looked for, by each stem that is it. @type {Map<string, Term>} */
    const termOf = new Map(terms.flatMap(term => term.also.map(each => [each, term])))
    for (const term of terms) termOf.set(term.stem, term)
    const isUrgent = this.#urgency(terms, termOf, words.at(-1) ?? "")
    const answers = []
    for (const [page, score] of scores) {
      const urgent = page.urgent.some(isUrgent)
      const whole = Math.max(0, ...page.phrases.map(phrase => this.#likeness(phrase, termOf, total)))
      const own = (score * (page.entry.location ? 1 : HOME) + whole) * (covered.get(page) ?? 0)
      answers.push({ page, score: own + (urgent ? URGENT : 0), urgent, terms })
    }
    const byScore = (/** @type {Answer} */ a, /** @type {Answer} */ b) =>
      b.score - a.score || (a.page.entry.location < b.page.entry.location ? -1 : 1)
    answers.sort(byScore)
    // This looks at every section, and cannot move a page up from far below.
    const first = answers.slice(0, CLOSER)
    if (terms.length > 1) for (const answer of first) answer.score += this.#together(answer.page, terms, total)
    const ranked = [...first.sort(byScore), ...answers.slice(CLOSER)]
    const best = ranked.find(answer => !answer.urgent)?.score ?? 0
    return ranked.filter(answer => answer.score > best * LEAST)
  }

  /**
   * Returns a predicate for whether a phrase of an emergency was typed. The last of several words may be half typed; a
   * single word must be complete, because many words begin like it.
   * @param {Term[]} terms
   * @param {Map<string, Term>} termOf the terms by their stems
   * @param {string} last the last word
   */
  #urgency(terms, termOf, last) {
    const whole = new Set(terms.map(term => term.stem))
    const begun = last.length < SURE ? whole : termOf
    return (/** @type {Phrase} */ { stems }) => {
      const all = [...stems]
      return all.every(stem => (all.length > 1 ? begun : whole).has(stem)) && all.some(stem => whole.has(stem))
    }
  }

  /**
   * What the best match of a query with the text of a single section is worth: squared, as a partial match says little.
   * @param {SitePage} page
   * @param {Term[]} terms
   * @param {number} total the weight of all terms
   */
  #together(page, terms, total) {
    let best = 0
    for (const { location } of [page.entry, ...page.sections]) {
      let share = 0
      for (const term of terms)
        if ([term.stem, ...term.also].some(stem => this.texts.get(stem)?.has(location))) share += term.weight / total
      best = Math.max(best, share)
    }
    return TOGETHER * best ** 2
  }

  /**
   * How similar the query is to a phrase: what the phrase is worth if both have the same words, otherwise less.
   * @param {Phrase} phrase
   * @param {Map<string, Term>} met the terms by their stems
   * @param {number} total the weight of all terms
   */
  #likeness(phrase, met, total) {
    const terms = new Set()
    let found = 0
    let all = 0
    for (const stem of phrase.stems) {
      const weight = this.weight(stem)
      const term = met.get(stem)
      all += weight
      if (!term) continue
      terms.add(term)
      // A half-typed word is less certain.
      found += weight * (term.stem === stem ? 1 : 0.9)
    }
    let share = 0
    for (const term of terms) share += term.weight / total
    return phrase.worth * share * (found / all) ** 2
  }

  /**
   * What a term is worth on each page that has it.
   * @param {Term} term
   * @returns {Map<SitePage, number>}
   */
  #worthOf(term) {
    /** @type {Map<SitePage, number>} */
    const found = new Map()
    const better = (/** @type {SitePage} */ page, /** @type {number} */ worth) => {
      if ((found.get(page) ?? 0) < worth) found.set(page, worth)
    }
    for (const stem of [term.stem, ...term.also]) {
      // A half-typed word is worth a little less than the word itself.
      const sure = stem === term.stem ? 1 : 0.9
      for (const page of this.having.get(stem) ?? []) better(page, (page.worth.get(stem) ?? 0) * sure)
      for (const [page, count] of this.counts.get(stem) ?? [])
        better(page, WORTH.text * sure * (0.5 + 0.5 * Math.min(1, count / 4)))
    }
    return found
  }

  /**
   * The section of a page that best matches what the names of the page do not.
   * @param {Answer} answer
   */
  section({ page, terms }) {
    // On the page for emergencies the section counts, whatever the names of the page match.
    const isHelp = page.urgent.length > 0
    const least = TELLING * terms.reduce((sum, term) => sum + term.weight, 0)
    let best
    for (const section of page.sections) {
      const heading = new Set(this.content(wordsOf(section.title)))
      let score = 0
      for (const term of terms) {
        const named = page.worth.get(term.stem) ?? 0
        if (named >= WORTH.words && !isHelp) continue
        const stems = [term.stem, ...term.also]
        if (stems.some(stem => heading.has(stem))) score += 2 * term.weight
        else if (stems.some(stem => this.texts.get(stem)?.has(section.location))) score += term.weight
      }
      if (score > (best?.score ?? least)) best = { section, score }
    }
    return best?.section
  }
}
