/**
 * Takes the request out of the address of /connect/, and keeps it for connect.js. It holds a diagnosis, so it must
 * not stand in the address bar or in what is copied or linked to. This is no module: it runs before anything else.
 */
;(() => {
  /** @type {Window & {takenRequest?: [query: string, fragment: string]}} */
  const holder = window

  const take = () => {
    const address = new URL(location.href)
    // A section of the page may stay.
    const isRequest = !/^(?:#[\w-]*)?$/.test(address.hash)
    // Behind a query, what looks like a section may be the end of it.
    const request = [address.search, isRequest || address.search ? address.hash : ""]
    address.search = ""
    if (isRequest) address.hash = ""
    // Whoever comes back or loads the page again gets the same answer; only this tab has it.
    if (address.href !== location.href) history.replaceState({ request }, "", address)
    // Somebody may go to a section of the page before the request is answered.
    if (history.state?.request) holder.takenRequest = history.state.request
  }
  take()
  // A record system may ask again in the same window.
  addEventListener("hashchange", take)
})()
