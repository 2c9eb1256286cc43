/**
 * Reads a request in the form of HL7's Infobutton (`mainSearchCriteria.v.c=M54.31&…`), and decides where it leads.
 * Whatever stands in an address may come here, so every step has a bound, and nothing is taken for more than text.
 * It knows no page and no browser; connect.js does.
 */

/**
 * @typedef {object} Criterion one thing that is asked for; '' for what is not told
 * @property {string} code
 * @property {string} system its object identifier
 * @property {string} name the words for it
 * @property {string} text the words that somebody wrote for it
 */

/** @typedef {"c" | "cs" | "dn" | "ot"} Part of a criterion: its code, the code's system, its name, or free text */

/**
 * @typedef {object} Request
 * @property {Criterion[]} criteria
 * @property {string[]} values what stands in it as a criterion, as far as that can be told
 * @property {string[]} others the whole of it, and whatever stands under other names, such as the address of a ward
 * @property {boolean} whole whether all of it was read and understood
 */

/**
 * @typedef {object} Codes what hooks/outputs/diagnosis_codes/request_data.py gives
 * @property {Record<string, string>} systems
 * @property {Record<string, Record<string, string>>} codes
 * @property {{codes: string[], names: string[], phrases: string[]}} urgent
 * @property {string} help
 * @property {Record<string, string>} titles
 * @property {string} search
 */

/** Servers take 8,000 characters or so; who sends much more wants something else. */
const LONGEST_REQUEST = 20_000
const MOST_CRITERIA = 50
const LONGEST_NAME = 120

/** How often an address may have been escaped on its way. */
const MOST_ESCAPES = 4

/** The index of a criterion stands behind the first word (the specification) or at the end (some systems). */
const PARAMETER = /^mainSearchCriteria\[?(\d*)\]?\.v\.(c|cs|dn|ot)\[?(\d*)\]?$/i
/** A name that was meant to be one of these. */
const LIKE_A_PARAMETER = /mainSearchCriteria.*\bv\b.*\b(?:c|cs|dn|ot)\b/i
const ICD = /^([A-Z][0-9][0-9A-Z])\.?([0-9A-Z]{0,4})[.-]?$/i
const SNOMED = /^[0-9]{6,18}$/

/** @param {string} value one code, or several with commas or the like between them, as some systems send them */
const splitCodes = value => {
  const parts = value.split(/[,;|]/).map(part => part.trim())
  return parts.every(part => ICD.test(part) || SNOMED.test(part)) ? parts : [value]
}

/**
 * @param {string} text a query or a fragment, with or without its first sign
 * @returns {Request}
 */
export const readRequest = text => {
  const asked = String(text).slice(0, LONGEST_REQUEST)
  /** @type {Map<string, Record<Part, string[]>>} */
  const found = new Map()
  const values = []
  const others = [unescaped(asked)]
  let understood = true
  // Broken escapes stay as they are; where a system has written & as in HTML, its names begin with "amp;".
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
    // What is told once for several codes holds for all of them.
    const at = (/** @type {string[]} */ values, /** @type {number} */ index) =>
      values[values.length === 1 ? 0 : index] ?? ""
    for (let index = 0; index < count && criteria.length <= MOST_CRITERIA; index++)
      criteria.push({ code: codes[index] ?? "", system: at(cs, index), name: dn[index] ?? "", text: ot[index] ?? "" })
  }
  const whole = understood && asked.length === String(text).length && criteria.length <= MOST_CRITERIA
  return { criteria: criteria.slice(0, MOST_CRITERIA), values, others, whole }
}

/**
 * A text as it was before it was escaped, once or several times, and without signs that nobody sees.
 * @param {string} text
 */
const unescaped = text => {
  let plain = text
  for (let times = 0; times < MOST_ESCAPES && /%[0-9a-f]{2}/i.test(plain); times++)
    // Unlike decodeURIComponent this leaves broken escapes as they are.
    plain = new URLSearchParams(`x=${plain.replace(/[&+#]/g, encodeURIComponent)}`).get("x") ?? ""
  return plain.replace(/\p{Cf}/gu, "")
}

/** @param {string} text as words in small letters, one space around each */
const words = text =>
  ` ${text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim()} `

/**
 * A code as it stands in the data: what is asked for and all that is above it, from the nearest on.
 * @param {string} code
 */
const withParents = code => {
  const bare = code.replace(/\s+/g, "")
  if (SNOMED.test(bare)) return { system: "snomedct", codes: [bare] }
  const icd = ICD.exec(bare)
  if (!icd) return { system: "", codes: [] }
  const full = (icd[1] + icd[2]).toUpperCase()
  // Three signs are a category; with less there is no parent.
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
 * Whether a text has an urgent code in it. In a criterion it counts however it is written: better one too many, with the
 * signs of an emergency on its page, than one too few. Elsewhere a house number may look like it.
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
 * Whether a text has an urgent name in it, also where spaces are lost or signs of HTML stand between its words.
 * @param {string} text
 * @param {Codes} data
 */
const hasUrgentName = (text, data) => {
  const letters = words(text.replace(/&#?\w+;/g, " ")).replaceAll(" ", "")
  return data.urgent.names.some(name => letters.includes(name.replaceAll(" ", "")))
}

/** A word without its ending, and as it is spelled in the United States. @param {string} word */
const plainWord = word => (word === "bilateral" ? "both" : word.replace(/ae/g, "e").replace(/(?:ness|ing|s)$/, ""))

/**
 * Whether its name has all words of a phrase that may mean an emergency, in any order.
 * @param {Criterion} criterion
 * @param {Codes} data
 */
const mayBeUrgent = (criterion, data) => {
  const plain = (/** @type {string} */ text) => words(text).trim().split(" ").map(plainWord)
  const told = new Set(plain(`${criterion.name} ${criterion.text}`))
  return data.urgent.phrases.some(phrase => plain(phrase).every(word => told.has(word)))
}

/**
 * @param {Criterion} criterion
 * @param {Codes} data
 * @returns {string | undefined} the page of its code
 */
const pageOf = (criterion, data) => {
  const { system, codes } = withParents(criterion.code)
  const told = plainSystem(criterion.system)
  // Without a system the shape tells; with another one, the same signs may mean something else.
  if (told && !(Object.hasOwn(data.systems, told) && data.systems[told] === system)) return undefined
  const known = data.codes[system] ?? {}
  const nearest = codes.find(code => Object.hasOwn(known, code))
  return nearest === undefined ? undefined : known[nearest]
}

/** @param {string} name */
const shortened = name => [...name.replace(/\s+/g, " ").trim()].slice(0, LONGEST_NAME).join("").trim()

/**
 * Decides where a request leads.
 * @param {Request} request
 * @param {Codes} data
 * @returns {{page?: string, pages?: string[], search?: string}} a page to open, pages to choose from, or words to
 *   search for; none of them where nothing can be said
 */
export const decide = ({ criteria, values, others, whole }, data) => {
  // An emergency wins over whatever else is asked for.
  const isUrgent =
    values.some(value => hasUrgentCode(value, true, data)) ||
    others.some(value => hasUrgentCode(value, false, data)) ||
    [...values, ...others].some(value => hasUrgentName(value, data))
  if (isUrgent) return { page: data.help }
  // What was not understood may be one.
  if (!whole) return {}
  const pages = [...new Set(criteria.map(criterion => pageOf(criterion, data)).filter(page => page !== undefined))]
  // The search says by itself what may be urgent; where a code is known as well, the reader has to choose.
  const alarming = criteria.filter(each => mayBeUrgent(each, data))
  const choice = pages.length && alarming.length ? [data.help, ...pages] : pages
  if (new Set(choice).size === 1) return { page: choice[0] }
  if (choice.length) return { pages: [...new Set(choice)] }
  // The search marks what may be urgent, so that it must be asked for that and not for what comes first.
  const asked = alarming.length ? alarming : criteria
  const told = asked.flatMap(each => [each.name, each.text])
  const isAlarming = (/** @type {string} */ name) => mayBeUrgent({ code: "", system: "", name, text: "" }, data)
  const names = [...told.filter(isAlarming), ...asked.map(each => each.name), ...told].map(shortened)
  const search = names.find(name => /[\p{L}\p{N}]/u.test(name))
  return search === undefined ? {} : { search }
}

/**
 * @param {string} name
 * @param {Codes} data
 * @returns {string} the address of the search; a fragment stays in the browser, and what stands in quotation marks is
 *   not mended, because a diagnosis must not become another one
 */
export const searchAddress = (name, data) => `${data.search}#q=${encodeURIComponent(`"${name.replaceAll('"', "")}"`)}`
