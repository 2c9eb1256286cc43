/**
 * Removes the request from the address of /connect/, and keeps it for connect.js. It contains a diagnosis, so it must
 * not be in the address bar or in a copied link. This is not a module, so it runs before anything else.
 */
;(() => {
  /** @type {Window & {takenRequest?: [query: string, fragment: string]}} */
  const holder = window

  const take = () => {
    const address = new URL(location.href)
    // A section of the page may stay.
    const isRequest = !/^(?:#[\w-]*)?$/.test(address.hash)
    // After a query, what looks like a section may be the end of the query.
    const request = [address.search, isRequest || address.search ? address.hash : ""]
    address.search = ""
    if (isRequest) address.hash = ""
    // Going back or reloading gives the same answer; only this tab has the request.
    if (address.href !== location.href) history.replaceState({ request }, "", address)
    // The reader may go to a section of the page before the request is answered.
    if (history.state?.request) holder.takenRequest = history.state.request
  }
  take()
  // A record system may ask again in the same window.
  addEventListener("hashchange", take)
})()
