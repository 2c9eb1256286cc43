/** The theme's own worker answers where this site's cannot read the index. */

import assert from "node:assert/strict"
import { mock, test } from "node:test"
import { send } from "./search-worker.js"

test("an index that cannot be read is left to the theme's worker", async () => {
  const warn = mock.method(console, "warn", () => {})
  const config = {
    lang: ["en"],
    separator: "[\\s\\-]+",
    pipeline: [],
    fields: { title: { boost: 1 }, text: { boost: 1 } },
    synonyms: 7
  }
  const docs = [{ location: "lunge/", title: "Lunge", text: "" }]
  const ready = await send({ type: SETUP, data: { docs, config, options: {} } })
  assert.deepEqual(ready, { type: READY })
  assert.equal(warn.mock.callCount(), 1)
  const { data } = await send({ type: QUERY, data: "lunge" })
  assert.equal(data.items[0][0].location, "lunge/")
  assert.doesNotMatch(data.items[0][0].title, /data-search/)
})
