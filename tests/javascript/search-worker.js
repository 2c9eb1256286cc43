/**
 * Runs the search's worker in this process, with the theme's own worker behind it. The names that its scripts declare
 * are global afterwards, as they are for each other.
 */
import assert from "node:assert/strict"
import { globSync, readFileSync } from "node:fs"
import { basename } from "node:path"
import { fileURLToPath } from "node:url"
import { runInThisContext } from "node:vm"

const root = fileURLToPath(new URL("../..", import.meta.url))
const ours = `${root}docs/assets/javascripts/workers/`
const [engine] = globSync(
  `${root}.venv/lib/python*/site-packages/material/templates/assets/javascripts/workers/search.*.js`
)
assert(engine, "Material is not installed; `make test` sets it up")

/** @param {string[]} addresses of scripts, absolute or relative to the worker's */
const importScripts = (...addresses) => {
  for (const address of addresses) {
    const name = basename(address)
    const file = name === basename(engine) ? engine : ours + name
    runInThisContext(readFileSync(file, "utf8"), { filename: file })
  }
}

/** @typedef {{type: number, data?: any}} Message */

const messages = new EventTarget()
/** @type {Message[]} what the worker has answered and nobody has read */
const answers = []
/** @type {(() => void) | undefined} */
let answered

Object.assign(globalThis, {
  self: globalThis,
  location: new URL(`https://site.example/assets/javascripts/workers/search.js?engine=${basename(engine)}`),
  addEventListener: messages.addEventListener.bind(messages),
  postMessage: (/** @type {Message} */ answer) => {
    answers.push(answer)
    answered?.()
  },
  importScripts
})
importScripts("search.js")

/**
 * Sends messages to the worker, all at once.
 * @param {Message[]} sent
 * @returns {Promise<Message>} its answer
 */
export const send = async (...sent) => {
  answers.length = 0
  /** @type {Promise<void>} */
  const first = new Promise(done => {
    answered = done
  })
  for (const data of sent) messages.dispatchEvent(new MessageEvent("message", { data }))
  await first
  // Were there more answers, they would come now.
  await new Promise(done => setTimeout(done))
  assert.equal(answers.length, 1)
  return answers[0]
}
