/** Words as the search compares them, and corrections of misspelled ones. */
import "./search-worker.js"
import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"

/** @param {Record<string, number>} phrases each with what its words are worth as corrections */
const spellingOf = phrases => {
  const spelling = new Spelling()
  for (const [phrase, worth] of Object.entries(phrases)) spelling.learn(wordsOf(phrase), worth)
  spelling.finish()
  return spelling
}

test("words are small letters and digits, without accents and apostrophes", () => {
  assert.deepEqual(wordsOf("Ménière’s L5-S1, AT&T 2×"), ["menieres", "l5", "s1", "at&t", "2"])
  assert.deepEqual(wordsOf("… 足 !"), [])
})

test("a text is read without its elements and entities", () => {
  assert.equal(bare("<p>Hold &lt; 30&nbsp;s</p>\n<p>R&amp;D &#39;x&#39;</p>"), "Hold < 30&nbsp;s R&D 'x'")
})

test("forms of a word have one stem", () => {
  assert.equal(new Set(["stretch", "stretches", "stretching", "stretched"].map(stemOf)).size, 1)
  assert.notEqual(stemOf("numb"), stemOf("number"))
})

test("synonyms count as one, also as parts of each other", () => {
  const synonyms = new Synonyms([
    ["disk", "disc"],
    ["herniated disk", "slipped disk", "prolapse"],
    ["sinking", "prolapse"]
  ])
  const herniated = ["herniated", "disk"].map(stemOf)
  for (const same of ["herniated disk", "herniated disc", "slipped disc", "prolapse"])
    assert.deepEqual(synonyms.stems(wordsOf(same)), herniated)
  assert.deepEqual(synonyms.stems(wordsOf("my disc hurts")), ["my", stemOf("disk"), stemOf("hurts")])
})

const word = fc.stringMatching(/^[a-z]{1,9}$/)

test("the distance between two words is the same from either", () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      assert.equal(distance(a, b, 99), distance(b, a, 99))
      assert.equal(distance(a, b, 99) === 0, a === b)
    })
  )
})

test("one slip is at most a distance of 1", () => {
  const letter = fc.stringMatching(/^[a-z]$/)
  fc.assert(
    fc.property(word, fc.nat(), letter, (right, number, other) => {
      const at = number % right.length
      const [before, after] = [right.slice(0, at), right.slice(at + 1)]
      const swapped =
        before +
        right
          .slice(at, at + 2)
          .split("")
          .reverse()
          .join("") +
        right.slice(at + 2)
      for (const slip of [before + other + after, before + after, before + other + right.slice(at), swapped])
        assert(distance(slip, right, 1) <= 1, slip)
    })
  )
})

test("slips that are made by ear or by a doubled letter are nearer", () => {
  assert.equal(distance("siatica", "sciatica", 2), 1)
  assert.equal(distance("stretsh", "stretch", 2), 1)
  assert.equal(distance("cobre", "cobra", 2), 0.75)
  assert.equal(distance("cobbra", "cobra", 2), 0.75)
  assert.equal(distance("corba", "cobra", 2), 0.9)
  assert.equal(distance("butterfly", "cobra", 2), Infinity)
  assert.equal(distance("lunge", "cobra", 2), Infinity)
})

test("a known word stays, and so does one that may be half typed", () => {
  const spelling = spellingOf({ "cobra stretch": SPELLED.name, sciatica: SPELLED.name })
  for (const words of [["cobra"], ["stretching"], ["sciat"], ["the"], ["l5"]])
    assert.deepEqual(spelling.corrected(words).words, words)
})

test("a misspelled word becomes the nearest one", () => {
  const spelling = spellingOf({ "cobra stretch": SPELLED.name, sciatica: SPELLED.name, hamstring: SPELLED.name })
  for (const [typed, meant] of [
    ["cobbra", "cobra"],
    ["siatica", "sciatica"],
    ["syattica", "sciatica"],
    ["hamstirng", "hamstring"]
  ])
    assert.deepEqual(spelling.corrected([typed, "stretch"]).words, [meant, "stretch"])
})

test("words run together or split are put right", () => {
  const spelling = spellingOf({ "toe touch": SPELLED.name, hamstring: SPELLED.name })
  assert.deepEqual(spelling.corrected(["toetouch"]).words, ["toe", "touch"])
  assert.deepEqual(spelling.corrected(["ham", "string"]).words, ["hamstring"])
})

test("a word that only stands in a text does not replace one that the site does not know", () => {
  const spelling = spellingOf({ "a bench will do": SPELLED.text, cobra: SPELLED.name })
  assert.deepEqual(spelling.corrected(["beach"]).words, ["beach"])
})

test("of a long query the first words are mended only", () => {
  const spelling = spellingOf({ sciatica: SPELLED.name })
  const { words } = spelling.corrected([...Array(MOST_CORRECTED).fill("siatica"), "siatica", "x"])
  assert.deepEqual(words, [...Array(MOST_CORRECTED).fill("sciatica"), "siatica", "x"])
})

test("any words can be mended", () => {
  const spelling = spellingOf({ "toe touch": SPELLED.name, "numb leg": SPELLED.symptom, "hold still": SPELLED.text })
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), text => {
      const { words, others } = spelling.corrected(wordsOf(text))
      assert.equal(
        words.every(each => /^[a-z0-9&]+$/.test(each)),
        true
      )
      assert(others.length <= 3)
    })
  )
})
