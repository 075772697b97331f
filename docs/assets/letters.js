// Letters of our own are loaded once a page was painted, which else waits for them. Its text stays as it is, so that nothing moves; the next page has them.
(() => {
  const root = document.documentElement
  const FONTS = ["1em 'Guide Sans'", "italic 1em 'Guide Sans'", "1em 'Guide Serif'"]

  async function load() {
    root.dataset.painted = ""
    if (root.classList.contains("letters")) return
    await Promise.all(FONTS.map(font => document.fonts.load(font)))
    localStorage.setItem("llm-field-guide:letters", "loaded")
  }

  new PerformanceObserver((_, observer) => {
    observer.disconnect()
    setTimeout(() => load().catch(() => { /* then the next page has the stand-ins too */ }))
  }).observe({ type: "paint", buffered: true })
})()
