// What a reader has read: a list of concepts kept in this browser alone. Where storage is blocked, it lasts until the window closes.
(() => {
  const KEY = "llm-field-guide:read"
  const { element } = fieldguide
  let read = new Set()

  /** What the browser keeps; where it keeps none, or something else, what this window knows. @returns {Set<string>} */
  function stored() {
    try {
      const found = JSON.parse(localStorage.getItem(KEY) ?? "[]")
      return new Set(Array.isArray(found) ? found : [])
    } catch {
      return read
    }
  }

  function keep() {
    try {
      read.size ? localStorage.setItem(KEY, JSON.stringify([...read])) : localStorage.removeItem(KEY)
    } catch {} // blocked or full: the marks last as long as this window
    show()
  }

  /** A labelled checkbox that marks a concept as read. */
  function checkbox(slug, text, label) {
    const box = element("input", "")
    box.type = "checkbox"
    box.dataset.read = slug
    if (label) box.setAttribute("aria-label", label)
    box.addEventListener("change", () => {
      read = stored()
      box.checked ? read.add(slug) : read.delete(slug)
      keep()
    })
    return text ? element("label", "", box, text) : box
  }

  function note() {
    const reset = element("button", "md-button", "Forget what I have read")
    reset.type = "button"
    reset.dataset.forget = ""
    reset.addEventListener("click", () => { read = new Set(); keep() })
    return [element("p", "", "What you have read is kept in this browser alone. Nothing leaves it."), reset]
  }

  function show() {
    for (const box of document.querySelectorAll("[data-read]")) box.checked = read.has(box.dataset.read)
    for (const reset of document.querySelectorAll("[data-forget]")) reset.disabled = !read.size
    for (const extent of document.querySelectorAll(".extent[data-steps]")) {
      const steps = extent.dataset.steps.split(" ")
      const done = steps.filter(slug => read.has(slug)).length
      extent.dataset.done = done ? `${done} of ${steps.length} read` : ""
    }
    for (const step of document.querySelectorAll("a.step")) step.closest("li")?.classList.toggle("is-read", read.has(step.dataset.step))
  }

  read = stored()
  fieldguide.onPage("a.step", step => step.before(checkbox(step.dataset.step, "", `Read: ${step.textContent}`)))
  fieldguide.onPage(".read[data-step]", place => place.append(checkbox(place.dataset.step, " I have read this page")))
  fieldguide.onPage(".progress-note", place => place.append(...note()))
  show()
  addEventListener("pageshow", event => { if (event.persisted) { read = stored(); show() } })
  addEventListener("storage", event => { if (event.key === KEY || event.key === null) { read = stored(); show() } })
})()
