/** What the search's worker answers, by the messages that the theme and its worker exchange. */

import assert from "node:assert/strict"
import { before, test } from "node:test"
import { send } from "./search-worker.js"

/** @type {Entry[]} */
const docs = [
  {
    location: "",
    title: "Leg numbness",
    text: "",
    summary: "Signs of an emergency, sciatica, and the cobra stretch."
  },
  {
    location: "causes/",
    title: "Why your leg is numb",
    text: "",
    names: ["Leg numbness", "Paresthesia"],
    words: ["pinched nerve"],
    symptoms: ["pins and needles"]
  },
  {
    location: "causes/#too-little-blood",
    title: "Too little blood",
    text: "<p>Blood brings oxygen.</p><p>Narrow vessels &amp; <b>smoking</b> are usual; alcohol is one more.</p>"
  },
  {
    location: "get-help/",
    title: "Call for help",
    text: "",
    symptoms: ["cannot pee"],
    urgent: ["cannot pee", "stroke"]
  },
  { location: "get-help/#who-to-call", title: "Who to call", text: "" },
  { location: "sciatica/", title: "Sciatica", text: "", names: ["Lumbar radiculopathy"] },
  { location: "stretches/", title: "Stretches", text: "", summary: "All stretches." },
  {
    location: "stretches/cobra/",
    title: "Cobra stretch",
    text: "",
    summary: 'For the "low" back <on the floor>.',
    picture: "assets/figures/cobra.svg",
    names: ["Prone press-up"],
    facts: ["lying", "low back"]
  },
  { location: "stretches/cobra/#stop-if", title: "Stop if", text: "<ul><li>your leg goes numb</li></ul>" },
  { location: "stretches/lunge/", title: "Lunge", text: "", facts: ["half kneeling"] }
]
const SETUP_MESSAGE = { type: SETUP, data: { docs, config: { synonyms: [["disk", "disc"]] } } }

/**
 * @param {string} query
 * @returns {Promise<{location: string, title: string, text: string, score: number}[][]>}
 */
const search = async query => {
  const { type, data } = await send({ type: QUERY, data: query })
  assert.equal(type, RESULT)
  return data.items
}

/** @param {string} query */
const pages = async query => (await search(query)).map(([page]) => page.location)

/**
 * @param {string} html
 * @param {string} kind
 */
const noteIn = (html, kind) => new RegExp(`<span hidden data-search-${kind}="([^"]*)">`).exec(html)?.[1]

before(async () => {
  assert.deepEqual(await send(SETUP_MESSAGE), { type: READY })
})

test("names, other names, symptoms, facts and headings find their page first", async () => {
  for (const [query, page] of [
    ["cobra stretch", "stretches/cobra/"],
    ["prone press-up", "stretches/cobra/"],
    ["radiculopathy", "sciatica/"],
    ["pins and needles", "causes/"],
    ["half kneeling", "stretches/lunge/"],
    ["too little blood", "causes/"],
    ["radiculo", "sciatica/"]
  ])
    assert.equal((await pages(query))[0], page, query)
})

test("the home page names much, and gives way to the page that answers", async () => {
  assert.deepEqual((await pages("leg numbness")).slice(0, 2), ["causes/", ""])
})

test("what may be an emergency comes first and is marked", async () => {
  for (const query of ["cannot pee", "sciatica or lumbar radiculopathy, cannot pee", "stroke"]) {
    const [[page], ...others] = await search(query)
    assert.equal(page.location, "get-help/", query)
    assert.match(page.title, /<strong class="search-urgent">Urgent<\/strong>/)
    for (const [other] of others) assert.doesNotMatch(other.title, /search-urgent/)
  }
  const [[, section]] = await search("call")
  assert.equal(section.location, "get-help/#who-to-call")
  for (const query of ["stro", "pee"])
    for (const [page] of await search(query)) assert.doesNotMatch(page.title, /search-urgent/, query)
})

test("a misspelled word is corrected, and it is said what was searched for", async () => {
  const [[page]] = await search("siatica")
  assert.equal(page.location, "sciatica/")
  assert.equal(noteIn(page.title, "corrected"), "sciatica")
  assert.equal(noteIn(page.title, "query"), "siatica")
  assert.equal(noteIn(page.title, "total"), String((await search("siatica")).length))
  assert.equal(noteIn((await search("sciatica"))[0][0].title, "corrected"), undefined)
})

test("what stands in quotation marks is taken as it is", async () => {
  for (const query of ['"siatica"', "„siatica“"]) {
    const [[page]] = await search(query)
    assert.equal(noteIn(page.title, "nearest"), "", query)
  }
})

test("where nothing is found, three pages help and near words are named", async () => {
  const nothing = await search("plunges xylophone")
  assert.deepEqual(
    nothing.map(([page]) => page.location),
    ["get-help/", "stretches/", "causes/"]
  )
  assert.equal(noteIn(nothing[0][0].title, "nearest"), "lunge")
  assert.deepEqual(await search(" "), [])
  assert.equal((await search("?!")).length, 3)
})

test("a result is HTML with the texts escaped, a picture and a summary", async () => {
  const [[page]] = await search("cobra <b>")
  assert.match(
    page.title,
    /<img class="search-picture" src="https:\/\/site\.example\/assets\/figures\/cobra\.svg" alt="">/
  )
  assert.match(
    page.title,
    /Cobra stretch <span class="search-summary">For the &quot;low&quot; back &lt;on the floor>\.<\/span>/
  )
  assert.equal(noteIn(page.title, "query"), "cobra &lt;b>")
})

test("the section that matches is shown with the words marked", async () => {
  const [[page, section]] = await search("numb blood smoking")
  assert.equal(page.location, "causes/")
  assert.equal(section.location, "causes/#too-little-blood")
  assert.match(section.text, /<mark>Blood<\/mark> brings oxygen\./)
  assert.match(section.text, /&amp; <mark>smoking<\/mark> are usual/)
})

test("who types fast is answered once, for the last letter", async () => {
  const { data } = await send({ type: QUERY, data: "lunge" }, { type: QUERY, data: "cobra" })
  assert.equal(data.items[0][0].location, "stretches/cobra/")
})

test("a long query is read to its limit", async () => {
  const [[page]] = await search(`cobra ${"x".repeat(MOST_LETTERS)}`)
  assert.equal(page.location, "stretches/cobra/")
  assert.equal(noteIn(page.title, "query")?.length, MOST_LETTERS)
})
