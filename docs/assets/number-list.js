// The table of all key numbers: filters above it, in the address too, and sorting by a column.
(() => {
  const years = (date) => {
    const [year, month = 12] = date.split("-").map(Number)
    const now = new Date()
    return now.getFullYear() - year + (now.getMonth() + 1 - month) / 12
  }

  const FILTERS = [
    { name: "part", label: "Part", of: (row) => [row.dataset.part] },
    { name: "tag", label: "Tag", of: (row) => row.dataset.tags.split(" ") },
    { name: "kind", label: "Kind", of: (row) => [row.dataset.kind] },
    { name: "age", label: "Age", options: { 1: "at most 1 year", 2: "at most 2 years", "-1": "over 1 year", "-2": "over 2 years" } },
  ]

  /** Whether a row passes what is chosen: an age of 2 is at most two years, of -2 more than two. */
  function passes(row, chosen) {
    if (chosen.find && !chosen.find.toLowerCase().split(/\s+/).every((word) => row.textContent.toLowerCase().includes(word))) return false
    const age = Number(chosen.age)
    if (age > 0 && years(row.dataset.date) > age) return false
    if (age < 0 && years(row.dataset.date) <= -age) return false
    return FILTERS.every(({ name, of }) => !of || !chosen[name] || of(row).includes(chosen[name]))
  }

  function field(label, control) {
    const element = document.createElement("label")
    control.setAttribute("aria-label", label)
    element.append(label, control)
    return element
  }

  function chooser(filter, rows) {
    const select = document.createElement("select")
    select.name = filter.name
    const values = filter.options ? Object.keys(filter.options) : [...new Set(rows.flatMap(filter.of))]
    if (filter.name !== "part") values.sort()
    select.add(new Option("any", ""))
    for (const value of values) select.add(new Option(filter.options ? filter.options[value] : value.replaceAll("-", " "), value))
    return field(filter.label, select)
  }

  function fill(form, rows) {
    const text = Object.assign(document.createElement("input"), { type: "search", name: "find", placeholder: "words" })
    form.append(field("Find", text), ...FILTERS.map((filter) => chooser(filter, rows)), document.createElement("output"))
  }

  function remember(chosen) {
    const query = new URLSearchParams(Object.entries(chosen).filter(([, value]) => value)).toString()
    history.replaceState(history.state, "", query ? `?${query}${location.hash}` : location.pathname + location.hash)
  }

  function setUp(list) {
    const table = list.querySelector("table")
    const rows = [...table.tBodies[0].rows]
    const controls = list.previousElementSibling
    fill(controls, rows)
    const show = () => {
      const chosen = Object.fromEntries(new FormData(controls))
      for (const row of rows) row.hidden = !passes(row, chosen)
      const shown = rows.filter((row) => !row.hidden).length
      controls.querySelector("output").textContent = `${shown.toLocaleString("en")} of ${rows.length.toLocaleString("en")} numbers`
      return chosen
    }
    for (const [name, value] of new URLSearchParams(location.search)) if (controls.elements[name]) controls.elements[name].value = value
    controls.addEventListener("input", () => remember(show()))
    controls.addEventListener("submit", (event) => event.preventDefault())
    if (location.search) show()
    else controls.querySelector("output").textContent = `${rows.length} of ${rows.length} numbers`
  }

  fieldguide.onPage(".number-list", setUp)
})()
