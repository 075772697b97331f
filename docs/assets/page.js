// What every page does: light and dark, the menu of small screens, where the reader is in the contents, code to copy, tables that scroll.
(() => {
  const root = document.body

  const scheme = document.querySelector("[data-scheme]")
  const dark = () => root.dataset.mdColorScheme === "slate"
  const name = () => {
    scheme.title = `Switch to ${dark() ? "light" : "dark"} mode`
    scheme.setAttribute("aria-label", scheme.title)
  }
  scheme.addEventListener("click", () => {
    root.dataset.mdColorScheme = dark() ? "default" : "slate"
    try { localStorage.setItem("llm-field-guide:scheme", root.dataset.mdColorScheme) } catch { /* then for this page alone */ }
    name()
  })
  name()

  const menu = document.querySelector("[data-menu]")
  const drawer = document.getElementById("__drawer")
  const unfold = open => {
    drawer.checked = open
    menu.setAttribute("aria-expanded", String(open))
    menu.setAttribute("aria-label", open ? "Close the menu" : "Menu")
  }
  menu.addEventListener("click", () => unfold(!drawer.checked))
  drawer.addEventListener("change", () => unfold(drawer.checked))
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape" || !drawer.checked) return
    unfold(false)
    menu.focus()
  })
  document.querySelector(".md-sidebar--primary").addEventListener("click", event => { if (event.target.closest("a")) unfold(false) })
  unfold(false)

  const links = new Map(Array.from(document.querySelectorAll(".md-sidebar--secondary a[href^='#']"), link => [decodeURIComponent(link.hash.slice(1)), link]))
  const headings = Array.from(links.keys(), id => document.getElementById(id)).filter(Boolean)
  if (headings.length) {
    const seen = () => {
      const passed = headings.filter(heading => heading.getBoundingClientRect().top < 120).at(-1)
      for (const [id, link] of links) {
        if (id === passed?.id) link.setAttribute("aria-current", "true")
        else link.removeAttribute("aria-current")
      }
    }
    const watcher = new IntersectionObserver(seen, { rootMargin: "-60px 0px -70% 0px", threshold: [0, 1] })
    for (const heading of headings) watcher.observe(heading)
  }

  const here = document.querySelector(".md-sidebar--primary [aria-current]")
  if (here) {
    new IntersectionObserver(([entry], observer) => {
      observer.disconnect()
      if (!entry.isIntersecting) here.scrollIntoView({ block: "nearest" })
    }).observe(here)
  }
  menu.addEventListener("click", () => {
    const contents = document.querySelector(".guide-contents ul")
    if (contents && here?.closest("li") && !contents.checkVisibility()) here.after(Object.assign(contents.cloneNode(true), { className: "contents" }))
  }, { once: true })

  /** A fragment inside a folded block opens it. */
  const reveal = () => {
    const folded = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest("details:not([open])")
    if (!folded) return
    folded.open = true
    folded.scrollIntoView()
  }
  addEventListener("hashchange", reveal)
  reveal()

  for (const code of document.querySelectorAll("pre > code")) {
    const block = code.closest(".highlight") ?? code.parentElement
    if (block.querySelector(".copy-code")) continue
    const copy = Object.assign(document.createElement("button"), { type: "button", className: "copy-code", textContent: "Copy" })
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.textContent)
      copy.textContent = "Copied"
      setTimeout(() => { copy.textContent = "Copy" }, 2000)
    })
    block.append(copy)
  }

  /** What scrolls sideways can be reached, and has a name. */
  const scrollers = new ResizeObserver(entries => {
    for (const { target: { parentElement }, target: own } of entries) {
      const target = own.matches("table") ? parentElement : own
      if (target.scrollWidth <= target.clientWidth) continue
      target.tabIndex = 0
      if (!target.matches(".table-scroll")) continue
      target.setAttribute("role", "region")
      target.setAttribute("aria-label", "Table, wider than the page")
    }
  })
  for (const wide of document.querySelectorAll(".table-scroll, .table-scroll > table, .highlight code, .diagram, figure.map")) scrollers.observe(wide)
})()
