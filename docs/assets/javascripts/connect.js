/**
 * Leads on from /connect/ to the page that the request asks for. Where it asks for several, it shows them to choose
 * from; where it asks for none, the list of pages stands there as it is without scripts.
 */
import { decide, readRequest, searchAddress } from "./connect-request.js"

const data = JSON.parse(document.querySelector("#request-data")?.textContent ?? "null")
const place = document.querySelector(".connect-choice")
const [query, fragment] = window.takenRequest ?? ["", ""]

if (data && place && (query || fragment)) {
  const [asked, hidden] = [readRequest(query), readRequest(fragment)]
  const request = { criteria: [...asked.criteria, ...hidden.criteria], whole: asked.whole && hidden.whole }
  const { page, pages, search } = decide(request, data)
  if (page) location.replace(page)
  else if (search) location.replace(searchAddress(search, data))
  else if (pages) {
    const told = document.createElement("p")
    told.textContent = "The request names more than one diagnosis. Choose a page:"
    const list = document.createElement("ul")
    list.className = "ways"
    for (const address of pages) {
      const link = document.createElement("a")
      link.href = address
      link.textContent = data.titles[address]
      const item = document.createElement("li")
      item.append(link)
      list.append(item)
    }
    place.append(told, list)
  } else if (request.criteria.length) {
    const told = document.createElement("p")
    told.textContent = "No page was found for the diagnosis in the request. Choose one here, or use the search."
    place.append(told)
  }
}
delete window.takenRequest
