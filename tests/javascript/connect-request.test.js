/** How a record system's request is read and where it leads, whatever stands in it. */
import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import { decide, readRequest, searchAddress } from "../../docs/assets/javascripts/connect-request.js"

const ICD = "2.16.840.1.113883.6.90"
const SNOMED = "2.16.840.1.113883.6.96"
const [SCIATICA, CAUSES, HELP] = ["../sciatica/", "../causes/", "../get-help/"]
const DATA = {
  systems: { [ICD]: "icd10cm", icd10cm: "icd10cm", [SNOMED]: "snomedct" },
  codes: {
    icd10cm: { M543: SCIATICA, M5116: SCIATICA, R202: CAUSES, R339: HELP, G834: HELP },
    snomedct: { 23056005: SCIATICA }
  },
  urgent: {
    codes: ["G834"],
    names: ["cauda equina"],
    phrases: ["saddle numbness", "weakness in both legs", "cannot pee"]
  },
  help: HELP,
  titles: {},
  search: "../"
}

/** @param {string} request */
const answerTo = request => decide(readRequest(request), DATA)

/**
 * @param {Partial<Record<"c" | "cs" | "dn" | "ot", string>>} criterion
 * @param {number | string} index
 */
const asked = (criterion, index = "") =>
  Object.entries(criterion)
    .map(([part, value]) => `mainSearchCriteria${index}.v.${part}=${encodeURIComponent(value)}`)
    .join("&")

// Single requests -------------------------------------------------------------------------------

test("the parts of a criterion belong together by their index", () => {
  const request = readRequest(
    "?mainSearchCriteria.v.c=M54.31&mainSearchCriteria.v.dn=Sciatica&mainSearchCriteria2.v.c=R20.2" +
      "&mainSearchCriteria.v.c3=G57.0&mainSearchCriteria2.v.cs=icd10cm&age.v.v=67"
  )
  assert.deepEqual(request.criteria, [
    { code: "M54.31", system: "", name: "Sciatica", text: "" },
    { code: "R20.2", system: "icd10cm", name: "", text: "" },
    { code: "G57.0", system: "", name: "", text: "" }
  ])
  assert.deepEqual(request.values, ["M54.31", "Sciatica", "R20.2", "G57.0", "icd10cm"])
  assert.deepEqual(request.others.slice(1), ["age.v.v", "67"])
  assert(request.whole)
})

test("several codes in one value are several criteria, with the system of all", () => {
  const { criteria } = readRequest("mainSearchCriteria.v.c=M54.31,R20.2|23056005&mainSearchCriteria.v.cs=x")
  assert.deepEqual(
    criteria.map(each => [each.code, each.system]),
    [
      ["M54.31", "x"],
      ["R20.2", "x"],
      ["23056005", "x"]
    ]
  )
  assert.equal(readRequest("mainSearchCriteria.v.c=pain,+left").criteria[0].code, "pain, left")
})

test("a code leads to its page, or to that of the nearest code above it", () => {
  for (const code of ["M54.3", "M54.31", "m5431", " M54.31 ", "M54.3-", "M51.16", "23056005"])
    assert.deepEqual(answerTo(asked({ c: code })), { page: SCIATICA }, code)
  for (const code of ["M54", "M51.1", "M54.31XXXXX", "230560055", "2305600", "constructor", "__proto__"])
    assert.deepEqual(answerTo(asked({ c: code })), {}, code)
})

test("a code of another system means something else", () => {
  for (const system of [ICD, `urn:oid:${ICD}`, "ICD 10 CM", ""])
    assert.deepEqual(answerTo(asked({ c: "M54.31", cs: system })), { page: SCIATICA }, system)
  for (const system of [SNOMED, "2.16.840.1.113883.6.3", "toString", "__proto__"])
    assert.deepEqual(answerTo(asked({ c: "M54.31", cs: system })), {}, system)
})

test("a name without a known code is searched for", () => {
  assert.deepEqual(answerTo(asked({ c: "I10", dn: " High  blood pressure " })), { search: "High blood pressure" })
  assert.deepEqual(answerTo(asked({ dn: "…" })), {})
})

test("several pages are a choice", () => {
  assert.deepEqual(answerTo("mainSearchCriteria.v.c=M54.31,R20.2,M54.3"), { pages: [SCIATICA, CAUSES] })
})

test("a name that may mean an emergency is a choice beside a known code, and searched for first without one", () => {
  for (const name of ["Saddle-numbness", "numb saddle", "Weakness, bilateral, in legs"])
    assert.deepEqual(answerTo(asked({ c: "M54.31", dn: name })), { pages: [HELP, SCIATICA] }, name)
  assert.deepEqual(answerTo(`${asked({ dn: "Back pain" }, 1)}&${asked({ dn: "Cannot pee" }, 2)}`), {
    search: "Cannot pee"
  })
})

test("a code that leads to help anyway is no choice", () => {
  assert.deepEqual(answerTo(asked({ c: "R33.9", dn: "Cannot pee" })), { page: HELP })
})

test("what was escaped up to five times on its way is read as it was", () => {
  let request = asked({ c: "M54.31", dn: "Pain & more" })
  const plain = readRequest(request).criteria
  for (let times = 2; times <= 5; times++) {
    request = request.replace(/=([^&]*)/g, (_, value) => `=${encodeURIComponent(value)}`)
    assert.deepEqual(readRequest(request).criteria, plain)
  }
})

test("a house number is no emergency", () => {
  for (const rest of ["performer.addr=Suite G, 834 Main Street", "id=G83405", "token=abc.eyJ-g834xyz"])
    assert.deepEqual(answerTo(`${asked({ c: "M54.31" })}&${rest}`), { page: SCIATICA }, rest)
  assert.deepEqual(answerTo(`${asked({ c: "M54.31" })}&diagnosis=G83.4`), { page: HELP })
})

test("what looks like a criterion and cannot be read makes the request unclear", () => {
  assert.deepEqual(answerTo(`${asked({ c: "M54.31" })}&mainSearchCriteria!1.v.c=R20.2`), {})
})

test("a request without end is cut off, and an emergency in its beginning still counts", () => {
  const many = Array.from({ length: 51 }, (_, index) => asked({ c: "M54.31" }, index)).join("&")
  const again = Array(51)
    .fill(asked({ c: "M54.31" }))
    .join("&")
  for (const endless of ["x=1&".repeat(500_000), `${asked({ c: "M54.31" })}&x=${"a".repeat(3_000_000)}`, many, again])
    assert.deepEqual(answerTo(endless), {})
  assert.deepEqual(answerTo(many.slice(0, many.lastIndexOf("&"))), { page: SCIATICA })
  assert.deepEqual(answerTo(`${asked({ c: "G83.4" })}&${many}`), { page: HELP })
})

test("a long name is cut off between characters", () => {
  const { search = "" } = answerTo(asked({ dn: "🦵".repeat(50) + "a".repeat(500) }))
  assert.equal([...search].length, 120)
  assert(search.isWellFormed())
  assert.deepEqual(answerTo(asked({ dn: `${"a".repeat(500)} cauda equina` })), { page: HELP })
})

test("what is searched for stays in the fragment, in quotation marks of its own", () => {
  assert.equal(searchAddress('Sciatica "L5" & more', DATA), "../#q=%22Sciatica%20L5%20%26%20more%22")
})

// Whatever may come -----------------------------------------------------------------------------

const code = fc.constantFrom(
  "M54.31",
  "m5432",
  "M54",
  "R20.2",
  "23056005",
  "M54,31",
  "I10",
  "9".repeat(19),
  "__proto__"
)
const text = fc.oneof(
  fc.constantFrom(
    "Sciatica",
    "Foot drop",
    "cauda",
    "<img src=x onerror=a()>",
    "%",
    "%zz",
    "&amp;",
    "\ud800",
    "",
    "a".repeat(300)
  ),
  fc.string({ unit: "binary", maxLength: 20 })
)
const system = fc.constantFrom(ICD, SNOMED, `urn:oid:${ICD}`, "2.16", "constructor")
const value = fc.oneof({ arbitrary: code, weight: 3 }, text, system)
/** How often a value has been escaped on its way. */
const escaped = fc.tuple(value, fc.nat(3)).map(([plain, times]) => {
  let sent = plain.toWellFormed()
  for (let time = 0; time < times; time++) sent = encodeURIComponent(sent)
  return sent
})
const index = fc.constantFrom("", "", "1", "02", "[3]", "12345", "x", "!")
const parameter = fc
  .tuple(fc.constantFrom("", "amp;", " "), index, fc.constantFrom("c", "c", "cs", "dn", "ot", "CS", "x"), index)
  .map(([before, first, part, last]) => `${before}mainSearchCriteria${first}.v.${part}${last}`)
const pair = fc.tuple(fc.oneof({ arbitrary: parameter, weight: 6 }, text), escaped).map(parts => parts.join("="))
const known = fc.tuple(fc.constantFrom("M54.31", "R20.2"), fc.nat(99)).map(([c, at]) => asked({ c }, at))
const pairs = fc.array(fc.oneof({ arbitrary: pair, weight: 3 }, known), { maxLength: 6 })
const anything = fc.oneof({ arbitrary: pairs.map(all => all.join("&")), weight: 5 }, fc.string({ unit: "binary" }))

test("any request leads to a page of the site, a choice of pages, a search on the site, or nowhere", () => {
  const here = "https://site.example/folder/connect/"
  fc.assert(
    fc.property(anything, request => {
      const answer = answerTo(request)
      assert(Object.keys(answer).length <= 1)
      const { page = SCIATICA, pages = [SCIATICA, CAUSES], search } = answer
      for (const each of [page, ...pages]) assert([SCIATICA, CAUSES, HELP].includes(each))
      assert(new Set(pages).size > 1)
      assert(readRequest(request).criteria.length <= 50)
      assert.deepEqual(Object.keys(Object.prototype), [])
      if (search === undefined) return
      assert([...search].length <= 120)
      const address = new URL(searchAddress(search, DATA), here)
      assert.equal(address.origin + address.pathname + address.search, "https://site.example/folder/")
      const query = new URLSearchParams(address.hash.slice(1)).get("q")
      assert.equal(query, `"${search.replaceAll('"', "")}"`)
    }),
    { numRuns: 2_000 }
  )
})

test("the requests above are of all kinds", () => {
  const kinds = fc.sample(anything, { numRuns: 1_000, seed: 54 }).map(request => String(Object.keys(answerTo(request))))
  for (const kind of ["", "page", "pages", "search"])
    assert(kinds.filter(each => each === kind).length > 10, `too few with ${kind || "nothing"}`)
})

test("an emergency wins wherever it stands and however it is written", () => {
  const urgent = fc.constantFrom(
    ...["G83.4", "g834", " G83.40", "G83,4", '"G83.4"', "G83_4", "R20.2,G83.4"].map(each => asked({ c: each })),
    ...["Cauda equina syndrome", "CAUDA  EQUINA", "susp. cauda-equina", "cáuda equína", "CaudaEquina"].flatMap(each => [
      asked({ dn: each }),
      asked({ ot: each }, 9),
      `diagnosis=${encodeURIComponent(encodeURIComponent(each))}`
    ])
  )
  fc.assert(
    fc.property(pairs, urgent, pairs, (before, each, after) => {
      assert.deepEqual(answerTo([...before, each, ...after].join("&")), { page: HELP })
    }),
    { numRuns: 1_000 }
  )
})
