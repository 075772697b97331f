// Letters of our own are loaded once a page was painted, which else waits for them. Text stays as it is, so that nothing moves; the next page has them.
// Formulas, which few devices have letters for, get theirs as soon as none is in sight.
(() => {
  const root = document.documentElement
  const FONTS = ["1em 'Guide Sans'", "italic 1em 'Guide Sans'", "1em 'Guide Serif'"]
  const formulas = [...document.querySelectorAll(".md-typeset math")]

  async function load() {
    await Promise.all([...FONTS.map(font => document.fonts.load(font)), formulas.length && document.fonts.load("1em 'Latin Modern Math'", "𝑥")])
    const inSight = new Set()
    const sight = new IntersectionObserver(changes => {
      for (const { target, isIntersecting } of changes) inSight[isIntersecting ? "add" : "delete"](target)
      if (inSight.size) return
      sight.disconnect()
      root.classList.add("formulas")
    })
    for (const formula of formulas) sight.observe(formula)
    localStorage.setItem("llm-field-guide:letters", "loaded")
  }

  if (root.classList.contains("letters")) return
  new PerformanceObserver((_, observer) => {
    observer.disconnect()
    setTimeout(() => load().catch(() => { /* then the next page has the stand-ins too */ }))
  }).observe({ type: "paint", buffered: true })
})()
