// What the scripts of this folder share: concepts in brief, and the making of elements.

/** Concepts in brief, each a script of its own, so that they load from the file system too. */
Object.assign(globalThis.fieldguide ??= {}, {
  /** @type {Map<string, Promise<?object>>} */
  briefs: new Map(),
  received: {},
  receive(brief) { this.received[brief.slug] = brief },

  /** The brief of a concept; null where it cannot be had. */
  load(slug) {
    if (!this.briefs.has(slug)) {
      this.briefs.set(slug, new Promise(resolve => {
        const script = document.createElement("script")
        script.src = `${this.assets}previews/${slug}.js`
        script.onload = () => resolve(this.received[slug] ?? null)
        script.onerror = () => { this.briefs.delete(slug); resolve(null) }
        document.head.append(script)
      }))
    }
    return this.briefs.get(slug)
  },

  /** An element with children; text stays text. */
  element(name, classes, ...children) {
    const element = document.createElement(name)
    element.className = classes
    element.append(...children)
    return element
  },
})
