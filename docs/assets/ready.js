// Scripts of the site start what they find on a page; what few readers need comes when one asks for it.
;(fieldguide => {
  /** Calls `start` for each element that fits. */
  fieldguide.onPage = (selector, start) => {
    for (const element of document.querySelectorAll(selector)) start(element)
  }

  const brought = new Map()

  /** Loads a bundle of scripts once, by a script element, so that it comes from a folder too; one that fails is asked for anew. */
  fieldguide.bring = name => {
    if (!brought.has(name)) {
      brought.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script")
        script.src = fieldguide.assets + fieldguide.asked[name]
        script.onload = resolve
        script.onerror = () => { brought.delete(name); reject(new Error(`${name} cannot be loaded`)) }
        document.head.append(script)
      }))
    }
    return brought.get(name)
  }
})(globalThis.fieldguide ??= {})
