/**
 * Goes from /connect/ to the page that the request asks for. If it asks for several, the reader chooses from a list; if
 * it asks for none, the page stays as it is without scripts.
 */
import { decide, readRequest, searchAddress } from "./connect-request.js"

const data = JSON.parse(document.querySelector("#request-data")?.textContent ?? "null")
const place = document.querySelector(".connect-choice")

/**
 * @param {string[]} pages
 * @returns {HTMLUListElement}
 */
const listOf = pages => {
  const list = document.createElement("ul")
  list.className = "ways"
  for (const address of pages) {
    const item = document.createElement("li")
    const link = document.createElement("a")
    link.href = address
    link.textContent = data.titles[address]
    item.append(link)
    list.append(item)
  }
  return list
}

/**
 * @param {string} words
 * @param {Node[]} more
 */
const tell = (words, ...more) => {
  const message = document.createElement("p")
  message.textContent = words
  place?.replaceChildren(message, ...more)
}

/** Where take-request.js leaves the request. @type {Window & {takenRequest?: [query: string, fragment: string]}} */
const holder = window

/** Answers the request that take-request.js has removed from the address, once. */
const answer = () => {
  const [query, fragment] = holder.takenRequest ?? ["", ""]
  delete holder.takenRequest
  if (!data || (!query && !fragment)) return
  place?.replaceChildren()
  const [asked, hidden] = [readRequest(query), readRequest(fragment)]
  const request = {
    criteria: [...asked.criteria, ...hidden.criteria],
    values: [...asked.values, ...hidden.values],
    others: [...asked.others, ...hidden.others],
    whole: asked.whole && hidden.whole
  }
  const { page, pages, search } = decide(request, data)
  if (page) location.replace(page)
  else if (search) location.replace(searchAddress(search, data))
  else if (pages) tell("The link asks for more than one page. Choose one:", listOf(pages))
  else if (request.criteria.length || !request.whole)
    tell("This site has no page for the diagnosis in the link. Choose a page here, or use the search.")
}

answer()
addEventListener("hashchange", answer)
