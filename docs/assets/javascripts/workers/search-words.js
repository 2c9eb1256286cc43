/**
 * Words as the search compares them: without accents and endings, with synonyms as one, and mended where they are
 * misspelled. A script of the search's worker, see search.js; `lunr` is there once the theme's worker is loaded.
 */

/** Words that say nothing about what is looked for. */
const EMPTY = new Set(
  ("a about after am an and any are as at away be because been best but by can could did do does done else feel " +
    "feels for from get gets getting go goes going good got had has have having he help helps her his how i if in into " +
    "is it its ive just kind like me my need now of off on or our out own please she should so some someone something " +
    "that the their them there these they this to too very want was way we what when where which who why will with " +
    "would you your").split(" ")
)

/** Letters that are taken for each other by ear, beside those that `soundOf` writes alike. */
const ALIKE = [..."aeiou"].flatMap(a => [..."aeiou"].map(b => a + b)).concat("sz", "zs", "fv", "vf")

/** How letters sound that are written in several ways. @type {[RegExp, string][]} */
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

/** @type {Map<string, string>} */
const sounds = new Map()

/**
 * Writes a word by its sound, so that `sfinx` and `sphinx` are one.
 * @param {string} word
 */
function soundOf(word) {
  let sound = sounds.get(word)
  if (sound === undefined) {
    sound = SOUNDS.reduce((text, [written, heard]) => text.replace(written, heard), word)
    sounds.set(word, sound)
  }
  return sound
}

/** From here on a word names something: it stands in a name or a phrase, not only in a heading or the text. */
const NAMED = 0.6

/**
 * Splits a text into words of small letters and digits.
 * @param {string} text
 * @returns {string[]}
 */
function wordsOf(text) {
  const plain = text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f'’‘`]/g, "")
  return plain.match(/[a-z0-9]+(?:&[a-z0-9]+)*/g) ?? []
}

/** @type {Map<string, string>} */
const stems = new Map()

/**
 * Takes the ending off a word, so that all its forms are one.
 * @param {string} word
 */
function stemOf(word) {
  let stem = stems.get(word)
  if (stem === undefined) stems.set(word, (stem = lunr.stemmer(new lunr.Token(word)).toString()))
  return stem
}

/**
 * The words that count as one. `stand-ins` are looked up by the stems of the words they stand for.
 */
class Synonyms {
  /** @param {string[][]} groups the word that stands for the others, then the others */
  constructor(groups) {
    /** @type {Map<string, string[]>} */
    this.standIns = new Map()
    this.longest = 1
    for (const [word, ...others] of groups)
      for (const other of others) {
        const key = wordsOf(other).map(stemOf)
        const standIn = wordsOf(word)
        // A word that contains what it stands for would grow for ever.
        if (key.length && !this.standIns.has(key.join(" "))) this.standIns.set(key.join(" "), standIn)
        this.longest = Math.max(this.longest, key.length)
      }
  }

  /**
   * The stems of a text's words, each word by the one that stands for it.
   * @param {string[]} words
   * @param {number} depth how often what stands for a word may itself be looked up
   * @returns {string[]}
   */
  stems(words, depth = 2) {
    const own = words.map(stemOf)
    const found = []
    for (let at = 0; at < own.length; ) {
      let length = Math.min(this.longest, own.length - at)
      let standIn
      for (; length; length--) {
        standIn = depth && this.standIns.get(own.slice(at, at + length).join(" "))
        if (standIn) break
      }
      if (standIn) found.push(...this.stems(standIn, depth - 1))
      else found.push(own[at])
      at += length || 1
    }
    return found
  }
}

/**
 * How far one word is from another: one for each letter that is wrong, missing, too much or swapped with the next,
 * less where the letters sound alike. Gives up above a limit.
 * @param {string} a
 * @param {string} b
 * @param {number} limit
 */
function distance(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return Infinity
  let before = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const wrong = a[i - 1] === b[j - 1] ? 0 : ALIKE.includes(a[i - 1] + b[j - 1]) ? 0.75 : 1
      let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + wrong)
      // A letter doubled or not is the slip that is made most.
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

/** Every word that the site knows, and the ones that words outside it were meant to be. */
class Spelling {
  constructor() {
    /** How much a word is worth as a correction: more in a name than in the text. @type {Map<string, number>} */
    this.worth = new Map()
    this.stems = new Set()
    /** The words that stand beside each other in a name or a phrase. @type {Map<string, Set<string>>} */
    this.neighbors = new Map()
    /** @type {string[]} */
    this.sorted = []
  }

  /**
   * @param {string[]} words
   * @param {number} worth
   */
  learn(words, worth) {
    for (const word of words) {
      if ((this.worth.get(word) ?? 0) < worth) this.worth.set(word, worth)
      this.stems.add(stemOf(word))
      if (words.length > 1 && words.length < 8) {
        const set = this.neighbors.get(word) ?? new Set()
        for (const other of words) set.add(other)
        this.neighbors.set(word, set)
      }
    }
  }

  /** Call it when all words are learned. */
  finish() {
    this.sorted = [...this.worth.keys()].sort()
  }

  /** @param {string} word */
  knows(word) {
    return this.worth.has(word) || EMPTY.has(word) || this.stems.has(stemOf(word))
  }

  /**
   * Whether a known word begins so.
   * @param {string} start
   * @param {number} worth what the word must at least be worth
   */
  #begins(start, worth = 0) {
    return this.beginning(start).some(word => (this.worth.get(word) ?? 0) >= worth)
  }

  /**
   * Where a word stands, or would stand, among the known ones.
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
   * The known words that begin so, in the order of the alphabet.
   * @param {string} start
   */
  beginning(start) {
    const found = []
    for (let at = this.#place(start); this.sorted[at]?.startsWith(start); at++) found.push(this.sorted[at])
    return found
  }

  /**
   * Mends what was typed. A word that is known stays as it is, and so does one that may be half typed.
   * @param {string[]} words
   * @returns {{words: string[], others: {words: string[]}[]}} the words as they were most likely meant, and what
   *   else may have been meant
   */
  mend(words) {
    /** @type {{words: string[], others: string[]}[]} */
    const parts = []
    for (let at = 0; at < words.length; at++) {
      const word = words[at]
      const next = words[at + 1]
      if (next && !(this.knows(word) && this.knows(next)) && this.worth.has(word + next)) {
        parts.push({ words: [word + next], others: [] })
        at++
        continue
      }
      const near = this.#mayBeWrong(word) ? this.nearest(word, 1, words) : []
      const begins = at === words.length - 1 && this.#begins(word, near.length ? NAMED : 0)
      if (this.knows(word) || begins) parts.push({ words: [word], others: near })
      else {
        const meant = near[0] ? [near[0]] : this.#mendFar(word, words)
        parts.push({ words: meant, others: near.slice(1) })
      }
    }
    const others = parts.flatMap(({ others }, at) =>
      others.slice(0, 2).map(other => ({
        words: parts.flatMap((part, index) => (index === at ? [other] : part.words))
      }))
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
  #mendFar(word, all) {
    if (word.length < 3 || /\d/.test(word)) return [word]
    return this.#split(word) ?? [this.#far(word, all) ?? this.#begun(word) ?? word]
  }

  /**
   * What a word with more than one slip was meant to be.
   * @param {string} word
   * @param {string[]} all
   */
  #far(word, all) {
    if (word.length < 4 || this.#begins(word)) return undefined
    return this.nearest(word, word.length > 9 ? 3 : word.length > 5 ? 2 : 1.75, all)[0]
  }

  /**
   * The known words that a word may have been meant to be, the likeliest first. The shorter it is and the further
   * away, the more must speak for them: words that the site does not know are more often right than misspelled.
   * @param {string} word
   * @param {number} limit
   * @param {string[]} all the whole query
   * @param {boolean} sure whether only words count that are surely meant
   */
  nearest(word, limit, all = [], sure = true) {
    const found = []
    for (const [known, worth] of this.worth) {
      if (known.length < 3 || Math.abs(known.length - word.length) > limit) continue
      const far = Math.min(distance(word, known, limit), distance(soundOf(word), soundOf(known), limit - 0.5) + 0.5)
      if (far > limit) continue
      const beside = all.some(other => other !== word && this.neighbors.get(known)?.has(other))
      const begins = soundOf(known)[0] === soundOf(word)[0]
      if (sure && !beside) {
        if (worth < NAMED && word.length < 6) continue
        if (far > 1 && (!begins || (word.length < 6 && worth < 1) || (word.length < 8 && worth < NAMED))) continue
      }
      found.push({ known, far: far + (begins ? 0 : 0.3) - worth * 0.3 - (beside ? 0.5 : 0) })
    }
    return found.sort((a, b) => a.far - b.far || (a.known < b.known ? -1 : 1)).map(each => each.known)
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
   * The known word that a misspelled beginning was meant to begin.
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
