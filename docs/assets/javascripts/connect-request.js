/**
 * Reads an HL7 Infobutton request (`mainSearchCriteria.v.c=M54.31&…`), and decides which page answers it. An address
 * can contain anything, so every step is bounded, and all input is treated as plain text. This module does not use the
 * page or the browser; connect.js does.
 */

/**
 * @typedef {object} Criterion one criterion of the request; '' for what is missing
 * @property {string} code
 * @property {string} system its object identifier
 * @property {string} name its display name
 * @property {string} text free text that somebody wrote for it
 */

/** @typedef {"c" | "cs" | "dn" | "ot"} Part part of a criterion: its code, the code's system, its name, or free text */

/**
 * @typedef {object} Request
 * @property {Criterion[]} criteria
 * @property {string[]} values the values of all parameters that look like criteria
 * @property {string[]} others the whole request, and all other names and values, such as the address of a ward
 * @property {boolean} whole whether the complete request was read and understood
 */

/**
 * @typedef {object} Codes the data from hooks/outputs/diagnosis_codes/request_data.py
 * @property {Record<string, string>} systems
 * @property {Record<string, Record<string, string>>} codes
 * @property {{codes: string[], names: string[], phrases: string[]}} urgent
 * @property {string} help
 * @property {Record<string, string>} titles
 * @property {string} search
 */

/** Characters. Servers accept about 8,000; a much longer request is not a real one. */
const LONGEST_REQUEST = 20_000
const MOST_CRITERIA = 50
const LONGEST_NAME = 120

/** How many times an address may have been escaped on its way. */
const MOST_ESCAPES = 4

/** The index of a criterion comes after the first word (in the specification) or at the end (in some systems). */
const PARAMETER = /^mainSearchCriteria\[?(\d*)\]?\.v\.(c|cs|dn|ot)\[?(\d*)\]?$/i
/** A name that was probably meant to be one of these. */
const LIKE_A_PARAMETER = /mainSearchCriteria.*\bv\b.*\b(?:c|cs|dn|ot)\b/i
const ICD = /^([A-Z][0-9][0-9A-Z])\.?([0-9A-Z]{0,4})[.-]?$/i
const SNOMED = /^[0-9]{6,18}$/

/** @param {string} value one code or, as some systems send them, several with commas or the like between them */
const splitCodes = value => {
  const parts = value.split(/[,;|]/).map(part => part.trim())
  return parts.every(part => ICD.test(part) || SNOMED.test(part)) ? parts : [value]
}

/**
 * @param {string} text a query or a fragment, with or without its `?` or `#`
 * @returns {Request}
 */
export const readRequest = text => {
  const asked = String(text).slice(0, LONGEST_REQUEST)
  /** @type {Map<string, Record<Part, string[]>>} */
  const found = new Map()
  const values = []
  const others = [unescaped(asked)]
  let understood = true
  // Broken escapes stay as they are; if a system escaped & as in HTML, its names begin with "amp;".
  for (const [name, value] of new URLSearchParams(asked.replace(/^[?#]/, ""))) {
    if (/criteria/i.test(name)) values.push(unescaped(value))
    else others.push(unescaped(name), unescaped(value))
    const parts = PARAMETER.exec(
      unescaped(name)
        .replace(/^(?:amp;)+/i, "")
        .trim()
    )
    if (!parts) {
      if (value.trim() && LIKE_A_PARAMETER.test(name)) understood = false
      continue
    }
    const key = `${parts[1]}/${parts[3]}`
    const criterion = found.get(key) ?? { c: [], cs: [], dn: [], ot: [] }
    found.set(key, criterion)
    criterion[/** @type {Part} */ (parts[2].toLowerCase())].push(unescaped(value).trim())
  }
  /** @type {Criterion[]} */
  const criteria = []
  for (const { c, cs, dn, ot } of found.values()) {
    const codes = c.flatMap(splitCodes)
    const count = Math.max(codes.length, dn.length, ot.length)
    // A value that is given once for several codes applies to all of them.
    const at = (/** @type {string[]} */ values, /** @type {number} */ index) =>
      values[values.length === 1 ? 0 : index] ?? ""
    for (let index = 0; index < count && criteria.length <= MOST_CRITERIA; index++)
      criteria.push({ code: codes[index] ?? "", system: at(cs, index), name: dn[index] ?? "", text: ot[index] ?? "" })
  }
  const whole = understood && asked.length === String(text).length && criteria.length <= MOST_CRITERIA
  return { criteria: criteria.slice(0, MOST_CRITERIA), values, others, whole }
}

/**
 * Undoes escaping, also when repeated, and removes invisible characters.
 * @param {string} text
 */
const unescaped = text => {
  let plain = text
  for (let times = 0; times < MOST_ESCAPES && /%[0-9a-f]{2}/i.test(plain); times++)
    // Unlike decodeURIComponent this leaves broken escapes as they are.
    plain = new URLSearchParams(`x=${plain.replace(/[&+#]/g, encodeURIComponent)}`).get("x") ?? ""
  return plain.replace(/\p{Cf}/gu, "")
}

/** The words of a text in lower case, with one space around each. @param {string} text */
const words = text =>
  ` ${text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim()} `

/**
 * A code as the data writes it, followed by its parents, the nearest first.
 * @param {string} code
 */
const withParents = code => {
  const bare = code.replace(/\s+/g, "")
  if (SNOMED.test(bare)) return { system: "snomedct", codes: [bare] }
  const icd = ICD.exec(bare)
  if (!icd) return { system: "", codes: [] }
  const full = (icd[1] + icd[2]).toUpperCase()
  // Three characters are a category; a shorter code does not exist.
  const codes = Array.from({ length: full.length - 2 }, (_, cut) => full.slice(0, full.length - cut))
  return { system: "icd10cm", codes }
}

/** @param {string} system as it was sent */
const plainSystem = system =>
  system
    .replace(/\s+/g, "")
    .toLowerCase()
    .replace(/^urn:oid:/, "")

/**
 * Whether a text contains an urgent code. In a criterion it counts however it is written: a false alarm, which opens a
 * page with the signs of an emergency, is better than a miss. Elsewhere a house number may look like a code.
 * @param {string} text
 * @param {boolean} isCriterion
 * @param {Codes} data
 */
const hasUrgentCode = (text, isCriterion, data) =>
  data.urgent.codes.some(code =>
    isCriterion
      ? new RegExp(`(?<![a-z])${[...code].join("[\\W_]*")}`, "i").test(text.normalize("NFKD"))
      : new RegExp(`(?<![a-z0-9])${code.slice(0, 3)}\\.${code.slice(3)}[0-9a-z]{0,3}(?![a-z0-9])`, "i").test(text)
  )

/**
 * Whether a text contains an urgent name, even if spaces were lost or HTML entities are between its words.
 * @param {string} text
 * @param {Codes} data
 */
const hasUrgentName = (text, data) => {
  const letters = words(text.replace(/&#?\w+;/g, " ")).replaceAll(" ", "")
  return data.urgent.names.some(name => letters.includes(name.replaceAll(" ", "")))
}

/** A word without its ending, in American spelling. @param {string} word */
const plainWord = word => (word === "bilateral" ? "both" : word.replace(/ae/g, "e").replace(/(?:ness|ing|s)$/, ""))

/**
 * Whether the criterion's name has all words of a phrase that may mean an emergency, in any order.
 * @param {Criterion} criterion
 * @param {Codes} data
 */
const mayBeUrgent = (criterion, data) => {
  const plain = (/** @type {string} */ text) => words(text).trim().split(" ").map(plainWord)
  const given = new Set(plain(`${criterion.name} ${criterion.text}`))
  return data.urgent.phrases.some(phrase => plain(phrase).every(word => given.has(word)))
}

/**
 * @param {Criterion} criterion
 * @param {Codes} data
 * @returns {string | undefined} the page for its code
 */
const pageOf = (criterion, data) => {
  const { system, codes } = withParents(criterion.code)
  const given = plainSystem(criterion.system)
  // If no system is given, the code's format shows which one it is; in another system the same code may mean
  // something else.
  if (given && !(Object.hasOwn(data.systems, given) && data.systems[given] === system)) return undefined
  const known = data.codes[system] ?? {}
  const nearest = codes.find(code => Object.hasOwn(known, code))
  return nearest === undefined ? undefined : known[nearest]
}

/** @param {string} name */
const shortened = name => [...name.replace(/\s+/g, " ").trim()].slice(0, LONGEST_NAME).join("").trim()

/**
 * Decides how to answer a request.
 * @param {Request} request
 * @param {Codes} data
 * @returns {{page?: string, pages?: string[], search?: string}} a page to open, pages to choose from, or words to
 *   search for; empty if there is no answer
 */
export const decide = ({ criteria, values, others, whole }, data) => {
  // An emergency wins over everything else.
  const isUrgent =
    values.some(value => hasUrgentCode(value, true, data)) ||
    others.some(value => hasUrgentCode(value, false, data)) ||
    [...values, ...others].some(value => hasUrgentName(value, data))
  if (isUrgent) return { page: data.help }
  // The part that was not understood may be an emergency.
  if (!whole) return {}
  const pages = [...new Set(criteria.map(criterion => pageOf(criterion, data)).filter(page => page !== undefined))]
  // The search itself marks what may be urgent; if a code is known as well, the reader has to choose.
  const alarming = criteria.filter(each => mayBeUrgent(each, data))
  const choice = pages.length && alarming.length ? [data.help, ...pages] : pages
  if (new Set(choice).size === 1) return { page: choice[0] }
  if (choice.length) return { pages: [...new Set(choice)] }
  // The search marks what may be urgent, so it must get the urgent words rather than the first ones.
  const asked = alarming.length ? alarming : criteria
  const given = asked.flatMap(each => [each.name, each.text])
  const isAlarming = (/** @type {string} */ name) => mayBeUrgent({ code: "", system: "", name, text: "" }, data)
  const names = [...given.filter(isAlarming), ...asked.map(each => each.name), ...given].map(shortened)
  const search = names.find(name => /[\p{L}\p{N}]/u.test(name))
  return search === undefined ? {} : { search }
}

/**
 * @param {string} name
 * @param {Codes} data
 * @returns {string} the address of the search; the query is in the fragment, which stays in the browser, and in quotation
 *   marks, so that the search does not correct one diagnosis into another
 */
export const searchAddress = (name, data) => `${data.search}#q=${encodeURIComponent(`"${name.replaceAll('"', "")}"`)}`
