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

/**
 * @typedef {object} Request
 * @property {Criterion[]} criteria
 * @property {boolean} whole whether all of it was read
 */

/**
 * @typedef {object} Codes what hooks/connections/request_data.py gives
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

/** The index of a criterion stands behind the first word (the specification) or at the end (some systems). */
const PARAMETER = /^mainSearchCriteria(\d{0,4})\.v\.(c|cs|dn|ot)(\d{0,4})$/i
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
  /** @type {Map<string, {c: string[], cs: string[], dn: string[], ot: string[]}>} */
  const found = new Map()
  // Broken escapes stay as they are; where a system has written & as in HTML, its names begin with "amp;".
  for (const [name, value] of new URLSearchParams(asked.replace(/^[?#]/, ""))) {
    const parts = PARAMETER.exec(name.replace(/^amp;/i, "").trim())
    if (!parts) continue
    const key = `${parts[1]}/${parts[3]}`
    if (!found.has(key)) found.set(key, { c: [], cs: [], dn: [], ot: [] })
    found.get(key)[parts[2].toLowerCase()].push(value.trim())
  }
  /** @type {Criterion[]} */
  const criteria = []
  for (const { c, cs, dn, ot } of found.values()) {
    const codes = c.flatMap(splitCodes)
    const count = Math.max(codes.length, dn.length, ot.length)
    // What is told once for several codes holds for all of them.
    const at = (values, index) => values[values.length === 1 ? 0 : index] ?? ""
    for (let index = 0; index < count && criteria.length <= MOST_CRITERIA; index++)
      criteria.push({ code: codes[index] ?? "", system: at(cs, index), name: dn[index] ?? "", text: ot[index] ?? "" })
  }
  const whole = asked.length === String(text).length && criteria.length <= MOST_CRITERIA
  return { criteria: criteria.slice(0, MOST_CRITERIA), whole }
}

/** @param {string} text as words in small letters, one space around each */
const words = text =>
  ` ${text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim()} `

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
const plainSystem = system => system.replace(/\s+/g, "").toLowerCase().replace(/^urn:oid:/, "")

/**
 * @param {Criterion} criterion
 * @param {Codes} data
 */
const isUrgent = (criterion, data) => {
  if (withParents(criterion.code).codes.some(code => data.urgent.codes.includes(code))) return true
  const told = [criterion.name, criterion.text, criterion.code].map(words)
  return data.urgent.names.some(name => told.some(each => each.includes(` ${name} `)))
}

/**
 * Whether its name has all words of a phrase that may mean an emergency, in any order.
 * @param {Criterion} criterion
 * @param {Codes} data
 */
const mayBeUrgent = (criterion, data) => {
  const told = words(`${criterion.name} ${criterion.text}`)
  return data.urgent.phrases.some(phrase =>
    words(phrase).trim().split(" ").every(word => told.includes(` ${word} `))
  )
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
export const decide = ({ criteria, whole }, data) => {
  // An emergency wins over whatever else is asked for.
  if (criteria.some(criterion => isUrgent(criterion, data))) return { page: data.help }
  // What was not read may be one.
  if (!whole) return {}
  const pages = [...new Set(criteria.map(criterion => pageOf(criterion, data)).filter(page => page !== undefined))]
  // The search says by itself what may be urgent; where a code is known as well, the reader has to choose.
  if (pages.length && criteria.some(criterion => mayBeUrgent(criterion, data)))
    return { pages: [data.help, ...pages.filter(page => page !== data.help)] }
  if (pages.length === 1) return { page: pages[0] }
  if (pages.length > 1) return { pages }
  const names = [...criteria.map(each => each.name), ...criteria.map(each => each.text)].map(shortened)
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
