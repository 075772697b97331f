// Scripts of the site start what they find on a page: at once, and after each page that instant navigation brings.
;(fieldguide => {
  /** Calls `start` once for each element that fits, now and on later pages; from a folder `document$` never says anything. */
  fieldguide.onPage = (name, selector, start) => {
    const begin = () => {
      for (const element of document.querySelectorAll(selector)) {
        const begun = (element.dataset.begun ?? "").split(" ")
        if (begun.includes(name)) continue
        element.dataset.begun = [...begun, name].join(" ").trim()
        start(element)
      }
    }
    begin()
    document$.subscribe(begin)
  }
})(globalThis.fieldguide ??= {})
