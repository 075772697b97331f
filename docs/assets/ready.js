// Scripts of the site start what they find on a page: at once, and after each page that instant navigation brings.
;(fieldguide => {
  /** Carries an action out on this page and on each that instant navigation brings; from a folder `document$` never says anything. */
  fieldguide.eachPage = action => {
    action()
    document$.subscribe(action)
  }

  /** Calls `start` once for each element that fits, now and on later pages. */
  fieldguide.onPage = (name, selector, start) => {
    fieldguide.eachPage(() => {
      for (const element of document.querySelectorAll(selector)) {
        const begun = (element.dataset.begun ?? "").split(" ")
        if (begun.includes(name)) continue
        element.dataset.begun = [...begun, name].join(" ").trim()
        start(element)
      }
    })
  }
})(globalThis.fieldguide ??= {})
