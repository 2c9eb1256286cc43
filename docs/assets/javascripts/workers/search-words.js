/**
 * Words as the search compares them: without accents and endings, with synonyms treated as one, and with misspellings
 * corrected. Part of the search worker, see search.js; `lunr` is available once the theme's worker is loaded.
 */

/** Stop words, which say nothing about what is being searched for. */
const EMPTY = new Set(
  (
    "a about after am an and any are as at away be because been best but by can could did do does done else feel " +
    "feels for from get gets getting go goes going good got had has have having he help helps her his how i if in into " +
    "is it its ive just kind left like me my need now of off on or our out own please right she should so some someone something " +
    "that the their them there these they this to too very want was way we what when where which who why will with " +
    "would you your"
  ).split(" ")
)

/** Letters that sound alike, in addition to those that `soundOf` writes alike. */
const ALIKE = new Set([..."aeiou"].flatMap(a => [..."aeiou"].map(b => a + b)).concat("sz", "zs", "fv", "vf"))

/** Sounds that can be spelled in several ways. @type {[RegExp, string][]} */
const SOUNDS = [
  [/ph/g, "f"],
  [/sc(?=[eiy])|c(?=[eiy])/g, "s"],
  [/ck|c|q/g, "k"],
  [/ks/g, "x"],
  [/y/g, "i"],
  [/^kn/, "n"],
  [/^wr/, "r"],
  [/gh(?=t)/g, ""],
  [/(.)\1+/g, "$1"]
]

/**
 * Spells a word by its sound, so that `sfinx` and `sphinx` are the same.
 * @param {string} word
 */
const soundOf = word => SOUNDS.reduce((text, [written, heard]) => text.replace(written, heard), word)

/** What a word is worth as a correction, by where it occurs. */
const SPELLED = { name: 1, words: 0.8, symptom: 0.7, fact: 0.6, heading: 0.5, synonym: 0.4, text: 0.2 }

/** From this worth on a word is part of a name or a phrase, not only of a heading or the text. */
const NAMED = SPELLED.fact

/** How many words of a query are corrected; a query with more is probably a pasted text. */
const MOST_CORRECTED = 10

/** @type {Record<string, string>} */
const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" }

/**
 * The text that a reader sees of HTML with elements and entities.
 * @param {string} html
 */
const bare = html =>
  html
    .replace(/<[^>]*>/g, " ")
    .replace(/&(?:amp|lt|gt|quot|#39);/g, entity => ENTITIES[entity])
    .replace(/\s+/g, " ")
    .trim()

/**
 * Splits a text into words of lower-case letters and digits.
 * @param {string} text
 * @returns {string[]}
 */
function wordsOf(text) {
  const plain = text
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f'’‘`]/g, "")
  return plain.match(/[a-z0-9]+(?:&[a-z0-9]+)*/g) ?? []
}

/** @typedef {{Token: new (word: string) => object, stemmer: (token: object) => object}} Lunr the part of it used here */

/** @type {Map<string, string>} */
const stems = new Map()

/**
 * Removes the ending of a word, so that all its forms are the same.
 * @param {string} word
 */
function stemOf(word) {
  let stem = stems.get(word)
  if (stem === undefined) {
    const { lunr } = /** @type {typeof self & {lunr: Lunr}} */ (self)
    stem = lunr.stemmer(new lunr.Token(word)).toString()
    stems.set(word, stem)
  }
  return stem
}

/** The words that count as the same. */
class Synonyms {
  /** @param {string[][]} groups in each, the word that represents the others, then the others */
  constructor(groups) {
    /** The representing stems, by the stems that they represent. @type {Map<string, string[]>} */
    this.standIns = new Map()
    this.longest = 1
    for (const [word, ...others] of groups)
      for (const other of others) {
        const key = wordsOf(other).map(stemOf)
        if (key.length && !this.standIns.has(key.join(" "))) this.standIns.set(key.join(" "), wordsOf(word).map(stemOf))
        this.longest = Math.max(this.longest, key.length)
      }
  }

  /**
   * The stems of a text's words, with each word replaced by the one that represents it. A replacement may be part of a
   * longer phrase that is replaced as well: "herniated disk", "herniated disc", "slipped disc".
   * @param {string[]} words
   */
  stems(words) {
    return this.#replaced(this.#replaced(words.map(stemOf)))
  }

  /**
   * @param {string[]} stems
   * @param {number} at
   * @param {number} length
   */
  #standIn(stems, at, length) {
    return this.standIns.get(stems.slice(at, at + length).join(" "))
  }

  /**
   * @param {string[]} stems
   * @returns {string[]}
   */
  #replaced(stems) {
    const found = []
    for (let at = 0; at < stems.length; ) {
      let length = Math.min(this.longest, stems.length - at)
      while (length > 1 && !this.#standIn(stems, at, length)) length--
      found.push(...(this.#standIn(stems, at, length) ?? [stems[at]]))
      at += length
    }
    return found
  }
}

/**
 * The edit distance of two words: one for each letter that is wrong, missing, extra or swapped with the next, less if
 * the letters sound alike. Gives up above a limit.
 * @param {string} a
 * @param {string} b
 * @param {number} limit
 */
function distance(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return Infinity
  /** @type {number[]} */
  let before = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const wrong = a[i - 1] === b[j - 1] ? 0 : ALIKE.has(a[i - 1] + b[j - 1]) ? 0.75 : 1
      let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + wrong)
      // The most common slip: a letter that is doubled or not.
      if (i > 1 && a[i - 1] === a[i - 2]) cost = Math.min(cost, last[j] + 0.75)
      if (j > 1 && b[j - 1] === b[j - 2]) cost = Math.min(cost, row[j - 1] + 0.75)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2] + 0.9)
      row.push(cost)
      least = Math.min(least, cost)
    }
    if (least > limit) return Infinity
    before = last
    last = row
  }
  return last[b.length]
}

/**
 * Whether two words begin with the same sound.
 * @param {string} a
 * @param {string} b
 */
const startsAlike = (a, b) => soundOf(a)[0] === soundOf(b)[0]

/** Every word of the site, with corrections for words that it does not have. */
class Spelling {
  constructor() {
    /** How much a word is worth as a correction, see `SPELLED`. @type {Map<string, number>} */
    this.worth = new Map()
    this.stems = new Set()
    /** The words that are next to each other in a name or a phrase. @type {Map<string, Set<string>>} */
    this.neighbors = new Map()
    /** @type {string[]} */
    this.sorted = []
    /** The words with their sounds, by their length. @type {Map<number, {known: string, sound: string}[]>} */
    this.byLength = new Map()
    /** A cache of corrections. @type {Map<string, {known: string, far: number}[]>} */
    this.seen = new Map()
  }

  /**
   * @param {string[]} words
   * @param {number} worth
   */
  learn(words, worth) {
    for (const word of words) {
      const before = this.worth.get(word)
      if ((before ?? 0) < worth) this.worth.set(word, worth)
      if (before === undefined) this.stems.add(stemOf(word))
      if (worth > SPELLED.text && words.length > 1 && words.length < 8) {
        const set = this.neighbors.get(word) ?? new Set()
        for (const other of words) set.add(other)
        this.neighbors.set(word, set)
      }
    }
  }

  /** To be called when all words are learned. */
  finish() {
    this.sorted = [...this.worth.keys()].sort()
    for (const known of this.sorted) {
      const alike = this.byLength.get(known.length) ?? []
      alike.push({ known, sound: soundOf(known) })
      this.byLength.set(known.length, alike)
    }
  }

  /** @param {string} word */
  knows(word) {
    return this.worth.has(word) || EMPTY.has(word) || this.stems.has(stemOf(word))
  }

  /**
   * Whether a known word has this beginning.
   * @param {string} start
   * @param {number} worth the least that the word must be worth
   */
  #begins(start, worth = 0) {
    return this.beginning(start).some(word => (this.worth.get(word) ?? 0) >= worth)
  }

  /**
   * The index of a word among the known ones, or where it would be inserted.
   * @param {string} word
   */
  #place(word) {
    let low = 0
    for (let high = this.sorted.length; low < high; ) {
      const middle = (low + high) >> 1
      if (this.sorted[middle] < word) low = middle + 1
      else high = middle
    }
    return low
  }

  /**
   * The known words with this beginning, in alphabetical order.
   * @param {string} start
   */
  beginning(start) {
    const found = []
    for (let at = this.#place(start); this.sorted[at]?.startsWith(start); at++) found.push(this.sorted[at])
    return found
  }

  /**
   * Corrects what was typed. A known word stays as it is, and so does one that may be half typed.
   * @param {string[]} words
   * @returns {{words: string[], others: string[][]}} the words as they were most likely meant, and what else may have
   *   been meant
   */
  corrected(words) {
    /** @type {{words: string[], others: string[]}[]} */
    const parts = []
    for (let at = 0; at < words.length; at++) {
      const word = words[at]
      const next = words[at + 1]
      if (next?.length > 1 && !(this.knows(word) && this.knows(next)) && this.worth.has(word + next)) {
        parts.push({ words: [word + next], others: [] })
        at++
        continue
      }
      const near = at < MOST_CORRECTED && this.#mayBeWrong(word) ? this.nearest(word, 1, words) : []
      const begins = at === words.length - 1 && this.#begins(word, near.length ? NAMED : 0)
      if (this.knows(word) || begins) parts.push({ words: [word], others: near })
      else {
        const meant = near[0] ? [near[0]] : at < MOST_CORRECTED ? this.#correctedFar(word, words) : [word]
        parts.push({ words: meant, others: near.slice(1) })
      }
    }
    const others = parts.flatMap(({ others }, at) =>
      others.slice(0, 2).map(other => parts.flatMap((part, index) => (index === at ? [other] : part.words)))
    )
    return { words: parts.flatMap(part => part.words), others: others.slice(0, 3) }
  }

  /** @param {string} word */
  #mayBeWrong(word) {
    return word.length > 3 && !/\d/.test(word) && !this.worth.has(word) && !EMPTY.has(word)
  }

  /**
   * @param {string} word
   * @param {string[]} all the whole query
   */
  #correctedFar(word, all) {
    if (word.length < 3 || /\d/.test(word)) return [word]
    return this.#split(word) ?? [this.#far(word, all) ?? this.#begun(word) ?? word]
  }

  /**
   * The likely correction of a word with more than one slip.
   * @param {string} word
   * @param {string[]} all
   */
  #far(word, all) {
    if (word.length < 4 || this.#begins(word)) return undefined
    return this.nearest(word, word.length > 9 ? 3 : word.length > 5 ? 2 : 1.75, all)[0]
  }

  /**
   * The known words that a word may have been meant to be, the likeliest first.
   * @param {string} word
   * @param {number} limit how far they may be from it
   * @param {string[]} all the whole query
   */
  nearest(word, limit, all) {
    const isBeside = (/** @type {string} */ known) =>
      all.some(other => other !== word && this.neighbors.get(known)?.has(other))
    return this.#within(word, limit)
      .filter(({ known, far }) => isBeside(known) || this.#isSure(word, known, far))
      .map(({ known, far }) => ({
        known,
        far:
          far + (startsAlike(word, known) ? 0 : 0.3) - (this.worth.get(known) ?? 0) * 0.3 - (isBeside(known) ? 0.5 : 0)
      }))
      .sort((a, b) => a.far - b.far || (a.known < b.known ? -1 : 1))
      .map(each => each.known)
  }

  /**
   * Known words that are somewhat similar to a word, for the reader to choose from.
   * @param {string} word
   */
  suggestions(word) {
    if (word.length < 4) return []
    const found = this.#within(word, Math.min(5, word.length / 2.5))
    const named = found.filter(({ known }) => (this.worth.get(known) ?? 0) >= NAMED)
    return named.sort((a, b) => a.far - b.far || (a.known < b.known ? -1 : 1)).map(each => each.known)
  }

  /**
   * Whether a correction needs no support from another word. The shorter the word and the greater the distance, the more
   * support it needs: words that the site does not know are more often right than misspelled.
   * @param {string} word
   * @param {string} known
   * @param {number} far
   */
  #isSure(word, known, far) {
    const worth = this.worth.get(known) ?? 0
    if (word.length < 6) return worth >= NAMED && (far <= 1 || (worth >= SPELLED.name && startsAlike(word, known)))
    return far <= 1 || (startsAlike(word, known) && (word.length > 7 || worth >= NAMED))
  }

  /**
   * The known words within a distance, each with its distance.
   * @param {string} word
   * @param {number} limit
   */
  #within(word, limit) {
    const key = `${word} ${limit}`
    let found = this.seen.get(key)
    if (found) return found
    found = []
    const heard = soundOf(word)
    for (let length = Math.max(3, Math.ceil(word.length - limit)); length <= word.length + limit; length++)
      for (const { known, sound } of this.byLength.get(length) ?? []) {
        const far = Math.min(distance(word, known, limit), distance(heard, sound, limit - 0.5) + 0.5)
        if (far <= limit) found.push({ known, far })
      }
    if (this.seen.size > 500) this.seen.clear()
    this.seen.set(key, found)
    return found
  }

  /**
   * Two known words that were run together.
   * @param {string} word
   */
  #split(word) {
    let best
    for (let at = 1; at < word.length; at++) {
      const parts = [word.slice(0, at), word.slice(at)]
      const worth = Math.min(...parts.map(part => this.worth.get(part) ?? 0))
      const joined = this.neighbors.get(parts[0])?.has(parts[1]) ? 1 : 0
      if (!worth || (Math.min(at, word.length - at) < 3 && !joined)) continue
      if (!best || worth + joined > best.worth) best = { parts, worth: worth + joined }
    }
    return best?.parts
  }

  /**
   * The known word whose beginning was probably misspelled.
   * @param {string} start
   */
  #begun(start) {
    if (start.length < 4) return undefined
    let best
    for (const [known, worth] of this.worth) {
      if (known.length <= start.length) continue
      const far = Math.min(...[-1, 0, 1].map(more => distance(start, known.slice(0, start.length + more), 1)))
      if (far <= 1 && (!best || far - worth < best.far)) best = { known, far: far - worth }
    }
    return best?.known
  }
}
